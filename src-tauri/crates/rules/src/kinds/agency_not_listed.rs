//! **What it does.** Flags an agency that collects a debt though it is not on
//! the lender's published list. One finding per agency, with all its contacts.
//!
//! **Why.** The list is there so that a borrower can check who calls.
//!
//! **Known problems.** Lists change and may be out of date; a flag means "have it
//! confirmed", not "an impostor".
//!
//! **Example.** an agency whose link in the debt's chain says
//! `on_published_list = no` calls on the 1st and the 3rd: one finding, two rows.

use domain::{FactKey, Tri};
use serde::Deserialize;

use super::Check;
use super::outsourcing_not_announced::{agency, mandate, one_per_agency};
use crate::evaluate::{About, Item, Judged, Known, Outcome, TraceStep, Unit, Why};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgencyNotListed {}

impl Check for AgencyNotListed {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let unlisted = |item: &Item, party: &'a str| {
            let row = mandate(unit, item).map_or(Tri::Unknown, |link| link.on_published_list);
            let answered = || {
                unit.record
                    .answers
                    .tri(FactKey::AgencyListed, [About::Party(party)])
            };
            let listed = if row == Tri::Unknown { answered() } else { row };
            Known::from_tri(listed, FactKey::AgencyListed).not()
        };
        let found = unit.each_contact(
            |item| match agency(unit, item) {
                Some(party) => unlisted(item, party).into(),
                None => Judged::Out(Why::NoAgency),
            },
            |item| {
                let party = agency(unit, item).filter(|id| unlisted(item, id) == Known::Yes);
                let step = |id: &str| TraceStep::AgencyNotListed {
                    party: id.to_owned(),
                };
                party.map(step).into_iter().collect()
            },
        );
        one_per_agency(unit, found)
    }
}
