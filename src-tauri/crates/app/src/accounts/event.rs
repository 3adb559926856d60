//! What may have moved the limitation of a debt, as entered.

use domain::{FieldProblem, LimitationId, LimitationRecord, ProblemCode};

use super::{EventInput, EventRef};
use crate::action::Action;
use crate::{App, Done, Error};

/// Saves an event.
///
/// # Errors
/// Locked; invalid fields; not found; saving failed.
pub fn save_event(app: &App, input: EventInput) -> Result<Done, Error> {
    let mut problems = Vec::new();
    if input.event.day > app.today() {
        problems.push(FieldProblem::new("event.day", ProblemCode::InFuture));
    }
    if input
        .event
        .until
        .is_some_and(|until| until < input.event.day)
    {
        problems.push(FieldProblem::new("event.until", ProblemCode::BeforeStart));
    }
    if input.event.until.is_some() && !input.event.kind.lasts() {
        problems.push(FieldProblem::new("event.until", ProblemCode::Contradiction));
    }
    if !problems.is_empty() {
        return Err(Error::invalid(problems));
    }
    app.change(Action::LimitationSaved, |writer, case| {
        if case.debt(&input.debt).is_none() {
            return Err(Error::not_found("debt"));
        }
        let id = match input.id {
            Some(id) if case.limitation.iter().any(|l| l.id == id) => id,
            Some(_) => return Err(Error::not_found("limitation")),
            None => LimitationId::from(app.new_id('m')),
        };
        writer.put_limitation(&LimitationRecord {
            id,
            debt: input.debt,
            event: input.event,
        })?;
        Ok(Done {})
    })
}

/// Takes an event out. The journal keeps what it was.
///
/// # Errors
/// Locked; not found; saving failed.
pub fn remove_event(app: &App, EventRef { id }: EventRef) -> Result<Done, Error> {
    app.change(Action::LimitationRemoved, |writer, _| {
        writer.delete_limitation(&id)?;
        Ok(Done {})
    })
}
