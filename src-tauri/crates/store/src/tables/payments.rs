//! Payments made.

use domain::Payment;
use rusqlite::types::Value;

use super::cell::{Cells, cells};
use super::contacts::read_source;
use super::{Record, Table};
use crate::Result;

impl Record for Payment {
    const KIND: &'static str = "payment";
    const TABLES: &'static [Table] = &[Table {
        name: "payments",
        columns: &[
            "id",
            "debt",
            "paid_on",
            "amount",
            "payee",
            "evidence",
            "source_file",
            "source_sha256",
            "source_position",
            "source_raw",
            "source_kind",
        ],
        key: 1,
        replace: true,
    }];

    fn key(&self) -> &str {
        self.id.as_str()
    }

    fn rows(&self, _: i64) -> Vec<(usize, Vec<Value>)> {
        let source = self.source.as_ref();
        vec![(
            0,
            cells![
                self.id,
                self.debt,
                self.paid_on,
                self.amount,
                self.payee,
                self.evidence,
                source.map(|s| s.file.clone()),
                source.map(|s| s.sha256.clone()),
                source.map(|s| s.position),
                source.map(|s| s.raw.clone()),
                source.map(|s| s.kind).filter(|kind| !kind.is_other()),
            ],
        )]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            id: cells.take()?,
            debt: cells.take()?,
            paid_on: cells.take()?,
            amount: cells.take()?,
            payee: cells.take()?,
            evidence: cells.take()?,
            source: read_source(cells)?,
        })
    }
}
