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

use domain::{AccountEntry, AccountTerms, Day, Money, Part};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::Result;
use crate::number::Number;

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
