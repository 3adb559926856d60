//! Reading one file from its first byte to its last.

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::Path,
};

use crate::{
    FileRead, Flow, FormatCode, IntakeError, Progress, Row, archive,
    error::Fault,
    out::Out,
    sniff::{HEAD, Kind, sniff},
    watch::{Hashed, Watch, Watched},
};

/// Reads the file at `path`; see [`read`].
///
/// # Errors
/// As [`read`], and `not_found` or `unreadable`.
pub fn read_file(
    path: &Path,
    progress: &mut dyn FnMut(Progress) -> Flow,
    sink: &mut dyn FnMut(Row),
) -> Result<FileRead, IntakeError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let file = File::open(path).map_err(|error| Fault::from(error).within(&name, 0))?;
    read(&name, file, progress, sink)
}

/// Reads `input`, whose name is `name`, handing every record to `sink` in the
/// order of the file. `progress` is asked at the start, about once a megabyte
/// and at the end, and may stop the reading. Memory does not grow with the
/// file.
///
/// # Errors
/// Any [`IntakeErrorCode`](crate::IntakeErrorCode); rows handed out before an error are complete, but
/// the file must not be taken as read.
pub fn read(
    name: &str,
    input: impl Read + Seek,
    progress: &mut dyn FnMut(Progress) -> Flow,
    sink: &mut dyn FnMut(Row),
) -> Result<FileRead, IntakeError> {
    let watch = Watch::new(progress);
    let mut out = Out::new(&watch, sink);
    let (format, sha256) =
        read_any(input, &watch, &mut out).map_err(|fault| fault.within(name, out.position()))?;
    Ok(FileRead {
        format,
        file: name.to_owned(),
        sha256,
        rows: watch.rows(),
        rejects: out.rejects(),
        announced: out.announced(),
        repaired: out.mended().repaired,
        lost: out.mended().lost,
    })
}

fn read_any(
    mut input: impl Read + Seek,
    watch: &Watch<'_>,
    out: &mut Out<'_, '_>,
) -> Result<(FormatCode, String), Fault> {
    let len = input.seek(SeekFrom::End(0))?;
    input.rewind()?;
    watch.expect(len);
    watch.report()?;
    let head = head(&mut input)?;
    input.rewind()?;
    let whole = len <= head.len() as u64;
    let done = match sniff(&head, whole)? {
        Kind::Zip => (FormatCode::Zip, archive::read(input, len, watch, out)?),
        Kind::Text(format, encoding) => {
            // Hashed in the same pass, so that rows and hash are of one file
            // even if it changes on disk.
            let mut hashed = Hashed::new(Watched::new(input, watch));
            out.kind = format.kind;
            (format.read)(&mut *encoding.decode(&mut hashed), out)?;
            (format.code, hashed.finish()?)
        }
    };
    watch.report()?;
    Ok(done)
}

/// The first bytes of a file.
pub(crate) fn head(input: impl Read) -> Result<Vec<u8>, Fault> {
    let mut head = Vec::new();
    input.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}
