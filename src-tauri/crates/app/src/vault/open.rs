//! Opening, locking, and opening with the recovery words.

use store::Vault;

use super::{OpenVault, RecoverVault, VaultStatus, status};
use crate::{App, Empty, Error};

/// Opens the vault.
///
/// # Errors
/// No vault; wrong passphrase; newer, damaged or in use elsewhere.
pub fn open(app: &App, request: OpenVault) -> Result<VaultStatus, Error> {
    app.leave()?;
    let vault = Vault::open(&app.vault_dir(), &request.passphrase, app.now())?;
    app.enter(vault, false)?;
    status(app, Empty {})
}

/// Opens the vault with the recovery words and sets a new passphrase.
///
/// # Errors
/// As [`open`]; the words are malformed or of another vault.
pub fn recover(app: &App, request: RecoverVault) -> Result<VaultStatus, Error> {
    app.leave()?;
    let mut random = app.random();
    let vault = Vault::recover(
        &app.vault_dir(),
        &request.words,
        &request.passphrase,
        &mut random,
        app.now(),
    )?;
    app.enter(vault, false)?;
    status(app, Empty {})
}

/// Locks the vault. What was saved is saved; nothing else is kept.
///
/// # Errors
/// Closing the database failed.
pub fn lock(app: &App, _: Empty) -> Result<VaultStatus, Error> {
    app.leave()?;
    status(app, Empty {})
}
