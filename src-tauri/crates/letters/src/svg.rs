//! Pages to SVG: one self-contained picture per page, from the same display
//! list as the PDF.
//!
//! Glyphs are outlines, so the preview needs no installed font. Presentation
//! attributes only: the window's content policy forbids inline styles. The
//! picture is not readable text; a host that shows it offers the plain text too.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::display::{Frame, GlyphRun, Mark, Page, Pages, Part, Picture};
use crate::fonts::{FaceId, Fonts};
use crate::pack::{NoOriginals, Originals};
use crate::picture::to_data_uri;

/// Most pixels of a picture's side in a preview.
const MOST_PIXELS: u32 = 1200;

/// One SVG document per page of a letter.
pub fn to_svg(pages: &Pages, fonts: &Fonts) -> Vec<String> {
    (0..pages.pages.len())
        .filter_map(|page| to_svg_page(pages, page, fonts, &mut NoOriginals))
        .collect()
}

/// One page, from 0, of a letter or a pack; `None` if there is no such page. An
/// exhibit that cannot be read, and a page of a PDF, is an empty frame.
pub fn to_svg_page(
    pages: &Pages,
    page: usize,
    fonts: &Fonts,
    originals: &mut dyn Originals,
) -> Option<String> {
    let found = pages.pages.get(page)?;
    Some(page_svg(found, page + 1, pages, fonts, originals))
}

fn page_svg(
    page: &Page,
    number: usize,
    pages: &Pages,
    fonts: &Fonts,
    originals: &mut dyn Originals,
) -> String {
    let (width, height) = (pages.width, pages.height);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
role=\"img\" aria-label=\"{} {number}/{}\"><defs>",
        escape(&pages.meta.title),
        pages.pages.len()
    );
    let mut used: BTreeSet<(FaceId, u16)> = BTreeSet::new();
    for item in &page.items {
        if let Mark::Glyphs(run) = &item.mark {
            used.extend(run.glyphs.iter().map(|glyph| (run.face, glyph.id)));
        }
    }
    for id in FaceId::ALL {
        define(&mut svg, id, &used, fonts);
    }
    let _ = write!(
        svg,
        "</defs><rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>"
    );
    for item in &page.items {
        match &item.mark {
            Mark::Glyphs(run) => draw_run(&mut svg, run, fonts),
            Mark::Rule {
                x,
                y,
                width,
                thickness,
            } => {
                let top = y - thickness / 2.0;
                let _ = write!(
                    svg,
                    "<rect x=\"{x:.2}\" y=\"{top:.2}\" width=\"{width:.2}\" \
height=\"{thickness:.2}\" fill=\"#000\"/>"
                );
            }
            Mark::Outline { frame, thickness } => {
                draw_frame(&mut svg, frame, "none", "#000", *thickness);
            }
            Mark::Picture { picture, frame } => {
                let picture = pages.pictures.get(*picture);
                if draw_picture(&mut svg, picture, frame, originals).is_none() {
                    draw_frame(&mut svg, frame, "#eee", "#999", 0.5);
                }
            }
        }
    }
    svg.push_str("</svg>");
    svg
}

fn define(svg: &mut String, id: FaceId, used: &BTreeSet<(FaceId, u16)>, fonts: &Fonts) {
    let Some(font) = fonts
        .face(id)
        .and_then(|face| FontRef::new(&face.data).ok())
    else {
        return;
    };
    let outlines = font.outline_glyphs();
    for &(_, glyph) in used.range((id, 0)..=(id, u16::MAX)) {
        let mut pen = PathPen(String::new());
        if let Some(outline) = outlines.get(GlyphId::from(glyph)) {
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            // A glyph without outline, such as the space, draws nothing.
            let _ = outline.draw(settings, &mut pen);
        }
        if !pen.0.is_empty() {
            let _ = write!(svg, "<path id=\"{}\" d=\"{}\"/>", name(id, glyph), pen.0);
        }
    }
}

/// Ids are unique per page; a page is its own document or its own image.
fn name(face: FaceId, glyph: u16) -> String {
    let index = FaceId::ALL
        .iter()
        .position(|&other| other == face)
        .unwrap_or(0);
    let letter = ('a'..='z').nth(index).unwrap_or('z');
    format!("{letter}{glyph:x}")
}

