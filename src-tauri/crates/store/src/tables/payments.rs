//! Payments made.

use domain::Payment;
use rusqlite::types::Value;

use super::cell::{Cells, cells};
use super::{Record, Table};
use crate::Result;

impl Record for Payment {
    const KIND: &'static str = "payment";
    const TABLES: &'static [Table] = &[Table {
        name: "payments",
        columns: &["id", "debt", "paid_on", "amount", "payee", "evidence"],
        key: 1,
        replace: true,
    }];

    fn key(&self) -> &str {
        self.id.as_str()
    }

    fn rows(&self, _: i64) -> Vec<(usize, Vec<Value>)> {
        vec![(
            0,
            cells![
                self.id,
                self.debt,
                self.paid_on,
                self.amount,
                self.payee,
                self.evidence
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
        })
    }
}
