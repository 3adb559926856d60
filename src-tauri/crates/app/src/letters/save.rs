//! Keeping a draft.

use domain::{Case, Instant, LetterId};
use store::{Letter, Writer};

use super::list::{fields_of, find, row};
use super::{LetterDraft, LetterRow};
use crate::action::Action;
use crate::proceedings::proceeding_of;
use crate::{App, Error, ErrorCode};

/// Saves a draft. It may still have gaps; printing it tells.
///
/// # Errors
/// Locked; not found; the letter was sent; saving failed.
pub fn save(app: &App, draft: LetterDraft) -> Result<LetterRow, Error> {
    let (id, reference, created_at) = app.with(|session| match &draft.id {
        Some(id) => {
            let letter = find(session, id)?;
            if letter.frozen.is_some() {
                return Err(ErrorCode::LetterFrozen.into());
            }
            Ok((id.clone(), letter.reference, letter.created_at))
        }
        None => Ok((LetterId::from(app.new_id('l')), reference(app), app.now())),
    })?;
    let letter = app.change(Action::LetterSaved, |writer, case| {
        let letter = letter_of(app, case, draft, id, reference, created_at)?;
        keep(writer, case, &letter)?;
        Ok(letter)
    })?;
    app.with(|session| row(app, session, &letter))
}

/// Writes a draft whose debt there is.
pub(super) fn keep(writer: &Writer<'_>, case: &Case, letter: &Letter) -> Result<(), Error> {
    if letter
        .debt
        .as_ref()
        .and_then(|debt| case.debt(debt))
        .is_none()
    {
        return Err(Error::not_found("debt"));
    }
    writer.put_letter(letter)?;
    Ok(())
}

/// A draft as it is kept in a case.
///
/// # Errors
/// Not found: the template.
pub(super) fn letter_of(
    app: &App,
    case: &Case,
    mut draft: LetterDraft,
    id: LetterId,
    reference: String,
    created_at: Instant,
) -> Result<Letter, Error> {
    // A proceeding that was removed, or is about another debt, is forgotten.
    let one = proceeding_of(case, &id, draft.proceeding.as_ref());
    if one.is_none_or(|one| one.debt.as_ref() != Some(&draft.debt)) {
        draft.proceeding = None;
    }
    draft.id = Some(id.clone());
    let fields = fields_of(app, &draft).ok_or_else(|| Error::not_found("template"))?;
    Ok(Letter {
        id,
        template: draft.template.clone(),
        lang: draft.lang,
        debt: Some(draft.debt.clone()),
        reference,
        created_at,
        fields,
        frozen: None,
    })
}

/// A reference number by which a reply is matched: the day and four letters.
pub(crate) fn reference(app: &App) -> String {
    let id = app.new_id('r').to_uppercase();
    format!(
        "MZ-{}-{}",
        app.today().format("%Y%m%d"),
        id.get(id.len() - 4..).unwrap_or_default()
    )
}
