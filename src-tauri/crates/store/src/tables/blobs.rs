//! Whole files, named by their content. Not journaled themselves: what refers
//! to one is journaled with its SHA-256.

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

use crate::{Error, Result, hex};

/// Keeps a file and returns its name; the same file is kept once.
pub(crate) fn keep(conn: &Connection, bytes: &[u8]) -> Result<String> {
    let sha256 = hex::encode(&Sha256::digest(bytes));
    conn.execute(
        "INSERT INTO blobs (sha256, bytes) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        (&sha256, bytes),
    )
    .map_err(|error| Error::on("blobs", &error))?;
    Ok(sha256)
}

/// The file of this name.
pub(crate) fn get(conn: &Connection, sha256: &str) -> Result<Option<Vec<u8>>> {
    Ok(conn
        .query_row(
            "SELECT bytes FROM blobs WHERE sha256 = ?1",
            [sha256],
            |row| row.get(0),
        )
        .optional()?)
}

/// Names whose file is no longer what the name says.
pub(crate) fn altered(conn: &Connection) -> Result<Vec<String>> {
    let mut statement = conn.prepare("SELECT sha256, bytes FROM blobs")?;
    let mut rows = statement.query([])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        let bytes = row.get_ref(1)?.as_blob().unwrap_or_default();
        if hex::encode(&Sha256::digest(bytes)) != name {
            out.push(name);
        }
    }
    Ok(out)
}
