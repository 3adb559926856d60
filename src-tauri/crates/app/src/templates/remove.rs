//! Removing a template that was added.

use super::TemplateRef;
use crate::action::Action;
use crate::{App, Done, Error};

/// Removes a template from this vault. Finished letters stay as they are; a draft of
/// it stays too, and says that its template is gone.
///
/// # Errors
/// Locked; not found; saving failed.
pub fn remove(app: &App, TemplateRef { id }: TemplateRef) -> Result<Done, Error> {
    app.change_templates(Action::TemplateRemoved, |writer| {
        writer.delete_template(&id)?;
        Ok(())
    })?;
    Ok(Done {})
}
