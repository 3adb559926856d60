//! A zip archive holding backups: its entries are streamed, never unpacked to
//! disk, and their names are never used as paths.

use std::io::{Read, Seek};

use zip::{ZipArchive, result::ZipError};

use crate::{
    error::{Fault, IntakeErrorCode},
    formats::TableChoice,
    out::Out,
    read::{head, read_one},
    sniff::{HEAD, Kind, sniff},
    text::printable,
    watch::{Hashed, Watch, Watched},
};

/// Backups shrink to a tenth or a thirtieth; deflate can reach a thousandth.
const MAX_RATIO: u64 = 200;
/// Small archives may be as repetitive as they like, in bytes unpacked.
const HARMLESS: u64 = 8 << 20;
/// No phone's backup is larger, in bytes unpacked.
const MAX_UNPACKED: u64 = 64 << 30;
/// Longest entry name kept, in characters.
const MAX_NAME: usize = 100;

/// Reads every backup in the archive, in its own order, and returns the hash of
/// the archive.
pub(crate) fn read(
    mut input: impl Read + Seek,
    len: u64,
    choice: TableChoice<'_>,
    watch: &Watch<'_>,
    out: &mut Out<'_, '_>,
) -> Result<String, Fault> {
    let sha256 = Hashed::new(Watched::new(&mut input, watch)).finish()?;
    input.rewind()?;
    let unpacked = len
        .saturating_mul(MAX_RATIO)
        .saturating_add(HARMLESS)
        .min(MAX_UNPACKED);
    watch.limit(len.saturating_add(unpacked));

    let mut archive = ZipArchive::new(input).map_err(damaged)?;
    let backups = find_backups(&mut archive, choice, watch)?;
    if backups.is_empty() {
        return Err(IntakeErrorCode::ZipNoBackup.into());
    }
    for backup in backups {
        let entry = archive.by_index(backup.index).map_err(damaged)?;
        out.entry = Some(backup.name);
        let mut entry = Watched::new(entry, watch);
        match read_one(backup.kind, &mut entry, choice, out) {
            // A document that no format knows is none of ours, as a picture is.
            Err(fault) if fault.code == IntakeErrorCode::UnknownFormat => {}
            Err(fault) => return Err(in_data(fault)),
            Ok(_) => {}
        }
    }
    Ok(sha256)
}

struct Backup {
    index: usize,
    name: String,
    kind: Kind,
}

fn find_backups<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    choice: TableChoice<'_>,
    watch: &Watch<'_>,
) -> Result<Vec<Backup>, Fault> {
    let mut backups = Vec::new();
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
        let looks_so = name.to_ascii_lowercase().ends_with(".xml");
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
            Ok(Kind::Zip) if !name.to_ascii_lowercase().ends_with(".xlsx") => {}
            Ok(kind) => {
                watch.expect(size);
                backups.push(Backup { index, name, kind });
            }
            Err(fault) if looks_so && is_alarming(fault.code) => return Err(fault),
            Err(_) => {}
        }
    }
    Ok(backups)
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
    printable(last).chars().take(MAX_NAME).collect()
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
