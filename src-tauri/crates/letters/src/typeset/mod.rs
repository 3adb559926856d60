//! A document becomes pages.
//!
//! One concern per file: [`itemise`] (which face), [`shape`] (glyphs),
//! [`breaks`] (where a line may end), [`glue`] (what may give way), [`lines`]
//! (the cheapest lines), [`blocks`] and [`table`] (what a block looks like),
//! [`pages`] (where a page ends), [`furniture`] (header and footer),
//! [`contents`] and [`exhibits`] (what a pack adds), [`mod@envelope`], [`sheet`]
//! (every measure of a letter). Not a general engine: left to right, Chinese and English,
//! A4, no footnotes.

mod blocks;
mod breaks;
mod contents;
mod envelope;
mod exhibits;
mod furniture;
mod glue;
mod itemise;
mod lines;
mod pages;
mod shape;
mod sheet;
mod table;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use domain::Lang;
use sha2::{Digest, Sha256};

use crate::display::{Meta, Node, Pages, Picture, Role};
use crate::document::{Document, Inline, Sentence};
use crate::fonts::Fonts;
use crate::normalise::clean;
use crate::pack::{Content, Exhibit, Originals, Pack, PackError, Placed, Shown, Unshown};
use blocks::Slab;
pub use envelope::{Envelope, EnvelopeError, EnvelopeSize, Party, envelope};
use sheet::Sheet;

/// Why a letter cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TypesetError {
    /// Characters no face can print. Never printed as an empty box.
    #[error("no font has a glyph for: {}", .0.iter().collect::<String>())]
    MissingGlyphs(Vec<char>),
}

impl TypesetError {
    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MissingGlyphs(_) => "missing_glyphs",
        }
    }
}

/// Sets a letter on A4 pages. The same document and fonts always give the same
/// pages.
///
/// # Errors
/// Every character no face has, each once, in code point order.
pub fn typeset(document: &Document, fonts: &Fonts) -> Result<Pages, TypesetError> {
    let mut setter = Setter::of(document, fonts);
    let slabs = blocks::set_blocks(&mut setter, document);
    setter.paginate(slabs, document)
}

/// Sets a letter with its exhibits: the letter, a contents page, the exhibits,
/// under one page count. Every exhibit that is shown is read once and checked against
/// its hash.
///
/// # Errors
/// As for [`typeset`]; an exhibit that cannot be read or is not what was
/// recorded; cancelling. An exhibit that can be read but not shown is listed.
pub fn typeset_pack(
    letter: &Document,
    exhibits: &[Exhibit],
    fonts: &Fonts,
    originals: &mut dyn Originals,
) -> Result<Pack, PackError> {
    let mut setter = Setter::of(letter, fonts);
    let front = blocks::set_blocks(&mut setter, letter);
    let mut contents = contents::contents(&mut setter, &letter.title, exhibits);
    let (mut back, mut shown) = (Vec::new(), Vec::new());
    for (index, exhibit) in exhibits.iter().enumerate() {
        if !originals.proceed(index, exhibits.len()) {
            return Err(PackError::Cancelled);
        }
        let known = match exhibit.listed_only {
            true => originals.length(index),
            false => None,
        };
        let (content, bytes) = match known {
            Some(bytes) => (Content::Listed(Unshown::Wanted), bytes),
            None => {
                let bytes = originals
                    .read(index)
                    .map_err(|source| PackError::Unreadable {
                        place: index,
                        source,
                    })?;
                if Sha256::digest(&bytes)[..] != exhibit.sha256 {
                    return Err(PackError::Changed(index));
                }
                (Content::of(&bytes, exhibit), bytes.len())
            }
        };
        let place = exhibits::Place {
            index,
            id: letter.blocks.len() + index,
            bytes,
            sha256: exhibit.sha256,
            after_list: matches!(shown.last(), Some(Shown::Listed(_))),
        };
        let (slabs, how) = exhibits::exhibit(&mut setter, exhibit, content, place);
        back.extend(slabs);
        shown.push(how);
    }
    // Page numbers are known once everything has found its page.
    let trial = [&front, &contents.slabs, &back].map(Clone::clone).concat();
    let (_, bookmarks) = pages::fill(trial);
    let starts = bookmarks.len().saturating_sub(exhibits.len());
    let pages: Vec<usize> = bookmarks[starts..]
        .iter()
        .map(|mark| mark.page + 1)
        .collect();
    let numbers: Vec<usize> = std::iter::once(1).chain(pages.iter().copied()).collect();
    contents.number(&mut setter, &numbers);
    let slabs = [front, contents.slabs, back].concat();
    let exhibits = pages
        .into_iter()
        .zip(shown)
        .map(|(page, shown)| Placed { page, shown })
        .collect();
    Ok(Pack {
        pages: setter.paginate(slabs, letter)?,
        exhibits,
    })
}

