//! Which ceilings stand over the charges of a loan, and how much is above them.
//!
//! Chosen by kind of lender, day of the contract, day of filing and product, from
//! dated data (`figures`). Each line is answered on its own with its force, its
//! grade and what being above it means; none is called the law of the case, and
//! days no line speaks about are listed. A platform is no lender: for it the
//! lender of record is asked for.
//!
//! The allowed amount of a line is `principal × percent × days ÷ (100 × basis)`
//! over the days it speaks about, rounded to the fen once. What is above is shared
//! over the charges in proportion, so that it sums exactly.

use domain::{ChargeKind, Day, DayConvention, LenderType, Money, Rate};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::day_count::days_after;
use crate::error::{Check, MoneyCode, MoneyError, Result};
use crate::figures::{
    AboveEffect, Basis, CeilingRule, Figures, Line, LprDay, OwnLpr, RateQuote, Tenor,
};
use crate::number::{
    Number, add, annual_percent, denominator, div, less, mul, share_out, sum, to_fen,
};

/// Principal in use on some days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PrincipalSpan {
    /// First day.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub from: Day,
    /// Day after the last.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub to: Day,
    /// What was really handed over and not yet repaid.
    pub principal: Money,
}

/// A charge the lender claims or has received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ClaimedCharge {
    /// What it is for.
    pub kind: ChargeKind,
    /// All of it.
    pub amount: Money,
    /// The part that was paid.
    #[serde(default)]
    pub paid: Money,
    /// First day it is for; the first of `spans` unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub from: Option<Day>,
    /// Day after the last it is for; the end of `spans` unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub to: Option<Day>,
}

/// A loan whose ceilings are asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CeilingRequest {
    /// Kind of the lender of record.
    pub lender: LenderType,
    /// Did the loan come through a facilitation platform?
    #[serde(default)]
    pub facilitated: bool,
    /// Day the contract was made.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub contract_day: Day,
    /// Day the case was filed; `as_of` is assumed unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub filing_day: Option<Day>,
    /// The day the question is asked for.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub as_of: Day,
    /// Contract rate, to be compared with each line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rate: Option<Rate>,
    /// Principal in use, in order, without overlap. Without it no amounts are
    /// computed.
    #[serde(default)]
    pub spans: Vec<PrincipalSpan>,
    /// What is claimed or was paid for that time.
    #[serde(default)]
    pub charges: Vec<ClaimedCharge>,
    /// How days are counted.
    #[serde(default)]
    pub day_count: DayConvention,
    /// Later LPR figures of the user.
    #[serde(default)]
    pub own_lpr: Vec<OwnLpr>,
}

/// The part of one charge above a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ItemAbove {
    /// Position in `charges`.
    pub charge: u32,
    /// The part of the charge that falls on the days of the line.
    pub charged: Money,
    /// Above the line.
    pub above: Money,
}

/// Amounts against one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct AboveAmounts {
    /// Highest amount within the line.
    pub allowed: Money,
    /// What was charged for its days.
    pub charged: Money,
    /// Above it, zero if nothing is.
    pub above: Money,
    /// The unpaid part of `above`: payments are taken to have met what was allowed
    /// first.
    pub above_unpaid: Money,
    /// The paid part of `above`.
    pub above_paid: Money,
    /// Charge by charge; sums to `above`.
    pub items: Vec<ItemAbove>,
}

/// One ceiling over the loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CeilingLine {
    /// Its ground.
    pub basis: Basis,
    /// Percent a year; absent where the text has no number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub percent: Option<Number>,
    /// The LPR it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub lpr: Option<RateQuote>,
    /// First day of interest it speaks about, if it is limited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub from: Option<Day>,
    /// Last day of interest it speaks about, if it is limited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub to: Option<Day>,
    /// The only charges it speaks about; empty: all together.
    pub charges: Vec<ChargeKind>,
    /// What happens to an unpaid part above it.
    pub unpaid: AboveEffect,
    /// What happens to a paid part above it.
    pub paid: AboveEffect,
    /// Is the contract rate above it?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rate_above: Option<bool>,
    /// The amounts, if principal and charges were given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub amounts: Option<AboveAmounts>,
}

/// Days no line on all charges together speaks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct UncoveredSpan {
    /// First day.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub from: Day,
    /// Day after the last.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub to: Day,
}

/// The ceilings of a loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CeilingAnswer {
    /// Every line, in the order of the data.
    pub lines: Vec<CeilingLine>,
    /// Was filing on `as_of` assumed?
    pub filing_assumed: bool,
    /// Parts of `spans` without a line that has a number.
    pub uncovered: Vec<UncoveredSpan>,
}

