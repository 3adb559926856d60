//! What happened in a proceeding: one event more, or one less.

use domain::{FieldProblem, ProblemCode, Proceeding, ProceedingId};

use super::get::detail;
use super::refused::refused;
use super::view::standing_of;
use super::{ProceedingDetail, ProceedingEventInput};
use crate::action::Action;
use crate::{App, Error};

/// Adds an event. It may be earlier than others that are there.
///
/// # Errors
/// Locked; not found; invalid fields: a day to come, a day that is missing, an event
/// that cannot happen where the proceeding stands by then; saving failed.
pub fn add_event(app: &App, input: ProceedingEventInput) -> Result<ProceedingDetail, Error> {
    let at = input.event.clone();
    change(app, &input.id, |proceeding| {
        proceeding.events.push(at);
        Ok(Some(proceeding.events.len() - 1))
    })
}

/// Takes out an event that was entered by mistake. That it was there stays in the
/// journal.
///
/// # Errors
/// Locked; not found; the last event, or one that later ones rest on; saving failed.
pub fn remove_event(app: &App, input: ProceedingEventInput) -> Result<ProceedingDetail, Error> {
    change(app, &input.id, |proceeding| {
        let place = proceeding.events.iter().position(|one| *one == input.event);
        proceeding
            .events
            .remove(place.ok_or_else(|| Error::not_found("event"))?);
        if proceeding.events.is_empty() {
            let last = FieldProblem::new("event", ProblemCode::Required);
            return Err(Error::invalid(vec![last]));
        }
        Ok(None)
    })
}

/// `work` changes the events and names the place of the one that was added.
fn change(
    app: &App,
    id: &ProceedingId,
    work: impl FnOnce(&mut Proceeding) -> Result<Option<usize>, Error>,
) -> Result<ProceedingDetail, Error> {
    let (law, today) = (app.law(), app.today());
    app.change(Action::ProceedingSaved, |writer, case| {
        let held = case.proceedings.iter_mut().find(|one| one.id == *id);
        let held = held.ok_or_else(|| Error::not_found("proceeding"))?;
        let added = work(held)?;
        standing_of(&law, held, today).map_err(|error| {
            let mut error = refused(&error);
            if let Some(added) = added {
                let own = format!("events[{added}]");
                for problem in &mut error.fields {
                    problem.field = problem.field.replace(&own, "event");
                }
            }
            error
        })?;
        writer.put_proceeding(held)?;
        Ok(())
    })?;
    detail(app, id)
}
