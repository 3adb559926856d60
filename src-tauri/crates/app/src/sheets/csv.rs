//! A table as text (RFC 4180), as WPS and Excel open it: UTF-8 with its mark, lines
//! ended by CR LF, every cell in quotes.

use super::{Cell, SheetColumn, may_run};

/// A number so long, or with a zero before it, loses digits in a spreadsheet.
const LOSSLESS: usize = 15;

/// The bytes of the file. What is said about the table stands in its last lines.
pub(crate) fn write(
    columns: &[SheetColumn],
    rows: &[Vec<String>],
    about: &[(&str, String)],
) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    let mut line = |cells: &mut dyn Iterator<Item = String>| {
        let cells: Vec<String> = cells.map(|cell| quoted(&cell)).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    };
    line(&mut columns.iter().map(|column| safe(&column.title)));
    for row in rows {
        let cells = row.iter().zip(columns);
        line(
            &mut cells.map(|(text, column)| match Cell::read(column.kind, text) {
                Cell::Text(text) => safe(text),
                Cell::Number(text) => text.to_owned(),
                Cell::Day(day) => day.to_string(),
                Cell::Moment(at) => at.format("%Y-%m-%d %H:%M:%S").to_string(),
            }),
        );
    }
    if !about.is_empty() {
        line(&mut std::iter::empty());
    }
    for (word, value) in about {
        line(&mut [safe(word), safe(value)].into_iter());
    }
    out.into_bytes()
}

/// The text with a mark before it that keeps a spreadsheet from running it, or from
/// taking a telephone number for a number.
fn safe(text: &str) -> String {
    let digits = text.len() > 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    let lossy = digits && (text.starts_with('0') || text.len() >= LOSSLESS || text.len() == 11);
    if may_run(text) {
        format!("'{text}")
    } else if lossy {
        // A tab after it: the cell stays text, and nothing is seen of it.
        format!("{text}\t")
    } else {
        text.to_owned()
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
