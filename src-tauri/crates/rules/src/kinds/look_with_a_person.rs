//! **What it does.** Points contacts out that a person should look at under the
//! rule: one of `conducts` was ticked, one of `disclosed` was let out, somebody
//! of one of `relations` was reached, several agencies collected on one day, or
//! (`any_contact`) any contact in the rule's scope. It never flags.
//!
//! **Why.** Whether a private life was disturbed, or a crime committed, is not
//! for a program to say.
//!
//! **Known problems.** What was not ticked is not pointed out: other rules already
//! ask what was done.
//!
//! **Example.** `conducts = ["harassment"]`: every contact with that tick
//! is pointed out once per debt.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Conduct, Day, Disclosure, Relation};
use serde::Deserialize;

use super::Check;
use super::outsourcing_not_announced::agency;
use super::prohibited_means::conduct_step;
use crate::evaluate::{Codes, Judged, Known, Outcome, TraceStep, Unit, Why};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
pub(crate) struct LookWithAPerson {
    /// Ticked conducts that point it out.
    conducts: Vec<Conduct>,
    /// Things let out that point it out.
    disclosed: Vec<Disclosure>,
    /// Relations of whoever was reached that point it out.
    relations: Vec<Relation>,
    /// Two or more agencies on one day point it out.
    several_agencies: bool,
    /// Every contact in scope points it out.
    any_contact: bool,
}

impl Check for LookWithAPerson {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let conducts = Codes::conducts(&self.conducts);
        let disclosed = Codes::disclosures(&self.disclosed);
        let mut agencies: BTreeMap<Day, BTreeSet<&str>> = BTreeMap::new();
        if self.several_agencies {
            for (_, item) in unit.items() {
                agencies
                    .entry(item.day)
                    .or_default()
                    .extend(agency(unit, item));
            }
        }
        let at_work = |day: Day| agencies.get(&day).map_or(0, BTreeSet::len);
        unit.each_contact(
            |item| {
                let triggered = self.any_contact
                    || item.conducts.is_some_and(|c| c.meets(conducts))
                    || item.disclosed.is_some_and(|d| d.meets(disclosed))
                    || self.relations.contains(&item.relation)
                    || (agency(unit, item).is_some() && at_work(item.day) > 1);
                if triggered {
                    Known::Yes.into()
                } else {
                    Judged::Out(Why::NotTriggered)
                }
            },
            |item| {
                let mut steps = conduct_step(item, conducts);
                let out = item.disclosed.unwrap_or_default().both(disclosed);
                if !out.is_empty() {
                    steps.push(TraceStep::Disclosed {
                        disclosed: out.disclosure_codes(),
                    });
                }
                if at_work(item.day) > 1 {
                    let count = u32::try_from(at_work(item.day)).unwrap_or(u32::MAX);
                    steps.push(TraceStep::SeveralAgencies { count });
                }
                steps
            },
        )
    }
}
