//! Credit-card statements: daily interest, minimum payment, damages on an unpaid
//! minimum.
//!
//! The usual terms of the trade: a purchase costs nothing if the statement it is
//! on is paid in full by its due day; otherwise every amount bears interest from
//! the day it was posted until it is paid, both days counted, and the interest
//! stands on the next statement. A payment lowers the amount from the next day.
//! The rates and percentages are the contract's and are arguments. Damages bear
//! no interest (银发〔2016〕111号), and neither does interest unless `compound`.

use std::collections::BTreeMap;

use domain::{Day, Money};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::day_count::{days_after, months_after};
use crate::error::{Check, MoneyCode, Result};
use crate::number::{HUNDRED, Number, div, less, mul, sum, to_fen};

/// What happened on the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum CardEntryKind {
    /// A purchase, from the day it was posted.
    Purchase,
    /// A payment by the holder.
    Payment,
}

/// One line of the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CardEntry {
    /// Day it was posted.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub day: Day,
    /// What it is.
    pub kind: CardEntryKind,
    /// Amount, above zero.
    pub amount: Money,
}

/// A card and its lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CardRequest {
    /// Purchases and payments, in any order.
    pub entries: Vec<CardEntry>,
    /// First statement day; the others follow month by month.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub first_statement: Day,
    /// Number of statements, 1 to 120.
    pub statements: u32,
    /// Days from a statement to its due day, 1 to 27.
    pub due_after_days: u32,
    /// Interest in percent a day, e.g. `"0.05"`.
    pub daily_percent: Number,
    /// Minimum payment as percent of the purchases on the statement; interest and
    /// damages are added in full.
    pub minimum_percent: Number,
    /// Damages as percent of the unpaid part of the minimum.
    #[serde(default)]
    pub damages_percent: Number,
    /// Does unpaid interest bear interest? Only if the contract says so.
    #[serde(default)]
    pub compound: bool,
}

/// One statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CardStatement {
    /// Its day.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub day: Day,
    /// Its due day.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub due: Day,
    /// Unpaid purchases.
    pub purchases: Money,
    /// Interest added on this statement.
    pub interest: Money,
    /// Damages added on this statement.
    pub damages: Money,
    /// Everything owed on it.
    pub balance: Money,
    /// Least that has to be paid.
    pub minimum: Money,
    /// Days of interest × amount (yuan) behind `interest`.
    pub interest_base: Number,
}

/// The statements of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CardStatements {
    /// In order.
    pub statements: Vec<CardStatement>,
    /// All interest.
    pub total_interest: Money,
    /// All damages.
    pub total_damages: Money,
}

/// One purchase while it is unpaid.
struct Lot {
    unpaid: Money,
    /// Yuan × days that count only if its statement is not paid in full.
    waiting: Decimal,
    /// Number of the statement it is on.
    statement: u32,
}

/// The card on one evening.
#[derive(Default)]
struct Card {
    lots: Vec<Lot>,
    interest: Money,
    damages: Money,
    /// Paid beyond what was owed.
    credit: Money,
    /// Yuan × days of interest for the next statement.
    bearing: Decimal,
}

impl Card {
    fn buy(&mut self, amount: Money, statement: u32) -> Result<()> {
        let from_credit = amount.min(self.credit);
        self.credit = less(self.credit, from_credit);
        self.lots.push(Lot {
            unpaid: less(amount, from_credit),
            waiting: Decimal::ZERO,
            statement,
        });
        Ok(())
    }

    /// Interest first, then damages, then the oldest purchase.
    fn pay(&mut self, mut amount: Money) -> Result<()> {
        let purchases = self.lots.iter_mut().map(|lot| &mut lot.unpaid);
        for part in [&mut self.interest, &mut self.damages]
            .into_iter()
            .chain(purchases)
        {
            let used = amount.min(*part);
            *part = less(*part, used);
            amount = less(amount, used);
        }
        self.credit = sum([self.credit, amount])?;
        Ok(())
    }

    /// One day of interest. Purchases whose due day has passed bear it for good;
    /// the others may still be forgiven.
    fn pass_day(&mut self, settled: u32, compound: bool) {
        for lot in &mut self.lots {
            if lot.statement <= settled {
                self.bearing += lot.unpaid.decimal();
            } else {
                lot.waiting += lot.unpaid.decimal();
            }
        }
        if compound {
            self.bearing += self.interest.decimal();
        }
    }

