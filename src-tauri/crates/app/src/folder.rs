//! Reading a folder somebody picked as the texts of a pack or a template. What is in
//! them is their loader's business; here they only have to be texts, and not too many.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::{Error, ErrorCode};

/// How deep: the folder itself and the folders in it.
const DEEPEST: usize = 2;

/// What is read of a folder at most.
pub(crate) struct Limits {
    /// Endings of the files that are read.
    pub(crate) endings: &'static [&'static str],
    /// Bytes of all files.
    pub(crate) bytes: u64,
    /// Files.
    pub(crate) files: usize,
}

/// Why a file or the folder cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FolderFault {
    /// More than the limits.
    TooLarge,
    /// The file is not UTF-8.
    NotText,
}

/// A folder's texts, by path from the folder it lies in.
pub(crate) struct Folder {
    /// Its name.
    pub(crate) id: String,
    pub(crate) files: BTreeMap<String, String>,
    /// What could not be taken, by file; the folder's name for the folder.
    pub(crate) faults: Vec<(String, FolderFault)>,
    bytes: u64,
}

/// Reads every file of a folder that ends as wanted. Links are not followed.
///
/// # Errors
/// It is not a folder, or cannot be read.
pub(crate) fn read(path: &Path, limits: &Limits) -> Result<Folder, Error> {
    let name = path.file_name().and_then(|name| name.to_str());
    let id = name.ok_or_else(|| unreadable(path))?.to_owned();
    let mut out = Folder {
        files: BTreeMap::new(),
        faults: Vec::new(),
        bytes: 0,
        id,
    };
    let place = out.id.clone();
    out.take(path, &place, DEEPEST, limits)?;
    Ok(out)
}

impl Folder {
    fn take(
        &mut self,
        path: &Path,
        place: &str,
        deep: usize,
        limits: &Limits,
    ) -> Result<(), Error> {
        let entries = fs::read_dir(path).map_err(|_| unreadable(path))?;
        for entry in entries {
            let entry = entry.map_err(|_| unreadable(path))?;
            let kind = entry.file_type().map_err(|_| unreadable(&entry.path()))?;
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let place = format!("{place}/{name}");
            if kind.is_dir() && deep > 1 {
                self.take(&entry.path(), &place, deep - 1, limits)?;
            } else if kind.is_file() && limits.endings.iter().any(|end| name.ends_with(end)) {
                if !self.fits(&entry, limits) {
                    return Ok(());
                }
                let bytes = fs::read(entry.path()).map_err(|_| unreadable(&entry.path()))?;
                match String::from_utf8(bytes) {
                    Ok(text) => {
                        self.files.insert(place, text);
                    }
                    Err(_) => self.faults.push((place, FolderFault::NotText)),
                }
            }
        }
        Ok(())
    }

    /// May one more file be read? Says once that the folder is too large.
    fn fits(&mut self, entry: &fs::DirEntry, limits: &Limits) -> bool {
        self.bytes = self
            .bytes
            .saturating_add(entry.metadata().map_or(u64::MAX, |meta| meta.len()));
        let fits = self.bytes <= limits.bytes && self.files.len() < limits.files;
        let told = (self.id.clone(), FolderFault::TooLarge);
        if !fits && !self.faults.contains(&told) {
            self.faults.push(told);
        }
        fits
    }
}

fn unreadable(path: &Path) -> Error {
    let name = path.file_name().map(|name| name.to_string_lossy());
    Error::new(ErrorCode::Io).with("file", name.unwrap_or_default())
}
