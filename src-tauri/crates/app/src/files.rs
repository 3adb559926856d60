//! Writing a file the user asked for: whole, or not at all.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

use crate::letters::Exported;
use crate::{Error, ErrorCode};

/// How the name of what is not whole yet ends; nobody else's files end so.
const UNFINISHED: &str = ".mingzhang.part";

/// Writes `bytes` beside `path` first and renames, so that a full disk leaves
/// what was there before.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<Exported, Error> {
    stream_new(path, |out| {
        out.write_all(bytes).map_err(|error| out.fault(&error))
    })
}

/// As [`write_new`], for what is too large to be held: `write` puts it out piece by
/// piece. When it fails, nothing is left.
pub(crate) fn stream_new(
    path: &Path,
    write: impl FnOnce(&mut Out) -> Result<(), Error>,
) -> Result<Exported, Error> {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let unfinished = Unfinished::beside(path);
    let file = File::create(unfinished.path()).map_err(|error| unwritable(&error, &name))?;
    let mut out = Out {
        file: BufWriter::with_capacity(1 << 16, file),
        digest: Sha256::new(),
        bytes: 0,
        name,
    };
    write(&mut out)?;
    let kept = out
        .file
        .flush()
        .and_then(|()| out.file.get_ref().sync_all())
        .and_then(|()| fs::rename(unfinished.path(), path));
    kept.map_err(|error| out.fault(&error))?;
    Ok(Exported {
        file: out.name,
        kb: u32::try_from(out.bytes.div_ceil(1024)).unwrap_or(u32::MAX),
        sha256: hex(&out.digest.finalize()),
        left_out: None,
    })
}

/// The place beside a file or folder the user asked for, where it is made until it is
/// whole. What is there when this goes is removed.
///
/// What is exported is plain. The end of the process leaves what was begun; nobody
/// knows of it afterwards, so the next export into the same folder removes it.
pub(crate) struct Unfinished(PathBuf);

impl Unfinished {
    /// The place for `path`; what earlier processes left in its folder is removed.
    pub(crate) fn beside(path: &Path) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let place = path.with_file_name(format!(".{name}{UNFINISHED}"));
        let mut ours = writing();
        let folder = place.parent().filter(|at| !at.as_os_str().is_empty());
        let inside = fs::read_dir(folder.unwrap_or(Path::new(".")));
        for entry in inside.into_iter().flatten().flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let left = name.starts_with('.') && name.ends_with(UNFINISHED);
            if left && !ours.contains(&place.with_file_name(&*name)) {
                remove(&entry.path());
            }
        }
        ours.insert(place.clone());
        Self(place)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        remove(&self.0);
        writing().remove(&self.0);
    }
}

/// What this process is writing just now.
fn writing() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    static WRITING: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes a file or folder, if it is there and can be removed.
fn remove(path: &Path) {
    let _ = match fs::symlink_metadata(path) {
        Ok(about) if about.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
}

/// A file being written: hashed on the way.
pub(crate) struct Out {
    file: BufWriter<File>,
    digest: Sha256,
    bytes: u64,
    name: String,
}

impl Out {
    /// SHA-256 of what was written so far, lower-case hex.
    pub(crate) fn sha256(&self) -> String {
        hex(&self.digest.clone().finalize())
    }

    /// The error of a failed write, naming the file.
    pub(crate) fn fault(&self, error: &io::Error) -> Error {
        unwritable(error, &self.name)
    }
}

impl Write for Out {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let count = self.file.write(buffer)?;
        self.digest.update(&buffer[..count]);
        self.bytes += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Why a file could not be written.
pub(crate) fn unwritable(error: &io::Error, name: &str) -> Error {
    use io::ErrorKind as K;
    let code = match error.kind() {
        K::StorageFull | K::QuotaExceeded => ErrorCode::DiskFull,
        K::PermissionDenied | K::ReadOnlyFilesystem => ErrorCode::ReadOnly,
        _ => ErrorCode::Io,
    };
    Error::new(code).with("file", name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_a_killed_process_left_goes_with_the_next_export_and_nothing_else_does() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at(".材料.zip.mingzhang.part"), "half").unwrap();
        fs::create_dir_all(at(".pack.mingzhang.part/letters")).unwrap();
        fs::write(at(".pack.mingzhang.part/letters/001.pdf"), "half").unwrap();
        fs::write(at(".film.part"), "another program's").unwrap();
        fs::write(at("mine.mingzhang.part"), "mine").unwrap();
        let beside = Unfinished::beside(&at("slow.zip"));
        fs::write(beside.path(), "under way").unwrap();
        write_new(&at("a.csv"), b"whole").unwrap();
        let slow = ".slow.zip.mingzhang.part";
        let kept = [".film.part", slow, "a.csv", "mine.mingzhang.part"];
        assert_eq!(inside(folder.path()), kept);
        drop(beside);
        assert!(!at(slow).exists(), "what was not renamed is removed");
    }

    #[test]
    fn a_file_that_fails_half_way_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        fs::write(&path, "old").unwrap();
        let failed = stream_new(&path, |out| {
            out.write_all(b"new").unwrap();
            Err(ErrorCode::Cancelled.into())
        });
        assert!(failed.is_err());
        assert_eq!(inside(folder.path()), ["a.csv"]);
        assert_eq!(fs::read(&path).unwrap(), b"old");
    }
}
