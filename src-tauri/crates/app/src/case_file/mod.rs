//! The exchange form of a whole case: export, import, and the sample.

mod export;
mod import;
mod sample;

pub use export::export;
pub use import::{import, read_case};
pub use sample::open_sample;
pub(crate) use sample::remove_sample;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Names a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FileRef {
    /// Path on this machine.
    pub path: String,
}

/// What came in from a case file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CaseImported {
    /// Debts.
    pub debts: u32,
    /// Contacts.
    pub contacts: u32,
}
