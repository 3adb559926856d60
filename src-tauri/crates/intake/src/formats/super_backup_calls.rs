//! Super Backup for Android, call log.
//!
//! `<alllogs count><log number time date type name new dur/></alllogs>`; `time`
//! is local text and is not read.

use super::{Format, Shape, attributes, fields, read_flat};
use crate::FormatCode;

pub(super) const FORMAT: Format = Format {
    code: FormatCode::SuperBackupCalls,
    kind: domain::SourceKind::PhoneLog,
    looked_for: "<alllogs>",
    shape: Shape::Xml {
        root: "alllogs",
        read: |input, out| {
            read_flat(input, out, |tag, raw, _| {
                attributes(tag, raw, b"log").and_then(|fields| fields::call(&fields, "dur"))
            })
        },
    },
};
