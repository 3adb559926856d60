//! A pack: a letter, a contents page and its exhibits, under one page count.
//!
//! A pack may be larger than memory. Exhibits are therefore asked for one at a
//! time, once to be set and once more to be written, and never kept. Not here:
//! where they are stored, and which of them belong to a letter.

use std::io;

use crate::display::Pages;
use crate::picture::{self, Image};
use crate::typeset::TypesetError;
use crate::{pdf_pages, picture::is_picture};

/// Longer texts are listed: they would bury the rest of the pack.
const MOST_TEXT: usize = 200_000;

/// What is known of an exhibit besides its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exhibit {
    /// Its number in the letter.
    pub number: usize,
    /// What it is called in the letter.
    pub name: String,
    /// The name of its file; empty for a text that was made for these pages and has none.
    pub file: String,
    /// Where it comes from, in the letter's language; may be empty.
    pub source: String,
    /// SHA-256 of the content, as recorded when it was taken in.
    pub sha256: [u8; 32],
    /// Not to be paged, although it could be.
    pub listed_only: bool,
}

/// Where the content of the exhibits comes from.
pub trait Originals {
    /// The content of one exhibit, by its place in the pack.
    ///
    /// # Errors
    /// Whatever keeps it from being read; it ends the work.
    fn read(&mut self, exhibit: usize) -> io::Result<Vec<u8>>;

    /// The length of an exhibit that is only to be listed, in bytes, where it is known
    /// without reading it. Such an exhibit is not read, and its hash is taken on trust.
    fn length(&mut self, _exhibit: usize) -> Option<usize> {
        None
    }

    /// Told before each exhibit is worked on: how many are done, of how many.
    /// `false` cancels. Setting and writing count separately.
    fn proceed(&mut self, done: usize, of: usize) -> bool;
}

/// A pack of none.
pub(crate) struct NoOriginals;

impl Originals for NoOriginals {
    fn read(&mut self, _: usize) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn proceed(&mut self, _: usize, _: usize) -> bool {
        true
    }
}

/// A set pack.
#[derive(Clone, Debug)]
pub struct Pack {
    /// All its pages.
    pub pages: Pages,
    /// What became of each exhibit, in their order.
    pub exhibits: Vec<Placed>,
}

/// Where an exhibit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The number of its first page, from 1.
    pub page: usize,
    /// How it is shown.
    pub shown: Shown,
}

/// How an exhibit is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As a picture.
    Picture,
    /// As text.
    Text,
    /// As its own pages, so many.
    Pages(usize),
    /// By name, size and hash only.
    Listed(Unshown),
}

/// Why an exhibit is listed rather than shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unshown {
    /// The caller wanted it so.
    Wanted,
    /// Sound, film, or a format this crate cannot page.
    Kind,
    /// It claims to be what it is not, or is cut short.
    Damaged,
    /// A PDF under a password.
    Encrypted,
    /// Too long a text, too large a picture, too many pages.
    TooLong,
}

impl Unshown {
    /// The stable code of this reason.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Wanted => "exhibit_listed_only",
            Self::Kind => "exhibit_kind",
            Self::Damaged => "exhibit_damaged",
            Self::Encrypted => "exhibit_encrypted",
            Self::TooLong => "exhibit_too_long",
        }
    }
}

/// Why a pack cannot be set.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The letter, or an exhibit's name or source, cannot be printed.
    #[error(transparent)]
    Typeset(#[from] TypesetError),
    /// An exhibit could not be read.
    #[error("exhibit at place {place} cannot be read: {source}")]
    Unreadable {
        /// Its place in the pack, from 0.
        place: usize,
        /// What the reader said.
        source: io::Error,
    },
    /// The content is not what was recorded.
    #[error("exhibit at place {0} does not match its hash")]
    Changed(usize),
    /// The caller cancelled.
    #[error("cancelled")]
    Cancelled,
}

impl PackError {
    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Typeset(error) => error.code(),
            Self::Unreadable { .. } => "exhibit_unreadable",
            Self::Changed(_) => "exhibit_changed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// What the content of an exhibit turns out to be.
pub(crate) enum Content {
    Picture(Image),
    Text(String),
    /// So many pages of a PDF, each with its width and height in points.
    Pages(Vec<(f32, f32)>),
    Listed(Unshown),
}

impl Content {
    /// Looks at the content, never trusting the file's name for what is inside.
    pub(crate) fn of(bytes: &[u8], exhibit: &Exhibit) -> Self {
        if exhibit.listed_only {
            return Self::Listed(Unshown::Wanted);
        }
        if is_picture(bytes) {
            return match picture::describe(bytes) {
                Ok(image) => Self::Picture(image),
                Err(_) => Self::Listed(Unshown::Damaged),
            };
        }
        if pdf_pages::is_pdf(bytes) {
            return match pdf_pages::sizes(bytes) {
                Ok(sizes) => Self::Pages(sizes),
                Err(why) => Self::Listed(why),
            };
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if is_text(&exhibit.file) && !text.contains('\0') => {
                if text.len() > MOST_TEXT {
                    Self::Listed(Unshown::TooLong)
                } else {
                    Self::Text(text.trim_start_matches('\u{FEFF}').to_owned())
                }
            }
            _ => Self::Listed(Unshown::Kind),
        }
    }
}

fn is_text(file: &str) -> bool {
    file.is_empty() || is_text_file(file)
}

/// Is this the name of a text that is shown on pages? Other text formats are read by
/// programs, not by people.
pub fn is_text_file(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["txt", "csv", "log", "md"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}
