//! Settings of this vault: a key and a text whose form is the caller's.

use rusqlite::types::Value;
use serde::{Deserialize, Serialize};

use super::cell::{Cells, cells};
use super::{Record, Table};
use crate::Result;

#[derive(Serialize, Deserialize)]
pub(crate) struct Setting {
    pub(crate) key: String,
    pub(crate) value: String,
}

impl Record for Setting {
    const KIND: &'static str = "setting";
    const TABLES: &'static [Table] = &[Table {
        name: "settings",
        columns: &["key", "value"],
        key: 1,
        replace: true,
    }];

    fn key(&self) -> &str {
        &self.key
    }

    fn rows(&self, _: i64) -> Vec<(usize, Vec<Value>)> {
        vec![(0, cells![self.key, self.value])]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            key: cells.take()?,
            value: cells.take()?,
        })
    }
}
