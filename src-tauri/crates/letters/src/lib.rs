//! Templates, merge, typesetting, PDF, SVG, Word and plain text of a letter, and
//! packs of a letter with its exhibits.
//!
//! The road of a letter: [`template`] (words as data) → [`mod@merge`] with a case's
//! values → [`document::Document`] → [`typeset`] → [`display::Pages`] → [`pdf`]
//! and [`svg`]. Both exporters read the same pages, so what is seen is what is
//! printed; [`text`], [`form`] and [`docx`] read the document itself. A [`pack`]
//! takes the same road and is written exhibit by exhibit.
//!
//! Not here: what a letter may claim (that is `rules`), where its values come
//! from (`app`), any clock, any file but the fonts named by the caller.

// Typesetting measures in fractions of a point. No money passes through here.
#![allow(clippy::float_arithmetic)]

pub mod capitals;
mod display;
pub mod document;
pub mod docx;
pub mod fonts;
pub mod form;
mod icc;
pub mod merge;
mod normalise;
pub mod pack;
#[cfg(test)]
mod pack_tests;
pub mod pdf;
mod pdf_finish;
mod pdf_meta;
mod pdf_pages;
mod pdf_pictures;
mod pdf_write;
mod picture;
pub mod proofread;
mod spots;
pub mod svg;
pub mod template;
pub mod text;
mod typeset;

pub use capitals::capitals;
pub use display::Pages;
pub use document::{Block, Document, Inline, Table};
pub use docx::{DocxError, to_docx};
pub use domain::Lang;
pub use fonts::{FontError, Fonts};
pub use form::{FormText, to_form};
pub use merge::{MergeCode, MergeProblem, Value, Values, merge};
pub use pack::{Exhibit, Originals, Pack, PackError, Shown, Unshown};
pub use pdf::{PdfError, to_pdf, write_pdf};
pub use proofread::{KnownNumbers, Remark, RemarkCode, proofread};
pub use spots::{Spot, spots};
pub use svg::{to_svg, to_svg_page};
pub use template::{Template, template_problems, templates};
pub use text::to_text;
pub use typeset::{
    Envelope, EnvelopeError, EnvelopeSize, Party, TypesetError, envelope, pages_of, typeset,
    typeset_pack,
};
