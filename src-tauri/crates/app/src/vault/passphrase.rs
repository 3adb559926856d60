//! Another passphrase for the same vault.

use super::ChangePassphrase;
use crate::{App, Done, Error};

/// Changes the passphrase; the recovery words stay as they are.
///
/// # Errors
/// Locked; the old passphrase is wrong; the new one is too short.
pub fn change_passphrase(app: &App, request: ChangePassphrase) -> Result<Done, Error> {
    let mut random = app.random();
    app.with(|session| {
        session
            .vault
            .change_passphrase(&request.old, &request.new, &mut random)?;
        Ok(Done {})
    })
}
