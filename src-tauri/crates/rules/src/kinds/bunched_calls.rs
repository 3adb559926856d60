//! **What it does.** Points out calls that speak against the presumption of
//! compliance though the count is kept: two within `minutes`, `per_day` or more
//! on one civil day, or any after the borrower had asked, in whatever form, not
//! to be contacted. It never flags.
//!
//! **Why.** A presumption can be shown to be wrong; bunching and an earlier
//! refusal are among the circumstances that are named for it.
//!
//! **Known problems.** There are circumstances for the other side too (a call
//! the law requires, live litigation, an answer to the borrower's request,
//! urgent harm); the rows do not show them, a person must ask. Earlier abuse is
//! pointed out by the rules about it.
//!
//! **Example.** `minutes = 5`, `per_day = 7`: calls at 10:00 and 10:04.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::NoticeKind;
use serde::Deserialize;

use super::{Check, Sees};
use crate::evaluate::{Item, Judged, Known, Outcome, Talks, TraceStep, Unit, Why, call, calls};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BunchedCalls {
    /// Minutes within which two calls are close.
    minutes: u32,
    /// Calls on one day that are many.
    per_day: u32,
}

impl Check for BunchedCalls {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let talks = Talks::of(unit);
        let stops = unit.notices(&[
            NoticeKind::StopContact,
            NoticeKind::StopMedium,
            NoticeKind::StopAddress,
        ]);
        let close = TimeDelta::minutes(self.minutes.into());
        let mut ledgers: BTreeMap<_, Vec<&Item>> = BTreeMap::new();
        for call in calls(unit, &talks, |_, _| ()) {
            if let Some(item) = unit.item(call.index)
                && !call.counts.is_no()
            {
                ledgers
                    .entry((call.between, call.day))
                    .or_default()
                    .push(item);
            }
        }
        // How many there were on the day of each call that is one of many or
        // has another close beside it.
        let mut near: BTreeMap<&str, u32> = BTreeMap::new();
        for day in ledgers.values() {
            let count = u32::try_from(day.len()).unwrap_or(u32::MAX);
            for pair in day.windows(2) {
                if let [one, next] = pair
                    && next.at - one.at <= close
                {
                    near.insert(unit.id(one).as_str(), count);
                    near.insert(unit.id(next).as_str(), count);
                }
            }
            if count >= self.per_day {
                near.extend(day.iter().map(|item| (unit.id(item).as_str(), count)));
            }
        }
        unit.each_contact(
            |item| {
                if let Err(why) = call(unit, &talks, item) {
                    return Judged::Out(why);
                }
                if near.contains_key(unit.id(item).as_str())
                    || unit.told(&stops, item) == Known::Yes
                {
                    Known::Yes.into()
                } else {
                    Judged::Out(Why::NotTriggered)
                }
            },
            |item| {
                let mut steps = unit.told_step(&stops, item);
                if let Some(count) = near.get(unit.id(item).as_str()) {
                    steps.push(if *count >= self.per_day {
                        TraceStep::CountedWindow {
                            from: item.day,
                            to: item.day,
                            count: *count,
                            possible: *count,
                            limit: self.per_day.saturating_sub(1),
                        }
                    } else {
                        TraceStep::CloseTogether {
                            minutes: self.minutes,
                        }
                    });
                }
                steps
            },
        )
    }

    fn sees(&self) -> Sees {
        Sees::Whole
    }
}
