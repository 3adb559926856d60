//! Calls that stand in several sources: what is open about them, and what the
//! user says.
//!
//! Every row stays in the log as its source has it. Which rows are one call is
//! found anew whenever the record is read ([`group`]); an answer is kept and can
//! be taken back, and nothing else changes.

mod answer;
mod fold;
mod group;
mod list;

pub use answer::answer;
pub use fold::folded;
pub(crate) use fold::{Calls, fold, is_imported_call};
pub(crate) use group::{Place, group};
pub use list::list;
pub(crate) use list::{about, apart, lacking_of};

use domain::{Contact, ContactId, SourceKind, Tri};
use intake::Conflict;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A page of what is open.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CallQuery {
    /// Questions to leave out at the start.
    pub offset: u32,
    /// Questions to give, at most 200; 0 means 50.
    pub limit: u32,
}

/// Rows that may be one call.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CallQuestions {
    /// The questions of the page, newest calls first.
    pub rows: Vec<CallQuestion>,
    /// Questions in all.
    pub total: u32,
    /// Calls that a source should have and has not, newest first; the first 200.
    pub lacking: Vec<CallLacking>,
    /// Those in all.
    pub lacking_total: u32,
}

/// Two rows of different sources that may be one call.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CallQuestion {
    /// One row, as its source has it.
    pub one: Contact,
    /// The other.
    pub other: Contact,
    /// What stands against it.
    pub conflict: Conflict,
    /// The row that is not counted until somebody says; none: both are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub held: Option<ContactId>,
}

/// A call that one source has and another, which covers that time, has not.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CallLacking {
    /// The row.
    pub contact: Contact,
    /// Name of the file without it.
    pub file: String,
    /// What kind of file that is.
    pub kind: SourceKind,
}

/// What the user says about two rows.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CallAnswer {
    /// One row.
    pub one: ContactId,
    /// The other.
    pub other: ContactId,
    /// Are they one call? Unknown takes back what was said.
    pub same: Tri,
    /// Where they differ, the one that is right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub right: Option<ContactId>,
}

#[cfg(test)]
mod tests;
