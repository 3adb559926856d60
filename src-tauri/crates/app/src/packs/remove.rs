//! Removing a pack that was added.

use super::PackRef;
use crate::action::Action;
use crate::{App, Done, Error};

/// Removes a pack from this vault. Its findings go with it; letters that were
/// sent keep theirs. A pack the app carries cannot be removed.
///
/// # Errors
/// Locked; not found; saving failed.
pub fn remove(app: &App, PackRef { id }: PackRef) -> Result<Done, Error> {
    app.change_packs(Action::PackRemoved, |writer| {
        writer.delete_pack(&id)?;
        Ok(())
    })?;
    Ok(Done {})
}
