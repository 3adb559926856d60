//! The only way to a connection. Every database of a vault, the backups
//! included, is opened here and nowhere else, so none is ever opened unkeyed.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::error::Part;
use crate::key::Key;
use crate::{Error, Result};

/// What a connection is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Make a new database; the file must not exist yet.
    Create,
    /// Read and write.
    Write,
    /// Look only: backups, and work beside the vault.
    Check,
    /// Write into a copy that is thrown away when that fails: without a journal.
    Copy,
}

/// Opens and keys a database and makes sure that it is one.
///
/// # Errors
/// [`Error::Damaged`] when the file is not a database under this key.
pub(crate) fn connect(path: &Path, key: &Key, mode: Mode) -> Result<Connection> {
    let flags = match mode {
        Mode::Create => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        Mode::Write | Mode::Copy => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Mode::Check => OpenFlags::SQLITE_OPEN_READ_ONLY,
    };
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // Before the key: a wrong key would be reported on standard error.
    conn.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    conn.execute_batch(&key.pragma("key"))?;
    conn.busy_timeout(Duration::from_secs(5))?;
    conn.set_prepared_statement_cache_capacity(64);
    // The cache, in KiB: a whole vault of ordinary size, so that a page is
    // decrypted once and not at every reading of the case.
    conn.execute_batch(
        "PRAGMA cache_size = -65536;
         PRAGMA temp_store = MEMORY;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA secure_delete = ON;",
    )?;
    match mode {
        Mode::Create | Mode::Write => {
            conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
        }
        Mode::Copy => conn.execute_batch("PRAGMA journal_mode = OFF;")?,
        Mode::Check => {}
    }
    let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if mode != Mode::Create && tables == 0 {
        // SQLite takes an empty file for a new database.
        return Err(Error::Damaged(Part::Database));
    }
    Ok(conn)
}

/// Checks every page against its authentication code. Brings the write-ahead
/// log in first: a page it is about to replace may be torn and yet no damage.
pub(crate) fn check_pages(conn: &Connection) -> Result<()> {
    if !conn.is_readonly("main")? {
        checkpoint(conn)?;
    }
    let faults = conn
        .prepare("PRAGMA cipher_integrity_check")?
        .query([])?
        .next()?
        .is_some();
    if faults {
        return Err(Error::Damaged(Part::Database));
    }
    Ok(())
}

/// Checks pages, tables, indexes, constraints and references.
pub(crate) fn check_all(conn: &Connection) -> Result<()> {
    check_pages(conn)?;
    let verdict: String = conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    let stray = conn
        .prepare("PRAGMA foreign_key_check")?
        .query([])?
        .next()?
        .is_some();
    if verdict != "ok" || stray {
        return Err(Error::Damaged(Part::Database));
    }
    Ok(())
}

/// Moves the write-ahead log into the database.
pub(crate) fn checkpoint(conn: &Connection) -> Result<()> {
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}
