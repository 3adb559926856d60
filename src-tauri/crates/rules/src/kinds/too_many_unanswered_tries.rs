//! **What it does.** Counts the calls that only rang, per number that was
//! called and day of Beijing, over the creditor and all its agents, and flags
//! the day when there were more than `limit`. Rings at the telephone of
//! somebody else are not among them.
//!
//! **Why.** An answered call is another matter; this is about the telephone
//! that rings all day.
//!
//! **Known problems.** A log of one telephone names no called number; then all
//! its rows are one number, unless the borrower has several on record, when the
//! number is asked for. The source says "should not", not "must not".
//!
//! **Example.** `limit = 6`: seven calls that only rang at one number
//! on one day.

use domain::{Channel, FactKey};
use serde::Deserialize;

use super::Check;
use crate::evaluate::{Known, Outcome, Unit};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TooManyUnansweredTries {
    /// Most unanswered tries allowed on one number on one day.
    limit: u32,
}

impl Check for TooManyUnansweredTries {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let several = unit.record.several_phones;
        unit.each_day(
            self.limit,
            |item| {
                let call = Known::from_bool(item.channel == Channel::Call);
                // Nobody answered, so who was reached is moot, unless the row
                // says that it was somebody else's telephone.
                let debtor = Known::from_bool(!item.borrower().is_no());
                call.and(item.connected.not()).and(debtor)
            },
            |item| {
                let called = unit.record.called(item);
                called.or(if several { None } else { Some("") })
            },
            unit.agreed(FactKey::FrequencyAgreed),
        )
    }

    fn counts(&self) -> bool {
        true
    }
}
