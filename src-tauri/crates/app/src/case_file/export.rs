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
    let text = app.view(|view| {
        serde_json::to_vec_pretty(&view.case).map_err(|_| Error::new(ErrorCode::Bug))
    })?;
    write_new(Path::new(&path), &text)
}
