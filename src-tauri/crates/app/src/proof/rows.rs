//! Rows of the contact log as a pack shows them: as they stand in the record
//! (`rows.json`) and as a table for reading (`rows.csv`), with the journal row that
//! wrote each, and with long numbers masked unless the user wants them shown.

use domain::{Contact, ContactId, Lang, Source};
use serde::Serialize;
use serde_json::Value;
use store::Reader;

use crate::letters::{Phrases, mask_digits};
use crate::sheets::{self, SheetColumn, SheetKind};
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

/// `rows.csv`, one line for each row of `rows.json`, in the same order.
pub(super) fn csv(
    reader: &Reader<'_>,
    contacts: &[&Contact],
    lang: Lang,
    masked: bool,
) -> Result<Vec<u8>, Error> {
    use SheetKind::{Count, Moment, Text};
    let phrases = Phrases::of(lang);
    let columns = [
        ("row", Count),
        ("at", Moment),
        ("channel", Text),
        ("direction", Text),
        ("number", Text),
        ("identity", Text),
        ("connection", Text),
        ("duration", Count),
        ("said", Text),
        ("source", Text),
        ("journal", Count),
        ("recorded", Moment),
    ];
    let columns = columns.map(|(code, kind)| SheetColumn {
        title: phrases.get("rows", code).to_owned(),
        kind,
    });
    let shown = |text: &str| match masked {
        true => mask_digits(text),
        false => text.to_owned(),
    };
    let mut rows = Vec::with_capacity(contacts.len());
    for (row, contact) in (1u32..).zip(contacts) {
        let (journal, recorded) = reader.contact_recorded(&contact.id)?;
        let number = contact.number.as_ref().map_or("", |number| number.as_str());
        let duration = contact.duration_s.map(|seconds| seconds.to_string());
        rows.push(vec![
            row.to_string(),
            contact.at.to_rfc3339(),
            phrases.get("channel", contact.channel.code()).to_owned(),
            phrases
                .get("direction", contact.direction.code())
                .to_owned(),
            shown(number),
            shown(contact.claimed_identity.as_deref().unwrap_or_default()),
            phrases
                .get("connection", contact.connection.code())
                .to_owned(),
            duration.unwrap_or_default(),
            shown(contact.said.as_deref().unwrap_or_default()),
            shown(&sources(phrases, contact)),
            journal.to_string(),
            recorded.to_rfc3339(),
        ]);
    }
    Ok(sheets::csv(&columns, &rows, &[]))
}

/// Every file a row stands in, and where; or that its owner wrote it down.
fn sources(phrases: &Phrases, contact: &Contact) -> String {
    let place = |source: &Source| {
        let position = source.position.to_string();
        let values = [("file", source.file.as_str()), ("position", &position)];
        phrases.fill("rows", "place", &values)
    };
    let own = || phrases.get("rows", "own").to_owned();
    let first = contact.source.as_ref().map_or_else(own, place);
    let others = contact.witnesses.iter().map(|one| place(&one.source));
    let all: Vec<String> = [first].into_iter().chain(others).collect();
    all.join("\n")
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
