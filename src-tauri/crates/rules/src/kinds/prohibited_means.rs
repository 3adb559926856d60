//! **What it does.** Flags a contact in which one of `conducts` was ticked.
//!
//! **Why.** Some means are forbidden however often they are used.
//!
//! **Known problems.** It stands on what the person who kept the log ticked.
//! Where nobody has looked yet it asks, for all such contacts at once; a call
//! that only rang needs no look. `place` narrows it to visits at one place.
//!
//! **Example.** `conducts = ["insult"]`: a connected call with that tick.

use domain::{Channel, Conduct, FactKey, VisitPlace};
use serde::Deserialize;

use super::Check;
use crate::evaluate::{Codes, Item, Known, Outcome, TraceStep, Unit};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProhibitedMeans {
    /// What is forbidden, one being enough.
    conducts: Vec<Conduct>,
    /// Only at this place.
    #[serde(default)]
    place: Option<VisitPlace>,
}

impl Check for ProhibitedMeans {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let forbidden = Codes::conducts(&self.conducts);
        unit.each_contact(
            |item| {
                let done = match item.conducts {
                    Some(ticked) => Known::from_bool(ticked.meets(forbidden)),
                    None => item.connected.and(Known::ask(FactKey::WhichConducts)),
                };
                let place = self.place.map_or(Known::Yes, |place| at(unit, item, place));
                done.and(place).into()
            },
            |item| conduct_step(item, forbidden),
        )
    }
}

/// What was ticked of these, if anything was.
pub(super) fn conduct_step(item: &Item, of: Codes) -> Vec<TraceStep> {
    let ticked = item.conducts.unwrap_or_default().both(of);
    let step = TraceStep::Conducts {
        conducts: ticked.conduct_codes(),
    };
    if ticked.is_empty() {
        Vec::new()
    } else {
        vec![step]
    }
}

/// Did it happen at this place? Only a visit happens at one.
fn at(unit: &Unit<'_, '_>, item: &Item, place: VisitPlace) -> Known {
    if item.channel != Channel::Visit {
        return Known::No;
    }
    if let Some(visit) = unit.contact(item).visit.as_ref() {
        return Known::from_bool(visit.place == place);
    }
    let answered = unit.record.contact_choices(FactKey::VisitPlace, item);
    match answered.and_then(<[_]>::first) {
        Some(code) => Known::from_bool(code == place.code()),
        None => Known::ask(FactKey::VisitPlace),
    }
}
