//! **What it does.** Flags an agency that collects a debt though it is not on
//! the lender's published list. One finding per agency, with all its contacts.
//!
//! **Why.** The list is there so that a borrower can check who calls.
//!
//! **Known problems.** Lists change and may be out of date; a flag means "have it
//! confirmed", not "an impostor".

use domain::{FactKey, Tri};
use serde::Deserialize;

use super::Check;
use super::outsourcing_not_announced::{agency, mandate, one_per_agency, step};
use crate::evaluate::{About, Judged, Known, Outcome, TraceStep, Unit, Why};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgencyNotListed {}

impl Check for AgencyNotListed {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let found = unit.each_contact(
            |item| {
                let Some(party) = agency(unit, item) else {
                    return Judged::Out(Why::NoAgency);
                };
                let row = mandate(unit, item).map_or(Tri::Unknown, |link| link.on_published_list);
                let answered = || {
                    unit.record
                        .answers
                        .tri(FactKey::AgencyListed, [About::Party(party)])
                };
                let listed = if row == Tri::Unknown { answered() } else { row };
                Known::from_tri(listed, FactKey::AgencyListed).not().into()
            },
            |item| step(unit, item, |party| TraceStep::AgencyNotListed { party }),
        );
        one_per_agency(unit, found)
    }
}
