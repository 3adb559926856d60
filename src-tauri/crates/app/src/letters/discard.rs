//! Throwing a draft away.

use super::{LetterRef, list::find};
use crate::action::Action;
use crate::{App, Done, Error, ErrorCode};

/// Removes a draft. A sent letter stays.
///
/// # Errors
/// Locked; not found; sent already; saving failed.
pub fn discard(app: &App, LetterRef { id }: LetterRef) -> Result<Done, Error> {
    app.with(|session| match find(session, &id)?.frozen {
        Some(_) => Err(ErrorCode::LetterFrozen.into()),
        None => Ok(()),
    })?;
    app.change(Action::LetterDiscarded, |writer, _| {
        writer.delete_letter(&id)?;
        Ok(Done {})
    })
}
