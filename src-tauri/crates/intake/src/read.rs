//! Reading one file from its first byte to its last.

use std::{
    fs::File,
    io::{BufRead, Read, Seek, SeekFrom},
    path::Path,
};

use crate::{
    FileRead, Flow, FormatCode, IntakeError, Mapping, Progress, Row, archive,
    error::{Fault, IntakeErrorCode},
    formats::{self, Shape, TableChoice},
    out::Out,
    sniff::{HEAD, Kind, sniff, workbook_of},
    table::{Delimited, LARGEST, Workbook, read_workbook},
    watch::{Hashed, Watch, Watched},
};

/// Reads the file at `path`, its tables as somebody said they are; see
/// [`read_mapped`](crate::read_mapped).
///
/// # Errors
/// As [`read`], and `not_found` or `unreadable`.
pub fn read_file(
    path: &Path,
    said: &[Mapping],
    progress: &mut dyn FnMut(Progress) -> Flow,
    sink: &mut dyn FnMut(Row),
) -> Result<FileRead, IntakeError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let file = File::open(path).map_err(|error| Fault::from(error).within(&name, 0))?;
    read_as(&name, file, TableChoice(said), progress, sink)
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
    read_as(name, input, TableChoice(&[]), progress, sink)
}

/// As [`read`], for tables of `choice`.
pub(crate) fn read_as(
    name: &str,
    input: impl Read + Seek,
    choice: TableChoice<'_>,
    progress: &mut dyn FnMut(Progress) -> Flow,
    sink: &mut dyn FnMut(Row),
) -> Result<FileRead, IntakeError> {
    let watch = Watch::new(progress);
    let mut out = Out::new(name, &watch, sink);
    let (format, sha256) = read_any(input, choice, &watch, &mut out)
        .map_err(|fault| fault.within(name, out.position()))?;
    let (known_by, unread) = out.explained();
    let (mapped, tables) = out.named();
    Ok(FileRead {
        format,
        file: name.to_owned(),
        sha256,
        rows: watch.rows(),
        payments: out.payments(),
        known_by,
        unread,
        mapped,
        tables,
        rejects: out.rejects(),
        announced: out.announced(),
        repaired: out.mended().repaired,
        lost: out.mended().lost,
    })
}

fn read_any(
    mut input: impl Read + Seek,
    choice: TableChoice<'_>,
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
    let done = match sniff(&head, whole, choice)? {
        Kind::Zip if workbook_of(&head, &mut input)?.is_none() => (
            FormatCode::Zip,
            archive::read(input, len, choice, watch, out)?,
        ),
        kind => {
            input.rewind()?;
            // Hashed in the same pass, so that rows and hash are of one file
            // even if it changes on disk.
            let mut hashed = Hashed::new(Watched::new(input, watch))?;
            let format = read_one(kind, &mut hashed, choice, out)?;
            (format, hashed.finish()?)
        }
    };
    watch.report()?;
    Ok(done)
}

/// Reads what is no archive of backups.
pub(crate) fn read_one(
    kind: Kind<'_>,
    input: &mut dyn BufRead,
    choice: TableChoice<'_>,
    out: &mut Out<'_, '_>,
) -> Result<FormatCode, Fault> {
    let (format, encoding) = match kind {
        Kind::Text(format, encoding) => (format, encoding),
        Kind::Table {
            table,
            encoding,
            delimiter,
        } => {
            let mut lines = Delimited::new(encoding.decode(input), delimiter);
            return table.read(&mut lines, out);
        }
        Kind::Zip => return read_workbook(Workbook::Xlsx, whole(input)?, choice, out),
        Kind::Xls => return read_workbook(Workbook::Xls, whole(input)?, choice, out),
        Kind::Database => return read_database(whole(input)?, out),
    };
    out.kind = format.kind;
    match format.shape {
        Shape::Xml { read, .. } | Shape::Text { read, .. } => {
            out.explain(vec![format.looked_for.to_owned()], Vec::new());
            read(&mut *encoding.decode(input), out)?;
        }
        Shape::Table(_) | Shape::Database { .. } => {}
    }
    Ok(format.code)
}

fn read_database(bytes: Vec<u8>, out: &mut Out<'_, '_>) -> Result<FormatCode, Fault> {
    let database = sqlite_core::Database::open(bytes).map_err(|_| IntakeErrorCode::Damaged)?;
    let names: Vec<_> = database
        .live_tables()
        .into_iter()
        .map(|table| table.name)
        .collect();
    let format = formats::by_tables(&names).ok_or(IntakeErrorCode::UnknownFormat)?;
    out.kind = format.kind;
    out.explain(vec![format.looked_for.to_owned()], Vec::new());
    if let Shape::Database { read, .. } = format.shape {
        read(&database, out)?;
    }
    Ok(format.code)
}

/// All of a document that is read whole.
pub(crate) fn whole(input: &mut dyn Read) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    input
        .take(LARGEST.saturating_add(1))
        .read_to_end(&mut bytes)?;
    match bytes.len() as u64 > LARGEST {
        true => Err(IntakeErrorCode::TooLarge.into()),
        false => Ok(bytes),
    }
}

/// The first bytes of a file.
pub(crate) fn head(input: impl Read) -> Result<Vec<u8>, Fault> {
    let mut head = Vec::new();
    input.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}
