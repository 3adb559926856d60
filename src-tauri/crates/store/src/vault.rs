//! A vault: create, open, recover, close; read and write.

use std::io;
use std::path::Path;

use domain::Instant;
use rusqlite::{Connection, TransactionBehavior};

use crate::beside::Workers;
use crate::error::Part;
use crate::folder::{Folder, Lock, remove_if_there, rename_whole, sync_file, with_logs};
use crate::header::Header;
use crate::key::{Kdf, Key, Random, check_passphrase};
use crate::migrate::{self, STEPS, Step};
use crate::open::{self, Mode, connect};
use crate::{
    Error, Files, Reader, RecoveryWords, Result, Writer, backup, files, journal, moving, rekey,
};

/// An open vault. While it lives no other process can open the same folder.
pub struct Vault {
    // First: whoever works beside has to be gone before the rest is.
    pub(crate) workers: Workers,
    pub(crate) conn: Connection,
    pub(crate) key: Key,
    pub(crate) folder: Folder,
    pub(crate) header: Header,
    _lock: Lock,
}

impl Vault {
    /// Is there a vault in this folder? A damaged one counts.
    pub fn exists(dir: &Path) -> bool {
        Folder::new(dir).holds_vault()
    }

    /// Makes a vault in `dir`, which is created if it is not there. The
    /// recovery words are the only other way in and are not kept anywhere.
    ///
    /// # Errors
    /// [`Error::VaultExists`], [`Error::PassphraseTooShort`],
    /// [`Error::KdfOutOfRange`], [`Error::InUse`] and those of the file system.
    pub fn create(
        dir: &Path,
        passphrase: &str,
        kdf: Kdf,
        random: Random<'_>,
        now: Instant,
    ) -> Result<(Self, RecoveryWords)> {
        check_passphrase(passphrase)?;
        let folder = Folder::new(dir);
        if folder.holds_vault() {
            return Err(Error::VaultExists);
        }
        let words = RecoveryWords::random(random)?;
        let (header, key) = Header::create(passphrase, &words, kdf, random)?;
        Self::begin(&folder, header, key, now)
            .map(|vault| (vault, words))
            .map_err(|e| folder.why(e))
    }

    fn begin(folder: &Folder, header: Header, key: Key, now: Instant) -> Result<Self> {
        moving::finish_removing(folder, &mut |_, _| ())?;
        folder.make()?;
        let lock = folder.lock()?;
        // The database takes its name last: before that there is no vault,
        // and a creation that was cut short can simply be begun again.
        let new = folder.database_new();
        // The key file goes first: alone it would be what is left of a vault
        // whose database is lost.
        remove_if_there(&folder.key_file())?;
        for leftover in with_logs(&new) {
            remove_if_there(&leftover)?;
        }
        let mut conn = connect(&new, &key, Mode::Create)?;
        migrate::apply(&mut conn, STEPS)?;
        journal::append(&conn, now, "vault_created", &[])?;
        close(conn)?;
        sync_file(&new)?;
        header.save(folder)?;
        let conn = rename_whole(&new, &folder.database())
            .and_then(|()| connect(&folder.database(), &key, Mode::Write))
            // A vault whose recovery words nobody was shown must not stay. The
            // database goes first: without it there is no vault.
            .inspect_err(|_| {
                for made in with_logs(&folder.database()) {
                    remove_if_there(&made).ok();
                }
                remove_if_there(&folder.key_file()).ok();
            })?;
        Ok(Self {
            workers: Workers::default(),
            conn,
            key,
            folder: folder.clone(),
            header,
            _lock: lock,
        })
    }

    /// Opens the vault in `dir`. A vault of an earlier version is backed up,
    /// the backup verified, and then migrated.
    ///
    /// # Errors
    /// [`Error::NoVault`], [`Error::InUse`], [`Error::WrongKey`],
    /// [`Error::NewerVault`], [`Error::Damaged`] and those of the file system.
    pub fn open(dir: &Path, passphrase: &str, now: Instant) -> Result<Self> {
        let unlock = |header: &Header| Ok((header.by_passphrase(passphrase)?, None));
        Self::open_with(dir, STEPS, now, unlock, |_, _| Ok(()))
    }

    /// Opens the vault with its recovery words and gives it a new passphrase.
    /// The words stay valid.
    ///
    /// # Errors
    /// [`Error::RecoveryWordsMalformed`] for a slip in the words,
    /// [`Error::WrongRecovery`] for words of another vault,
    /// [`Error::PassphraseTooShort`], and those of [`Vault::open`].
    pub fn recover(
        dir: &Path,
        words: &str,
        new_passphrase: &str,
        random: Random<'_>,
        now: Instant,
    ) -> Result<Self> {
        let words = RecoveryWords::parse(words)?;
        check_passphrase(new_passphrase)?;
        let unlock = |header: &Header| {
            let key = header.by_recovery(&words)?;
            let changed = header.with_passphrase(&key, new_passphrase, random)?;
            Ok((key, Some(changed)))
        };
        Self::open_with(dir, STEPS, now, unlock, |_, _| Ok(()))
    }

