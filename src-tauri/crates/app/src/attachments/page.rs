//! One page of a PDF, as a picture.
//!
//! The file comes from anywhere. So it is drawn on a thread of its own, whose end is
//! waited for no longer than [`Limits::time`], at no more than [`MAX_PIXELS`]; should
//! the thread give way, that is an error like any other and the vault stays open.
//! Nothing is written to the disk, scripts and links in the file are not even read.

use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use domain::{AttachmentId, FieldProblem, MediaKind, ProblemCode};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::font::{FontData, FontQuery};
use hayro::hayro_interpret::hayro_cmap::CidFamily;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use letters::fonts::FaceId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{content, one};
use crate::{App, Error, ErrorCode};

/// Most pixels of a picture: an A4 page at 300 dpi has 8.7 million.
const MAX_PIXELS: f32 = 12_000_000.0;
/// How wide a picture may be asked for, in pixels.
const WIDTHS: RangeInclusive<u32> = 50..=3_000;
/// Longest side, in pixels.
const MAX_SIDE: f32 = 10_000.0;
/// Room for the recursion of nested drawings, in bytes. Unused, it costs nothing.
const STACK: usize = 64 << 20;
/// How many pages are drawn at once. One that does not end keeps its place.
const AT_ONCE: usize = 2;

/// Asks for a page of a PDF.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AttachmentPage {
    /// The file.
    pub id: AttachmentId,
    /// Which page, from 1.
    pub page: u32,
    /// How wide the picture should be, in pixels: 50 to 3,000.
    pub width: u32,
}

/// A page of a PDF.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PageShown {
    /// How many pages the file has.
    pub pages: u32,
    /// Width of the picture, in pixels; less than asked for when the page is very long.
    pub width: u32,
    /// Height of the picture, in pixels.
    pub height: u32,
    /// The picture, PNG in base 64.
    pub base64: String,
}

/// What a drawing may take.
#[derive(Clone, Copy)]
struct Limits {
    /// Size of the file, in bytes.
    bytes: u64,
    /// How long it is waited for.
    time: Duration,
}

const LIMITS: Limits = Limits {
    bytes: 64 << 20,
    time: Duration::from_secs(20),
};

/// Pages being drawn.
static DRAWING: AtomicUsize = AtomicUsize::new(0);

/// A page of a PDF, as a picture.
///
/// # Errors
/// Locked; not found, for a file that is no PDF and for a page it does not have, too;
/// the file is missing or was altered, is locked with a password, damaged, or takes
/// too much room or time.
pub fn page(app: &App, request: AttachmentPage) -> Result<PageShown, Error> {
    let (kept, files) = one(app, &request.id)?;
    let name = &kept.attachment.name;
    if kept.attachment.kind != MediaKind::Pdf {
        return Err(Error::not_found("page"));
    }
    if !WIDTHS.contains(&request.width) {
        let wrong = FieldProblem::new("width", ProblemCode::OutOfRange);
        return Err(Error::invalid(vec![wrong]));
    }
    if kept.attachment.size > LIMITS.bytes {
        return Err(Error::new(ErrorCode::PdfTooHeavy).with("file", name));
    }
    let bytes = content(&kept, &files)?;
    drawn(bytes, request.page, request.width, Faces::of(app), LIMITS)
        .map_err(|error| error.with("file", name))
}

/// The faces for a page that brings none of its own: Chinese banks name 宋体 and leave
/// it out.
#[derive(Clone, Default)]
struct Faces {
    plain: Option<FontData>,
    bold: Option<FontData>,
}

impl Faces {
    /// Those of the letters; none where they are not installed.
    fn of(app: &App) -> Self {
        let face = |id| {
            let fonts = app.fonts().ok()?;
            fonts.bytes(id).map(|data| data as FontData)
        };
        Self {
            plain: face(FaceId::HanSerif),
            bold: face(FaceId::HanSerifBold),
        }
    }

    fn find(&self, query: &FontQuery) -> Option<(FontData, u32)> {
        match query {
            FontQuery::Standard(standard) => Some(standard.get_font_data()),
            FontQuery::Fallback(wanted) => {
                let chinese = wanted.character_collection.as_ref().is_some_and(|cids| {
                    matches!(cids.family, CidFamily::AdobeGB1 | CidFamily::AdobeCNS1)
                });
                let own = if wanted.is_bold {
                    &self.bold
                } else {
                    &self.plain
                };
                match own {
                    Some(face) if chinese => Some((Arc::clone(face), 0)),
                    _ => Some(wanted.pick_standard_font().get_font_data()),
                }
            }
        }
    }
}

