//! Rows of the contact log as a pack shows them: as they stand in the record, with
//! the journal row that wrote each, and with long numbers masked unless the user
//! wants them shown.

use domain::{Contact, ContactId};
use serde::Serialize;
use serde_json::Value;
use store::Reader;

use crate::letters::mask_digits;
use crate::{Error, ErrorCode};

/// Fields whose text is an identifier of the record or a hash, not a number of
/// somebody.
const KEPT: [&str; 7] = [
    "id",
    "debt",
    "debts_discussed",
    "party",
    "person",
    "supersedes",
    "sha256",
];

/// One row of `rows.json`.
#[derive(Serialize)]
struct Row {
    /// Its number in the pack.
    row: u32,
    /// The journal row that wrote it.
    journal: i64,
    /// When that was (RFC 3339).
    recorded_at: String,
    /// The row itself, as in the case file.
    contact: Value,
}

/// `rows.json`.
pub(super) fn json(
    reader: &Reader<'_>,
    contacts: &[&Contact],
    masked: bool,
) -> Result<Vec<u8>, Error> {
    let mut rows = Vec::with_capacity(contacts.len());
    for (row, contact) in (1..).zip(contacts) {
        let (journal, at) = reader.contact_recorded(&contact.id)?;
        let mut value = serde_json::to_value(contact).map_err(|_| ErrorCode::Bug)?;
        if masked {
            mask(&mut value);
        }
        rows.push(Row {
            row,
            journal,
            recorded_at: at.to_rfc3339(),
            contact: value,
        });
    }
    let mut text = serde_json::to_vec_pretty(&rows).map_err(|_| ErrorCode::Bug)?;
    text.push(b'\n');
    Ok(text)
}

/// The journal rows that wrote these rows, oldest first, with how many each wrote.
pub(super) fn written_by(
    reader: &Reader<'_>,
    contacts: &[ContactId],
) -> Result<Vec<(i64, u32)>, Error> {
    let mut rows = std::collections::BTreeMap::new();
    for id in contacts {
        *rows.entry(reader.contact_recorded(id)?.0).or_insert(0) += 1;
    }
    Ok(rows.into_iter().collect())
}

fn mask(value: &mut Value) {
    match value {
        Value::String(text) => *text = mask_digits(text),
        Value::Array(items) => items.iter_mut().for_each(mask),
        Value::Object(fields) => {
            for (name, field) in fields {
                if !KEPT.contains(&name.as_str()) {
                    mask(field);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
