//! What a household can pay: income less living costs less priority debts; and
//! that surplus offered to all lenders in proportion, to the fen.

use domain::{DebtId, ExpenseLine, IncomeLine, Money};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Check, MoneyCode, Result};
use crate::number::{less, share_out, sum};

/// A debt that has to be paid before others: losing the home, heat or a
/// livelihood, or support owed to a child, hangs on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PriorityDebt {
    /// The debt.
    pub id: DebtId,
    /// What has to be paid a month.
    pub monthly: Money,
}

/// A household's month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct BudgetRequest {
    /// Income.
    #[serde(default)]
    pub income: Vec<IncomeLine>,
    /// Living costs.
    #[serde(default)]
    pub expenses: Vec<ExpenseLine>,
    /// Debts that come first, in order.
    #[serde(default)]
    pub priority: Vec<PriorityDebt>,
}

/// What a priority debt receives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PriorityPaid {
    /// The debt.
    pub id: DebtId,
    /// What is left for it.
    pub paid: Money,
    /// What is missing.
    pub short: Money,
}

/// What is left of a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct BudgetAnswer {
    /// All income.
    pub income: Money,
    /// All living costs.
    pub expenses: Money,
    /// Priority debts, in order.
    pub priority: Vec<PriorityPaid>,
    /// What can be offered to the other lenders.
    pub surplus: Money,
    /// What is missing for living costs and priority debts.
    pub deficit: Money,
}

/// What is left of a month after living costs and priority debts.
///
/// # Errors
/// Negative amounts.
pub fn budget(request: &BudgetRequest) -> Result<BudgetAnswer> {
    let mut check = Check::default();
    for (at, line) in request.income.iter().enumerate() {
        check.not_negative(line.amount, format!("income[{at}].amount"));
    }
    for (at, line) in request.expenses.iter().enumerate() {
        check.not_negative(line.amount, format!("expenses[{at}].amount"));
    }
    for (at, debt) in request.priority.iter().enumerate() {
        check.not_negative(debt.monthly, format!("priority[{at}].monthly"));
    }
    check.done()?;
    let income = sum(request.income.iter().map(|line| line.amount))?;
    let expenses = sum(request.expenses.iter().map(|line| line.amount))?;
    let owed = sum(request.priority.iter().map(|debt| debt.monthly))?;
    let mut left = less(income, expenses).max(Money::ZERO);
    let priority = request
        .priority
        .iter()
        .map(|debt| {
            let paid = debt.monthly.min(left);
            left = less(left, paid);
            PriorityPaid {
                id: debt.id.clone(),
                paid,
                short: less(debt.monthly, paid),
            }
        })
        .collect();
    Ok(BudgetAnswer {
        income,
        expenses,
        priority,
        surplus: left,
        deficit: less(sum([expenses, owed])?, income).max(Money::ZERO),
    })
}

/// A debt that is to receive an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct OfferDebt {
    /// The debt.
    pub id: DebtId,
    /// All that is owed on it.
    pub balance: Money,
}

/// A surplus and the debts it is shared over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct OffersRequest {
    /// What can be paid a month.
    pub surplus: Money,
    /// Every debt without priority.
    pub debts: Vec<OfferDebt>,
}

/// An offer to one lender.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Offer {
    /// The debt.
    pub id: DebtId,
    /// All that is owed on it.
    pub balance: Money,
    /// What is offered a month.
    pub offer: Money,
    /// Months until it is paid at that rate without further interest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub months: Option<u32>,
}

/// Offers that sum to the surplus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct OffersAnswer {
    /// One for each debt, in their order.
    pub offers: Vec<Offer>,
    /// Their sum: the surplus, or everything owed if that is less.
    pub total: Money,
}

/// Shares the surplus over all debts in proportion to what is owed: each gets the
/// fen below its share, the fen left over go to the largest remainders.
///
/// # Errors
/// Amounts that are not above zero; a debt named twice.
pub fn offers(request: &OffersRequest) -> Result<OffersAnswer> {
    let mut check = Check::default();
    check.not_negative(request.surplus, "surplus");
    check.that(!request.debts.is_empty(), "debts", MoneyCode::Required);
    for (at, debt) in request.debts.iter().enumerate() {
        check.positive(debt.balance, format!("debts[{at}].balance"));
        let twice = request.debts[..at].iter().any(|other| other.id == debt.id);
        check.that(!twice, format!("debts[{at}].id"), MoneyCode::Duplicate);
    }
    check.done()?;
    let balances: Vec<Money> = request.debts.iter().map(|debt| debt.balance).collect();
    let total = request.surplus.min(sum(balances.iter().copied())?);
    let shares = share_out(total, &balances)?;
    let offers = request.debts.iter().zip(shares).map(|(debt, offer)| {
        let (owed, paid) = (crate::number::fen(debt.balance), crate::number::fen(offer));
        Offer {
            id: debt.id.clone(),
            balance: debt.balance,
            offer,
            months: (paid > 0)
                .then(|| u32::try_from((owed + paid - 1) / paid).ok())
                .flatten(),
        }
    });
    Ok(OffersAnswer {
        offers: offers.collect(),
        total,
    })
}
