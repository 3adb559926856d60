//! A table as a workbook: text stays text, dates are dates, amounts have their two
//! places. Made in memory; no temporary file is written.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{Cell, SheetExport};
use crate::{Error, ErrorCode};

/// Longest name of a sheet, in characters.
const NAME: usize = 31;
/// Widest column, in characters; what is longer is wrapped.
const WIDEST: u16 = 60;

/// The bytes of the file; what is said about the table stands on its second sheet.
///
/// # Errors
/// A fault of ours.
pub(super) fn write(table: &SheetExport, about: &[(&str, String)]) -> Result<Vec<u8>, Error> {
    book(table, about).map_err(|_| ErrorCode::Bug.into())
}

fn book(table: &SheetExport, about: &[(&str, String)]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let heading = Format::new().set_bold().set_text_wrap();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let top = |form: &str| {
        Format::new()
            .set_num_format(form)
            .set_align(FormatAlign::Top)
    };
    // "@" keeps what is typed over a telephone number a text as well.
    let text = wrapped.clone().set_num_format("@");
    let (count, amount) = (top("0"), top("#,##0.00"));
    let (day, moment) = (top("yyyy-mm-dd"), top("yyyy-mm-dd hh:mm:ss"));

    let sheet = book.add_worksheet();
    sheet.set_name(name(&table.title))?;
    for (at, column) in (0u16..).zip(&table.columns) {
        sheet.write_string_with_format(0, at, &column.title, &heading)?;
        sheet.set_column_width(at, width(table, at))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (line, row) in (1u32..).zip(&table.rows) {
        for ((at, cell), column) in (0u16..).zip(row).zip(&table.columns) {
            match Cell::read(column.kind, cell) {
                Cell::Text("") => {}
                Cell::Text(cell) => {
                    sheet.write_string_with_format(line, at, cell, &text)?;
                }
                Cell::Number(number) => {
                    let decimal = number.contains('.');
                    let form = if decimal { &amount } else { &count };
                    write_number(sheet, line, at, number, form)?;
                }
                Cell::Day(value) => {
                    sheet.write_date_with_format(line, at, value, &day)?;
                }
                Cell::Moment(value) => {
                    sheet.write_datetime_with_format(line, at, value, &moment)?;
                }
            }
        }
    }

    let sheet = book.add_worksheet();
    sheet.set_name(name(&table.about.title))?;
    sheet.set_column_width(0, 24)?;
    sheet.set_column_width(1, 70)?;
    for (line, (word, value)) in (0u32..).zip(about) {
        sheet.write_string_with_format(line, 0, *word, &heading)?;
        sheet.write_string_with_format(line, 1, value, &text)?;
    }
    book.save_to_buffer()
}

/// Workbooks hold every number as a double; to fifteen digits it is the same.
fn write_number<'s>(
    sheet: &'s mut Worksheet,
    line: u32,
    at: u16,
    number: &str,
    form: &Format,
) -> Result<&'s mut Worksheet, XlsxError> {
    match number.parse::<f64>() {
        Ok(value) => sheet.write_number_with_format(line, at, value, form),
        Err(_) => sheet.write_string(line, at, number),
    }
}

/// As wide as its longest cell among the first; a Han character is as wide as two.
fn width(table: &SheetExport, at: u16) -> u16 {
    const LOOKED_AT: usize = 200;
    let wide = |text: &str| -> u16 {
        let cells = text.chars().map(|c| if c.is_ascii() { 1u16 } else { 2 });
        cells.fold(2, u16::saturating_add)
    };
    let heading = table.columns.get(usize::from(at)).map(|c| wide(&c.title));
    let cells = table.rows.iter().take(LOOKED_AT);
    let cells = cells.filter_map(|row| Some(wide(row.get(usize::from(at))?)));
    cells.chain(heading).max().unwrap_or(8).clamp(8, WIDEST)
}

/// What a sheet may be called.
fn name(title: &str) -> String {
    let name: String = title
        .chars()
        .filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\''))
        .take(NAME)
        .collect();
    match name.trim() {
        "" => "1".to_owned(),
        name => name.to_owned(),
    }
}
