//! Importing a phone's log: read, show what would happen, save, undo.

mod commit;
mod history;
mod plan;
mod read;

pub use commit::commit;
pub use history::{list, undo};
pub use intake::ENDINGS;
pub use plan::plan;
pub(crate) use read::FilesRead;
pub use read::read;

use domain::{Contact, ContactId, ImportId, Phone, Relation};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Files to read.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ImportFiles {
    /// Paths on this machine. Of a folder the backups directly in it are read.
    pub paths: Vec<String>,
}

/// What an import would do. Nothing is saved yet.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ImportPlan {
    /// The files.
    pub files: Vec<ImportFile>,
    /// Files of a folder that hold no contacts, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub skipped: Vec<String>,
    /// Rows not in the log yet.
    pub new: u32,
    /// Rows that are in the log already.
    pub same: u32,
    /// Rows that may be in the log already; the user decides.
    pub doubtful: Vec<DoubtfulRow>,
    /// Records that are not contacts or cannot be read; the first 500.
    pub rejects: Vec<RejectRow>,
    /// Rejected records in all.
    pub rejected: u32,
    /// The first 50 new rows.
    pub preview: Vec<Contact>,
    /// Numbers in the new rows, most frequent first; the first 200.
    pub numbers: Vec<ImportNumber>,
}

/// One file of an import.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ImportFile {
    /// Name without folder.
    pub file: String,
    /// Detected format (code of the intake list).
    pub format: String,
    /// SHA-256, hex.
    pub sha256: String,
    /// Rows understood.
    pub rows: u32,
    /// Broken characters that were repaired.
    pub repaired: u32,
}

/// A row that may be there already.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DoubtfulRow {
    /// Names the row when committing.
    pub index: u32,
    /// The row.
    pub contact: Contact,
    /// The contact it resembles.
    pub existing: ContactId,
    /// Why it is doubtful (code).
    pub reason: String,
}

/// A record that was not taken.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RejectRow {
    /// File name.
    pub file: String,
    /// 1-based position of the record.
    pub position: u32,
    /// Why (code).
    pub code: String,
    /// Field at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub field: Option<String>,
}

/// A number in the rows to come.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ImportNumber {
    /// The number.
    pub number: Phone,
    /// Contacts.
    pub contacts: u32,
    /// Connected.
    pub connected: u32,
    /// In the number book already.
    pub known: bool,
}

/// Saves what a finished job has read.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ImportCommit {
    /// The job.
    pub job: String,
    /// Doubtful rows to take as well, by index.
    #[serde(default)]
    pub take: Vec<u32>,
    /// Whose phone the log comes from: who was reached by its incoming contacts.
    #[serde(default = "own_phone")]
    #[ts(optional, as = "Option<Relation>")]
    pub whose: Relation,
}

fn own_phone() -> Relation {
    Relation::Borrower
}

/// What was saved.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ImportDone {
    /// The imports, one per file.
    pub imports: Vec<ImportId>,
    /// Contacts added.
    pub added: u32,
}

/// A past import.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ImportRow {
    /// Identifier.
    pub id: ImportId,
    /// File name.
    pub file: String,
    /// SHA-256, hex.
    pub sha256: String,
    /// When (RFC 3339).
    pub at: String,
    /// Contacts added.
    pub added: u32,
    /// Taken back.
    pub undone: bool,
}

/// Names an import.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ImportRef {
    /// The import.
    pub id: ImportId,
}
