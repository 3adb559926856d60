//! The number book.

use domain::NumberEntry;
use rusqlite::types::Value;

use super::cell::{Cells, cells};
use super::{Record, Table};
use crate::Result;

impl Record for NumberEntry {
    const KIND: &'static str = "number";
    const TABLES: &'static [Table] = &[Table {
        name: "numbers",
        columns: &["number", "kind", "party", "debt"],
        key: 1,
        replace: true,
    }];

    fn key(&self) -> &str {
        self.number.as_str()
    }

    fn rows(&self, _: i64) -> Vec<(usize, Vec<Value>)> {
        vec![(0, cells![self.number, self.kind, self.party, self.debt])]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            number: cells.take()?,
            kind: cells.take()?,
            party: cells.take()?,
            debt: cells.take()?,
        })
    }
}
