//! **What it does.** Flags a contact with a person who does not owe the debt
//! while the borrower could be reached.
//!
//! **Why.** Others may be asked only to find a borrower who is out of reach.
//!
//! **Known problems.** Whether the borrower was out of reach is asked per debt
//! and may be answered per contact; contracts may define it. Where the text
//! counts days of failed calls, a connected contact with the borrower earlier
//! on the same day settles it (`reached_same_day`).
//!
//! **Example.** with `reached_same_day`, the borrower answers at
//! 10:00 and a parent is called at 11:00.

use std::collections::HashMap;

use domain::{Day, FactKey, Instant};
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
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        // Items come by time, so the first of a day is its earliest.
        let mut first_reached: HashMap<Day, Instant> = HashMap::new();
        for (_, item) in unit.items() {
            if item.borrower() == Known::Yes && item.connected == Known::Yes {
                first_reached.entry(item.day).or_insert(item.at);
            }
        }
        let reachable = |item: &Item| {
            self.reached_same_day && first_reached.get(&item.day).is_some_and(|at| *at < item.at)
        };
        let breach = |item: &Item| {
            let debt = item.debt.or(unit.debt);
            let unreachable = unit
                .record
                .debt_tri(FactKey::BorrowerUnreachable, item, debt);
            match Known::from_tri(unreachable, FactKey::BorrowerUnreachable).not() {
                Known::Ask(_) if reachable(item) => Known::Yes,
                known => known,
            }
        };
        unit.each_contact(
            |item| item.third.and(breach(item)).into(),
            |item| {
                let known = breach(item) == Known::Yes;
                known
                    .then_some(TraceStep::BorrowerReachable)
                    .into_iter()
                    .collect()
            },
        )
    }
}
