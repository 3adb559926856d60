//! A vault that leaves: carried to another machine, brought in there, or removed.
//! Nothing of it is ever readable on the way: what is copied is what is encrypted.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use domain::Instant;

use crate::beside::{Beside, GoOn};
use crate::folder::{
    Folder, make_private, remove_if_there, remove_tree, rename_whole, sync_dir, with_logs,
};
use crate::header::Header;
use crate::{Error, Result, Vault, backup, journal, rekey};

/// Bytes copied at once.
const PIECE: u64 = 1024 * 1024;

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

impl Beside {
    /// Copies the vault into `to`, which must not exist yet: the record, the key file
    /// and the files, without the backups. The copy is checked before it gets its
    /// name, and opens with the same passphrase. `go_on` counts bytes. A file that is
    /// removed meanwhile is missing in the copy, as it is in the vault.
    ///
    /// # Errors
    /// [`Error::VaultExists`] when something is at `to`; [`Error::Cancelled`];
    /// [`Error::BadBackup`] when the copy does not pass its checks; those of the file
    /// system. Then nothing is left of it.
    pub fn carry(&self, to: &Path, go_on: GoOn<'_>) -> Result<()> {
        if to.exists() {
            return Err(Error::VaultExists);
        }
        let mut so_far = SoFar::new(&self.folder, self.until_over(go_on))?;
        whole_or_nothing(to, |folder| {
            folder.make()?;
            self.copy_record(&folder.database())?;
            so_far.add(size(&folder.database())?)?;
            so_far.copy(&self.folder.key_file(), &folder.key_file())?;
            copy_files(&self.folder.files(), &folder.files(), &mut so_far)?;
            so_far.all()
        })
    }

    /// The record as it stands at one moment. Whoever writes at that very moment makes
    /// the copy look wrong, and so it is tried again.
    fn copy_record(&self, to: &Path) -> Result<()> {
        for _ in 0..5 {
            let before = journal::head(&self.conn)?;
            match backup::copy_checked(&self.conn, &self.key, to) {
                Err(Error::BadBackup) if journal::head(&self.conn)? != before => {}
                done => return done,
            }
        }
        Err(Error::BadBackup)
    }
}

impl Vault {
    /// Takes in the vault at `from`, as [`Beside::carry`] or a copy of its folder
    /// left it, to be the vault at `dir`. `from` is only read. `go_on` counts bytes.
    ///
    /// # Errors
    /// [`Error::NoVault`] when there is none at `from`; [`Error::VaultExists`] when
    /// there is one at `dir`; [`Error::Cancelled`]; those of [`Vault::open`]. Then
    /// `dir` is as it was.
    pub fn bring(
        from: &Path,
        dir: &Path,
        passphrase: &str,
        now: Instant,
        go_on: GoOn<'_>,
    ) -> Result<()> {
        let source = Folder::new(from);
        if !source.database().exists() || !source.key_file().exists() {
            return Err(Error::NoVault);
        }
        let target = Folder::new(dir);
        if target.holds_vault() {
            return Err(Error::VaultExists);
        }
        // Before anything is copied, which may take long.
        Header::load(&rekey::in_force(&source))?.by_passphrase(passphrase)?;
        if dir.exists() {
            // No vault is there: at most what a creation that was cut short left.
            File::create(target.removing())?;
            finish_removing(&target, &mut |_, _| ())?;
            remove_empty(dir)?;
        }
        let mut so_far = SoFar::new(&source, go_on)?;
        whole_or_nothing(dir, |folder| {
            folder.make()?;
            copy_vault(&source, folder, &mut so_far)?;
            // A change of key that was cut short there is finished here.
            let next = Folder::new(&source.next());
            if next.root().exists() {
                let here = Folder::new(&folder.next());
                here.make()?;
                copy_vault(&next, &here, &mut so_far)?;
                copy_files(&next.backups(), &here.backups(), &mut so_far)?;
            }
            so_far.all()?;
            // Every page is checked, and a vault of an earlier version brought up.
            Self::open(&folder.root(), passphrase, now)?.close()
        })
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
    /// `tell` hears how many of how many files are gone.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn remove(self, tell: &mut dyn FnMut(u64, u64)) -> Result<()> {
        let folder = self.folder.clone();
        self.close()?;
        File::create(folder.removing())?.sync_all()?;
        sync_dir(&folder.root())?;
        finish_removing(&folder, tell)
    }
}

