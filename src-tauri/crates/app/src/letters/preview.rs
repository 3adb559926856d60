//! The pages as they would print.

use super::print::{pages, prepared};
use super::{LetterDraft, LetterPages, list::find};
use crate::{App, Error};

/// What stands for the reference number of a letter that has none yet.
const NO_REFERENCE: &str = "—";

/// The pages of a draft, saved or not.
///
/// # Errors
/// Locked; not found; fonts missing.
pub fn preview(app: &App, draft: LetterDraft) -> Result<LetterPages, Error> {
    let printable = app.with(|session| {
        let reference = match &draft.id {
            Some(id) => find(session, id)?.reference,
            None => NO_REFERENCE.to_owned(),
        };
        prepared(app, session, &draft, &reference)
    })?;
    pages(app.fonts()?, printable)
}
