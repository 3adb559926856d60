//! One file per table (a debt with its two dependent tables is one). Each says
//! how a value of the case becomes rows and comes back; what is the same for
//! all of them is here.

pub(crate) mod accounts;
pub(crate) mod agreements;
pub(crate) mod answers;
pub(crate) mod attachments;
pub(crate) mod blobs;
pub(crate) mod borrower;
pub(crate) mod cell;
pub(crate) mod contacts;
pub(crate) mod debts;
pub(crate) mod entries;
pub(crate) mod holidays;
pub(crate) mod imports;
pub(crate) mod letters;
pub(crate) mod notices;
pub(crate) mod numbers;
pub(crate) mod packs;
pub(crate) mod parties;
pub(crate) mod payments;
pub(crate) mod people;
pub(crate) mod postings;
pub(crate) mod proceedings;
pub(crate) mod settings;

use std::fmt::Write;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Error, Result};
use cell::Cells;

/// A table as far as records fill it. `ord`, which only keeps the order of
/// first writing, is SQLite's.
pub(crate) struct Table {
    /// Its name.
    pub(crate) name: &'static str,
    /// The columns records fill; the first ones name the row.
    pub(crate) columns: &'static [&'static str],
    /// How many columns name a row.
    pub(crate) key: usize,
    /// May a row be replaced?
    pub(crate) replace: bool,
}

/// Something that is written, journaled and verified as one.
pub(crate) trait Record: Serialize + DeserializeOwned {
    /// Its name in the journal. Permanent.
    const KIND: &'static str;
    /// Its own table, then those that hang on it by its key.
    const TABLES: &'static [Table];

    /// What names it.
    fn key(&self) -> &str;

    /// Its rows: index into `TABLES` and cells. `entry` is the journal row it
    /// is written by.
    fn rows(&self, entry: i64) -> Vec<(usize, Vec<Value>)>;

    /// Reads the columns of its own table.
    fn read(cells: &mut Cells<'_>) -> Result<Self>;
}

/// Writes a record, replacing what had its key.
pub(crate) fn put<R: Record>(conn: &Connection, record: &R, entry: i64) -> Result<()> {
    let [own, dependent @ ..] = R::TABLES else {
        return Ok(());
    };
    if own.replace {
        for table in dependent {
            let sql = format!("DELETE FROM {} WHERE {} = ?1", table.name, table.columns[0]);
            run(conn, table, &sql, [Value::Text(record.key().to_owned())])?;
        }
    }
    let inserts: Vec<String> = R::TABLES.iter().map(insert_sql).collect();
    for (index, cells) in record.rows(entry) {
        run(conn, &R::TABLES[index], &inserts[index], cells)?;
    }
    Ok(())
}

/// Removes a record that nothing refers to.
pub(crate) fn delete<R: Record>(conn: &Connection, key: &str) -> Result<()> {
    let own = &R::TABLES[0];
    let sql = format!("DELETE FROM {} WHERE {} = ?1", own.name, own.columns[0]);
    match run(conn, own, &sql, [Value::Text(key.to_owned())])? {
        0 => Err(Error::NotFound(own.name)),
        _ => Ok(()),
    }
}

/// All records, in the order they were first written.
pub(crate) fn all<R: Record>(conn: &Connection) -> Result<Vec<R>> {
    select(conn, &R::TABLES[0], "ORDER BY ord", [], R::read)
}

/// The record with this key.
pub(crate) fn get<R: Record>(conn: &Connection, key: &str) -> Result<Option<R>> {
    let own = &R::TABLES[0];
    let tail = format!("WHERE {} = ?1", own.columns[0]);
    Ok(select(conn, own, &tail, [key], R::read)?.pop())
}

/// Rows of a table, by `tail` of the statement.
pub(crate) fn select<T>(
    conn: &Connection,
    table: &Table,
    tail: &str,
    params: impl rusqlite::Params,
    read: impl Fn(&mut Cells<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let sql = format!(
        "SELECT {} FROM {} {tail}",
        table.columns.join(", "),
        table.name
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query(params)?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(read(&mut Cells::new(row, table.name))?);
    }
    Ok(out)
}

fn insert_sql(table: &Table) -> String {
    let marks = vec!["?"; table.columns.len()].join(", ");
    let mut sql = format!(
        "INSERT INTO {} ({}) VALUES ({marks})",
        table.name,
        table.columns.join(", "),
    );
    if table.replace {
        let (key, rest) = table.columns.split_at(table.key);
        let set: Vec<_> = rest.iter().map(|c| format!("{c} = excluded.{c}")).collect();
        // Writing to a String does not fail.
        let _ = write!(
            sql,
            " ON CONFLICT ({}) DO UPDATE SET {}",
            key.join(", "),
            set.join(", ")
        );
    }
    sql
}

fn run(
    conn: &Connection,
    table: &Table,
    sql: &str,
    params: impl IntoIterator<Item = Value>,
) -> Result<usize> {
    conn.prepare_cached(sql)
        .and_then(|mut statement| statement.execute(params_from_iter(params)))
        .map_err(|error| Error::on(table.name, &error))
}

/// The rows a journaled record stands for: table and cells.
pub(crate) type Expected = Vec<(&'static Table, Vec<Value>)>;

macro_rules! records {
    ($($type:ty,)+) => {
        /// The tables that only journaled records fill.
        pub(crate) fn journaled() -> impl Iterator<Item = &'static Table> {
            [$(<$type as Record>::TABLES,)+].into_iter().flatten()
        }

        /// The rows of a record as the journal tells it. `None` for a kind
        /// that has no rows.
        pub(crate) fn expected(kind: &str, row: &str, entry: i64) -> Option<Result<Expected>> {
            match kind {
                $(<$type as Record>::KIND => Some(expected_of::<$type>(row, entry)),)+
                _ => None,
            }
        }
    };
}

records! {
    domain::Borrower,
    domain::Party,
    domain::Person,
    domain::Debt,
    domain::NumberEntry,
    domain::Payment,
    domain::Agreement,
    domain::Account,
    domain::LedgerEntry,
    domain::LimitationRecord,
    domain::Budget,
    domain::Notice,
    domain::Proceeding,
    crate::Import,
    contacts::LoggedContact,
    answers::LoggedAnswer,
    crate::Letter,
    domain::Posting,
    settings::Setting,
    packs::StoredPack,
    holidays::StoredNotice,
    attachments::KeptFile,
}

fn expected_of<R: Record>(row: &str, entry: i64) -> Result<Expected> {
    let record: R = serde_json::from_str(row).map_err(|_| Error::Unreadable("journal"))?;
    Ok(record
        .rows(entry)
        .into_iter()
        .map(|(index, cells)| (&R::TABLES[index], cells))
        .collect())
}
