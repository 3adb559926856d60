//! Files that prove something: what is known of each, and the name it is kept
//! under. Its content is `files`' matter.

use domain::{Attachment, Redaction, ScreenshotChecks};
use rusqlite::types::{Value, ValueRef};
use serde::{Deserialize, Serialize};

use super::cell::{Cell, Cells, cells};
use super::{Record, Table};
use crate::Result;

/// A file and where its content is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// What is known of it.
    pub attachment: Attachment,
    /// Name below `files/`, without ending: 32 random digits that say nothing.
    pub file: String,
}

impl Record for KeptFile {
    const KIND: &'static str = "attachment";
    const TABLES: &'static [Table] = &[Table {
        name: "attachments",
        columns: &[
            "id",
            "file",
            "name",
            "kind",
            "mime",
            "size",
            "sha256",
            "added_at",
            "added_ms",
            "taken_at",
            "about",
            "note",
            "timed_notes",
            "number",
            "date",
            "device_time",
            "copy_of",
            "redaction",
        ],
        key: 1,
        replace: true,
    }];

    fn key(&self) -> &str {
        self.attachment.id.as_str()
    }

    fn rows(&self, _: i64) -> Vec<(usize, Vec<Value>)> {
        let it = &self.attachment;
        let cells = cells![
            it.id,
            self.file,
            it.name,
            it.kind,
            it.mime,
            it.size,
            it.sha256,
            it.added_at,
            it.added_at.timestamp_millis(),
            it.taken_at,
            it.about,
            it.note,
            it.timed_notes,
            it.checks.number,
            it.checks.date,
            it.checks.device_time,
            it.copy_of,
            it.redaction,
        ];
        vec![(0, cells)]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        let id = cells.take()?;
        let file = cells.take()?;
        let attachment = Attachment {
            id,
            name: cells.take()?,
            kind: cells.take()?,
            mime: cells.take()?,
            size: cells.take()?,
            sha256: cells.take()?,
            added_at: cells.take()?,
            taken_at: {
                cells.skip(1);
                cells.take()?
            },
            about: cells.take()?,
            note: cells.take()?,
            timed_notes: cells.take()?,
            checks: ScreenshotChecks {
                number: cells.take()?,
                date: cells.take()?,
                device_time: cells.take()?,
            },
            copy_of: cells.take()?,
            redaction: cells.take()?,
        };
        Ok(Self { attachment, file })
    }
}

impl Cell for Redaction {
    fn cell(&self) -> Value {
        serde_json::to_string(self).map_or(Value::Null, Value::Text)
    }

    fn from_cell(value: ValueRef<'_>) -> Option<Self> {
        serde_json::from_str(value.as_str().ok()?).ok()
    }
}
