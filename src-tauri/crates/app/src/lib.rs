//! The use cases, one verb per file, grouped by what they are about.
//!
//! Floor 2: the only floor that opens transactions and the only one that knows
//! all of floor 1. Each verb is a function `(&App, Request) -> Result<Answer,
//! Error>`; its request and answer stand beside it and are what crosses the
//! wire (`api` only lists them). No prose: codes, ids, days, decimals as text.

pub mod accounts;
mod action;
pub mod attachments;
pub mod budget;
pub mod calls;
pub mod case_file;
pub mod contacts;
pub mod debts;
pub mod error;
mod faces;
mod files;
pub mod findings;
mod folder;
pub mod guidance;
pub mod holidays;
mod host;
pub mod imports;
pub mod jobs;
pub mod letters;
pub mod notices;
pub mod numbers;
pub mod packs;
pub mod people;
pub mod proceedings;
pub mod proof;
pub mod recipients;
mod reminders;
mod session;
pub mod settings;
pub mod sheets;
pub mod templates;
pub mod vault;
mod view;
pub mod week;

pub use error::{Error, ErrorCode, WireError};
pub use host::Host;
pub use reminders::Reminder;
pub use session::App;
pub use view::finding_key;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A request without parameters.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
pub struct Empty {}

/// The answer of a verb that has nothing to say but that it is done.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
pub struct Done {}

/// The same words in both languages, as packs and templates hold them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Words {
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    pub zh: String,
    /// English.
    pub en: String,
}

impl From<&rules::Both> for Words {
    fn from(both: &rules::Both) -> Self {
        Self {
            zh: both.zh.clone(),
            en: both.en.clone(),
        }
    }
}
