//! A letter as a file.

use std::path::Path;

use domain::LetterId;

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
    let Written { bytes, left_out } = bytes_of(app, &request.id, request.form)?;
    Ok(Exported {
        left_out,
        ..write_new(Path::new(&request.path), &bytes)?
    })
}

/// A letter in one of its forms.
///
/// # Errors
/// As [`export`], but for the file.
pub(super) fn bytes_of(app: &App, id: &LetterId, form: LetterForm) -> Result<Written, Error> {
    let either = app.with(|session| {
        let letter = find(session, id)?;
        match (letter.frozen, form) {
            (None, _) => {
                let draft = draft_of(&letter.fields).ok_or(ErrorCode::DamagedVault)?;
                prepared(app, session, &draft, &letter.reference).map(Err)
            }
            (Some(_), LetterForm::Pdf) => {
                let pdf = session.vault.read(|reader| reader.letter_pdf(id))?;
                Ok(Ok(pdf.into()))
            }
            (Some(sent), LetterForm::Text) => Ok(Ok(sent_text(&sent.document)?.into())),
            (Some(_), LetterForm::Docx | LetterForm::Form { .. }) => {
                Err(ErrorCode::LetterFrozen.into())
            }
        }
    })?;
    // The pages are set without holding the vault.
    either.or_else(|printable| written(form, &printable, || Ok(app.fonts()?.as_ref())))
}

/// The words of a sent letter, from what was frozen with it.
pub(super) fn sent_text(document: &serde_json::Value) -> Result<Vec<u8>, Error> {
    let text = document.get("text").and_then(serde_json::Value::as_str);
    text.map(|text| text.as_bytes().to_vec())
        .ok_or_else(|| ErrorCode::DamagedVault.into())
}
