//! Photographs and screenshots: what they are, and what a PDF stores of them.
//!
//! A JPEG keeps its own bytes unless it is finer than print can show; what it
//! says about place, camera and owner is always left out. Transparency becomes
//! white paper. Not here: where a picture stands on the page.

use std::io::Cursor;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, RgbImage};
use lopdf::{Object, Stream, dictionary};

use crate::display::Turn;

/// Larger pictures are not decoded: 160 MB of pixels.
const MOST_DECODED: u64 = 160 << 20;
/// Height to width of a slice: that of a telephone's screen.
const SLICE: (u32, u32) = (21, 10);
/// A picture narrower than any telephone's screen, in pixels, is no long screenshot.
const NARROWEST: u32 = 240;
/// Quality of a JPEG that had to be made smaller.
const QUALITY: u8 = 88;

/// A picture as its file describes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Image {
    format: Format,
    /// Width in pixels, before turning.
    pub(crate) width: u32,
    /// Height in pixels, before turning.
    pub(crate) height: u32,
    pub(crate) turn: Turn,
    /// Too large to be decoded, so it can only be passed through.
    pub(crate) fixed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Format {
    Jpeg,
    Png,
}

/// The picture could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Damaged;

impl<T: std::error::Error> From<T> for Damaged {
    fn from(_: T) -> Self {
        Self
    }
}

impl Image {
    /// A picture much taller than a page is wide, such as a long screenshot of a
    /// chat, is cut into slices that can be read; they overlap by half a line
    /// or so, that nothing is lost at a cut.
    pub(crate) fn slices(&self) -> Vec<Option<(u32, u32)>> {
        let whole = vec![None];
        if self.fixed || self.turn != Turn::default() || self.width < NARROWEST {
            return whole;
        }
        let rows = self.width.saturating_mul(SLICE.0) / SLICE.1;
        if self.height <= rows.saturating_add(rows / 2) {
            return whole;
        }
        let overlap = rows / 50;
        let count = (self.height - overlap).div_ceil((rows - overlap).max(1));
        // All of one length, so that all are shown at one size.
        let rows = (self.height + (count - 1) * overlap).div_ceil(count);
        let step = rows - overlap;
        (0..count)
            .map(|index| {
                let top = index * step;
                Some((top, rows.min(self.height - top)))
            })
            .collect()
    }
}

/// Whether the bytes claim to be a picture this crate can show.
pub(crate) fn is_picture(bytes: &[u8]) -> bool {
    is_jpeg(bytes) || bytes.starts_with(b"\x89PNG\r\n\x1A\n")
}

fn is_jpeg(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xD8\xFF")
}

/// Reads the head of a picture file.
pub(crate) fn describe(bytes: &[u8]) -> Result<Image, Damaged> {
    fn of(decoder: &mut impl ImageDecoder, format: Format) -> Result<Image, Damaged> {
        let (width, height) = decoder.dimensions();
        let turn = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let fixed = decoder.total_bytes() > MOST_DECODED;
        if width == 0 || height == 0 || (fixed && format == Format::Png) {
            return Err(Damaged);
        }
        Ok(Image {
            format,
            width,
            height,
            turn: Turn::from_exif(turn.to_exif()),
            fixed,
        })
    }
    if is_jpeg(bytes) {
        let image = of(&mut JpegDecoder::new(Cursor::new(bytes))?, Format::Jpeg)?;
        let segments = Segments::of(bytes).ok_or(Damaged)?;
        if !can_fill(bytes, &image) {
            return Err(Damaged);
        }
        // The colours of print cannot be passed through, nor decoded if large.
        if image.fixed && segments.channels == 4 {
            return Err(Damaged);
        }
        Ok(image)
    } else {
        of(&mut PngDecoder::new(Cursor::new(bytes))?, Format::Png)
    }
}

/// Whether a JPEG is long enough for the size it claims: each square of eight by eight
/// pixels takes a bit at least. A few bytes must not ask for minutes of work.
fn can_fill(bytes: &[u8], image: &Image) -> bool {
    let squares = u64::from(image.width.div_ceil(8)) * u64::from(image.height.div_ceil(8));
    bytes.len() as u64 * 8 >= squares
}

