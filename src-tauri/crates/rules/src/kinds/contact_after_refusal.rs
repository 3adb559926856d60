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
    fn check(&self, unit: &Unit<'_, '_>) -> Outcome {
        let refusals = Refusals::of(unit);
        unit.each_contact(
            |item| item.third.and(refusals.before(unit, item)).into(),
            |item| vec![refusals.step(item)],
        )
    }
}

/// What each person of the case said earlier.
pub(super) struct Refusals<'a>(
    HashMap<&'a str, Vec<(usize, Tri, &'a str)>>,
    HashMap<&'a str, usize>,
);

impl<'a> Refusals<'a> {
    pub(super) fn of(unit: &Unit<'_, 'a>) -> Self {
        let mut said: HashMap<&str, Vec<_>> = HashMap::new();
        let mut order = HashMap::new();
        for (index, item) in unit.items() {
            order.insert(item.contact.id.as_str(), index);
            if let Some(person) = item.person {
                let row = (index, item.contact.refused, item.contact.id.as_str());
                said.entry(person).or_default().push(row);
            }
        }
        Self(said, order)
    }

    /// Had the person of this contact refused in an earlier one?
    pub(super) fn before(&self, unit: &Unit<'_, 'a>, item: &Item<'a>) -> Known {
        if self.refusal(item).is_some() {
            return Known::Yes;
        }
        let answered = unit
            .record
            .contact_tri(FactKey::RefusedBefore, item.contact);
        let earlier = self.earlier(item);
        let settled =
            earlier.clone().next().is_some() && earlier.map(|row| row.1).all(|t| t == Tri::No);
        if answered == Tri::Unknown && settled {
            return Known::No;
        }
        Known::from_tri(answered, FactKey::RefusedBefore)
    }

    pub(super) fn step(&self, item: &Item<'a>) -> TraceStep {
        TraceStep::RefusedBefore {
            event: self.refusal(item).unwrap_or_default().to_owned(),
        }
    }

    fn refusal(&self, item: &Item<'a>) -> Option<&'a str> {
        self.earlier(item)
            .find(|row| row.1 == Tri::Yes)
            .map(|row| row.2)
    }

    fn earlier(&self, item: &Item<'a>) -> impl Iterator<Item = (usize, Tri, &'a str)> + Clone {
        let now = self
            .1
            .get(item.contact.id.as_str())
            .copied()
            .unwrap_or_default();
        let said = item.person.and_then(|person| self.0.get(person));
        said.into_iter()
            .flatten()
            .copied()
            .take_while(move |row| row.0 < now)
    }
}
