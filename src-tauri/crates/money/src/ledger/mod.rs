//! One debt from the first day: what was handed over, what accrued, what was
//! charged, paid and waived, and the balance on any day with its working.
//!
//! - Interest accrues day by day on principal that is not overdue, at the contract
//!   rate; penalty interest on principal that is due and unpaid, at the penalty
//!   rate instead. The first day counts, the day of the balance does not.
//! - Interest taken out at the start lowers the principal (民法典 670); a fee taken
//!   out does not, but it is shown.
//! - A payment is set off in the agreed order; without one, costs, interest,
//!   principal (民法典 561). That article does not name liquidated damages: here
//!   they come last unless another order is agreed.
//! - Accrued interest is rounded to the fen, half away from zero, when it is
//!   posted: on a due day, on a day of a payment or waiver, on acceleration, and in
//!   the balance that is printed. Between these nothing is rounded, so the days a
//!   balance is asked for never change it.

mod book;
mod check;

use domain::{Day, Money, Rate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::day_count::DayConvention;
use crate::error::Result;
use crate::number::Number;

/// A part of what is owed.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// 本金
    Principal,
    /// 利息
    Interest,
    /// 罚息、复利
    Penalty,
    /// 违约金
    Damages,
    /// 费用
    Fee,
}

impl Part {
    /// Costs, interest, principal (民法典 561); penalty interest is interest.
    pub const STATUTORY_ORDER: [Self; 5] = [
        Self::Fee,
        Self::Interest,
        Self::Penalty,
        Self::Principal,
        Self::Damages,
    ];
}

/// What the parties agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AccountTerms {
    /// Contract rate; without one nothing accrues but what is charged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rate: Option<Rate>,
    /// Rate on overdue principal; the contract rate goes on unless agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub penalty_rate: Option<Rate>,
    /// Does interest that is due and unpaid bear the penalty rate (复利)? Only if
    /// agreed.
    #[serde(default)]
    pub compound: bool,
    /// How days are counted.
    #[serde(default)]
    pub day_count: DayConvention,
    /// Agreed order of set-off, all five parts; the statutory one unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub order: Option<Vec<Part>>,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// Money handed over: the amount on paper.
    Disbursement,
    /// Interest kept back from it.
    InterestWithheld,
    /// A fee kept back from it or paid at once.
    UpfrontFee,
    /// Interest the lender charges as an amount.
    Interest,
    /// Penalty interest the lender charges as an amount.
    Penalty,
    /// Liquidated damages.
    Damages,
    /// A fee.
    Fee,
    /// The contract rate from this day on: `rate`.
    RateChange,
    /// Principal falls due: `amount`.
    Due,
    /// All principal falls due at once.
    Acceleration,
    /// A payment.
    Payment,
    /// The lender gives up `amount` of `part`.
    Waiver,
}

/// One line of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AccountEntry {
    /// The day.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub day: Day,
    /// What happened.
    pub kind: EntryKind,
    /// How much; every kind but `rate_change` and `acceleration`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub amount: Option<Money>,
    /// The part that is waived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub part: Option<Part>,
    /// The new rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rate: Option<Rate>,
    /// What proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub evidence: Option<String>,
}

/// An account and the days its balance is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct BalanceRequest {
    /// What was agreed.
    pub terms: AccountTerms,
    /// The lines, in any order; those of one day are taken in the order: handed
    /// over, charged, rate, due, paid, waived.
    pub entries: Vec<AccountEntry>,
    /// The days, rising.
    #[schemars(with = "Vec<String>")]
    #[ts(type = "string[]")]
    pub days: Vec<Day>,
    /// Give the working of every line?
    #[serde(default)]
    pub working: bool,
}

/// What a line of working shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum WorkingKind {
    /// Handed over.
    Disbursed,
    /// Interest kept back: the principal is lower.
    Withheld,
    /// A fee kept back or paid at once; no part of the balance.
    UpfrontFee,
    /// A charge added.
    Charged,
    /// The rate from here on.
    RateChanged,
    /// Interest of some days, before rounding: base × percent × days ÷ (100 × basis).
    Accrued,
    /// Accrued interest rounded to the fen and added.
    Posted,
    /// Principal fell due; `amount` is what was unpaid of it.
    FellDue,
    /// A payment set off against a part.
    SetOff,
    /// A payment beyond everything owed.
    Overpaid,
    /// Given up by the lender.
    Waived,
}

/// One line of working.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Working {
    /// What it shows.
    pub kind: WorkingKind,
    /// Its day, or the first day of the span.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub day: Day,
    /// Day after the last of the span.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub to: Option<Day>,
    /// Days of the span.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub days: Option<u32>,
    /// What interest was computed on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub base: Option<Money>,
    /// Percent a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub percent: Option<Number>,
    /// The part it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub part: Option<Part>,
    /// Before rounding, ten decimals shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub exact: Option<Number>,
    /// The amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub amount: Option<Money>,
    /// Position in `entries` of the line it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub entry: Option<u32>,
}

/// What is owed on a day, everything of that day included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct AccountBalance {
    /// The day.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub day: Day,
    /// Principal.
    pub principal: Money,
    /// The part of it that is due and unpaid.
    pub overdue_principal: Money,
    /// Interest.
    pub interest: Money,
    /// Penalty and compound interest.
    pub penalty: Money,
    /// Liquidated damages.
    pub damages: Money,
    /// Fees.
    pub fee: Money,
    /// All of it.
    pub total: Money,
    /// Paid beyond everything owed; not in `total`.
    pub overpaid: Money,
}

/// The balances of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct BalanceAnswer {
    /// One for each day asked for.
    pub balances: Vec<AccountBalance>,
    /// The working up to the last day, if it was asked for.
    pub working: Vec<Working>,
}

/// The balances of an account on the days asked for.
///
/// # Errors
/// Every entry that is missing something, out of range, or before the first
/// disbursement; days that do not rise or lie before it.
pub fn balance(request: &BalanceRequest) -> Result<BalanceAnswer> {
    check::check(request)?;
    book::run(request).map_err(|error| error.named("entries"))
}
