//! The proceedings of the vault, and those that letters begin.

use super::{ProceedingList, offers, row};
use crate::{App, Empty, Error};

/// All proceedings, those that run first, and what letters begin.
///
/// # Errors
/// Locked; the letters cannot be read.
pub fn list(app: &App, _: Empty) -> Result<ProceedingList, Error> {
    let (law, today) = (app.law(), app.today());
    app.with(|session| {
        let case = &session.view.case;
        let mut proceedings: Vec<_> = case
            .proceedings
            .iter()
            .map(|one| row(&law, case, one, today))
            .collect();
        proceedings.sort_by_key(|one| one.stands.as_ref().is_some_and(|at| at.state.ends));
        let (letters, postings) = session
            .vault
            .read(|reader| Ok::<_, store::Error>((reader.letter_heads()?, reader.postings()?)))?;
        Ok(ProceedingList {
            today,
            calendar_to: law.calendar().to(),
            proceedings,
            offers: offers(&law, case, &letters, &postings, today),
        })
    })
}
