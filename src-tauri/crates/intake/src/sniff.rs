//! What a file is, from its first bytes; its name is never asked.

use std::io::Read;

use crate::{
    columns::Columns,
    error::{Fault, IntakeErrorCode},
    formats::{self, Format, TableChoice},
    table::{DELIMITERS, Delimited, HEADER_WITHIN, Lines},
    text::Encoding,
    xml::{Scanner, Token},
};

/// How much of a file is looked at, in bytes.
pub(crate) const HEAD: usize = 1 << 16;

pub(crate) enum Kind {
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
        format: &'static Format,
        encoding: Encoding,
        delimiter: u8,
    },
}

/// Recognises a file. `whole` says that `head` is all of it.
///
/// # Errors
/// `empty_file`, `binary_file`, `unknown_format`, `entity_not_allowed`, or
/// `truncated` when the file ends before its first tag does.
pub(crate) fn sniff(head: &[u8], whole: bool, choice: TableChoice<'_>) -> Result<Kind, Fault> {
    let begins = |magic: &[u8]| head.starts_with(magic);
    if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") || begins(b"PK\x07\x08") {
        return Ok(Kind::Zip);
    }
    if begins(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return Ok(Kind::Xls);
    }
    if begins(b"SQLite format 3\0") {
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

/// A page, or XML.
fn markup(head: &[u8], text: &str, whole: bool) -> Result<Kind, Fault> {
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
fn plain(text: &str, encoding: Encoding, choice: TableChoice<'_>) -> Result<Kind, Fault> {
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
            if let Some(format) = choice.of_header(&Columns::of(&line.cells)) {
                return Ok(Kind::Table {
                    format,
                    encoding,
                    delimiter,
                });
            }
        }
    }
    if let TableChoice::Mapped(_) = choice {
        return Err(IntakeErrorCode::UnknownFormat.into());
    }
    formats::by_text(text)
        .map(|format| Kind::Text(format, encoding))
        .ok_or(IntakeErrorCode::UnknownFormat.into())
}
