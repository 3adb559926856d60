//! The files of a vault: each an age file of its own under `files/`, never in the
//! database, never changed once it has its name.
//!
//! A file is encrypted while it comes in and hashed on the way, in pieces, so that
//! a film needs no more memory than a note. It ends in `.new` until it is kept: what
//! a kill leaves is either that, which is cleared at the next opening, or a whole
//! encrypted file that no row names. Backups of the database share these files, and
//! so a file no row names is left alone: an older or newer backup may name it. Only
//! what this record itself says was removed is cleared.
//!
//! age draws its own randomness, one key for each file: it has no way to be given
//! any. The key of the vault, which opens them all, follows from the data key and is
//! stored nowhere: whoever opens the vault opens its files, by passphrase, by
//! recovery words, from any backup, and even when the database is lost.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use age::stream::{StreamReader, StreamWriter};
use age::x25519::Identity;
use age::{Decryptor, Encryptor};
use sha2::{Digest, Sha256};

use crate::folder::{Folder, remove_if_there, rename_whole, sync_dir};
use crate::key::{Key, Random, random_bytes};
use crate::moving::copy;
use crate::tables::attachments::KeptFile;
use crate::{Error, Result, hex};

const NEW: &str = "age.new";
const KEPT: &str = "age";
/// Bytes read at once.
const PIECE: usize = 64 * 1024;

/// The files of an open vault, for work beside it: reading and checking need no
/// database. It can be given to another thread.
#[derive(Clone)]
pub struct Files {
    dir: PathBuf,
    identity: Identity,
}

/// A file taken in and not kept yet. Dropping it takes it away again.
#[derive(Debug)]
pub struct StagedFile {
    dir: PathBuf,
    file: String,
    /// SHA-256 of the content, lower-case hex.
    pub sha256: String,
    /// Length of the content, in bytes.
    pub size: u64,
}

/// The content of a file, in order or from anywhere. Every piece that is read was
/// authenticated first; altered bytes are an error of kind `InvalidData`.
pub struct FileReader(StreamReader<BufReader<File>>);

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// It is not there.
    Missing,
    /// Its bytes are not those that were written.
    Altered,
    /// The disk does not give it.
    Unreadable(io::ErrorKind),
}

impl Files {
    pub(crate) fn new(folder: &Folder, key: &Key) -> Result<Self> {
        Ok(Self {
            dir: folder.files(),
            identity: key.file_identity()?,
        })
    }

