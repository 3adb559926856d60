//! The vault folder: names, the lock, and writing a file so that it is either
//! the old one or the new one, whole.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::{Error, Result};

/// The files of one vault. Nothing else ever stands in the folder, except
/// SQLite's `-wal` and `-shm` while it is open, a `.new` during a write and
/// `vault.next` while another key takes the place of the present one. What a
/// write that was cut short leaves is removed by the next opening.
#[derive(Clone)]
pub(crate) struct Folder(PathBuf);

/// Held while a vault is open; released when dropped, or by the system when
/// the process dies.
pub(crate) struct Lock(#[allow(dead_code, reason = "held, not read")] File);

impl Folder {
    pub(crate) fn new(dir: &Path) -> Self {
        Self(dir.to_owned())
    }

    /// The folder itself.
    pub(crate) fn root(&self) -> PathBuf {
        self.0.clone()
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.0.join("vault.db")
    }

    /// The database while a vault is created.
    pub(crate) fn database_new(&self) -> PathBuf {
        self.0.join("vault.db.new")
    }

    /// A backup on its way to become the database.
    pub(crate) fn database_restored(&self) -> PathBuf {
        self.0.join("vault.db.restored")
    }

    pub(crate) fn key_file(&self) -> PathBuf {
        self.0.join("vault.key")
    }

    pub(crate) fn backups(&self) -> PathBuf {
        self.0.join("backups")
    }

    /// The files of the vault, each encrypted by itself.
    pub(crate) fn files(&self) -> PathBuf {
        self.0.join("files")
    }

    /// A backup before it is checked.
    pub(crate) fn backup_new(&self) -> PathBuf {
        self.backups().join("backup.new")
    }

    /// The copy of the key file that makes the backups worth something when
    /// the original is lost.
    pub(crate) fn key_file_copy(&self) -> PathBuf {
        self.backups().join("vault.key")
    }

    /// A whole vault under another key that took the place of this one; what is left
    /// of it is moved into place before anything else.
    pub(crate) fn next(&self) -> PathBuf {
        self.0.join("vault.next")
    }

    /// The same before it is whole.
    pub(crate) fn next_new(&self) -> PathBuf {
        being_written(&self.next())
    }

    /// Stands in a folder whose vault is being removed, and goes last.
    pub(crate) fn removing(&self) -> PathBuf {
        self.0.join("vault.removing")
    }

    /// The lock file; it holds nothing.
    pub(crate) fn lock_file(&self) -> PathBuf {
        self.0.join("vault.lock")
    }

    /// Does the folder hold a vault, or what is left of one? A creation that
    /// was cut short does not count: nobody was told of it and nothing is in it. Nor
    /// does one that was given up: the rest of it goes when there is a new vault.
    pub(crate) fn holds_vault(&self) -> bool {
        if self.removing().exists() {
            return false;
        }
        let creation_cut_short = self.database_new().exists() || !self.key_file().exists();
        self.database().exists() || !creation_cut_short || self.holds_backup()
    }

    fn holds_backup(&self) -> bool {
        fs::read_dir(self.backups()).is_ok_and(|mut files| {
            files.any(|file| file.is_ok_and(|f| f.path().extension().is_some_and(|e| e == "db")))
        })
    }

    /// Creates the folder if needed, readable by its owner alone.
    pub(crate) fn make(&self) -> Result<()> {
        make_private(&self.0)?;
        make_private(&self.backups())?;
        make_private(&self.files())
    }

    /// Removes what a write that was cut short left behind. None of it was ever
    /// part of the vault. The caller holds the lock.
    pub(crate) fn sweep(&self) -> Result<()> {
        let databases = [
            self.database_new(),
            self.database_restored(),
            self.backup_new(),
        ];
        let files = [
            being_written(&self.key_file()),
            being_written(&self.key_file_copy()),
            self.probe(),
        ];
        for leftover in databases.iter().flat_map(|path| with_logs(path)) {
            remove_if_there(&leftover)?;
        }
        remove_tree(&self.next_new())?;
        files.iter().try_for_each(|path| remove_if_there(path))
    }

    /// SQLite says that a call failed, not always for what reason, and the reason
    /// is what a person can do something about. So the file system is asked.
    pub(crate) fn why(&self, error: Error) -> Error {
        if !matches!(error, Error::Io(_)) {
            return error;
        }
        if !self.0.exists() {
            return Error::Gone;
        }
        let probe = self.probe();
        let asked = write_flushed(&probe, &[0; 64 * 1024]);
        fs::remove_file(&probe).ok();
        match asked {
            Err(reason @ (Error::DiskFull | Error::ReadOnly)) => reason,
            _ => error,
        }
    }

    fn probe(&self) -> PathBuf {
        self.0.join("vault.probe")
    }

    /// Takes the vault for this process.
    ///
    /// # Errors
    /// [`Error::InUse`] when another instance has it.
    pub(crate) fn lock(&self) -> Result<Lock> {
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(self.lock_file())?;
        match file.try_lock() {
            Ok(()) => Ok(Lock(file)),
            Err(TryLockError::WouldBlock) => Err(Error::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

/// Replaces the file at `path` in one step: a new file in the same folder,
/// flushed, renamed over the old one, and the folder flushed.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let new = being_written(path);
    write_flushed(&new, bytes)
        .and_then(|()| rename_whole(&new, path))
        .inspect_err(|_| drop(fs::remove_file(&new)))
}

/// The name a file has until it is whole.
fn being_written(path: &Path) -> PathBuf {
    path.with_added_extension("new")
}

fn write_flushed(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    Ok(file.sync_all()?)
}

/// A database file and the files SQLite keeps beside it.
pub(crate) fn with_logs(database: &Path) -> [PathBuf; 3] {
    ["", "-wal", "-shm"].map(|suffix| {
        let mut name = database.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    })
}

/// Renames a flushed file and makes the new name durable.
pub(crate) fn rename_whole(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to)?;
    if let Some(dir) = to.parent() {
        sync_dir(dir)?;
    }
    Ok(())
}

/// Makes the content of a file durable.
pub(crate) fn sync_file(path: &Path) -> Result<()> {
    // Windows flushes only through a handle that may write.
    Ok(OpenOptions::new().write(true).open(path)?.sync_all()?)
}

/// Removes a file that may not be there.
pub(crate) fn remove_if_there(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Removes a folder that may not be there, with what is in it.
pub(crate) fn remove_tree(dir: &Path) -> Result<()> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Makes created, renamed and removed names in a folder durable. Windows has
/// no such call and journals names itself.
pub(crate) fn sync_dir(dir: &Path) -> Result<()> {
    if cfg!(unix) {
        File::open(dir)?.sync_all()?;
    }
    Ok(())
}

pub(crate) fn make_private(dir: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(dir)?)
}
