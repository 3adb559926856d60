//! Another data key for the same vault (ADR 0023).
//!
//! Under the new key a whole second vault is made in a folder within the vault's
//! own: files, backups, record, key file. Nothing of the vault itself is touched
//! until that folder is whole, checked and flushed; then it takes one rename, and
//! from there on the new vault is the vault. What remains, moving its parts into
//! place, can be cut short anywhere and is finished by the next opening.
//!
//! Content is never readable on the way: files pass through memory in pieces, and a
//! database is copied as it stands, encrypted, before its key is changed in the copy.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use domain::Instant;
use rusqlite::Connection;

use crate::beside::{Beside, GoOn};
use crate::folder::{
    Folder, remove_if_there, remove_tree, rename_whole, sync_dir, sync_file, with_logs,
};
use crate::header::Header;
use crate::key::{Key, Random, check_passphrase};
use crate::moving::copy;
use crate::open::{Mode, connect};
use crate::vault::close;
use crate::{Error, Files, RecoveryWords, Result, Vault, backup, journal};

/// What becomes of the backups there are. They were made under the old key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OldBackups {
    /// They are removed with it.
    Remove,
    /// They are encrypted anew. What is no sound backup is removed.
    Encrypt,
}

/// A new data key and what was encrypted under it so far. Dropped before
/// [`Vault::switch_key`], it takes all of that away again.
pub struct NextKey {
    /// Removes what was made, unless it took its place.
    made: Made,
    key: Key,
    header: Header,
    words: RecoveryWords,
    backups: OldBackups,
}

/// The folder of the vault to be.
struct Made(PathBuf);

impl Drop for Made {
    fn drop(&mut self) {
        // What cannot be removed is encrypted, and goes when the vault is next opened.
        let _ = remove_tree(&self.0);
    }
}

impl NextKey {
    /// The recovery words that will open the vault. They are kept nowhere.
    pub fn words(&self) -> &RecoveryWords {
        &self.words
    }

    fn folder(&self) -> Folder {
        Folder::new(&self.made.0)
    }
}

impl Vault {
    /// A new data key, under `new` if it is given and under the present passphrase
    /// if not, with recovery words of its own. Nothing changes yet.
    ///
    /// # Errors
    /// [`Error::WrongKey`], [`Error::PassphraseTooShort`], [`Error::InUse`] when
    /// there is one already, and those of the file system.
    pub fn next_key(
        &self,
        passphrase: &str,
        new: Option<&str>,
        backups: OldBackups,
        random: Random<'_>,
    ) -> Result<NextKey> {
        let new = new.unwrap_or(passphrase);
        check_passphrase(new)?;
        self.check_passphrase(passphrase)?;
        let words = RecoveryWords::random(random)?;
        let (header, key) = self.header.with_new_key(new, &words, random)?;
        let dir = self.folder.next_new();
        fs::create_dir(&dir).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Error::InUse,
            _ => self.folder.why(error.into()),
        })?;
        let next = NextKey {
            made: Made(dir),
            key,
            header,
            words,
            backups,
        };
        next.folder().make().map_err(|e| self.folder.why(e))?;
        Ok(next)
    }

    /// Puts the vault under the new key: what changed since it was prepared is
    /// brought in, a backup is made and checked, and the new vault takes the place
    /// of the old. Whoever is beside the vault is ended.
    ///
    /// # Errors
    /// [`Error::KeyChanged`] when it is done and the vault has to be opened anew;
    /// after any other error it is as it was, under the old key.
    pub fn switch_key(&mut self, next: NextKey, now: Instant) -> Result<()> {
        self.workers.end();
        let why = |error| self.folder.why(error);
        self.complete(&next, now).map_err(why)?;
        let idle = Connection::open_in_memory()?;
        let switched = close(std::mem::replace(&mut self.conn, idle))
            .and_then(|()| into_force(&next.made.0, &self.folder));
        if let Err(error) = switched {
            // What went wrong first is what is told. A vault that cannot be opened
            // again now can be later: it is as it was.
            let _ = self.reopen(now);
            return Err(self.folder.why(error));
        }
        self.key = next.key;
        self.header = next.header;
        // Once more: a disk that failed once may be back.
        finish(&self.folder)
            .or_else(|_| finish(&self.folder))
            .and_then(|()| self.reopen(now))
            .map_err(|_| Error::KeyChanged)
    }

    /// Everything of the new vault that depends on the record as it is now.
    pub(crate) fn complete(&self, next: &NextKey, now: Instant) -> Result<()> {
        let folder = next.folder();
        encrypt_anew(&self.folder, &self.key, next, &mut |_, _| true)?;
        let new = folder.database();
        for leftover in with_logs(&new) {
            remove_if_there(&leftover)?;
        }
        backup::copy_checked(&self.conn, &self.key, &new)?;
        change_key(&new, &self.key, &next.key)?;
        let conn = connect(&new, &next.key, Mode::Copy)?;
        backup::same_record(&self.conn, &conn)?;
        journal::append(&conn, now, "key_changed", &[])?;
        backup::make(&conn, &next.key, &folder, now, &[])?;
        close(conn)?;
        sync_file(&new)?;
        next.header.save(&folder)?;
        [folder.files(), folder.backups(), folder.root()]
            .iter()
            .try_for_each(|dir| sync_dir(dir))
    }
}