/// The picture, or a slice of it, as a PDF image of `width` × `height` pixels.
pub(crate) fn to_stream(
    bytes: &[u8],
    slice: Option<(u32, u32)>,
    width: u32,
    height: u32,
) -> Result<Stream, Damaged> {
    let image = describe(bytes)?;
    if slice.is_none()
        && (width, height) == (image.width, image.height)
        && image.format == Format::Jpeg
        && let Some(Segments { channels, body }) = Segments::of(bytes)
        && channels != 4
    {
        return Ok(dct(body, width, height, channels == 1));
    }
    let (pixels, grey) = decode(bytes, image, slice, width, height)?;
    match image.format {
        Format::Jpeg => {
            let mut body = Vec::new();
            JpegEncoder::new_with_quality(&mut body, QUALITY).encode_image(&pixels)?;
            Ok(dct(body, width, height, grey))
        }
        Format::Png => flate(&pixels, grey),
    }
}

/// The picture as a browser can show it, not yet turned.
pub(crate) fn to_data_uri(
    bytes: &[u8],
    slice: Option<(u32, u32)>,
    width: u32,
    height: u32,
) -> Result<String, Damaged> {
    use base64::Engine as _;
    let image = describe(bytes)?;
    let (kind, body) = match image.format {
        Format::Jpeg => ("jpeg", to_stream(bytes, slice, width, height)?.content),
        Format::Png => {
            let (pixels, _) = decode(bytes, image, slice, width, height)?;
            ("png", png_file(&pixels)?)
        }
    };
    let text = base64::engine::general_purpose::STANDARD.encode(body);
    Ok(format!("data:image/{kind};base64,{text}"))
}

/// The pixels at the wanted size, eight bits, on white; whether all are grey.
fn decode(
    bytes: &[u8],
    image: Image,
    slice: Option<(u32, u32)>,
    width: u32,
    height: u32,
) -> Result<(DynamicImage, bool), Damaged> {
    let decoded = match image.format {
        Format::Jpeg => DynamicImage::from_decoder(JpegDecoder::new(Cursor::new(bytes))?)?,
        Format::Png => DynamicImage::from_decoder(PngDecoder::new(Cursor::new(bytes))?)?,
    };
    let decoded = match slice {
        Some((top, rows)) => decoded.crop_imm(0, top, image.width, rows),
        None => decoded,
    };
    // Smaller first: what is made of it afterwards is then small, too.
    let sized = if (width, height) == (decoded.width(), decoded.height()) {
        decoded
    } else {
        decoded.thumbnail_exact(width, height)
    };
    let grey = !sized.color().has_color() && !sized.color().has_alpha();
    let pixels = if grey {
        DynamicImage::ImageLuma8(sized.into_luma8())
    } else {
        DynamicImage::ImageRgb8(on_white(sized))
    };
    Ok((pixels, grey))
}

fn png_file(pixels: &DynamicImage) -> Result<Vec<u8>, Damaged> {
    let mut file = Vec::new();
    PngEncoder::new_with_quality(&mut file, CompressionType::Default, FilterType::Adaptive)
        .write_image(
            pixels.as_bytes(),
            pixels.width(),
            pixels.height(),
            pixels.color().into(),
        )?;
    Ok(file)
}

fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0;
        let mix = |value: u8| {
            let (value, alpha) = (u16::from(value), u16::from(alpha));
            u8::try_from((value * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(255)
        };
        image::Rgb([mix(red), mix(green), mix(blue)])
    })
}

fn space(grey: bool) -> &'static str {
    if grey { "DeviceGray" } else { "DeviceRGB" }
}

fn dct(body: Vec<u8>, width: u32, height: u32, grey: bool) -> Stream {
    let dictionary = dictionary! {
        "Type" => "XObject", "Subtype" => "Image",
        "Width" => i64::from(width), "Height" => i64::from(height),
        "ColorSpace" => space(grey), "BitsPerComponent" => 8, "Filter" => "DCTDecode",
    };
    Stream::new(dictionary, body).with_compression(false)
}

