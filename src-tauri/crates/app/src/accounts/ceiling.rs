//! The ceilings over a debt: which apply, and what of the account is above them.

use domain::{ChargeKind, Day, EntryKind, Money, Part};
use money::{
    AccountBalance, CeilingRequest, ClaimedCharge, MoneyCode, MoneyError, OwnLpr, PrincipalSpan,
    Working, WorkingKind,
};

use super::view::{Books, charge_kind};

/// The question the ceilings answer, from the account up to a day.
///
/// # Errors
/// The contract day is not known; the account cannot be computed.
pub(super) fn request(
    books: &Books<'_>,
    as_of: Day,
    balance: Option<(&AccountBalance, &[Working])>,
    own_lpr: Vec<OwnLpr>,
) -> Result<CeilingRequest, MoneyError> {
    books.under_chinese_law()?;
    let contract_day = books
        .contract_day()
        .ok_or_else(|| MoneyError::at("contract_day", MoneyCode::Required))?;
    let (spans, charges) = match balance {
        Some((balance, working)) => (
            spans(books, as_of)?,
            charges(books, as_of, balance, working),
        ),
        None => (Vec::new(), Vec::new()),
    };
    Ok(CeilingRequest {
        lender: books.debt.lender_type,
        facilitated: books.account.facilitated,
        contract_day,
        filing_day: books.account.filed_on,
        as_of,
        rate: books.account.terms.rate.or(books.debt.rate),
        spans,
        charges,
        day_count: books.account.terms.day_count,
        own_lpr,
    })
}

/// Principal in use, from each entry to the next.
fn spans(books: &Books<'_>, as_of: Day) -> Result<Vec<PrincipalSpan>, MoneyError> {
    let mut days: Vec<Day> = books
        .rows
        .iter()
        .map(|row| row.entry.day)
        .filter(|day| *day < as_of)
        .collect();
    days.dedup();
    if days.is_empty() {
        return Ok(Vec::new());
    }
    let balances = money::balance(&books.request(days, false))?.balances;
    let ends = balances.iter().skip(1).map(|b| b.day).chain([as_of]);
    Ok(balances
        .iter()
        .zip(ends)
        .map(|(balance, to)| PrincipalSpan {
            from: balance.day,
            to,
            principal: balance.principal,
        })
        .collect())
}

/// Everything asked for beside the principal: what is still owed of it and what
/// was paid on it. What the lender gave up is no longer asked for.
fn charges(
    books: &Books<'_>,
    as_of: Day,
    balance: &AccountBalance,
    working: &[Working],
) -> Vec<ClaimedCharge> {
    let paid = |part: Part| {
        working
            .iter()
            .filter(|line| line.kind == WorkingKind::SetOff && line.part == Some(part))
            .filter_map(|line| line.amount)
            .fold(Money::ZERO, Money::plus)
    };
    let mut charges = Vec::new();
    for (part, kind, owed) in [
        (Part::Interest, ChargeKind::Interest, balance.interest),
        (Part::Penalty, ChargeKind::PenaltyInterest, balance.penalty),
        (
            Part::Damages,
            ChargeKind::LiquidatedDamages,
            balance.damages,
        ),
    ] {
        let paid = paid(part);
        let amount = owed.plus(paid);
        if amount > Money::ZERO {
            charges.push(whole(kind, amount, paid));
        }
    }
    // Fees by what they are for; payments reached them in the order of their days.
    let mut left = paid(Part::Fee);
    for row in books.rows.iter().filter(|row| row.entry.day <= as_of) {
        let (Some(kind), Some(amount)) = (charge_kind(row), row.entry.amount) else {
            continue;
        };
        let paid = match row.entry.kind {
            // Taken out of what was handed over: paid at once.
            EntryKind::UpfrontFee => amount,
            _ => {
                let paid = amount.min(left);
                left = left.minus(paid);
                paid
            }
        };
        match charges.iter_mut().find(|charge| charge.kind == kind) {
            Some(charge) => {
                charge.amount = charge.amount.plus(amount);
                charge.paid = charge.paid.plus(paid);
            }
            None => charges.push(whole(kind, amount, paid)),
        }
    }
    charges
}

const fn whole(kind: ChargeKind, amount: Money, paid: Money) -> ClaimedCharge {
    ClaimedCharge {
        kind,
        amount,
        paid,
        from: None,
        to: None,
    }
}