/// The ceilings of a loan and what is above them.
///
/// # Errors
/// `not_covered` at `lender` for a platform (the lender of record is needed) and
/// for lenders no figure was collected for; `past_verified` where an LPR past the
/// series is needed; fields out of range.
pub fn ceiling(figures: &Figures, request: &CeilingRequest) -> Result<CeilingAnswer> {
    check(figures, request)?;
    let filing = request.filing_day.unwrap_or(request.as_of);
    let within = |day: Day, from: Option<Day>, to: Option<Day>| {
        from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
    };
    let mut lines = Vec::new();
    for rule in figures.ceilings().iter().filter(|rule| {
        rule.lenders.contains(&request.lender)
            && (!rule.facilitated || request.facilitated)
            && within(request.contract_day, rule.contract_from, rule.contract_to)
            && within(filing, rule.filing_from, rule.filing_to)
            && speaks_of(rule, request)
    }) {
        lines.push(line(figures, request, rule, filing)?);
    }
    if lines.is_empty() {
        return Err(MoneyError::at("contract_day", MoneyCode::NotCovered));
    }
    Ok(CeilingAnswer {
        uncovered: uncovered(request, &lines)?,
        lines,
        filing_assumed: request.filing_day.is_none(),
    })
}

/// Does the rule speak about any day, and any charge, of this request?
fn speaks_of(rule: &CeilingRule, request: &CeilingRequest) -> bool {
    let first = request
        .spans
        .first()
        .map_or(request.contract_day, |s| s.from);
    let end = request.spans.last().map_or(request.as_of, |s| s.to);
    let days = rule.interest_from.is_none_or(|from| from <= end)
        && rule.interest_to.is_none_or(|to| first <= to);
    let charges = rule.charges.is_empty()
        || rule.charges == [ChargeKind::Interest]
        || request
            .charges
            .iter()
            .any(|charge| rule.charges.contains(&charge.kind));
    days && charges
}

fn check(figures: &Figures, request: &CeilingRequest) -> Result<()> {
    let mut check = Check::default();
    let known = figures
        .ceilings()
        .iter()
        .any(|rule| rule.lenders.contains(&request.lender));
    check.that(known, "lender", MoneyCode::NotCovered);
    check.that(
        request.contract_day <= request.as_of,
        "contract_day",
        MoneyCode::AfterEnd,
    );
    if let Some(filing) = request.filing_day {
        check.that(
            filing >= request.contract_day,
            "filing_day",
            MoneyCode::BeforeStart,
        );
    }
    if let Some(rate) = &request.rate {
        check.rate(rate, "rate");
    }
    let mut before = request.contract_day;
    for (at, span) in request.spans.iter().enumerate() {
        check.not_negative(span.principal, format!("spans[{at}].principal"));
        check.that(
            span.from >= before,
            format!("spans[{at}].from"),
            MoneyCode::BeforeStart,
        );
        check.that(
            span.to > span.from,
            format!("spans[{at}].to"),
            MoneyCode::BeforeStart,
        );
        before = span.to;
    }
    check.that(
        request.charges.is_empty() || !request.spans.is_empty(),
        "spans",
        MoneyCode::Required,
    );
    for (at, charge) in request.charges.iter().enumerate() {
        check.not_negative(charge.amount, format!("charges[{at}].amount"));
        check.not_negative(charge.paid, format!("charges[{at}].paid"));
        check.that(
            charge.paid <= charge.amount,
            format!("charges[{at}].paid"),
            MoneyCode::OutOfRange,
        );
        let (from, to) = days_of(request, charge);
        check.that(
            to > from,
            format!("charges[{at}].to"),
            MoneyCode::BeforeStart,
        );
    }
    figures
        .lpr()
        .check_own(&request.own_lpr, "own_lpr", &mut check);
    check.done()
}

fn line(
    figures: &Figures,
    request: &CeilingRequest,
    rule: &CeilingRule,
    filing: Day,
) -> Result<CeilingLine> {
    let (percent, lpr) = match &rule.line {
        Line::Percent { percent } => (Some(percent.decimal()), None),
        Line::Fairness { .. } => (None, None),
        Line::LprMultiple { lpr_multiple, at } => {
            let (day, field) = match (at, request.filing_day) {
                (LprDay::Contract, _) => (request.contract_day, "contract_day"),
                (LprDay::Filing, Some(_)) => (filing, "filing_day"),
                (LprDay::Filing, None) => (filing, "as_of"),
            };
            let quote = figures
                .lpr()
                .at(day, Tenor::OneYear, &request.own_lpr, field)?;
            let percent = mul(quote.percent.decimal(), lpr_multiple.decimal())?;
            (Some(percent), Some(quote))
        }
    };
    let rate = request
        .rate
        .map(|rate| annual_percent(&rate, request.day_count))
        .transpose()?;
    let zero = percent.is_some_and(|percent| percent.is_zero());
    Ok(CeilingLine {
        basis: figures.basis(&rule.slug)?,
        percent: percent.map(Number::exact),
        lpr,
        from: rule.interest_from,
        to: rule.interest_to,
        charges: rule.charges.clone(),
        unpaid: rule.unpaid,
        paid: rule.paid,
        rate_above: match (rate, percent) {
            (Some(rate), Some(percent)) if !zero => Some(rate > percent),
            _ => None,
        },
        amounts: match percent {
            Some(percent) if !request.charges.is_empty() => Some(amounts(request, rule, percent)?),
            _ => None,
        },
    })
}