impl Beside {
    /// Encrypts the files, and the backups if they stay, for the new vault. `go_on`
    /// counts bytes.
    ///
    /// # Errors
    /// [`Error::Cancelled`] and those of the file system.
    pub fn encrypt_anew(&self, next: &NextKey, go_on: GoOn<'_>) -> Result<()> {
        encrypt_anew(&self.folder, &self.key, next, &mut self.until_over(go_on))
            .map_err(|e| self.folder.why(e))
    }
}

/// Brings files and backups of the new vault in line with those of the old: what it
/// has is not made again, what is gone here goes there.
fn encrypt_anew(from: &Folder, key: &Key, next: &NextKey, go_on: GoOn<'_>) -> Result<()> {
    let to = next.folder();
    let (old_files, new_files) = (Files::new(from, key)?, Files::new(&to, &next.key)?);
    let files = Both::of(&from.files(), &to.files(), "age")?;
    let backups = match next.backups {
        OldBackups::Remove => Both::default(),
        OldBackups::Encrypt => Both::of(&from.backups(), &to.backups(), "db")?,
    };
    let (mut done, all) = (0, files.bytes + backups.bytes);
    for gone in &files.gone {
        remove_if_there(&to.files().join(gone))?;
    }
    for (name, bytes) in &files.missing {
        old_files.encrypt_for(name, &new_files, &mut |so_far| go_on(done + so_far, all))?;
        done += bytes;
    }
    for gone in &backups.gone {
        remove_if_there(&to.backups().join(gone))?;
    }
    for (name, bytes) in &backups.missing {
        if !go_on(done, all) {
            return Err(Error::Cancelled);
        }
        backup_anew(
            &from.backups().join(name),
            &to.backups().join(name),
            key,
            &next.key,
        )?;
        done += bytes;
    }
    if !go_on(all, all) {
        return Err(Error::Cancelled);
    }
    Ok(())
}

/// Files of two folders, compared by name.
#[derive(Default)]
struct Both {
    /// Name and size of those the second has not.
    missing: Vec<(String, u64)>,
    /// Those the first has no more.
    gone: Vec<String>,
    /// Size of all that is missing.
    bytes: u64,
}