/// The data of a PNG file is just what a PDF wants: deflated rows, each with
/// its predictor (ISO 32000-1, 7.4.4.4).
fn flate(pixels: &DynamicImage, grey: bool) -> Result<Stream, Damaged> {
    let file = png_file(pixels)?;
    let mut body = Vec::new();
    let mut rest = file.get(8..).unwrap_or_default();
    while let [a, b, c, d, kind @ ..] = rest
        && let Some((kind, data)) = kind.split_at_checked(4)
    {
        let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        if kind == b"IDAT" {
            body.extend(data.get(..length).ok_or(Damaged)?);
        }
        rest = data.get(length + 4..).unwrap_or_default();
    }
    let (width, height) = (i64::from(pixels.width()), i64::from(pixels.height()));
    let dictionary = dictionary! {
        "Type" => "XObject", "Subtype" => "Image",
        "Width" => width, "Height" => height,
        "ColorSpace" => space(grey), "BitsPerComponent" => 8, "Filter" => "FlateDecode",
        "DecodeParms" => Object::Dictionary(dictionary! {
            "Predictor" => 15, "Colors" => if grey { 1 } else { 3 }, "Columns" => width,
        }),
    };
    Ok(Stream::new(dictionary, body).with_compression(false))
}

/// A JPEG file without what it says about its maker.
struct Segments {
    /// 1 grey, 3 colour, 4 for print.
    channels: u8,
    body: Vec<u8>,
}

impl Segments {
    /// Walks the segments to the end of the picture (ITU-T T.81, annex B): some
    /// telephones hang a film after it. Of the applications' own segments, only
    /// JFIF's (0) and Adobe's (14) matter to a reader.
    fn of(bytes: &[u8]) -> Option<Self> {
        let mut body = bytes.get(..2)?.to_vec();
        let mut channels = None;
        let mut at = 2;
        while let Some(&[0xFF, kind]) = bytes.get(at..at + 2) {
            if kind == 0xFF {
                at += 1;
                continue;
            }
            if kind == 0xD9 {
                break;
            }
            let length = bytes.get(at + 2..at + 4)?;
            let mut end = at + 2 + usize::from(u16::from_be_bytes([length[0], length[1]]));
            let segment = bytes.get(at..end)?;
            match kind {
                // Start of frame: the kinds PDF readers know.
                0xC0..=0xC2 => channels = segment.get(9).copied(),
                0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return None,
                0xDA => end = scan_end(bytes, end),
                _ => {}
            }
            if !matches!(kind, 0xE1..=0xED | 0xEF | 0xFE) {
                body.extend(bytes.get(at..end)?);
            }
            at = end;
        }
        // A file cut short still shows what is there.
        body.extend([0xFF, 0xD9]);
        let channels = channels.filter(|count| matches!(count, 1 | 3 | 4))?;
        Some(Self { channels, body })
    }
}

/// Where the coded data that starts at `from` ends: at the next marker that is
/// neither a stuffed byte nor a restart.
fn scan_end(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    rest.windows(2)
        .position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0 | 0xD0..=0xD7 | 0xFF))
        .map_or(bytes.len(), |length| from + length)
}

#[cfg(test)]
mod tests {
    use image::codecs::jpeg::JpegEncoder;
    use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

    use super::{Damaged, decode, describe, is_picture, to_stream};

