//! **What it does.** Flags a contact with a person who does not owe the debt
//! and who had, in an earlier contact, refused or asked not to be contacted.
//!
//! **Why.** Such a person has no part in the matter and said so.
//!
//! **Known problems.** Earlier contacts are found only when the same person of
//! the case is named in both; otherwise it is asked. A refusal binds within the
//! debt it was made for: another lender need not know of it.

use std::collections::HashMap;

use domain::{FactKey, Tri};
use serde::Deserialize;

use super::Check;
use crate::evaluate::{Item, Known, Outcome, TraceStep, Unit};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactAfterRefusal {}

impl Check for ContactAfterRefusal {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let refusals = Refusals::of(unit);
        unit.each_contact(
            |item| item.third.and(refusals.before(unit, item)).into(),
            |item| refusals.step(unit, item).into_iter().collect(),
        )
    }
}

/// What the person of each contact had said in earlier ones.
pub(super) struct Refusals<'a>(HashMap<&'a str, Earlier<'a>>);

#[derive(Clone, Copy, Default)]
struct Earlier<'a> {
    /// The first contact in which they refused.
    refusal: Option<&'a str>,
    /// There were earlier contacts.
    any: bool,
    /// In one of them it is open whether they refused.
    open: bool,
}

impl<'a> Refusals<'a> {
    pub(super) fn of(unit: &Unit<'_, 'a>) -> Self {
        let mut so_far: HashMap<&str, Earlier<'a>> = HashMap::new();
        let mut before = HashMap::new();
        for (_, item) in unit.items() {
            let Some(person) = item.person else { continue };
            let said = so_far.entry(person).or_default();
            before.insert(item.contact.id.as_str(), *said);
            said.any = true;
            said.open |= item.contact.refused == Tri::Unknown;
            if item.contact.refused == Tri::Yes && said.refusal.is_none() {
                said.refusal = Some(item.contact.id.as_str());
            }
        }
        Self(before)
    }

    /// Had the person of this contact refused in an earlier one?
    pub(super) fn before(&self, unit: &Unit<'_, 'a>, item: &Item<'a>) -> Known {
        let earlier = self.earlier(item);
        if earlier.refusal.is_some() {
            return Known::Yes;
        }
        let answered = unit
            .record
            .contact_tri(FactKey::RefusedBefore, item.contact);
        if answered == Tri::Unknown && earlier.any && !earlier.open {
            return Known::No;
        }
        Known::from_tri(answered, FactKey::RefusedBefore)
    }

    /// That they had, if that is known.
    pub(super) fn step(&self, unit: &Unit<'_, 'a>, item: &Item<'a>) -> Option<TraceStep> {
        let event = self.earlier(item).refusal.unwrap_or_default().to_owned();
        (self.before(unit, item) == Known::Yes).then_some(TraceStep::RefusedBefore { event })
    }

    fn earlier(&self, item: &Item<'a>) -> Earlier<'a> {
        self.0
            .get(item.contact.id.as_str())
            .copied()
            .unwrap_or_default()
    }
}
