//! Ways to settle what is owed, side by side: extension, instalments, reduction,
//! lump sum; month by month, what each costs, whether it fits the surplus.
//!
//! Interest of a plan runs on the principal only; the other parts are spread
//! evenly. Nothing here says whether a lender has to agree: it may, it need not.

use domain::{Day, DayConvention, Money, Part, Parts, PlanKind, PlanOption};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::day_count::months_after;
use crate::error::{Check, MoneyCode, Result};
use crate::figures::{Basis, Figures};
use crate::gap::total;
use crate::number::{less, share_out, sum};
use crate::schedule::{InterestBy, Method, ScheduleRequest, schedule};

/// What is owed and the ways to compare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PlanRequest {
    /// The day of the balance.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub as_of: Day,
    /// What is owed.
    pub balance: Parts,
    /// What can be paid a month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub surplus: Option<Money>,
    /// What can be paid at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub savings: Option<Money>,
    /// The ways.
    pub options: Vec<PlanOption>,
}

/// One payment of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PlanRow {
    /// Number, from one.
    pub n: u32,
    /// Due day.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub due: Day,
    /// What is paid.
    pub payment: Money,
    /// Of what is owed today.
    pub owed_today: Money,
    /// New interest.
    pub interest: Money,
    /// Still to be paid of what is owed today.
    pub left: Money,
}

/// What a plan comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PlanOutcome {
    /// Position in `options`.
    pub option: u32,
    /// The payments.
    pub rows: Vec<PlanRow>,
    /// Everything paid.
    pub total: Money,
    /// New interest in it.
    pub interest: Money,
    /// Given up by the lender.
    pub waived: Money,
    /// Total less today's balance: negative if the plan saves.
    pub against_today: Money,
    /// Highest single payment.
    pub highest: Money,
    /// Last due day.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub ends: Day,
    /// Does every payment fit what can be paid? A single payment may come from
    /// savings. Absent where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub fits: Option<bool>,
}

/// Plans side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PlanAnswer {
    /// Today's balance.
    pub today: Money,
    /// One for each option, in their order.
    pub outcomes: Vec<PlanOutcome>,
    /// Where the sixty months come from.
    pub basis: Basis,
}

/// Computes every plan.
///
/// # Errors
/// Fields out of range; a waiver above its part; an amount above the balance.
pub fn plan(figures: &Figures, request: &PlanRequest) -> Result<PlanAnswer> {
    check(figures, request)?;
    let today = total(&request.balance)?;
    let outcomes = (0u32..)
        .zip(&request.options)
        .map(|(at, option)| outcome(request, option, at, today))
        .collect::<Result<_>>()?;
    Ok(PlanAnswer {
        today,
        outcomes,
        basis: figures.basis("hard-card-art70")?,
    })
}

fn check(figures: &Figures, request: &PlanRequest) -> Result<()> {
    let most = figures.whole("hard-card-art70")?;
    let mut check = Check::default();
    let names = ["fee", "interest", "penalty", "principal", "damages"];
    for (part, name) in Part::STATUTORY_ORDER.into_iter().zip(names) {
        check.not_negative(request.balance.of(part), format!("balance.{name}"));
        for (at, option) in request.options.iter().enumerate() {
            let field = format!("options[{at}].waived.{name}");
            let waived = option.waived.of(part);
            check.not_negative(waived, field.clone());
            check.that(
                waived <= request.balance.of(part),
                field,
                MoneyCode::OutOfRange,
            );
        }
    }
    let today = total(&request.balance)?;
    check.positive(today, "balance");
    for (value, field) in [(request.surplus, "surplus"), (request.savings, "savings")] {
        if let Some(value) = value {
            check.not_negative(value, field);
        }
    }
    check.that(!request.options.is_empty(), "options", MoneyCode::Required);
    for (at, option) in request.options.iter().enumerate() {
        let field = |name: &str| format!("options[{at}].{name}");
        let lump = option.kind == PlanKind::LumpSum;
        let months = if lump { 1..=1 } else { 1..=most };
        check.that(
            months.contains(&option.months),
            field("months"),
            MoneyCode::OutOfRange,
        );
        if let Some(rate) = &option.rate {
            check.rate(rate, &field("rate"));
            check.that(!lump, field("rate"), MoneyCode::Contradiction);
        }
        check.that(
            lump == option.amount.is_some(),
            field("amount"),
            if lump {
                MoneyCode::Required
            } else {
                MoneyCode::Contradiction
            },
        );
        if let Some(amount) = option.amount {
            check.positive(amount, field("amount"));
            check.that(amount <= today, field("amount"), MoneyCode::OutOfRange);
            let none = option.waived == Parts::default();
            check.that(none, field("waived"), MoneyCode::Contradiction);
        }
        let first = option.first_due;
        check.that(
            first.is_none_or(|first| first > request.as_of || (lump && first == request.as_of)),
            field("first_due"),
            MoneyCode::BeforeStart,
        );
        check.that(
            option.kind != PlanKind::Reduction || option.waived != Parts::default(),
            field("waived"),
            MoneyCode::Required,
        );
    }
    check.done()
}

