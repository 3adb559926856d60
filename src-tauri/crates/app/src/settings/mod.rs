//! Settings kept in the vault, and what the app knows about itself.

mod about;
mod values;

pub use about::about;
pub(crate) use about::pack_rows;
pub(crate) use values::read;
pub use values::{get, set};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Words;

/// Settings of this vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settings {
    /// Minutes without input after which the window locks; 0: never.
    pub idle_minutes: u32,
    /// Tell on the desktop, in neutral words, that something has a day. Off unless
    /// asked for: others may see the screen.
    #[serde(default)]
    pub reminders: bool,
}

/// What the app is and rests on.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct About {
    /// Version of the app.
    pub version: String,
    /// The law packs in use.
    pub packs: Vec<PackRow>,
    /// Rows in the journal.
    pub journal_rows: u32,
    /// Hash of the last journal row, hex.
    pub journal_head: String,
}

/// One law pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PackRow {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: Words,
    /// Version.
    pub version: String,
    /// Day its sources were last checked.
    pub checked_on: String,
    /// Checked more than 180 days ago.
    pub stale: bool,
    /// Added to this vault, rather than part of the app.
    pub added: bool,
    /// Number of rules.
    pub rules: u32,
}
