//! Writes the pictures of a pack, one exhibit at a time.

use lopdf::{Object, ObjectId};
use sha2::{Digest, Sha256};

use crate::display::{Part, Picture};
use crate::pack::Originals;
use crate::pdf::PdfError;
use crate::pdf_pages::Source;
use crate::pdf_write::Sink;
use crate::picture::to_stream;

/// Writes picture `n` as object `ids[n]`; objects it needs besides are numbered
/// from `next`. Pictures of one exhibit stand together, so each is read once.
pub(crate) fn write(
    sink: &mut Sink<'_>,
    pictures: &[Picture],
    ids: &[ObjectId],
    mut next: u32,
    originals: &mut dyn Originals,
) -> Result<(), PdfError> {
    let exhibits: Vec<&[Picture]> = pictures
        .chunk_by(|left, right| left.exhibit == right.exhibit)
        .collect();
    let mut ids = ids.iter();
    for (done, group) in exhibits.iter().enumerate() {
        if !originals.proceed(done, exhibits.len()) {
            return Err(PdfError::Cancelled);
        }
        let place = group.first().map_or(0, |picture| picture.exhibit);
        let bytes = originals
            .read(place)
            .map_err(|source| PdfError::Unreadable { place, source })?;
        let hash = Sha256::digest(&bytes);
        if group.iter().any(|picture| picture.sha256 != hash[..]) {
            return Err(PdfError::Changed(place));
        }
        let damaged = || PdfError::Damaged(place);
        let mut source = None;
        for (picture, &id) in group.iter().zip(&mut ids) {
            match picture.part {
                Part::Image {
                    slice,
                    width,
                    height,
                    ..
                } => {
                    let stream = to_stream(&bytes, slice, width, height);
                    let stream = stream.map_err(|_| damaged())?;
                    sink.object(id, &Object::Stream(stream))?;
                }
                Part::Page(number) => {
                    if source.is_none() {
                        source = Source::open(&bytes).ok();
                    }
                    let source = source.as_mut().ok_or_else(damaged)?;
                    let form = source.form(number, &mut next).ok_or_else(damaged)?;
                    sink.object(id, &Object::Stream(form))?;
                    for (id, object) in source.take_needed(&mut next) {
                        sink.object(id, &object)?;
                    }
                }
            }
        }
    }
    Ok(())
}
