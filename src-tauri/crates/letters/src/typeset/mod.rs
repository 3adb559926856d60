//! A document becomes pages.
//!
//! One concern per file: [`itemise`] (which face), [`shape`] (glyphs),
//! [`breaks`] (where a line may end), [`glue`] (what may give way), [`lines`]
//! (the cheapest lines), [`blocks`] and [`table`] (what a block looks like),
//! [`pages`] (where a page ends), [`furniture`] (header and footer), [`sheet`]
//! (every measure). Not a general engine: left to right, Chinese and English,
//! A4, no footnotes.

mod blocks;
mod breaks;
mod furniture;
mod glue;
mod itemise;
mod lines;
mod pages;
mod shape;
mod sheet;
mod table;

#[cfg(test)]
mod tests;

use domain::Lang;

use crate::display::{Meta, Node, Pages, Role};
use crate::document::{Document, Inline};
use crate::fonts::Fonts;
use crate::normalise::clean;
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
    let mut setter = Setter {
        lang: document.lang,
        fonts,
        sheet: Sheet::of(document.lang),
        missing: Vec::new(),
        evidence: Vec::new(),
        tree: vec![Node {
            role: Role::Document,
            parent: None,
        }],
    };
    let slabs = blocks::set_blocks(&mut setter, document);
    let (mut pages, bookmarks) = pages::fill(slabs);
    furniture::add(&mut setter, document, &mut pages);
    let Setter {
        mut missing,
        evidence,
        tree,
        ..
    } = setter;
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
        tree,
        bookmarks,
        evidence,
    })
}

/// What setting a letter gathers on the way.
struct Setter<'a> {
    lang: Lang,
    fonts: &'a Fonts,
    sheet: Sheet,
    missing: Vec<char>,
    evidence: Vec<Vec<String>>,
    tree: Vec<Node>,
}

/// Text of one block with the evidence of its parts: end offset, index.
struct Flow {
    text: String,
    evidence: Vec<(usize, Option<usize>)>,
}

impl Setter<'_> {
    fn node(&mut self, role: Role, parent: usize) -> usize {
        self.tree.push(Node {
            role,
            parent: Some(parent),
        });
        self.tree.len() - 1
    }

    fn flow(&mut self, inline: &Inline) -> Flow {
        let mut flow = Flow {
            text: String::new(),
            evidence: Vec::new(),
        };
        for sentence in &inline.sentences {
            flow.text.push_str(&clean(&sentence.text));
            let index = (!sentence.rows.is_empty()).then(|| {
                self.evidence.push(sentence.rows.clone());
                self.evidence.len() - 1
            });
            flow.evidence.push((flow.text.len(), index));
        }
        flow
    }
}

impl From<&str> for Flow {
    fn from(text: &str) -> Self {
        Self {
            text: clean(text),
            evidence: Vec::new(),
        }
    }
}
