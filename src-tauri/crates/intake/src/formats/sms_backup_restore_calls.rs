//! SMS Backup & Restore (SyncTech) for Android, call log: `calls*.xml`.
//!
//! `<calls count><call number duration date type presentation …/></calls>`,
//! after the vendor's page on the fields of its XML backups. Old files have
//! only number, duration, date and type.

use super::{Format, Shape, attributes, fields, read_flat};
use crate::FormatCode;

pub(super) const FORMAT: Format = Format {
    code: FormatCode::SmsBackupRestoreCalls,
    kind: domain::SourceKind::PhoneLog,
    looked_for: "<calls>",
    shape: Shape::Xml {
        root: "calls",
        read: |input, out| {
            read_flat(input, out, |tag, raw, _| {
                attributes(tag, raw, b"call").and_then(|fields| fields::call(&fields, "duration"))
            })
        },
    },
};
