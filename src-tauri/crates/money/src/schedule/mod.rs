//! Repayment schedules, row by row, to the fen.
//!
//! Rounded are, half away from zero: the instalment of 等额本息 and the equal part
//! of 等额本金, once; the interest of every row. The last row pays whatever
//! principal is left, so that the principal sums to the loan exactly.

mod card;

pub use card::{
    CardEntry, CardEntryKind, CardRequest, CardStatement, CardStatements, card_statements,
};

use domain::{Day, DayConvention, Money, Rate};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::day_count::months_after;
use crate::error::{Check, MoneyCode, MoneyError, Result};
use crate::number::{
    HUNDRED, Number, add, annual_percent, div, interest, less, mul, pow, sum, to_fen,
};

/// Rows at most: fifty years of months.
const MOST_ROWS: u32 = 600;

/// How principal and interest are spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// 等额本息: the same payment each time.
    EqualInstalment,
    /// 等额本金: the same principal each time.
    EqualPrincipal,
    /// 先息后本: interest each time, the principal with the last.
    InterestOnly,
    /// 到期一次还本付息: simple interest and principal at the end, one row.
    Bullet,
}

/// What the interest of a row is computed on.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum InterestBy {
    /// The rate of one period, the same each time.
    #[default]
    Period,
    /// The days of the period; needs `start`.
    Day,
}

/// A loan to be repaid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ScheduleRequest {
    /// Amount lent.
    pub principal: Money,
    /// Rate as quoted.
    pub rate: Rate,
    /// Number of periods, 1 to 600.
    pub periods: u32,
    /// How it is repaid.
    pub method: Method,
    /// Months of one period.
    #[serde(default = "one")]
    pub months_per_period: u32,
    /// Day the money was handed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub start: Option<Day>,
    /// First due day; one period after `start` unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub first_due: Option<Day>,
    /// What interest is computed on.
    #[serde(default)]
    pub interest_by: InterestBy,
    /// How days are counted, and how a daily rate becomes a yearly one.
    #[serde(default)]
    pub day_count: DayConvention,
    /// The instalment the lender fixed, for equal instalments; computed unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub instalment: Option<Money>,
    /// Pay at the start of each period instead of its end (equal instalments only).
    #[serde(default)]
    pub in_advance: bool,
}

fn one() -> u32 {
    1
}

/// One payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ScheduleRow {
    /// Number, from one.
    pub n: u32,
    /// Due day, if the loan has days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub due: Option<Day>,
    /// Days of interest, if interest goes by days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub days: Option<u32>,
    /// What is paid.
    pub payment: Money,
    /// Principal in it.
    pub principal: Money,
    /// Interest in it.
    pub interest: Money,
    /// Principal left.
    pub balance: Money,
}

/// A schedule that sums exactly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Schedule {
    /// How it is repaid.
    pub method: Method,
    /// Percent of one period, before any rounding of amounts.
    pub period_percent: Number,
    /// The instalment before it was rounded, for equal instalments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub exact_instalment: Option<Number>,
    /// The instalment to the fen, for equal instalments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub instalment: Option<Money>,
    /// The payments.
    pub rows: Vec<ScheduleRow>,
    /// Everything paid.
    pub total_payment: Money,
    /// Interest in it.
    pub total_interest: Money,
}

/// The schedule of a loan.
///
/// # Errors
/// Every field that is out of range; `never_amortises` at `instalment` (or
/// `principal`, when it is too small to be divided) if payments do not repay the
/// loan.
pub fn schedule(request: &ScheduleRequest) -> Result<Schedule> {
    check(request)?;
    build(request).map_err(|error| error.named("principal"))
}

fn build(request: &ScheduleRequest) -> Result<Schedule> {
    let annual = annual_percent(&request.rate, request.day_count)?;
    let months = Decimal::from(request.months_per_period);
    let period_percent = div(mul(annual, months)?, Decimal::from(12))?;
    let dues = due_days(request)?;
    let equal = match request.method {
        Method::EqualInstalment if request.interest_by == InterestBy::Day => {
            Some(exact_instalment_by_days(request, annual, &dues)?)
        }
        Method::EqualInstalment => Some(exact_instalment(request, period_percent)?),
        _ => None,
    };
    let instalment = match (request.instalment, equal) {
        (Some(fixed), _) => Some(fixed),
        (None, Some(exact)) => Some(to_fen(exact)?),
        (None, None) => None,
    };
    let part = match request.method {
        Method::EqualPrincipal => to_fen(div(
            request.principal.decimal(),
            Decimal::from(request.periods),
        )?)?,
        _ => Money::ZERO,
    };
    let bullet = request.method == Method::Bullet;
    let rows_wanted = if bullet { 1 } else { request.periods };
    let mut rows: Vec<ScheduleRow> = Vec::with_capacity(rows_wanted as usize);
    let mut balance = request.principal;
    let mut before = request.start;
    for n in 1..=rows_wanted {
        let due = dues.get(n as usize - 1).copied();
        let days = match (request.interest_by, before, due) {
            (InterestBy::Day, Some(from), Some(to)) => Some(request.day_count.days(from, to)),
            _ => None,
        };
        let owed = match days {
            Some(days) => interest(balance.decimal(), annual, days, request.day_count)?,
            None if request.in_advance && n == 1 => Decimal::ZERO,
            // Divided once, at the end: a twelfth of a rate has no last digit, and
            // half a fen would be rounded the wrong way.
            None => {
                let periods = if bullet { request.periods } else { 1 };
                let percent = mul(mul(annual, months)?, Decimal::from(periods))?;
                div(mul(balance.decimal(), percent)?, Decimal::from(1_200))?
            }
        };
        let owed = to_fen(owed)?;
        let last = n == rows_wanted;
        let principal = match (request.method, instalment) {
            _ if last => balance,
            (Method::EqualPrincipal, _) => part.min(balance),
            (Method::EqualInstalment, Some(instalment)) => {
                let repaid = less(instalment, owed);
                if repaid <= Money::ZERO && balance > Money::ZERO {
                    return Err(never(request));
                }
                repaid.min(balance)
            }
            _ => Money::ZERO,
        };
        balance = less(balance, principal);
        rows.push(ScheduleRow {
            n,
            due,
            days,
            payment: sum([principal, owed])?,
            principal,
            interest: owed,
            balance,
        });
        before = due;
        if balance == Money::ZERO && request.instalment.is_some() {
            break;
        }
    }
    // A last payment that dwarfs the others means the instalment did not repay.
    if let (Some(instalment), Some(last), true) = (instalment, rows.last(), rows.len() > 1)
        && last.payment.decimal() > mul(instalment.decimal(), Decimal::TWO)?
    {
        return Err(never(request));
    }
    Ok(Schedule {
        method: request.method,
        period_percent: Number::printed(period_percent),
        exact_instalment: equal.map(Number::printed),
        instalment,
        total_payment: sum(rows.iter().map(|row| row.payment))?,
        total_interest: sum(rows.iter().map(|row| row.interest))?,
        rows,
    })
}

