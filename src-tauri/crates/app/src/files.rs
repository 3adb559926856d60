//! Writing a file the user asked for: whole, or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::letters::Exported;
use crate::{Error, ErrorCode};

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
    let partial = path.with_file_name(format!(".{name}.part"));
    let file = File::create(&partial).map_err(|error| unwritable(&error, &name))?;
    let mut out = Out {
        file: BufWriter::with_capacity(1 << 16, file),
        digest: Sha256::new(),
        bytes: 0,
        name,
    };
    let written = write(&mut out).and_then(|()| {
        let kept = out
            .file
            .flush()
            .and_then(|()| out.file.get_ref().sync_all())
            .and_then(|()| fs::rename(&partial, path));
        kept.map_err(|error| out.fault(&error))
    });
    if let Err(error) = written {
        // The partial file may not even exist.
        let _ = fs::remove_file(&partial);
        return Err(error);
    }
    Ok(Exported {
        file: out.name,
        kb: u32::try_from(out.bytes.div_ceil(1024)).unwrap_or(u32::MAX),
        sha256: hex(&out.digest.finalize()),
        left_out: None,
    })
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

fn unwritable(error: &io::Error, name: &str) -> Error {
    use io::ErrorKind as K;
    let code = match error.kind() {
        K::StorageFull | K::QuotaExceeded => ErrorCode::DiskFull,
        K::PermissionDenied | K::ReadOnlyFilesystem => ErrorCode::ReadOnly,
        _ => ErrorCode::Io,
    };
    Error::new(code).with("file", name)
}
