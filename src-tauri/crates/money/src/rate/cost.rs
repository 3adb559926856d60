//! True annual cost of a loan that is kept, fees included.
//!
//! What was handed over is the face amount less everything paid or withheld at
//! the start (砍头息 and fees alike). Three views are computed, because no single
//! rule settles which charges count for every loan: the stated interest alone;
//! with the charges a text that was read says belong to the cost; and with
//! everything the borrower had to pay to have the loan. Charges for lateness are
//! no part of any of them.

use domain::{ChargeKind, Day, LenderType, Money};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::solve::{Flow, solve};
use super::{DatedFlow, RateFigures, answer, dated};
use crate::error::{Check, MoneyCode, Result};
use crate::figures::{Basis, Figures};
use crate::number::{HUNDRED, Number, div, less, mul, negative, share_out, sum};

/// A charge beside principal and interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Charge {
    /// What it is for.
    pub kind: ChargeKind,
    /// How much.
    pub amount: Money,
}

/// One payment as the lender asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Instalment {
    /// Due day; all of them or none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub day: Option<Day>,
    /// Principal and interest together.
    pub amount: Money,
    /// Principal in it; all of them or none. Equal parts unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub principal: Option<Money>,
    /// Charges paid with it.
    #[serde(default)]
    pub charges: Vec<Charge>,
}

/// The same payment a number of times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct EqualInstalments {
    /// How many, 1 to 600.
    pub count: u32,
    /// Principal and interest together.
    pub amount: Money,
    /// Charges paid with each.
    #[serde(default)]
    pub charges: Vec<Charge>,
}

/// A loan and everything that was charged for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CostRequest {
    /// Amount on the contract.
    pub principal: Money,
    /// Paid or withheld when the money was handed over; interest withheld is
    /// `interest`.
    #[serde(default)]
    pub upfront: Vec<Charge>,
    /// The payments, one a period.
    #[serde(default)]
    pub instalments: Vec<Instalment>,
    /// Instead of `instalments`, if all are alike.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub equal: Option<EqualInstalments>,
    /// Periods of a year.
    #[serde(default = "super::twelve")]
    pub periods_per_year: u32,
    /// Day the money was handed over; with the days of the instalments it gives
    /// the rate on days as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub start: Option<Day>,
    /// Kind of lender, for the rule on what counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub lender: Option<LenderType>,
    /// Did the loan come through a facilitation platform?
    #[serde(default)]
    pub facilitated: bool,
    /// Day of the contract, for the rule on what counts; `start` unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub contract_day: Option<Day>,
}

/// Does a charge belong to the cost, and by which rule?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Counted {
    /// The kind of charge.
    pub kind: ChargeKind,
    /// All of it.
    pub amount: Money,
    /// Does a rule that was read count it? It is in `all_in` either way, unless it
    /// is for lateness.
    pub by_rule: bool,
    /// That rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub basis: Option<Basis>,
}

/// The annual cost in its labelled forms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CostFigures {
    /// Handed over, less what counts at the start.
    pub received: Money,
    /// Everything paid back, with what counts.
    pub repaid: Money,
    /// The difference.
    pub cost: Money,
    /// Internal rate of return by periods, if there is exactly one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub irr: Option<RateFigures>,
    /// Effective percent a year on days (XIRR), if days were given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub xirr_percent: Option<Number>,
    /// Simple percent a year: cost over the principal in use each period.
    pub simple_percent: Number,
    /// Percent a year over the whole principal for the whole time, as it is often
    /// advertised; it understates a loan repaid in parts.
    pub flat_percent: Number,
}

/// True annual cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CostAnswer {
    /// The stated interest alone.
    pub stated: CostFigures,
    /// With the charges a rule counts.
    pub by_rule: CostFigures,
    /// With everything but charges for lateness.
    pub all_in: CostFigures,
    /// Every kind of charge.
    pub charges: Vec<Counted>,
    /// Was the principal in each instalment taken as equal parts? Then
    /// `simple_percent` rests on that.
    pub principal_assumed_equal: bool,
    /// The rule that asks for the annual rate to be shown.
    pub basis: Basis,
}

