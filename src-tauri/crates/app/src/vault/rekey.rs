//! Another data key: the whole vault encrypted anew (ADR 0023). Three steps: a job
//! encrypts beside the vault, the new recovery words are shown, and only then the new
//! vault takes the place of the old. Until then everything is as it was.

use std::sync::{Mutex, PoisonError};

use store::{NextKey, OldBackups};

use super::check::check_in_background;
use super::{BackupsThen, RekeyVault, VaultCreated, VaultStatus, listed, status};
use crate::jobs::{JobRef, JobResult};
use crate::{App, Empty, Error, ErrorCode};

/// What a job made ready. Taken out once.
pub(crate) struct Prepared(Mutex<Option<NextKey>>);

impl Prepared {
    fn with<T>(&self, f: impl FnOnce(&mut Option<NextKey>) -> T) -> T {
        f(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Starts encrypting the vault anew. What was made ready before is thrown away.
///
/// # Errors
/// Locked, or the sample is open; wrong passphrase; the new one is too short; the
/// disk is full or cannot be written.
pub fn rekey(app: &App, request: RekeyVault) -> Result<JobRef, Error> {
    let mut random = app.random();
    app.with(|session| {
        if session.sample {
            return Err(ErrorCode::Locked.into());
        }
        if let Some(before) = session.rekey.take() {
            app.jobs.stop(&before);
        }
        let backups = match request.backups {
            BackupsThen::Remove => OldBackups::Remove,
            BackupsThen::Encrypt => OldBackups::Encrypt,
        };
        let new = request.new.as_deref();
        let next = session
            .vault
            .next_key(&request.passphrase, new, backups, &mut random)?;
        let beside = session.vault.beside()?;
        let job = app.jobs.start(app.new_id('j'), move |job| {
            beside.encrypt_anew(&next, &mut |done, all| {
                job.bytes(done, all);
                !job.stopped()
            })?;
            let prepared = Prepared(Mutex::new(Some(next)));
            Ok(JobResult::Rekeyed(Box::new(prepared)))
        })?;
        session.rekey = Some(job.job.clone());
        Ok(job)
    })
}

/// The recovery words that will hold once the key is switched.
///
/// # Errors
/// Not found: the job, or it is not done.
pub fn rekey_words(app: &App, JobRef { job }: JobRef) -> Result<VaultCreated, Error> {
    let result = app.jobs.find(&job)?.result()?;
    result.prepared()?.with(|next| {
        next.as_ref()
            .map(|next| listed(next.words()))
            .ok_or_else(|| Error::not_found("job"))
    })
}

/// Puts the vault under the new key. Whatever else is under way is given up.
///
/// # Errors
/// Not found: the job. Key changed: it is done, and the vault has to be opened anew;
/// it is locked then. After any other error everything is as it was.
pub fn rekey_switch(app: &App, JobRef { job }: JobRef) -> Result<VaultStatus, Error> {
    let result = app.jobs.find(&job)?.result()?;
    let next = result
        .prepared()?
        .with(Option::take)
        .ok_or_else(|| Error::not_found("job"))?;
    // Other jobs read and write files under the old key.
    app.jobs.forget();
    let now = app.now();
    let switched = app.with(|session| {
        session.rekey = None;
        let switched = session.vault.switch_key(next, now);
        session.check = check_in_background(app, &session.vault);
        switched?;
        session.written_at = session.vault.read(|reader| reader.latest_write())?;
        Ok(())
    });
    app.leave_if_lost(&switched);
    switched?;
    status(app, Empty {})
}
