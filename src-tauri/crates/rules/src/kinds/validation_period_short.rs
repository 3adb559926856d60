//! **What it does.** Flags validation information that states a last day for
//! disputes earlier than the rule allows: `period_days` calendar days after the
//! day it was received, or may be assumed to have been. That day is at least
//! `receipt_days` after it was provided, Saturdays, Sundays and federal holidays
//! not counted.
//!
//! **Why.** The time to dispute must be there in full.
//!
//! **Known problems.** The day it was provided is the one it carries
//! (`sent_at`); without it a last day `period_days` or more after the arrival is
//! long enough for certain, and the rest is asked. Days in lieu of a
//! holiday on a weekend count as ordinary days. The last day is not moved on when
//! it falls on a weekend. A notice sent again after it came back starts anew.
//!
//! **Example.** `receipt_days = 5`, `period_days = 30`: sent on Monday 2 March
//! 2026, received no earlier than 9 March, so until 8 April.

use domain::{Day, FactKey};
use serde::Deserialize;

use super::Check;
use crate::evaluate::{Item, Judged, Known, Outcome, TraceStep, Unit, Why};
use crate::federal_holidays::{after, later};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ValidationPeriodShort {
    /// Counting days after which receipt may be assumed.
    receipt_days: u32,
    /// Calendar days of the period after receipt.
    period_days: u64,
}

impl Check for ValidationPeriodShort {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        unit.each_contact(
            |item| {
                let Some(stated) = stated(unit, item) else {
                    return Judged::Out(Why::NotTriggered);
                };
                match self.earliest(unit, item) {
                    Some(earliest) => Known::from_bool(stated < earliest).into(),
                    None if stated >= later(item.day, self.period_days) => Known::No.into(),
                    None => {
                        let tri = unit.record.contact_tri(FactKey::PeriodLongEnough, item);
                        Known::from_tri(tri, FactKey::PeriodLongEnough).not().into()
                    }
                }
            },
            |item| {
                let step = stated(unit, item).zip(self.earliest(unit, item));
                step.map(|(stated, earliest)| TraceStep::StatedUntil { stated, earliest })
                    .into_iter()
                    .collect()
            },
        )
    }
}

impl ValidationPeriodShort {
    /// The earliest last day it may state, where that can be told.
    fn earliest<'a>(&self, unit: &Unit<'_, 'a>, item: &Item) -> Option<Day> {
        let provided = unit.day(&unit.contact(item).sent_at?);
        // Whoever received it earlier than may be assumed has the shorter wait.
        let received = after(provided, self.receipt_days).min(item.day.max(provided));
        Some(later(received, self.period_days))
    }
}

fn stated(unit: &Unit<'_, '_>, item: &Item) -> Option<Day> {
    unit.contact(item).validation.as_ref()?.dispute_until
}
