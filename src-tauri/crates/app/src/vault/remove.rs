//! Removing a vault for good, and what that would remove.

use std::sync::atomic::Ordering;

use super::{RemoveVault, VaultHoldings};
use crate::jobs::{JobRef, JobResult};
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

/// Starts removing the open vault with its backups and files; it is locked at once.
/// From there on it cannot be undone, nor stopped.
///
/// # Errors
/// Locked, or the sample is open; wrong passphrase: then nothing is removed. The job:
/// the disk failed; what is left cannot be read any more.
pub fn remove(app: &App, request: RemoveVault) -> Result<JobRef, Error> {
    app.with(|session| {
        if session.sample {
            return Err(ErrorCode::Locked.into());
        }
        Ok(session.vault.check_passphrase(&request.passphrase)?)
    })?;
    app.jobs.forget();
    let session = app.forget().ok_or(ErrorCode::Locked)?;
    app.known.store(false, Ordering::Relaxed);
    app.jobs.start(app.new_id('j'), move |job| {
        let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        session
            .vault
            .remove(&mut |done, all| job.progress(count(done), count(all), count(done)))?;
        Ok(JobResult::Quiet)
    })
}
