//! A new vault.

use domain::Lang;
use store::{Kdf, Vault};

use super::{CreateVault, VaultCreated};
use crate::{App, Error};

/// Creates a vault, opens it and gives its recovery words, once.
///
/// # Errors
/// A vault exists; the passphrase is too short; the folder cannot be written.
pub fn create(app: &App, request: CreateVault) -> Result<VaultCreated, Error> {
    app.leave()?;
    let mut random = app.random();
    let (vault, words) = Vault::create(
        &app.vault_dir(),
        &request.passphrase,
        Kdf::default(),
        &mut random,
        app.now(),
    )?;
    app.enter(vault, false)?;
    let list = |lang| words.words(lang).into_iter().map(str::to_owned).collect();
    Ok(VaultCreated {
        recovery_words: list(Lang::ZhCn),
        recovery_words_en: list(Lang::En),
    })
}
