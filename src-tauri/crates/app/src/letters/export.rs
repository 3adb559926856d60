//! A letter as a file.

use std::path::Path;

use super::list::{draft_of, find};
use super::print::{complete, pdf, prepared};
use super::{Exported, LetterExport, LetterForm};
use crate::files::write_new;
use crate::{App, Error, ErrorCode};

/// Writes a letter: a sent one byte for byte as it was sent.
///
/// # Errors
/// Locked; not found; incomplete; fonts missing; the file cannot be written.
pub fn export(app: &App, request: LetterExport) -> Result<Exported, Error> {
    let (letter, printable, frozen) = app.with(|session| {
        let letter = find(session, &request.id)?;
        let draft = draft_of(&letter).ok_or(ErrorCode::DamagedVault)?;
        let printable = prepared(app, session, &draft, &letter.reference)?;
        let frozen = match &letter.frozen {
            Some(_) => Some(session.vault.read(|reader| reader.letter_pdf(&letter.id))?),
            None => None,
        };
        Ok((letter, printable, frozen))
    })?;
    let bytes = match (request.form, frozen) {
        (LetterForm::Pdf, Some(frozen)) => frozen,
        (LetterForm::Pdf, None) => pdf(app.fonts()?, &printable)?,
        (LetterForm::Text, _) => match &letter.frozen {
            Some(sent) => sent_text(&sent.document)?,
            None => letters::to_text(complete(&printable)?).into_bytes(),
        },
    };
    write_new(Path::new(&request.path), &bytes)
}

/// The words of a sent letter, from what was frozen with it.
fn sent_text(document: &serde_json::Value) -> Result<Vec<u8>, Error> {
    let text = document.get("text").and_then(serde_json::Value::as_str);
    text.map(|text| text.as_bytes().to_vec())
        .ok_or_else(|| ErrorCode::DamagedVault.into())
}
