//! Agreed plans.

use domain::Agreement;
use rusqlite::types::Value;

use super::cell::{Cells, cells};
use super::{Record, Table};
use crate::Result;

impl Record for Agreement {
    const KIND: &'static str = "agreement";
    const TABLES: &'static [Table] = &[Table {
        name: "agreements",
        columns: &[
            "id",
            "debt",
            "agreed_on",
            "months",
            "kept",
            "broken_on",
            "payments",
            "breaks",
            "evidence",
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
            self.debt,
            self.agreed_on,
            self.months,
            self.kept,
            self.broken_on,
            self.payments,
            self.breaks,
            self.evidence
        ];
        vec![(0, cells)]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            id: cells.take()?,
            debt: cells.take()?,
            agreed_on: cells.take()?,
            months: cells.take()?,
            kept: cells.take()?,
            broken_on: cells.take()?,
            payments: cells.take()?,
            breaks: cells.take()?,
            evidence: cells.take()?,
        })
    }
}
