//! What is wrong with a field, in a form every host can word.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// A value is needed.
    Required,
    /// Longer than allowed.
    TooLong,
    /// Below or above the possible range.
    OutOfRange,
    /// Later than today.
    InFuture,
    /// Earlier than the thing it follows.
    BeforeStart,
    /// Refers to something that is not in the case.
    UnknownReference,
    /// The same identifier twice.
    Duplicate,
    /// Not of the form the field has.
    Malformed,
    /// Does not go with another field of the same record.
    Contradiction,
}

/// One problem at one place, e.g. `contacts[3].at`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldProblem {
    /// Path of the field; never its value.
    pub field: String,
    /// What is wrong.
    pub code: ProblemCode,
}

impl FieldProblem {
    /// A problem at `field`.
    pub fn new(field: impl Into<String>, code: ProblemCode) -> Self {
        Self {
            field: field.into(),
            code,
        }
    }
}
