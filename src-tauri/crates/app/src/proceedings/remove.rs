//! Taking a proceeding out again.

use domain::AttachedTo;

use super::ProceedingRef;
use crate::action::Action;
use crate::attachments::forget;
use crate::{App, Done, Error};

/// Removes a proceeding with its events. That it was there stays in the journal.
///
/// # Errors
/// Locked; not found; saving failed.
pub fn remove(app: &App, ProceedingRef { id }: ProceedingRef) -> Result<Done, Error> {
    app.change(Action::ProceedingRemoved, |writer, case| {
        if !case.proceedings.iter().any(|one| one.id == id) {
            return Err(Error::not_found("proceeding"));
        }
        forget(writer, &AttachedTo::Proceeding(id.clone()))?;
        writer.delete_proceeding(&id)?;
        Ok(Done {})
    })
}
