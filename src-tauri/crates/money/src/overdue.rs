//! Interest on overdue principal, at a fixed rate or at one that follows the LPR.
//!
//! Every span of constant principal and rate is one segment. Segments are summed
//! before the one rounding to the fen, so that splitting a span anywhere changes
//! nothing.

use domain::{Day, DayConvention, LenderType, Money, Rate};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::day_count::days_after;
use crate::error::{Check, MoneyCode, MoneyError, Result};
use crate::figures::{Basis, Figures, Line, OwnLpr, RateQuote, Tenor};
use crate::number::{HUNDRED, Number, add, annual_percent, denominator, div, less, mul, to_fen};

/// What the overdue rate rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum OverdueGround {
    /// An overdue rate was agreed: `rate`.
    Agreed,
    /// Only a rate for the term was agreed, `rate`; it goes on.
    TermRate,
    /// Nothing was agreed: the one-year LPR of the day of default.
    NothingAgreed,
    /// A bank's penalty rate: `rate` plus `uplift_percent` of it.
    BankPenalty,
    /// As a judgment or contract says: the LPR (before 2019-08-20 the benchmark
    /// rate) of each day, times `multiple`.
    LprOfEachDay,
}

/// A payment that lowered the overdue principal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PrincipalPaid {
    /// The day; principal is lower from this day on.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub day: Day,
    /// How much.
    pub amount: Money,
}

/// Overdue principal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct OverdueRequest {
    /// Overdue principal on the first day.
    pub principal: Money,
    /// First day in default.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub from: Day,
    /// The day up to which it is counted.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub to: Day,
    /// Is `to` itself a day of interest?
    #[serde(default)]
    pub last_day_counts: bool,
    /// What the rate rests on.
    pub ground: OverdueGround,
    /// The agreed or contract rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rate: Option<Rate>,
    /// Percent of the rate a bank adds for being late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub uplift_percent: Option<Number>,
    /// Times the LPR.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub multiple: Option<Number>,
    /// Which LPR.
    #[serde(default)]
    pub tenor: Tenor,
    /// Kind of lender; for private lending the ceiling applies to the rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub lender: Option<LenderType>,
    /// Day of the contract, for that ceiling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub contract_day: Option<Day>,
    /// Principal paid meanwhile.
    #[serde(default)]
    pub payments: Vec<PrincipalPaid>,
    /// How days are counted.
    #[serde(default)]
    pub day_count: DayConvention,
    /// Later LPR figures of the user.
    #[serde(default)]
    pub own_lpr: Vec<OwnLpr>,
}

/// A span of constant principal and rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct OverdueSegment {
    /// First day.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub from: Day,
    /// Day after the last.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub to: Day,
    /// Days.
    pub days: u32,
    /// Principal.
    pub principal: Money,
    /// Percent a year.
    pub percent: Number,
    /// The quote the percent rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub quote: Option<RateQuote>,
    /// Interest of the segment before rounding, ten decimals shown.
    pub exact: Number,
}

/// Interest on overdue principal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct OverdueAnswer {
    /// The sum, rounded once.
    pub interest: Money,
    /// Principal still unpaid at the end.
    pub principal: Money,
    /// The segments.
    pub segments: Vec<OverdueSegment>,
    /// The texts it rests on; none for what was agreed with a bank.
    pub basis: Vec<Basis>,
    /// Was the rate cut to the private-lending ceiling, in percent a year?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub cut_to: Option<Number>,
    /// Is a bank's uplift outside the band that was found?
    pub uplift_outside_band: bool,
}

/// Interest on overdue principal.
///
/// # Errors
/// Every field that is missing or out of range; `past_verified` and `not_covered`
/// for the LPR; `not_covered` at `contract_day` for a private loan whose ceiling
/// is not one number.
pub fn overdue_interest(figures: &Figures, request: &OverdueRequest) -> Result<OverdueAnswer> {
    check(figures, request)?;
    build(figures, request).map_err(|error| error.named("principal"))
}

