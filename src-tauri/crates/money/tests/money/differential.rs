//! The same questions answered by a second program: rational numbers of any size,
//! written day by day and without a shared line, slow and plain.

use std::collections::BTreeMap;

use chrono::Days;
use domain::{Day, Money, Rate, RatePeriod};
use money::{
    BalanceRequest, DayConvention, EntryKind, InterestBy, IrrRequest, Method, ScheduleRequest,
    balance, irr, schedule,
};
use num_rational::BigRational;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::day;
use crate::properties::account;

type Q = BigRational;

fn q(n: i64) -> Q {
    Q::from_integer(n.into())
}

fn of_decimal(value: Decimal) -> Q {
    let ten = q(10);
    let mut out = Q::from_integer(value.mantissa().into());
    for _ in 0..value.scale() {
        out /= &ten;
    }
    out
}

fn of_money(value: Money) -> Q {
    of_decimal(value.decimal())
}

/// To the fen, a half up; amounts here are not negative.
fn rounded(value: &Q) -> Q {
    (value * q(100) + q(1) / q(2)).floor() / q(100)
}

/// The plain account: one day after the other.
struct Plain {
    principal: Q,
    overdue: Q,
    ahead: Q,
    interest: Q,
    interest_due: Q,
    penalty: Q,
    damages: Q,
    fee: Q,
    over: Q,
    running_interest: Q,
    running_penalty: Q,
}

fn lesser(a: &Q, b: &Q) -> Q {
    if a < b { a.clone() } else { b.clone() }
}

impl Plain {
    fn new() -> Self {
        let nothing = || q(0);
        Self {
            principal: nothing(),
            overdue: nothing(),
            ahead: nothing(),
            interest: nothing(),
            interest_due: nothing(),
            penalty: nothing(),
            damages: nothing(),
            fee: nothing(),
            over: nothing(),
            running_interest: nothing(),
            running_penalty: nothing(),
        }
    }

    fn round_off(&mut self) {
        self.interest += rounded(&self.running_interest);
        self.penalty += rounded(&self.running_penalty);
        self.running_interest = q(0);
        self.running_penalty = q(0);
    }

    fn pay(&mut self, amount: &Q) {
        let mut left = amount.clone();
        let x = lesser(&left, &self.fee);
        self.fee -= &x;
        left -= &x;
        let x = lesser(&left, &self.interest);
        self.interest -= &x;
        self.interest_due = if self.interest_due > x {
            &self.interest_due - &x
        } else {
            q(0)
        };
        left -= &x;
        let x = lesser(&left, &self.penalty);
        self.penalty -= &x;
        left -= &x;
        let x = lesser(&left, &self.principal);
        self.principal -= &x;
        let late = lesser(&x, &self.overdue);
        self.overdue -= &late;
        self.ahead += &x - &late;
        left -= &x;
        let x = lesser(&left, &self.damages);
        self.damages -= &x;
        left -= &x;
        self.over += left;
    }
}

/// Total and overpayment on each day asked for.
fn plain(asked: &BalanceRequest) -> BTreeMap<Day, (Q, Q)> {
    let rate = of_decimal(asked.terms.rate.unwrap().percent) / q(36_500);
    let penalty = of_decimal(asked.terms.penalty_rate.unwrap().percent) / q(36_500);
    let mut account = Plain::new();
    let mut out = BTreeMap::new();
    let mut today = asked.entries.iter().map(|e| e.day).min().unwrap();
    let last = *asked.days.last().unwrap();
    while today <= last {
        let of = |kind: EntryKind| {
            asked
                .entries
                .iter()
                .filter(move |e| e.day == today && e.kind == kind)
                .map(|e| of_money(e.amount.unwrap()))
        };
        for amount in of(EntryKind::Disbursement) {
            account.principal += amount;
        }
        for amount in of(EntryKind::Fee) {
            account.fee += amount;
        }
        for amount in of(EntryKind::Damages) {
            account.damages += amount;
        }
        for amount in of(EntryKind::Interest) {
            account.interest += amount;
        }
        for amount in of(EntryKind::Due) {
            account.round_off();
            account.interest_due = account.interest.clone();
            let used = lesser(&amount, &account.ahead);
            account.ahead -= &used;
            let room = &account.principal - &account.overdue;
            account.overdue += lesser(&(amount - used), &room);
        }
        for amount in of(EntryKind::Payment) {
            account.round_off();
            account.pay(&amount);
        }
        if asked.days.contains(&today) {
            let total = &account.principal
                + &account.fee
                + &account.damages
                + &account.interest
                + &account.penalty
                + rounded(&account.running_interest)
                + rounded(&account.running_penalty);
            out.insert(today, (total, account.over.clone()));
        }
        // The night.
        account.running_interest += (&account.principal - &account.overdue) * &rate;
        let mut late = account.overdue.clone();
        if asked.terms.compound {
            late += &account.interest_due;
        }
        account.running_penalty += late * &penalty;
        today = today.checked_add_days(Days::new(1)).unwrap();
    }
    out
}

