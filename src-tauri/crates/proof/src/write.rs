//! Making a pack: each file is read once, hashed as it is written, and nothing is
//! left behind unless all of it is there.
//!
//! The same parts, draft and index give the same bytes, in a folder and in an
//! archive.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use domain::Lang;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::hash::{Hasher, Sha256Hex};
use crate::manifest::{ChainRow, Disclosed, Entry, FORMAT, MANIFEST, Manifest, Role};
use crate::{CHUNK, Progress, names, verifier};

/// From this size on a file gets the fields of ZIP64.
const LARGE: u64 = 0xF000_0000;

/// Where a pack is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A folder that is not there yet, or is empty.
    Folder(PathBuf),
    /// A zip archive; one that is there is replaced.
    Zip(PathBuf),
}

impl Target {
    fn path(&self) -> &Path {
        match self {
            Self::Folder(path) | Self::Zip(path) => path,
        }
    }
}

/// A file that goes into a pack: what it is, whose copy, and its bytes.
pub struct Part<'a> {
    /// What it is; the index and the verifier are not given as parts.
    pub role: Role,
    /// Its number in the index, or among letters.
    pub exhibit: Option<u32>,
    /// The ending of its name, such as `jpg`.
    pub ending: String,
    /// Bytes.
    pub size: u64,
    /// Of an original or a copy: SHA-256 of the original, as recorded at intake.
    pub original_sha256: Option<Sha256Hex>,
    /// Code of the kind of source it comes from.
    pub source: Option<String>,
    /// Numbers of the rows it belongs to.
    pub rows: Vec<u32>,
    /// Opens its content. Called once.
    pub open: Box<dyn Fn() -> io::Result<Box<dyn Read + 'a>> + Send + 'a>,
}

impl<'a> Part<'a> {
    /// A part whose bytes are in memory.
    pub fn of_bytes(role: Role, exhibit: Option<u32>, ending: &str, bytes: Vec<u8>) -> Self {
        let size = bytes.len() as u64;
        Self {
            role,
            exhibit,
            ending: ending.to_owned(),
            size,
            original_sha256: None,
            source: None,
            rows: Vec::new(),
            open: Box::new(move || Ok(Box::new(io::Cursor::new(bytes.clone())))),
        }
    }
}

/// What a manifest says besides its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// When it is made (RFC 3339).
    pub made_at: String,
    /// Name and version of the program.
    pub tool: String,
    /// Language.
    pub lang: Lang,
    /// The reference number on the index.
    pub about: String,
    /// Are numbers masked?
    pub masked: bool,
    /// The journal's chain, oldest first.
    pub journal: Vec<ChainRow>,
    /// What of it is shown.
    pub disclosed: Vec<Disclosed>,
}

/// A pack that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its manifest.
    pub manifest: Manifest,
    /// Bytes of all files in it.
    pub bytes: u64,
}

/// Why a pack was not written. Nothing of it is left.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// There is something at the place already.
    #[error("the folder is there and is not empty")]
    Exists,
    /// Reading or writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A part is not what was recorded when it was taken in, or not as long.
    #[error("part {0} is not what was recorded")]
    Changed(usize),
    /// Two parts would have the same name.
    #[error("part {0} has the name of another")]
    Duplicate(usize),
    /// The index could not be made.
    #[error("the index could not be made")]
    Index,
    /// The caller stopped it.
    #[error("cancelled")]
    Cancelled,
}

/// Writes a pack of `parts`. It is made at `unfinished`, beside its target so that
/// renaming it is one step; what is there is replaced. `index` makes the PDF from the
/// manifest, whose seal it prints. `proceed` is told how far it is and may stop it with
/// `false`.
///
/// # Errors
/// [`WriteError`]; what was begun is taken away.
pub fn write(
    target: &Target,
    unfinished: &Path,
    draft: Draft,
    mut parts: Vec<Part<'_>>,
    index: &mut dyn FnMut(&Manifest) -> Option<Vec<u8>>,
    proceed: &mut dyn FnMut(Progress) -> bool,
) -> Result<Written, WriteError> {
    if let Target::Folder(path) = target
        && path.exists()
        && fs::read_dir(path).is_ok_and(|mut inside| inside.next().is_some())
    {
        return Err(WriteError::Exists);
    }
    clear(unfinished)?;
    let written = whole(target, unfinished, draft, &mut parts, index, proceed).and_then(|done| {
        if matches!(target, Target::Folder(path) if path.exists()) {
            fs::remove_dir(target.path())?;
        }
        fs::rename(unfinished, target.path())?;
        Ok(done)
    });
    if written.is_err() {
        // What stopped the work matters more than what keeps us from tidying up.
        let _ = clear(unfinished);
    }
    written
}

