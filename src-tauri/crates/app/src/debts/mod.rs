//! The debt register.

mod agreement;
mod list;
mod remove;
mod save;

pub use agreement::save_agreement;
pub use list::list;
pub use remove::remove;
pub use save::save;

use domain::{
    Agreement, Balance, Currency, Day, Debt, DebtId, Jurisdiction, LenderType, Money, PartyRole,
    Rate, Stage, Tri,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A debt with what the list shows beside it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DebtRow {
    /// The debt.
    pub debt: Debt,
    /// Name of the lender.
    pub lender_name: String,
    /// Address of the lender, for letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub lender_address: Option<String>,
    /// Is the lender a member of the China Banking Association?
    pub cba_member: Tri,
    /// Is the lender a member of the National Internet Finance Association?
    pub nifa_member: Tri,
    /// Names for the parties of the chain, in its order.
    pub chain_names: Vec<String>,
    /// Names of who stated each balance, in its order; empty: the borrower.
    pub balance_names: Vec<String>,
    /// The newest balance.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub latest: Option<Balance>,
    /// Its total.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub latest_total: Option<Money>,
    /// Agreed plans.
    pub agreements: Vec<Agreement>,
    /// Contacts about it.
    pub contacts: u32,
    /// Findings that flag a contact.
    pub flagged: u32,
    /// Questions still open.
    pub questions: u32,
}

/// A debt as entered; without id: a new one. Organisations are named, not
/// picked: the same name is the same organisation.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DebtInput {
    /// Which debt to change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<DebtId>,
    /// Name of the lender.
    pub lender_name: String,
    /// Address of the lender.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub lender_address: Option<String>,
    /// Is the lender a member of the China Banking Association?
    #[serde(default)]
    pub cba_member: Tri,
    /// Is the lender a member of the National Internet Finance Association?
    #[serde(default)]
    pub nifa_member: Tri,
    /// Kind of lender.
    pub lender_type: LenderType,
    /// Where the debt is; left out: as it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub jurisdiction: Option<Jurisdiction>,
    /// Day it was first reported to a credit bureau.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub credit_reported_on: Option<Day>,
    /// Product name.
    #[serde(default)]
    pub product: String,
    /// Contract or card number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub contract_no: Option<String>,
    /// Day of the contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub opened: Option<Day>,
    /// First day in default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub overdue_since: Option<Day>,
    /// Currency.
    #[serde(default)]
    pub currency: Currency,
    /// Principal lent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub principal: Option<Money>,
    /// Contract rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rate: Option<Rate>,
    /// Penalty terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub penalty_terms: Option<String>,
    /// Granted over the network?
    #[serde(default)]
    pub online: Tri,
    /// Stage.
    #[serde(default)]
    pub stage: Stage,
    /// Platform, agency, assignee and others.
    #[serde(default)]
    pub chain: Vec<AssignmentInput>,
    /// Balances stated.
    #[serde(default)]
    pub balances: Vec<BalanceInput>,
    /// Note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
}

/// One link of the chain as entered.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AssignmentInput {
    /// Name of the organisation.
    pub name: String,
    /// Its part.
    pub role: PartyRole,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub from: Option<Day>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub to: Option<Day>,
    /// Did it show its authorisation?
    #[serde(default)]
    pub authorisation_shown: Tri,
    /// Was the borrower told in advance?
    #[serde(default)]
    pub told_in_advance: Tri,
    /// Is it on the lender's published list?
    #[serde(default)]
    pub on_published_list: Tri,
}

/// A balance as entered.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BalanceInput {
    /// The day it is stated for.
    #[ts(type = "string")]
    pub as_of: Day,
    /// Principal.
    pub principal: Money,
    /// Interest.
    pub interest: Money,
    /// Penalty interest and damages.
    pub penalty: Money,
    /// Fees.
    pub fee: Money,
    /// Name of who said so; none: the borrower.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub said_by: Option<String>,
}

/// Names a debt.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DebtRef {
    /// The debt.
    pub id: DebtId,
}

/// An agreed plan as entered; without id: a new one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AgreementInput {
    /// Which plan to change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<domain::AgreementId>,
    /// The debt.
    pub debt: DebtId,
    /// First day it binds.
    #[ts(type = "string")]
    pub agreed_on: Day,
    /// Monthly instalments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub months: Option<u16>,
    /// Kept up to now?
    #[serde(default)]
    pub kept: Tri,
    /// First day it was broken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub broken_on: Option<Day>,
    /// What is to be paid and by when.
    #[serde(default)]
    #[ts(as = "Option<Vec<domain::AgreedPayment>>", optional)]
    pub payments: Vec<domain::AgreedPayment>,
    /// What breaks it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub breaks: Option<String>,
    /// What proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub evidence: Option<String>,
}
