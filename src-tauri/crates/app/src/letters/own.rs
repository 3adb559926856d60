//! Paragraphs of the writer's own: printed where they were put, and as such.

use letters::{Block, Document, Inline};

use super::OwnParagraph;
use super::phrases::Phrases;

/// The headings of the letter's sections, in order.
pub(super) fn sections(document: &Document) -> Vec<String> {
    let body = document.blocks.iter().take(close_of(&document.blocks));
    let headings = body.filter_map(|block| match block {
        Block::Heading(heading) => Some(heading.text()),
        _ => None,
    });
    headings.collect()
}

/// Puts each paragraph at the end of its section; one for a section that is not
/// there ends the last.
pub(super) fn insert(document: &mut Document, paragraphs: &[OwnParagraph]) {
    let phrases = Phrases::of(document.lang);
    for paragraph in paragraphs {
        let words = paragraph.text.trim();
        if words.is_empty() {
            continue;
        }
        let text = phrases.fill("own", "paragraph", &[("words", words)]);
        let at = end_of(&document.blocks, paragraph.section);
        let block = Block::Paragraph(Inline::own(text));
        document.blocks.insert(at, block);
    }
}

/// Where a section ends: before the next heading, and before the letter's close.
fn end_of(blocks: &[Block], section: u32) -> usize {
    let close = close_of(blocks);
    let headings = blocks.iter().take(close).enumerate();
    let mut headings = headings.filter(|(_, block)| matches!(block, Block::Heading(_)));
    let next = headings.nth(usize::try_from(section).unwrap_or(usize::MAX));
    next.map_or(close, |(at, _)| at)
}

/// Where the letter closes; annexes follow.
fn close_of(blocks: &[Block]) -> usize {
    let closes = |block: &Block| matches!(block, Block::Closing(_) | Block::Signature(_));
    blocks.iter().position(closes).unwrap_or(blocks.len())
}