fn build(figures: &Figures, request: &OverdueRequest) -> Result<OverdueAnswer> {
    let end = if request.last_day_counts {
        days_after(request.to, 1)?
    } else {
        request.to
    };
    let mut basis = Vec::new();
    let private = request.lender == Some(LenderType::PrivateLender);
    let mut rates = rates(figures, request, end)?;
    match request.ground {
        OverdueGround::NothingAgreed => basis.push(figures.basis("priv-overdue-none")?),
        OverdueGround::TermRate => basis.push(figures.basis("priv-overdue-only-term")?),
        OverdueGround::Agreed if private => basis.push(figures.basis("priv-overdue-agreed")?),
        OverdueGround::BankPenalty => {
            basis.push(figures.basis("pen-bank-30")?);
            basis.push(figures.basis("pen-bank-50")?);
        }
        OverdueGround::Agreed | OverdueGround::LprOfEachDay => {}
    }
    let mut cut_to = None;
    if private {
        let line = private_line(figures, request)?;
        for rate in &mut rates {
            if rate.percent > line {
                rate.percent = line;
                cut_to = Some(Number::exact(line));
            }
        }
        if cut_to.is_some() {
            basis.push(figures.basis("cap-private-4lpr")?);
        }
    }
    let segments = segments(request, &rates, end)?;
    let mut numerator = Decimal::ZERO;
    for segment in &segments {
        let yuan_days = mul(segment.principal.decimal(), Decimal::from(segment.days))?;
        numerator = add(numerator, mul(yuan_days, segment.percent.decimal())?)?;
    }
    let paid = request
        .payments
        .iter()
        .fold(request.principal, |left, paid| less(left, paid.amount));
    let outside = match request.uplift_percent {
        Some(uplift) if request.ground == OverdueGround::BankPenalty => {
            uplift < figures.value("pen-bank-30")? || uplift > figures.value("pen-bank-50")?
        }
        _ => false,
    };
    Ok(OverdueAnswer {
        interest: to_fen(div(numerator, denominator(request.day_count))?)?,
        principal: paid,
        segments,
        basis,
        cut_to,
        uplift_outside_band: outside,
    })
}

/// A rate from a day until another.
struct Held {
    from: Day,
    to: Day,
    percent: Decimal,
    quote: Option<RateQuote>,
}

fn rates(figures: &Figures, request: &OverdueRequest, end: Day) -> Result<Vec<Held>> {
    let lpr = figures.lpr();
    let given = || {
        let rate = request.rate.as_ref();
        let rate = rate.ok_or_else(|| MoneyError::at("rate", MoneyCode::Required))?;
        annual_percent(rate, request.day_count)
    };
    let whole = |percent, quote| {
        vec![Held {
            from: request.from,
            to: end,
            percent,
            quote,
        }]
    };
    Ok(match request.ground {
        OverdueGround::Agreed | OverdueGround::TermRate => whole(given()?, None),
        OverdueGround::BankPenalty => {
            let uplift = request.uplift_percent.unwrap_or_default().decimal();
            let factor = div(add(HUNDRED, uplift)?, HUNDRED)?;
            whole(mul(given()?, factor)?, None)
        }
        OverdueGround::NothingAgreed => {
            let quote = lpr.at(request.from, Tenor::OneYear, &request.own_lpr, "from")?;
            let times = figures.value("priv-overdue-none")?.decimal();
            whole(mul(quote.percent.decimal(), times)?, Some(quote))
        }
        OverdueGround::LprOfEachDay => {
            let times = request.multiple.map_or(Decimal::ONE, Number::decimal);
            lpr.spans((request.from, end), request.tenor, &request.own_lpr, "to")?
                .into_iter()
                .map(|(from, to, quote)| {
                    Ok(Held {
                        from,
                        to,
                        percent: mul(quote.percent.decimal(), times)?,
                        quote: Some(quote),
                    })
                })
                .collect::<Result<_>>()?
        }
    })
}

