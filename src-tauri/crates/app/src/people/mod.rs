//! The borrower, other people, and organisations.

mod borrower;
mod organisations;
mod persons;

pub use borrower::{borrower, save_borrower};
pub use organisations::parties;
pub(crate) use organisations::party_named;
pub use persons::{list, save};

use domain::{PersonId, Phone, Relation};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The borrower as entered.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BorrowerInput {
    /// Name as on the identity card.
    #[serde(default)]
    pub name: String,
    /// Identity card number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id_number: Option<String>,
    /// The borrower's own numbers.
    #[serde(default)]
    pub phones: Vec<Phone>,
    /// Postal address for replies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub address: Option<String>,
    /// E-mail for replies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub email: Option<String>,
    /// IANA names of the borrower's time zones; left out: as they were. An
    /// empty list: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub time_zones: Option<Vec<String>>,
}

/// A person as entered; without id: a new one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PersonInput {
    /// Which person to change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<PersonId>,
    /// Name.
    pub name: String,
    /// Relation to the debts.
    pub relation: Relation,
    /// Numbers.
    #[serde(default)]
    pub phones: Vec<Phone>,
}
