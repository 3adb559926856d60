//! Organisations letters go to, as the user entered them.

use domain::Recipient;
use rusqlite::types::Value;

use super::cell::{Cells, cells};
use super::{Record, Table};
use crate::Result;

impl Record for Recipient {
    const KIND: &'static str = "recipient";
    const TABLES: &'static [Table] = &[Table {
        name: "recipients",
        columns: &[
            "id",
            "name",
            "department",
            "address",
            "postcode",
            "source",
            "verified_on",
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
            self.name,
            self.department,
            self.address,
            self.postcode,
            self.source,
            self.verified_on,
        ];
        vec![(0, cells)]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            id: cells.take()?,
            name: cells.take()?,
            department: cells.take()?,
            address: cells.take()?,
            postcode: cells.take()?,
            source: cells.take()?,
            verified_on: cells.take()?,
        })
    }
}
