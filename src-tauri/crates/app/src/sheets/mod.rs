//! A list of the interface as a table for WPS and Excel.
//!
//! What is listed, in which order and in which words, the interface knows; here it
//! becomes a file that opens right and can do no harm. The head of the journal goes
//! with it, so that the table can be held against the record it was made from.

mod csv;
mod export;
mod xlsx;

pub(crate) use csv::write as csv;
pub use export::export;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A table to write.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SheetExport {
    /// Where to write it.
    pub path: String,
    /// As what.
    pub form: SheetForm,
    /// What the table is called.
    pub title: String,
    /// Its columns.
    pub columns: Vec<SheetColumn>,
    /// Its rows, a text for each column; empty: nothing is known.
    pub rows: Vec<Vec<String>>,
    /// Words for what is said about the table.
    pub about: SheetAbout,
}

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SheetForm {
    /// Text with commas, in UTF-8 with a mark at the start.
    Csv,
    /// A workbook.
    Xlsx,
}

/// One column.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SheetColumn {
    /// Its heading.
    pub title: String,
    /// What its cells are.
    pub kind: SheetKind,
}

/// What the cells of a column are. A text that is not of its kind is written as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SheetKind {
    /// Text; telephone numbers and references too, of which no digit may be lost.
    Text,
    /// A whole number.
    Count,
    /// An amount, as a decimal.
    Amount,
    /// A day (ISO).
    Day,
    /// A moment (RFC 3339), shown in Beijing time.
    Moment,
}

/// Words for what is said about the table.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SheetAbout {
    /// Name of the second sheet.
    pub title: String,
    /// When the table was made.
    pub made: String,
    /// How many rows it has.
    pub rows: String,
    /// The number of the newest row of the journal.
    pub entry: String,
    /// Its hash.
    pub hash: String,
}

/// A cell, read.
#[derive(Clone, Debug, PartialEq)]
enum Cell<'t> {
    Text(&'t str),
    /// A number without its format, as a decimal.
    Number(&'t str),
    Day(chrono::NaiveDate),
    Moment(chrono::NaiveDateTime),
}

impl<'t> Cell<'t> {
    fn read(kind: SheetKind, text: &'t str) -> Self {
        let found = match kind {
            SheetKind::Text => None,
            SheetKind::Count => text.parse::<i64>().ok().map(|_| Self::Number(text)),
            SheetKind::Amount => {
                let amount = text.parse::<domain::Money>().ok();
                amount.map(|_| Self::Number(text))
            }
            SheetKind::Day => text.parse().ok().map(Self::Day),
            SheetKind::Moment => domain::parse_instant(text)
                .map(|at| Self::Moment(at.with_timezone(&domain::beijing()).naive_local())),
        };
        found.unwrap_or(Self::Text(text))
    }
}

/// Would a spreadsheet take the text for a formula, or a program of the reader's
/// for the end of a cell?
fn may_run(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests;
