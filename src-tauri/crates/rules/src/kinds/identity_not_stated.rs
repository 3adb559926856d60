//! **What it does.** Flags a contact in which the collector did not say who they
//! were and for whom they acted; with `visit_id`, also a visit without
//! identification; with `first_contact_only`, only the first contact of a debt.
//!
//! **Why.** Who does not know who calls cannot tell a claim from a fraud.
//!
//! **Known problems.** The first contact is the first of the log. A recorded
//! claimed identity is taken as having been stated, whether or not it was true.
//!
//! **Example.** a connected call with "did not say who they are" ticked.

use domain::{Channel, Conduct, FactKey, Tri};
use serde::Deserialize;

use super::{Check, Sees};
use crate::evaluate::{Codes, Item, Known, Outcome, TraceStep, Unit};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IdentityNotStated {
    /// Only the first contact of a debt.
    #[serde(default)]
    first_contact_only: bool,
    /// On a visit, identification must be shown too.
    #[serde(default)]
    visit_id: bool,
}

impl Check for IdentityNotStated {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        unit.each_contact(
            |item| {
                if self.first_contact_only && !unit.items.opens(item) {
                    return Known::No.into();
                }
                item.connected
                    .and(self.unstated(unit, item).or(self.no_id(unit, item)))
                    .into()
            },
            |item| {
                let mut steps = Vec::new();
                if self.unstated(unit, item) == Known::Yes {
                    steps.push(TraceStep::IdentityNotStated);
                }
                if self.no_id(unit, item) == Known::Yes {
                    steps.push(TraceStep::NoIdShown);
                }
                steps
            },
        )
    }

    fn sees(&self) -> Sees {
        if self.first_contact_only {
            Sees::First
        } else {
            Sees::Day
        }
    }
}

impl IdentityNotStated {
    fn unstated<'a>(&self, unit: &Unit<'_, 'a>, item: &Item) -> Known {
        let tick = Codes::conducts(&[Conduct::IdentityNotStated]);
        match item.conducts {
            Some(ticked) if ticked.meets(tick) => return Known::Yes,
            Some(_) => return Known::No,
            None => {}
        }
        let claimed = unit.contact(item).claimed_identity.as_ref();
        if claimed.is_some_and(|who| !who.trim().is_empty()) {
            return Known::No;
        }
        let stated = unit.record.contact_tri(FactKey::IdentityStated, item);
        Known::from_tri(stated, FactKey::IdentityStated).not()
    }

    fn no_id<'a>(&self, unit: &Unit<'_, 'a>, item: &Item) -> Known {
        if !self.visit_id || item.channel != Channel::Visit {
            return Known::No;
        }
        let visit = unit.contact(item).visit.as_ref();
        let row = visit.map_or(Tri::Unknown, |visit| visit.id_shown);
        let answered = || unit.record.contact_tri(FactKey::VisitIdShown, item);
        let shown = if row == Tri::Unknown { answered() } else { row };
        Known::from_tri(shown, FactKey::VisitIdShown).not()
    }
}