    /// The due day of a statement is over: its purchases were paid in full, and
    /// their waiting interest is forgiven, or it counts.
    fn settle(&mut self, statement: u32, in_full: bool) {
        for lot in self.lots.iter_mut().filter(|l| l.statement == statement) {
            if !in_full {
                self.bearing += lot.waiting;
            }
            lot.waiting = Decimal::ZERO;
        }
        self.lots
            .retain(|lot| lot.unpaid > Money::ZERO || !lot.waiting.is_zero());
    }

    fn purchases(&self) -> Result<Money> {
        sum(self.lots.iter().map(|lot| lot.unpaid))
    }
}

/// The statements of a card.
///
/// # Errors
/// Every field out of range; `before_start` for a payment before any purchase.
pub fn card_statements(request: &CardRequest) -> Result<CardStatements> {
    let mut day = check(request)?;
    let mut lines: BTreeMap<Day, Vec<&CardEntry>> = BTreeMap::new();
    for entry in &request.entries {
        lines.entry(entry.day).or_default().push(entry);
    }
    let mut card = Card::default();
    let mut out: Vec<CardStatement> = Vec::new();
    // Statements whose due day has passed, and what was paid since the last one.
    let mut settled = 0;
    let mut paid = Money::ZERO;
    let mut new_damages = Money::ZERO;
    for number in 1..=request.statements {
        let statement_day = months_after(request.first_statement, number - 1)?;
        while day <= statement_day {
            let today = lines.get(&day).map(Vec::as_slice).unwrap_or_default();
            let of = |kind| today.iter().filter(move |entry| entry.kind == kind);
            for entry in of(CardEntryKind::Purchase) {
                card.buy(entry.amount, number)?;
            }
            card.pass_day(settled, request.compound);
            for entry in of(CardEntryKind::Payment) {
                card.pay(entry.amount)?;
                paid = sum([paid, entry.amount])?;
            }
            if let Some(last) = out.last().filter(|last| last.due == day) {
                settled = number - 1;
                card.settle(settled, paid >= last.balance);
                if paid < last.minimum {
                    new_damages =
                        share(less(last.minimum, paid), request.damages_percent.decimal())?;
                    card.damages = sum([card.damages, new_damages])?;
                }
            }
            day = days_after(day, 1)?;
        }
        let base = std::mem::take(&mut card.bearing);
        let interest = to_fen(div(mul(base, request.daily_percent.decimal())?, HUNDRED)?)?;
        card.interest = sum([card.interest, interest])?;
        let purchases = card.purchases()?;
        let charges = sum([card.interest, card.damages])?;
        let minimum = share(purchases, request.minimum_percent.decimal())?;
        out.push(CardStatement {
            day: statement_day,
            due: days_after(statement_day, request.due_after_days)?,
            purchases,
            interest,
            damages: std::mem::take(&mut new_damages),
            balance: sum([purchases, charges])?,
            minimum: sum([minimum, charges])?,
            interest_base: Number::exact(base),
        });
        paid = Money::ZERO;
    }
    Ok(CardStatements {
        total_interest: sum(out.iter().map(|statement| statement.interest))?,
        total_damages: sum(out.iter().map(|statement| statement.damages))?,
        statements: out,
    })
}

/// Percent of an amount, rounded to the fen once.
fn share(amount: Money, percent: Decimal) -> Result<Money> {
    to_fen(div(mul(amount.decimal(), percent)?, HUNDRED)?)
}