/// Removes what is left of a vault that was given up.
pub(crate) fn finish_removing(folder: &Folder, tell: &mut dyn FnMut(u64, u64)) -> Result<()> {
    if !folder.removing().exists() {
        return Ok(());
    }
    for key in [folder.key_file_copy(), folder.key_file()] {
        remove_if_there(&key)?;
    }
    let all = everything(folder)?;
    for (done, file) in (0..).zip(&all) {
        tell(done, all.len() as u64);
        if *file != folder.removing() {
            remove_if_there(file)?;
        }
    }
    for dir in [folder.next_new(), folder.next()] {
        remove_tree(&dir)?;
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

/// How much of a vault was copied so far, in bytes.
struct SoFar<F> {
    done: u64,
    all: u64,
    go_on: F,
}

impl<F: FnMut(u64, u64) -> bool> SoFar<F> {
    fn new(folder: &Folder, go_on: F) -> Result<Self> {
        let mut all = 0;
        for file in everything(folder)? {
            if file.parent() != Some(&folder.backups()) {
                all += size(&file)?;
            }
        }
        Ok(Self {
            done: 0,
            all,
            go_on,
        })
    }

    fn add(&mut self, bytes: u64) -> Result<()> {
        self.done += bytes;
        if (self.go_on)(self.done.min(self.all), self.all) {
            Ok(())
        } else {
            Err(Error::Cancelled)
        }
    }

    /// The log was brought in by the copy, so that it may be smaller than what it is of.
    fn all(&mut self) -> Result<()> {
        self.add(self.all)
    }

    fn copy(&mut self, from: &Path, to: &Path) -> Result<()> {
        let (before, all) = (self.done, self.all);
        copy(from, to, &mut |bytes| {
            (self.go_on)((before + bytes).min(all), all)
        })?;
        self.add(size(to)?)
    }
}

fn size(file: &Path) -> Result<u64> {
    Ok(fs::metadata(file)?.len())
}

/// Everything but the backups, as it stands on the disk.
fn copy_vault<F: FnMut(u64, u64) -> bool>(
    from: &Folder,
    to: &Folder,
    so_far: &mut SoFar<F>,
) -> Result<()> {
    let [database, log, _shared_memory_is_made_anew] = with_logs(&from.database());
    for file in [database, log, from.key_file()] {
        if file.exists()
            && let Some(name) = file.file_name()
        {
            so_far.copy(&file, &to.root().join(name))?;
        }
    }
    copy_files(&from.files(), &to.files(), so_far)
}

/// The whole files of a folder: those that are on their way in are not.
fn copy_files<F: FnMut(u64, u64) -> bool>(
    from: &Path,
    to: &Path,
    so_far: &mut SoFar<F>,
) -> Result<()> {
    let files = match fs::read_dir(from) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        files => files?,
    };
    for file in files {
        let file = file?;
        let path = file.path();
        let half = path.extension().is_none_or(|ending| ending == "new");
        if !half && file.file_type()?.is_file() {
            match so_far.copy(&path, &to.join(file.file_name())) {
                // Removed since it was listed.
                Err(Error::Io(io::ErrorKind::NotFound)) if !path.exists() => {}
                copied => copied?,
            }
        }
    }
    sync_dir(to)
}

/// Copies a file in pieces; `go_on` hears how many bytes came so far, `false` ends it.
pub(crate) fn copy(from: &Path, to: &Path, go_on: &mut dyn FnMut(u64) -> bool) -> Result<()> {
    // Not fs::copy, which would carry over that a file on a stick is read-only.
    let mut source = File::open(from)?;
    let mut out = File::create(to)?;
    let mut done = 0;
    loop {
        if !go_on(done) {
            return Err(Error::Cancelled);
        }
        match io::copy(&mut source.by_ref().take(PIECE), &mut out)? {
            0 => return Ok(out.sync_all()?),
            bytes => done += bytes,
        }
    }
}

fn remove_empty(dir: &Path) -> Result<()> {
    match fs::remove_dir(dir) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
