//! Imports of files: what came in, and whether it was taken back.

use domain::{ImportId, Instant, PaymentId};
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};

use super::cell::{Cells, cells};
use super::{Record, Table};
use crate::Result;

/// One import of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// Identifier.
    pub id: ImportId,
    /// Name of the file, without its folder.
    pub file: String,
    /// SHA-256 of the file, lower-case hex.
    pub sha256: String,
    /// Rows saved.
    pub added: u32,
    /// Rows that were there already.
    pub same: u32,
    /// Rows that were left to the user to decide.
    pub doubtful: u32,
    /// Rows that could not be read.
    pub rejected: u32,
    /// The payments saved.
    #[serde(default)]
    pub payments: Vec<PaymentId>,
    /// When.
    pub at: Instant,
    /// When it was taken back, if it was. Its rows stay in the log, because
    /// the log is append-only, and are left out of the case.
    pub undone_at: Option<Instant>,
}

impl Record for Import {
    const KIND: &'static str = "import";
    const TABLES: &'static [Table] = &[Table {
        name: "imports",
        columns: &[
            "id",
            "file",
            "sha256",
            "added",
            "same",
            "doubtful",
            "rejected",
            "at",
            "at_ms",
            "undone_at",
            "payments",
        ],
        key: 1,
        replace: true,
    }];

    fn key(&self) -> &str {
        self.id.as_str()
    }

    fn rows(&self, _: i64) -> Vec<(usize, Vec<Value>)> {
        let cells = cells![
            self.id,
            self.file,
            self.sha256,
            self.added,
            self.same,
            self.doubtful,
            self.rejected,
            self.at,
            self.at.timestamp_millis(),
            self.undone_at,
            self.payments,
        ];
        vec![(0, cells)]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            id: cells.take()?,
            file: cells.take()?,
            sha256: cells.take()?,
            added: cells.take()?,
            same: cells.take()?,
            doubtful: cells.take()?,
            rejected: cells.take()?,
            at: cells.take()?,
            undone_at: {
                cells.skip(1);
                cells.take()?
            },
            payments: cells.take()?,
        })
    }
}
