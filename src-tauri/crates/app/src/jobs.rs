//! Long work: started, watched, cancelled. One job is a file import being read.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::WireError;

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
    /// Kilobytes read so far.
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
