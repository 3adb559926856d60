//! A piece of a file, for the viewer. Nothing is written anywhere.

use std::io::{Read, Seek, SeekFrom};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use domain::{FieldProblem, ProblemCode};
use store::FileFault;

use super::{AttachmentPiece, AttachmentRange, one, unusable};
use crate::{App, Error};

/// Most of a file that is given at once.
const MOST: u32 = 1 << 20;

/// Gives a piece of a file. Every piece is authenticated before it is given.
///
/// # Errors
/// Locked; not found; a range outside the file; the file is missing or altered.
pub fn read(app: &App, request: AttachmentRange) -> Result<AttachmentPiece, Error> {
    let (kept, files) = one(app, &request.id)?;
    let wrong =
        |field: &str| Error::invalid(vec![FieldProblem::new(field, ProblemCode::OutOfRange)]);
    if request.length == 0 || request.length > MOST {
        return Err(wrong("length"));
    }
    if request.from > kept.attachment.size {
        return Err(wrong("from"));
    }
    let mut bytes = Vec::new();
    let left = kept.attachment.size - request.from;
    let length = left.min(request.length.into());
    if length > 0 {
        files
            .open(&kept)
            .and_then(|mut reader| {
                reader.seek(SeekFrom::Start(request.from))?;
                reader.take(length).read_to_end(&mut bytes)?;
                // Another file in its place may be shorter.
                match bytes.len() as u64 == length {
                    true => Ok(()),
                    false => Err(FileFault::Altered),
                }
            })
            .map_err(|fault| unusable(fault, &kept.attachment.name))?;
    }
    Ok(AttachmentPiece {
        base64: BASE64_STANDARD.encode(bytes),
    })
}
