//! People and organisations of a case, and the numbers they use.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{DebtId, NumberKind, PartyId, PartyRole, PersonId, Phone, Relation, Tri};

/// The person the case is about. Everything but the name may be left empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct Borrower {
    /// Name as on the identity card.
    pub name: String,
    /// Identity card number; masked wherever it is shown or printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id_number: Option<String>,
    /// The borrower's own numbers.
    pub phones: Vec<Phone>,
    /// Postal address for replies.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub address: Option<String>,
    /// E-mail for replies.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub email: Option<String>,
    /// IANA names of the time zones of the places a collector has on file for
    /// the borrower, where they live first: `America/Chicago`. Used where the
    /// law counts the hours of that place; empty: the offset of each contact.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub time_zones: Vec<String>,
}

/// Someone else who was, or may be, contacted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Person {
    /// Identifier.
    pub id: PersonId,
    /// Name or how the borrower calls them.
    pub name: String,
    /// Relation to the debts.
    pub relation: Relation,
    /// Their numbers.
    #[serde(default)]
    pub phones: Vec<Phone>,
}

/// A lender, agency, court or other organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Party {
    /// Identifier.
    pub id: PartyId,
    /// Name as the organisation writes it.
    pub name: String,
    /// Its main part in this case.
    pub role: PartyRole,
    /// Member of the China Banking Association (中国银行业协会会员)?
    #[serde(default)]
    pub cba_member: Tri,
    /// Member of the National Internet Finance Association (中国互联网金融协会会员)?
    #[serde(default)]
    pub nifa_member: Tri,
    /// Address for letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub address: Option<String>,
}

/// One line of the number book: a number is named once, and past and future
/// contacts from it follow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct NumberEntry {
    /// The number.
    pub number: Phone,
    /// What kind of number it is.
    pub kind: NumberKind,
    /// Whose number it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub party: Option<PartyId>,
    /// The debt it calls about, when it is only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub debt: Option<DebtId>,
}
