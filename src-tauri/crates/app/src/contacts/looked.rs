//! Which rules looked at one contact, and what each of them says.

use super::ContactRef;
use crate::findings::{FindingRow, row};
use crate::{App, Error};

/// What every rule that looked at a contact says about it: flags and open
/// questions with the other contacts they rest on, else the reason why not.
///
/// # Errors
/// Locked; not found.
pub fn rules(app: &App, ContactRef { id }: ContactRef) -> Result<Vec<FindingRow>, Error> {
    let packs = app.packs();
    app.view(|view| {
        view.contact(&id)
            .ok_or_else(|| Error::not_found("contact"))?;
        let said = view.looked_at(&packs, &id);
        Ok(said.iter().map(|found| row(&packs, view, found)).collect())
    })
}
