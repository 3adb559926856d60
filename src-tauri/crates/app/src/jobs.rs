//! Long work: started, watched, cancelled. A job reads the files of an import or
//! makes a proof pack.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::imports::FilesRead;
use crate::proof::ProofMade;
use crate::{App, Error, WireError};

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
    /// Kilobytes read or written so far.
    pub done_kb: u32,
    /// Kilobytes in all.
    pub total_kb: u32,
    /// Rows understood so far.
    pub rows: u32,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub error: Option<WireError>,
}

/// Where a job stands.
///
/// # Errors
/// Not found: never started, or forgotten when the vault was closed.
pub fn status(app: &App, JobRef { job }: JobRef) -> Result<JobStatus, Error> {
    Ok(app.jobs.find(&job)?.status())
}

/// Asks a job to stop. It stops at the next record; nothing is kept of it.
///
/// # Errors
/// Not found.
pub fn cancel(app: &App, JobRef { job }: JobRef) -> Result<JobStatus, Error> {
    let job = app.jobs.find(&job)?;
    job.stop.store(true, Ordering::Relaxed);
    Ok(job.status())
}

/// The jobs of this run. Their results hold plain rows, so they are forgotten
/// when the vault is closed.
#[derive(Default)]
pub(crate) struct Jobs(Mutex<HashMap<String, Arc<Job>>>);

/// One job, shared with the thread that does it.
pub(crate) struct Job {
    stop: AtomicBool,
    inner: Mutex<Inner>,
}

struct Inner {
    status: JobStatus,
    result: Option<Made>,
}

/// What a finished job has made.
#[derive(Clone)]
pub(crate) enum Made {
    /// The files of an import.
    Files(Arc<FilesRead>),
    /// A proof pack.
    Proof(ProofMade),
}

impl Jobs {
    pub(crate) fn start(&self, id: String) -> Arc<Job> {
        let job = Arc::new(Job {
            stop: AtomicBool::new(false),
            inner: Mutex::new(Inner {
                status: JobStatus {
                    state: JobState::Running,
                    done_kb: 0,
                    total_kb: 0,
                    rows: 0,
                    error: None,
                },
                result: None,
            }),
        });
        self.all().insert(id, Arc::clone(&job));
        job
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

    pub(crate) fn finish(&self, outcome: Result<Made, Error>) {
        let mut inner = self.inner();
        match outcome {
            Ok(made) => {
                inner.status.state = JobState::Done;
                inner.result = Some(made);
            }
            Err(error) if error.code == crate::ErrorCode::Cancelled => {
                inner.status.state = JobState::Cancelled;
            }
            Err(error) => {
                inner.status.state = JobState::Failed;
                inner.status.error = Some(WireError::from(error));
            }
        }
    }

    /// What a finished job has read.
    pub(crate) fn files(&self) -> Result<Arc<FilesRead>, Error> {
        match self.inner().result.clone() {
            Some(Made::Files(read)) => Ok(read),
            _ => Err(Error::not_found("job")),
        }
    }

    /// The pack a finished job has made.
    pub(crate) fn proof(&self) -> Result<ProofMade, Error> {
        match self.inner().result.clone() {
            Some(Made::Proof(made)) => Ok(made),
            _ => Err(Error::not_found("job")),
        }
    }

    fn status(&self) -> JobStatus {
        self.inner().status.clone()
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
