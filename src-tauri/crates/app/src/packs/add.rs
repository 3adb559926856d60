//! Adding a pack: it is read, checked whole with its cases, and kept, or refused
//! whole with every reason.

use std::path::Path;

use rules::{IssueCode, PackIssue};
use store::StoredPack;

use super::read::folder;
use super::{PackAdded, PackFolder};
use crate::action::Action;
use crate::settings::pack_rows;
use crate::{App, Error};

/// Adds the pack in a folder to this vault. One of the same id that was added
/// before is replaced; one that comes with the app is not.
///
/// # Errors
/// Locked; the folder cannot be read; saving failed. A pack with faults is an
/// answer, not an error.
pub fn add(app: &App, request: PackFolder) -> Result<PackAdded, Error> {
    app.view(|_| Ok(()))?;
    let found = folder(Path::new(&request.path))?;
    let mut issues = found.issues;
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

/// That a pack of this id comes with the app.
pub(super) fn embedded_id(id: &str) -> PackIssue {
    PackIssue::of_file(format!("{id}/pack.toml"), IssueCode::EmbeddedId, id)
}