    fn jpeg(width: u32, height: u32) -> Vec<u8> {
        let picture = RgbImage::from_fn(width, height, |x, y| {
            Rgb([(x * 7 % 256) as u8, (y * 5 % 256) as u8, 90])
        });
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, 90)
            .encode_image(&picture)
            .unwrap();
        bytes
    }

    /// The file with an Exif segment that says how to turn it, and a secret.
    fn with_exif(file: &[u8], orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.push(orientation);
        exif.extend(b"\0\0\0\0\0\0GPS 39.9,116.4");
        let mut bytes = file[..2].to_vec();
        bytes.extend([0xFF, 0xE1]);
        bytes.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
        bytes.extend(exif);
        bytes.extend(&file[2..]);
        bytes
    }

    #[test]
    fn a_jpeg_keeps_its_picture_and_loses_what_it_says_of_its_owner() {
        let plain = jpeg(40, 30);
        let mut file = with_exif(&plain, 6);
        let length = file.len();
        file.extend(b"a film after the picture");
        let image = describe(&file).unwrap();
        assert!(image.turn.is_sideways());
        let stored = to_stream(&file, None, 40, 30).unwrap();
        assert_eq!(
            stored.dict.get(b"Filter").unwrap().as_name().unwrap(),
            b"DCTDecode"
        );
        assert!(
            stored.content == plain,
            "the very bytes, without the segment"
        );
        assert!(stored.content.len() < length);
        let shown = image::load_from_memory(&stored.content).unwrap();
        assert!(shown == image::load_from_memory(&plain).unwrap());
    }

    #[test]
    fn a_long_picture_is_cut_into_slices_that_leave_nothing_out() {
        let long = RgbImage::from_fn(240, 2400, |_, y| Rgb([(y / 256) as u8, (y % 256) as u8, 0]));
        let mut file = std::io::Cursor::new(Vec::new());
        long.write_to(&mut file, ImageFormat::Png).unwrap();
        let image = describe(file.get_ref()).unwrap();
        let slices = image.slices();
        assert!(slices.len() >= 5, "{slices:?}");
        let mut next = 0;
        for slice in slices {
            let (top, rows) = slice.unwrap();
            assert!(top <= next && top + rows > next, "nothing between");
            let (pixels, _) = decode(file.get_ref(), image, slice, 240, rows).unwrap();
            let pixels = pixels.into_rgb8();
            let row = |y| {
                let Rgb([high, low, _]) = *pixels.get_pixel(0, y);
                u32::from(high) * 256 + u32::from(low)
            };
            assert_eq!((row(0), row(rows - 1)), (top, top + rows - 1));
            next = top + rows;
        }
        assert_eq!(next, 2400);
        let screen = describe(&jpeg(270, 600)).unwrap();
        assert_eq!(screen.slices(), [None], "an ordinary screen is whole");
    }

    /// What a few bytes claim must not be believed page for page.
    #[test]
    fn a_size_that_nothing_fills_is_not_worked_on() {
        let mut bomb = jpeg(64, 64);
        let frame = bomb
            .windows(2)
            .position(|pair| pair == [0xFF, 0xC0])
            .unwrap();
        bomb[frame + 5..frame + 9].copy_from_slice(&[0x2F, 0, 0x2F, 0]);
        assert_eq!(describe(&bomb), Err(Damaged));
        // Plain grey needs the fewest bits of all.
        let plain = RgbImage::from_pixel(2000, 2000, Rgb([200; 3]));
        let mut file = Vec::new();
        JpegEncoder::new_with_quality(&mut file, 1)
            .encode_image(&plain)
            .unwrap();
        assert!(describe(&file).is_ok());
        let thread = RgbImage::from_pixel(1, 60_000, Rgb([0; 3]));
        let mut file = std::io::Cursor::new(Vec::new());
        thread.write_to(&mut file, ImageFormat::Png).unwrap();
        assert_eq!(describe(file.get_ref()).unwrap().slices(), [None]);
    }

    #[test]
    fn a_jpeg_too_fine_for_print_is_made_smaller() {
        let stored = to_stream(&jpeg(400, 300), None, 200, 150).unwrap();
        let shown = image::load_from_memory(&stored.content).unwrap();
        assert_eq!((shown.width(), shown.height()), (200, 150));
    }

    #[test]
    fn a_png_is_stored_with_eight_bits_on_white() {
        let mut half = RgbaImage::from_pixel(3, 2, Rgba([0, 0, 0, 255]));
        half.put_pixel(0, 0, Rgba([200, 10, 10, 0]));
        half.put_pixel(1, 0, Rgba([0, 0, 0, 128]));
        let wide = DynamicImage::ImageRgba8(half).into_rgba16();
        let mut file = std::io::Cursor::new(Vec::new());
        DynamicImage::ImageRgba16(wide)
            .write_to(&mut file, ImageFormat::Png)
            .unwrap();
        let image = describe(file.get_ref()).unwrap();
        let (pixels, grey) = decode(file.get_ref(), image, None, 3, 2).unwrap();
        assert!(!grey);
        assert_eq!(&pixels.as_bytes()[..6], &[255, 255, 255, 127, 127, 127]);
        let stored = to_stream(file.get_ref(), None, 3, 2).unwrap();
        assert_eq!(
            stored
                .dict
                .get(b"BitsPerComponent")
                .unwrap()
                .as_i64()
                .unwrap(),
            8
        );
        // What was deflated is each row with its filter's number before it.
        let mut rows = stored;
        rows.dict.remove(b"DecodeParms");
        assert_eq!(rows.decompressed_content().unwrap().len(), 2 * (1 + 3 * 3));
    }

    #[test]
    fn what_is_no_picture_is_said_to_be_damaged() {
        assert!(!is_picture(b"%PDF-1.7") && !is_picture(b""));
        for file in [
            &b"\xFF\xD8\xFF\xE0"[..],
            b"\x89PNG\r\n\x1A\nnothing",
            b"\xFF\xD8\xFF",
        ] {
            assert!(is_picture(file));
            assert_eq!(describe(file), Err(Damaged));
        }
    }
}
