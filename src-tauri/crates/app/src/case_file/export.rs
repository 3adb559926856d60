//! The whole case as one JSON file.

use std::path::Path;

use super::FileRef;
use crate::files::write_new;
use crate::letters::Exported;
use crate::{App, Error, ErrorCode};

/// Writes the case in its exchange form. The file is not encrypted; the
/// interface says so before it asks for a place.
///
/// # Errors
/// Locked; the file cannot be written.
pub fn export(app: &App, FileRef { path }: FileRef) -> Result<Exported, Error> {
    // As it was logged, every source of a call by itself.
    let case = app.with(|session| Ok(session.vault.read(|reader| reader.case())?))?;
    let text = serde_json::to_vec_pretty(&case).map_err(|_| Error::new(ErrorCode::Bug))?;
    write_new(Path::new(&path), &text)
}
