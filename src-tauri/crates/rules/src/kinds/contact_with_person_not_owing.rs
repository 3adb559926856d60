//! **What it does.** Flags collection from a person who does not owe the debt:
//! a contact that reached such a person and in which payment was demanded.
//!
//! **Why.** Only those who owe may be collected from. Asking for a way to reach
//! the borrower, or to pass a message on, is not collecting.
//!
//! **Known problems.** Whether a spouse or heir owes the debt is asked, never
//! assumed; so is whether payment was demanded when nobody ticked what was done.
//!
//! **Example.** a colleague is called, the call is connected, and
//! payment is demanded of them.

use domain::{Conduct, FactKey};
use serde::Deserialize;

use super::Check;
use super::prohibited_means::conduct_step;
use crate::evaluate::{Codes, Item, Known, Outcome, Unit};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactWithPersonNotOwing {}

impl Check for ContactWithPersonNotOwing {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let demand = Codes::conducts(&[Conduct::DemandFromOther]);
        let demanded = |item: &Item| match item.conducts {
            Some(ticked) => Known::from_bool(ticked.meets(demand)),
            None => Known::ask(FactKey::WhichConducts),
        };
        unit.each_contact(
            // One that only rang demanded nothing.
            |item| item.third.and(item.connected).and(demanded(item)).into(),
            |item| conduct_step(item, demand),
        )
    }
}
