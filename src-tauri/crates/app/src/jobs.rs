//! Long work: started, watched, cancelled. A job has no hand on the record: it reads
//! or writes files, and what comes of it is kept by a verb of its own.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::attachments::{FileTaken, Taken, kilobytes};
use crate::imports::FilesRead;
use crate::letters::{Exported, LettersWritten};
use crate::proof::ProofMade;
use crate::vault::{Prepared, RecordChecked, VaultCarried};
use crate::{App, Error, ErrorCode, WireError};

/// Names a job.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct JobRef {
    /// Identifier of the job.
    pub job: String,
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Under way.
    Running,
    /// Finished; its result can be asked for.
    Done,
    /// Stopped by the user.
    Cancelled,
    /// Failed; `error` says why.
    Failed,
}

/// Progress of a job.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct JobStatus {
    /// Where it stands.
    pub state: JobState,
    /// Kilobytes read so far; of letters and their exhibits, how many were set and
    /// written; of the journal, its rows; of a removal, files.
    pub done_kb: u32,
    /// Kilobytes in all; of letters and their exhibits, twice their number; of the
    /// journal, its rows; of a removal, files.
    pub total_kb: u32,
    /// Rows understood, or files done, so far.
    pub rows: u32,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub error: Option<WireError>,
    /// What came of it, once it is done, or of a check so far; none for what is asked
    /// for: the plan of an import, the words of another key.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub outcome: Option<JobOutcome>,
}

/// What came of a job.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum JobOutcome {
    /// Files were taken in; `attachment_keep` keeps them.
    Taken {
        /// The files.
        files: Vec<FileTaken>,
    },
    /// The record was checked: its journal, and its files once it is done.
    Checked(RecordChecked),
    /// The vault was copied.
    Carried(VaultCarried),
    /// A file was written where the user wanted it.
    Written(Exported),
    /// A proof pack was made.
    Packed(ProofMade),
    /// Letters were written into a folder.
    Letters(LettersWritten),
}

/// Where a job stands.
///
/// # Errors
/// Not found: never started, or forgotten when the vault was closed.
pub fn status(app: &App, JobRef { job }: JobRef) -> Result<JobStatus, Error> {
    Ok(app.jobs.find(&job)?.status())
}

/// Asks a job to stop. It stops at the next record; nothing is kept of it. What a
/// finished one made ready under another key is thrown away.
///
/// # Errors
/// Not found.
pub fn cancel(app: &App, JobRef { job: id }: JobRef) -> Result<JobStatus, Error> {
    let job = app.jobs.find(&id)?;
    job.stop.store(true, Ordering::Relaxed);
    if job.result().is_ok_and(|result| result.prepared().is_ok()) {
        app.jobs.stop(&id);
    }
    Ok(job.status())
}

/// The jobs of this run. Their results may hold plain rows, so they are forgotten
/// when the vault is closed.
#[derive(Default)]
pub(crate) struct Jobs(Mutex<HashMap<String, Arc<Job>>>);

/// One job, shared with the thread that does it.
pub(crate) struct Job {
    stop: AtomicBool,
    inner: Mutex<Inner>,
}

/// What a job leaves.
pub(crate) enum JobResult {
    /// Rows of files.
    Read(FilesRead),
    /// Files taken in.
    Taken(Vec<Taken>),
    /// The record, checked.
    Checked(RecordChecked),
    /// The vault, copied.
    Carried(VaultCarried),
    /// The vault under another key, made ready.
    Rekeyed(Box<Prepared>),
    /// Nothing but that it is done.
    Quiet,
    /// A file that was written.
    Written(Exported),
    /// A proof pack.
    Packed(ProofMade),
    /// Letters that were written.
    Letters(LettersWritten),
}

struct Inner {
    status: JobStatus,
    result: Option<Arc<JobResult>>,
}