/// Draws on a thread of its own and waits for it.
fn drawn(
    bytes: Vec<u8>,
    page: u32,
    width: u32,
    faces: Faces,
    limits: Limits,
) -> Result<PageShown, Error> {
    if bytes.len() as u64 > limits.bytes {
        return Err(ErrorCode::PdfTooHeavy.into());
    }
    if DRAWING.fetch_add(1, Ordering::AcqRel) >= AT_ONCE {
        DRAWING.fetch_sub(1, Ordering::AcqRel);
        return Err(ErrorCode::PdfTooHeavy.into());
    }
    let (tell, told) = mpsc::channel();
    let begun = thread::Builder::new().stack_size(STACK).spawn(move || {
        let place = Place;
        let came = draw(bytes, page, width, &faces);
        // Free again before the answer is out: the next page may be asked for at once.
        drop(place);
        // Nobody listens any more when it took too long.
        let _ = tell.send(came);
    });
    if begun.is_err() {
        DRAWING.fetch_sub(1, Ordering::AcqRel);
        return Err(ErrorCode::PdfTooHeavy.into());
    }
    told.recv_timeout(limits.time)
        .unwrap_or_else(|gone| match gone {
            mpsc::RecvTimeoutError::Timeout => Err(ErrorCode::PdfTooHeavy.into()),
            // The thread gave way: the file is not as a PDF should be.
            mpsc::RecvTimeoutError::Disconnected => Err(ErrorCode::PdfDamaged.into()),
        })
}

/// One of the places to draw at; given back however the drawing ends.
struct Place;

impl Drop for Place {
    fn drop(&mut self) {
        DRAWING.fetch_sub(1, Ordering::AcqRel);
    }
}

fn draw(bytes: Vec<u8>, page: u32, width: u32, faces: &Faces) -> Result<PageShown, Error> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => ErrorCode::PdfLocked,
        LoadPdfError::Invalid => ErrorCode::PdfDamaged,
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(ErrorCode::PdfDamaged.into());
    }
    let sheet = (page as usize)
        .checked_sub(1)
        .and_then(|index| pages.get(index))
        .ok_or_else(|| Error::not_found("page"))?;
    let scale = scale(sheet.render_dimensions(), width).ok_or(ErrorCode::PdfDamaged)?;
    let faces = faces.clone();
    let reading = InterpreterSettings {
        font_resolver: Arc::new(move |query| faces.find(query)),
        ..InterpreterSettings::default()
    };
    let picture = hayro::render(
        sheet,
        &RenderCache::new(),
        &reading,
        &RenderSettings::default(),
        &PixmapSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: WHITE,
        },
    );
    let (width, height) = (picture.width(), picture.height());
    let png = picture.into_png().map_err(|_| ErrorCode::PdfDamaged)?;
    Ok(PageShown {
        pages: u32::try_from(pages.len()).unwrap_or(u32::MAX),
        width: u32::from(width),
        height: u32::from(height),
        base64: BASE64_STANDARD.encode(png),
    })
}

