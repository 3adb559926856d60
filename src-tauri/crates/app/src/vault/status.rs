//! Whether there is a vault and whether it is open.

use store::Vault;

use super::{VaultState, VaultStatus};
use crate::{App, Empty, Error, settings};

/// The state of the vault.
///
/// # Errors
/// Reading the settings failed.
pub fn status(app: &App, _: Empty) -> Result<VaultStatus, Error> {
    let folder = app.vault_dir();
    let (state, sample, idle_minutes) = match app.session().as_ref() {
        Some(session) => (
            VaultState::Open,
            session.sample,
            settings::read(session)?.idle_minutes,
        ),
        None if Vault::exists(&folder) => (VaultState::Locked, false, 0),
        None => (VaultState::None, false, 0),
    };
    Ok(VaultStatus {
        state,
        folder: folder.display().to_string(),
        sample,
        idle_minutes,
        today: app.today().to_string(),
    })
}
