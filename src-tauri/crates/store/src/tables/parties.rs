//! Organisations.

use domain::Party;
use rusqlite::types::Value;

use super::cell::{Cells, cells};
use super::{Record, Table};
use crate::Result;

impl Record for Party {
    const KIND: &'static str = "party";
    const TABLES: &'static [Table] = &[Table {
        name: "parties",
        columns: &["id", "name", "role", "cba_member", "nifa_member", "address"],
        key: 1,
        replace: true,
    }];

    fn key(&self) -> &str {
        self.id.as_str()
    }

    fn rows(&self, _: i64) -> Vec<(usize, Vec<Value>)> {
        let cells = cells![
            self.id,
            self.name,
            self.role,
            self.cba_member,
            self.nifa_member,
            self.address
        ];
        vec![(0, cells)]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            id: cells.take()?,
            name: cells.take()?,
            role: cells.take()?,
            cba_member: cells.take()?,
            nifa_member: cells.take()?,
            address: cells.take()?,
        })
    }
}
