//! The formats, one file each: how a file of it is recognised by its content
//! and how it is read.

mod fields;
mod sms_backup_restore_calls;
mod sms_backup_restore_sms;
mod super_backup_calls;

use std::io::BufRead;

use domain::{Contact, SourceKind};

use crate::{
    FormatCode, RejectCode,
    error::Fault,
    out::{Out, Refusal},
    text,
    xml::{Attributes, Scanner, Tag, Token},
};

pub(crate) struct Format {
    pub(crate) code: FormatCode,
    /// What its rows can prove.
    pub(crate) kind: SourceKind,
    /// What must be in a file of this format, as shown to the user.
    looked_for: &'static str,
    /// Is it this format? Asked with the name of the root element.
    detect: fn(root: &[u8]) -> bool,
    /// Reads the file, in UTF-8, to its end.
    pub(crate) read: fn(&mut dyn BufRead, &mut Out<'_, '_>) -> Result<(), Fault>,
}

const FORMATS: &[Format] = &[
    sms_backup_restore_calls::FORMAT,
    sms_backup_restore_sms::FORMAT,
    super_backup_calls::FORMAT,
];

/// The format whose root element this is.
pub(crate) fn by_root(root: &[u8]) -> Option<&'static Format> {
    FORMATS.iter().find(|format| (format.detect)(root))
}

/// What a file must hold to be recognised, one entry per format.
pub fn looked_for() -> Vec<&'static str> {
    FORMATS
        .iter()
        .map(|format| format.looked_for)
        .chain(["zip"])
        .collect()
}

/// Reads a file whose records are single tags `<record …/>` right under the root.
fn read_flat(
    input: &mut dyn BufRead,
    out: &mut Out<'_, '_>,
    record: &[u8],
    contact: fn(&Attributes<'_>) -> Result<Contact, Refusal>,
) -> Result<(), Fault> {
    let mut scanner = Scanner::new(input);
    while let Some(token) = scanner.next()? {
        let Token::Open(tag) = token else { continue };
        match tag.depth {
            0 => announce(&tag, out),
            1 => {
                out.begin();
                let (raw, mended) = text::utf8(tag.raw);
                let result = attributes(&tag, &raw, record).and_then(|a| contact(&a));
                out.hand_out(result, &raw, mended);
            }
            _ => {}
        }
    }
    Ok(())
}

/// The number of records the root element announces.
fn announce(root: &Tag<'_>, out: &mut Out<'_, '_>) {
    let (raw, _) = text::utf8(root.raw);
    let count = Attributes::parse(&raw).and_then(|a| a.get("count"));
    if let Some(count) = count.and_then(|count| count.parse().ok()) {
        out.announce(count);
    }
}

/// The attributes of a tag that must be a whole `<record …>`.
fn attributes<'t>(tag: &Tag<'_>, raw: &'t str, record: &[u8]) -> Result<Attributes<'t>, Refusal> {
    if tag.name() != record {
        return Err(RejectCode::UnknownRecord.into());
    }
    if tag.cut {
        return Err(RejectCode::TooLong.into());
    }
    (!tag.broken)
        .then(|| Attributes::parse(raw))
        .flatten()
        .ok_or(RejectCode::Malformed.into())
}
