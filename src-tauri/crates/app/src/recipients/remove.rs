//! Taking an entry out of the directory.

use super::RecipientRef;
use crate::action::Action;
use crate::{App, Done, Error};

/// Removes an entry of the user's own. Letters keep what they say.
///
/// # Errors
/// Locked; not found; saving failed.
pub fn remove(app: &App, RecipientRef { id }: RecipientRef) -> Result<Done, Error> {
    app.change(Action::RecipientRemoved, |writer, _| {
        writer.delete_recipient(&id)?;
        Ok(Done {})
    })
}
