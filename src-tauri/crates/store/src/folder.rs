//! The vault folder: names, the lock, and writing a file so that it is either
//! the old one or the new one, whole.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::{Error, Result};

/// The files of one vault. Nothing else ever stands in the folder, except
/// SQLite's `-wal` and `-shm` while it is open and a `.new` during a write.
#[derive(Clone)]
pub(crate) struct Folder(PathBuf);

/// Held while a vault is open; released when dropped, or by the system when
/// the process dies.
pub(crate) struct Lock(#[allow(dead_code, reason = "held, not read")] File);

impl Folder {
    pub(crate) fn new(dir: &Path) -> Self {
        Self(dir.to_owned())
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

    /// The copy of the key file that makes the backups worth something when
    /// the original is lost.
    pub(crate) fn key_file_copy(&self) -> PathBuf {
        self.backups().join("vault.key")
    }

    /// Does the folder hold a vault, or what is left of one? A creation that
    /// was cut short does not count: nobody was told of it and nothing is in it.
    pub(crate) fn holds_vault(&self) -> bool {
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

    /// Takes the vault for this process.
    ///
    /// # Errors
    /// [`Error::InUse`] when another instance has it.
    pub(crate) fn lock(&self) -> Result<Lock> {
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(self.0.join("vault.lock"))?;
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
    let new = path.with_added_extension("new");
    let mut file = File::create(&new)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    if let Err(error) = written {
        fs::remove_file(&new).ok();
        return Err(error.into());
    }
    rename_whole(&new, path)
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

/// Makes created, renamed and removed names in a folder durable. Windows has
/// no such call and journals names itself.
pub(crate) fn sync_dir(dir: &Path) -> Result<()> {
    if cfg!(unix) {
        File::open(dir)?.sync_all()?;
    }
    Ok(())
}

fn make_private(dir: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(dir)?)
}
