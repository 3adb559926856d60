//! A zip archive holding backups: its entries are streamed, never unpacked to
//! disk, and their names are never used as paths.

use std::io::{BufReader, Cursor, Read, Seek};

use zip::{ZipArchive, result::ZipError};

use crate::{
    error::{Fault, IntakeErrorCode},
    formats::TableChoice,
    mapping::table_head,
    out::Out,
    read::{head, read_one, whole},
    sniff::{HEAD, Kind, sniff},
    text::Raw,
    watch::{Hashed, Watch, Watched},
};

/// Backups shrink to a tenth or a thirtieth; deflate can reach a thousandth.
const MAX_RATIO: u64 = 200;
/// Small archives may be as repetitive as they like, in bytes unpacked.
const HARMLESS: u64 = 8 << 20;
/// No phone's backup is larger, in bytes unpacked.
const MAX_UNPACKED: u64 = 64 << 30;
/// How names of tables end. Anything may have a comma in it; nobody is asked for the
/// columns of a letter.
const TABLES: [&str; 4] = [".csv", ".tsv", ".xls", ".xlsx"];
/// Bytes unpacked at once.
const BUFFER: usize = 1 << 17;
/// Longest entry name kept, in characters.
const MAX_NAME: usize = 100;

/// Reads every backup in the archive, in its own order, says which tables in it no
/// format knows, and returns the hash of the archive.
pub(crate) fn read(
    mut input: impl Read + Seek,
    len: u64,
    choice: TableChoice<'_>,
    watch: &Watch<'_>,
    out: &mut Out<'_, '_>,
) -> Result<String, Fault> {
    let sha256 = Hashed::new(Watched::new(&mut input, watch))?.finish()?;
    input.rewind()?;
    let unpacked = len
        .saturating_mul(MAX_RATIO)
        .saturating_add(HARMLESS)
        .min(MAX_UNPACKED);
    watch.limit(len.saturating_add(unpacked));

    let mut archive = ZipArchive::new(input).map_err(damaged)?;
    let mut any = false;
    let inside = look_through(&mut archive, choice, watch)?;
    for Inside { index, name, kind } in inside {
        out.entry = Some(name);
        let read = match kind {
            Some(kind) => {
                let entry = archive.by_index(index).map_err(damaged)?;
                let mut entry = BufReader::with_capacity(BUFFER, Watched::new(entry, watch));
                read_one(kind, &mut entry, choice, out).map(|_| ())
            }
            None => Err(IntakeErrorCode::UnknownFormat.into()),
        };
        match read {
            // A table whose columns somebody may name; any other document that no
            // format knows is none of ours, as a picture is.
            Err(fault) if fault.code == IntakeErrorCode::UnknownFormat => {
                let entry = archive.by_index(index).map_err(damaged)?;
                match whole(&mut Watched::new(entry, watch)) {
                    Ok(bytes) => {
                        if let Ok(head) = table_head("", Cursor::new(bytes)) {
                            out.unknown(head);
                        }
                    }
                    // Nobody's backup, and no reason to refuse those beside it.
                    Err(fault) if fault.code == IntakeErrorCode::TooLarge => {}
                    Err(fault) => return Err(in_data(fault)),
                }
            }
            Err(fault) => return Err(in_data(fault)),
            Ok(()) => any = true,
        }
    }
    let (_, tables) = out.named();
    match any || !tables.is_empty() {
        true => Ok(sha256),
        false => Err(IntakeErrorCode::ZipNoBackup.into()),
    }
}

/// An entry that is read, or a table that no format knows.
struct Inside<'m> {
    index: usize,
    name: String,
    kind: Option<Kind<'m>>,
}

fn look_through<'m, R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    choice: TableChoice<'m>,
    watch: &Watch<'_>,
) -> Result<Vec<Inside<'m>>, Fault> {
    let mut inside = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(damaged)?;
        if entry.encrypted() {
            return Err(IntakeErrorCode::ZipEncrypted.into());
        }
        if entry.is_dir() {
            continue;
        }
        let name = last_name(entry.name_raw());
        let size = entry.size();
        drop(entry);
        let lower = name.to_ascii_lowercase();
        let looks_so = lower.ends_with(".xml");
        let table = TABLES.iter().any(|ending| lower.ends_with(ending));
        let head = match archive.by_index(index) {
            Ok(entry) => head(Watched::new(entry, watch)).map_err(in_data),
            Err(error) => Err(damaged(error)),
        };
        // A picture with a broken checksum is none of our business.
        let head = match head {
            Ok(head) => head,
            Err(fault) if looks_so || fault.code != IntakeErrorCode::ZipDamaged => {
                return Err(fault);
            }
            Err(_) => continue,
        };
        match sniff(&head, head.len() < HEAD, choice) {
            // Archives in archives are not opened; a spreadsheet is no archive.
            Ok(Kind::Zip) if !lower.ends_with(".xlsx") => {}
            Ok(kind) => {
                watch.expect(size);
                let kind = Some(kind);
                inside.push(Inside { index, name, kind });
            }
            Err(fault) if looks_so && is_alarming(fault.code) => return Err(fault),
            Err(fault) if table && fault.code == IntakeErrorCode::UnknownFormat => {
                let kind = None;
                inside.push(Inside { index, name, kind });
            }
            Err(_) => {}
        }
    }
    Ok(inside)
}

/// Would leaving the entry out silently hide something?
fn is_alarming(code: IntakeErrorCode) -> bool {
    use IntakeErrorCode::{EntityNotAllowed, Truncated};
    matches!(code, EntityNotAllowed | Truncated)
}

/// The last part of an entry's name, for showing only.
fn last_name(raw: &[u8]) -> String {
    let name = String::from_utf8_lossy(raw);
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    Raw::from(last).printable().chars().take(MAX_NAME).collect()
}

fn damaged(error: ZipError) -> Fault {
    match error {
        ZipError::Io(error) => in_data(error.into()),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            IntakeErrorCode::ZipEncrypted.into()
        }
        _ => IntakeErrorCode::ZipDamaged.into(),
    }
}

/// An error while unpacking is the archive's, unless the disk failed.
fn in_data(mut fault: Fault) -> Fault {
    use std::io::ErrorKind::{InvalidData, InvalidInput, Other, UnexpectedEof};
    let kind = fault.io.as_ref().map(std::io::Error::kind);
    if matches!(
        kind,
        Some(InvalidData | InvalidInput | Other | UnexpectedEof)
    ) {
        fault.code = IntakeErrorCode::ZipDamaged;
    }
    fault
}
