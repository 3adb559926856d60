//! One payment over several debts to the same creditor (民法典 560).
//!
//! The debtor's own choice goes first. Without one: what is due before what is
//! not; among these the least secured; then the heaviest; then the earliest due;
//! and in proportion where all that is equal. Within each debt the order of
//! [`crate::Part::STATUTORY_ORDER`] or the agreed one applies; that is the
//! ledger's work.

use domain::{Day, DebtId, Money};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Check, MoneyCode, Result};
use crate::figures::{Basis, Figures};
use crate::number::{Number, less, share_out, sum};

/// One of several debts to one creditor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct OpenDebt {
    /// The debt.
    pub id: DebtId,
    /// All that is owed on it.
    pub balance: Money,
    /// Day it fell or falls due.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub due: Day,
    /// How much of it is secured.
    #[serde(default)]
    pub secured: Money,
    /// Percent a year it costs while unpaid: its burden.
    #[serde(default)]
    pub annual_percent: Number,
}

/// A payment that is to be set off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SetOffRequest {
    /// Amount paid.
    pub payment: Money,
    /// Day it was paid.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub day: Day,
    /// Debts the payer named when paying, in their order.
    #[serde(default)]
    pub designated: Vec<DebtId>,
    /// Every debt to that creditor.
    pub debts: Vec<OpenDebt>,
}

/// Which rule gave a debt its share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SetOffReason {
    /// The payer named it.
    Designated,
    /// It is due and others are not.
    Due,
    /// Less secured than the next.
    LeastSecured,
    /// Heavier than the next.
    Heaviest,
    /// Due earlier than the next.
    EarliestDue,
    /// Equal to others: in proportion.
    Proportion,
    /// Nothing else was left to compare with.
    Remaining,
}

/// What one debt receives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SetOffShare {
    /// The debt.
    pub id: DebtId,
    /// What is set off against it.
    pub amount: Money,
    /// What is left of it.
    pub left: Money,
    /// Why it comes at its place.
    pub reason: SetOffReason,
}

/// A payment set off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SetOffAnswer {
    /// In the order of set-off; every debt once.
    pub shares: Vec<SetOffShare>,
    /// Beyond everything owed.
    pub overpaid: Money,
    /// Its ground.
    pub basis: Basis,
}

/// Sets a payment off against several debts.
///
/// # Errors
/// Every field out of range, a debt named twice or not there.
pub fn set_off(figures: &Figures, request: &SetOffRequest) -> Result<SetOffAnswer> {
    check(request)?;
    let mut left = request.payment;
    let mut shares: Vec<SetOffShare> = Vec::new();
    let named = |debt: &&OpenDebt| request.designated.contains(&debt.id);
    for id in &request.designated {
        if let Some(debt) = request.debts.iter().find(|debt| debt.id == *id) {
            give(&mut shares, &mut left, debt, SetOffReason::Designated);
        }
    }
    let mut rest: Vec<&OpenDebt> = request.debts.iter().filter(|d| !named(d)).collect();
    let key = |debt: &OpenDebt| {
        let not_due = debt.due > request.day;
        let secured = debt.secured.min(debt.balance);
        (
            not_due,
            // Least secured: by the part without security, nothing secured first.
            secured,
            std::cmp::Reverse(debt.annual_percent),
            debt.due,
        )
    };
    rest.sort_by_key(|debt| key(debt));
    let mut at = 0;
    while at < rest.len() {
        let mut equal = at + 1;
        while equal < rest.len() && key(rest[equal]) == key(rest[at]) {
            equal += 1;
        }
        let group = &rest[at..equal];
        let reason = match (group.len(), rest.get(equal)) {
            (1, Some(next)) => reason(key(group[0]), key(next)),
            (1, None) => SetOffReason::Remaining,
            _ => SetOffReason::Proportion,
        };
        let owed = sum(group.iter().map(|debt| debt.balance))?;
        if group.len() == 1 || left >= owed {
            for debt in group {
                give(&mut shares, &mut left, debt, reason);
            }
        } else {
            let weights: Vec<Money> = group.iter().map(|debt| debt.balance).collect();
            for (debt, amount) in group.iter().zip(share_out(left, &weights)?) {
                shares.push(SetOffShare {
                    id: debt.id.clone(),
                    amount,
                    left: less(debt.balance, amount),
                    reason,
                });
            }
            left = Money::ZERO;
        }
        at = equal;
    }
    Ok(SetOffAnswer {
        shares,
        overpaid: left,
        basis: figures.basis("alloc-560")?,
    })
}

fn give(shares: &mut Vec<SetOffShare>, left: &mut Money, debt: &OpenDebt, reason: SetOffReason) {
    let amount = debt.balance.min(*left);
    *left = less(*left, amount);
    shares.push(SetOffShare {
        id: debt.id.clone(),
        amount,
        left: less(debt.balance, amount),
        reason,
    });
}

/// The first comparison in which the two differ.
fn reason<A: PartialEq, B: PartialEq, C: PartialEq, D: PartialEq>(
    one: (A, B, C, D),
    next: (A, B, C, D),
) -> SetOffReason {
    if one.0 != next.0 {
        SetOffReason::Due
    } else if one.1 != next.1 {
        SetOffReason::LeastSecured
    } else if one.2 != next.2 {
        SetOffReason::Heaviest
    } else {
        SetOffReason::EarliestDue
    }
}

fn check(request: &SetOffRequest) -> Result<()> {
    let mut check = Check::default();
    check.positive(request.payment, "payment");
    check.that(!request.debts.is_empty(), "debts", MoneyCode::Required);
    for (at, debt) in request.debts.iter().enumerate() {
        check.positive(debt.balance, format!("debts[{at}].balance"));
        check.not_negative(debt.secured, format!("debts[{at}].secured"));
        let twice = request.debts[..at].iter().any(|other| other.id == debt.id);
        check.that(!twice, format!("debts[{at}].id"), MoneyCode::Duplicate);
    }
    for (at, id) in request.designated.iter().enumerate() {
        let field = format!("designated[{at}]");
        let known = request.debts.iter().any(|debt| debt.id == *id);
        check.that(known, field.clone(), MoneyCode::UnknownReference);
        check.that(
            !request.designated[..at].contains(id),
            field,
            MoneyCode::Duplicate,
        );
    }
    check.done()
}
