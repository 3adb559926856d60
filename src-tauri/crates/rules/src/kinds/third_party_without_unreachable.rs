//! **What it does.** Flags a contact with a person who does not owe the debt
//! while the borrower could be reached.
//!
//! **Why.** Others may be asked only to find a borrower who is out of reach.
//!
//! **Known problems.** Whether the borrower was out of reach is asked per debt
//! and may be answered per contact; contracts may define it. Where the text
//! counts days of failed calls, a connected contact with the borrower earlier
//! on the same day settles it (`reached_same_day`).

use domain::FactKey;
use serde::Deserialize;

use super::Check;
use crate::evaluate::{Item, Known, Outcome, TraceStep, Unit};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThirdPartyWithoutUnreachable {
    /// Does having reached the borrower earlier that day settle it?
    #[serde(default)]
    reached_same_day: bool,
}

impl Check for ThirdPartyWithoutUnreachable {
    fn check(&self, unit: &Unit<'_, '_>) -> Outcome {
        let reached: Vec<_> = unit
            .items()
            .map(|(_, item)| item)
            .filter(|i| i.borrower() == Known::Yes && i.connected == Known::Yes)
            .map(|i| (i.day, i.contact.at))
            .collect();
        let reachable = |item: &Item<'_>| {
            self.reached_same_day
                && reached
                    .iter()
                    .any(|(day, at)| *day == item.day && *at < item.contact.at)
        };
        unit.each_contact(
            |item| {
                let debt = item.debt.or(unit.debt);
                let unreachable = unit
                    .record
                    .debt_tri(FactKey::BorrowerUnreachable, item, debt);
                let breach = match Known::from_tri(unreachable, FactKey::BorrowerUnreachable).not()
                {
                    Known::Ask(_) if reachable(item) => Known::Yes,
                    known => known,
                };
                item.third.and(breach).into()
            },
            |_| vec![TraceStep::BorrowerReachable],
        )
    }
}
