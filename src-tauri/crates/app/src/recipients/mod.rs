//! Whom letters go to: the organisations of the case, the authorities the finder knows
//! by kind, and entries of the user's own. Nothing is made up: an address is there only
//! if somebody entered it.

mod list;
mod remove;
mod save;

pub use list::list;
pub use remove::remove;
pub use save::save;

use deadlines::LawGrade;
use domain::{Day, RecipientId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Words;

/// An organisation a letter can go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecipientRow {
    /// Names the row.
    pub key: String,
    /// Where it is from.
    pub origin: RecipientOrigin,
    /// Its name; for an authority of the finder, what kind of office it is.
    pub name: Words,
    /// The department that deals with such letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub department: Option<String>,
    /// Postal address.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub address: Option<String>,
    /// Six digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub postcode: Option<String>,
    /// Where it was read; none: nobody said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub source: Option<String>,
    /// How well the finder's statement was verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub grade: Option<LawGrade>,
    /// The day on which it was last compared with its source.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub verified_on: Option<Day>,
    /// How fresh that is.
    pub freshness: Freshness,
    /// The entry, where it is the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<RecipientId>,
}

/// Where a recipient is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecipientOrigin {
    /// The user entered it.
    Own,
    /// It is an organisation of the case.
    Case,
    /// The finder names this kind of authority; its local office is for the user to find.
    Finder,
}

/// How fresh an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Freshness {
    /// Verified within a year.
    Fresh,
    /// Verified more than a year ago.
    Old,
    /// Nobody said when it was verified.
    Never,
}

/// An entry as the user made it; without id: a new one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RecipientInput {
    /// Which entry to change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<RecipientId>,
    /// Name as the organisation writes it.
    pub name: String,
    /// The department that deals with such letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub department: Option<String>,
    /// Postal address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub address: Option<String>,
    /// Six digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub postcode: Option<String>,
    /// Where name and address were read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub source: Option<String>,
    /// The day on which they were last compared with that source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub verified_on: Option<Day>,
}

/// Names an entry of the user's own.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RecipientRef {
    /// The entry.
    pub id: RecipientId,
}
