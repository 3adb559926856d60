//! Counting a period: 民法典 201 to 203 and 民诉法 85.
//!
//! The start day does not count. Days and working days are counted one by one; months
//! and years end on the corresponding day. If the last day is a day off, the period
//! ends on the day after. Civil days of Beijing; hours are not counted here.
//!
//! Deliberately not here: what a period is for, and when it starts.

mod walk;

use domain::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::data::Procedures;
use crate::error::{DeadlineError, Refusal, Result};
use crate::period::{Period, PeriodUnit};
use crate::receipt::{ActDone, LineKind, Receipt, ReceiptNote, StepKind};
use walk::Walk;

/// What changes a running period. Days are civil days of Beijing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum PeriodChange {
    /// The clock stops: neither of these days counts, nor any between them.
    Suspended {
        /// First day that does not count.
        #[schemars(with = "String")]
        #[ts(type = "string")]
        from: Day,
        /// Last day that does not count; absent while it has not gone on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(with = "Option<String>")]
        #[ts(optional, type = "string")]
        to: Option<Day>,
    },
    /// The period is made longer, on a day while it runs.
    Extended {
        /// The day that was told or decided.
        #[schemars(with = "String")]
        #[ts(type = "string")]
        day: Day,
        /// By how much.
        by: Period,
    },
    /// The period starts again, on a day while it runs; that day does not count.
    /// Earlier extensions fall away.
    Restarted {
        /// The day.
        #[schemars(with = "String")]
        #[ts(type = "string")]
        day: Day,
    },
    /// A court or body fixed the last day, also after the period had ended (顺延).
    Fixed {
        /// The day that was decided.
        #[schemars(with = "String")]
        #[ts(type = "string")]
        day: Day,
        /// The last day.
        #[schemars(with = "String")]
        #[ts(type = "string")]
        until: Day,
    },
    /// It was given to the post.
    Posted {
        /// The day of the postmark.
        #[schemars(with = "String")]
        #[ts(type = "string")]
        day: Day,
    },
    /// It was handed in.
    HandedIn {
        /// The day.
        #[schemars(with = "String")]
        #[ts(type = "string")]
        day: Day,
    },
}

impl PeriodChange {
    /// The day it happens on.
    pub const fn day(&self) -> Day {
        match self {
            Self::Suspended { from: day, .. }
            | Self::Extended { day, .. }
            | Self::Restarted { day }
            | Self::Fixed { day, .. }
            | Self::Posted { day }
            | Self::HandedIn { day } => *day,
        }
    }
}

/// Counts `period` from `start` as `changes` left it.
///
/// # Errors
/// A change before the start or after the end of what it changes, an interval the
/// wrong way round, working days past the calendar, a clock that is still stopped.
pub fn count(
    law: &Procedures,
    start: Day,
    period: Period,
    changes: &[PeriodChange],
) -> Result<Receipt> {
    check(start, changes)?;
    let stops = stops(changes);
    let mut order: Vec<(usize, &PeriodChange)> = changes.iter().enumerate().collect();
    order.sort_by_key(|(_, change)| change.day());

    let mut walk = Walk::new(law, start, &stops);
    let mut origin = start;
    let mut periods = vec![period];
    for (at, change) in &order {
        let after_end = || DeadlineError::at(format!("events[{at}].day"), Refusal::AfterEnd);
        match change {
            PeriodChange::Restarted { day } => {
                if ends_before(law, origin, &periods, &stops, *day)? {
                    return Err(after_end());
                }
                walk.lines(origin, &periods, Some(*day))?;
                walk.restart(*day);
                origin = *day;
                periods = vec![period];
            }
            PeriodChange::Extended { day, by } => {
                if ends_before(law, origin, &periods, &stops, *day)? {
                    return Err(after_end());
                }
                walk.step(StepKind::Extended, *day, None);
                lengthen(&mut periods, *by);
            }
            _ => {}
        }
    }
    let fixed = order.iter().rev().find_map(|(_, change)| match change {
        PeriodChange::Fixed { day, until } => Some((*day, *until)),
        _ => None,
    });
    let mut receipt = match fixed {
        Some((day, until)) => walk.fixed(origin, day, until),
        None => {
            walk.lines(origin, &periods, None)?;
            walk.last_day(periods.last().map(|p| p.unit))
        }
    };
    receipt.start = start;
    receipt.periods = periods;
    done(law, &mut receipt, changes);
    Ok(receipt)
}

