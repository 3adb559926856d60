//! Every stored file read from end to end and compared with what was written down.

use store::Vault;

use super::add::kilobytes;
use super::{FileFault, FileFaultKind, FilesChecked};
use crate::jobs::{JobRef, JobResult};
use crate::{App, Empty, Error};

/// Starts checking all files.
///
/// # Errors
/// Locked.
pub fn check(app: &App, _: Empty) -> Result<JobRef, Error> {
    app.with(|session| {
        let job = start(app, &session.vault)?;
        session.check = Some(job.job.clone());
        Ok(job)
    })
}

/// Starts the check of a vault that was just opened; none, where there is nothing to
/// check.
pub(crate) fn check_in_background(app: &App, vault: &Vault) -> Option<String> {
    let any = vault.read(|reader| reader.attachments());
    match any {
        Ok(any) if any.is_empty() => None,
        // A vault opens also when its files cannot be looked at.
        _ => start(app, vault).ok().map(|job| job.job),
    }
}

fn start(app: &App, vault: &Vault) -> Result<JobRef, Error> {
    let all = vault.read(|reader| reader.attachments())?;
    let files = vault.files()?;
    app.jobs.start(app.new_id('j'), move |job| {
        let sizes = all.iter().map(|kept| kilobytes(kept.attachment.size));
        let total = sizes.fold(0u32, u32::saturating_add);
        let mut before = 0u32;
        let mut checked = FilesChecked {
            files: 0,
            faults: Vec::new(),
        };
        for kept in &all {
            let found = files.check(kept, &mut |bytes| {
                let done = before.saturating_add(kilobytes(bytes));
                job.progress(done, total, checked.files);
                !job.stopped()
            })?;
            if let Some(fault) = found {
                checked.faults.push(FileFault {
                    id: kept.attachment.id.clone(),
                    name: kept.attachment.name.clone(),
                    what: match fault {
                        store::FileFault::Missing => FileFaultKind::Missing,
                        store::FileFault::Altered => FileFaultKind::Altered,
                        store::FileFault::Unreadable(_) => FileFaultKind::Unreadable,
                    },
                });
            }
            checked.files += 1;
            before = before.saturating_add(kilobytes(kept.attachment.size));
        }
        job.progress(total, total, checked.files);
        Ok(JobResult::Checked(checked))
    })
}
