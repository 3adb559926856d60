//! A letter as a file.

use std::path::Path;

use super::list::{draft_of, find};
use super::print::{Written, prepared, written};
use super::{Exported, LetterExport, LetterForm};
use crate::files::write_new;
use crate::{App, Error, ErrorCode};

/// Writes a letter: a finished one byte for byte as it was finished.
///
/// # Errors
/// Locked; not found; incomplete; fonts missing; a limit too small; a form that
/// was not frozen with a finished letter (made anew it would be another letter
/// under the same number); the file cannot be written.
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
    let Written { bytes, left_out } = match (request.form, &letter.frozen) {
        (form, None) => written(form, &printable, || Ok(app.fonts()?.as_ref()))?,
        (LetterForm::Pdf, Some(_)) => frozen.ok_or(ErrorCode::DamagedVault)?.into(),
        (LetterForm::Text, Some(sent)) => sent_text(&sent.document)?.into(),
        (LetterForm::Docx | LetterForm::Form { .. }, Some(_)) => {
            return Err(ErrorCode::LetterFrozen.into());
        }
    };
    Ok(Exported {
        left_out,
        ..write_new(Path::new(&request.path), &bytes)?
    })
}

/// The words of a sent letter, from what was frozen with it.
fn sent_text(document: &serde_json::Value) -> Result<Vec<u8>, Error> {
    let text = document.get("text").and_then(serde_json::Value::as_str);
    text.map(|text| text.as_bytes().to_vec())
        .ok_or_else(|| ErrorCode::DamagedVault.into())
}
