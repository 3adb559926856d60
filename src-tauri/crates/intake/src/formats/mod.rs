//! The formats, one file each: how a file of it is recognised by its content
//! and how it is read.

mod bank;
mod bills;
mod call_tables;
mod chat_json;
mod chat_tables;
mod fields;
mod iphone;
mod memotrace_page;
mod memotrace_text;
mod paying_apps;
mod payments;
mod sms_backup_restore_calls;
mod sms_backup_restore_sms;
mod super_backup_calls;
mod super_backup_sms;

use std::io::BufRead;

use domain::{Contact, SourceKind};

use crate::{
    FormatCode, RejectCode,
    columns::Columns,
    error::Fault,
    mapping::{MappedTable, Mapping},
    out::{Out, Refusal},
    table::{self, Lines, TableFormat},
    text::Mended,
    xml::{Attributes, Record, Scanner, Tag, Token},
};

pub(crate) use bank::Statement;
pub(crate) use call_tables::PhoneTable;
pub(crate) use chat_tables::ChatTable;

pub(crate) struct Format {
    pub(crate) code: FormatCode,
    /// What its rows can prove.
    pub(crate) kind: SourceKind,
    /// What must be in a file of this format, as shown to the user.
    pub(crate) looked_for: &'static str,
    pub(crate) shape: Shape,
}

/// How files of a format are written: how they are recognised and read.
pub(crate) enum Shape {
    /// Elements and attributes under a root of this name.
    Xml {
        root: &'static str,
        read: fn(&mut dyn BufRead, &mut Out<'_, '_>) -> Result<(), Fault>,
    },
    /// Rows and columns, in a text or in a spreadsheet.
    Table(&'static dyn TableFormat),
    /// Other text, recognised by its first characters.
    Text {
        detect: fn(head: &str) -> bool,
        read: fn(&mut dyn BufRead, &mut Out<'_, '_>) -> Result<(), Fault>,
    },
    /// A database file, recognised by the names of its tables.
    Database {
        table: &'static str,
        read: fn(&sqlite_core::Database, &mut Out<'_, '_>) -> Result<(), Fault>,
    },
}

/// The first that recognises a file reads it: the telling ones come first.
const FORMATS: &[Format] = &[
    sms_backup_restore_calls::FORMAT,
    sms_backup_restore_sms::FORMAT,
    super_backup_calls::FORMAT,
    super_backup_sms::FORMAT,
    iphone::FORMAT,
    call_tables::IMAZING,
    call_tables::IEXPLORER,
    bills::MOBILE,
    bills::UNICOM,
    bills::TELECOM,
    bills::MESSAGES,
    paying_apps::WECHAT,
    paying_apps::ALIPAY,
    paying_apps::OTHERS,
    bank::FORMAT,
    chat_tables::MEMOTRACE,
    memotrace_page::FORMAT,
    memotrace_text::FORMAT,
    chat_json::FORMAT,
    call_tables::ANDROID,
    bills::OTHERS,
    call_tables::OTHERS,
    chat_tables::OTHERS,
];

/// The format whose root element this is.
pub(crate) fn by_root(name: &[u8]) -> Option<&'static Format> {
    FORMATS.iter().find(|format| match format.shape {
        Shape::Xml { root, .. } => root.as_bytes() == name,
        _ => false,
    })
}

/// The format whose text begins so.
pub(crate) fn by_text(head: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| match format.shape {
        Shape::Text { detect, .. } => detect(head),
        _ => false,
    })
}

/// The format whose database this is.
pub(crate) fn by_tables(names: &[String]) -> Option<&'static Format> {
    FORMATS.iter().find(|format| match format.shape {
        Shape::Database { table, .. } => names.iter().any(|name| name == table),
        _ => false,
    })
}

/// Which tables are looked for besides those on the list: those whose columns somebody
/// has named, which go before them.
#[derive(Clone, Copy)]
pub(crate) struct TableChoice<'m>(pub(crate) &'m [Mapping]);

impl<'m> TableChoice<'m> {
    /// The table whose header row this is.
    pub(crate) fn of_header(self, columns: &Columns) -> Option<KnownTable<'m>> {
        let mut said = self.0.iter();
        if let Some(mapping) = said.find(|mapping| MappedTable(mapping).is_header(columns)) {
            return Some(KnownTable::Mapped(mapping));
        }
        FORMATS.iter().find_map(|format| match format.shape {
            Shape::Table(table) if table.is_header(columns) => {
                Some(KnownTable::Listed(format, table))
            }
            _ => None,
        })
    }
}

/// A table that was recognised by its header row.
#[derive(Clone, Copy)]
pub(crate) enum KnownTable<'m> {
    Listed(&'static Format, &'static dyn TableFormat),
    Mapped(&'m Mapping),
}

impl KnownTable<'_> {
    /// Reads it.
    ///
    /// # Errors
    /// What its rows say.
    pub(crate) fn read(
        self,
        lines: &mut dyn Lines,
        out: &mut Out<'_, '_>,
    ) -> Result<FormatCode, Fault> {
        match self {
            Self::Listed(format, table) => {
                out.kind = format.kind;
                table::read(lines, table, out)?;
                Ok(format.code)
            }
            Self::Mapped(mapping) => {
                out.kind = SourceKind::Other;
                out.mapped(&mapping.signature);
                table::read(lines, &MappedTable(mapping), out)?;
                Ok(FormatCode::MappedTable)
            }
        }
    }
}

/// What a file must hold to be recognised, one entry per format.
pub fn looked_for() -> Vec<&'static str> {
    FORMATS
        .iter()
        .map(|format| format.looked_for)
        .chain(["zip"])
        .collect()
}

/// Endings of the files a folder is worth searching for. A file that is named
/// by itself is read whatever it is called.
pub const ENDINGS: &[&str] = &[
    "xml",
    "zip",
    "csv",
    "tsv",
    "txt",
    "xls",
    "xlsx",
    "json",
    "html",
    "storedata",
];

/// Reads a file whose records are single tags right under the root.
fn read_flat(
    input: &mut dyn BufRead,
    out: &mut Out<'_, '_>,
    contact: fn(&Tag<'_>, &Record<'_>, &mut Mended) -> Result<Contact, Refusal>,
) -> Result<(), Fault> {
    let mut scanner = Scanner::new(input);
    while let Some(token) = scanner.next()? {
        let Token::Open(tag) = token else { continue };
        match tag.depth {
            0 => announce(&tag, out),
            1 => {
                out.begin();
                let record = tag.record();
                let mut mended = record.mended;
                let result = contact(&tag, &record, &mut mended);
                out.hand_out(result, record.raw(), mended);
            }
            _ => {}
        }
    }
    Ok(())
}

/// The number of records the root element announces.
fn announce(root: &Tag<'_>, out: &mut Out<'_, '_>) {
    let record = root.record();
    let count = record.attributes().and_then(|a| a.get("count"));
    if let Some(count) = count.and_then(|count| count.parse().ok()) {
        out.announce(count);
    }
}

/// The attributes of a tag that must be a whole `<record …>`.
fn attributes<'t>(
    tag: &Tag<'_>,
    record: &'t Record<'_>,
    name: &[u8],
) -> Result<Attributes<'t>, Refusal> {
    if tag.name() != name {
        return Err(RejectCode::UnknownRecord.into());
    }
    if tag.cut {
        return Err(RejectCode::TooLong.into());
    }
    (!tag.broken)
        .then(|| record.attributes())
        .flatten()
        .ok_or(RejectCode::Malformed.into())
}
