//! What keeps a computation from being made: which field, and why, as codes
//! that every host can word. Never a value of the input.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why a field cannot be computed with. Codes are permanent.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum MoneyCode {
    /// A value is needed for this computation.
    Required,
    /// An amount or number that has to be above zero is not.
    NotPositive,
    /// An amount or number that may not be below zero is.
    Negative,
    /// Outside the range the computation is exact for.
    OutOfRange,
    /// Earlier than the day it depends on.
    BeforeStart,
    /// Later than the day it depends on allows.
    AfterEnd,
    /// Does not go with another field.
    Contradiction,
    /// The same thing twice.
    Duplicate,
    /// Names something that is not there.
    UnknownReference,
    /// The payments never repay the principal.
    NeverAmortises,
    /// No rate makes the flows balance.
    NoRate,
    /// The flows have no payment in one of the two directions.
    OneSided,
    /// The published series is verified up to an earlier day; a later figure
    /// has to be given and is then marked as the user's.
    PastVerified,
    /// No figure was collected for this day, lender or product.
    NotCovered,
    /// A fault of ours: a figure the program needs is not in the data.
    FigureMissing,
}

/// One problem at one field, e.g. `entries[3].day`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MoneyProblem {
    /// Path of the field; `.` when it is the request as a whole.
    pub field: String,
    /// Why.
    pub code: MoneyCode,
}

/// Everything that is wrong with a request, or that it has no answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("the money cannot be computed")]
pub struct MoneyError {
    /// Every problem, in the order of the fields.
    pub problems: Vec<MoneyProblem>,
}

impl MoneyError {
    /// One problem at `field`.
    pub fn at(field: impl Into<String>, code: MoneyCode) -> Self {
        Self {
            problems: vec![MoneyProblem {
                field: field.into(),
                code,
            }],
        }
    }

    /// Names the field behind an overflow of the arithmetic, which only knows that
    /// it is the request as a whole.
    pub(crate) fn named(mut self, field: &str) -> Self {
        for problem in &mut self.problems {
            if problem.field == "." && problem.code == MoneyCode::OutOfRange {
                field.clone_into(&mut problem.field);
            }
        }
        self
    }
}

/// The answer, or every problem.
pub type Result<T> = std::result::Result<T, MoneyError>;

/// Collects the problems of a request before anything is computed, so that a
/// person repairs it once.
#[derive(Debug, Default)]
pub(crate) struct Check {
    problems: Vec<MoneyProblem>,
}

impl Check {
    /// Notes a problem unless `good`.
    pub(crate) fn that(&mut self, good: bool, field: impl Into<String>, code: MoneyCode) {
        if !good {
            self.problems.push(MoneyProblem {
                field: field.into(),
                code,
            });
        }
    }

    /// An amount above zero.
    pub(crate) fn positive(&mut self, amount: domain::Money, field: impl Into<String>) {
        self.that(amount > domain::Money::ZERO, field, MoneyCode::NotPositive);
    }

    /// An amount of zero or more.
    pub(crate) fn not_negative(&mut self, amount: domain::Money, field: impl Into<String>) {
        self.that(amount >= domain::Money::ZERO, field, MoneyCode::Negative);
    }

    /// A rate that interest can be computed with exactly.
    pub(crate) fn rate(&mut self, rate: &domain::Rate, field: &str) {
        let percent = rate.percent;
        let field = || format!("{field}.percent");
        self.that(
            percent >= rust_decimal::Decimal::ZERO,
            field(),
            MoneyCode::Negative,
        );
        self.that(
            percent <= crate::number::LARGEST_PERCENT && percent.normalize().scale() <= 10,
            field(),
            MoneyCode::OutOfRange,
        );
    }

    /// `Ok` if nothing was noted.
    pub(crate) fn done(self) -> Result<()> {
        if self.problems.is_empty() {
            Ok(())
        } else {
            Err(MoneyError {
                problems: self.problems,
            })
        }
    }
}