/// Present value of `flows` at a growth factor.
fn worth(flows: &[Money], growth: &Q) -> Q {
    let mut value = q(0);
    for flow in flows.iter().rev() {
        value = value / growth + of_money(*flow);
    }
    value
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn accounts_agree_to_the_fen(asked in account()) {
        let ours = balance(&asked).unwrap();
        let theirs = plain(&asked);
        for balance in &ours.balances {
            let (total, over) = &theirs[&balance.day];
            prop_assert_eq!(&of_money(balance.total), total, "{}", balance.day);
            prop_assert_eq!(&of_money(balance.overpaid), over, "{}", balance.day);
        }
    }

    #[test]
    fn instalments_agree_to_the_fen(
        fen in 100_000i64..100_000_000_000, hundredths in 1i64..6000, periods in 1u32..100,
    ) {
        let asked = ScheduleRequest {
            principal: Money::from_fen(fen),
            rate: Rate { percent: Decimal::new(hundredths, 2), per: RatePeriod::Year },
            periods,
            method: Method::EqualInstalment,
            months_per_period: 1,
            start: None,
            first_due: None,
            interest_by: InterestBy::Period,
            day_count: DayConvention::Actual365,
            instalment: None,
            in_advance: false,
        };
        let ours = schedule(&asked).unwrap();
        // P i g^n ÷ (g^n − 1), exactly.
        let i = q(hundredths) / q(120_000);
        let growth = &i + q(1);
        let mut power = q(1);
        for _ in 0..periods { power *= &growth; }
        let principal = q(fen) / q(100);
        let exact = &principal * &i * &power / (&power - q(1));
        let instalment = rounded(&exact);
        prop_assert_eq!(of_money(ours.instalment.unwrap()), instalment.clone());
        let mut left = principal;
        for (n, row) in ours.rows.iter().enumerate() {
            let interest = rounded(&(&left * &i));
            let part = if n + 1 == ours.rows.len() {
                left.clone()
            } else {
                lesser(&(&instalment - &interest), &left)
            };
            left -= &part;
            prop_assert_eq!(of_money(row.interest), interest);
            prop_assert_eq!(of_money(row.principal), part);
        }
        prop_assert_eq!(left, q(0));
    }

    #[test]
    fn a_rate_found_balances_the_flows_exactly_to_its_last_digit(
        lent in 10_000i64..100_000_000,
        paid in prop::collection::vec(0i64..10_000_000, 1..40),
    ) {
        prop_assume!(paid.iter().any(|fen| *fen > 0));
        let mut flows = vec![Money::from_fen(lent)];
        flows.extend(paid.iter().map(|fen| Money::from_fen(-fen)));
        let answer = irr(&IrrRequest { flows: flows.clone(), periods_per_year: 12 }).unwrap();
        let rate = answer.rate.expect("one change of sign");
        // Half a unit of the tenth decimal of the percent on either side: the present
        // value changes its sign between the two.
        let percent = of_decimal(rate.per_period_percent.decimal());
        let half = q(1) / (q(2) * q(10_000_000_000));
        let at = |percent: Q| worth(&flows, &(percent / q(100) + q(1)));
        let (low, high) = (at(&percent - &half), at(&percent + &half));
        prop_assert!(low <= q(0) && q(0) <= high, "{percent}");
    }
}

#[test]
fn the_second_program_knows_a_hand_worked_account() {
    // 10,000 at 3.65 % is one yuan a day: ten days, 10,010.
    let asked: BalanceRequest = crate::request(serde_json::json!({
        "terms": {"rate": {"percent": "3.65", "per": "year"},
                  "penalty_rate": {"percent": "0", "per": "year"}},
        "entries": [{"day": "2026-01-01", "kind": "disbursement", "amount": "10000.00"}],
        "days": ["2026-01-11"],
    }));
    assert_eq!(plain(&asked)[&day("2026-01-11")].0, q(10_010));
}
