//! Carrying the vault to another machine, and bringing it in there.

use std::path::Path;

use domain::{FieldProblem, ProblemCode};
use store::Vault;

use super::status::gone;
use super::{BringVault, VaultCarried, VaultFolder};
use crate::jobs::{JobRef, JobResult};
use crate::{App, Error, ErrorCode};

/// Starts copying the open vault into a new folder within the one named. The copy is
/// as encrypted as the vault and opens with the same passphrase.
///
/// # Errors
/// Locked; no folder. The job: the disk is full or cannot be written; then nothing is
/// left there.
pub fn carry(app: &App, VaultFolder { folder }: VaultFolder) -> Result<JobRef, Error> {
    let into = Path::new(&folder);
    if !into.is_dir() {
        return Err(Error::invalid(vec![FieldProblem::new(
            "folder",
            ProblemCode::Required,
        )]));
    }
    // A name that says nothing of what it is for.
    let stem = format!("vault-{}", app.today().format("%Y%m%d"));
    let name = std::iter::once(stem.clone())
        .chain((2..).map(|n| format!("{stem}-{n}")))
        .find(|name| !into.join(name).exists())
        .unwrap_or(stem);
    app.with(|session| {
        let beside = session.vault.beside()?;
        let to = into.join(&name);
        app.jobs.start(app.new_id('j'), move |job| {
            beside.carry(&to, &mut |done, all| {
                job.bytes(done, all);
                !job.stopped()
            })?;
            Ok(JobResult::Carried(VaultCarried { folder: name }))
        })
    })
}

/// Starts taking in a vault that was carried here. Once the job is done it is there,
/// locked.
///
/// # Errors
/// A vault exists, or the folder of the one there was is gone. The job: no vault in
/// that folder; wrong passphrase; damaged; newer; the disk is full or cannot be
/// written. Then nothing was taken in.
pub fn bring(app: &App, BringVault { folder, passphrase }: BringVault) -> Result<JobRef, Error> {
    app.leave()?;
    if gone(app) {
        return Err(ErrorCode::VaultGone.into());
    }
    let (dir, now) = (app.vault_dir(), app.now());
    app.jobs.start(app.new_id('j'), move |job| {
        Vault::bring(
            Path::new(&folder),
            &dir,
            &passphrase,
            now,
            &mut |done, all| {
                job.bytes(done, all);
                !job.stopped()
            },
        )?;
        Ok(JobResult::Quiet)
    })
}