impl Jobs {
    /// Starts a job on a thread of its own. Should it give way, it has failed, and
    /// does not seem to go on for ever.
    pub(crate) fn start(
        &self,
        id: String,
        work: impl FnOnce(&Job) -> Result<JobResult, Error> + Send + 'static,
    ) -> Result<JobRef, Error> {
        let job = Arc::new(Job {
            stop: AtomicBool::new(false),
            inner: Mutex::new(Inner {
                status: JobStatus {
                    state: JobState::Running,
                    done_kb: 0,
                    total_kb: 0,
                    rows: 0,
                    error: None,
                    outcome: None,
                },
                result: None,
            }),
        });
        self.all().insert(id.clone(), Arc::clone(&job));
        let spawned = thread::Builder::new().name("job".into()).spawn(move || {
            let done = catch_unwind(AssertUnwindSafe(|| work(&job)));
            job.finish(done.unwrap_or_else(|_| Err(ErrorCode::Bug.into())));
        });
        if spawned.is_err() {
            self.drop(&id);
            return Err(ErrorCode::Bug.into());
        }
        Ok(JobRef { job: id })
    }

    pub(crate) fn find(&self, id: &str) -> Result<Arc<Job>, Error> {
        self.all()
            .get(id)
            .cloned()
            .ok_or_else(|| Error::not_found("job"))
    }

    /// Forgets a job whose result was used.
    pub(crate) fn drop(&self, id: &str) {
        self.all().remove(id);
    }

    /// Stops and forgets a job, with what it left.
    pub(crate) fn stop(&self, id: &str) {
        if let Some(job) = self.all().remove(id) {
            job.stop.store(true, Ordering::Relaxed);
        }
    }

    /// Stops and forgets everything.
    pub(crate) fn forget(&self) {
        for (_, job) in self.all().drain() {
            job.stop.store(true, Ordering::Relaxed);
        }
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, Arc<Job>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Job {
    pub(crate) fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    pub(crate) fn progress(&self, done_kb: u32, total_kb: u32, rows: u32) {
        let mut inner = self.inner();
        inner.status.done_kb = done_kb;
        inner.status.total_kb = total_kb;
        inner.status.rows = rows;
    }

    /// The same, in bytes.
    pub(crate) fn bytes(&self, done: u64, all: u64) {
        self.progress(kilobytes(done), kilobytes(all), 0);
    }

    /// What came of it so far.
    pub(crate) fn found(&self, outcome: JobOutcome) {
        self.inner().status.outcome = Some(outcome);
    }

    fn finish(&self, outcome: Result<JobResult, Error>) {
        let mut inner = self.inner();
        match outcome {
            Ok(result) => {
                inner.status.state = JobState::Done;
                inner.status.outcome = result.outcome();
                inner.result = Some(Arc::new(result));
            }
            Err(error) if error.code == ErrorCode::Cancelled => {
                inner.status.state = JobState::Cancelled;
            }
            Err(error) => {
                inner.status.state = JobState::Failed;
                inner.status.error = Some(WireError::from(error));
            }
        }
    }

    /// What a finished job left.
    pub(crate) fn result(&self) -> Result<Arc<JobResult>, Error> {
        self.inner()
            .result
            .clone()
            .ok_or_else(|| Error::not_found("job"))
    }

    fn status(&self) -> JobStatus {
        self.inner().status.clone()
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl JobResult {
    /// What is told of it; rows are asked for by a verb of their own.
    fn outcome(&self) -> Option<JobOutcome> {
        match self {
            Self::Read(_) | Self::Rekeyed(_) | Self::Quiet => None,
            Self::Carried(carried) => Some(JobOutcome::Carried(carried.clone())),
            Self::Taken(files) => Some(JobOutcome::Taken {
                files: files.iter().map(Taken::told).collect(),
            }),
            Self::Checked(checked) => Some(JobOutcome::Checked(checked.clone())),
            Self::Written(file) => Some(JobOutcome::Written(file.clone())),
            Self::Packed(pack) => Some(JobOutcome::Packed(pack.clone())),
            Self::Letters(written) => Some(JobOutcome::Letters(written.clone())),
        }
    }

    /// A vault under another key.
    ///
    /// # Errors
    /// Not found: it is another kind of job.
    pub(crate) fn prepared(&self) -> Result<&Prepared, Error> {
        match self {
            Self::Rekeyed(prepared) => Ok(prepared),
            _ => Err(Error::not_found("job")),
        }
    }

    /// The rows of an import.
    ///
    /// # Errors
    /// Not found: it is another kind of job.
    pub(crate) fn read(&self) -> Result<&FilesRead, Error> {
        match self {
            Self::Read(read) => Ok(read),
            _ => Err(Error::not_found("job")),
        }
    }
}
