//! A file given out: decrypted, to a place the user chose.

use std::io::{Read, Write};
use std::path::Path;

use store::FileFault;

use super::{AttachmentExport, one, unusable};
use crate::files::stream_new;
use crate::letters::Exported;
use crate::{App, Error};

/// Saves a file as it was taken in, byte for byte.
///
/// # Errors
/// Locked; not found; the file is missing or altered; the place cannot be written.
/// Then nothing is left there.
pub fn export(app: &App, request: AttachmentExport) -> Result<Exported, Error> {
    let (kept, files) = one(app, &request.id)?;
    let name = &kept.attachment.name;
    stream_new(Path::new(&request.path), |out| {
        let mut reader = files.open(&kept).map_err(|fault| unusable(fault, name))?;
        let mut piece = vec![0; 1 << 16];
        loop {
            let count = reader
                .read(&mut piece)
                .map_err(|error| unusable(error.into(), name))?;
            if count == 0 {
                break;
            }
            out.write_all(piece.get(..count).unwrap_or_default())
                .map_err(|error| out.fault(&error))?;
        }
        match out.sha256() == kept.attachment.sha256 {
            true => Ok(()),
            false => Err(unusable(FileFault::Altered, name)),
        }
    })
}
