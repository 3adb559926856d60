//! The journal: one row for every change of the vault, each holding the hash
//! of the one before and the full text of what was written.
//!
//! The chain shows that nothing recorded was altered or taken out afterwards,
//! and locates what was. It does not show that the newest rows were not cut
//! off together with what they wrote: for that the head is printed on every
//! export, and anyone holding one can compare.

use std::collections::{HashMap, HashSet};

use domain::Instant;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use crate::tables::attachments::KeptFile;
use crate::tables::cell::Cell;
use crate::tables::{self, Record, Table, blobs};
use crate::{Error, Result, hex};

/// The newest row of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Number of the row; the first is 1.
    pub seq: i64,
    /// Its hash, lower-case hex.
    pub hash: String,
}

/// What the verification of the journal found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verified {
    /// The chain holds and every row is as it was written.
    Sound,
    /// What is not as it was written, in the order of writing; never empty. Where the
    /// chain itself is broken, that place alone: what follows cannot be judged.
    Altered(Vec<Fault>),
}

/// Where the record was altered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Journal row that wrote it; `None` for a row no journal row wrote.
    pub seq: Option<i64>,
    /// Table and key of the row that does not match; `None` when it is the
    /// journal row itself.
    pub row: Option<(&'static str, String)>,
}

/// What one journal row changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEntry {
    /// Number.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// Code of what was done.
    pub action: String,
    /// Kind and key of everything written or removed.
    pub subjects: Vec<(String, String)>,
    /// Hash of the row, lower-case hex.
    pub hash: String,
}

/// A row as the chain holds it: everything its hash is made of, with what it
/// records as a hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Number.
    pub seq: i64,
    /// When, in the very text that was hashed.
    pub at: String,
    /// Code of what was done.
    pub action: String,
    /// SHA-256 of what was written.
    pub payload_sha256: String,
    /// Hash of the row before.
    pub prev: String,
    /// Hash of the row.
    pub hash: String,
}

/// One record written, or removed when `row` is missing.
#[derive(Serialize, Deserialize)]
pub(crate) struct Change {
    kind: String,
    key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<Box<RawValue>>,
}

impl Change {
    pub(crate) fn put<R: Record>(record: &R) -> Result<Self> {
        Ok(Self {
            kind: R::KIND.to_owned(),
            key: record.key().to_owned(),
            row: Some(
                serde_json::value::to_raw_value(record)
                    .map_err(|_| Error::Unreadable(R::TABLES[0].name))?,
            ),
        })
    }

    pub(crate) fn delete<R: Record>(key: &str) -> Self {
        Self::note(R::KIND, key)
    }

    /// A change of something that is not a record.
    pub(crate) fn note(kind: &str, key: &str) -> Self {
        Self {
            kind: kind.to_owned(),
            key: key.to_owned(),
            row: None,
        }
    }
}

/// The number the next row will have.
pub(crate) fn next_seq(conn: &Connection) -> Result<i64> {
    Ok(newest(conn)?.map_or(1, |head| head.seq + 1))
}

/// The newest row. A vault's journal is never empty.
pub(crate) fn head(conn: &Connection) -> Result<Head> {
    newest(conn)?.ok_or(Error::Unreadable("journal"))
}

/// The latest time in the journal, which is not that of its newest row when the
/// clock was set back.
pub(crate) fn latest(conn: &Connection) -> Result<Instant> {
    let at: String = conn.query_row(
        "SELECT at FROM journal ORDER BY at_ms DESC LIMIT 1",
        [],
        |row| row.get(0),
    )?;
    domain::parse_instant(&at).ok_or(Error::Unreadable("journal"))
}

