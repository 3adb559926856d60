//! What the engine refuses, as wrong fields.

use deadlines::{DeadlineError, Refusal};
use domain::{FieldProblem, ProblemCode, Proceeding};

use super::view::standing_of;
use crate::{App, Error};

/// What is wrong with proceedings of a case file: events that cannot have happened.
pub(crate) fn impossible(app: &App, proceedings: &[Proceeding]) -> Vec<FieldProblem> {
    let law = app.law();
    let mut out = Vec::new();
    for (i, one) in proceedings.iter().enumerate() {
        if let Err(error) = standing_of(&law, one, app.today()) {
            let at = |problem: FieldProblem| {
                FieldProblem::new(format!("proceedings[{i}].{}", problem.field), problem.code)
            };
            out.extend(fields(&error).into_iter().map(at));
        }
    }
    out
}

/// The refusal as an error with its fields. What would have to happen before, or can
/// happen instead, is in its parameters: `needs` one event, `possible` several.
pub(super) fn refused(error: &DeadlineError) -> Error {
    let mut out = Error::invalid(fields(error));
    for problem in &error.problems {
        match &problem.why {
            Refusal::OutOfOrder { needs } => out = out.with("needs", needs.code()),
            Refusal::NotPossible { possible, .. } => {
                let codes: Vec<&str> = possible.iter().map(|event| event.code()).collect();
                out = out.with("possible", codes.join(","));
            }
            _ => {}
        }
    }
    out
}

fn fields(error: &DeadlineError) -> Vec<FieldProblem> {
    let field = |problem: &deadlines::DeadlineProblem| {
        FieldProblem::new(problem.field.clone(), code(&problem.why))
    };
    error.problems.iter().map(field).collect()
}

const fn code(why: &Refusal) -> ProblemCode {
    match why {
        Refusal::Malformed => ProblemCode::Malformed,
        Refusal::OutOfRange | Refusal::AfterEnd | Refusal::NotCovered { .. } => {
            ProblemCode::OutOfRange
        }
        Refusal::BeforeStart | Refusal::Reversed => ProblemCode::BeforeStart,
        Refusal::InFuture => ProblemCode::InFuture,
        Refusal::UntilMissing | Refusal::NoTrigger { .. } => ProblemCode::Required,
        Refusal::UnknownRule { .. } | Refusal::UnknownProceeding => ProblemCode::UnknownReference,
        Refusal::NotPossible { .. }
        | Refusal::OutOfOrder { .. }
        | Refusal::Suspended { .. }
        | Refusal::NoLength => ProblemCode::Contradiction,
    }
}
