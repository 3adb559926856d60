//! The letter as a Word document (ECMA-376, transitional), to be edited or sent
//! where a PDF is not taken.
//!
//! It says what things are (title, heading, list, header row) and leaves lines
//! and pages to the reader's program, so its pages are not those of the PDF.
//! The fonts are named, not embedded: each system has its own 仿宋 and 宋体.
//! Why the parts are written here and not by a library: ADR 0018.

mod body;
mod parts;
mod styles;
#[cfg(test)]
mod tests;

use std::io::{Cursor, Write};

use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::document::Document;
use crate::normalise::clean;

/// Why a Word document could not be written.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// The archive could not be written to memory.
    #[error("the archive could not be written: {0}")]
    Archive(#[from] zip::result::ZipError),
    /// Writing to memory failed.
    #[error("the Word document could not be written: {0}")]
    Io(#[from] std::io::Error),
}

impl DocxError {
    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        "docx_archive"
    }
}

/// Writes a letter as DOCX. The same document gives the same bytes: nothing in
/// it comes from a clock, and the archive's times are fixed.
///
/// # Errors
/// If the archive cannot be written.
pub fn to_docx(document: &Document) -> Result<Vec<u8>, DocxError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts::parts(document) {
        archive.start_file(name, options)?;
        archive.write_all(parts::DECLARATION.as_bytes())?;
        archive.write_all(xml.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Text as it may stand in a part: cleaned as in every other form of a letter,
/// and escaped for elements and attributes alike.
fn escaped(text: &str) -> String {
    escape(clean(text)).into_owned()
}
