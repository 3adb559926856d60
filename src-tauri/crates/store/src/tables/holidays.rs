//! Notices of holidays a user entered. Only kept here; what is in them is not this
//! crate's business.

use rusqlite::types::Value;
use serde::{Deserialize, Serialize};

use super::cell::{Cells, cells};
use super::{Record, Table};
use crate::Result;

/// The notice of one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredNotice {
    /// The year, four digits.
    pub year: String,
    /// The text, as it was entered.
    pub text: String,
}

impl Record for StoredNotice {
    const KIND: &'static str = "holiday_notice";
    const TABLES: &'static [Table] = &[Table {
        name: "holiday_notices",
        columns: &["year", "text"],
        key: 1,
        replace: true,
    }];

    fn key(&self) -> &str {
        &self.year
    }

    fn rows(&self, _: i64) -> Vec<(usize, Vec<Value>)> {
        vec![(0, cells![self.year, self.text])]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            year: cells.take()?,
            text: cells.take()?,
        })
    }
}