/// The true annual cost of a loan.
///
/// # Errors
/// Every field out of range; `never_amortises` at `instalments` if they repay less
/// than the principal.
pub fn cost(figures: &Figures, request: &CostRequest) -> Result<CostAnswer> {
    let instalments = instalments(request)?;
    check(request, &instalments)?;
    let given: Option<Vec<Money>> = instalments.iter().map(|i| i.principal).collect();
    let parts = match &given {
        Some(parts) => parts.clone(),
        None => share_out(
            request.principal,
            &vec![Money::from_fen(1); instalments.len()],
        )?,
    };
    let all: Vec<Charge> = instalments
        .iter()
        .flat_map(|instalment| instalment.charges.iter())
        .chain(&request.upfront)
        .copied()
        .collect();
    let mut charges: Vec<Counted> = Vec::new();
    for charge in &all {
        match charges.iter_mut().find(|known| known.kind == charge.kind) {
            Some(known) => known.amount = sum([known.amount, charge.amount])?,
            None => {
                let basis = rule_for(figures, request, charge.kind)?;
                charges.push(Counted {
                    kind: charge.kind,
                    amount: charge.amount,
                    by_rule: basis.is_some(),
                    basis,
                });
            }
        }
    }
    charges.sort_by_key(|counted| counted.kind);
    let ruled = |kind| {
        charges
            .iter()
            .any(|counted| counted.kind == kind && counted.by_rule)
    };
    let view =
        |counts: &dyn Fn(ChargeKind) -> bool| figures_of(request, &instalments, &parts, counts);
    Ok(CostAnswer {
        stated: view(&|kind| kind == ChargeKind::Interest)?,
        by_rule: view(&|kind| kind == ChargeKind::Interest || ruled(kind))?,
        all_in: view(&|kind| !kind.for_lateness())?,
        principal_assumed_equal: given.is_none(),
        basis: figures.basis("disclose-apr-2021")?,
        charges,
    })
}

/// The rule that counts `kind` for this loan, if one was read.
fn rule_for(figures: &Figures, request: &CostRequest, kind: ChargeKind) -> Result<Option<Basis>> {
    let Some(day) = request.contract_day.or(request.start) else {
        return Ok(None);
    };
    let special = figures.ceilings().iter().find(|rule| {
        rule.counts.contains(&kind)
            && request
                .lender
                .is_some_and(|lender| rule.lenders.contains(&lender))
            && (!rule.facilitated || request.facilitated)
            && rule.contract_from.is_none_or(|from| from <= day)
            && rule.contract_to.is_none_or(|to| day <= to)
    });
    if let Some(rule) = special {
        return figures.basis(&rule.slug).map(Some);
    }
    // The announcement counts interest and fees directly related to the loan; it
    // does not name guarantee, insurance or membership.
    let direct = matches!(kind, ChargeKind::Interest | ChargeKind::ServiceFee);
    let apr = "disclose-apr-2021";
    let since = figures
        .provisions()
        .iter()
        .find(|p| p.slug == apr)
        .and_then(|p| p.from);
    if direct && since.is_some_and(|since| since <= day) {
        return figures.basis(apr).map(Some);
    }
    Ok(None)
}

fn instalments(request: &CostRequest) -> Result<Vec<Instalment>> {
    let mut check = Check::default();
    let out = match &request.equal {
        Some(equal) => {
            check.that(
                request.instalments.is_empty(),
                "equal",
                MoneyCode::Contradiction,
            );
            check.that(
                (1..=600).contains(&equal.count),
                "equal.count",
                MoneyCode::OutOfRange,
            );
            check.positive(equal.amount, "equal.amount");
            for (at, charge) in equal.charges.iter().enumerate() {
                check.not_negative(charge.amount, format!("equal.charges[{at}].amount"));
            }
            let one = Instalment {
                day: None,
                amount: equal.amount,
                principal: None,
                charges: equal.charges.clone(),
            };
            vec![one; equal.count.min(600) as usize]
        }
        None => request.instalments.clone(),
    };
    check.that(!out.is_empty(), "instalments", MoneyCode::Required);
    check.done()?;
    Ok(out)
}

