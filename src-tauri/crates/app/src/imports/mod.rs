//! Importing files: read, show what would happen, save, undo. Contacts, payments
//! and the names of recordings come through one door.

mod commit;
mod history;
mod mappings;
mod payments;
mod plan;
mod read;
mod recordings;
mod sort;

pub use commit::commit;
pub use history::{list, undo};
pub use intake::ENDINGS;
pub use plan::plan;
pub(crate) use read::FilesRead;
pub use read::read;

use domain::{Contact, ContactId, DebtId, ImportId, Instant, PaymentId, Phone, Relation};
use intake::{Mapping, PaymentRow, TableHead};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Files to read.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ImportFiles {
    /// Paths on this machine. Of a folder the files directly in it are read.
    pub paths: Vec<String>,
    /// What the columns of tables are that no format knows; kept in the vault
    /// when the import is saved.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Mapping>>", optional)]
    pub mappings: Vec<Mapping>,
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
    /// Tables whose columns nobody has named yet. None of their rows is read.
    pub tables: Vec<UnknownTable>,
    /// Contacts not in the log yet.
    pub new: u32,
    /// Rows of calls that another source has too; kept as further records of them.
    pub witnesses: u32,
    /// Rows that are in the log already, record for record.
    pub same: u32,
    /// Rows that may be in the log already; the user decides.
    pub doubtful: Vec<DoubtfulRow>,
    /// Rows of calls that may be another source's call: saved, and asked about
    /// later; the first 200.
    pub asked: Vec<DoubtfulRow>,
    /// Those in all.
    pub asked_total: u32,
    /// Payments, those that may be to a lender first; the first 1,000.
    pub payments: Vec<PaymentChoice>,
    /// Payments in all.
    pub payments_total: u32,
    /// Payments that are in the record already, record for record.
    pub payments_same: u32,
    /// Recordings of calls, by name.
    pub recordings: Vec<RecordingRow>,
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
    /// By what it was recognised: a root element, or the columns that are read.
    pub known_by: Vec<String>,
    /// Columns nothing is read from.
    pub unread: Vec<String>,
    /// SHA-256, hex.
    pub sha256: String,
    /// Rows understood, contacts and payments.
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
    /// The contact it resembles; empty when that is itself a row to come.
    pub existing: ContactId,
    /// What that contact says.
    pub beside: Contact,
    /// Why it is doubtful (code).
    pub reason: String,
}

/// A table no format knows.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct UnknownTable {
    /// Name of the file.
    pub file: String,
    /// Its first rows, and what its columns may be.
    pub head: TableHead,
}

/// A payment of a file, and which debt it may have been for.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PaymentChoice {
    /// Names the payment when committing.
    pub index: u32,
    /// Name of the file.
    pub file: String,
    /// As the file has it.
    pub row: PaymentRow,
    /// The debt whose lender or collector its words name, where it is only one.
    /// A suggestion: nothing is saved unless the user says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub suggested: Option<DebtId>,
    /// The name that was found in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub because: Option<String>,
    /// A payment of the same day and amount that is in the record already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub existing: Option<PaymentId>,
}

/// A recording, and the calls it may be of.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RecordingRow {
    /// Where it is on this machine.
    pub path: String,
    /// Name of the file.
    pub file: String,
    /// When, by its name.
    #[ts(type = "string")]
    pub at: Instant,
    /// The number in its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub number: Option<Phone>,
    /// The calls it may be of, the nearest first; exactly one: it is that call.
    pub calls: Vec<RecordingCall>,
}

/// A call a recording may be of.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RecordingCall {
    /// The call; without an id when it is itself a row to come.
    pub contact: Contact,
    /// Seconds between it and the name of the recording.
    pub apart_s: u32,
    /// Have both the same number?
    pub same_number: bool,
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
    /// Payments to save, each with its debt.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<PaymentTake>>", optional)]
    pub payments: Vec<PaymentTake>,
}

/// A payment to save.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PaymentTake {
    /// Which.
    pub index: u32,
    /// The debt it was for.
    pub debt: DebtId,
}

/// A recording and its call.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RecordingLink {
    /// Where the file is on this machine.
    pub path: String,
    /// The call.
    pub contact: ContactId,
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
    /// Further records of calls added.
    pub witnesses: u32,
    /// Rows added that may be another source's call.
    pub asked: u32,
    /// Payments added.
    pub payments: u32,
    /// Recordings whose call is known.
    pub recordings: Vec<RecordingLink>,
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
    /// Rows added.
    pub added: u32,
    /// Payments added.
    pub payments: u32,
    /// Taken back.
    pub undone: bool,
}

/// Names an import.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ImportRef {
    /// The import.
    pub id: ImportId,
}
