//! After judgment: the surcharge for delayed performance, beside the interest the
//! judgment itself orders.
//!
//! Surcharge = unpaid adjudged money debt without ordinary interest × 0.0175 % a
//! day × days of delay (民诉法 264 and the interpretation of 2014). Payments meet the
//! adjudged debt first and the surcharge last. Days are counted from the last day
//! of the performance period: ten days late is ten days. Both sums are rounded
//! once, at the end.

use domain::{Day, DayConvention, Money, Rate};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Check, MoneyCode, Result};
use crate::figures::{Basis, Figures};
use crate::number::{
    HUNDRED, Number, add, annual_percent, denominator, div, less, mul, sum, to_fen,
};

/// Interest the judgment orders until payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct OrdinaryInterest {
    /// Its rate.
    pub rate: Rate,
    /// First day it runs.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub from: Day,
    /// Interest the judgment already states as an amount.
    #[serde(default)]
    pub stated: Money,
}

/// Days the surcharge does not run: enforcement was suspended for a review the
/// debtor did not ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// First day.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub from: Day,
    /// Day after the last.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub to: Day,
}

/// A payment after judgment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct JudgmentPayment {
    /// The day; the debt is lower from this day on.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub day: Day,
    /// How much.
    pub amount: Money,
}

/// A judgment debt. For a judgment in instalments ask for each on its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct JudgmentRequest {
    /// Principal, fees and damages the judgment orders: everything but ordinary
    /// interest.
    pub adjudged: Money,
    /// Last day of the performance period.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub perform_by: Day,
    /// The day the figures are for.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub as_of: Day,
    /// Ordinary interest, if the judgment orders it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ordinary: Option<OrdinaryInterest>,
    /// How the days of ordinary interest are counted.
    #[serde(default)]
    pub day_count: DayConvention,
    /// Payments, in order.
    #[serde(default)]
    pub payments: Vec<JudgmentPayment>,
    /// Days that do not count, in order.
    #[serde(default)]
    pub pauses: Vec<Pause>,
}

/// A span of delay at a constant debt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DelaySegment {
    /// From this day.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub from: Day,
    /// To this day.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub to: Day,
    /// Days that count.
    pub days: u32,
    /// The adjudged debt.
    pub base: Money,
    /// Surcharge before rounding, ten decimals shown.
    pub exact: Number,
}

/// What is owed on a judgment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct JudgmentAnswer {
    /// Adjudged debt still unpaid.
    pub adjudged: Money,
    /// Ordinary interest still unpaid.
    pub ordinary_interest: Money,
    /// Surcharge still unpaid.
    pub surcharge: Money,
    /// All surcharge that arose.
    pub surcharge_total: Money,
    /// Everything.
    pub total: Money,
    /// Paid beyond it.
    pub overpaid: Money,
    /// Percent a day.
    pub daily_percent: Number,
    /// The spans.
    pub segments: Vec<DelaySegment>,
    /// The texts.
    pub basis: Vec<Basis>,
}

/// What is owed on a judgment on a day.
///
/// # Errors
/// Fields out of range, payments or pauses out of order.
pub fn post_judgment(figures: &Figures, request: &JudgmentRequest) -> Result<JudgmentAnswer> {
    check(request)?;
    build(figures, request).map_err(|error| error.named("adjudged"))
}