/// The days of `from..to` that `rule` speaks about.
fn clip(rule: &CeilingRule, from: Day, to: Day) -> Result<(Day, Day)> {
    let from = rule.interest_from.map_or(from, |first| from.max(first));
    let to = match rule.interest_to {
        Some(last) => to.min(days_after(last, 1)?),
        None => to,
    };
    Ok((from, to.max(from)))
}

fn days_of(request: &CeilingRequest, charge: &ClaimedCharge) -> (Day, Day) {
    let first = request
        .spans
        .first()
        .map_or(request.contract_day, |s| s.from);
    let end = request.spans.last().map_or(request.as_of, |s| s.to);
    (charge.from.unwrap_or(first), charge.to.unwrap_or(end))
}

fn amounts(request: &CeilingRequest, rule: &CeilingRule, percent: Decimal) -> Result<AboveAmounts> {
    let mut yuan_days = Decimal::ZERO;
    for span in &request.spans {
        let (from, to) = clip(rule, span.from, span.to)?;
        let days = Decimal::from(request.day_count.days(from, to));
        yuan_days = add(yuan_days, mul(span.principal.decimal(), days)?)?;
    }
    let allowed = to_fen(div(
        mul(yuan_days, percent)?,
        denominator(request.day_count),
    )?)?;

    let mut at = Vec::new();
    let mut charged = Vec::new();
    let mut paid = Vec::new();
    for (n, charge) in (0u32..).zip(&request.charges) {
        if !rule.charges.is_empty() && !rule.charges.contains(&charge.kind) {
            continue;
        }
        let (from, to) = days_of(request, charge);
        let (first, end) = clip(rule, from, to)?;
        at.push(n);
        charged.push(part(charge.amount, (from, to), (first, end))?);
        paid.push(part(charge.paid, (from, to), (first, end))?);
    }
    let total = sum(charged.iter().copied())?;
    let above = less(total, allowed).max(Money::ZERO);
    let unpaid = less(total, sum(paid)?);
    let above_unpaid = above.min(unpaid);
    let shares = if above > Money::ZERO {
        share_out(above, &charged)?
    } else {
        vec![Money::ZERO; charged.len()]
    };
    Ok(AboveAmounts {
        allowed,
        charged: total,
        above,
        above_unpaid,
        above_paid: less(above, above_unpaid),
        items: at
            .into_iter()
            .zip(charged)
            .zip(shares)
            .map(|((charge, charged), above)| ItemAbove {
                charge,
                charged,
                above,
            })
            .collect(),
    })
}

/// The part of an amount that falls on `inner`, in proportion to days. Rounded at
/// the two ends of the whole, so that adjoining parts sum exactly.
fn part(amount: Money, whole: (Day, Day), inner: (Day, Day)) -> Result<Money> {
    let count = |from, to| Decimal::from(DayConvention::Actual365.days(from, to));
    let days = count(whole.0, whole.1);
    let up_to = |day: Day| to_fen(div(mul(amount.decimal(), count(whole.0, day))?, days)?);
    let (from, to) = (inner.0.min(whole.1), inner.1.min(whole.1));
    Ok(less(up_to(to)?, up_to(from)?))
}

fn uncovered(request: &CeilingRequest, lines: &[CeilingLine]) -> Result<Vec<UncoveredSpan>> {
    let (Some(first), Some(last)) = (request.spans.first(), request.spans.last()) else {
        return Ok(Vec::new());
    };
    let mut covered = Vec::new();
    for line in lines {
        if line.percent.is_some() && line.charges.is_empty() {
            let from = line.from.unwrap_or(first.from);
            let to = line.to.map(|to| days_after(to, 1)).transpose()?;
            covered.push((from, to.unwrap_or(last.to)));
        }
    }
    covered.sort();
    let mut out = Vec::new();
    let mut next = first.from;
    for (from, to) in covered {
        if from > next {
            out.push(UncoveredSpan {
                from: next,
                to: from.min(last.to),
            });
        }
        next = next.max(to);
    }
    if next < last.to {
        out.push(UncoveredSpan {
            from: next,
            to: last.to,
        });
    }
    Ok(out)
}
