//! What a draft said before: every time it was saved is in the journal.

use super::list::draft_of;
use super::{LetterRef, LetterVersion};
use crate::{App, Error};

/// The earlier forms of a letter, newest first, without the one it has now.
///
/// # Errors
/// Locked.
pub fn versions(app: &App, LetterRef { id }: LetterRef) -> Result<Vec<LetterVersion>, Error> {
    let history =
        app.with(|session| Ok(session.vault.read(|reader| reader.letter_history(&id))?))?;
    let mut out: Vec<LetterVersion> = Vec::new();
    for (at, letter) in history {
        let Some(draft) = draft_of(&letter.fields) else {
            continue;
        };
        if out.last().is_none_or(|last| last.draft != draft) {
            out.push(LetterVersion {
                saved_at: at.to_rfc3339(),
                draft,
            });
        }
    }
    out.pop();
    out.reverse();
    Ok(out)
}