impl Both {
    fn of(from: &Path, to: &Path, ending: &str) -> Result<Self> {
        let names = |dir: &Path| -> Result<BTreeSet<String>> {
            let mut names = BTreeSet::new();
            for file in fs::read_dir(dir)? {
                let file = file?;
                let ours = file.path().extension().is_some_and(|e| e == ending);
                if let (true, Ok(name)) = (ours, file.file_name().into_string()) {
                    names.insert(name);
                }
            }
            Ok(names)
        };
        let (old, new) = (names(from)?, names(to)?);
        let mut both = Self::default();
        for name in old.difference(&new) {
            let bytes = fs::metadata(from.join(name)).map_or(0, |meta| meta.len());
            both.missing.push((name.clone(), bytes));
            both.bytes += bytes;
        }
        both.gone = new.difference(&old).cloned().collect();
        Ok(both)
    }
}

/// A backup under another key, checked; none, where it is no sound backup.
fn backup_anew(from: &Path, to: &Path, old: &Key, new: &Key) -> Result<()> {
    let sound = |path: &Path, key: &Key| match backup::check(path, key) {
        Ok(()) => Ok(true),
        Err(Error::BadBackup) => Ok(false),
        Err(error) => Err(error),
    };
    if !sound(from, old)? {
        return Ok(());
    }
    // Under the old key, and so as unreadable as it was.
    let half = to.with_added_extension("new");
    copy(from, &half, &mut |_| true)?;
    change_key(&half, old, new)?;
    backup::same_record(
        &connect(from, old, Mode::Check)?,
        &connect(&half, new, Mode::Check)?,
    )?;
    sync_file(&half)?;
    rename_whole(&half, to)
}

/// Encrypts a copy of a database anew, page by page. It is no vault's yet: cut short,
/// it is thrown away. SQLCipher does not say whether it could write, so the copy is
/// looked at; it was sound before, and so what is wrong with it now is the disk's.
fn change_key(copy: &Path, old: &Key, new: &Key) -> Result<()> {
    let conn = connect(copy, old, Mode::Copy)?;
    conn.execute_batch(&new.pragma("rekey"))?;
    // An unfinished copy may refuse to be closed; what it is like is looked at anyway.
    drop(conn);
    backup::check(copy, new).map_err(|error| match error {
        Error::BadBackup => Error::Io(io::ErrorKind::Other),
        error => error,
    })
}

/// The rename that makes the new vault the vault. After an error it did not happen.
pub(crate) fn into_force(made: &Path, folder: &Folder) -> Result<()> {
    let next = folder.next();
    rename_whole(made, &next).or_else(|error| match fs::rename(&next, made) {
        // It had its name, which was perhaps not lasting, and has it no more.
        Ok(()) => Err(error),
        // It never had; or it has, and cannot lose it any more.
        Err(_) if next.exists() => Ok(()),
        Err(_) => Err(error),
    })
}

/// The folder whose key file holds: while the parts of a new vault are moved into
/// place, that of the new one.
pub(crate) fn in_force(folder: &Folder) -> Folder {
    let next = Folder::new(&folder.next());
    if next.key_file().exists() {
        next
    } else {
        folder.clone()
    }
}

/// Moves the parts of a vault that took another's place to where they belong. Each
/// step is one that can be taken again.
pub(crate) fn finish(folder: &Folder) -> Result<()> {
    let next = Folder::new(&folder.next());
    if !next.root().exists() {
        return Ok(());
    }
    if next.database().exists() {
        // The log of the old database must not meet the new one.
        for log in &with_logs(&folder.database())[1..] {
            remove_if_there(log)?;
        }
        sync_dir(&folder.root())?;
        rename_whole(&next.database(), &folder.database())?;
    }
    if next.key_file().exists() {
        rename_whole(&next.key_file(), &folder.key_file())?;
    }
    for (new, old) in [
        (next.files(), folder.files()),
        (next.backups(), folder.backups()),
    ] {
        if new.exists() {
            remove_tree(&old)?;
            rename_whole(&new, &old)?;
        }
    }
    remove_tree(&next.root())?;
    sync_dir(&folder.root())
}
