//! **What it does.** Flags a contact with a person who does not owe the debt
//! and who had, in an earlier contact, refused or asked not to be contacted.
//!
//! **Why.** Such a person has no part in the matter and said so.
//!
//! **Known problems.** Earlier contacts are found only when the same person of
//! the case is named in both; otherwise it is asked. A refusal binds within the
//! debt it was made for: another lender need not know of it.
//!
//! **Example.** a friend says "do not call me again" on the 1st and is
//! called on the 2nd.

use domain::{FactKey, Tri};
use serde::Deserialize;

use super::{Check, Sees};
use crate::evaluate::{Item, Known, Outcome, TraceStep, Unit};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactAfterRefusal {}

impl Check for ContactAfterRefusal {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        unit.each_contact(
            |item| item.third.and(refused_before(unit, item)).into(),
            |item| refusal(unit, item).into_iter().collect(),
        )
    }

    fn sees(&self) -> Sees {
        Sees::Person
    }
}

/// Had the person of this contact refused in an earlier one?
pub(super) fn refused_before(unit: &Unit<'_, '_>, item: &Item) -> Known {
    let (refused, any, open) = unit.items.said_before(unit.record, item);
    if refused.is_some() {
        return Known::Yes;
    }
    let answered = unit.record.contact_tri(FactKey::RefusedBefore, item);
    if answered == Tri::Unknown && any && !open {
        return Known::No;
    }
    Known::from_tri(answered, FactKey::RefusedBefore)
}

/// That they had, if that is known.
pub(super) fn refusal(unit: &Unit<'_, '_>, item: &Item) -> Option<TraceStep> {
    let (refused, ..) = unit.items.said_before(unit.record, item);
    let event = refused
        .and_then(|slot| unit.items.get(slot))
        .map(|item| unit.id(item));
    (refused_before(unit, item) == Known::Yes).then(|| TraceStep::RefusedBefore {
        event: event.map(|id| id.as_str().to_owned()).unwrap_or_default(),
    })
}
