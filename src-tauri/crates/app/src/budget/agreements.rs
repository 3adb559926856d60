//! Agreements that are being kept: which payment is due, which was made, which is
//! missing.

use std::collections::VecDeque;

use chrono::Days;
use domain::{Agreement, Case, Day, Money, Payment};

use super::{AgreedRow, AgreedState, AgreementRow};
use crate::{App, Empty, Error};

/// A payment within this many days is due soon.
const SOON_DAYS: u64 = 7;

/// Every agreement with how it stands, the one that is due first on top.
///
/// # Errors
/// Locked.
pub fn agreements(app: &App, _: Empty) -> Result<Vec<AgreementRow>, Error> {
    let today = app.today();
    app.view(|view| Ok(tracked(&view.case, today)))
}

/// Every agreement with how it stands on a day.
pub(crate) fn tracked(case: &Case, today: Day) -> Vec<AgreementRow> {
    let mut rows: Vec<AgreementRow> = case
        .agreements
        .iter()
        .map(|agreement| row(case, agreement, today))
        .collect();
    rows.sort_by_key(|row| (row.next.is_none(), row.next.map(|next| next.due)));
    rows
}

/// Payments made since the agreement, oldest first, each on the earliest agreed
/// payment that is still open.
fn row(case: &Case, agreement: &Agreement, today: Day) -> AgreementRow {
    let mut payments: Vec<&Payment> = case
        .payments
        .iter()
        .filter(|p| p.debt == agreement.debt && p.paid_on >= agreement.agreed_on)
        .collect();
    payments.sort_by_key(|payment| payment.paid_on);
    let mut open: VecDeque<(Day, Money)> = payments
        .iter()
        .map(|payment| (payment.paid_on, payment.amount))
        .collect();
    let mut agreed: Vec<_> = agreement.payments.clone();
    agreed.sort_by_key(|payment| payment.due);
    let soon = today
        .checked_add_days(Days::new(SOON_DAYS))
        .unwrap_or(today);
    let rows: Vec<AgreedRow> = agreed
        .into_iter()
        .map(|payment| {
            let mut paid = Money::ZERO;
            let mut paid_on = None;
            while paid < payment.amount
                && let Some((day, amount)) = open.pop_front()
            {
                let used = amount.min(payment.amount.minus(paid));
                paid = paid.plus(used);
                if paid == payment.amount {
                    paid_on = Some(day);
                }
                if used < amount {
                    open.push_front((day, amount.minus(used)));
                }
            }
            let state = match paid_on {
                Some(day) if day <= payment.due => AgreedState::Paid,
                Some(_) => AgreedState::PaidLate,
                None if payment.due < today => AgreedState::Missed,
                None if payment.due <= soon => AgreedState::DueSoon,
                None => AgreedState::Ahead,
            };
            AgreedRow {
                due: payment.due,
                amount: payment.amount,
                paid,
                paid_on,
                state,
            }
        })
        .collect();
    let sum = |of: fn(&AgreedRow) -> Money| rows.iter().map(of).fold(Money::ZERO, Money::plus);
    let lender = case
        .debt(&agreement.debt)
        .and_then(|debt| case.party(&debt.lender));
    AgreementRow {
        agreement: agreement.clone(),
        lender_name: lender.map(|party| party.name.clone()).unwrap_or_default(),
        agreed: sum(|row| row.amount),
        paid: sum(|row| row.paid),
        next: rows.iter().find(|row| row.paid_on.is_none()).copied(),
        rows,
    }
}
