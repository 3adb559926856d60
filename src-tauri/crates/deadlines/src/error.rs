//! Why a deadline has no day, or a proceeding no standing: which field, and why, as
//! codes that every host can word. Never a value of the input but days.

use domain::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::proceeding::EventKind;

/// Why there is no answer. Codes are permanent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    /// Not of the form the field has.
    Malformed,
    /// Outside the range that is counted.
    OutOfRange,
    /// Earlier than the day it depends on.
    BeforeStart,
    /// Later than the period it would change had ended.
    AfterEnd,
    /// Later than today.
    InFuture,
    /// The last day of an interval is before its first.
    Reversed,
    /// Working days cannot be counted past the calendar; the notice of that year
    /// can be entered.
    NotCovered {
        /// The first day nothing is known of.
        #[schemars(with = "String")]
        #[ts(type = "string")]
        from: Day,
    },
    /// The clock has been stopped and has not started again.
    Suspended {
        /// First day that does not count.
        #[schemars(with = "String")]
        #[ts(type = "string")]
        since: Day,
        /// Days counted until then; of months and years none are.
        counted: u32,
    },
    /// The event the deadline runs from has not been entered.
    NoTrigger {
        /// That event.
        event: EventKind,
    },
    /// No length is asserted: it was not verified, or the paper itself fixes the day.
    NoLength,
    /// There is no rule of this name.
    UnknownRule {
        /// One that may have been meant.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        suggestion: Option<String>,
    },
    /// There is no proceeding of this name.
    UnknownProceeding,
    /// The event cannot happen where the proceeding stands.
    NotPossible {
        /// That state.
        state: String,
        /// What can happen there.
        possible: Vec<EventKind>,
    },
    /// Something has to have happened first: delivery needs sending.
    OutOfOrder {
        /// What it needs.
        needs: EventKind,
    },
    /// The event needs the day it sets.
    UntilMissing,
}

/// One problem at one field, e.g. `events[2].day`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DeadlineProblem {
    /// Path of the field; `.` when it is the request as a whole.
    pub field: String,
    /// Why.
    pub why: Refusal,
}

/// Everything that keeps an answer from being given.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("the deadline cannot be counted")]
pub struct DeadlineError {
    /// Every problem, in the order of the fields.
    pub problems: Vec<DeadlineProblem>,
}

impl DeadlineError {
    /// One problem at `field`.
    pub fn at(field: impl Into<String>, why: Refusal) -> Self {
        Self {
            problems: vec![DeadlineProblem {
                field: field.into(),
                why,
            }],
        }
    }
}

/// The answer, or every problem.
pub type Result<T> = std::result::Result<T, DeadlineError>;