fn outcome(
    request: &PlanRequest,
    option: &PlanOption,
    at: u32,
    today: Money,
) -> Result<PlanOutcome> {
    let rows = match option.amount {
        Some(amount) => vec![PlanRow {
            n: 1,
            due: first_due(request, option, 1)?,
            payment: amount,
            owed_today: amount,
            interest: Money::ZERO,
            left: Money::ZERO,
        }],
        None => rows(request, option)?,
    };
    let total = sum(rows.iter().map(|row| row.payment))?;
    let interest = sum(rows.iter().map(|row| row.interest))?;
    let highest = rows
        .iter()
        .map(|row| row.payment)
        .max()
        .unwrap_or(Money::ZERO);
    let single = rows.len() == 1;
    let can_pay = match (single, request.savings, request.surplus) {
        (true, Some(savings), surplus) => Some(sum([savings, surplus.unwrap_or(Money::ZERO)])?),
        (_, _, surplus) => surplus,
    };
    Ok(PlanOutcome {
        option: at,
        total,
        interest,
        waived: less(today, less(total, interest)),
        against_today: less(total, today),
        highest,
        ends: rows.last().map_or(request.as_of, |row| row.due),
        fits: can_pay.map(|can| highest <= can),
        rows,
    })
}

fn first_due(request: &PlanRequest, option: &PlanOption, months: u32) -> Result<Day> {
    match option.first_due {
        Some(first) => Ok(first),
        None => months_after(request.as_of, months),
    }
}

/// Principal by its own schedule, the other parts evenly beside it.
fn rows(request: &PlanRequest, option: &PlanOption) -> Result<Vec<PlanRow>> {
    let kept = |part: Part| less(request.balance.of(part), option.waived.of(part));
    let principal = kept(Part::Principal);
    let others = [Part::Fee, Part::Interest, Part::Penalty, Part::Damages];
    let others = sum(others.map(kept))?;
    let once = option.kind == PlanKind::Extension;
    let count = if once { 1 } else { option.months };
    let equal = vec![Money::from_fen(1); count as usize];
    let aside = share_out(others, &equal)?;
    let rate = option.rate.filter(|rate| !rate.percent.is_zero());
    let (parts, interest): (Vec<Money>, Vec<Money>) = match rate {
        Some(rate) if principal > Money::ZERO => {
            let plan = schedule(&ScheduleRequest {
                principal,
                rate,
                periods: option.months,
                method: if once {
                    Method::Bullet
                } else {
                    Method::EqualInstalment
                },
                months_per_period: 1,
                start: None,
                first_due: None,
                interest_by: InterestBy::Period,
                day_count: DayConvention::Actual365,
                instalment: None,
                in_advance: false,
            })?;
            plan.rows.iter().map(|r| (r.principal, r.interest)).unzip()
        }
        _ => (
            share_out(principal, &equal)?,
            vec![Money::ZERO; count as usize],
        ),
    };
    let mut left = sum([principal, others])?;
    let first = first_due(request, option, if once { option.months } else { 1 })?;
    let mut out = Vec::with_capacity(count as usize);
    for (n, ((part, aside), interest)) in (1u32..).zip(parts.into_iter().zip(aside).zip(interest)) {
        let owed_today = sum([part, aside])?;
        left = less(left, owed_today);
        out.push(PlanRow {
            n,
            due: months_after(first, n - 1)?,
            payment: sum([owed_today, interest])?,
            owed_today,
            interest,
            left,
        });
    }
    Ok(out)
}
