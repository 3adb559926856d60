//! A new vault.

use store::{Kdf, Vault};

use super::status::gone;
use super::{CreateVault, VaultCreated, listed};
use crate::{App, Error, ErrorCode};

/// Creates a vault, opens it and gives its recovery words, once.
///
/// # Errors
/// A vault exists; the folder of the one there was is gone, and nobody said to begin
/// afresh; the passphrase is too short; the folder cannot be written.
pub fn create(app: &App, request: CreateVault) -> Result<VaultCreated, Error> {
    app.leave()?;
    if gone(app) && !request.afresh {
        return Err(ErrorCode::VaultGone.into());
    }
    let mut random = app.random();
    let (vault, words) = Vault::create(
        &app.vault_dir(),
        &request.passphrase,
        Kdf::default(),
        &mut random,
        app.now(),
    )?;
    app.enter(vault, false)?;
    Ok(listed(&words))
}
