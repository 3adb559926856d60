//! Writing a file the user asked for: whole, or not at all.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::letters::Exported;
use crate::{Error, ErrorCode};

/// Writes `bytes` beside `path` first and renames, so that a full disk leaves
/// what was there before.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<Exported, Error> {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let partial = path.with_file_name(format!(".{name}.part"));
    let written = File::create(&partial)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&partial, path));
    if let Err(error) = written {
        // The partial file may not even exist.
        let _ = fs::remove_file(&partial);
        return Err(unwritable(&error, &name));
    }
    Ok(Exported {
        file: name,
        kb: u32::try_from(bytes.len().div_ceil(1024)).unwrap_or(u32::MAX),
        sha256: sha256(bytes),
        left_out: None,
    })
}

/// SHA-256, lower-case hex.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Why a file or folder could not be written.
pub(crate) fn unwritable(error: &std::io::Error, name: &str) -> Error {
    use std::io::ErrorKind as K;
    let code = match error.kind() {
        K::StorageFull | K::QuotaExceeded => ErrorCode::DiskFull,
        K::PermissionDenied | K::ReadOnlyFilesystem => ErrorCode::ReadOnly,
        _ => ErrorCode::Io,
    };
    Error::new(code).with("file", name)
}
