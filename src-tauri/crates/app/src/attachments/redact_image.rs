//! A copy of a picture with parts painted over.
//!
//! The copy is made of pixels alone: what the file said of place, device and time, a
//! thumbnail of the whole, or anything behind the picture cannot be in it. The parts
//! are painted before it is encoded, so that nothing of them is in what surrounds
//! them either.

use std::io::Cursor;

use domain::{Attachment, FieldProblem, MediaKind, ProblemCode, Redaction, Region};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageBuffer, ImageDecoder, ImageFormat, ImageReader, Limits, Pixel};

use super::{AttachmentRow, RedactImage, content, keep_copy, one};
use crate::{App, Error, ErrorCode};

/// Larger pictures are not decoded: 160 MB of pixels.
const MOST_DECODED: u64 = 160 << 20;
/// Quality of the copy of a JPEG: nothing of a screenshot's letters is lost to sight.
const QUALITY: u8 = 92;

/// Makes a copy of a picture with parts painted black, turned upright, without what
/// the file said about place and device. The same parts give the same copy.
///
/// # Errors
/// Locked; not found; not a JPEG or PNG; too large; no parts, or one outside the
/// picture; the file is missing or altered; saving failed.
pub fn redact_image(app: &App, request: RedactImage) -> Result<AttachmentRow, Error> {
    let (kept, files) = one(app, &request.id)?;
    let name = &kept.attachment.name;
    let refused = |code| Error::new(code).with("file", name);
    let format = format(&kept.attachment).ok_or_else(|| refused(ErrorCode::CannotRedact))?;
    let bytes = content(&kept, &files)?;
    let picture = upright(&bytes, format).map_err(|error| match error {
        image::ImageError::Limits(_) => refused(ErrorCode::FileTooLarge),
        _ => refused(ErrorCode::CannotRedact),
    })?;
    drop(bytes);
    let regions = within(&request.regions, &picture)?;
    let copy = painted(picture, &regions, format).map_err(|_| ErrorCode::Bug)?;
    keep_copy(app, &kept, &files, &copy, |copy| {
        copy.redaction = Some(Redaction::Image { regions });
    })
}

/// The format of a picture that can be redacted.
pub(super) fn format(attachment: &Attachment) -> Option<ImageFormat> {
    match (attachment.kind, attachment.mime.as_str()) {
        (MediaKind::Image, "image/jpeg") => Some(ImageFormat::Jpeg),
        (MediaKind::Image, "image/png") => Some(ImageFormat::Png),
        _ => None,
    }
}

fn upright(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, image::ImageError> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_DECODED);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let turn = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(turn);
    Ok(picture)
}

/// The parts, cut to the picture.
fn within(regions: &[Region], picture: &DynamicImage) -> Result<Vec<Region>, Error> {
    let mut problems = Vec::new();
    let mut out = Vec::new();
    if regions.is_empty() {
        problems.push(FieldProblem::new("regions", ProblemCode::Required));
    }
    for (i, region) in regions.iter().enumerate() {
        let cut = Region {
            width: region.width.min(picture.width().saturating_sub(region.x)),
            height: region.height.min(picture.height().saturating_sub(region.y)),
            ..*region
        };
        if cut.width == 0 || cut.height == 0 {
            let field = format!("regions[{i}]");
            problems.push(FieldProblem::new(field, ProblemCode::OutOfRange));
        } else if !out.contains(&cut) {
            out.push(cut);
        }
    }
    if problems.is_empty() {
        Ok(out)
    } else {
        Err(Error::invalid(problems))
    }
}

fn painted(
    picture: DynamicImage,
    regions: &[Region],
    format: ImageFormat,
) -> Result<Vec<u8>, image::ImageError> {
    // Eight bits, with transparency only where there was some.
    let color = picture.color();
    let picture = if color.has_alpha() && format == ImageFormat::Png {
        let mut pixels = picture.into_rgba8();
        paint(&mut pixels, regions, image::Rgba([0, 0, 0, 255]));
        DynamicImage::ImageRgba8(pixels)
    } else if color.has_color() {
        let mut pixels = picture.into_rgb8();
        paint(&mut pixels, regions, image::Rgb([0, 0, 0]));
        DynamicImage::ImageRgb8(pixels)
    } else {
        let mut pixels = picture.into_luma8();
        paint(&mut pixels, regions, image::Luma([0]));
        DynamicImage::ImageLuma8(pixels)
    };
    let mut out = Cursor::new(Vec::new());
    match format {
        ImageFormat::Jpeg => {
            picture.write_with_encoder(JpegEncoder::new_with_quality(&mut out, QUALITY))?;
        }
        format => picture.write_to(&mut out, format)?,
    }
    Ok(out.into_inner())
}

fn paint<P: Pixel<Subpixel = u8>>(
    pixels: &mut ImageBuffer<P, Vec<u8>>,
    regions: &[Region],
    black: P,
) {
    for region in regions {
        for y in region.y..region.y + region.height {
            for x in region.x..region.x + region.width {
                pixels.put_pixel(x, y, black);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(x: u32, y: u32, width: u32, height: u32) -> Region {
        Region {
            x,
            y,
            width,
            height,
        }
    }

    #[test]
    fn every_pixel_of_a_part_is_black_and_no_other_changes() {
        let original =
            image::RgbaImage::from_fn(20, 10, |x, y| image::Rgba([200, x as u8, y as u8, 40]));
        let picture = DynamicImage::ImageRgba8(original.clone());
        let parts = [region(2, 3, 5, 4), region(18, 0, 2, 10)];
        let bytes = painted(picture, &parts, ImageFormat::Png).unwrap();
        let copy = image::load_from_memory(&bytes).unwrap().into_rgba8();
        for (x, y, pixel) in copy.enumerate_pixels() {
            let hidden = parts.iter().any(|part| {
                (part.x..part.x + part.width).contains(&x)
                    && (part.y..part.y + part.height).contains(&y)
            });
            let expected = if hidden {
                image::Rgba([0, 0, 0, 255])
            } else {
                *original.get_pixel(x, y)
            };
            assert_eq!(*pixel, expected, "{x} {y}");
        }
    }

    #[test]
    fn parts_are_cut_to_the_picture_and_none_may_lie_outside() {
        let picture = DynamicImage::new_rgb8(20, 10);
        let cut = within(&[region(15, 5, u32::MAX, u32::MAX)], &picture).unwrap();
        assert_eq!(cut, [region(15, 5, 5, 5)]);
        let wrong = within(&[region(20, 0, 1, 1), region(0, 0, 1, 0)], &picture).unwrap_err();
        let fields: Vec<_> = wrong.fields.iter().map(|f| f.field.as_str()).collect();
        assert_eq!(fields, ["regions[0]", "regions[1]"]);
        assert_eq!(
            within(&[], &picture).unwrap_err().fields[0].field,
            "regions"
        );
    }
}
