//! Checking a pack: every file against the manifest, the manifest against its
//! seal, the chain against itself, the texts shown against the chain.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;

use serde::Deserialize;

use crate::hash::Hasher;
use crate::manifest::{Entry, FORMAT, MANIFEST, Manifest, Role};
use crate::report::{
    ChainReport, FileReport, FileState, Finding, FindingCode, LimitCode, Report, UnreadableCode,
};
use crate::source::Source;
use crate::{CHUNK, Progress, chain, names};

/// Most files a pack may have.
pub const MAX_FILES: usize = 20_000;

/// Most bytes a pack may have, unpacked: 64 GiB.
pub const MAX_BYTES: u64 = 64 << 30;

/// Most bytes of a manifest: 64 MiB, a journal of some 150,000 rows.
pub const MAX_MANIFEST: u64 = 64 << 20;

/// Fewest digits by which a head can be compared; letters print so many.
const FEWEST_DIGITS: usize = 16;

/// A head of the journal that somebody has from elsewhere: its hash, or the first
/// sixteen digits or more, as printed at the foot of letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head(String);

impl Head {
    /// Reads a hash, also with spaces and capitals. `None`: not 16 to 64
    /// hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.split_whitespace().collect();
        let digits = digits.to_ascii_lowercase();
        let fits = (FEWEST_DIGITS..=64).contains(&digits.len())
            && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        fits.then_some(Self(digits))
    }
}

/// Why a pack cannot be checked at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", code.code())]
pub struct Unreadable {
    /// What it is.
    pub code: UnreadableCode,
    /// Line and column of the manifest, from 1, where that is what is wrong.
    pub place: Option<(usize, usize)>,
}

impl From<UnreadableCode> for Unreadable {
    fn from(code: UnreadableCode) -> Self {
        Self { code, place: None }
    }
}

/// Checks the pack at `path`, a folder or a zip archive, and compares its chain
/// with `head` if there is one. `proceed` is told how far it is and may stop it
/// with `false`.
///
/// # Errors
/// What keeps the pack from being checked at all. What does not match is no error
/// but the answer.
pub fn verify(
    path: &Path,
    head: Option<&Head>,
    proceed: &mut dyn FnMut(Progress) -> bool,
) -> Result<Report, Unreadable> {
    let mut source = Source::open(path)?;
    let text = read_manifest(&mut source)?;
    let manifest = parse(&text)?;
    let mut findings = std::mem::take(&mut source.findings);
    let form = manifest.text().is_ok_and(|own| own.as_bytes() == text);
    let sealed = manifest.sealed().is_ok_and(|seal| seal == manifest.seal);
    let mut about = |code| findings.push(Finding::file(code, MANIFEST));
    if !form {
        about(FindingCode::ManifestForm);
    }
    if !sealed {
        about(FindingCode::SealDiffers);
    }
    let indexes = manifest
        .entries
        .iter()
        .filter(|entry| entry.role == Role::Index);
    if indexes.count() != 1 {
        about(FindingCode::NoIndex);
    }
    findings.extend(names_of(&manifest.entries));
    findings.extend(originals(&manifest.entries));
    let files = compare(&mut source, &manifest.entries, &mut findings, proceed)?;
    let broken = chain::check(&manifest.journal, &manifest.disclosed);
    let mut chain = ChainReport {
        first: manifest.journal.first().map_or(0, |row| row.seq),
        last: manifest.head().map_or(0, |row| row.seq),
        head: manifest
            .head()
            .map_or_else(String::new, |row| row.hash.clone()),
        sound: broken.is_empty(),
        disclosed: manifest.disclosed.len() as u64,
        compared: None,
    };
    findings.extend(broken);
    if let Some(Head(digits)) = head {
        let mut rows = manifest.journal.iter();
        chain.compared = rows
            .find(|row| row.hash.starts_with(digits))
            .map(|row| row.seq);
        if chain.compared.is_none() {
            findings.push(Finding {
                path: None,
                seq: None,
                code: FindingCode::HeadAbsent,
            });
        }
    }
    findings.sort();
    findings.dedup();
    Ok(Report {
        matches: findings.is_empty(),
        limits: limits(&manifest, &chain),
        made_at: names::shown(&manifest.made_at),
        tool: names::shown(&manifest.tool),
        about: names::shown(&manifest.about),
        seal: names::shown(&manifest.seal),
        files,
        chain,
        findings,
    })
}

fn read_manifest(source: &mut Source) -> Result<Vec<u8>, UnreadableCode> {
    let mut text = Vec::new();
    let reader = source.reader(MANIFEST).map_err(|_| UnreadableCode::Io)?;
    let read = reader.take(MAX_MANIFEST + 1).read_to_end(&mut text);
    read.map_err(|_| UnreadableCode::Io)?;
    if text.len() as u64 > MAX_MANIFEST {
        return Err(UnreadableCode::TooLarge);
    }
    Ok(text)
}

/// The version is looked at first: a later one may have other fields.
fn parse(text: &[u8]) -> Result<Manifest, Unreadable> {
    #[derive(Deserialize)]
    struct Version {
        format: String,
    }
    let malformed = |error: serde_json::Error| Unreadable {
        code: UnreadableCode::ManifestMalformed,
        place: Some((error.line(), error.column())),
    };
    let version: Version = serde_json::from_slice(text).map_err(malformed)?;
    if version.format != FORMAT {
        return Err(UnreadableCode::UnknownVersion.into());
    }
    let manifest: Manifest = serde_json::from_slice(text).map_err(malformed)?;
    if manifest.entries.len() > MAX_FILES {
        return Err(UnreadableCode::TooLarge.into());
    }
    Ok(manifest)
}

