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
