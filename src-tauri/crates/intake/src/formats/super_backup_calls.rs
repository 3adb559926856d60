//! Super Backup for Android, call log.
//!
//! `<alllogs count><log number time date type name new dur/></alllogs>`; `time`
//! is local text and is not read.

use super::{Format, fields, read_flat};
use crate::FormatCode;

pub(super) const FORMAT: Format = Format {
    code: FormatCode::SuperBackupCalls,
    kind: domain::SourceKind::PhoneLog,
    looked_for: "<alllogs>",
    detect: |root| root == b"alllogs",
    read: |input, out| read_flat(input, out, b"log", |log| fields::call(log, "dur")),
};
