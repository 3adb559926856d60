//! The proof pack: what would go in, making it, and what was made.

mod files;
mod make;
mod outline;
mod rows;

pub use make::make;
pub use outline::outline;

use domain::{AttachmentId, Lang, LetterId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Words;

/// What a pack is to hold.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ProofDraft {
    /// Language of its index.
    pub lang: Lang,
    /// Keys of the findings it is about; their rows and exhibits go with them.
    #[serde(default)]
    pub findings: Vec<String>,
    /// Letters that go with it. They must be final.
    #[serde(default)]
    pub letters: Vec<LetterId>,
    /// Files that stay out, by their originals. The others about its rows go with it.
    #[serde(default)]
    pub without: Vec<AttachmentId>,
    /// Show numbers of people and accounts in full, and originals instead of their
    /// redacted copies? They are masked otherwise.
    #[serde(default)]
    pub unmasked: bool,
    /// Rows of the journal whose whole text is shown, unmasked.
    #[serde(default)]
    pub disclose: Vec<u32>,
}

/// What a pack would hold.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ProofOutline {
    /// Its files, in order, besides the manifest.
    pub files: Vec<ProofFile>,
    /// Rows of the contact log in it.
    pub rows: u32,
    /// Rows of the journal in its chain.
    pub chain: u32,
    /// The journal rows that wrote those rows, oldest first: each can be shown whole.
    pub journal: Vec<ProofJournalRow>,
    /// The files about its rows, whether they stay out or not.
    pub offered: Vec<ProofOffer>,
}

/// A stored file that can go with a pack.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ProofOffer {
    /// The original.
    pub id: AttachmentId,
    /// Name of the original.
    pub name: String,
    /// A copy with parts hidden goes in its place.
    pub redacted: bool,
}

/// A file of a pack.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ProofFile {
    /// What it is.
    pub kind: ProofFileKind,
    /// Title, of a letter or an exhibit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub title: Option<Words>,
    /// Reference number, of a letter.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reference: Option<String>,
    /// Name, of a stored file.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<String>,
}

/// What a file of a pack is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProofFileKind {
    /// The index, with the exhibits as pages.
    Index,
    /// A letter, as it was finished.
    Letter,
    /// An exhibit as it was taken in.
    Original,
    /// A copy of an exhibit with parts hidden.
    Redacted,
    /// Rows of the contact log, as a table.
    Table,
    /// The same rows as they stand in the record.
    Rows,
    /// The page that checks the pack.
    Verifier,
}

/// A row of the journal that wrote rows of the pack.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ProofJournalRow {
    /// Its number.
    pub seq: u32,
    /// When it was written (RFC 3339).
    pub at: String,
    /// Records it wrote; all of them are shown with it.
    pub records: u32,
    /// Of those, rows of this pack.
    pub of_pack: u32,
}

/// Makes a pack.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ProofMake {
    /// What it holds.
    pub draft: ProofDraft,
    /// Its form.
    pub form: ProofForm,
    /// Where to.
    pub path: String,
}

/// The form of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProofForm {
    /// One zip archive.
    Zip,
    /// A folder that is not there yet, or is empty.
    Folder,
}

/// A pack that was made.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ProofMade {
    /// Name without folder.
    pub file: String,
    /// Size of all its files.
    pub kb: u32,
    /// Files in it, the manifest included.
    pub files: u32,
    /// The reference number on its index.
    pub reference: String,
    /// Seal of its manifest.
    pub seal: String,
    /// Hash of the newest row of the journal, to be told another way.
    pub head: String,
    /// Number of that row.
    pub head_seq: u32,
}
