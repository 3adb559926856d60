//! One proceeding in full.

use domain::ProceedingId;

use super::view::standing_of;
use super::{ProceedingDetail, ProceedingRef, row};
use crate::{App, Error};

/// A proceeding with its events and the receipt of every deadline.
///
/// # Errors
/// Locked; not found.
pub fn get(app: &App, ProceedingRef { id }: ProceedingRef) -> Result<ProceedingDetail, Error> {
    detail(app, &id)
}

/// A proceeding in full, as it stands today.
pub(super) fn detail(app: &App, id: &ProceedingId) -> Result<ProceedingDetail, Error> {
    let (law, today) = (app.law(), app.today());
    app.view(|view| {
        let one = view.case.proceedings.iter().find(|one| one.id == *id);
        let one = one.ok_or_else(|| Error::not_found("proceeding"))?;
        let standing = standing_of(&law, one, today).ok();
        let mut events = one.events.clone();
        events.sort_by_key(|event| event.day);
        let (deadlines, possible) = standing
            .map(|standing| (standing.deadlines, standing.possible))
            .unwrap_or_default();
        Ok(ProceedingDetail {
            row: row(&law, &view.case, one, today),
            events,
            deadlines,
            possible,
            edition: law.edition(),
            calendar_to: law.calendar().to(),
        })
    })
}
