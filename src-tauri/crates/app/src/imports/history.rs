//! Past imports, and taking one back.

use crate::action::Action;

use super::{ImportRef, ImportRow};
use crate::{App, Done, Empty, Error};

/// Past imports, newest first.
///
/// # Errors
/// Locked.
pub fn list(app: &App, _: Empty) -> Result<Vec<ImportRow>, Error> {
    app.with(|session| {
        let mut rows: Vec<ImportRow> = session
            .vault
            .read(|reader| reader.imports())?
            .into_iter()
            .map(|import| ImportRow {
                id: import.id,
                file: import.file,
                sha256: import.sha256,
                at: import.at.to_rfc3339(),
                added: import.added,
                payments: u32::try_from(import.payments.len()).unwrap_or(u32::MAX),
                undone: import.undone_at.is_some(),
            })
            .collect();
        rows.sort_by(|a, b| b.at.cmp(&a.at));
        Ok(rows)
    })
}

/// Takes an import back: its rows no longer stand, its payments are removed. They
/// stay in the journal.
///
/// # Errors
/// Locked; not found; saving failed.
pub fn undo(app: &App, ImportRef { id }: ImportRef) -> Result<Done, Error> {
    let now = app.now();
    app.change(Action::ImportUndone, |writer, _| {
        writer.undo_import(&id, now)?;
        Ok(Done {})
    })
}
