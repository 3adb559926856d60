//! Terms of the debts' accounts, and the household's month: each kept whole as
//! JSON, because they are always read and written as one.

use domain::{Account, Budget};
use rusqlite::types::Value;
use serde::de::DeserializeOwned;

use super::cell::{Cells, cells};
use super::{Record, Table};
use crate::{Error, Result};

impl Record for Account {
    const KIND: &'static str = "account";
    const TABLES: &'static [Table] = &[Table {
        name: "accounts",
        columns: &["debt", "body"],
        key: 1,
        replace: true,
    }];

    fn key(&self) -> &str {
        self.debt.as_str()
    }

    fn rows(&self, _: i64) -> Vec<(usize, Vec<Value>)> {
        let body = serde_json::to_value(self).unwrap_or_default();
        vec![(0, cells![self.debt, body])]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        whole(cells, "accounts")
    }
}

impl Record for Budget {
    const KIND: &'static str = "budget";
    const TABLES: &'static [Table] = &[Table {
        name: "budget",
        columns: &["id", "body"],
        key: 1,
        replace: true,
    }];

    fn key(&self) -> &'static str {
        "budget"
    }

    fn rows(&self, _: i64) -> Vec<(usize, Vec<Value>)> {
        let id = self.key().to_owned();
        let body = serde_json::to_value(self).unwrap_or_default();
        vec![(0, cells![id, body])]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        whole(cells, "budget")
    }
}

/// What the second column holds.
fn whole<T: DeserializeOwned>(cells: &mut Cells<'_>, table: &'static str) -> Result<T> {
    cells.skip(1);
    let body: serde_json::Value = cells.take()?;
    serde_json::from_value(body).map_err(|_| Error::Unreadable(table))
}
