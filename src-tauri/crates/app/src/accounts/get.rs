//! Everything about the money of a debt on a day.

use chrono::{Datelike, Months};
use deadlines::Procedures;
use domain::{Case, Day, DebtId, EntryKind, LimitationEventKind, Money};
use money::{ActEffect, DatedFlow, Figures, LimitationRequest, MoneyCode, MoneyError, XirrRequest};

use super::view::Books;
use super::{AccountQuery, AccountSection, AccountView, EntryRow, EventRow, ceiling, gap, own_lpr};
use crate::{App, Error};

/// How many month ends the chart shows at most: ten years.
const MOST_MONTHS: usize = 120;

/// The account of a debt: balance, cost, ceilings, gap, limitation. What cannot be
/// computed yet is left out and named.
///
/// # Errors
/// Locked; not found.
pub fn get(app: &App, query: AccountQuery) -> Result<AccountView, Error> {
    let as_of = query.as_of.unwrap_or_else(|| app.today());
    let figures = app.figures()?;
    let own = own_lpr(app)?;
    let law = app.law();
    app.view(|view| {
        let books = Books::of(&view.case, &query.debt).ok_or_else(|| Error::not_found("debt"))?;
        let lender = view.case.party(&books.debt.lender);
        let mut out = AccountView {
            as_of,
            lender_name: lender.map(|party| party.name.clone()).unwrap_or_default(),
            account: books.account.clone(),
            entries: books.rows.clone(),
            balance: None,
            working: Vec::new(),
            months: Vec::new(),
            cost: None,
            ceiling: None,
            charges: Vec::new(),
            gap: None,
            limitation: None,
            limitation_worked: None,
            events: books.events(),
            problems: Vec::new(),
        };
        let mut failed = |section, error| out.problems.extend(books.problems(section, error));

        let days = chart_days(&books.rows, as_of);
        match money::balance(&books.request(days, true)) {
            Ok(mut answer) => {
                out.balance = answer.balances.last().cloned();
                answer
                    .balances
                    .retain(|b| b.day != as_of || is_month_end(b.day));
                out.months = answer.balances;
                out.working = answer.working;
            }
            Err(error) => failed(AccountSection::Balance, error),
        }
        if let Some(balance) = &out.balance {
            match money::xirr(&flows(&books.rows, as_of, balance.total)) {
                Ok(rate) => out.cost = Some(rate),
                Err(error) => failed(AccountSection::Cost, error),
            }
        }
        let balance = out.balance.as_ref().map(|b| (b, out.working.as_slice()));
        match ceiling::request(&books, as_of, balance, own) {
            Ok(request) => {
                match money::ceiling(figures, &request) {
                    Ok(answer) => out.ceiling = Some(answer),
                    Err(error) => failed(AccountSection::Ceiling, error),
                }
                out.charges = request.charges;
            }
            Err(error) => failed(AccountSection::Ceiling, error),
        }
        match gap::view(&books, as_of) {
            Ok(gap) => out.gap = Some(gap),
            Err(error) => failed(AccountSection::Gap, error),
        }
        match limitation(&law, &books, &out.events, as_of)
            .and_then(|request| money::limitation(figures, &request))
        {
            Ok(answer) => {
                out.limitation_worked = answer
                    .expires
                    .and_then(|day| law.calendar().worked_from(day).filter(|next| *next > day));
                out.limitation = Some(answer);
            }
            Err(error) => failed(AccountSection::Limitation, error),
        }
        Ok(out)
    })
}

/// What an act of the borrower on a day would do to the limitation of a debt; `None`
/// where that is not known.
pub(crate) fn act_on(
    figures: &Figures,
    law: &Procedures,
    case: &Case,
    debt: &DebtId,
    act: LimitationEventKind,
    day: Day,
) -> Option<ActEffect> {
    let books = Books::of(case, debt)?;
    let request = limitation(law, &books, &books.events(), day).ok()?;
    money::act_effect(figures, &request, act, day).ok()
}

/// The question of limitation, from what the record holds.
fn limitation(
    law: &Procedures,
    books: &Books<'_>,
    events: &[EventRow],
    as_of: Day,
) -> Result<LimitationRequest, MoneyError> {
    books.under_chinese_law()?;
    let due = books
        .account
        .last_due
        .ok_or_else(|| MoneyError::at("last_due", MoneyCode::Required))?;
    Ok(LimitationRequest {
        due,
        instalments: books.account.instalments,
        events: events.iter().map(|row| row.event.clone()).collect(),
        as_of,
        // 民法典 203: a last day on a legal holiday moves, for every period of civil law.
        // That a plain weekend moves it too was not read, so it does not.
        days_off: law.calendar().holidays().collect(),
    })
}

/// The month ends from the first disbursement to a day, and that day.
fn chart_days(rows: &[EntryRow], as_of: Day) -> Vec<Day> {
    let handed = |row: &&EntryRow| row.entry.kind == EntryKind::Disbursement;
    let Some(first) = rows.iter().find(handed).map(|row| row.entry.day) else {
        return vec![as_of];
    };
    let mut days = vec![as_of];
    let mut month = as_of.with_day(1);
    while let Some(end) = month.and_then(|first| first.pred_opt()) {
        if end < first || days.len() > MOST_MONTHS {
            break;
        }
        days.push(end);
        month = month.and_then(|first| first.checked_sub_months(Months::new(1)));
    }
    days.reverse();
    days
}

fn is_month_end(day: Day) -> bool {
    day.succ_opt().is_some_and(|next| next.day() == 1)
}

/// What was handed over, paid, and is still owed. What was taken out at the start
/// was never received.
fn flows(rows: &[EntryRow], as_of: Day, owed: Money) -> XirrRequest {
    let negative = |amount| Money::ZERO.minus(amount);
    let mut flows: Vec<DatedFlow> = rows
        .iter()
        .filter(|row| row.entry.day <= as_of)
        .filter_map(|row| {
            let amount = row.entry.amount?;
            let amount = match row.entry.kind {
                EntryKind::Disbursement => amount,
                EntryKind::InterestWithheld | EntryKind::UpfrontFee | EntryKind::Payment => {
                    negative(amount)
                }
                _ => return None,
            };
            Some(DatedFlow {
                day: row.entry.day,
                amount,
            })
        })
        .collect();
    flows.push(DatedFlow {
        day: as_of,
        amount: negative(owed),
    });
    XirrRequest { flows }
}
