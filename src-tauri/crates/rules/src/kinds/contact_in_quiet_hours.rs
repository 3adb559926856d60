//! **What it does.** Flags a contact whose Beijing time lies within the quiet
//! hours: `from` belongs to them, `to` does not. Midnight may lie between.
//!
//! **Why.** Nobody is to be collected from at night, unless both sides agreed
//! on another time.
//!
//! **Known problems.** The sources do not say whether 22:00:00 and 08:00:00
//! themselves belong to the night; the first does here, the second does not.
//! Whether another time was agreed is asked once per debt.
//!
//! **Example.** `from = "22:00:00"`, `to = "08:00:00"`: a call at
//! 22:00:00 is in the quiet hours, one at 08:00:00 is not.

use chrono::NaiveTime;
use domain::FactKey;
use serde::Deserialize;

use super::Check;
use crate::evaluate::{Item, Judged, Known, Outcome, TraceStep, Unit, Why};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactInQuietHours {
    /// First moment of the quiet hours.
    from: NaiveTime,
    /// First moment after them.
    to: NaiveTime,
}

impl ContactInQuietHours {
    fn quiet(&self, time: NaiveTime) -> bool {
        if self.from <= self.to {
            self.from <= time && time < self.to
        } else {
            self.from <= time || time < self.to
        }
    }
}

impl Check for ContactInQuietHours {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let agreed = |item: &Item| {
            let agreed = unit
                .record
                .debt_tri(FactKey::HoursAgreed, item, item.debt.or(unit.debt));
            Known::from_tri(agreed, FactKey::HoursAgreed)
        };
        unit.each_contact(
            |item| {
                if !self.quiet(item.time) {
                    return Known::No.into();
                }
                match agreed(item) {
                    Known::Yes => Judged::Out(Why::AgreedOtherwise),
                    open_or_no => open_or_no.not().into(),
                }
            },
            |item| {
                let clock = |time: NaiveTime| time.format("%H:%M:%S").to_string();
                let mut steps = vec![TraceStep::Time {
                    time: clock(item.time),
                    from: clock(self.from),
                    to: clock(self.to),
                }];
                steps.extend(agreed(item).is_no().then_some(TraceStep::NothingAgreed));
                steps
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_moment_belongs_to_the_night_and_the_last_does_not() {
        let at = |h, m, s| NaiveTime::from_hms_opt(h, m, s).unwrap();
        let night = ContactInQuietHours {
            from: at(22, 0, 0),
            to: at(8, 0, 0),
        };
        for (time, quiet) in [
            (at(21, 59, 59), false),
            (at(22, 0, 0), true),
            (at(0, 0, 0), true),
            (at(7, 59, 59), true),
            (at(8, 0, 0), false),
        ] {
            assert_eq!(night.quiet(time), quiet, "{time}");
        }
        let noon = ContactInQuietHours {
            from: at(12, 0, 0),
            to: at(14, 0, 0),
        };
        assert!(noon.quiet(at(13, 0, 0)) && !noon.quiet(at(14, 0, 0)) && !noon.quiet(at(23, 0, 0)));
    }
}