/// Names in the manifest that could do harm, and names in it twice.
fn names_of(entries: &[Entry]) -> Vec<Finding> {
    let mut seen = BTreeSet::from([MANIFEST]);
    let mut found = Vec::new();
    for entry in entries {
        if !names::is_safe(&entry.path) {
            found.push(Finding::file(FindingCode::UnsafePath, &entry.path));
        }
        if !seen.insert(&entry.path) {
            found.push(Finding::file(FindingCode::Duplicate, &entry.path));
        }
    }
    found
}

/// An original is what was recorded at intake; a redacted copy says of which
/// original, and that of its exhibit if it is there too.
fn originals(entries: &[Entry]) -> Vec<Finding> {
    let of = |exhibit: Option<u32>| {
        let mut all = entries.iter();
        all.find(|entry| entry.role == Role::Original && entry.exhibit == exhibit)
    };
    let wrong = |entry: &&Entry| match (entry.role, &entry.original_sha256) {
        (Role::Original, recorded) => recorded.as_ref() != Some(&entry.sha256),
        (Role::Redacted, None) => true,
        (Role::Redacted, Some(recorded)) => {
            of(entry.exhibit).is_some_and(|original| original.sha256 != *recorded)
        }
        _ => false,
    };
    let wrong = entries.iter().filter(wrong);
    wrong
        .map(|entry| Finding::file(FindingCode::OriginalDiffers, &entry.path))
        .collect()
}

/// Every file of the manifest against its hash; then what else is there.
fn compare(
    source: &mut Source,
    entries: &[Entry],
    findings: &mut Vec<Finding>,
    proceed: &mut dyn FnMut(Progress) -> bool,
) -> Result<Vec<FileReport>, UnreadableCode> {
    let total = entries
        .iter()
        .fold(0u64, |sum, entry| sum.saturating_add(entry.size));
    if total > MAX_BYTES {
        return Err(UnreadableCode::TooLarge);
    }
    let mut progress = Progress { done: 0, total };
    let mut files = Vec::new();
    for entry in entries {
        let fault = if names::is_safe(&entry.path) && source.names.contains(&entry.path) {
            fault(source, entry, &mut progress, proceed)?
        } else {
            Some(FindingCode::Missing)
        };
        if let Some(code) = fault {
            findings.push(Finding::file(code, &entry.path));
        }
        files.push(FileReport {
            path: names::shown(&entry.path),
            role: Some(entry.role),
            exhibit: entry.exhibit,
            state: match fault {
                None => FileState::Matches,
                Some(FindingCode::Missing) => FileState::Missing,
                Some(_) => FileState::Differs,
            },
        });
    }
    let named: BTreeSet<&str> = entries.iter().map(|entry| entry.path.as_str()).collect();
    for name in &source.names {
        if name == MANIFEST || named.contains(name.as_str()) {
            continue;
        }
        let code = if names::is_safe(name) {
            FindingCode::Unlisted
        } else {
            FindingCode::UnsafePath
        };
        findings.push(Finding::file(code, name));
        files.push(FileReport {
            path: names::shown(name),
            role: None,
            exhibit: None,
            state: FileState::Unlisted,
        });
    }
    Ok(files)
}

/// What is wrong with one file. It is read to one byte past its recorded size at
/// most, whatever it claims.
fn fault(
    source: &mut Source,
    entry: &Entry,
    progress: &mut Progress,
    proceed: &mut dyn FnMut(Progress) -> bool,
) -> Result<Option<FindingCode>, UnreadableCode> {
    let Ok(reader) = source.reader(&entry.path) else {
        return Ok(Some(FindingCode::UnreadableFile));
    };
    let mut reader = reader.take(entry.size.saturating_add(1));
    let mut hasher = Hasher::default();
    let mut chunk = vec![0; CHUNK];
    loop {
        if !proceed(*progress) {
            return Err(UnreadableCode::Cancelled);
        }
        let Ok(count) = reader.read(&mut chunk) else {
            return Ok(Some(FindingCode::UnreadableFile));
        };
        if count == 0 {
            break;
        }
        hasher.take(&chunk[..count]);
        progress.done += count as u64;
    }
    if hasher.size() != entry.size {
        return Ok(Some(FindingCode::WrongSize));
    }
    Ok((hasher.finish() != entry.sha256).then_some(FindingCode::Differs))
}

fn limits(manifest: &Manifest, chain: &ChainReport) -> Vec<LimitCode> {
    let redacted = || {
        manifest
            .entries
            .iter()
            .any(|entry| entry.role == Role::Redacted)
    };
    let holds = |code: &&LimitCode| match code {
        LimitCode::Newest => chain.compared.is_none(),
        LimitCode::AfterCompared => chain.compared.is_some(),
        LimitCode::Older => chain.first > 1,
        LimitCode::Hidden => chain.disclosed < manifest.journal.len() as u64,
        LimitCode::Redaction => redacted(),
        _ => true,
    };
    LimitCode::ALL.iter().filter(holds).copied().collect()
}
