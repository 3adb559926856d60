//! The packs of a vault: those in use, and those that are not sound any more.

use rules::{Loaded, Pack, PackIssue};
use store::StoredPack;

use super::add::embedded_id;
use super::{PackFaults, PackList};
use crate::settings::pack_rows;
use crate::{App, Empty, Error};

/// The packs in use and those kept but not used.
///
/// # Errors
/// Locked.
pub fn list(app: &App, _: Empty) -> Result<PackList, Error> {
    let stored = app.with(|session| Ok(session.vault.read(|reader| reader.packs())?))?;
    let unsound = stored
        .iter()
        .map(|pack| PackFaults {
            id: pack.id.clone(),
            issues: faults(app.embedded(), pack),
        })
        .filter(|pack| !pack.issues.is_empty())
        .collect();
    Ok(PackList {
        packs: pack_rows(app),
        unsound,
    })
}

/// Why a stored pack cannot be used.
fn faults(embedded: &[Pack], pack: &StoredPack) -> Vec<PackIssue> {
    let mut issues = rules::load(&pack.files).issues;
    let known = embedded.iter().any(|own| own.id() == pack.id);
    issues.extend(known.then(|| embedded_id(&pack.id)));
    issues
}

/// The stored packs that can be used: those without a fault, and without the id
/// of one the app carries, which a newer version may have brought.
pub(crate) fn sound(embedded: &[Pack], stored: &[StoredPack]) -> Vec<Pack> {
    let known = |id: &str| embedded.iter().any(|pack| pack.id() == id);
    stored
        .iter()
        .filter(|pack| !known(&pack.id))
        .filter_map(|pack| match rules::load(&pack.files) {
            Loaded { packs, issues } if issues.is_empty() => Some(packs),
            Loaded { .. } => None,
        })
        .flatten()
        .collect()
}
