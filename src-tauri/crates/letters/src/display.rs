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
    /// The pictures of the exhibits; marks index it.
    pub pictures: Vec<Picture>,
}

/// A picture of an exhibit. Its content is not here: a pack may be larger than
/// memory, so exporters ask for one exhibit at a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Picture {
    /// Index of the exhibit in its pack.
    pub exhibit: usize,
    /// SHA-256 of the exhibit, which its caption shows the start of.
    pub sha256: [u8; 32],
    /// What of it is shown.
    pub part: Part,
}

/// What of an exhibit a picture shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Part {
    /// An image, or a slice of a long one.
    Image {
        /// The first row of the slice and the number of its rows, in pixels of
        /// the file; `None` is the whole.
        slice: Option<(u32, u32)>,
        /// How it has to be turned to be seen upright.
        turn: Turn,
        /// Width in pixels, before turning, at which it is stored in a PDF.
        width: u32,
        /// Height in pixels, likewise.
        height: u32,
    },
    /// One page of a PDF, from 0.
    Page(usize),
}

/// One of the eight orientations of Exif 2.32, 4.6.4: what takes the stored
/// picture to the upright one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turn(u8);

impl Turn {
    /// From the Exif value; anything but 1 to 8 is upright.
    pub const fn from_exif(value: u8) -> Self {
        Self(if matches!(value, 1..=8) { value - 1 } else { 0 })
    }

    /// Whether width and height change places.
    pub const fn is_sideways(self) -> bool {
        self.0 >= 4
    }

    /// The map of the unit square onto itself, as the six numbers of a PDF
    /// matrix: y grows upwards.
    pub(crate) const fn matrix(self) -> [f32; 6] {
        match self.0 {
            1 => [-1.0, 0.0, 0.0, 1.0, 1.0, 0.0],
            2 => [-1.0, 0.0, 0.0, -1.0, 1.0, 1.0],
            3 => [1.0, 0.0, 0.0, -1.0, 0.0, 1.0],
            4 => [0.0, -1.0, -1.0, 0.0, 1.0, 1.0],
            5 => [0.0, -1.0, 1.0, 0.0, 0.0, 1.0],
            6 => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
            7 => [0.0, 1.0, -1.0, 0.0, 1.0, 0.0],
            _ => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        }
    }
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
    /// A picture that fills a frame.
    Picture {
        /// Index into [`Pages::pictures`].
        picture: usize,
        /// Where it stands.
        frame: Frame,
    },
    /// The outline of a frame.
    Outline {
        /// Its middle line.
        frame: Frame,
        /// Thickness.
        thickness: f32,
    },
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
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
    /// Which sentence of the document it belongs to, in its reading order; none:
    /// numbers of lists, headers, exhibits.
    pub sentence: Option<usize>,
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
    /// What a picture shows, in words.
    pub alt: Option<String>,
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
    Toc,
    Toci,
    Figure,
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
            Self::Toc => "TOC",
            Self::Toci => "TOCI",
            Self::Figure => "Figure",
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
