//! How long a long schedule with its rate takes, and many debts over many years.
#![allow(clippy::print_stdout, reason = "a tool speaks to a terminal")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use domain::{Day, Money, Rate, RatePeriod};
use money::{
    AccountEntry, AccountTerms, BalanceRequest, DayConvention, EntryKind, InterestBy, IrrRequest,
    Method, ScheduleRequest, balance, irr, months_after, schedule,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let start = Instant::now();
    money::embedded()?;
    println!("load figures: {:.1?}", start.elapsed());

    let loan = ScheduleRequest {
        principal: Money::from_fen(123_456_789),
        rate: yearly(495),
        periods: 360,
        method: Method::EqualInstalment,
        months_per_period: 1,
        start: None,
        first_due: None,
        interest_by: InterestBy::Period,
        day_count: DayConvention::Actual365,
        instalment: None,
        in_advance: false,
    };
    let mut rate = String::new();
    let took = best(200, || {
        let plan = schedule(&loan)?;
        let mut flows = vec![loan.principal];
        for row in &plan.rows {
            flows.push(Money::new(-row.payment.decimal()).unwrap_or(Money::ZERO));
        }
        let found = irr(&IrrRequest {
            flows,
            periods_per_year: 12,
        })?;
        rate = found
            .rate
            .map(|rate| rate.nominal_annual_percent.to_string())
            .unwrap_or_default();
        Ok(())
    })?;
    println!("360-row schedule and its rate ({rate} %): {took:.1?}");

    let first = Day::from_ymd_opt(2016, 1, 15).unwrap_or_default();
    let debts = (0..50)
        .map(|n| account(first, n))
        .collect::<money::Result<Vec<_>>>()?;
    let lines: usize = debts.iter().map(|debt| debt.entries.len()).sum();
    let took = best(20, || {
        for debt in &debts {
            black_box(balance(debt)?);
        }
        Ok(())
    })?;
    println!("50 debts × 10 years, {lines} lines, every month end: {took:.1?}");
    Ok(())
}

fn best(
    times: u32,
    mut run: impl FnMut() -> money::Result<()>,
) -> Result<Duration, money::MoneyError> {
    let mut best = Duration::MAX;
    for _ in 0..times {
        let start = Instant::now();
        run()?;
        best = best.min(start.elapsed());
    }
    Ok(best)
}

fn yearly(hundredths: i64) -> Rate {
    Rate {
        percent: rust_decimal::Decimal::new(hundredths, 2),
        per: RatePeriod::Year,
    }
}

/// Ten years of dues, two payments of three, a fee each quarter.
fn account(first: Day, n: i64) -> money::Result<BalanceRequest> {
    let entry = |day, kind, fen| AccountEntry {
        day,
        kind,
        amount: Some(Money::from_fen(fen)),
        part: None,
        rate: None,
        evidence: None,
    };
    let mut entries = vec![entry(first, EntryKind::Disbursement, 12_000_000 + n * 7)];
    let mut days = Vec::new();
    for month in 1..=120 {
        let due = months_after(first, month)?;
        entries.push(entry(due, EntryKind::Due, 100_000));
        if month % 3 != 0 {
            entries.push(entry(due, EntryKind::Payment, 90_000 + n * 11));
        } else {
            entries.push(entry(due, EntryKind::Fee, 1_500));
        }
        // The 31st of January and the last days after it.
        let end = Day::from_ymd_opt(2016, 1, 31).unwrap_or_default();
        days.push(months_after(end, month)?);
    }
    Ok(BalanceRequest {
        terms: AccountTerms {
            rate: Some(yearly(1825)),
            penalty_rate: Some(yearly(2737)),
            compound: true,
            day_count: DayConvention::Actual365,
            order: None,
        },
        entries,
        days,
        working: false,
    })
}
