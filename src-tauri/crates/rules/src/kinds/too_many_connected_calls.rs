//! **What it does.** Counts the calls of one sort of voice that were connected
//! to the borrower on one day of Beijing, by the creditor and all its agents
//! together, and flags the day when there were more than `limit`.
//!
//! **Why.** Recorded and robot voices cost the caller nothing; the limit is on
//! what gets through, whoever dials.
//!
//! **Known problems.** The day is taken from 0:00 to 24:00, which the sources
//! do not define. Calls that may or may not count are never guessed: the day
//! is flagged only when those that count for certain exceed the limit.
//!
//! **Example.** `limit = 3`, `voice = "notification"`: four recorded
//! calls connected on one day, two of them by an agency.

use domain::{Channel, FactKey};
use serde::Deserialize;

use super::Check;
use crate::evaluate::{Known, Outcome, Unit};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TooManyConnectedCalls {
    /// Most calls allowed on one day.
    limit: u32,
    /// Which voices are counted.
    voice: CountedVoice,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum CountedVoice {
    /// Recorded messages and robot voices.
    Notification,
    /// Every voice.
    Any,
}

impl Check for TooManyConnectedCalls {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        unit.each_day(
            self.limit,
            |item| {
                let call = Known::from_bool(item.channel == Channel::Call);
                let voice = match self.voice {
                    CountedVoice::Notification => item.notification,
                    CountedVoice::Any => Known::Yes,
                };
                call.and(item.connected).and(voice)
            },
            |_| Some(""),
            unit.agreed(FactKey::FrequencyAgreed),
        )
    }

    fn counts(&self) -> bool {
        true
    }
}
