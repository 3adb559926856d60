//! **What it does.** Flags collection on a debt while an agreed plan is in
//! force and kept.
//!
//! **Why.** Whoever agrees on a plan has said how the debt will be paid; as long
//! as it is kept there is nothing to collect.
//!
//! **Known problems.** Reminders of an instalment may be recorded as collection;
//! record them as another purpose. A plan that was broken on an unknown day is
//! asked about.
//!
//! **Example.** a plan agreed on 1 March and kept; a collection call
//! on 15 March.

use chrono::Months;
use domain::{Agreement, FactKey, Tri};
use serde::Deserialize;

use super::Check;
use crate::evaluate::{Item, Judged, Known, Outcome, TraceStep, Unit, Why};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactAfterAgreedPlan {}

impl Check for ContactAfterAgreedPlan {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        unit.each_contact(
            |item| match running(unit, item) {
                None => Judged::Out(Why::NoPlan),
                Some(plan) => kept(unit, item, plan).into(),
            },
            |item| {
                let plan = running(unit, item).map(|plan| plan.agreed_on);
                plan.map(|agreed_on| TraceStep::PlanAgreed { agreed_on })
                    .into_iter()
                    .collect()
            },
        )
    }
}

/// The latest plan of the debt that ran on the day of the contact.
fn running<'a>(unit: &Unit<'_, 'a>, item: &Item) -> Option<&'a Agreement> {
    let debt = &unit.record.debt(item.debt.or(unit.debt)?)?.id;
    let ended = |plan: &Agreement| {
        let over = plan
            .months
            .and_then(|n| plan.agreed_on.checked_add_months(Months::new(n.into())));
        over.is_some_and(|over| over <= item.day)
    };
    unit.record
        .case
        .agreements
        .iter()
        .filter(|plan| plan.debt == *debt && plan.agreed_on <= item.day && !ended(plan))
        .max_by_key(|plan| plan.agreed_on)
}

/// Was the plan kept on the day of the contact?
fn kept<'a>(unit: &Unit<'_, 'a>, item: &Item, plan: &Agreement) -> Known {
    if let Some(broken) = plan.broken_on {
        return Known::from_bool(item.day < broken);
    }
    if plan.kept == Tri::Yes {
        return Known::Yes;
    }
    let answered = unit
        .record
        .debt_tri(FactKey::AgreementKept, item, item.debt.or(unit.debt));
    Known::from_tri(answered, FactKey::AgreementKept)
}
