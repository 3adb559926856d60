//! What a file is, from its first bytes; its name is never asked.

use std::io::{Read, Seek};

use crate::{
    columns::Columns,
    error::{Fault, IntakeErrorCode},
    formats::{self, Format, KnownTable, TableChoice},
    table::{DELIMITERS, Delimited, HEADER_WITHIN, Lines, Workbook},
    text::Encoding,
    xml::{Scanner, Token},
};

/// How much of a file is looked at, in bytes.
pub(crate) const HEAD: usize = 1 << 16;

pub(crate) enum Kind<'m> {
    /// An archive of backups, or a spreadsheet.
    Zip,
    /// A spreadsheet of the older kind.
    Xls,
    /// An SQLite database.
    Database,
    /// Markup, or text of another kind.
    Text(&'static Format, Encoding),
    /// A text with cells.
    Table {
        table: KnownTable<'m>,
        encoding: Encoding,
        delimiter: u8,
    },
}

/// Recognises a file. `whole` says that `head` is all of it.
///
/// # Errors
/// `empty_file`, `binary_file`, `unknown_format`, `entity_not_allowed`, or
/// `truncated` when the file ends before its first tag does.
pub(crate) fn sniff<'m>(
    head: &[u8],
    whole: bool,
    choice: TableChoice<'m>,
) -> Result<Kind<'m>, Fault> {
    if is_zip(head) {
        return Ok(Kind::Zip);
    }
    if is_ole(head) {
        return Ok(Kind::Xls);
    }
    if head.starts_with(b"SQLite format 3\0") {
        return Ok(Kind::Database);
    }
    let bare = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if whole && bare.trim_ascii().is_empty() {
        return Err(IntakeErrorCode::EmptyFile.into());
    }
    let encoding = Encoding::of_plain(head);
    let mut text = Vec::new();
    encoding.decode(head).read_to_end(&mut text)?;
    let text = String::from_utf8_lossy(&text);
    let text = text.trim_start_matches('\u{feff}');
    match text.trim_start_matches('\0').trim_start().starts_with('<') {
        true => markup(head, text, whole),
        false => plain(text, encoding, choice),
    }
}

fn is_zip(head: &[u8]) -> bool {
    let magics: [&[u8]; 3] = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"];
    magics.iter().any(|magic| head.starts_with(magic))
}

/// The container of Office documents before 2007, and of those with a password.
fn is_ole(head: &[u8]) -> bool {
    head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
}

/// The spreadsheet a file is, if it is one. `input` is left at its beginning.
///
/// # Errors
/// What the reader says. A damaged archive is no spreadsheet.
pub(crate) fn workbook_of(
    head: &[u8],
    input: &mut (impl Read + Seek),
) -> Result<Option<Workbook>, Fault> {
    if is_ole(head) {
        return Ok(Some(Workbook::Xls));
    }
    let xlsx = is_zip(head)
        && zip::ZipArchive::new(&mut *input)
            .is_ok_and(|archive| archive.index_for_name("xl/workbook.xml").is_some());
    input.rewind()?;
    Ok(xlsx.then_some(Workbook::Xlsx))
}

/// A page, or XML.
fn markup<'m>(head: &[u8], text: &str, whole: bool) -> Result<Kind<'m>, Fault> {
    // XML is never in the national encoding; broken bytes are.
    let encoding = Encoding::of(head);
    if let Some(format) = formats::by_text(text) {
        return Ok(Kind::Text(format, encoding));
    }
    match Scanner::new(encoding.decode(head)).next() {
        Ok(Some(Token::Open(root))) => formats::by_root(root.name())
            .map(|format| Kind::Text(format, encoding))
            .ok_or(IntakeErrorCode::UnknownFormat.into()),
        Err(fault) if fault.code == IntakeErrorCode::EntityNotAllowed => Err(fault),
        Err(fault) if whole && fault.code == IntakeErrorCode::Truncated => Err(fault),
        _ => Err(IntakeErrorCode::UnknownFormat.into()),
    }
}

/// A text with cells, or one known by how it begins.
fn plain<'m>(text: &str, encoding: Encoding, choice: TableChoice<'m>) -> Result<Kind<'m>, Fault> {
    if text.bytes().any(|b| matches!(b, 0..=8 | 14..=31)) {
        return Err(IntakeErrorCode::BinaryFile.into());
    }
    for delimiter in DELIMITERS {
        let mut lines = Delimited::new(text.as_bytes(), delimiter);
        for _ in 0..HEADER_WITHIN {
            let Some(line) = lines.next()? else { break };
            if line.cells.len() < 2 {
                continue;
            }
            if let Some(table) = choice.of_header(&Columns::of(&line.cells)) {
                return Ok(Kind::Table {
                    table,
                    encoding,
                    delimiter,
                });
            }
        }
    }
    formats::by_text(text)
        .map(|format| Kind::Text(format, encoding))
        .ok_or(IntakeErrorCode::UnknownFormat.into())
}