/// Adds to the last length if it is of the same unit, so that fifteen days and fifteen
/// more are thirty days.
fn lengthen(periods: &mut Vec<Period>, by: Period) {
    match periods.last_mut() {
        Some(last) if last.unit == by.unit => {
            last.length = last.length.saturating_add(by.length);
        }
        _ => periods.push(by),
    }
}

/// Had the period ended before `day`? A clock that stands still has not.
fn ends_before(
    law: &Procedures,
    origin: Day,
    periods: &[Period],
    stops: &[(Day, Option<Day>)],
    day: Day,
) -> Result<bool> {
    let mut walk = Walk::new(law, origin, stops);
    match walk.lines(origin, periods, None) {
        Ok(()) => Ok(walk.last_day(periods.last().map(|p| p.unit)).end < day),
        Err(error) => match error.problems.first().map(|problem| &problem.why) {
            Some(Refusal::Suspended { .. }) => Ok(false),
            // The days up to the event are known, so it had not ended by then.
            Some(Refusal::NotCovered { from }) if day < *from => Ok(false),
            _ => Err(error),
        },
    }
}

fn stops(changes: &[PeriodChange]) -> Vec<(Day, Option<Day>)> {
    let stop = |change: &PeriodChange| match change {
        PeriodChange::Suspended { from, to } => Some((*from, *to)),
        _ => None,
    };
    changes.iter().filter_map(stop).collect()
}

fn check(start: Day, changes: &[PeriodChange]) -> Result<()> {
    let mut error = DeadlineError::default();
    let mut wrong = |field: String, why| {
        error
            .problems
            .extend(DeadlineError::at(field, why).problems);
    };
    for (at, change) in changes.iter().enumerate() {
        if change.day() < start {
            let name = if matches!(change, PeriodChange::Suspended { .. }) {
                "from"
            } else {
                "day"
            };
            wrong(format!("events[{at}].{name}"), Refusal::BeforeStart);
        }
        match change {
            PeriodChange::Suspended { from, to: Some(to) } if to < from => {
                wrong(format!("events[{at}].to"), Refusal::Reversed);
            }
            PeriodChange::Fixed { day, until } if until < day => {
                wrong(format!("events[{at}].until"), Refusal::Reversed);
            }
            _ => {}
        }
    }
    if error.problems.is_empty() {
        Ok(())
    } else {
        Err(error)
    }
}

/// Posting within the period is in time, whenever it arrives (民诉法 85).
fn done(law: &Procedures, receipt: &mut Receipt, changes: &[PeriodChange]) {
    let last = changes.iter().filter_map(|change| match change {
        PeriodChange::Posted { day } => Some((*day, true)),
        PeriodChange::HandedIn { day } => Some((*day, false)),
        _ => None,
    });
    let Some((day, by_post)) = last.min() else {
        return;
    };
    let in_time = day <= receipt.end;
    receipt.done = Some(ActDone {
        day,
        in_time,
        by_post,
    });
    if by_post {
        if in_time {
            receipt.steps.push(crate::receipt::ReceiptStep {
                kind: StepKind::Posted,
                day,
                ground: law.ground("period-mail"),
            });
        }
        receipt.notes.push(ReceiptNote::PostingLitigationOnly);
    } else if day == receipt.end {
        receipt.notes.push(ReceiptNote::BeforeClosing);
    }
}

/// How many days of `lines` a count of `unit` rests on, since it last started.
pub(crate) fn counted(lines: &[crate::receipt::ReceiptLine], unit: PeriodUnit) -> Option<u32> {
    matches!(unit, PeriodUnit::Days | PeriodUnit::Workdays).then(|| {
        let counts = |what| matches!(what, LineKind::Counted | LineKind::MakeupWorkday);
        let last_run = lines
            .iter()
            .rev()
            .take_while(|line| line.what != LineKind::Start);
        let number = last_run.filter(|line| counts(line.what)).count();
        u32::try_from(number).unwrap_or(u32::MAX)
    })
}