    /// Every way to open: lock, unlock, prepare the database, check it, bring
    /// it to the last of `steps`. `unlock` gives the data key and a header that
    /// replaces the present one once the vault did open.
    pub(crate) fn open_with(
        dir: &Path,
        steps: &[Step],
        now: Instant,
        unlock: impl FnOnce(&Header) -> Result<(Key, Option<Header>)>,
        prepare: impl FnOnce(&Folder, &Key) -> Result<()>,
    ) -> Result<Self> {
        let folder = Folder::new(dir);
        if !folder.holds_vault() {
            return Err(Error::NoVault);
        }
        let open = || {
            let lock = folder.lock()?;
            rekey::finish(&folder)?;
            folder.make()?;
            let header = Header::load(&folder)?;
            let (key, changed) = unlock(&header)?;
            prepare(&folder, &key)?;
            if !folder.database().exists() {
                return Err(Error::Damaged(Part::Database));
            }
            folder.sweep()?;
            let conn = ready(&folder, &key, steps, now)?;
            files::clear(&folder, || journal::removed_files(&conn))?;
            let header = match changed {
                Some(changed) => {
                    changed.replace(&folder)?;
                    changed
                }
                None => {
                    header.heal(&folder)?;
                    header
                }
            };
            Ok(Self {
                workers: Workers::default(),
                conn,
                key,
                folder: folder.clone(),
                header,
                _lock: lock,
            })
        };
        open().map_err(|e| folder.why(e))
    }

    /// Changes the passphrase. The data is not encrypted anew.
    ///
    /// # Errors
    /// [`Error::WrongKey`] when `old` is wrong, [`Error::PassphraseTooShort`].
    pub fn change_passphrase(&mut self, old: &str, new: &str, random: Random<'_>) -> Result<()> {
        check_passphrase(new)?;
        let key = self.header.by_passphrase(old)?;
        let header = self.header.with_passphrase(&key, new, random)?;
        header
            .replace(&self.folder)
            .map_err(|e| self.folder.why(e))?;
        self.header = header;
        Ok(())
    }

    /// Closes the vault: the key is wiped and the folder free again. Dropping
    /// it does the same but cannot report a failure.
    ///
    /// # Errors
    /// Those of the file system. Nothing that was acknowledged is lost by them.
    pub fn close(mut self) -> Result<()> {
        self.workers.end();
        close(self.conn).map_err(|e| self.folder.why(e))
    }

    /// Runs `f` on a consistent view of the vault.
    ///
    /// # Errors
    /// Those of `f`.
    pub fn read<T, E: From<Error>>(
        &self,
        f: impl FnOnce(&Reader<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        // This process alone has the vault, and a write needs `&mut`.
        f(&Reader::new(&self.conn))
    }

    /// Runs `f` in one transaction and records it as one journal row, or, when
    /// it fails, leaves the vault as it was. When `f` writes nothing, nothing is
    /// recorded. `action` is a permanent code of lower-case letters and `_`.
    ///
    /// # Errors
    /// Those of `f`, [`Error::Gone`], and those of the file system.
    pub fn write<T, E: From<Error>>(
        &mut self,
        action: &str,
        now: Instant,
        f: impl FnOnce(&Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        // SQLite goes on writing to a file that has no name any more: what it
        // acknowledged would be gone when the vault is closed.
        if !self.folder.database().exists() {
            return Err(self.folder.why(Error::Io(io::ErrorKind::NotFound)).into());
        }
        let why = |error: rusqlite::Error| self.folder.why(error.into());
        let transaction = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(why)?;
        let writer = Writer::new(&transaction)?;
        let value = f(&writer)?;
        let (changes, gone) = writer.into_changes();
        if !changes.is_empty() {
            journal::append(&transaction, now, action, &changes)?;
            transaction.commit().map_err(why)?;
        }
        for file in gone {
            // What the disk keeps for now goes when the vault is next opened.
            let _ = files::remove(&self.folder, &file);
        }
        Ok(value)
    }

    /// The files of the vault, for reading and checking without the database.
    ///
    /// # Errors
    /// None that can be provoked: the key was used to open the vault.
    pub fn files(&self) -> Result<Files> {
        Files::new(&self.folder, &self.key)
    }

    pub(crate) fn reopen(&mut self, now: Instant) -> Result<()> {
        self.conn = ready(&self.folder, &self.key, STEPS, now)?;
        Ok(())
    }
}

/// A checked connection to a vault of the current version.
fn ready(folder: &Folder, key: &Key, steps: &[Step], now: Instant) -> Result<Connection> {
    let mut conn = connect(&folder.database(), key, Mode::Write)?;
    open::check_pages(&conn)?;
    if migrate::pending(&conn, steps)? > 0 {
        backup::make(&conn, key, folder, now, &[])?;
        migrate::apply(&mut conn, steps)?;
    }
    Ok(conn)
}

/// Closes a connection with its write-ahead log brought in.
pub(crate) fn close(conn: Connection) -> Result<()> {
    conn.execute_batch("PRAGMA optimize;")?;
    open::checkpoint(&conn)?;
    conn.close().map_err(|(_, error)| error.into())
}
