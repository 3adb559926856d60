//! Writing a table.

use std::path::Path;

use domain::{FieldProblem, ProblemCode};

use super::{SheetExport, SheetForm, csv, xlsx};
use crate::files::write_new;
use crate::letters::Exported;
use crate::{App, Error};

/// Rows a sheet can hold, its heading left out.
const MOST_ROWS: usize = 1_048_575;

/// Writes a table. The file is not encrypted; the interface says so before it asks
/// for a place.
///
/// # Errors
/// Locked; a row with another number of cells than there are columns; more rows
/// than a sheet holds; the file cannot be written.
pub fn export(app: &App, request: SheetExport) -> Result<Exported, Error> {
    let wrong = |field: String, code| Err(Error::invalid(vec![FieldProblem::new(field, code)]));
    let columns = request.columns.len();
    if columns == 0 {
        return wrong("columns".to_owned(), ProblemCode::Required);
    }
    if request.rows.len() > MOST_ROWS {
        return wrong("rows".to_owned(), ProblemCode::TooLong);
    }
    if let Some(at) = request.rows.iter().position(|row| row.len() != columns) {
        return wrong(format!("rows[{at}]"), ProblemCode::Malformed);
    }
    let head = app.with(|session| Ok(session.vault.read(|reader| reader.journal_head())?))?;
    let words = &request.about;
    let about = [
        (words.made.as_str(), app.now().to_rfc3339()),
        (words.rows.as_str(), request.rows.len().to_string()),
        (words.entry.as_str(), head.seq.to_string()),
        (words.hash.as_str(), head.hash),
    ];
    let bytes = match request.form {
        SheetForm::Csv => csv::write(&request.columns, &request.rows, &about),
        SheetForm::Xlsx => xlsx::write(&request, &about)?,
    };
    write_new(Path::new(&request.path), &bytes)
}
