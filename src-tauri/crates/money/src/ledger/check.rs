//! What has to be true of an account before it is computed.

use domain::{DayConvention, EntryKind, Money, Part};

use super::BalanceRequest;
use crate::error::{Check, MoneyCode, Result};

/// A hundred years of days.
const LONGEST: u32 = 36_600;

pub(super) fn check(request: &BalanceRequest) -> Result<()> {
    let mut check = Check::default();
    let terms = &request.terms;
    for (rate, field) in [
        (&terms.rate, "terms.rate"),
        (&terms.penalty_rate, "terms.penalty_rate"),
    ] {
        if let Some(rate) = rate {
            check.rate(rate, field);
        }
    }
    if let Some(order) = &terms.order {
        let mut sorted = order.clone();
        sorted.sort();
        sorted.dedup();
        let all = sorted.len() == order.len() && order.len() == Part::STATUTORY_ORDER.len();
        check.that(all, "terms.order", MoneyCode::Contradiction);
    }
    let first = request
        .entries
        .iter()
        .filter(|entry| entry.kind == EntryKind::Disbursement)
        .map(|entry| entry.day)
        .min();
    check.that(first.is_some(), "entries", MoneyCode::Required);
    check.that(
        request.entries.len() <= 100_000,
        "entries",
        MoneyCode::OutOfRange,
    );
    for (at, entry) in request.entries.iter().enumerate() {
        let field = |name: &str| format!("entries[{at}].{name}");
        check.that(
            first.is_none_or(|first| entry.day >= first),
            field("day"),
            MoneyCode::BeforeStart,
        );
        let wants_amount = !matches!(entry.kind, EntryKind::RateChange | EntryKind::Acceleration);
        match (wants_amount, entry.amount) {
            (true, None) => check.that(false, field("amount"), MoneyCode::Required),
            (false, Some(_)) => check.that(false, field("amount"), MoneyCode::Contradiction),
            (true, Some(amount)) => {
                check.that(
                    amount > Money::ZERO,
                    field("amount"),
                    MoneyCode::NotPositive,
                );
            }
            (false, None) => {}
        }
        check.that(
            (entry.kind == EntryKind::Waiver) == entry.part.is_some(),
            field("part"),
            if entry.part.is_none() {
                MoneyCode::Required
            } else {
                MoneyCode::Contradiction
            },
        );
        let changes = entry.kind == EntryKind::RateChange;
        match (&entry.rate, changes) {
            (Some(rate), true) => check.rate(rate, &field("rate")),
            (None, true) => check.that(false, field("rate"), MoneyCode::Required),
            (Some(_), false) => check.that(false, field("rate"), MoneyCode::Contradiction),
            (None, false) => {}
        }
    }
    check.that(!request.days.is_empty(), "days", MoneyCode::Required);
    for (at, day) in request.days.iter().enumerate() {
        let field = format!("days[{at}]");
        let before = at.checked_sub(1).map(|at| request.days[at]);
        check.that(
            before.is_none_or(|before| before < *day) && first.is_none_or(|first| first <= *day),
            field.clone(),
            MoneyCode::BeforeStart,
        );
        check.that(
            first.is_none_or(|first| DayConvention::Actual365.days(first, *day) <= LONGEST),
            field,
            MoneyCode::OutOfRange,
        );
    }
    check.done()
}