    /// Takes in what `source` gives. `go_on` hears how many bytes came so far;
    /// `false` ends it.
    ///
    /// # Errors
    /// [`Error::Source`] when `source` fails, [`Error::Cancelled`], and those of the
    /// file system. Then nothing is left.
    pub fn take_in(
        &self,
        source: &mut dyn Read,
        random: Random<'_>,
        go_on: &mut dyn FnMut(u64) -> bool,
    ) -> Result<StagedFile> {
        let file = hex::encode(&random_bytes::<16>(random)?);
        // Whatever ends this early takes the file away again.
        let mut staged = StagedFile {
            dir: self.dir.clone(),
            file,
            sha256: String::new(),
            size: 0,
        };
        // Never over a file that has its name, whichever record knows it.
        if staged.path(KEPT).exists() {
            return Err(Error::NoRandomness);
        }
        let out = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(staged.path(NEW))?;
        let mut sealed = self.sealing(out)?;
        let mut digest = Sha256::new();
        let mut piece = vec![0; PIECE];
        loop {
            if !go_on(staged.size) {
                return Err(Error::Cancelled);
            }
            let count = match source.read(&mut piece) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Error::Source(error.kind())),
            };
            let read = piece.get(..count).unwrap_or_default();
            digest.update(read);
            sealed.write_all(read)?;
            staged.size += read.len() as u64;
        }
        let out = sealed.finish()?.into_inner().map_err(io::Error::from)?;
        out.sync_all()?;
        staged.sha256 = hex::encode(&digest.finalize());
        Ok(staged)
    }

    /// Encrypts what is written into it to `out`.
    fn sealing(&self, out: File) -> Result<StreamWriter<BufWriter<File>>> {
        let recipient = self.identity.to_public();
        // One recipient of a known kind: it cannot fail.
        let encryptor =
            Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
                .map_err(|_| Error::NoRandomness)?;
        Ok(encryptor.wrap_output(BufWriter::new(out))?)
    }

    /// Encrypts one file anew, under the key and in the folder of `to`, and reads back
    /// what was written. One that is altered cannot be read and goes over as it is,
    /// byte for byte, so that whoever checks it still finds it. `go_on` hears how many
    /// bytes came so far; `false` ends it.
    ///
    /// # Errors
    /// [`Error::Cancelled`]; [`Error::BadBackup`] when what was written is not what was
    /// read; those of the file system. What stands in `to` then is not whole.
    pub(crate) fn encrypt_for(
        &self,
        name: &str,
        to: &Self,
        go_on: &mut dyn FnMut(u64) -> bool,
    ) -> Result<()> {
        let (from, new) = (self.dir.join(name), to.dir.join(name));
        match self.seal_for(&from, to, &new, go_on)? {
            Ok(read) => {
                let written = match to.open_path(&new) {
                    Ok(mut file) => pour(&mut file, &mut io::sink(), &mut |_| go_on(0))?,
                    Err(fault) => Err(fault),
                };
                if written == Ok(read) {
                    Ok(())
                } else {
                    Err(Error::BadBackup)
                }
            }
            Err(FileFault::Altered) => {
                remove_if_there(&new)?;
                copy(&from, &new, go_on)
            }
            // Removed since it was listed.
            Err(FileFault::Missing) => Ok(()),
            Err(FileFault::Unreadable(kind)) => Err(Error::Io(kind)),
        }
    }

    fn seal_for(
        &self,
        from: &Path,
        to: &Self,
        new: &Path,
        go_on: &mut dyn FnMut(u64) -> bool,
    ) -> Result<Result<Sum, FileFault>> {
        let mut source = match self.open_path(from) {
            Ok(source) => source,
            Err(fault) => return Ok(Err(fault)),
        };
        let mut sealed = to.sealing(File::create_new(new)?)?;
        let poured = pour(&mut source, &mut sealed, go_on)?;
        let out = sealed.finish()?.into_inner().map_err(io::Error::from)?;
        out.sync_all()?;
        Ok(poured)
    }

    /// Opens a file.
    ///
    /// # Errors
    /// What is wrong with it, as far as its head shows.
    pub fn open(&self, kept: &KeptFile) -> Result<FileReader, FileFault> {
        self.open_path(&self.dir.join(&kept.file).with_extension(KEPT))
    }

    /// Does the key of these files open this one?
    #[cfg(test)]
    pub(crate) fn opens(&self, path: &Path) -> bool {
        self.open_path(path).is_ok()
    }

    fn open_path(&self, path: &Path) -> Result<FileReader, FileFault> {
        let file = File::open(path)?;
        let decryptor = Decryptor::new_buffered(BufReader::with_capacity(PIECE, file))?;
        let identity = std::iter::once(&self.identity as &dyn age::Identity);
        Ok(FileReader(decryptor.decrypt(identity)?))
    }

    /// Reads a whole file. For what is known to be small enough.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(&self, kept: &KeptFile) -> Result<Vec<u8>, FileFault> {
        let mut bytes = Vec::new();
        let mut reader = self.open(kept)?.take(kept.attachment.size + 1);
        reader.read_to_end(&mut bytes)?;
        let same = hex::encode(&Sha256::digest(&bytes)) == kept.attachment.sha256;
        if same {
            Ok(bytes)
        } else {
            Err(FileFault::Altered)
        }
    }

    /// Reads a file from end to end and compares it with what was written down when
    /// it came in. `go_on` hears how many bytes were read so far; `false` ends it.
    ///
    /// # Errors
    /// [`Error::Cancelled`]. A fault is no error but an answer.
    pub fn check(
        &self,
        kept: &KeptFile,
        go_on: &mut dyn FnMut(u64) -> bool,
    ) -> Result<Option<FileFault>> {
        let mut reader = match self.open(kept) {
            Ok(reader) => reader,
            Err(fault) => return Ok(Some(fault)),
        };
        let (size, sum) = match pour(&mut reader, &mut io::sink(), go_on)? {
            Ok(poured) => poured,
            Err(fault) => return Ok(Some(fault)),
        };
        let sound = size == kept.attachment.size && hex::encode(&sum) == kept.attachment.sha256;
        Ok((!sound).then_some(FileFault::Altered))
    }
}

