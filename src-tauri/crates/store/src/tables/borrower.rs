//! The one person the case is about: a table of at most one row.

use domain::Borrower;
use rusqlite::types::Value;

use super::cell::{Cells, cells};
use super::{Record, Table};
use crate::Result;

impl Record for Borrower {
    const KIND: &'static str = "borrower";
    const TABLES: &'static [Table] = &[Table {
        name: "borrower",
        columns: &[
            "id",
            "name",
            "id_number",
            "phones",
            "address",
            "email",
            "time_zones",
        ],
        key: 1,
        replace: true,
    }];

    fn key(&self) -> &'static str {
        "borrower"
    }

    fn rows(&self, _: i64) -> Vec<(usize, Vec<Value>)> {
        let id = self.key().to_owned();
        let cells = cells![
            id,
            self.name,
            self.id_number,
            self.phones,
            self.address,
            self.email,
            self.time_zones
        ];
        vec![(0, cells)]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        cells.skip(1);
        Ok(Self {
            name: cells.take()?,
            id_number: cells.take()?,
            phones: cells.take()?,
            address: cells.take()?,
            email: cells.take()?,
            time_zones: cells.take()?,
        })
    }
}
