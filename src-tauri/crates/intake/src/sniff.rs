//! What a file is, from its first bytes; its name is never asked.

use crate::{
    error::{Fault, IntakeErrorCode},
    formats::{self, Format},
    text::Encoding,
    xml::{Scanner, Token},
};

/// How much of a file is looked at, in bytes.
pub(crate) const HEAD: usize = 1 << 16;

pub(crate) enum Kind {
    Zip,
    Text(&'static Format, Encoding),
}

/// Recognises a file. `whole` says that `head` is all of it.
///
/// # Errors
/// `empty_file`, `binary_file`, `unknown_format`, `entity_not_allowed`, or
/// `truncated` when the file ends before its first tag does.
pub(crate) fn sniff(head: &[u8], whole: bool) -> Result<Kind, Fault> {
    if [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"]
        .iter()
        .any(|magic| head.starts_with(*magic))
    {
        return Ok(Kind::Zip);
    }
    let encoding = Encoding::of(head);
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if whole && text.trim_ascii().is_empty() {
        return Err(IntakeErrorCode::EmptyFile.into());
    }
    if encoding == Encoding::Utf8 && !text.trim_ascii_start().starts_with(b"<") {
        let binary = text.iter().any(|b| matches!(b, 0..=8 | 14..=31));
        return Err(match binary {
            true => IntakeErrorCode::BinaryFile,
            false => IntakeErrorCode::UnknownFormat,
        }
        .into());
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
