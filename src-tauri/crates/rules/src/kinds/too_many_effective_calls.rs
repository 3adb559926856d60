//! **What it does.** Counts the conversations with a person that the collector
//! started and that were connected to the borrower on one day of Beijing, over
//! the creditor and all its agents, and flags the day when there were more than
//! `limit`.
//!
//! **Why.** The limit is on conversations, not on attempts: ringing, busy lines
//! and the borrower's own calls back do not count.
//!
//! **Known problems.** The definition of an effective call was not read in the
//! original; a connected conversation is taken for one.
//!
//! **Example.** `limit = 3`: four conversations on one day; a call back
//! by the borrower is none of them.

use domain::{Channel, FactKey};
use serde::Deserialize;

use super::Check;
use crate::evaluate::{Known, Outcome, Unit};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TooManyEffectiveCalls {
    /// Most conversations allowed on one day.
    limit: u32,
}

impl Check for TooManyEffectiveCalls {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        unit.each_day(
            self.limit,
            |item| {
                Known::from_bool(item.channel == Channel::Call)
                    .and(item.connected)
                    .and(item.notification.not())
            },
            |_| Some(""),
            unit.agreed(FactKey::FrequencyAgreed),
        )
    }

    fn counts(&self) -> bool {
        true
    }
}
