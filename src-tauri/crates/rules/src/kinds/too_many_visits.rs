//! **What it does.** Counts the visits to the borrower on one day of Beijing,
//! over the creditor and all its agents, and flags the day when there were more
//! than `limit`.
//!
//! **Why.** One visit can give notice; several on one day put pressure on a
//! household.
//!
//! **Known problems.** Two rows about the same visit count as two; merge them
//! first.
//!
//! **Example.** `limit = 1`: a visit in the morning and one in the evening.

use domain::{Channel, FactKey};
use serde::Deserialize;

use super::Check;
use crate::evaluate::{Known, Outcome, Unit};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TooManyVisits {
    /// Most visits allowed on one day.
    limit: u32,
}

impl Check for TooManyVisits {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        unit.each_day(
            self.limit,
            |item| Known::from_bool(item.channel == Channel::Visit),
            |_| Some(""),
            unit.agreed(FactKey::FrequencyAgreed),
        )
    }

    fn counts(&self) -> bool {
        true
    }
}
