//! Where each sentence of a letter stands on its pages: one spot for every line of
//! it, so that whoever looks at a page can ask what a sentence rests on.

use crate::display::{GlyphRun, Mark, Pages};
use crate::fonts::Fonts;

/// How far a spot reaches above its baseline, in em: the middle of a hanzi stands
/// 0.38 em above it, and the spot as far above as below that middle.
const ABOVE: f32 = 1.0;
/// How far it reaches below, in em.
const BELOW: f32 = 0.24;

/// One line of a sentence on a page. Lengths are ten-thousandths of the page's width and
/// height; the origin is the top left corner. Whole numbers, because they are kept with a
/// finished letter, whose record has to read back as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Which sentence of the document, in its reading order.
    pub sentence: usize,
    /// On which page, from 0.
    pub page: usize,
    /// Left edge.
    pub x: u32,
    /// Top edge.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// Every line of every sentence, page by page.
pub fn spots(pages: &Pages, fonts: &Fonts) -> Vec<Spot> {
    let mut all = Vec::new();
    for (number, page) in pages.pages.iter().enumerate() {
        let mut lines: Vec<Line> = Vec::new();
        for item in &page.items {
            let Mark::Glyphs(run) = &item.mark else {
                continue;
            };
            let Some(sentence) = run.sentence else {
                continue;
            };
            let end = run.x + width(run, fonts);
            match lines.last_mut() {
                Some(line) if line.sentence == sentence && line.baseline == run.y => {
                    line.end = line.end.max(end);
                }
                _ => lines.push(Line {
                    sentence,
                    baseline: run.y,
                    size: run.size,
                    start: run.x,
                    end,
                }),
            }
        }
        all.extend(lines.iter().map(|line| Spot {
            sentence: line.sentence,
            page: number,
            x: share(line.start, pages.width),
            y: share(line.baseline - ABOVE * line.size, pages.height),
            width: share(line.end - line.start, pages.width),
            height: share((ABOVE + BELOW) * line.size, pages.height),
        }));
    }
    all
}

/// A line of a sentence, in points.
struct Line {
    sentence: usize,
    baseline: f32,
    size: f32,
    start: f32,
    end: f32,
}

fn width(run: &GlyphRun, fonts: &Fonts) -> f32 {
    let upem = fonts
        .face(run.face)
        .map_or(1000.0, |face| f32::from(face.upem));
    run.glyphs
        .last()
        .map_or(0.0, |last| last.x + last.advance as f32 * run.size / upem)
}

fn share(length: f32, of: f32) -> u32 {
    (length / of * 1e4).round() as u32
}

#[cfg(test)]
mod tests {
    use super::spots;
    use crate::display::Mark;
    use crate::fonts::test_fonts;
    use crate::normalise::clean;
    use crate::{merge, templates, typeset};

    fn squeezed(text: &str) -> String {
        text.split_whitespace().collect()
    }

    #[test]
    fn the_glyphs_of_a_sentence_spell_it_in_every_sample() {
        let mut seen = 0;
        for template in templates() {
            for sample in template.samples() {
                let document = merge(template, sample.lang, &sample.values).unwrap();
                let Ok(pages) = typeset(&document, test_fonts()) else {
                    continue;
                };
                let count = document.sentences().count();
                let mut spelled = vec![String::new(); count];
                for item in pages.pages.iter().flat_map(|page| &page.items) {
                    let Mark::Glyphs(run) = &item.mark else {
                        continue;
                    };
                    // The head of a table is set anew on a page it goes on to.
                    if let (Some(sentence), Some(_)) = (run.sentence, item.node) {
                        let glyphs = run.glyphs.iter().map(|glyph| glyph.text.as_str());
                        spelled[sentence].extend(glyphs);
                    }
                }
                for (said, sentence) in spelled.iter().zip(document.sentences()) {
                    let id = template.id();
                    assert_eq!(squeezed(said), squeezed(&clean(&sentence.text)), "{id}");
                    seen += 1;
                }
            }
        }
        assert!(seen > 1000, "{seen}");
    }

    #[test]
    fn a_spot_lies_on_its_page_and_every_printed_sentence_has_one() {
        let template = templates().iter().find(|t| t.id() == "complaint-lender");
        let template = template.unwrap();
        for sample in template.samples() {
            let document = merge(template, sample.lang, &sample.values).unwrap();
            let pages = typeset(&document, test_fonts()).unwrap();
            let spots = spots(&pages, test_fonts());
            for spot in &spots {
                assert!(spot.x > 500 && spot.x + spot.width < 9500, "{spot:?}");
                assert!(spot.y > 500 && spot.y + spot.height < 9500, "{spot:?}");
                assert!(spot.width > 0 && spot.height > 100, "{spot:?}");
            }
            for (place, sentence) in document.sentences().enumerate() {
                let shown = spots.iter().any(|spot| spot.sentence == place);
                assert_eq!(shown, !sentence.text.trim().is_empty(), "{}", sentence.text);
            }
        }
    }
}
