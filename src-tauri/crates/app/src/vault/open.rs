//! Opening, locking, and opening with the recovery words.

use store::Vault;

use super::status::gone;
use super::{OpenVault, RecoverVault, VaultStatus, status};
use crate::{App, Empty, Error, ErrorCode};

/// Opens the vault.
///
/// # Errors
/// No vault; its folder is gone; wrong passphrase; newer, damaged or in use elsewhere.
pub fn open(app: &App, request: OpenVault) -> Result<VaultStatus, Error> {
    app.leave()?;
    here(app)?;
    let vault = Vault::open(&app.vault_dir(), &request.passphrase, app.now())?;
    app.enter(vault, false)?;
    status(app, Empty {})
}

/// A vault whose folder is gone is not one that was never made.
fn here(app: &App) -> Result<(), Error> {
    if gone(app) {
        return Err(ErrorCode::VaultGone.into());
    }
    Ok(())
}

/// Opens the vault with the recovery words and sets a new passphrase.
///
/// # Errors
/// As [`open`]; the words are malformed or of another vault.
pub fn recover(app: &App, request: RecoverVault) -> Result<VaultStatus, Error> {
    app.leave()?;
    here(app)?;
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
