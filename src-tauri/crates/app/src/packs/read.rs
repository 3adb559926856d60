//! Reading a folder from disk as a pack's files. What is in them is the rules'
//! business; here they only have to be texts, and not too many.

use std::fs;
use std::path::Path;

use rules::{IssueCode, PackFiles, PackIssue};

use crate::{Error, ErrorCode};

/// The largest pack there is takes a tenth of this.
const MOST_BYTES: u64 = 4 * 1024 * 1024;
const MOST_FILES: usize = 4000;
/// The pack itself and its folders of rules, cases and the like.
const DEEPEST: usize = 2;

/// A folder's texts, by path from the folder it lies in.
pub(super) struct Folder {
    pub(super) id: String,
    pub(super) files: PackFiles,
    pub(super) issues: Vec<PackIssue>,
    bytes: u64,
}

/// Reads every TOML file of a folder. Links are not followed.
///
/// # Errors
/// It is not a folder, or cannot be read.
pub(super) fn folder(path: &Path) -> Result<Folder, Error> {
    let name = path.file_name().and_then(|name| name.to_str());
    let id = name.ok_or_else(|| unreadable(path))?.to_owned();
    let mut out = Folder {
        files: PackFiles::new(),
        issues: Vec::new(),
        bytes: 0,
        id,
    };
    let place = out.id.clone();
    out.take(path, &place, DEEPEST)?;
    Ok(out)
}

impl Folder {
    fn take(&mut self, path: &Path, place: &str, deep: usize) -> Result<(), Error> {
        let entries = fs::read_dir(path).map_err(|_| unreadable(path))?;
        for entry in entries {
            let entry = entry.map_err(|_| unreadable(path))?;
            let kind = entry.file_type().map_err(|_| unreadable(&entry.path()))?;
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let place = format!("{place}/{name}");
            if kind.is_dir() && deep > 1 {
                self.take(&entry.path(), &place, deep - 1)?;
            } else if kind.is_file() && name.ends_with(".toml") {
                if !self.fits(&entry) {
                    return Ok(());
                }
                let bytes = fs::read(entry.path()).map_err(|_| unreadable(&entry.path()))?;
                match String::from_utf8(bytes) {
                    Ok(text) => {
                        self.files.insert(place, text);
                    }
                    Err(_) => self.issue(place, IssueCode::Unreadable, "UTF-8"),
                }
            }
        }
        Ok(())
    }

    /// May one more file be read? Says once that the folder is too large.
    fn fits(&mut self, entry: &fs::DirEntry) -> bool {
        self.bytes = self
            .bytes
            .saturating_add(entry.metadata().map_or(u64::MAX, |meta| meta.len()));
        let fits = self.bytes <= MOST_BYTES && self.files.len() < MOST_FILES;
        let told = |issue: &PackIssue| issue.code == IssueCode::TooLarge;
        if !fits && !self.issues.iter().any(told) {
            let detail = format!("{MOST_FILES}, {MOST_BYTES}");
            self.issue(self.id.clone(), IssueCode::TooLarge, &detail);
        }
        fits
    }

    fn issue(&mut self, file: String, code: IssueCode, detail: &str) {
        self.issues.push(PackIssue::of_file(file, code, detail));
    }
}

fn unreadable(path: &Path) -> Error {
    let name = path.file_name().map(|name| name.to_string_lossy());
    Error::new(ErrorCode::Io).with("file", name.unwrap_or_default())
}
