//! **What it does.** Flags an agency that contacted somebody about a debt though
//! the borrower had not been told before the debt was given to it. One finding
//! per agency, with all its contacts.
//!
//! **Why.** Who was told beforehand can tell an agency from an impostor.
//!
//! **Known problems.** Whether one was told is asked of the borrower; a notice in
//! an app that nobody saw may count as one. A mandate from before the rule is
//! left alone when its day is known.
//!
//! **Example.** an agency whose link says `told_in_advance = no`
//! calls three times: one finding, three rows.

use domain::{Assignment, FactKey, PartyRole, Tri};
use serde::Deserialize;

use super::Check;
use crate::evaluate::{Item, Judged, Known, Outcome, TraceStep, Unit, Why};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OutsourcingNotAnnounced {}

impl Check for OutsourcingNotAnnounced {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let untold = |item: &Item| {
            let row = mandate(unit, item).map_or(Tri::Unknown, |link| link.told_in_advance);
            let debt = item.debt.or(unit.debt);
            let answered = || unit.record.debt_tri(FactKey::ToldOfAgency, item, debt);
            let told = if row == Tri::Unknown { answered() } else { row };
            Known::from_tri(told, FactKey::ToldOfAgency).not()
        };
        let found = unit.each_contact(
            |item| {
                if agency(unit, item).is_none() {
                    return Judged::Out(Why::NoAgency);
                }
                let since = mandate(unit, item).and_then(|link| link.from);
                if since.is_some_and(|from| !unit.rule.in_force(from)) {
                    return Judged::Out(Why::NotInForce);
                }
                untold(item).into()
            },
            |item| {
                let party = agency(unit, item).filter(|_| untold(item) == Known::Yes);
                let step = |id: &str| TraceStep::AgencyNotAnnounced {
                    party: id.to_owned(),
                };
                party.map(step).into_iter().collect()
            },
        );
        one_per_agency(unit, found)
    }
}

/// The agency behind a contact, if one is.
pub(super) fn agency<'a>(unit: &Unit<'_, 'a>, item: &Item) -> Option<&'a str> {
    let party = unit.party(item)?;
    let is_agency = party.role == PartyRole::Agency || mandate(unit, item).is_some();
    is_agency.then_some(party.id.as_str())
}

/// The link of the debt's chain by which the agency works.
pub(super) fn mandate<'a>(unit: &Unit<'_, 'a>, item: &Item) -> Option<&'a Assignment> {
    let party = unit.party(item)?;
    let debt = unit.record.debt(item.debt.or(unit.debt)?)?;
    debt.chain
        .iter()
        .find(|link| link.party == party.id && link.role == PartyRole::Agency)
}

/// Has the flagged contacts of each agency told as one finding.
pub(super) fn one_per_agency<'a>(unit: &Unit<'_, 'a>, mut found: Outcome<'a>) -> Outcome<'a> {
    for hit in &mut found.flagged {
        let item = hit.events.first().and_then(|place| unit.item(*place));
        hit.joins = item.and_then(|item| item.party);
    }
    found
}
