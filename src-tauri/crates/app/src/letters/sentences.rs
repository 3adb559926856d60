//! The sentences of a letter, each with what it rests on and where it stands.

use std::collections::BTreeSet;

use domain::ContactId;
use letters::document::Sentence;
use letters::{Block, Document, Fonts, Pages};

use super::exhibits::sources;
use super::{RowSource, SentenceRows, SentenceSpot, SupportingRow};
use crate::findings::brief;
use crate::view::View;

/// Every sentence that is printed, in reading order.
pub(super) fn sentences(document: &Document) -> Vec<SentenceRows> {
    printed(document)
        .map(|(_, sentence, _)| SentenceRows {
            text: sentence.text.trim().to_owned(),
            rows: sentence
                .rows
                .iter()
                .map(|row| row.as_str().into())
                .collect(),
            own: sentence.own,
        })
        .collect()
}

/// Where the sentences stand that somebody may want to ask about: running text, and
/// whatever rests on a row or is the writer's own. Titles and labels say nothing.
pub(super) fn spots(document: &Document, pages: &Pages, fonts: &Fonts) -> Vec<SentenceSpot> {
    let asked: Vec<usize> = printed(document)
        .filter(|(_, sentence, running)| *running || sentence.own || !sentence.rows.is_empty())
        .map(|(place, ..)| place)
        .collect();
    // Sentences are told apart by their place among those that are printed.
    let shown: Vec<usize> = printed(document).map(|(place, ..)| place).collect();
    letters::spots(pages, fonts)
        .into_iter()
        .filter(|spot| asked.contains(&spot.sentence))
        .filter_map(|spot| {
            let sentence = shown.binary_search(&spot.sentence).ok()?;
            Some(SentenceSpot {
                sentence: u32::try_from(sentence).ok()?,
                page: u32::try_from(spot.page).ok()?,
                x: spot.x,
                y: spot.y,
                width: spot.width,
                height: spot.height,
            })
        })
        .collect()
}

/// The contacts a letter rests on, in the order of time.
pub(super) fn supporting(view: &View, document: &Document) -> Vec<SupportingRow> {
    let named: BTreeSet<ContactId> = document
        .sentences()
        .flat_map(|sentence| &sentence.rows)
        .map(|row| row.as_str().into())
        .collect();
    // By their ids: a long log is not walked for every keystroke.
    let mut rows: Vec<_> = named
        .iter()
        .filter_map(|id| view.contact(id).filter(|contact| contact.id == *id))
        .collect();
    rows.sort_by_key(|contact| contact.at);
    rows.into_iter()
        .map(|contact| SupportingRow {
            contact: brief(view, contact),
            sources: sources(contact)
                .flatten()
                .map(|source| RowSource {
                    file: source.file.clone(),
                    position: source.position,
                })
                .collect(),
        })
        .collect()
}

/// Sentences with words in them: the place among all, and whether it is running text.
fn printed(document: &Document) -> impl Iterator<Item = (usize, &Sentence, bool)> {
    let all = document.blocks.iter().flat_map(of_block).zip(0..);
    all.map(|((sentence, running), place)| (place, sentence, running))
        .filter(|(_, sentence, _)| !sentence.text.trim().is_empty())
}

fn of_block(block: &Block) -> impl Iterator<Item = (&Sentence, bool)> {
    let running = matches!(block, Block::Paragraph(_) | Block::Numbered(_));
    let inlines = block.inlines().into_iter();
    let sentences = inlines.flat_map(|inline| &inline.sentences);
    sentences.map(move |sentence| (sentence, running))
}
