//! The display list: pages of positioned glyphs and rules, with the structure
//! they belong to. The one source of every exporter. Units are points, the
//! origin is the top left corner of the page, y grows downwards.

use domain::{Day, Lang};

use crate::fonts::FaceId;

/// A typeset letter.
#[derive(Clone, Debug)]
pub struct Pages {
    /// What a viewer shows about the document.
    pub meta: Meta,
    /// Page width in points.
    pub width: f32,
    /// Page height in points.
    pub height: f32,
    /// The pages.
    pub pages: Vec<Page>,
    /// The structure tree; node 0 is the document, parents precede children.
    pub tree: Vec<Node>,
    /// Headings to jump to, in reading order.
    pub bookmarks: Vec<Bookmark>,
    /// Row references of each sentence that has any; glyph runs index it.
    pub evidence: Vec<Vec<String>>,
}

/// Document metadata.
#[derive(Clone, Debug)]
pub struct Meta {
    /// Language of the text.
    pub lang: Lang,
    /// Title.
    pub title: String,
    /// Author.
    pub author: String,
    /// Subject.
    pub subject: String,
    /// Creation day.
    pub date: Option<Day>,
}

/// One page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// What is drawn, in reading order.
    pub items: Vec<Item>,
}

/// One drawn thing. Without a node it is decoration: a header, a footer, a rule.
#[derive(Clone, Debug)]
pub struct Item {
    /// The structure node it belongs to.
    pub node: Option<usize>,
    /// What is drawn.
    pub mark: Mark,
}

/// What is drawn.
#[derive(Clone, Debug)]
pub enum Mark {
    /// Glyphs on one baseline.
    Glyphs(GlyphRun),
    /// A filled horizontal line, `y` at its middle.
    Rule {
        /// Left end.
        x: f32,
        /// Middle.
        y: f32,
        /// Length.
        width: f32,
        /// Thickness.
        thickness: f32,
    },
}

/// Glyphs of one face and size on one baseline.
#[derive(Clone, Debug)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// Size in points.
    pub size: f32,
    /// Start of the run.
    pub x: f32,
    /// Baseline.
    pub y: f32,
    /// Grey level: 0 is black, 1 white.
    pub grey: f32,
    /// Index into [`Pages::evidence`].
    pub evidence: Option<usize>,
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph>,
}

/// One positioned glyph.
#[derive(Clone, Debug)]
pub struct Glyph {
    /// Glyph id in the whole font.
    pub id: u16,
    /// Offset of its origin from the start of the run.
    pub x: f32,
    /// Advance width in font units, as the font's `hmtx` has it.
    pub advance: i32,
    /// The text it stands for; empty for the second glyph of a cluster.
    pub text: String,
}

/// A node of the structure tree.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its role.
    pub role: Role,
    /// Its parent; only the document has none.
    pub parent: Option<usize>,
}

/// Standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the standard's")]
pub enum Role {
    Document,
    H1,
    H2,
    P,
    L,
    Li,
    Lbl,
    LBody,
    Table,
    Tr,
    Th,
    Td,
}

impl Role {
    /// The name in the standard.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::H1 => "H1",
            Self::H2 => "H2",
            Self::P => "P",
            Self::L => "L",
            Self::Li => "LI",
            Self::Lbl => "Lbl",
            Self::LBody => "LBody",
            Self::Table => "Table",
            Self::Tr => "TR",
            Self::Th => "TH",
            Self::Td => "TD",
        }
    }
}

/// A place to jump to.
#[derive(Clone, Debug)]
pub struct Bookmark {
    /// What it says.
    pub title: String,
    /// Page index, from 0.
    pub page: usize,
    /// Top of the heading.
    pub y: f32,
}