/// Pixels per point: for the width that is wanted, or as much less as the limits want.
/// None for a page that has no size.
#[allow(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "a page is measured in floats, and these are pixels"
)]
fn scale((width, height): (f32, f32), wanted: u32) -> Option<f32> {
    if !(width.is_finite() && height.is_finite() && width >= 1.0 && height >= 1.0) {
        return None;
    }
    let scale = (wanted as f32 / width)
        .min((MAX_PIXELS / width / height).sqrt())
        .min(MAX_SIDE / height);
    (width * scale >= 1.0 && height * scale >= 1.0).then_some(scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PDF of A4 pages, each with a black square; `sheet` is its size, `drawing`
    /// more to draw on it, `trailer` more of the trailer.
    fn pdf(pages: usize, sheet: &str, drawing: &str, trailer: &str) -> Vec<u8> {
        let kids: Vec<_> = (0..pages).map(|i| format!("{} 0 R", 3 + i * 2)).collect();
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            format!(
                "<< /Type /Pages /Kids [{}] /Count {pages} >>",
                kids.join(" ")
            ),
        ];
        for i in 0..pages {
            let drawn = format!("0 0 0 rg 100 100 200 200 re f {drawing}");
            objects.push(format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [{sheet}] /Contents {} 0 R >>",
                4 + i * 2
            ));
            objects.push(format!(
                "<< /Length {} >>\nstream\n{drawn}\nendstream",
                drawn.len()
            ));
        }
        let mut out = "%PDF-1.4\n".to_owned();
        let mut table = String::new();
        for (i, body) in objects.iter().enumerate() {
            table += &format!("{:010} 00000 n \n", out.len());
            out += &format!("{} 0 obj\n{body}\nendobj\n", i + 1);
        }
        let size = objects.len() + 1;
        let start = out.len();
        out += &format!(
            "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
        );
        out.into_bytes()
    }

    const A4: &str = "0 0 595 842";

    fn shown(bytes: Vec<u8>, page: u32, width: u32) -> Result<PageShown, ErrorCode> {
        drawn(bytes, page, width, Faces::default(), LIMITS).map_err(|error| error.code)
    }

    #[test]
    fn a_page_is_a_picture_of_the_width_asked_for() {
        let page = shown(pdf(2, A4, "", ""), 2, 595).unwrap();
        assert_eq!((page.pages, page.width, page.height), (2, 595, 842));
        let png = BASE64_STANDARD.decode(&page.base64).unwrap();
        let picture = image::load_from_memory(&png).unwrap().to_rgb8();
        // From below in the file, from above in the picture.
        assert_eq!(picture.get_pixel(200, 842 - 200).0, [0, 0, 0]);
        assert_eq!(picture.get_pixel(50, 50).0, [255, 255, 255]);
    }

    #[test]
    fn a_page_that_is_not_there_is_not_found() {
        for page in [0, 3, u32::MAX] {
            let error = shown(pdf(2, A4, "", ""), page, 100).unwrap_err();
            assert_eq!(error, ErrorCode::NotFound, "{page}");
        }
    }

    #[test]
    fn what_is_locked_and_what_is_damaged_is_said() {
        let lock = "/ID [<00><00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 \
                    /O <0000000000000000000000000000000000000000000000000000000000000000> \
                    /U <0000000000000000000000000000000000000000000000000000000000000000> >>";
        assert_eq!(
            shown(pdf(1, A4, "", lock), 1, 100).unwrap_err(),
            ErrorCode::PdfLocked
        );
        let damaged = [
            Vec::new(),
            b"%PDF-1.7\nnothing that follows is one".to_vec(),
            pdf(0, A4, "", ""),
            pdf(1, "0 0 0 0", "", "")[..40].to_vec(),
        ];
        for bytes in damaged {
            assert_eq!(shown(bytes, 1, 100).unwrap_err(), ErrorCode::PdfDamaged);
        }
    }

    #[test]
    fn no_size_of_page_makes_a_picture_beyond_the_limit() {
        for sheet in ["0 0 10 1000000", "0 0 14400 14400", "0 0 100000000 2"] {
            // Too thin to have a pixel is refused; anything else fits.
            if let Ok(page) = shown(pdf(1, sheet, "", ""), 1, 3_000) {
                assert!(page.height <= 10_000, "{sheet}");
                assert!(page.width * page.height <= 12_000_000, "{sheet}");
            }
        }
    }

    #[test]
    fn what_takes_too_long_or_too_much_is_given_up() {
        let short = Limits {
            time: Duration::ZERO,
            ..LIMITS
        };
        let small = Limits { bytes: 9, ..LIMITS };
        for limits in [short, small] {
            let error = drawn(pdf(1, A4, "", ""), 1, 100, Faces::default(), limits);
            assert_eq!(error.unwrap_err().code, ErrorCode::PdfTooHeavy);
        }
    }

    /// Nested far deeper than any stack: an answer of whatever kind, and the next
    /// page is drawn all the same.
    #[test]
    fn a_hostile_file_does_not_end_the_program() {
        for drawing in [
            "[".repeat(200_000),
            "q ".repeat(200_000),
            "<<".repeat(200_000),
        ] {
            let _ = shown(pdf(1, A4, &drawing, ""), 1, 100);
        }
        assert_eq!(shown(pdf(1, A4, "", ""), 1, 100).unwrap().width, 100);
    }
}
