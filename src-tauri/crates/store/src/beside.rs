//! Work beside an open vault, on a thread of its own: checking the journal,
//! carrying the vault away, encrypting it anew. It looks at the record through a
//! connection that cannot write, so that whoever uses the vault need not wait.
//!
//! The vault waits for it instead, before its files are closed, replaced or
//! removed: SQLite must not meet a second connection to a database that is not
//! there any more. So whoever works beside asks often whether it is over.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use rusqlite::Connection;

use crate::folder::Folder;
use crate::journal::{self, Head, Verified};
use crate::key::Key;
use crate::open::{Mode, connect};
use crate::{Result, Vault};

/// Hears how much of how much is done; `false` ends the work.
pub type GoOn<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

/// A second pair of eyes on an open vault. It can be given to another thread.
pub struct Beside {
    // Closed before it counts as gone.
    pub(crate) conn: Connection,
    pub(crate) key: Key,
    pub(crate) folder: Folder,
    over: Arc<AtomicBool>,
}

/// Those who work beside one vault.
#[derive(Default)]
pub(crate) struct Workers(Arc<AtomicBool>);

impl Vault {
    /// Something that works beside this vault.
    ///
    /// # Errors
    /// Those of opening the database.
    pub fn beside(&self) -> Result<Beside> {
        let path = self.folder.database();
        let conn = connect(&path, &self.key, Mode::Check).map_err(|e| self.folder.why(e))?;
        Ok(Beside {
            conn,
            key: self.key.again(),
            folder: self.folder.clone(),
            over: Arc::clone(&self.workers.0),
        })
    }
}

impl Workers {
    /// Ends all work and waits until nobody works any more.
    pub(crate) fn end(&mut self) {
        self.0.store(true, Ordering::Relaxed);
        while Arc::get_mut(&mut self.0).is_none() {
            thread::sleep(Duration::from_millis(1));
        }
        self.0.store(false, Ordering::Relaxed);
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.end();
    }
}

impl Beside {
    /// `go_on`, which also ends when the vault does.
    pub(crate) fn until_over<'a>(
        &'a self,
        go_on: GoOn<'a>,
    ) -> impl FnMut(u64, u64) -> bool + use<'a> {
        move |done, all| go_on(done, all) && !self.over.load(Ordering::Relaxed)
    }

    /// Checks the chain and every row against it, as it stands now; up to which row
    /// of the journal. `go_on` counts rows of the journal.
    ///
    /// # Errors
    /// [`crate::Error::Cancelled`], [`crate::Error::Unreadable`] or
    /// [`crate::Error::Damaged`]; an altered row is no error but an answer.
    pub fn verify_journal(&self, go_on: GoOn<'_>) -> Result<(Head, Verified)> {
        // One view for everything, whatever is written meanwhile.
        let view = self.conn.unchecked_transaction()?;
        let head = journal::head(&view)?;
        let all = u64::try_from(head.seq).unwrap_or_default();
        let mut go_on = self.until_over(go_on);
        let verified = journal::verify_while(&view, &mut |row| go_on(row, all))?;
        Ok((head, verified))
    }

    /// When each row of the journal says it was written (RFC 3339).
    ///
    /// # Errors
    /// [`crate::Error::Damaged`].
    pub fn written_at(&self) -> Result<HashMap<i64, String>> {
        let chain = journal::chain(&self.conn)?;
        Ok(chain.into_iter().map(|row| (row.seq, row.at)).collect())
    }
}