fn never(request: &ScheduleRequest) -> MoneyError {
    let field = match request.instalment {
        Some(_) => "instalment",
        None => "principal",
    };
    MoneyError::at(field, MoneyCode::NeverAmortises)
}

fn check(request: &ScheduleRequest) -> Result<()> {
    let mut check = Check::default();
    check.positive(request.principal, "principal");
    check.rate(&request.rate, "rate");
    let periods = (1..=MOST_ROWS).contains(&request.periods);
    check.that(periods, "periods", MoneyCode::OutOfRange);
    check.that(
        (1..=12).contains(&request.months_per_period),
        "months_per_period",
        MoneyCode::OutOfRange,
    );
    check.that(
        request.interest_by == InterestBy::Period || request.start.is_some(),
        "start",
        MoneyCode::Required,
    );
    if let Some(first) = request.first_due {
        check.that(request.start.is_some(), "start", MoneyCode::Required);
        check.that(
            request.start.is_none_or(|start| first > start),
            "first_due",
            MoneyCode::BeforeStart,
        );
    }
    if let Some(instalment) = request.instalment {
        check.positive(instalment, "instalment");
        check.that(
            request.method == Method::EqualInstalment,
            "instalment",
            MoneyCode::Contradiction,
        );
    }
    check.that(
        !request.in_advance
            || (request.method == Method::EqualInstalment
                && request.interest_by == InterestBy::Period),
        "in_advance",
        MoneyCode::Contradiction,
    );
    check.done()
}

/// `P · i ÷ (1 − v^n)` with `v = 1 ÷ (1 + i)`; in advance once more divided by
/// `1 + i`; `P ÷ n` without interest.
fn exact_instalment(request: &ScheduleRequest, period_percent: Decimal) -> Result<Decimal> {
    let principal = request.principal.decimal();
    if period_percent.is_zero() {
        return div(principal, Decimal::from(request.periods));
    }
    let rate = div(period_percent, HUNDRED)?;
    let growth = Decimal::ONE + rate;
    let discount = pow(div(Decimal::ONE, growth)?, request.periods)?;
    let paid = Decimal::ONE - discount;
    if paid.is_zero() {
        return div(principal, Decimal::from(request.periods));
    }
    let instalment = div(mul(principal, rate)?, paid)?;
    if request.in_advance {
        div(instalment, growth)
    } else {
        Ok(instalment)
    }
}

/// `P ÷ Σ vₖ`, where `vₖ` discounts the k-th payment over the days up to it:
/// `vₖ = vₖ₋₁ ÷ (1 + percent × days ÷ (100 × basis))`.
fn exact_instalment_by_days(
    request: &ScheduleRequest,
    annual: Decimal,
    dues: &[Day],
) -> Result<Decimal> {
    let mut discount = Decimal::ONE;
    let mut worth = Decimal::ZERO;
    let mut before = request.start;
    for due in dues {
        let days = before.map_or(0, |before| request.day_count.days(before, *due));
        let growth = interest(Decimal::ONE, annual, days, request.day_count)?;
        discount = div(discount, Decimal::ONE + growth)?;
        worth = add(worth, discount)?;
        before = Some(*due);
    }
    div(request.principal.decimal(), worth)
}

/// Due days by months after the first, so that a 31st comes back after February.
fn due_days(request: &ScheduleRequest) -> Result<Vec<Day>> {
    let Some(start) = request.start else {
        return Ok(Vec::new());
    };
    let months = |n: u32| n.saturating_mul(request.months_per_period);
    if request.method == Method::Bullet {
        let end = match request.first_due {
            Some(end) => end,
            None => months_after(start, months(request.periods))?,
        };
        return Ok(vec![end]);
    }
    (0..request.periods)
        .map(|n| match (request.first_due, request.in_advance) {
            (Some(first), _) => months_after(first, months(n)),
            (None, true) => months_after(start, months(n)),
            (None, false) => months_after(start, months(n + 1)),
        })
        .collect()
}
