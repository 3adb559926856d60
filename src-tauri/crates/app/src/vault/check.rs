//! The whole record looked at beside whoever uses it: the journal against every row,
//! then every stored file against what was written down when it came in. Begun by
//! itself at every opening, and on demand.

use std::collections::HashMap;

use domain::Instant;
use store::{Beside, Fault, Files, KeptFile, Vault, Verified};

use super::{RecordChecked, RecordFault};
use crate::attachments::{FileFault, FileFaultKind, FilesChecked, kilobytes};
use crate::jobs::{Job, JobOutcome, JobRef, JobResult};
use crate::{App, Empty, Error};

/// Of more altered rows than these, the rest is counted and not listed.
const LISTED: usize = 50;

/// Starts checking the whole record.
///
/// # Errors
/// Locked.
pub fn check(app: &App, _: Empty) -> Result<JobRef, Error> {
    app.with(|session| {
        if let Some(before) = &session.check {
            app.jobs.stop(before);
        }
        let job = start(app, &session.vault)?;
        session.check = Some(job.job.clone());
        Ok(job)
    })
}

/// Starts the check of a vault that was just opened.
pub(crate) fn check_in_background(app: &App, vault: &Vault) -> Option<String> {
    // A vault opens also when it cannot be looked at.
    start(app, vault).ok().map(|job| job.job)
}

fn start(app: &App, vault: &Vault) -> Result<JobRef, Error> {
    let all = vault.read(|reader| reader.attachments())?;
    let files = vault.files()?;
    let beside = vault.beside()?;
    let now = app.now();
    app.jobs.start(app.new_id('j'), move |job| {
        let sizes = all.iter().map(|kept| kilobytes(kept.attachment.size));
        let total = sizes.fold(0u32, u32::saturating_add);
        let (mut found, rows) = journal(&beside, job, total, now)?;
        // Nobody has to wait for the record while its files are read.
        drop(beside);
        // Known before the files are, which may take long.
        job.found(JobOutcome::Checked(found.clone()));
        found.files = stored(&files, &all, job, (rows, rows.saturating_add(total)))?;
        Ok(JobResult::Checked(found))
    })
}

/// The journal, and how many rows it has. Each counts as one beside the kilobytes of
/// the files.
fn journal(
    beside: &Beside,
    job: &Job,
    files: u32,
    now: Instant,
) -> Result<(RecordChecked, u32), Error> {
    let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let (head, verified) = beside.verify_journal(&mut |row, all| {
        job.progress(count(row), count(all).saturating_add(files), 0);
        !job.stopped()
    })?;
    let faults = match verified {
        Verified::Sound => Vec::new(),
        Verified::Altered(faults) => faults,
    };
    let times: HashMap<i64, String> = match faults.first() {
        Some(_) => beside.written_at()?,
        None => HashMap::new(),
    };
    let rows = u32::try_from(head.seq).unwrap_or(u32::MAX);
    let found = RecordChecked {
        at: now.to_rfc3339(),
        rows,
        altered: u32::try_from(faults.len()).unwrap_or(u32::MAX),
        faults: faults
            .into_iter()
            .take(LISTED)
            .map(|fault| told(fault, &times))
            .collect(),
        files: FilesChecked {
            files: 0,
            faults: Vec::new(),
        },
    };
    Ok((found, rows))
}

fn told(fault: Fault, times: &HashMap<i64, String>) -> RecordFault {
    let (table, key) = fault.row.unzip();
    RecordFault {
        entry: fault.seq.and_then(|seq| u32::try_from(seq).ok()),
        at: fault.seq.and_then(|seq| times.get(&seq).cloned()),
        table: table.map(str::to_owned),
        key,
    }
}

/// The files from end to end.
fn stored(
    files: &Files,
    all: &[KeptFile],
    job: &Job,
    (mut before, total): (u32, u32),
) -> Result<FilesChecked, Error> {
    let mut checked = FilesChecked {
        files: 0,
        faults: Vec::new(),
    };
    for kept in all {
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
    Ok(checked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_told_by_table_key_and_the_row_that_wrote_it() {
        let times = HashMap::from([(4, "2026-11-03T22:20:00+08:00".to_owned())]);
        let row = Some(("contacts", "c2".to_owned()));
        let altered = told(Fault { seq: Some(4), row }, &times);
        assert_eq!(altered.entry, Some(4));
        assert_eq!(altered.at.as_deref(), Some("2026-11-03T22:20:00+08:00"));
        assert_eq!(altered.table.as_deref(), Some("contacts"));
        assert_eq!(altered.key.as_deref(), Some("c2"));
        let broken = told(
            Fault {
                seq: Some(9),
                row: None,
            },
            &times,
        );
        assert_eq!(
            (broken.entry, broken.at, broken.table),
            (Some(9), None, None)
        );
    }
}
