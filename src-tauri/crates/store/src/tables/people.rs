//! People other than the borrower.

use domain::Person;
use rusqlite::types::Value;

use super::cell::{Cells, cells};
use super::{Record, Table};
use crate::Result;

impl Record for Person {
    const KIND: &'static str = "person";
    const TABLES: &'static [Table] = &[Table {
        name: "people",
        columns: &["id", "name", "relation", "phones"],
        key: 1,
        replace: true,
    }];

    fn key(&self) -> &str {
        self.id.as_str()
    }

    fn rows(&self, _: i64) -> Vec<(usize, Vec<Value>)> {
        vec![(0, cells![self.id, self.name, self.relation, self.phones])]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            id: cells.take()?,
            name: cells.take()?,
            relation: cells.take()?,
            phones: cells.take()?,
        })
    }
}
