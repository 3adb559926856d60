//! A vault that leaves: carried to another machine, brought in there, or removed.
//! Nothing of it is ever readable on the way: what is copied is what is encrypted.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use domain::Instant;

use crate::folder::{Folder, make_private, remove_if_there, rename_whole, sync_dir};
use crate::header::Header;
use crate::vault::with_logs;
use crate::{Error, Result, Vault, backup};

/// What a vault's folder holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holdings {
    /// Backups.
    pub backups: u32,
    /// Encrypted files.
    pub files: u32,
    /// Size of everything in bytes.
    pub bytes: u64,
}

impl Vault {
    /// Copies the open vault into `to`, which must not exist yet: the record, the
    /// key file and the files, without the backups. The copy is checked before it
    /// gets its name, and opens with the same passphrase.
    ///
    /// # Errors
    /// [`Error::VaultExists`] when something is at `to`; [`Error::BadBackup`] when
    /// the copy does not pass its checks; those of the file system. Then nothing is
    /// left of it.
    pub fn carry(&self, to: &Path) -> Result<()> {
        if to.exists() {
            return Err(Error::VaultExists);
        }
        whole_or_nothing(to, |folder| {
            folder.make()?;
            backup::copy_checked(&self.conn, &self.key, &folder.database())?;
            copy(&self.folder.key_file(), &folder.key_file())?;
            copy_files(&self.folder, folder)
        })
    }

    /// Takes in the vault at `from`, as [`Vault::carry`] or a copy of its folder
    /// left it, to be the vault at `dir`, and opens it. `from` is only read.
    ///
    /// # Errors
    /// [`Error::NoVault`] when there is none at `from`; [`Error::VaultExists`] when
    /// there is one at `dir`; those of [`Vault::open`]. Then `dir` is as it was.
    pub fn bring(from: &Path, dir: &Path, passphrase: &str, now: Instant) -> Result<Self> {
        let source = Folder::new(from);
        if !source.database().exists() || !source.key_file().exists() {
            return Err(Error::NoVault);
        }
        let target = Folder::new(dir);
        if target.holds_vault() {
            return Err(Error::VaultExists);
        }
        // Before anything is copied, which may take long.
        Header::load(&source)?.by_passphrase(passphrase)?;
        if dir.exists() {
            // No vault is there: at most what a creation that was cut short left.
            File::create(target.removing())?;
            finish_removing(&target)?;
            remove_empty(dir)?;
        }
        whole_or_nothing(dir, |folder| {
            folder.make()?;
            for (from, to) in with_logs(&source.database())
                .iter()
                .zip(with_logs(&folder.database()))
            {
                // The shared memory of a log is made anew.
                if from.exists() && !from.ends_with("vault.db-shm") {
                    copy(from, &to)?;
                }
            }
            copy(&source.key_file(), &folder.key_file())?;
            copy_files(&source, folder)?;
            // Every page is checked, and a vault of an earlier version brought up.
            Self::open(&folder.root(), passphrase, now)?.close()
        })?;
        Self::open(dir, passphrase, now)
    }

    /// Is this the passphrase of the open vault?
    ///
    /// # Errors
    /// [`Error::WrongKey`] when it is not.
    pub fn check_passphrase(&self, passphrase: &str) -> Result<()> {
        Header::load(&self.folder)?.by_passphrase(passphrase)?;
        Ok(())
    }

    /// What the folder of the vault holds beside the record itself.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn holdings(&self) -> Result<Holdings> {
        let mut out = Holdings {
            backups: u32::try_from(self.backups()?.len()).unwrap_or(u32::MAX),
            files: 0,
            bytes: 0,
        };
        for file in everything(&self.folder)? {
            if file.parent() == Some(&self.folder.files()) {
                out.files += 1;
            }
            out.bytes += fs::metadata(&file)?.len();
        }
        Ok(out)
    }

    /// Removes the vault with everything in its folder. The keys go first: without
    /// them the rest is noise, also to who finds it on the disk later. When it is cut
    /// short, there is no vault any more, and the rest goes with the next one made.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn remove(self) -> Result<()> {
        let folder = self.folder.clone();
        self.close()?;
        File::create(folder.removing())?.sync_all()?;
        sync_dir(&folder.root())?;
        finish_removing(&folder)
    }
}

/// Removes what is left of a vault that was given up.
pub(crate) fn finish_removing(folder: &Folder) -> Result<()> {
    if !folder.removing().exists() {
        return Ok(());
    }
    for key in [folder.key_file_copy(), folder.key_file()] {
        remove_if_there(&key)?;
    }
    for file in everything(folder)? {
        if file != folder.removing() {
            remove_if_there(&file)?;
        }
    }
    for dir in [folder.backups(), folder.files()] {
        remove_empty(&dir)?;
    }
    remove_if_there(&folder.removing())?;
    sync_dir(&folder.root())
}

/// Makes a folder under another name and gives it its own once `fill` is done.
fn whole_or_nothing(dir: &Path, fill: impl FnOnce(&Folder) -> Result<()>) -> Result<()> {
    let new = dir.with_added_extension("new");
    remove_tree(&new)?;
    make_private(&new)?;
    let folder = Folder::new(&new);
    let done = fill(&folder)
        .and_then(|()| remove_if_there(&folder.lock_file()))
        .and_then(|()| rename_whole(&new, dir));
    if done.is_err() {
        // What went wrong first is what is told.
        let _ = remove_tree(&new);
    }
    done
}

/// Every file in the folder of a vault, in no order.
fn everything(folder: &Folder) -> Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for dir in [folder.root(), folder.backups(), folder.files()] {
        let files = match fs::read_dir(&dir) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            files => files?,
        };
        for file in files {
            let file = file?;
            if file.file_type()?.is_file() {
                out.push(file.path());
            }
        }
    }
    Ok(out)
}

fn copy_files(from: &Folder, to: &Folder) -> Result<()> {
    let files = match fs::read_dir(from.files()) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        files => files?,
    };
    for file in files {
        let file = file?;
        let whole = file
            .path()
            .extension()
            .is_some_and(|ending| ending == "age");
        if whole && file.file_type()?.is_file() {
            copy(&file.path(), &to.files().join(file.file_name()))?;
        }
    }
    sync_dir(&to.files())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    // Not fs::copy, which would carry over that a file on a stick is read-only.
    let mut out = File::create(to)?;
    io::copy(&mut File::open(from)?, &mut out)?;
    Ok(out.sync_all()?)
}

fn remove_empty(dir: &Path) -> Result<()> {
    match fs::remove_dir(dir) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

fn remove_tree(dir: &Path) -> Result<()> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