fn draw_run(svg: &mut String, run: &GlyphRun, fonts: &Fonts) {
    let Some(face) = fonts.face(run.face) else {
        return;
    };
    let upem = f32::from(face.upem);
    let scale = run.size / upem;
    let level = (run.grey * 255.0).round() as i32;
    let _ = write!(
        svg,
        "<g transform=\"matrix({scale:.5} 0 0 {:.5} {:.2} {:.2})\" \
fill=\"rgb({level},{level},{level})\"",
        -scale, run.x, run.y
    );
    svg.push('>');
    for glyph in run
        .glyphs
        .iter()
        .filter(|glyph| !glyph.text.trim().is_empty())
    {
        let x = (glyph.x / scale).round() as i32;
        let _ = write!(
            svg,
            "<use href=\"#{}\" x=\"{x}\"/>",
            name(run.face, glyph.id)
        );
    }
    svg.push_str("</g>");
}

fn draw_frame(svg: &mut String, frame: &Frame, fill: &str, stroke: &str, thickness: f32) {
    let _ = write!(
        svg,
        "<rect x=\"{:.2}\" y=\"{:.2}\" width=\"{:.2}\" height=\"{:.2}\" \
fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"{thickness:.2}\"/>",
        frame.x, frame.y, frame.width, frame.height
    );
}

/// The matrix of a PDF has y upwards and the picture's foot at 0; here y is
/// downwards and its head at 0.
fn draw_picture(
    svg: &mut String,
    picture: Option<&Picture>,
    frame: &Frame,
    originals: &mut dyn Originals,
) -> Option<()> {
    let &Picture { exhibit, part, .. } = picture?;
    let Part::Image {
        slice,
        turn,
        width,
        height,
    } = part
    else {
        return None;
    };
    let bytes = originals.read(exhibit).ok()?;
    let most = width.max(height).max(1);
    let fewer = |side: u32| {
        let fewer = u64::from(side) * u64::from(MOST_PIXELS.min(most)) / u64::from(most);
        u32::try_from(fewer).unwrap_or(side).max(1)
    };
    let uri = to_data_uri(&bytes, slice, fewer(width), fewer(height)).ok()?;
    let [a, b, c, d, e, f] = turn.matrix();
    let (across, down) = (frame.width, frame.height);
    let _ = write!(
        svg,
        "<image width=\"1\" height=\"1\" preserveAspectRatio=\"none\" \
transform=\"matrix({:.3} {:.3} {:.3} {:.3} {:.3} {:.3})\" href=\"{uri}\"/>",
        a * across,
        -b * down,
        -c * across,
        d * down,
        frame.x + (c + e) * across,
        frame.y + (1.0 - d - f) * down
    );
    Some(())
}

/// Escapes text for XML content and attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// Outlines in font units, whole numbers.
struct PathPen(String);

impl PathPen {
    fn push(&mut self, command: char, points: &[(f32, f32)]) {
        self.0.push(command);
        for (index, (x, y)) in points.iter().enumerate() {
            let gap = if index > 0 { " " } else { "" };
            let _ = write!(self.0, "{gap}{} {}", x.round() as i32, y.round() as i32);
        }
    }
}

impl OutlinePen for PathPen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.push('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push('L', &[(x, y)]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.push('Q', &[(cx, cy), (x, y)]);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.push('C', &[(ax, ay), (bx, by), (x, y)]);
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::to_svg;
    use crate::fonts::test_fonts;
    use crate::{merge, templates, typeset};

    #[test]
    fn a_page_is_self_contained_and_obeys_the_content_policy() {
        let template = templates().iter().find(|t| t.id() == "complaint-lender");
        let template = template.unwrap();
        let sample = &template.samples()[0];
        let document = merge(template, sample.lang, &sample.values).unwrap();
        let pages = typeset(&document, test_fonts()).unwrap();
        let svg = to_svg(&pages, test_fonts());
        assert_eq!(svg.len(), pages.pages.len());
        for page in &svg {
            assert!(!page.contains("style") && !page.contains("<script"));
            for reference in page.split("<use href=\"#").skip(1) {
                let id = reference.split('"').next().unwrap();
                assert!(page.contains(&format!("id=\"{id}\"")), "{id}");
            }
        }
    }
}
