//! Keeping a draft.

use domain::LetterId;
use store::Letter;

use super::{LetterDraft, LetterRow, list::find, list::row};
use crate::action::Action;
use crate::proceedings::proceeding_of;
use crate::{App, Error, ErrorCode};

/// Saves a draft. It may still have gaps; printing it tells.
///
/// # Errors
/// Locked; not found; the letter was sent; saving failed.
pub fn save(app: &App, mut draft: LetterDraft) -> Result<LetterRow, Error> {
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
    if !letters::template::templates()
        .iter()
        .any(|t| t.id() == draft.template)
    {
        return Err(Error::not_found("template"));
    }
    // A proceeding that was removed, or is about another debt, is forgotten.
    let about = app.view(|view| {
        let one = proceeding_of(&view.case, &id, draft.proceeding.as_ref());
        Ok(one.is_some_and(|one| one.debt.as_ref() == Some(&draft.debt)))
    })?;
    if !about {
        draft.proceeding = None;
    }
    draft.id = Some(id.clone());
    let fields = serde_json::to_value(&draft).map_err(|_| ErrorCode::Bug)?;
    let letter = Letter {
        id,
        template: draft.template.clone(),
        lang: draft.lang,
        debt: Some(draft.debt.clone()),
        reference,
        created_at,
        fields,
        frozen: None,
    };
    app.change(Action::LetterSaved, |writer, case| {
        if case.debt(&draft.debt).is_none() {
            return Err(Error::not_found("debt"));
        }
        writer.put_letter(&letter)?;
        Ok(())
    })?;
    app.with(|session| row(session, &letter))
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
