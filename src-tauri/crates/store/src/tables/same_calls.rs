//! What the user said about rows that may be one call.

use std::collections::HashSet;

use domain::{Contact, ContactId, SameCall};
use rusqlite::Connection;
use rusqlite::types::Value;

use super::cell::{Cells, cells};
use super::{Record, Table};
use crate::Result;

impl Record for SameCall {
    const KIND: &'static str = "same_call";
    const TABLES: &'static [Table] = &[Table {
        name: "same_calls",
        columns: &["id", "one", "other", "same", "right_one"],
        key: 1,
        replace: true,
    }];

    fn key(&self) -> &str {
        self.id.as_str()
    }

    fn rows(&self, _: i64) -> Vec<(usize, Vec<Value>)> {
        let cells = cells![self.id, self.one, self.other, self.same, self.right];
        vec![(0, cells)]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            id: cells.take()?,
            one: cells.take()?,
            other: cells.take()?,
            same: cells.take()?,
            right: cells.take()?,
        })
    }
}

/// What was said about rows that are part of the case. What was said about rows
/// of an undone import waits until they come back, if ever.
pub(crate) fn about(conn: &Connection, contacts: &[Contact]) -> Result<Vec<SameCall>> {
    let mut said: Vec<SameCall> = super::all(conn)?;
    if !said.is_empty() {
        let here: HashSet<&ContactId> = contacts.iter().map(|contact| &contact.id).collect();
        said.retain(|said| here.contains(&said.one) && here.contains(&said.other));
    }
    Ok(said)
}