/// The line over a private loan made since 2020-08-20; for earlier ones the
/// `ceiling` computation splits by days and has to be asked instead.
fn private_line(figures: &Figures, request: &OverdueRequest) -> Result<Decimal> {
    let day = request.contract_day;
    let day = day.ok_or_else(|| MoneyError::at("contract_day", MoneyCode::Required))?;
    let not_covered = || MoneyError::at("contract_day", MoneyCode::NotCovered);
    let rule = figures
        .ceilings()
        .iter()
        .find(|rule| rule.slug == "cap-private-4lpr")
        .filter(|rule| rule.contract_from.is_none_or(|from| from <= day))
        .ok_or_else(not_covered)?;
    let Line::LprMultiple { lpr_multiple, .. } = rule.line else {
        return Err(not_covered());
    };
    let quote = figures
        .lpr()
        .at(day, Tenor::OneYear, &request.own_lpr, "contract_day")?;
    mul(quote.percent.decimal(), lpr_multiple.decimal())
}

fn segments(request: &OverdueRequest, rates: &[Held], end: Day) -> Result<Vec<OverdueSegment>> {
    let mut payments = request.payments.clone();
    payments.sort_by_key(|paid| paid.day);
    let mut cuts: Vec<Day> = rates.iter().map(|rate| rate.from).collect();
    cuts.extend(payments.iter().map(|paid| paid.day));
    cuts.retain(|day| *day >= request.from && *day < end);
    cuts.push(end);
    cuts.sort();
    cuts.dedup();
    let mut principal = request.principal;
    let mut payments = payments.into_iter().peekable();
    let mut out = Vec::new();
    for pair in cuts.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        while let Some(paid) = payments.next_if(|paid| paid.day <= from) {
            principal = less(principal, paid.amount);
        }
        let Some(rate) = rates.iter().find(|r| r.from <= from && from < r.to) else {
            continue;
        };
        let days = request.day_count.days(from, to);
        out.push(OverdueSegment {
            from,
            to,
            days,
            principal,
            percent: Number::exact(rate.percent.normalize()),
            quote: rate.quote,
            exact: Number::printed(crate::number::interest(
                principal.decimal(),
                rate.percent,
                days,
                request.day_count,
            )?),
        });
    }
    Ok(out)
}

fn check(figures: &Figures, request: &OverdueRequest) -> Result<()> {
    let mut check = Check::default();
    check.positive(request.principal, "principal");
    check.that(request.to >= request.from, "to", MoneyCode::BeforeStart);
    check.that(
        request.day_count.days(request.from, request.to) <= 40_000,
        "to",
        MoneyCode::OutOfRange,
    );
    if let Some(rate) = &request.rate {
        check.rate(rate, "rate");
    }
    let penalty = request.ground == OverdueGround::BankPenalty;
    check.that(
        penalty == request.uplift_percent.is_some(),
        "uplift_percent",
        if penalty {
            MoneyCode::Required
        } else {
            MoneyCode::Contradiction
        },
    );
    for (number, most, field) in [
        (request.uplift_percent, 1000, "uplift_percent"),
        (request.multiple, 100, "multiple"),
    ] {
        if let Some(number) = number {
            let number = number.decimal();
            let good = number >= Decimal::ZERO && number <= Decimal::from(most);
            check.that(good, field, MoneyCode::OutOfRange);
        }
    }
    let mut left = request.principal;
    for (at, paid) in request.payments.iter().enumerate() {
        check.positive(paid.amount, format!("payments[{at}].amount"));
        let day = format!("payments[{at}].day");
        check.that(
            paid.day >= request.from,
            day.clone(),
            MoneyCode::BeforeStart,
        );
        check.that(paid.day <= request.to, day, MoneyCode::AfterEnd);
        left = less(left, paid.amount);
        check.that(
            left >= Money::ZERO,
            format!("payments[{at}].amount"),
            MoneyCode::OutOfRange,
        );
    }
    figures
        .lpr()
        .check_own(&request.own_lpr, "own_lpr", &mut check);
    check.done()
}
