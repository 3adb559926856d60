//! Super Backup for Android, messages.
//!
//! `<allsms count><sms address time date type body read service_center name/>
//! </allsms>`, with the numbers of Android's own table; `time` is local text
//! and is not read.

use super::{Format, Shape, attributes, read_flat, sms_backup_restore_sms::sms};
use crate::FormatCode;

pub(super) const FORMAT: Format = Format {
    code: FormatCode::SuperBackupSms,
    kind: domain::SourceKind::Messages,
    looked_for: "<allsms>",
    shape: Shape::Xml {
        root: "allsms",
        read: |input, out| {
            read_flat(input, out, |tag, raw, mended| {
                attributes(tag, raw, b"sms").and_then(|fields| sms(&fields, mended))
            })
        },
    },
};
