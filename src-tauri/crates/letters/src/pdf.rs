//! Pages to PDF. The only file that names printpdf.
//!
//! printpdf writes operators and embeds fonts; it neither lays out (that is
//! `typeset`) nor subsets in the feature set used here, so each face is cut
//! down to its used glyphs before printpdf sees it. What printpdf cannot say —
//! language, structure tree, XMP, fixed identifiers — `pdf_finish` adds.

use std::collections::BTreeMap;
use std::io::Write;

use printpdf::{
    Codepoint, Color, CurTransMat, DictItem, FontId, Greyscale, Line, LinePoint, Op, ParsedFont,
    PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, Rect, TextItem,
    TextMatrix, XObjectId, XObjectTransform,
};
use subsetter::GlyphRemapper;

use crate::display::{Frame, GlyphRun, Item, Mark, Page, Pages, Part, Turn};
use crate::fonts::{FaceId, Fonts};
use crate::pack::{NoOriginals, Originals};
use crate::pdf_finish::finish;
use crate::pdf_pictures;
use crate::pdf_write::Sink;

/// Why a PDF could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A face of the pages is not in the given fonts.
    #[error("face {0:?} is not loaded")]
    MissingFace(FaceId),
    /// A face could not be cut down or parsed again.
    #[error("face {0:?} could not be subset")]
    Subset(FaceId),
    /// The writer left something out.
    #[error("the PDF writer reported: {0}")]
    Writer(String),
    /// The finished document could not be written.
    #[error("the PDF could not be finished: {0}")]
    Finish(#[from] lopdf::Error),
    /// Writing failed.
    #[error("the PDF could not be written: {0}")]
    Io(#[from] std::io::Error),
    /// An exhibit could not be read a second time.
    #[error("exhibit at place {place} cannot be read: {source}")]
    Unreadable {
        /// Its place in the pack, from 0.
        place: usize,
        /// What the reader said.
        source: std::io::Error,
    },
    /// An exhibit is not what its caption says it is.
    #[error("exhibit at place {0} does not match its hash")]
    Changed(usize),
    /// An exhibit promised to be a picture or a PDF and is not.
    #[error("exhibit at place {0} is damaged")]
    Damaged(usize),
    /// The caller cancelled.
    #[error("cancelled")]
    Cancelled,
}

impl PdfError {
    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MissingFace(_) => "pdf_missing_face",
            Self::Subset(_) => "pdf_subset",
            Self::Writer(_) => "pdf_writer",
            Self::Finish(_) | Self::Io(_) => "pdf_finish",
            Self::Unreadable { .. } => "exhibit_unreadable",
            Self::Changed(_) => "exhibit_changed",
            Self::Damaged(_) => "exhibit_damaged",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Writes a letter as a tagged PDF that is also PDF/A-1b. The same pages and
/// fonts give the same bytes, in any process.
///
/// # Errors
/// As for [`write_pdf`].
pub fn to_pdf(pages: &Pages, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    let mut bytes = Vec::new();
    write_pdf(pages, fonts, &mut NoOriginals, &mut bytes)?;
    Ok(bytes)
}

/// Writes a letter or a pack as it comes: exhibits are asked for one at a time
/// and not kept. A pack that holds pages of somebody else's PDF makes no claim
/// to be PDF/A.
///
/// # Errors
/// If `fonts` lacks a face of the pages; if an exhibit cannot be read, has changed
/// since it was set or turns out to be damaged; if `originals` cancels; if `out` fails. What was written
/// until then is no PDF.
pub fn write_pdf(
    pages: &Pages,
    fonts: &Fonts,
    originals: &mut dyn Originals,
    out: &mut dyn Write,
) -> Result<(), PdfError> {
    let mut document = PdfDocument::new(&pages.meta.title);
    let subsets = subset_faces(pages, fonts, &mut document)?;
    let mut marks = Vec::with_capacity(pages.pages.len());
    for page in &pages.pages {
        let (operators, nodes) = write_page(page, pages, &subsets);
        let sheet = Rect::from_wh(Pt(pages.width), Pt(pages.height));
        document.pages.push(PdfPage {
            media_box: sheet.clone(),
            trim_box: sheet.clone(),
            crop_box: sheet,
            ops: operators,
        });
        marks.push(nodes);
    }
    let options = PdfSaveOptions {
        subset_fonts: false,
        image_optimization: None,
        ..Default::default()
    };
    let mut warnings = Vec::new();
    let mut written = document.to_lopdf_document(&options, &mut warnings);
    if let Some(warning) = warnings.first() {
        return Err(PdfError::Writer(warning.msg.clone()));
    }
    let counts = subsets
        .iter()
        .map(|(&id, subset)| (subset.name(id), subset.remapper.num_gids()))
        .collect();
    let pictures = finish(&mut written, pages, &marks, &counts)?;
    let mut sink = Sink::new(out)?;
    let next = written.max_id + 1;
    pdf_pictures::write(&mut sink, &pages.pictures, &pictures, next, originals)?;
    for (&id, object) in &written.objects {
        if !pictures.contains(&id) {
            sink.object(id, object)?;
        }
    }
    sink.finish(written.trailer)?;
    Ok(())
}

/// The name of a picture among the resources of its page.
pub(crate) fn picture_name(picture: usize) -> String {
    format!("P{picture}")
}

/// What one face became in this PDF.
struct Subset {
    id: FontId,
    remapper: GlyphRemapper,
    upem: u16,
    /// The text of each glyph; a PDF has room for one, the first stays.
    texts: BTreeMap<u16, String>,
}

impl Subset {
    /// The font's name in the PDF.
    fn name(&self, face: FaceId) -> String {
        format!("{}+{}", self.id.0, face.pdf_name())
    }
}

fn subset_faces(
    pages: &Pages,
    fonts: &Fonts,
    document: &mut PdfDocument,
) -> Result<BTreeMap<FaceId, Subset>, PdfError> {
    let mut subsets: BTreeMap<FaceId, Subset> = BTreeMap::new();
    let items = pages.pages.iter().flat_map(|page| &page.items);
    for run in items.filter_map(|item| match &item.mark {
        Mark::Glyphs(run) => Some(run),
        _ => None,
    }) {
        let face = fonts
            .face(run.face)
            .ok_or(PdfError::MissingFace(run.face))?;
        let subset = subsets.entry(run.face).or_insert_with(|| Subset {
            id: FontId(subset_tag(run.face)),
            remapper: GlyphRemapper::new(),
            upem: face.upem,
            texts: BTreeMap::new(),
        });
        for glyph in &run.glyphs {
            subset.remapper.remap(glyph.id);
            subset
                .texts
                .entry(glyph.id)
                .or_insert_with(|| glyph.text.clone());
        }
    }
    for (&id, subset) in &subsets {
        let face = fonts.face(id).ok_or(PdfError::MissingFace(id))?;
        let bytes =
            subsetter::subset(&face.data, 0, &subset.remapper).map_err(|_| PdfError::Subset(id))?;
        // A subset has no cmap; the parser's remark about it is expected.
        let mut font =
            ParsedFont::from_bytes(&bytes, 0, &mut Vec::new()).ok_or(PdfError::Subset(id))?;
        font.font_name = Some(subset.name(id));
        document
            .resources
            .fonts
            .map
            .insert(subset.id.clone(), PdfFont::new(font));
    }
    Ok(subsets)
}

/// Six capitals, as ISO 32000-1, 9.6.4 asks for the name of a subset.
fn subset_tag(face: FaceId) -> String {
    let index = FaceId::ALL
        .iter()
        .position(|&other| other == face)
        .unwrap_or(0);
    let letter = ('A'..='Z').nth(index).unwrap_or('Z');
    format!("MZFON{letter}")
}

/// The operators of a page, and the node of each marked-content id.
fn write_page(
    page: &Page,
    pages: &Pages,
    subsets: &BTreeMap<FaceId, Subset>,
) -> (Vec<Op>, Vec<usize>) {
    let mut operators = Vec::new();
    let mut nodes = Vec::new();
    let mut rest = page.items.as_slice();
    while let Some(first) = rest.first() {
        let same = rest
            .iter()
            .take_while(|item| item.node == first.node)
            .count();
        let (group, after) = rest.split_at(same);
        rest = after;
        operators.push(match first.node {
            None => Op::BeginMarkedContent {
                tag: "Artifact".to_owned(),
            },
            Some(node) => {
                let id = nodes.len();
                nodes.push(node);
                let id = DictItem::Int(i64::try_from(id).unwrap_or(i64::MAX));
                Op::BeginMarkedContentWithProperties {
                    tag: "Span".to_owned(),
                    properties: DictItem::Dict {
                        map: [("MCID".to_owned(), id)].into(),
                    },
                }
            }
        });
        write_group(&mut operators, group, pages, subsets);
        operators.push(Op::EndMarkedContent);
    }
    (operators, nodes)
}

fn write_group(
    operators: &mut Vec<Op>,
    group: &[Item],
    pages: &Pages,
    subsets: &BTreeMap<FaceId, Subset>,
) {
    let height = pages.height;
    let grey = |level: f32| Color::Greyscale(Greyscale::new(level, None));
    let point = |x: f32, y: f32| LinePoint {
        p: Point {
            x: Pt(x),
            y: Pt(height - y),
        },
        bezier: false,
    };
    let stroke = |thickness: f32, points: Vec<LinePoint>, is_closed: bool| {
        [
            Op::SetOutlineColor { col: grey(0.0) },
            Op::SetOutlineThickness { pt: Pt(thickness) },
            Op::DrawLine {
                line: Line { points, is_closed },
            },
        ]
    };
    for item in group {
        match &item.mark {
            Mark::Rule {
                x,
                y,
                width,
                thickness,
            } => {
                operators.extend(stroke(
                    *thickness,
                    vec![point(*x, *y), point(x + width, *y)],
                    false,
                ));
            }
            Mark::Outline { frame, thickness } => {
                let (right, foot) = (frame.x + frame.width, frame.y + frame.height);
                let corners = vec![
                    point(frame.x, frame.y),
                    point(right, frame.y),
                    point(right, foot),
                    point(frame.x, foot),
                ];
                operators.extend(stroke(*thickness, corners, true));
            }
            Mark::Picture { picture, frame } => {
                operators.extend(show_picture(*picture, frame, pages));
            }
            Mark::Glyphs(run) => {
                let Some(subset) = subsets.get(&run.face) else {
                    continue;
                };
                operators.extend([
                    Op::StartTextSection,
                    Op::SetFont {
                        font: PdfFontHandle::External(subset.id.clone()),
                        size: Pt(run.size),
                    },
                    Op::SetFillColor {
                        col: grey(run.grey),
                    },
                ]);
                operators.extend(show(run, height, subset));
                operators.push(Op::EndTextSection);
            }
        }
    }
}

/// Puts a picture, which is one by one, into its frame.
fn show_picture(picture: usize, frame: &Frame, pages: &Pages) -> [Op; 4] {
    let turn = match pages.pictures.get(picture).map(|picture| picture.part) {
        Some(Part::Image { turn, .. }) => turn,
        _ => Turn::default(),
    };
    let [a, b, c, d, e, f] = turn.matrix();
    let (width, height) = (frame.width, frame.height);
    let foot = pages.height - frame.y - height;
    let matrix = [
        a * width,
        b * height,
        c * width,
        d * height,
        frame.x + e * width,
        foot + f * height,
    ];
    [
        Op::SaveGraphicsState,
        Op::SetTransformationMatrix {
            matrix: CurTransMat::Raw(matrix),
        },
        Op::UseXobject {
            id: XObjectId(picture_name(picture)),
            transform: XObjectTransform::default(),
        },
        Op::RestoreGraphicsState,
    ]
}

/// Shows a run. Offsets are counted against the widths the PDF states, so that
/// the viewer's pen stands where the page says, without drift.
fn show(run: &GlyphRun, height: f32, subset: &Subset) -> [Op; 2] {
    let first = run.glyphs.first().map_or(0.0, |glyph| glyph.x);
    let mut pen = 0.0;
    let mut codes: Vec<Codepoint> = Vec::with_capacity(run.glyphs.len());
    for glyph in &run.glyphs {
        let wanted = (glyph.x - first) * 1000.0 / run.size;
        if let Some(previous) = codes.last_mut() {
            previous.offset = (pen - wanted).round();
            pen -= previous.offset;
        }
        let text = subset.texts.get(&glyph.id).cloned().unwrap_or_default();
        codes.push(Codepoint {
            gid: subset.remapper.get(glyph.id).unwrap_or(0),
            offset: 0.0,
            cid: Some(text),
        });
        pen += (glyph.advance * 1000 / i32::from(subset.upem)) as f32;
    }
    let hundredth = |value: f32| (value * 100.0).round() / 100.0;
    let matrix = [
        1.0,
        0.0,
        0.0,
        1.0,
        hundredth(run.x + first),
        hundredth(height - run.y),
    ];
    [
        Op::SetTextMatrix {
            matrix: TextMatrix::Raw(matrix),
        },
        Op::ShowText {
            items: vec![TextItem::GlyphIds(codes)],
        },
    ]
}

#[cfg(test)]
mod tests {
    use lopdf::{Document, Object};

    use super::to_pdf;
    use crate::fonts::test_fonts;
    use crate::{templates, to_text, typeset};

    fn squeezed(text: &str) -> String {
        text.chars()
            .filter(|c| !c.is_whitespace() && *c != '|')
            .collect()
    }

    #[test]
    fn samples_are_small_tagged_and_the_same_every_time() {
        for template in templates() {
            for sample in template.samples() {
                let document = sample.document(template).unwrap();
                let write = || {
                    let pages = typeset(&document, test_fonts()).unwrap();
                    to_pdf(&pages, test_fonts()).unwrap()
                };
                let bytes = write();
                assert!(bytes == write(), "{} differs", sample.name);
                assert!(
                    bytes.len() < 200_000,
                    "{} is {} bytes",
                    sample.name,
                    bytes.len()
                );
                let pdf = Document::load_mem(&bytes).unwrap();
                let catalog = pdf.catalog().unwrap();
                for key in ["Lang", "MarkInfo", "StructTreeRoot", "Metadata", "Outlines"] {
                    assert!(catalog.has(key.as_bytes()), "{key}");
                }
                assert_eq!(
                    catalog.get(b"Lang").unwrap().as_str().unwrap(),
                    sample.lang.tag().as_bytes()
                );
                for object in pdf.objects.values() {
                    let Ok(font) = object.as_dict() else { continue };
                    if font
                        .get(b"Subtype")
                        .and_then(Object::as_name)
                        .is_ok_and(|name| name == b"Type0")
                    {
                        assert!(font.has(b"ToUnicode"));
                    }
                }
            }
        }
    }

    #[test]
    fn the_words_of_the_letter_can_be_taken_out_again() {
        for template in templates() {
            for sample in template.samples() {
                let document = sample.document(template).unwrap();
                let pages = typeset(&document, test_fonts()).unwrap();
                let pdf = Document::load_mem(&to_pdf(&pages, test_fonts()).unwrap()).unwrap();
                let numbers: Vec<u32> = pdf.get_pages().keys().copied().collect();
                let taken = squeezed(&pdf.extract_text(&numbers).unwrap());
                for line in to_text(&document).lines() {
                    // A line of text may be cut by a page's header and footer.
                    for part in line.split(['。', '.', '|']).map(squeezed) {
                        let half: String = part.chars().take(8).collect();
                        assert!(taken.contains(&half), "{}: {part}", sample.name);
                    }
                }
            }
        }
    }
}
