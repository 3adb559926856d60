//! What happened in a proceeding: events more, or one less.

use domain::{FieldProblem, ProblemCode, Proceeding, ProceedingId};

use super::carry::put;
use super::get::detail;
use super::refused::refused;
use super::view::standing_of;
use super::{ProceedingDetail, ProceedingEventInput, ProceedingEventsInput};
use crate::action::Action;
use crate::letters::unknown_letters;
use crate::{App, Error};

/// Adds events, all of them or none. They may be earlier than others that are there.
/// One that is there already, without its letter, is given its letter.
///
/// # Errors
/// Locked; not found; invalid fields: none at all, a day to come, a day that is missing,
/// a letter that is not there, an event that cannot happen where the proceeding stands by
/// then; saving failed.
pub fn add_events(app: &App, input: ProceedingEventsInput) -> Result<ProceedingDetail, Error> {
    let ProceedingEventsInput { id, events } = input;
    if events.is_empty() {
        let none = FieldProblem::new("events", ProblemCode::Required);
        return Err(Error::invalid(vec![none]));
    }
    let unknown = unknown_letters(app, &events)?;
    if !unknown.is_empty() {
        return Err(Error::invalid(unknown));
    }
    change(app, &id, |proceeding| {
        Ok(events
            .into_iter()
            .map(|event| put(&mut proceeding.events, event))
            .collect())
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
        Ok(Vec::new())
    })
}

/// `work` changes the events and names the places of those that were added.
fn change(
    app: &App,
    id: &ProceedingId,
    work: impl FnOnce(&mut Proceeding) -> Result<Vec<usize>, Error>,
) -> Result<ProceedingDetail, Error> {
    let (law, today) = (app.law(), app.today());
    app.change(Action::ProceedingSaved, |writer, case| {
        let held = case.proceedings.iter_mut().find(|one| one.id == *id);
        let held = held.ok_or_else(|| Error::not_found("proceeding"))?;
        let added = work(held)?;
        standing_of(&law, held, today).map_err(|error| {
            let mut error = refused(&error);
            for problem in &mut error.fields {
                for (given, place) in added.iter().enumerate() {
                    let own = format!("events[{place}].");
                    if let Some(field) = problem.field.strip_prefix(&own) {
                        problem.field = format!("events[{given}].{field}");
                        break;
                    }
                }
            }
            error
        })?;
        writer.put_proceeding(held)?;
        Ok(())
    })?;
    detail(app, id)
}
