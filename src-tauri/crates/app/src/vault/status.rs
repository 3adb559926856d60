//! Whether there is a vault and whether it is open.

use std::sync::atomic::Ordering;

use chrono::TimeDelta;
use domain::beijing;
use store::Vault;

use super::{VaultState, VaultStatus};
use crate::{App, Empty, Error, settings};

/// Clocks are corrected by seconds all the time, by minutes never.
const LEEWAY: TimeDelta = TimeDelta::minutes(5);

/// The state of the vault.
///
/// # Errors
/// Reading the settings failed.
pub fn status(app: &App, _: Empty) -> Result<VaultStatus, Error> {
    let folder = app.vault_dir();
    let now = app.now();
    let mut check = None;
    let (state, sample, idle_minutes, written_ahead) = match app.session().as_ref() {
        Some(session) => {
            check.clone_from(&session.check);
            (
                VaultState::Open,
                session.sample,
                settings::read(session)?.idle_minutes,
                Some(session.written_at).filter(|at| *at - now > LEEWAY),
            )
        }
        None if Vault::exists(&folder) => {
            app.known.store(true, Ordering::Relaxed);
            (VaultState::Locked, false, 0, None)
        }
        None if gone(app) => (VaultState::Gone, false, 0, None),
        None => (VaultState::None, false, 0, None),
    };
    Ok(VaultStatus {
        state,
        folder: folder.display().to_string(),
        sample,
        idle_minutes,
        today: app.today().to_string(),
        check,
        written_ahead: written_ahead.map(|at| at.with_timezone(&beijing()).to_rfc3339()),
    })
}

/// Was there a vault whose folder is not there any more? It was seen since the program
/// was started, or the folder is a link that leads nowhere.
pub(super) fn gone(app: &App) -> bool {
    let folder = app.vault_dir();
    let leads_nowhere = folder.is_symlink() && !folder.exists();
    !Vault::exists(&folder) && (app.known.load(Ordering::Relaxed) || leads_nowhere)
}
