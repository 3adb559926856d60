//! Where a pack is read from: a folder or a zip archive, either of which somebody
//! else may have made to do harm. Nothing is unpacked; names are only compared.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::MANIFEST;
use crate::report::{Finding, FindingCode, UnreadableCode};
use crate::verify::{MAX_BYTES, MAX_FILES};

/// Folders in folders that are still looked into.
const DEEPEST: usize = 8;

/// An archive may unpack to so many times its size …
const MOST_RATIO: u64 = 100;

/// … or to this many bytes, whichever is more.
const ALWAYS_ALLOWED: u64 = 1 << 30;

/// A pack as it lies there.
pub(crate) struct Source {
    kind: Kind,
    /// Names of its files, as the manifest would name them.
    pub(crate) names: BTreeSet<String>,
    /// What is wrong with names themselves.
    pub(crate) findings: Vec<Finding>,
    /// The one folder everything lies in, as archivers make it; or nothing.
    prefix: String,
}

enum Kind {
    Folder(PathBuf),
    Zip(Box<ZipArchive<BufReader<File>>>),
}

impl Source {
    pub(crate) fn open(path: &Path) -> Result<Self, UnreadableCode> {
        let about = fs::metadata(path).map_err(|error| unreadable(&error))?;
        let mut source = if about.is_dir() {
            Self::folder(path)?
        } else {
            Self::zip(path, about.len())?
        };
        source.find_manifest()?;
        Ok(source)
    }

    fn folder(path: &Path) -> Result<Self, UnreadableCode> {
        let mut source = Self::of(Kind::Folder(path.to_owned()));
        source.walk(path, "", 0)?;
        Ok(source)
    }

    fn of(kind: Kind) -> Self {
        Self {
            kind,
            names: BTreeSet::new(),
            findings: Vec::new(),
            prefix: String::new(),
        }
    }

    fn walk(&mut self, folder: &Path, before: &str, depth: usize) -> Result<(), UnreadableCode> {
        for entry in fs::read_dir(folder).map_err(|error| unreadable(&error))? {
            let entry = entry.map_err(|error| unreadable(&error))?;
            let kind = entry.file_type().map_err(|error| unreadable(&error))?;
            let name = format!("{before}{}", entry.file_name().to_string_lossy());
            if self.names.len() + self.findings.len() >= MAX_FILES {
                return Err(UnreadableCode::TooLarge);
            }
            if kind.is_dir() && depth < DEEPEST {
                self.walk(&entry.path(), &format!("{name}/"), depth + 1)?;
            } else if kind.is_file() {
                self.names.insert(name);
            } else if kind.is_dir() {
                self.findings
                    .push(Finding::file(FindingCode::UnsafePath, &name));
            } else {
                // A link could lead out of the pack; a device could never end.
                self.findings.push(Finding::file(FindingCode::Link, &name));
            }
        }
        Ok(())
    }

    fn zip(path: &Path, size: u64) -> Result<Self, UnreadableCode> {
        let file = File::open(path).map_err(|error| unreadable(&error))?;
        let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|error| damaged(&error))?;
        if archive.len() > MAX_FILES {
            return Err(UnreadableCode::TooLarge);
        }
        if archive
            .has_overlapping_entries()
            .map_err(|error| damaged(&error))?
        {
            return Err(UnreadableCode::ZipBomb);
        }
        let mut findings = Vec::new();
        if archive.has_duplicate_names() {
            findings.push(Finding {
                path: None,
                seq: None,
                code: FindingCode::Duplicate,
            });
        }
        let (mut names, mut unpacked) = (BTreeSet::new(), 0u64);
        for place in 0..archive.len() {
            let file = archive
                .by_index_raw(place)
                .map_err(|error| damaged(&error))?;
            let name = String::from_utf8_lossy(file.name_raw()).into_owned();
            if file.encrypted() {
                return Err(UnreadableCode::ZipMethod);
            }
            unpacked = unpacked.saturating_add(file.size());
            if file.is_dir() {
                continue;
            }
            if file.is_symlink() {
                findings.push(Finding::file(FindingCode::Link, &name));
            } else {
                names.insert(name);
            }
        }
        if unpacked > ALWAYS_ALLOWED.max(size.saturating_mul(MOST_RATIO)) {
            return Err(UnreadableCode::ZipBomb);
        }
        if unpacked > MAX_BYTES {
            return Err(UnreadableCode::TooLarge);
        }
        Ok(Self {
            names,
            findings,
            ..Self::of(Kind::Zip(Box::new(archive)))
        })
    }

    /// Archivers like to put everything into one folder; that changes nothing.
    fn find_manifest(&mut self) -> Result<(), UnreadableCode> {
        if self.names.contains(MANIFEST) {
            return Ok(());
        }
        let first = self.names.iter().find_map(|name| name.split_once('/'));
        let prefix = format!("{}/", first.ok_or(UnreadableCode::NotAPack)?.0);
        let inside: Option<BTreeSet<String>> = self
            .names
            .iter()
            .map(|name| name.strip_prefix(&prefix).map(str::to_owned))
            .collect();
        self.names = inside.ok_or(UnreadableCode::NotAPack)?;
        self.prefix = prefix;
        if self.names.contains(MANIFEST) {
            Ok(())
        } else {
            Err(UnreadableCode::NotAPack)
        }
    }

    /// A file of the pack, as a stream. Only names of [`Source::names`] are opened.
    pub(crate) fn reader(&mut self, name: &str) -> io::Result<Box<dyn Read + '_>> {
        let whole = format!("{}{name}", self.prefix);
        match &mut self.kind {
            Kind::Folder(folder) => Ok(Box::new(File::open(folder.join(whole))?)),
            Kind::Zip(archive) => {
                let file = archive.by_name(&whole).map_err(io::Error::from)?;
                Ok(Box::new(file))
            }
        }
    }
}

fn unreadable(error: &io::Error) -> UnreadableCode {
    match error.kind() {
        io::ErrorKind::NotFound => UnreadableCode::NotFound,
        _ => UnreadableCode::Io,
    }
}

fn damaged(error: &ZipError) -> UnreadableCode {
    match error {
        ZipError::UnsupportedArchive(_) => UnreadableCode::ZipMethod,
        ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => UnreadableCode::Io,
        _ => UnreadableCode::ZipDamaged,
    }
}
