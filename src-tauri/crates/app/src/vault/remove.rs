//! Removing a vault for good, and what that would remove.

use super::{RemoveVault, VaultHoldings, VaultStatus, status};
use crate::{App, Empty, Error, ErrorCode};

/// Everything the vault holds, counted, before anybody removes it.
///
/// # Errors
/// Locked; the folder cannot be read.
pub fn holdings(app: &App, _: Empty) -> Result<VaultHoldings, Error> {
    app.with(|session| {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let case = &session.view.case;
        let store::Holdings {
            backups,
            files,
            bytes,
        } = session.vault.holdings()?;
        Ok(VaultHoldings {
            debts: count(case.debts.len()),
            contacts: count(session.view.standing().count()),
            letters: count(session.vault.read(|reader| reader.letter_heads())?.len()),
            proceedings: count(case.proceedings.len()),
            files,
            backups,
            kb: u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX),
        })
    })
}

/// Removes the open vault with its backups and files. It cannot be undone.
///
/// # Errors
/// Locked, or the sample is open; wrong passphrase: then nothing is removed.
pub fn remove(app: &App, request: RemoveVault) -> Result<VaultStatus, Error> {
    app.with(|session| {
        if session.sample {
            return Err(ErrorCode::Locked.into());
        }
        Ok(session.vault.check_passphrase(&request.passphrase)?)
    })?;
    app.jobs.forget();
    if let Some(session) = app.forget() {
        session.vault.remove()?;
    }
    status(app, Empty {})
}