fn check(request: &CostRequest, instalments: &[Instalment]) -> Result<()> {
    let mut check = Check::default();
    check.positive(request.principal, "principal");
    check.that(
        (1..=366).contains(&request.periods_per_year),
        "periods_per_year",
        MoneyCode::OutOfRange,
    );
    for (at, charge) in request.upfront.iter().enumerate() {
        check.not_negative(charge.amount, format!("upfront[{at}].amount"));
    }
    let days = instalments.iter().filter(|i| i.day.is_some()).count();
    let parts = instalments.iter().filter(|i| i.principal.is_some()).count();
    if let Some(at) = instalments.iter().position(|i| i.day.is_none()) {
        check.that(
            days == 0,
            format!("instalments[{at}].day"),
            MoneyCode::Required,
        );
    }
    if let Some(at) = instalments.iter().position(|i| i.principal.is_none()) {
        check.that(
            parts == 0,
            format!("instalments[{at}].principal"),
            MoneyCode::Required,
        );
    }
    check.that(
        days == 0 || request.start.is_some(),
        "start",
        MoneyCode::Required,
    );
    let mut before = request.start;
    for (at, instalment) in instalments.iter().enumerate() {
        check.not_negative(instalment.amount, format!("instalments[{at}].amount"));
        if let Some(principal) = instalment.principal {
            let field = format!("instalments[{at}].principal");
            check.not_negative(principal, field.clone());
            check.that(
                principal <= instalment.amount,
                field,
                MoneyCode::Contradiction,
            );
        }
        for (n, charge) in instalment.charges.iter().enumerate() {
            check.not_negative(
                charge.amount,
                format!("instalments[{at}].charges[{n}].amount"),
            );
        }
        if let (Some(day), Some(earlier)) = (instalment.day, before) {
            check.that(
                day >= earlier,
                format!("instalments[{at}].day"),
                MoneyCode::BeforeStart,
            );
            before = Some(day);
        }
    }
    check.done()?;
    let mut check = Check::default();
    let repaid = sum(instalments.iter().map(|i| i.amount))?;
    check.that(
        repaid >= request.principal,
        "instalments",
        MoneyCode::NeverAmortises,
    );
    if parts > 0 {
        let principal = sum(instalments.iter().filter_map(|i| i.principal))?;
        check.that(
            principal == request.principal,
            "instalments",
            MoneyCode::Contradiction,
        );
    }
    let withheld = sum(request.upfront.iter().map(|charge| charge.amount))?;
    check.that(
        withheld < request.principal,
        "upfront",
        MoneyCode::OutOfRange,
    );
    check.done()
}

fn figures_of(
    request: &CostRequest,
    instalments: &[Instalment],
    parts: &[Money],
    counts: &dyn Fn(ChargeKind) -> bool,
) -> Result<CostFigures> {
    let counted = |charges: &[Charge]| {
        sum(charges
            .iter()
            .filter(|charge| counts(charge.kind))
            .map(|charge| charge.amount))
    };
    let received = less(request.principal, counted(&request.upfront)?);
    let payments = instalments
        .iter()
        .map(|i| sum([i.amount, counted(&i.charges)?]))
        .collect::<Result<Vec<Money>>>()?;
    let repaid = sum(payments.iter().copied())?;
    let cost = less(repaid, received);

    let mut flows = vec![Flow {
        at: 0,
        amount: received,
    }];
    flows.extend((1..).zip(&payments).map(|(at, paid)| Flow {
        at,
        amount: negative(*paid),
    }));
    let irr = answer(&solve(&flows)?, request.periods_per_year)?.rate;
    let xirr_percent = match request.start {
        Some(start) if instalments.iter().all(|i| i.day.is_some()) => {
            let mut on_days = vec![DatedFlow {
                day: start,
                amount: received,
            }];
            let dates = instalments.iter().filter_map(|i| i.day);
            on_days.extend(dates.zip(&payments).map(|(day, paid)| DatedFlow {
                day,
                amount: negative(*paid),
            }));
            let rate = answer(&solve(&dated(start, &on_days))?, 365)?.rate;
            rate.and_then(|rate| rate.effective_annual_percent)
        }
        _ => None,
    };

    // Principal in use, period by period; at the start only what was received.
    let mut in_use = received.decimal();
    let mut used = Decimal::ZERO;
    for part in parts {
        used += in_use.max(Decimal::ZERO);
        in_use -= part.decimal();
    }
    let year = Decimal::from(request.periods_per_year);
    let periods = Decimal::from(parts.len());
    let yearly = mul(mul(cost.decimal(), HUNDRED)?, year)?;
    Ok(CostFigures {
        received,
        repaid,
        cost,
        irr,
        xirr_percent,
        simple_percent: Number::printed(div(yearly, used)?),
        flat_percent: Number::printed(div(yearly, mul(request.principal.decimal(), periods)?)?),
    })
}
