//! Adding a pack: it is read, checked whole with its cases, and kept, or refused
//! whole with every reason.

use std::path::Path;

use rules::{IssueCode, PackIssue};
use store::StoredPack;

use super::{PackAdded, PackFolder};
use crate::action::Action;
use crate::folder::{self, FolderFault, Limits};
use crate::settings::pack_rows;
use crate::{App, Error};

/// The largest pack there is takes a tenth of this.
const LIMITS: Limits = Limits {
    endings: &[".toml"],
    bytes: 4 * 1024 * 1024,
    files: 4000,
};

/// Adds the pack in a folder to this vault. One of the same id that was added
/// before is replaced; one that comes with the app is not.
///
/// # Errors
/// Locked; the folder cannot be read; saving failed. A pack with faults is an
/// answer, not an error.
pub fn add(app: &App, request: PackFolder) -> Result<PackAdded, Error> {
    app.view(|_| Ok(()))?;
    let found = folder::read(Path::new(&request.path), &LIMITS)?;
    let faults = found.faults.iter();
    let mut issues: Vec<PackIssue> = faults.map(|(file, fault)| issue(file, *fault)).collect();
    issues.extend(rules::check(&found.files).issues);
    // A folder without a file of the right kind has nothing to complain of.
    let missing = found.files.is_empty() && issues.is_empty();
    let head = format!("{}/pack.toml", found.id);
    issues.extend(missing.then(|| PackIssue::of_file(&head, IssueCode::MissingFile, &head)));
    if app.embedded().iter().any(|pack| pack.id() == found.id) {
        issues.push(embedded_id(&found.id));
    }
    if !issues.is_empty() {
        issues.sort();
        return Ok(PackAdded { pack: None, issues });
    }
    let id = found.id.clone();
    let stored = StoredPack {
        id: found.id,
        files: found.files,
    };
    app.change_packs(Action::PackAdded, |writer| {
        writer.put_pack(&stored)?;
        Ok(())
    })?;
    Ok(PackAdded {
        pack: pack_rows(app).into_iter().find(|row| row.id == id),
        issues,
    })
}

fn issue(file: &str, fault: FolderFault) -> PackIssue {
    match fault {
        FolderFault::TooLarge => {
            let detail = format!("{}, {}", LIMITS.files, LIMITS.bytes);
            PackIssue::of_file(file, IssueCode::TooLarge, &detail)
        }
        FolderFault::NotText => PackIssue::of_file(file, IssueCode::Unreadable, "UTF-8"),
    }
}

/// That a pack of this id comes with the app.
pub(super) fn embedded_id(id: &str) -> PackIssue {
    PackIssue::of_file(format!("{id}/pack.toml"), IssueCode::EmbeddedId, id)
}