/// The first day of the card.
fn check(request: &CardRequest) -> Result<Day> {
    let mut check = Check::default();
    let purchases = || {
        let of = request.entries.iter();
        of.filter(|entry| entry.kind == CardEntryKind::Purchase)
    };
    let first = purchases().map(|entry| entry.day).min();
    check.that(first.is_some(), "entries", MoneyCode::Required);
    for (at, entry) in request.entries.iter().enumerate() {
        check.positive(entry.amount, format!("entries[{at}].amount"));
        check.that(
            first.is_none_or(|first| entry.day >= first),
            format!("entries[{at}].day"),
            MoneyCode::BeforeStart,
        );
    }
    let first = first.unwrap_or(request.first_statement);
    check.that(
        request.first_statement >= first,
        "first_statement",
        MoneyCode::BeforeStart,
    );
    check.that(
        domain::DayConvention::Actual365.days(first, request.first_statement) <= 366,
        "first_statement",
        MoneyCode::OutOfRange,
    );
    check.that(
        (1..=120).contains(&request.statements),
        "statements",
        MoneyCode::OutOfRange,
    );
    // A statement is due before the next one.
    check.that(
        (1..=27).contains(&request.due_after_days),
        "due_after_days",
        MoneyCode::OutOfRange,
    );
    for (percent, most, field) in [
        (request.daily_percent, 10, "daily_percent"),
        (request.minimum_percent, 100, "minimum_percent"),
        (request.damages_percent, 100, "damages_percent"),
    ] {
        let percent = percent.decimal();
        let good = percent >= Decimal::ZERO && percent <= Decimal::from(most);
        check.that(good, field, MoneyCode::OutOfRange);
    }
    check.done()?;
    Ok(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan(amount: i64) -> Money {
        Money::from_fen(amount * 100)
    }

    fn entry(day: &str, kind: CardEntryKind, amount: i64) -> CardEntry {
        CardEntry {
            day: day.parse().unwrap(),
            kind,
            amount: yuan(amount),
        }
    }

    fn card(entries: Vec<CardEntry>) -> CardRequest {
        CardRequest {
            entries,
            first_statement: "2024-05-05".parse().unwrap(),
            statements: 2,
            due_after_days: 18,
            daily_percent: "0.05".parse().unwrap(),
            minimum_percent: "10".parse().unwrap(),
            damages_percent: "5".parse().unwrap(),
            compound: false,
        }
    }

    #[test]
    fn paying_the_minimum_costs_interest_on_the_whole_from_the_first_day() {
        // 1,000 posted 30 April; statement 5 May; the minimum of 100 paid on the due
        // day, 23 May. 30 April to 23 May, both counted, is 24 days on 1,000; 24 May
        // to 5 June is 13 days on 900. (24,000 + 11,700) × 0.05 % = 17.85.
        let answer = card_statements(&card(vec![
            entry("2024-04-30", CardEntryKind::Purchase, 1000),
            entry("2024-05-23", CardEntryKind::Payment, 100),
        ]))
        .unwrap();
        let [first, second] = answer.statements[..] else {
            panic!("two statements")
        };
        assert_eq!(first.due.to_string(), "2024-05-23");
        assert_eq!((first.interest, first.minimum), (Money::ZERO, yuan(100)));
        assert_eq!(second.interest, Money::from_fen(1785));
        assert_eq!(second.balance, Money::from_fen(91_785));
        // 10 % of 900 and the interest in full.
        assert_eq!(second.minimum, Money::from_fen(10_785));
        assert_eq!(second.damages, Money::ZERO);
    }

    #[test]
    fn paying_in_full_by_the_due_day_costs_nothing() {
        let answer = card_statements(&card(vec![
            entry("2024-04-30", CardEntryKind::Purchase, 1000),
            entry("2024-05-23", CardEntryKind::Payment, 1000),
        ]))
        .unwrap();
        assert_eq!(answer.total_interest, Money::ZERO);
        assert_eq!(answer.statements[1].balance, Money::ZERO);
    }

    #[test]
    fn an_unpaid_minimum_costs_damages_on_the_unpaid_part() {
        // Minimum 100, paid 40: 5 % of 60 is 3.00; a day late is not in time.
        let answer = card_statements(&card(vec![
            entry("2024-04-30", CardEntryKind::Purchase, 1000),
            entry("2024-05-20", CardEntryKind::Payment, 40),
            entry("2024-05-24", CardEntryKind::Payment, 60),
        ]))
        .unwrap();
        assert_eq!(answer.statements[1].damages, yuan(3));
        // 24 May's payment takes the damages first: 60 − 3 lowers the purchase.
        assert_eq!(answer.statements[1].purchases, yuan(1000 - 40 - 57));
    }

    #[test]
    fn a_payment_before_any_purchase_is_refused() {
        let error = card_statements(&card(vec![
            entry("2024-04-30", CardEntryKind::Purchase, 1000),
            entry("2024-04-29", CardEntryKind::Payment, 40),
        ]))
        .unwrap_err();
        assert_eq!(error.problems[0].field, "entries[1].day");
        assert_eq!(error.problems[0].code, MoneyCode::BeforeStart);
    }
}
