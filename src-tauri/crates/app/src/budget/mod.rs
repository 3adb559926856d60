//! The household's month, what can be offered to every lender, and agreements
//! that are kept.

mod agreements;
mod get;
mod save;

pub use agreements::agreements;
pub use get::get;
pub use save::save;

pub(crate) use agreements::tracked;
pub(crate) use get::share_of;

use domain::{Agreement, Budget, Day, DebtId, Money};
use money::{BudgetAnswer, OffersAnswer};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::accounts::{AccountProblem, BalanceFrom};

/// A debt as the budget sees it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BudgetDebt {
    /// The debt.
    pub id: DebtId,
    /// Name of the lender.
    pub lender_name: String,
    /// Product as the lender writes it.
    pub product: String,
    /// All that is owed on it, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub balance: Option<Money>,
    /// Where that figure is from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub balance_from: Option<BalanceFrom>,
    /// What has to be paid on it a month before all others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub priority_monthly: Option<Money>,
}

/// What has to be paid on a debt before all others; nothing takes that back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PriorityInput {
    /// The debt.
    pub debt: DebtId,
    /// A month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub monthly: Option<Money>,
}

/// The household's month as entered, with the debts that come first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BudgetInput {
    /// Income, living costs, savings, proofs.
    pub budget: Budget,
    /// Debts whose priority changes; others stay as they are.
    #[serde(default)]
    #[ts(as = "Option<Vec<PriorityInput>>", optional)]
    pub priority: Vec<PriorityInput>,
}

/// The household's month with what follows from it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BudgetView {
    /// As entered.
    pub budget: Budget,
    /// Income, living costs, priority debts, surplus.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub answer: Option<BudgetAnswer>,
    /// The surplus shared over every debt without priority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub offers: Option<OffersAnswer>,
    /// Every debt in yuan, the currency of the month.
    pub debts: Vec<BudgetDebt>,
    /// What could not be computed yet, and why.
    pub problems: Vec<AccountProblem>,
}

/// How a payment of an agreement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AgreedState {
    /// Paid in full by its day.
    Paid,
    /// Paid in full, but later.
    PaidLate,
    /// Its day has passed and something is missing.
    Missed,
    /// Due within seven days.
    DueSoon,
    /// Later.
    Ahead,
}

/// One payment of an agreement with what was paid on it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct AgreedRow {
    /// Last day to pay.
    #[ts(type = "string")]
    pub due: Day,
    /// Amount.
    pub amount: Money,
    /// Paid on it up to today, oldest payment first.
    pub paid: Money,
    /// Day it was paid in full.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub paid_on: Option<Day>,
    /// How it stands.
    pub state: AgreedState,
}

/// An agreement that is being kept.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AgreementRow {
    /// As entered.
    pub agreement: Agreement,
    /// Name of the lender.
    pub lender_name: String,
    /// Its payments.
    pub rows: Vec<AgreedRow>,
    /// Sum of what is agreed.
    pub agreed: Money,
    /// Sum of what was paid on it.
    pub paid: Money,
    /// The next payment that is not made in full, missed ones first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub next: Option<AgreedRow>,
}
