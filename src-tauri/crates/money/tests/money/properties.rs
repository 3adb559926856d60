//! What holds for every input.

use chrono::Days;
use domain::{Day, Money, Rate, RatePeriod};
use money::{
    AccountEntry, AccountTerms, BalanceRequest, DatedFlow, DayConvention, EntryKind, InterestBy,
    Method, OverdueGround, OverdueRequest, PrincipalPaid, ScheduleRequest, XirrRequest, balance,
    overdue_interest, schedule, xirr,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::{day, law};

fn percent() -> impl Strategy<Value = Rate> {
    (0i64..6000).prop_map(|hundredths| Rate {
        percent: Decimal::new(hundredths, 2),
        per: RatePeriod::Year,
    })
}

/// Loans up to 24 %: far above it, a month of 31 days costs more interest than a
/// level instalment over many years, which is refused (see `bad_input`).
fn loan() -> impl Strategy<Value = ScheduleRequest> {
    let method = prop_oneof![
        Just(Method::EqualInstalment),
        Just(Method::EqualPrincipal),
        Just(Method::InterestOnly),
        Just(Method::Bullet),
    ];
    let count = prop_oneof![
        Just(DayConvention::Actual365),
        Just(DayConvention::Actual360),
        Just(DayConvention::Thirty360),
    ];
    (
        100_000i64..1_000_000_000_000,
        (0i64..2400).prop_map(|hundredths| Rate {
            percent: Decimal::new(hundredths, 2),
            per: RatePeriod::Year,
        }),
        1u32..120,
        method,
        count,
        any::<bool>(),
        0u64..4000,
    )
        .prop_map(
            |(fen, rate, periods, method, day_count, by_day, offset)| ScheduleRequest {
                principal: Money::from_fen(fen),
                rate,
                periods,
                method,
                months_per_period: 1,
                start: day("2015-01-31").checked_add_days(Days::new(offset)),
                first_due: None,
                interest_by: if by_day {
                    InterestBy::Day
                } else {
                    InterestBy::Period
                },
                day_count,
                instalment: None,
                in_advance: false,
            },
        )
}

fn total(amounts: impl Iterator<Item = Money>) -> Money {
    amounts.fold(Money::ZERO, Money::plus)
}

fn entry(day: Day, kind: EntryKind, fen: i64) -> AccountEntry {
    AccountEntry {
        day,
        kind,
        amount: Some(Money::from_fen(fen)),
        part: None,
        rate: None,
        evidence: None,
    }
}

/// An account with dues, charges and payments in any order.
pub(crate) fn account() -> impl Strategy<Value = BalanceRequest> {
    let event = (0u64..1500, 0u8..6, 1i64..5_000_000);
    (
        percent(),
        percent(),
        any::<bool>(),
        1_000_000i64..100_000_000,
        prop::collection::vec(event, 0..25),
        prop::collection::btree_set(0u64..2000, 1..6),
    )
        .prop_map(|(rate, penalty, compound, lent, events, days)| {
            let at = |offset| {
                day("2020-02-28")
                    .checked_add_days(Days::new(offset))
                    .unwrap()
            };
            let mut entries = vec![entry(at(0), EntryKind::Disbursement, lent)];
            for (offset, kind, fen) in events {
                let kind = match kind {
                    0 => EntryKind::Fee,
                    1 => EntryKind::Damages,
                    2 => EntryKind::Due,
                    3 => EntryKind::Interest,
                    _ => EntryKind::Payment,
                };
                entries.push(entry(at(offset), kind, fen));
            }
            BalanceRequest {
                terms: AccountTerms {
                    rate: Some(rate),
                    penalty_rate: Some(penalty),
                    compound,
                    day_count: DayConvention::Actual365,
                    order: None,
                },
                entries,
                days: days.into_iter().map(at).collect(),
                working: true,
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn principal_sums_to_the_loan_and_every_row_adds_up(asked in loan()) {
        let plan = schedule(&asked).unwrap();
        prop_assert_eq!(total(plan.rows.iter().map(|r| r.principal)), asked.principal);
        prop_assert_eq!(total(plan.rows.iter().map(|r| r.interest)), plan.total_interest);
        prop_assert_eq!(total(plan.rows.iter().map(|r| r.payment)), plan.total_payment);
        let mut left = asked.principal;
        for row in &plan.rows {
            prop_assert_eq!(row.payment, row.principal.plus(row.interest));
            prop_assert!(row.principal >= Money::ZERO && row.interest >= Money::ZERO);
            prop_assert_eq!(row.balance.plus(row.principal), left);
            left = row.balance;
        }
        prop_assert_eq!(left, Money::ZERO);
    }

    #[test]
    fn the_rate_of_a_generated_schedule_comes_back(asked in loan()) {
        let plan = schedule(&asked).unwrap();
        let start = asked.start.unwrap();
        let mut flows = vec![DatedFlow { day: start, amount: asked.principal }];
        flows.extend(plan.rows.iter().map(|row| DatedFlow {
            day: row.due.unwrap(),
            amount: (-row.payment.decimal()).to_string().parse().unwrap(),
        }));
        let answer = xirr(&XirrRequest { flows }).unwrap();
        let rate = answer.rate.expect("one change of sign, one rate");
        // Interest by the days of 365 and simple within a period: the effective rate is
        // at or above the nominal one, and within what compounding can add.
        if asked.interest_by == InterestBy::Day && asked.day_count == DayConvention::Actual365
            && asked.method != Method::Bullet
        {
            let nominal = asked.rate.percent;
            let effective = rate.effective_annual_percent.unwrap().decimal();
            prop_assert!(effective >= nominal - Decimal::new(2, 3), "{effective} {nominal}");
            // Daily compounding is the most there is: rate.nominal is 365 × the daily rate.
            prop_assert!(
                rate.nominal_annual_percent.decimal() <= nominal + Decimal::new(2, 3)
            );
        }
    }

    #[test]
    fn a_schedule_discounted_at_its_own_rate_is_worth_the_loan(
        fen in 100_000i64..100_000_000, hundredths in 1i64..4000, years in 1u32..8,
    ) {
        // Yearly interest by the actual year: the effective rate on days is the rate
        // itself when no leap day lies in between.
        let asked = ScheduleRequest {
            principal: Money::from_fen(fen),
            rate: Rate { percent: Decimal::new(hundredths, 2), per: RatePeriod::Year },
            periods: 1,
            method: Method::Bullet,
            months_per_period: 12,
            start: Some(day("2021-03-01")),
            first_due: day("2021-03-01").checked_add_days(Days::new(365 * u64::from(years))),
            interest_by: InterestBy::Day,
            day_count: DayConvention::Actual365,
            instalment: None,
            in_advance: false,
        };
        let plan = schedule(&asked).unwrap();
        let answer = xirr(&XirrRequest { flows: vec![
            DatedFlow { day: asked.start.unwrap(), amount: asked.principal },
            DatedFlow {
                day: plan.rows[0].due.unwrap(),
                amount: (-plan.rows[0].payment.decimal()).to_string().parse().unwrap(),
            },
        ]}).unwrap();
        let growth = answer.rate.unwrap().effective_annual_percent.unwrap().decimal()
            / Decimal::ONE_HUNDRED + Decimal::ONE;
        let mut grown = Decimal::ONE;
        for _ in 0..years { grown *= growth; }
        let off = (asked.principal.decimal() * grown - plan.rows[0].payment.decimal()).abs();
        prop_assert!(off < Decimal::new(1, 2), "{off}");
    }

    #[test]
    fn set_off_conserves_money(asked in account()) {
        let answer = balance(&asked).unwrap();
        let last = answer.balances.last().unwrap();
        let reached: Vec<_> = asked.entries.iter().filter(|e| e.day <= last.day).collect();
        let of = |kind| total(reached.iter().filter(|e| e.kind == kind).filter_map(|e| e.amount));
        let working = |kind: money::WorkingKind| {
            total(answer.working.iter().filter(|w| w.kind == kind).filter_map(|w| w.amount))
        };
        // Every payment is set off or overpaid, to the fen.
        prop_assert_eq!(
            of(EntryKind::Payment),
            working(money::WorkingKind::SetOff).plus(working(money::WorkingKind::Overpaid))
        );
        // Put in = still owed + paid away.
        let tail = last.interest.plus(last.penalty);
        let posted = working(money::WorkingKind::Posted);
        let put_in = of(EntryKind::Disbursement)
            .plus(of(EntryKind::Fee)).plus(of(EntryKind::Damages)).plus(of(EntryKind::Interest))
            .plus(posted);
        let owed = last.total.plus(working(money::WorkingKind::SetOff));
        // What accrued since the last posting is in the balance only, and not negative.
        prop_assert!(owed >= put_in && owed.decimal() - put_in.decimal() <= tail.decimal());
        for balance in &answer.balances {
            prop_assert!(balance.overdue_principal <= balance.principal);
            prop_assert!(balance.overdue_principal >= Money::ZERO);
            let parts = [balance.interest, balance.penalty, balance.damages, balance.fee];
            prop_assert!(parts.iter().all(|part| *part >= Money::ZERO));
        }
    }

    #[test]
    fn a_balance_never_falls_between_payments(asked in account()) {
        let mut every = asked;
        every.working = false;
        every.days = (0..600).map(|n| day("2020-02-28").checked_add_days(Days::new(n * 3)).unwrap()).collect();
        let answer = balance(&every).unwrap();
        for pair in answer.balances.windows(2) {
            let paid = every.entries.iter().any(|e| {
                e.kind == EntryKind::Payment && e.day > pair[0].day && e.day <= pair[1].day
            });
            prop_assert!(paid || pair[1].total >= pair[0].total, "{pair:?}");
        }
    }

    #[test]
    fn asking_for_more_days_changes_no_balance(asked in account()) {
        let whole = balance(&asked).unwrap();
        for (at, day) in asked.days.iter().enumerate() {
            let mut alone = asked.clone();
            alone.days = vec![*day];
            let answer = balance(&alone).unwrap();
            prop_assert_eq!(&answer.balances[0], &whole.balances[at]);
        }
    }

    #[test]
    fn splitting_a_span_anywhere_equals_the_sum_of_the_parts(
        fen in 1i64..100_000_000_000, start in 0u64..2000, first in 1u64..400, second in 1u64..400,
        multiple in 1i64..400, paid in 0u64..800,
    ) {
        let at = |offset| day("2019-01-01").checked_add_days(Days::new(offset)).unwrap();
        let ask = |from, to, principal: Money, payments: Vec<PrincipalPaid>| {
            overdue_interest(law(), &OverdueRequest {
                principal, from, to, last_day_counts: false,
                ground: OverdueGround::LprOfEachDay, rate: None, uplift_percent: None,
                multiple: Some(Decimal::new(multiple, 2).to_string().parse().unwrap()),
                tenor: money::Tenor::OneYear, lender: None, contract_day: None,
                payments, day_count: DayConvention::Actual365, own_lpr: Vec::new(),
            }).unwrap()
        };
        let (from, middle, to) = (at(start), at(start + first), at(start + first + second));
        let principal = Money::from_fen(fen);
        let half = Money::from_fen(fen / 2);
        let payments = if half > Money::ZERO && paid < first {
            vec![PrincipalPaid { day: at(start + paid), amount: half }]
        } else {
            Vec::new()
        };
        let whole = ask(from, to, principal, payments.clone());
        let one = ask(from, middle, principal, payments);
        let two = ask(middle, to, one.principal, Vec::new());
        let exact = |answer: &money::OverdueAnswer| -> Decimal {
            answer.segments.iter().map(|s| s.exact.decimal()).sum()
        };
        // Printed to ten decimals, so the sums agree to a handful of units there.
        let off = (exact(&one) + exact(&two) - exact(&whole)).abs();
        prop_assert!(off < Decimal::new(100, 10), "{off}");
        let rounded = one.interest.plus(two.interest).decimal() - whole.interest.decimal();
        prop_assert!(rounded.abs() <= Decimal::new(1, 2));
        // Publications that change nothing do not split, and the days add up.
        let days: u32 = whole.segments.iter().map(|s| s.days).sum();
        prop_assert_eq!(u64::from(days), first + second);
    }
}