fn build(figures: &Figures, request: &JudgmentRequest) -> Result<JudgmentAnswer> {
    let daily = figures.value("enforce-delay-interest")?;
    let mut cuts: Vec<Day> = vec![request.perform_by, request.as_of];
    cuts.extend(request.payments.iter().map(|paid| paid.day));
    if let Some(ordinary) = &request.ordinary {
        cuts.push(ordinary.from);
    }
    cuts.retain(|day| *day <= request.as_of);
    cuts.sort();
    cuts.dedup();

    let ordinary = request.ordinary.as_ref();
    let percent = ordinary
        .map(|ordinary| annual_percent(&ordinary.rate, request.day_count))
        .transpose()?
        .unwrap_or_default();
    let mut adjudged = request.adjudged;
    let mut interest = ordinary.map_or(Money::ZERO, |ordinary| ordinary.stated);
    let mut accrued = Decimal::ZERO;
    let mut surcharge = Decimal::ZERO;
    let mut rest = Money::ZERO;
    let mut segments = Vec::new();
    let mut payments = request.payments.iter().peekable();
    for (at, from) in cuts.iter().enumerate() {
        while let Some(paid) = payments.next_if(|paid| paid.day <= *from) {
            // Interest is rounded when it is paid; interest goes before principal.
            let run = div(std::mem::take(&mut accrued), denominator(request.day_count))?;
            interest = sum([interest, to_fen(run)?])?;
            let mut left = paid.amount;
            for part in [&mut interest, &mut adjudged] {
                let used = left.min(*part);
                *part = less(*part, used);
                left = less(left, used);
            }
            // The surcharge is only known at the end: a rest waits for it.
            rest = sum([rest, left])?;
        }
        let Some(to) = cuts.get(at + 1) else { break };
        if ordinary.is_some_and(|ordinary| ordinary.from <= *from) {
            let days = Decimal::from(request.day_count.days(*from, *to));
            accrued = add(accrued, mul(mul(adjudged.decimal(), days)?, percent)?)?;
        }
        if *from >= request.perform_by && adjudged > Money::ZERO {
            let days = days_of_delay(request, *from, *to);
            let yuan_days = mul(adjudged.decimal(), Decimal::from(days))?;
            let exact = div(mul(yuan_days, daily.decimal())?, HUNDRED)?;
            surcharge = add(surcharge, exact)?;
            segments.push(DelaySegment {
                from: *from,
                to: *to,
                days,
                base: adjudged,
                exact: Number::printed(exact),
            });
        }
    }
    let run = div(accrued, denominator(request.day_count))?;
    let interest = sum([interest, to_fen(run)?])?;
    let surcharge_total = to_fen(surcharge)?;
    let met = rest.min(surcharge_total);
    let surcharge = less(surcharge_total, met);
    Ok(JudgmentAnswer {
        adjudged,
        ordinary_interest: interest,
        surcharge,
        surcharge_total,
        total: sum([adjudged, interest, surcharge])?,
        overpaid: less(rest, met),
        daily_percent: daily,
        segments,
        basis: vec![
            figures.basis("enforce-delay-interest")?,
            figures.basis("enf-offset-order")?,
        ],
    })
}

fn days_of_delay(request: &JudgmentRequest, from: Day, to: Day) -> u32 {
    let count = |from: Day, to: Day| DayConvention::Actual365.days(from, to);
    let paused = request
        .pauses
        .iter()
        .map(|pause| count(pause.from.max(from), pause.to.min(to)))
        .sum();
    count(from, to).saturating_sub(paused)
}

fn check(request: &JudgmentRequest) -> Result<()> {
    let mut check = Check::default();
    check.positive(request.adjudged, "adjudged");
    let days = DayConvention::Actual365.days(request.perform_by, request.as_of);
    check.that(days <= 40_000, "as_of", MoneyCode::OutOfRange);
    if let Some(ordinary) = &request.ordinary {
        check.rate(&ordinary.rate, "ordinary.rate");
        check.not_negative(ordinary.stated, "ordinary.stated");
        let days = DayConvention::Actual365.days(ordinary.from, request.as_of);
        check.that(days <= 40_000, "ordinary.from", MoneyCode::OutOfRange);
    }
    for (at, paid) in request.payments.iter().enumerate() {
        check.positive(paid.amount, format!("payments[{at}].amount"));
        let field = format!("payments[{at}].day");
        let ordered = at == 0 || request.payments[at - 1].day <= paid.day;
        check.that(ordered, field.clone(), MoneyCode::BeforeStart);
        check.that(paid.day <= request.as_of, field, MoneyCode::AfterEnd);
    }
    for (at, pause) in request.pauses.iter().enumerate() {
        let from = format!("pauses[{at}].from");
        let apart = at == 0 || request.pauses[at - 1].to <= pause.from;
        check.that(apart, from, MoneyCode::BeforeStart);
        let to = format!("pauses[{at}].to");
        check.that(pause.to > pause.from, to, MoneyCode::BeforeStart);
    }
    check.done()
}
