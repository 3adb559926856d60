//! The number book: name a number once, and its contacts follow.

mod assign;
mod list;

pub use assign::assign;
pub use list::list;

use domain::{DebtId, NumberEntry, NumberKind, PartyRole, Phone};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A number seen in the log, with what is known of it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NumberRow {
    /// The number.
    pub number: Phone,
    /// Its entry in the book.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub entry: Option<NumberEntry>,
    /// Name of its organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub party_name: Option<String>,
    /// Who its callers said they were.
    pub claimed: Vec<String>,
    /// Contacts.
    pub contacts: u32,
    /// Connected calls and messages received.
    pub connected: u32,
    /// First seen (RFC 3339).
    pub first: String,
    /// Last seen (RFC 3339).
    pub last: String,
}

/// Says whose number it is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NumberAssign {
    /// The number.
    pub number: Phone,
    /// Kind.
    pub kind: NumberKind,
    /// Name of the organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub party_name: Option<String>,
    /// Its part, when the organisation is new. Agency unless said otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub party_role: Option<PartyRole>,
    /// The debt it calls about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub debt: Option<DebtId>,
}
