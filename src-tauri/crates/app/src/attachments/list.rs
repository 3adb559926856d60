//! Files as a list, and one in full.

use std::io::Cursor;

use domain::{AttachedTo, Attachment};
use image::metadata::Orientation;
use image::{ImageDecoder, ImageReader};

use super::redact_image::format;
use super::{AttachmentDetail, AttachmentList, AttachmentQuery, AttachmentRef};
use super::{MOST_OPENED, content, one, row, with_corrected};
use crate::letters::encloses;
use crate::{App, Error};

/// The files, in the order they were taken in.
///
/// # Errors
/// Locked.
pub fn list(
    app: &App,
    AttachmentQuery { about }: AttachmentQuery,
) -> Result<AttachmentList, Error> {
    app.with(|session| {
        let all = session.vault.read(|reader| reader.attachments())?;
        let corrected = match &about {
            Some(AttachedTo::Contact(id)) => with_corrected(&session.view.case, id),
            _ => Vec::new(),
        };
        let wanted = |attachment: &Attachment| {
            about.as_ref().is_none_or(|about| {
                attachment.about.iter().any(|one| match one {
                    AttachedTo::Contact(id) => corrected.contains(id),
                    one => one == about,
                })
            })
        };
        let rows = all.iter().filter(|kept| wanted(&kept.attachment));
        Ok(AttachmentList {
            rows: rows.map(|kept| row(kept, &all)).collect(),
            check: session.check.clone(),
        })
    })
}

/// One file, with the letters that enclose it.
///
/// # Errors
/// Locked; not found.
pub fn get(app: &App, AttachmentRef { id }: AttachmentRef) -> Result<AttachmentDetail, Error> {
    let (kept, files) = one(app, &id)?;
    let (row, letters) = app.with(|session| {
        let (all, letters) = session
            .vault
            .read(|reader| Ok::<_, store::Error>((reader.attachments()?, reader.letters()?)))?;
        let letters = letters.iter().filter(|letter| encloses(letter, &id));
        let letters = letters.map(|letter| letter.id.clone()).collect();
        Ok((row(&kept, &all), letters))
    })?;
    // One that was altered is told of when it is read.
    let pixels = match format(&kept.attachment) {
        Some(_) if kept.attachment.size <= MOST_OPENED => content(&kept, &files)
            .ok()
            .and_then(|bytes| upright(&bytes)),
        _ => None,
    };
    Ok(AttachmentDetail {
        row,
        pixels,
        letters,
    })
}

/// Width and height after turning.
fn upright(bytes: &[u8]) -> Option<(u32, u32)> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let mut decoder = reader.ok()?.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    let sideways = matches!(
        decoder.orientation().ok()?,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    Some(if sideways {
        (height, width)
    } else {
        (width, height)
    })
}
