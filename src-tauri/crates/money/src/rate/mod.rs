//! Rates: internal rate of return on periods and on days, true annual cost.
//!
//! Two figures are always given and labelled: the *nominal* rate (rate of one
//! period × periods of a year, the “12 × monthly IRR”) and the *effective* rate
//! (compounded over the year). 中国人民银行公告〔2021〕第3号 asks for an annualised
//! rate; its annex, which would say which of the two is meant, was not read.

mod bracket;
mod cost;
pub(crate) mod solve;

pub use cost::{
    Charge, CostAnswer, CostFigures, CostRequest, Counted, EqualInstalments, Instalment, cost,
};

use domain::{Day, DayConvention, Money};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use self::solve::{Flow, Solution, solve};
use crate::error::{Check, MoneyCode, Result};
use crate::number::{HUNDRED, Number, mul, pow};

/// Flows at equal periods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct IrrRequest {
    /// One flow a period, the first at the start. What is received and what is
    /// paid have opposite signs; zero is allowed.
    pub flows: Vec<Money>,
    /// Periods of a year: 12 for months.
    #[serde(default = "twelve")]
    pub periods_per_year: u32,
}

fn twelve() -> u32 {
    12
}

/// A flow on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DatedFlow {
    /// The day.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub day: Day,
    /// The amount; what is received and what is paid have opposite signs.
    pub amount: Money,
}

/// Flows on days. None may be earlier than the first; otherwise in any order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct XirrRequest {
    /// The flows.
    pub flows: Vec<DatedFlow>,
}

/// One rate in its three labelled forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RateFigures {
    /// Percent of one period.
    pub per_period_percent: Number,
    /// Percent a year, simple multiple: per period × periods of a year.
    pub nominal_annual_percent: Number,
    /// Percent a year, compounded. Absent if it is beyond 28 digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub effective_annual_percent: Option<Number>,
}

/// The rate at which flows balance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RateAnswer {
    /// The rate, if there is exactly one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rate: Option<RateFigures>,
    /// Every rate found. With several, none of them is *the* rate.
    pub rates: Vec<RateFigures>,
    /// How often the flows change sign; more than once means that several rates
    /// are possible.
    pub sign_changes: u32,
    /// Periods of a year.
    pub periods_per_year: u32,
}

/// Internal rate of return of flows at equal periods.
///
/// # Errors
/// `one_sided`, `no_rate`, or a field out of range.
pub fn irr(request: &IrrRequest) -> Result<RateAnswer> {
    let mut check = Check::default();
    check.that(
        (1..=366).contains(&request.periods_per_year),
        "periods_per_year",
        MoneyCode::OutOfRange,
    );
    check.that(
        request.flows.len() <= 20_000,
        "flows",
        MoneyCode::OutOfRange,
    );
    check.done()?;
    let flows: Vec<Flow> = (0..)
        .zip(&request.flows)
        .map(|(at, amount)| Flow {
            at,
            amount: *amount,
        })
        .collect();
    answer(&solve(&flows)?, request.periods_per_year)
}

/// Internal rate of return of dated flows: the effective annual rate `r` with
/// `Σ amount ÷ (1 + r)^(days ÷ 365) = 0`, days counted from the first flow.
///
/// # Errors
/// `before_start` for a flow before the first; `one_sided`; `no_rate`.
pub fn xirr(request: &XirrRequest) -> Result<RateAnswer> {
    let mut check = Check::default();
    let Some(first) = request.flows.first().map(|flow| flow.day) else {
        check.that(false, "flows", MoneyCode::Required);
        return Err(check.done().err().unwrap_or_default());
    };
    let last = crate::day_count::years_after(first, 100)?;
    for (at, flow) in request.flows.iter().enumerate() {
        let field = format!("flows[{at}].day");
        check.that(flow.day >= first, field.clone(), MoneyCode::BeforeStart);
        check.that(flow.day <= last, field, MoneyCode::OutOfRange);
    }
    check.done()?;
    answer(&solve(&dated(first, &request.flows))?, 365)
}

pub(crate) fn dated(first: Day, flows: &[DatedFlow]) -> Vec<Flow> {
    let flow = |flow: &DatedFlow| Flow {
        at: DayConvention::Actual365.days(first, flow.day),
        amount: flow.amount,
    };
    flows.iter().map(flow).collect()
}

pub(crate) fn answer(solution: &Solution, periods_per_year: u32) -> Result<RateAnswer> {
    let rates = solution
        .growths
        .iter()
        .map(|growth| figures(*growth, periods_per_year))
        .collect::<Result<Vec<_>>>()
        .map_err(|error| error.named("flows"))?;
    Ok(RateAnswer {
        rate: match rates.as_slice() {
            [only] => Some(*only),
            _ => None,
        },
        rates,
        sign_changes: solution.sign_changes,
        periods_per_year,
    })
}

pub(crate) fn figures(growth: Decimal, periods_per_year: u32) -> Result<RateFigures> {
    let periodic = mul(growth - Decimal::ONE, HUNDRED)?;
    let effective = pow(growth, periods_per_year)
        .and_then(|year| mul(year - Decimal::ONE, HUNDRED))
        .ok();
    Ok(RateFigures {
        per_period_percent: Number::printed(periodic),
        nominal_annual_percent: Number::printed(mul(periodic, Decimal::from(periods_per_year))?),
        effective_annual_percent: effective.map(Number::printed),
    })
}