fn whole(
    target: &Target,
    unfinished: &Path,
    draft: Draft,
    parts: &mut [Part<'_>],
    index: &mut dyn FnMut(&Manifest) -> Option<Vec<u8>>,
    proceed: &mut dyn FnMut(Progress) -> bool,
) -> Result<Written, WriteError> {
    let mut place = match target {
        Target::Folder(_) => {
            fs::create_dir_all(unfinished)?;
            Place::Folder(unfinished.to_owned())
        }
        Target::Zip(_) => {
            let file = OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(unfinished)?;
            Place::Zip(Box::new(ZipWriter::new(BufWriter::new(file))))
        }
    };
    parts.sort_by(|a, b| (a.role, a.exhibit, &a.ending).cmp(&(b.role, b.exhibit, &b.ending)));
    let total = parts.iter().map(|part| part.size).sum();
    let mut progress = Progress { done: 0, total };
    let mut entries: Vec<Entry> = Vec::with_capacity(parts.len() + 2);
    for (n, part) in parts.iter().enumerate() {
        let path = names::path(part.role, part.exhibit.unwrap_or(1), &part.ending);
        if entries.iter().any(|entry| entry.path == path) {
            return Err(WriteError::Duplicate(n));
        }
        let mut content = (part.open)()?;
        let mut step = |count: u64| {
            progress.done += count;
            proceed(progress)
        };
        let (size, sha256) = place.put(&path, part.size, &mut content, &mut step)?;
        let original = matches!(part.role, Role::Original);
        let other = original && part.original_sha256.as_ref() != Some(&sha256);
        if size != part.size || other {
            return Err(WriteError::Changed(n));
        }
        entries.push(Entry {
            path,
            size,
            sha256,
            role: part.role,
            exhibit: part.exhibit,
            original_sha256: part.original_sha256.clone(),
            source: part.source.clone(),
            rows: part.rows.clone(),
        });
    }
    let mut go_on = |_: u64| proceed(progress);
    entries.push(own(
        &mut place,
        Role::Verifier,
        verifier().as_bytes(),
        &mut go_on,
    )?);
    let mut manifest = Manifest {
        format: FORMAT.to_owned(),
        made_at: draft.made_at,
        tool: draft.tool,
        lang: draft.lang,
        about: draft.about,
        masked: draft.masked,
        entries,
        journal: draft.journal,
        disclosed: draft.disclosed,
        seal: Sha256Hex::new(),
    };
    manifest.seal = manifest.sealed().map_err(io::Error::from)?;
    let pdf = index(&manifest).ok_or(WriteError::Index)?;
    let entry = own(&mut place, Role::Index, &pdf, &mut go_on)?;
    manifest.entries.insert(0, entry);
    let text = manifest.text().map_err(io::Error::from)?;
    place.put(
        MANIFEST,
        text.len() as u64,
        &mut text.as_bytes(),
        &mut go_on,
    )?;
    place.finish()?;
    let bytes = manifest.entries.iter().map(|entry| entry.size).sum::<u64>() + text.len() as u64;
    Ok(Written { manifest, bytes })
}

/// A file this crate or its caller makes on the way.
fn own(
    place: &mut Place,
    role: Role,
    bytes: &[u8],
    proceed: &mut dyn FnMut(u64) -> bool,
) -> Result<Entry, WriteError> {
    let path = names::path(role, 1, "");
    let (size, sha256) = place.put(&path, bytes.len() as u64, &mut &*bytes, proceed)?;
    Ok(Entry {
        path,
        size,
        sha256,
        role,
        exhibit: None,
        original_sha256: None,
        source: None,
        rows: Vec::new(),
    })
}

/// A pack under way.
enum Place {
    Folder(PathBuf),
    Zip(Box<ZipWriter<BufWriter<File>>>),
}

impl Place {
    /// Writes one file; its size and hash.
    fn put(
        &mut self,
        path: &str,
        size: u64,
        content: &mut dyn Read,
        proceed: &mut dyn FnMut(u64) -> bool,
    ) -> Result<(u64, Sha256Hex), WriteError> {
        match self {
            Self::Folder(folder) => {
                let whole = folder.join(path);
                if let Some(parent) = whole.parent() {
                    fs::create_dir_all(parent)?;
                }
                let mut file = OpenOptions::new()
                    .write(true)
                    .create_new(true)
                    .open(whole)?;
                let done = copy(content, &mut file, size, proceed)?;
                file.sync_all()?;
                Ok(done)
            }
            Self::Zip(archive) => {
                let text = ["json", "html", "csv", "txt"];
                let ending = path.rsplit('.').next().unwrap_or_default();
                let method = if text.contains(&ending) {
                    CompressionMethod::Deflated
                } else {
                    // Pictures, sound and PDF are packed already.
                    CompressionMethod::Stored
                };
                let options = SimpleFileOptions::default()
                    .compression_method(method)
                    .last_modified_time(DateTime::default())
                    .unix_permissions(0o644)
                    .large_file(size >= LARGE);
                archive.start_file(path, options).map_err(io::Error::from)?;
                copy(content, archive, size, proceed)
            }
        }
    }

    fn finish(self) -> io::Result<()> {
        if let Self::Zip(archive) = self {
            let file = archive.finish()?.into_inner().map_err(io::Error::from)?;
            file.sync_all()?;
        }
        Ok(())
    }
}

/// Copies one chunk at a time, and never more than `size` and one byte.
fn copy(
    from: &mut dyn Read,
    to: &mut dyn Write,
    size: u64,
    proceed: &mut dyn FnMut(u64) -> bool,
) -> Result<(u64, Sha256Hex), WriteError> {
    let mut from = from.take(size.saturating_add(1));
    let mut hasher = Hasher::default();
    let mut chunk = vec![0; CHUNK];
    loop {
        let count = from.read(&mut chunk)?;
        if !proceed(count as u64) {
            return Err(WriteError::Cancelled);
        }
        if count == 0 {
            return Ok((hasher.size(), hasher.finish()));
        }
        hasher.take(&chunk[..count]);
        to.write_all(&chunk[..count])?;
    }
}

/// Takes away what an earlier attempt may have left.
fn clear(unfinished: &Path) -> io::Result<()> {
    match fs::symlink_metadata(unfinished) {
        Ok(about) if about.is_dir() => fs::remove_dir_all(unfinished),
        Ok(_) => fs::remove_file(unfinished),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}
