//! How a run ends: exit codes and what is said on stderr.

/// A run that did what it was asked.
pub(crate) enum Outcome {
    /// Exit code 0.
    Done,
    /// Exit code 1: findings, and the caller asked to be told by exit code; or a pack
    /// that does not match.
    Findings,
}

/// A run that did not.
pub(crate) struct Failure {
    /// 2: the input is wrong; 3: a fault of ours.
    pub(crate) code: u8,
    /// What is said, both languages, naming file, position and field.
    pub(crate) text: String,
}

impl Failure {
    /// The input is wrong.
    pub(crate) fn input(text: impl Into<String>) -> Self {
        Self {
            code: 2,
            text: text.into(),
        }
    }

    /// A fault of ours.
    pub(crate) fn internal(text: impl Into<String>) -> Self {
        Self {
            code: 3,
            text: text.into(),
        }
    }
}

pub(crate) type Result = std::result::Result<Outcome, Failure>;
