//! The envelope of a letter, as a sheet to print.

use std::path::Path;

use letters::{Envelope, EnvelopeError, EnvelopeSize, Party, TypesetError};

use super::list::{draft_of, find};
use super::{Exported, LetterEnvelope, LetterEnvelopeSize};
use crate::files::write_new;
use crate::{App, Error, ErrorCode};
use domain::{FieldProblem, ProblemCode};

/// Writes the envelope of a letter as PDF. The sender is the borrower.
///
/// # Errors
/// Locked; not found; no name or address; an address too long for the envelope; a
/// character without a glyph; the file cannot be written.
pub fn envelope(app: &App, request: LetterEnvelope) -> Result<Exported, Error> {
    let empty = [
        ("recipient", &request.recipient),
        ("address", &request.address),
    ];
    let problems: Vec<FieldProblem> = empty
        .into_iter()
        .filter(|(_, text)| text.trim().is_empty())
        .map(|(field, _)| FieldProblem::new(field, ProblemCode::Required))
        .collect();
    if !problems.is_empty() {
        return Err(Error::invalid(problems));
    }
    let (lang, sender) = app.with(|session| {
        let letter = find(session, &request.id)?;
        let draft = draft_of(&letter.fields).ok_or(ErrorCode::DamagedVault)?;
        let borrower = &session.view.case.borrower;
        let sender = Party {
            name: borrower.name.clone(),
            address: borrower.address.clone().unwrap_or_default(),
            postcode: request.sender_postcode.clone(),
        };
        Ok((draft.lang, sender))
    })?;
    let envelope = Envelope {
        size: match request.size {
            LetterEnvelopeSize::C5 => EnvelopeSize::C5,
            LetterEnvelopeSize::Dl => EnvelopeSize::Dl,
            LetterEnvelopeSize::DlWindow => EnvelopeSize::DlWindow,
        },
        lang,
        sender,
        recipient: Party {
            name: request.recipient.trim().to_owned(),
            address: request.address.trim().to_owned(),
            postcode: request.postcode,
        },
    };
    let fonts = app.fonts()?;
    let pages = letters::envelope(&envelope, fonts).map_err(|error| match error {
        EnvelopeError::TooLong => {
            Error::invalid(vec![FieldProblem::new("address", ProblemCode::TooLong)])
        }
        EnvelopeError::Typeset(TypesetError::MissingGlyphs(missing)) => {
            Error::new(ErrorCode::MissingGlyph)
                .with("character", missing.iter().collect::<String>())
        }
    })?;
    let pdf = letters::to_pdf(&pages, fonts).map_err(|_| ErrorCode::Bug)?;
    write_new(Path::new(&request.path), &pdf)
}
