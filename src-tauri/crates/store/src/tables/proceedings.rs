//! Proceedings somebody is in.

use domain::Proceeding;
use rusqlite::types::Value;

use super::cell::{Cells, cells};
use super::{Record, Table};
use crate::Result;

impl Record for Proceeding {
    const KIND: &'static str = "proceeding";
    const TABLES: &'static [Table] = &[Table {
        name: "proceedings",
        columns: &["id", "debt", "procedure", "events", "deliberately", "note"],
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
            self.procedure,
            self.events,
            self.deliberately,
            self.note,
        ];
        vec![(0, cells)]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            id: cells.take()?,
            debt: cells.take()?,
            procedure: cells.take()?,
            events: cells.take()?,
            deliberately: cells.take()?,
            note: cells.take()?,
        })
    }
}
