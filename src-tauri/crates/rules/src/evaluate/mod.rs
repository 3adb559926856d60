//! From packs and a case to findings. Never fails, never guesses, knows no
//! clock: the day up to which rows count is an argument.
//!
//! [`evaluate`] says everything once. [`Assessment`] is the same kept in step
//! with a case that grows: one row more judges anew only what it can decide.

mod answers;
mod assess;
mod codes;
mod collector;
mod count;
mod finding;
mod item;
mod items;
mod known;
mod notices;
mod place;
mod plan;
mod record;
mod report;
mod scope;
mod talks;
mod unit;

use domain::{Case, Day};

pub use assess::{Assessment, Counts, DebtTally, Marks};
pub use finding::{Evaluation, Finding, PackUse, TraceStep, Verdict, Why};

pub(crate) use answers::About;
pub(crate) use codes::Codes;
pub(crate) use item::Item;
pub(crate) use known::{Asks, Known};
pub(crate) use notices::Replies;
pub(crate) use place::{clock, clocks};
pub(crate) use record::Record;
pub(crate) use talks::{Call, Talks, call, calls, debts_of};
pub(crate) use unit::{Hit, Judged, Outcome, Unit};

use crate::kinds::Sees;
use crate::packs::Pack;
use items::Items;
use plan::{Given, Over, Plan, Planned, Seat};
use report::{blank, report};
use scope::DebtScope;

/// Judges every contact of `case` by every active rule of `packs`.
///
/// Contacts after `as_of` are left out. Every rule that is evaluated appears
/// in the findings at least once. Flagged findings stand alone: one per contact
/// where a single contact breaches, one per day where contacts are counted.
/// The quieter verdicts are gathered per rule and debt; those that wait for
/// facts also per sort of fact.
pub fn evaluate(packs: &[Pack], case: &Case, as_of: Option<Day>) -> Evaluation {
    let record = Record::new(case);
    let items = Items::new(&record, as_of);
    let plan = Plan::new(packs, &record);
    let over = Over {
        packs,
        record: &record,
        items: &items,
    };
    let families: Vec<_> = plan
        .families
        .iter()
        .map(|family| family.slots(&items, &record))
        .collect();
    let mut out = Evaluation {
        packs: packs.iter().map(PackUse::from).collect(),
        issues: packs.iter().flat_map(|p| p.issues.clone()).collect(),
        findings: Vec::new(),
    };
    for planned in &plan.rules {
        let start = out.findings.len();
        for seat in &planned.units {
            if !planned.speaks(seat, &items) {
                continue;
            }
            let places = places(planned, seat, &plan, &items);
            let given = Given {
                slots: match &places {
                    Some(_) => items.order(),
                    None => families.get(seat.family).map_or(&[][..], AsRef::as_ref),
                },
                own: places.as_deref(),
            };
            if let Some((unit, outcome)) = planned.judge(seat, given, &over, true) {
                report(
                    &unit,
                    outcome,
                    |_| true,
                    |finding, _| {
                        out.findings.push(finding);
                    },
                );
            }
        }
        out.findings.extend(out_of_scope(planned, packs, case));
        if out.findings.len() == start {
            out.findings.extend(no_contact(planned, packs));
        }
    }
    out
}

/// For a check that looks at everything: the places of what it is to judge.
fn places(planned: &Planned, seat: &Seat, plan: &Plan, items: &Items) -> Option<Vec<usize>> {
    let family = plan.families.get(seat.family)?;
    (planned.sees == Sees::Whole).then(|| family.places(items))
}

/// The debts the rule does not cover; where no debt is where its law is, that
/// once for all.
fn out_of_scope<'a>(
    planned: &'a Planned,
    packs: &'a [Pack],
    case: &'a Case,
) -> impl Iterator<Item = Finding> + 'a {
    let rule = planned.rule(packs);
    let elsewhere = planned.elsewhere.then_some(Why::Jurisdiction);
    let scopes = if planned.elsewhere {
        &[][..]
    } else {
        &planned.scopes
    };
    let debts = scopes
        .iter()
        .zip(&case.debts)
        .filter_map(|(scope, debt)| match scope {
            DebtScope::Out(why) => Some((*why, Some(debt.id.clone()))),
            DebtScope::In(_) => None,
        });
    elsewhere
        .map(|why| (why, None))
        .into_iter()
        .chain(debts)
        .filter_map(move |(why, debt)| {
            let (pack, rule) = rule?;
            Some(Finding {
                debt,
                why: Some(why),
                ..blank(pack, rule)
            })
        })
}

/// Nothing at all to say of a rule.
fn no_contact(planned: &Planned, packs: &[Pack]) -> Option<Finding> {
    planned.rule(packs).map(|(pack, rule)| Finding {
        why: Some(Why::NoContact),
        ..blank(pack, rule)
    })
}

impl From<&Pack> for PackUse {
    fn from(pack: &Pack) -> Self {
        Self {
            id: pack.id.clone(),
            title: pack.title.clone(),
            version: pack.version.clone(),
            jurisdiction: pack.jurisdiction.clone(),
            checked_on: pack.checked_on,
            covers_from: pack.covers_from,
            covers_to: pack.covers_to,
        }
    }
}
