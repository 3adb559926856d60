//! The account of a debt: what was entered, the balance it gives, which ceiling
//! applies, how it differs from the lender's figure, where limitation stands.

mod ceiling;
mod compute;
mod entry;
mod event;
mod gap;
mod get;
mod lpr;
mod plans;
mod save;
mod view;

pub use compute::{Computation, Computed, ComputedAnswer, compute};
pub use entry::{remove_entry, save_entry};
pub use event::{remove_event, save_event};
pub use get::get;
pub use lpr::{lpr, save_lpr};
pub use plans::compare;
pub use save::save;

pub(crate) use gap::gap_of;
pub(crate) use get::act_on;
pub(crate) use lpr::own_lpr;
pub(crate) use view::{Books, Owed, balance_of};

use domain::{
    Account, AccountEntry, AccountTerms, ChargeKind, Day, DebtId, EntryId, GapPiece,
    LimitationEvent, LimitationId, Money, Parts, PlanOption,
};
use money::{
    AccountBalance, CeilingAnswer, ClaimedCharge, GapSheet, LimitationAnswer, MoneyCode, OwnLpr,
    PlanAnswer, RateAnswer, Working,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which account, and for which day.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AccountQuery {
    /// The debt.
    pub debt: DebtId,
    /// The day; today unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub as_of: Option<Day>,
}

/// A part of an account that may lack something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AccountSection {
    /// The balance and its working.
    Balance,
    /// What the money has cost so far.
    Cost,
    /// Ceilings.
    Ceiling,
    /// The gap sheet.
    Gap,
    /// Limitation.
    Limitation,
    /// Offers over all debts.
    Offers,
    /// Plans.
    Plans,
}

/// Why a part of an account cannot be computed yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AccountProblem {
    /// The part.
    pub section: AccountSection,
    /// What is missing or wrong, e.g. `entries`, `contract_day`, `last_due`.
    pub field: String,
    /// Why.
    pub code: MoneyCode,
    /// The entry it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub entry: Option<String>,
}

/// One entry as the list shows it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct EntryRow {
    /// Of the entry, or of the payment.
    pub id: String,
    /// What was entered.
    pub entry: AccountEntry,
    /// What a fee is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub charge: Option<ChargeKind>,
    /// Who received a payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub payee: Option<String>,
}

/// What moved a limitation, as the list shows it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct EventRow {
    /// Of the event that was entered; absent when it follows from a payment or an
    /// agreement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<LimitationId>,
    /// What happened.
    pub event: LimitationEvent,
}

/// The lender's figure beside ours.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct GapView {
    /// Who stated the lender's figure; empty: the borrower.
    pub said_by: String,
    /// The sheet.
    pub sheet: GapSheet,
    /// Explanations the record suggests and the borrower has not taken over.
    pub proposed: Vec<GapPiece>,
}

/// Everything about the money of a debt on a day.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AccountView {
    /// The day.
    #[ts(type = "string")]
    pub as_of: Day,
    /// Name of the lender.
    pub lender_name: String,
    /// Terms, explanations, plans.
    pub account: Account,
    /// Entries and payments by day.
    pub entries: Vec<EntryRow>,
    /// The balance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub balance: Option<AccountBalance>,
    /// How it came about. `entry` is a position in `entries`.
    pub working: Vec<Working>,
    /// The balance at the end of each month up to the day, oldest first.
    pub months: Vec<AccountBalance>,
    /// What the money has cost so far: the rate at which what was handed over,
    /// what was paid and what is still owed balance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub cost: Option<RateAnswer>,
    /// Which ceilings apply, and what is above them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ceiling: Option<CeilingAnswer>,
    /// The charges the ceilings were held against.
    pub charges: Vec<ClaimedCharge>,
    /// The gap sheet, for the day of the lender's newest figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub gap: Option<GapView>,
    /// Limitation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub limitation: Option<LimitationAnswer>,
    /// Its last day is a plain Saturday or Sunday, and this is the next day that is
    /// worked: by a common reading, for which nothing was read, it is the last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub limitation_worked: Option<Day>,
    /// What moved it; positions in the receipt are positions here.
    pub events: Vec<EventRow>,
    /// What could not be computed yet, and why.
    pub problems: Vec<AccountProblem>,
}

/// An account's terms as entered. Lists are replaced whole.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AccountInput {
    /// The debt.
    pub debt: DebtId,
    /// Rates, day count, order of set-off.
    pub terms: AccountTerms,
    /// Last day to perform.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub last_due: Option<Day>,
    /// One debt in instalments?
    #[serde(default)]
    pub instalments: bool,
    /// Arranged by a facilitation platform?
    #[serde(default)]
    pub facilitated: bool,
    /// Day of filing suit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub filed_on: Option<Day>,
    /// What has to be paid a month before all others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub priority_monthly: Option<Money>,
    /// What explains the difference.
    pub gap: Vec<GapPiece>,
    /// Plans to compare.
    pub plans: Vec<PlanOption>,
}

/// An entry as entered; without id: a new one. A payment may name its payee.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct EntryInput {
    /// Which entry to change. A payment stays a payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<String>,
    /// The debt.
    pub debt: DebtId,
    /// The entry.
    pub entry: AccountEntry,
    /// What a fee is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub charge: Option<ChargeKind>,
    /// Who received a payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub payee: Option<String>,
}

/// An entry by its id.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct EntryRef {
    /// Of the entry, or of the payment.
    pub id: EntryId,
}

/// Something that may have moved a limitation; without id: a new one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct EventInput {
    /// Which one to change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<LimitationId>,
    /// The debt.
    pub debt: DebtId,
    /// What happened.
    pub event: LimitationEvent,
}

/// An event by its id.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct EventRef {
    /// The event.
    pub id: LimitationId,
}

/// Plans for one debt.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PlanQuery {
    /// The debt.
    pub debt: DebtId,
    /// The ways to compare.
    pub options: Vec<PlanOption>,
}

/// Where a balance was taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BalanceFrom {
    /// Our own account.
    Account,
    /// The newest figure somebody stated.
    Stated,
}

/// Plans side by side.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PlanView {
    /// The day plans are counted from: today.
    #[ts(type = "string")]
    pub as_of: Day,
    /// The day of the balance; earlier where it was only stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub balance_day: Option<Day>,
    /// What is owed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub balance: Option<Parts>,
    /// Where that figure is from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub balance_from: Option<BalanceFrom>,
    /// What can be paid on this debt a month, by the budget.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub surplus: Option<Money>,
    /// What can be paid at once, by the budget.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub savings: Option<Money>,
    /// What each plan comes to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub answer: Option<PlanAnswer>,
    /// What could not be computed yet, and why.
    pub problems: Vec<AccountProblem>,
}

/// Quotes of the LPR later than the verified series, as the user read them.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LprInput {
    /// In order of their days.
    pub own: Vec<OwnLpr>,
}

/// The LPR as far as it is known.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LprView {
    /// Last day the series in the program is verified for.
    #[ts(type = "string")]
    pub verified_to: Day,
    /// The user's own later quotes.
    pub own: Vec<OwnLpr>,
}