/// Length and SHA-256 of a content.
type Sum = (u64, [u8; 32]);

/// Pours a stored file into `out`, in pieces. What is wrong with the file is told
/// apart from what is wrong with `out`.
fn pour(
    file: &mut FileReader,
    out: &mut dyn Write,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<Result<Sum, FileFault>> {
    let mut digest = Sha256::new();
    let mut size = 0;
    let mut piece = vec![0; PIECE];
    loop {
        if !go_on(size) {
            return Err(Error::Cancelled);
        }
        let count = match file.read(&mut piece) {
            Ok(0) => return Ok(Ok((size, digest.finalize().into()))),
            Ok(count) => count,
            Err(error) => return Ok(Err(error.into())),
        };
        let read = piece.get(..count).unwrap_or_default();
        digest.update(read);
        out.write_all(read)?;
        size += read.len() as u64;
    }
}

impl Read for FileReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Seek for FileReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

impl From<io::Error> for FileFault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            // Cut short, or a piece that is not what was sealed.
            io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData => Self::Altered,
            kind => Self::Unreadable(kind),
        }
    }
}

impl From<age::DecryptError> for FileFault {
    fn from(error: age::DecryptError) -> Self {
        match error {
            age::DecryptError::Io(error) => error.into(),
            _ => Self::Altered,
        }
    }
}

impl StagedFile {
    /// The name it will be kept under.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Gives it its name, durably. The caller's transaction names it.
    pub(crate) fn keep(&self) -> Result<()> {
        rename_whole(&self.path(NEW), &self.path(KEPT))
    }

    fn path(&self, ending: &str) -> PathBuf {
        self.dir.join(&self.file).with_extension(ending)
    }
}

impl Drop for StagedFile {
    fn drop(&mut self) {
        // One that was kept has another name by now. What cannot be removed is
        // encrypted, and goes when the vault is next opened.
        let _ = fs::remove_file(self.path(NEW));
    }
}

/// Takes a file away that no row names any more.
pub(crate) fn remove(folder: &Folder, file: &str) -> Result<()> {
    remove_if_there(&folder.files().join(file).with_extension(KEPT))?;
    sync_dir(&folder.files())
}

/// Clears what a kill left: files that were on their way in, and those of `removed`
/// (names the record says it gave up) that are still there.
pub(crate) fn clear(
    folder: &Folder,
    removed: impl FnOnce() -> Result<HashSet<String>>,
) -> Result<()> {
    let mut kept = Vec::new();
    for entry in fs::read_dir(folder.files())? {
        let path = entry?.path();
        match named(&path) {
            Some((_, NEW)) => remove_if_there(&path)?,
            Some((name, KEPT)) => kept.push(name.to_owned()),
            // Not ours.
            _ => {}
        }
    }
    if kept.is_empty() {
        return Ok(());
    }
    let removed = removed()?;
    for name in kept.iter().filter(|name| removed.contains(*name)) {
        remove(folder, name)?;
    }
    Ok(())
}

/// Name and ending of one of our files.
fn named(path: &Path) -> Option<(&str, &str)> {
    let (name, ending) = path.file_name()?.to_str()?.split_once('.')?;
    hex::decode::<16>(name).map(|_| (name, ending))
}