/// How many pages an exhibit takes: a picture one, or one for each slice of a long
/// screenshot, a PDF as many as are in it, a text as many as it is set on. `None`: it is listed, not shown.
pub fn pages_of(exhibit: &Exhibit, bytes: &[u8], lang: Lang, fonts: &Fonts) -> Option<usize> {
    match Content::of(bytes, exhibit) {
        Content::Picture(image) => Some(image.slices().len()),
        Content::Pages(sizes) => Some(sizes.len()),
        text @ Content::Text(_) => {
            let mut setter = Setter::new(lang, fonts);
            let place = exhibits::Place {
                index: 0,
                id: 0,
                bytes: bytes.len(),
                sha256: exhibit.sha256,
                after_list: false,
            };
            let (slabs, _) = exhibits::exhibit(&mut setter, exhibit, text, place);
            Some(pages::fill(slabs).0.len())
        }
        Content::Listed(_) => None,
    }
}

/// What setting a letter gathers on the way.
struct Setter<'a> {
    lang: Lang,
    fonts: &'a Fonts,
    sheet: Sheet,
    missing: Vec<char>,
    /// The place of each sentence of the letter, by where it is kept. What has none
    /// is no sentence of it: the number of a list, a caption.
    places: HashMap<*const Sentence, usize>,
    tree: Vec<Node>,
    pictures: Vec<Picture>,
}

/// Text of one block with the sentences it is made of: end offset, place.
struct Flow {
    text: String,
    sentences: Vec<(usize, Option<usize>)>,
}

impl<'a> Setter<'a> {
    fn new(lang: Lang, fonts: &'a Fonts) -> Self {
        Self {
            places: HashMap::new(),
            lang,
            fonts,
            sheet: Sheet::of(lang),
            missing: Vec::new(),
            tree: vec![Node {
                role: Role::Document,
                parent: None,
                alt: None,
            }],
            pictures: Vec::new(),
        }
    }

    /// For a letter, whose sentences it tells apart.
    fn of(document: &Document, fonts: &'a Fonts) -> Self {
        let sentences = document.sentences().map(std::ptr::from_ref);
        Self {
            places: sentences.zip(0..).collect(),
            ..Self::new(document.lang, fonts)
        }
    }

    /// Cuts strips into pages and puts header and footer on each.
    fn paginate(mut self, slabs: Vec<Slab>, document: &Document) -> Result<Pages, TypesetError> {
        let (mut pages, bookmarks) = pages::fill(slabs);
        furniture::add(&mut self, document, &mut pages);
        let mut missing = self.missing;
        if !missing.is_empty() {
            missing.sort_unstable();
            missing.dedup();
            return Err(TypesetError::MissingGlyphs(missing));
        }
        Ok(Pages {
            meta: Meta {
                lang: document.lang,
                title: clean(&document.title),
                author: clean(&document.author),
                subject: clean(&document.subject),
                date: document.date,
            },
            width: sheet::PAGE_WIDTH,
            height: sheet::PAGE_HEIGHT,
            pages,
            tree: self.tree,
            bookmarks,
            pictures: self.pictures,
        })
    }

    fn node(&mut self, role: Role, parent: usize) -> usize {
        self.tree.push(Node {
            role,
            parent: Some(parent),
            alt: None,
        });
        self.tree.len() - 1
    }

    fn flow(&self, inline: &Inline) -> Flow {
        let mut flow = Flow {
            text: String::new(),
            sentences: Vec::new(),
        };
        for sentence in &inline.sentences {
            flow.text.push_str(&clean(&sentence.text));
            let place = self.places.get(&std::ptr::from_ref(sentence)).copied();
            flow.sentences.push((flow.text.len(), place));
        }
        flow
    }
}

impl From<&str> for Flow {
    fn from(text: &str) -> Self {
        Self {
            text: clean(text),
            sentences: Vec::new(),
        }
    }
}
