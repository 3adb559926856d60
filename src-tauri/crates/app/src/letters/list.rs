//! Letters as a list, and one in full.

use domain::{AttachedTo, Attachment, LetterId, LetterState, Posting};
use store::Letter;

use super::print::{pages, prepared};
use super::{LetterDetail, LetterDraft, LetterPages, LetterRef, LetterRow, templates::words};
use crate::session::Session;
use crate::{App, Empty, Error, ErrorCode, Words};

/// Every letter, newest first.
///
/// # Errors
/// Locked.
pub fn list(app: &App, _: Empty) -> Result<Vec<LetterRow>, Error> {
    app.with(|session| {
        let letters = session.vault.read(|reader| reader.letters())?;
        letters
            .iter()
            .rev()
            .map(|letter| row(session, letter))
            .collect()
    })
}

/// A letter with its pages: those that were sent, or as they would be now.
///
/// # Errors
/// Locked; not found; fonts missing.
pub fn get(app: &App, LetterRef { id }: LetterRef) -> Result<LetterDetail, Error> {
    let (row, draft, attachments, sent, printable) = app.with(|session| {
        let letter = find(session, &id)?;
        let draft = draft_of(&letter).ok_or(ErrorCode::DamagedVault)?;
        let row = row(session, &letter)?;
        let attachments = about_posting(session, &id)?;
        match letter.frozen {
            Some(sent) => Ok((row, draft, attachments, Some(sent.document), None)),
            None => {
                let printable = prepared(app, session, &draft, &letter.reference)?;
                Ok((row, draft, attachments, None, Some(printable)))
            }
        }
    })?;
    let pages = match (sent, printable) {
        (Some(document), _) => {
            serde_json::from_value::<LetterPages>(document).map_err(|_| ErrorCode::DamagedVault)?
        }
        (None, Some(printable)) => pages(app.fonts()?, printable)?,
        (None, None) => return Err(ErrorCode::Bug.into()),
    };
    Ok(LetterDetail {
        row,
        draft,
        pages,
        attachments,
    })
}

/// The letter with this id.
pub(super) fn find(session: &Session, id: &LetterId) -> Result<Letter, Error> {
    Ok(session.vault.read(|reader| reader.letter(id))?)
}

/// What a stored letter is made of.
pub(crate) fn draft_of(letter: &Letter) -> Option<LetterDraft> {
    serde_json::from_value(letter.fields.clone()).ok()
}

pub(super) fn row(session: &Session, letter: &Letter) -> Result<LetterRow, Error> {
    let view = &session.view;
    let posting = session.vault.read(|reader| reader.posting(&letter.id))?;
    let draft = draft_of(letter).ok_or(ErrorCode::DamagedVault)?;
    let lender = view
        .case
        .debt(&draft.debt)
        .and_then(|debt| view.case.party(&debt.lender));
    let lender_name = lender.map(|party| party.name.clone()).unwrap_or_default();
    let lender_address = lender.and_then(|party| party.address.clone());
    let title = letters::template::templates()
        .iter()
        .find(|template| template.id() == letter.template)
        .map_or_else(Words::default, |template| words(&template.manifest.title));
    Ok(LetterRow {
        id: letter.id.clone(),
        template: letter.template.clone(),
        title,
        lang: letter.lang,
        debt: draft.debt,
        lender_name,
        lender_address,
        state: state(letter, posting.as_ref()),
        reference: letter.reference.clone(),
        day: draft.day,
        created_at: letter.created_at.to_rfc3339(),
        posting,
        findings: u32::try_from(draft.findings.len()).unwrap_or(u32::MAX),
        pdf_sha256: letter.frozen.as_ref().map(|sent| sent.pdf_sha256.clone()),
        attachments: u32::try_from(about_posting(session, &letter.id)?.len()).unwrap_or(u32::MAX),
    })
}

/// Files about what became of a letter that was sent.
fn about_posting(session: &Session, id: &LetterId) -> Result<Vec<Attachment>, Error> {
    let about = AttachedTo::Posting(id.clone());
    let all = session.vault.read(|reader| reader.attachments())?;
    let all = all.into_iter().map(|kept| kept.attachment);
    Ok(all.filter(|one| one.about.contains(&about)).collect())
}

fn state(letter: &Letter, posting: Option<&Posting>) -> LetterState {
    match (&letter.frozen, posting) {
        (None, _) => LetterState::Draft,
        (Some(_), None) => LetterState::Final,
        (Some(_), Some(posting)) if posting.answered_on.is_some() => LetterState::Answered,
        (Some(_), Some(posting)) if posting.delivered_on.is_some() => LetterState::Delivered,
        (Some(_), Some(_)) => LetterState::Sent,
    }
}
