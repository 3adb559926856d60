//! Letters as a list, and one in full.

use std::collections::HashMap;

use domain::{
    AttachedTo, Attachment, FieldProblem, LetterId, LetterState, Posting, ProblemCode,
    ProceedingEvent,
};
use serde_json::Value;
use store::{KeptFile, Letter, LetterHead};

use super::print::{pages, prepared};
use super::templates::{addressee, find as template, words};
use super::{LetterDetail, LetterDraft, LetterPages, LetterRef, LetterRow};
use crate::proceedings::{may_decide, proceeding_of};
use crate::session::Session;
use crate::{App, Empty, Error, ErrorCode, Words};

/// Where the fields of a letter keep the title of a template the user added, which
/// may be gone when the letter is listed.
const TITLE: &str = "own_template";

/// Every letter, newest first.
///
/// # Errors
/// Locked.
pub fn list(app: &App, _: Empty) -> Result<Vec<LetterRow>, Error> {
    app.with(|session| {
        let (letters, postings, files) = session.vault.read(|reader| {
            let (letters, postings) = (reader.letter_heads()?, reader.postings()?);
            Ok::<_, store::Error>((letters, postings, reader.attachments()?))
        })?;
        let mut postings: HashMap<LetterId, Posting> = postings
            .into_iter()
            .map(|one| (one.letter.clone(), one))
            .collect();
        let letters = letters.iter().rev();
        letters
            .map(|letter| {
                let replies = about_posting(&files, &letter.id).count();
                let posting = postings.remove(&letter.id);
                row_of(app, session, letter, posting, replies)
            })
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
        let draft = draft_of(&letter.fields).ok_or(ErrorCode::DamagedVault)?;
        let row = row(app, session, &letter)?;
        let files = session.vault.read(|reader| reader.attachments())?;
        let attachments: Vec<Attachment> = about_posting(&files, &id).cloned().collect();
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

/// Events that name a letter that is not there.
///
/// # Errors
/// Locked.
pub(crate) fn unknown_letters(
    app: &App,
    events: &[ProceedingEvent],
) -> Result<Vec<FieldProblem>, Error> {
    if events.iter().all(|event| event.letter.is_none()) {
        return Ok(Vec::new());
    }
    let letters = app.with(|session| Ok(session.vault.read(|reader| reader.letter_heads())?))?;
    let unknown = |(i, event): (usize, &ProceedingEvent)| {
        let letter = event.letter.as_ref()?;
        letters.iter().all(|one| one.id != *letter).then(|| {
            FieldProblem::new(format!("events[{i}].letter"), ProblemCode::UnknownReference)
        })
    };
    Ok(events.iter().enumerate().filter_map(unknown).collect())
}

/// What a stored letter is made of, from its fields.
pub(crate) fn draft_of(fields: &Value) -> Option<LetterDraft> {
    serde_json::from_value(fields.clone()).ok()
}

/// The fields of a letter made of a draft; none: there is no such template.
pub(super) fn fields_of(app: &App, draft: &LetterDraft) -> Option<Value> {
    let own = app.own_templates();
    let (template, is_own) = template(&own, &draft.template)?;
    let mut fields = serde_json::to_value(draft).ok()?;
    if is_own {
        let title = words(&template.manifest.title);
        fields[TITLE] = serde_json::to_value(title).ok()?;
    }
    Some(fields)
}

/// A letter as it is listed.
pub(super) fn row(app: &App, session: &Session, letter: &Letter) -> Result<LetterRow, Error> {
    let (posting, files) = session.vault.read(|reader| {
        Ok::<_, store::Error>((reader.posting(&letter.id)?, reader.attachments()?))
    })?;
    let replies = about_posting(&files, &letter.id).count();
    row_of(app, session, &LetterHead::from(letter), posting, replies)
}

fn row_of(
    app: &App,
    session: &Session,
    letter: &LetterHead,
    posting: Option<Posting>,
    replies: usize,
) -> Result<LetterRow, Error> {
    let view = &session.view;
    let draft = draft_of(&letter.fields).ok_or(ErrorCode::DamagedVault)?;
    let lender = view
        .case
        .debt(&draft.debt)
        .and_then(|debt| view.case.party(&debt.lender));
    let lender_name = lender.map(|party| party.name.clone()).unwrap_or_default();
    let lender_address = lender.and_then(|party| party.address.clone());
    let own = app.own_templates();
    let known = template(&own, &letter.template);
    let kept = letter.fields.get(TITLE);
    let kept = kept.and_then(|title| serde_json::from_value::<Words>(title.clone()).ok());
    let own_template = kept.is_some() || known.is_some_and(|(_, own)| own);
    let title = match (known, kept) {
        // A finished letter is called what it was called then.
        (_, Some(kept)) if letter.is_finished() => kept,
        (Some((template, _)), _) => words(&template.manifest.title),
        (None, kept) => kept.unwrap_or_default(),
    };
    let recipient = known.and_then(|(template, _)| addressee(&template.manifest, &draft));
    let recipient = recipient.unwrap_or(&lender_name).to_owned();
    let proceeding = proceeding_of(&view.case, &letter.id, draft.proceeding.as_ref());
    Ok(LetterRow {
        id: letter.id.clone(),
        proceeding: proceeding.map(|one| one.id.clone()),
        may_decide: may_decide(&app.law(), &letter.template),
        template: letter.template.clone(),
        title,
        own_template,
        lang: letter.lang,
        debt: draft.debt,
        lender_name,
        recipient,
        lender_address,
        state: state(letter, posting.as_ref()),
        reference: letter.reference.clone(),
        day: draft.day,
        created_at: letter.created_at.to_rfc3339(),
        posting,
        findings: u32::try_from(draft.findings.len()).unwrap_or(u32::MAX),
        pdf_sha256: letter.pdf_sha256.clone(),
        attachments: u32::try_from(replies).unwrap_or(u32::MAX),
    })
}

/// Files about what became of a letter that was sent.
fn about_posting<'a>(files: &'a [KeptFile], id: &LetterId) -> impl Iterator<Item = &'a Attachment> {
    let about = AttachedTo::Posting(id.clone());
    let files = files.iter().map(|kept| &kept.attachment);
    files.filter(move |file| file.about.contains(&about))
}

fn state(letter: &LetterHead, posting: Option<&Posting>) -> LetterState {
    match posting {
        _ if !letter.is_finished() => LetterState::Draft,
        None => LetterState::Final,
        Some(posting) if posting.answered_on.is_some() => LetterState::Answered,
        Some(posting) if posting.delivered_on.is_some() => LetterState::Delivered,
        Some(_) => LetterState::Sent,
    }
}
