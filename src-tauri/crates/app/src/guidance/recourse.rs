//! Whom to turn to.

use deadlines::{Procedures, RecourseStop, find_recourse};

use super::{RecourseCard, RecourseFound, RecourseQuery, RecourseStep};
use crate::proceedings::procedure_name;
use crate::{App, Error};

/// Whom to turn to first, and then. No vault is needed.
///
/// # Errors
/// None; as every verb.
pub fn find(app: &App, query: RecourseQuery) -> Result<RecourseFound, Error> {
    let law = app.law();
    let found = find_recourse(&law, query.lender, query.problem);
    Ok(RecourseFound {
        recourse: found.map(|found| RecourseCard {
            id: found.id.clone(),
            first: steps(&law, &found.first),
            next: steps(&law, &found.then),
            numbers: found.numbers.clone(),
            note: found.note.clone(),
            grade: found.grade,
        }),
    })
}

fn steps(law: &Procedures, stops: &[RecourseStop]) -> Vec<RecourseStep> {
    let step = |stop: &RecourseStop| RecourseStep {
        whom: stop.whom.clone(),
        procedure: stop.proceeding.as_deref().map(|id| procedure_name(law, id)),
    };
    stops.iter().map(step).collect()
}