/// Adds a row. The caller holds the transaction of what it records.
pub(crate) fn append(
    conn: &Connection,
    at: Instant,
    action: &str,
    changes: &[Change],
) -> Result<Head> {
    let prev = newest(conn)?;
    let payload = serde_json::to_string(changes).map_err(|_| Error::Unreadable("journal"))?;
    let mut row = Row {
        seq: prev.as_ref().map_or(1, |head| head.seq + 1),
        at: match at.cell() {
            Value::Text(text) => text,
            _ => String::new(),
        },
        at_ms: at.timestamp_millis(),
        action: action.to_owned(),
        payload_sha256: hex::encode(&Sha256::digest(&payload)),
        payload,
        prev: prev.map_or_else(|| "0".repeat(64), |head| head.hash),
        hash: String::new(),
    };
    row.hash = row.expected_hash();
    conn.prepare_cached(
        "INSERT INTO journal (seq, at, at_ms, action, payload, payload_sha256, prev, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )
    .and_then(|mut statement| {
        statement.execute((
            row.seq,
            &row.at,
            row.at_ms,
            &row.action,
            &row.payload,
            &row.payload_sha256,
            &row.prev,
            &row.hash,
        ))
    })
    .map_err(|error| Error::on("journal", &error))?;
    Ok(Head {
        seq: row.seq,
        hash: row.hash,
    })
}

/// The newest `limit` rows, newest first.
pub(crate) fn entries(conn: &Connection, limit: u32) -> Result<Vec<JournalEntry>> {
    let mut out = Vec::new();
    each(conn, &format!("ORDER BY seq DESC LIMIT {limit}"), |row| {
        let changes = row.changes()?;
        out.push(JournalEntry {
            at: domain::parse_instant(&row.at).ok_or(Error::Unreadable("journal"))?,
            seq: row.seq,
            action: row.action,
            subjects: changes.into_iter().map(|c| (c.kind, c.key)).collect(),
            hash: row.hash,
        });
        Ok(true)
    })?;
    Ok(out)
}

/// The whole chain, oldest first, without what its rows record.
pub(crate) fn chain(conn: &Connection) -> Result<Vec<Link>> {
    let mut out = Vec::new();
    each(conn, "ORDER BY seq", |row| {
        out.push(Link {
            seq: row.seq,
            at: row.at,
            action: row.action,
            payload_sha256: row.payload_sha256,
            prev: row.prev,
            hash: row.hash,
        });
        Ok(true)
    })?;
    Ok(out)
}

/// What one row records, word for word, and how many records that is.
pub(crate) fn payload(conn: &Connection, seq: i64) -> Result<Option<(String, usize)>> {
    let mut found = None;
    each(conn, &format!("WHERE seq = {seq}"), |row| {
        let count = row.changes()?.len();
        found = Some((row.payload, count));
        Ok(false)
    })?;
    Ok(found)
}

/// A record each time it was written, oldest first.
pub(crate) fn history<R: Record>(conn: &Connection, key: &str) -> Result<Vec<(Instant, R)>> {
    let mut out = Vec::new();
    let named = format!(r#""kind":"{}""#, R::KIND);
    let tail = format!("WHERE instr(payload, '{named}') > 0 ORDER BY seq");
    each(conn, &tail, |row| {
        let at = domain::parse_instant(&row.at).ok_or(Error::Unreadable("journal"))?;
        for change in row.changes()? {
            if change.kind == R::KIND
                && change.key == key
                && let Some(text) = change.row
            {
                let record = serde_json::from_str(text.get());
                out.push((at, record.map_err(|_| Error::Unreadable("journal"))?));
            }
        }
        Ok(true)
    })?;
    Ok(out)
}

/// Files the record gave up: their attachments were removed.
pub(crate) fn removed_files(conn: &Connection) -> Result<HashSet<String>> {
    let mut files: HashMap<String, String> = HashMap::new();
    let mut removed = HashSet::new();
    let named = format!(r#""kind":"{}""#, KeptFile::KIND);
    let tail = format!("WHERE instr(payload, '{named}') > 0 ORDER BY seq");
    each(conn, &tail, |row| {
        for change in row
            .changes()?
            .into_iter()
            .filter(|c| c.kind == KeptFile::KIND)
        {
            match change.row {
                Some(text) => {
                    let kept: KeptFile = serde_json::from_str(text.get())
                        .map_err(|_| Error::Unreadable("journal"))?;
                    files.insert(change.key, kept.file);
                }
                None => removed.extend(files.remove(&change.key)),
            }
        }
        Ok(true)
    })?;
    Ok(removed)
}

/// Checks the chain alone; this works on any version of the schema.
pub(crate) fn verify_chain(conn: &Connection) -> Result<Verified> {
    walk(conn, |_| Ok(()))
}

/// Checks the chain and that every row of every journaled table is what the
/// journal says was last written there.
pub(crate) fn verify(conn: &Connection) -> Result<Verified> {
    verify_while(conn, &mut |_| true)
}

/// The same; `go_on` hears the number of each row of the journal, `false` ends it.
pub(crate) fn verify_while(
    conn: &Connection,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<Verified> {
    let mut newest = 0;
    let mut latest: HashMap<(String, String), (i64, Box<RawValue>)> = HashMap::new();
    let chain = walk(conn, |row| {
        newest = u64::try_from(row.seq).unwrap_or_default();
        if !go_on(newest) {
            return Err(Error::Cancelled);
        }
        for change in row.changes()? {
            let name = (change.kind, change.key);
            match change.row {
                Some(text) => latest.insert(name, (row.seq, text)),
                None => latest.remove(&name),
            };
        }
        Ok(())
    })?;
    if chain != Verified::Sound {
        return Ok(chain);
    }
    let mut expected = HashMap::new();
    for ((kind, _), (seq, text)) in &latest {
        let rows = tables::expected(kind, text.get(), *seq).ok_or(Error::Unreadable("journal"))?;
        for (table, cells) in rows? {
            let name = (table.name, row_key(table, &cells));
            expected.insert(name, (*seq, cells));
        }
    }
    let mut faults = Vec::new();
    let altered = blobs::altered(conn)?;
    for table in tables::journaled() {
        for cells in raw_rows(conn, table)? {
            if !go_on(newest) {
                return Err(Error::Cancelled);
            }
            let name = (table.name, row_key(table, &cells));
            match expected.remove(&name) {
                Some((seq, as_written)) => {
                    let file_altered = cells
                        .iter()
                        .any(|c| matches!(c, Value::Text(t) if altered.contains(t)));
                    if as_written != cells || file_altered {
                        faults.push((Some(seq), name));
                    }
                }
                None => faults.push((None, name)),
            }
        }
    }
    // What the journal knows and the tables do not.
    faults.extend(
        expected
            .into_iter()
            .map(|(name, (seq, _))| (Some(seq), name)),
    );
    if faults.is_empty() {
        return Ok(Verified::Sound);
    }
    // Rows nobody wrote come last: they have no place in time.
    faults.sort_by_key(|(seq, name)| (seq.unwrap_or(i64::MAX), name.clone()));
    Ok(Verified::Altered(
        faults
            .into_iter()
            .map(|(seq, row)| Fault {
                seq,
                row: Some(row),
            })
            .collect(),
    ))
}

/// One row as it is stored.
struct Row {
    seq: i64,
    at: String,
    at_ms: i64,
    action: String,
    payload: String,
    payload_sha256: String,
    prev: String,
    hash: String,
}

impl Row {
    /// SHA-256 over the format, the hash before and every field, each preceded
    /// by its length. The payload enters by its own hash, so that the chain can
    /// be shown to others without what it records.
    fn expected_hash(&self) -> String {
        let seq = self.seq.to_string();
        let mut digest = Sha256::new();
        for field in [
            "mingzhang-journal/1",
            &self.prev,
            &seq,
            &self.at,
            &self.action,
            &self.payload_sha256,
        ] {
            digest.update((field.len() as u64).to_be_bytes());
            digest.update(field);
        }
        hex::encode(&digest.finalize())
    }

    fn is_sound_after(&self, seq: i64, prev: &str) -> bool {
        self.seq == seq + 1
            && self.prev == prev
            && domain::parse_instant(&self.at).map(|at| at.timestamp_millis()) == Some(self.at_ms)
            && self.payload_sha256 == hex::encode(&Sha256::digest(&self.payload))
            && self.hash == self.expected_hash()
    }

    fn changes(&self) -> Result<Vec<Change>> {
        serde_json::from_str(&self.payload).map_err(|_| Error::Unreadable("journal"))
    }
}

fn newest(conn: &Connection) -> Result<Option<Head>> {
    Ok(conn
        .prepare_cached("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| {
            Ok(Head {
                seq: row.get(0)?,
                hash: row.get(1)?,
            })
        })
        .optional()?)
}

/// Goes through the chain from its first row, up to the first that does not fit.
fn walk(conn: &Connection, mut sound: impl FnMut(&Row) -> Result<()>) -> Result<Verified> {
    let (mut seq, mut prev) = (0, "0".repeat(64));
    let mut bad = None;
    each(conn, "ORDER BY seq", |row| {
        if !row.is_sound_after(seq, &prev) {
            bad = Some(seq + 1);
            return Ok(false);
        }
        sound(&row)?;
        (seq, prev) = (row.seq, row.hash);
        Ok(true)
    })?;
    if seq == 0 && bad.is_none() {
        bad = Some(1);
    }
    Ok(bad.map_or(Verified::Sound, |seq| {
        Verified::Altered(vec![Fault {
            seq: Some(seq),
            row: None,
        }])
    }))
}

fn each(conn: &Connection, tail: &str, mut take: impl FnMut(Row) -> Result<bool>) -> Result<()> {
    let mut statement = conn.prepare(&format!(
        "SELECT seq, at, at_ms, action, payload, payload_sha256, prev, hash FROM journal {tail}"
    ))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let row = Row {
            seq: row.get(0)?,
            at: row.get(1)?,
            at_ms: row.get(2)?,
            action: row.get(3)?,
            payload: row.get(4)?,
            payload_sha256: row.get(5)?,
            prev: row.get(6)?,
            hash: row.get(7)?,
        };
        if !take(row)? {
            break;
        }
    }
    Ok(())
}

/// Every row of a table, as the cells it holds.
fn raw_rows(conn: &Connection, table: &Table) -> Result<Vec<Vec<Value>>> {
    let mut statement = conn.prepare(&format!(
        "SELECT {} FROM {}",
        table.columns.join(", "),
        table.name
    ))?;
    let mut rows = statement.query([])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(
            (0..table.columns.len())
                .map(|i| row.get(i))
                .collect::<Result<_, _>>()?,
        );
    }
    Ok(out)
}

fn row_key(table: &Table, cells: &[Value]) -> String {
    let parts: Vec<String> = cells[..table.key]
        .iter()
        .map(|cell| match cell {
            Value::Text(text) => text.clone(),
            Value::Integer(number) => number.to_string(),
            _ => String::new(),
        })
        .collect();
    parts.join("/")
}
