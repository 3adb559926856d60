//! Letter templates a user added. Only kept here; what is in them is not this crate's
//! business.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use serde::{Deserialize, Serialize};

use super::cell::{Cells, cells};
use super::{Record, Table};
use crate::{Error, Result};

/// The files of one template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredTemplate {
    /// Id of the template, 1 to 64 bytes.
    pub id: String,
    /// Text by path from the folder of templates, such as `my-letter/letter.toml`.
    pub files: BTreeMap<String, String>,
}

impl Record for StoredTemplate {
    const KIND: &'static str = "template";
    const TABLES: &'static [Table] = &[Table {
        name: "templates",
        columns: &["id", "files"],
        key: 1,
        replace: true,
    }];

    fn key(&self) -> &str {
        &self.id
    }

    fn rows(&self, _: i64) -> Vec<(usize, Vec<Value>)> {
        // A map of texts has a JSON form.
        let files = serde_json::to_string(&self.files).unwrap_or_default();
        vec![(0, cells![self.id, files])]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        let id = cells.take()?;
        let files: String = cells.take()?;
        let files = serde_json::from_str(&files).map_err(|_| Error::Unreadable("templates"))?;
        Ok(Self { id, files })
    }
}
