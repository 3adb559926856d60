//! Templates, merge, typesetting, PDF, SVG, Word and plain text of a letter.
//!
//! The road of a letter: [`template`] (words as data) → [`mod@merge`] with a case's
//! values → [`document::Document`] → [`typeset`] → [`display::Pages`] → [`pdf`]
//! and [`svg`]. Both exporters read the same pages, so what is seen is what is
//! printed; [`text`], [`form`] and [`docx`] read the document itself.
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
pub mod merge;
mod normalise;
pub mod pdf;
mod pdf_finish;
pub mod proofread;
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
pub use pdf::{PdfError, to_pdf};
pub use proofread::{Remark, RemarkCode, proofread};
pub use svg::to_svg;
pub use template::{Template, template_problems, templates};
pub use text::to_text;
pub use typeset::{TypesetError, typeset};
