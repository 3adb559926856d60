//! Agreed plans.

use crate::action::Action;
use domain::{Agreement, AgreementId, FieldProblem, ProblemCode};

use super::AgreementInput;
use crate::{App, Error};

/// Saves an agreed plan.
///
/// # Errors
/// Locked; invalid fields; not found; saving failed.
pub fn save_agreement(app: &App, input: AgreementInput) -> Result<Agreement, Error> {
    let mut problems = Vec::new();
    if input.agreed_on > app.today() {
        problems.push(FieldProblem::new("agreed_on", ProblemCode::InFuture));
    }
    if input.broken_on.is_some_and(|day| day < input.agreed_on) {
        problems.push(FieldProblem::new("broken_on", ProblemCode::BeforeStart));
    }
    if input.months == Some(0) {
        problems.push(FieldProblem::new("months", ProblemCode::OutOfRange));
    }
    if !problems.is_empty() {
        return Err(Error::invalid(problems));
    }
    app.change(Action::AgreementSaved, |writer, case| {
        if case.debt(&input.debt).is_none() {
            return Err(Error::not_found("debt"));
        }
        let id = match input.id {
            Some(id) if case.agreements.iter().any(|a| a.id == id) => id,
            Some(_) => return Err(Error::not_found("agreement")),
            None => AgreementId::from(app.new_id('g')),
        };
        let agreement = Agreement {
            id,
            debt: input.debt,
            agreed_on: input.agreed_on,
            months: input.months,
            kept: input.kept,
            broken_on: input.broken_on,
            payments: input.payments,
            breaks: input.breaks,
            evidence: input.evidence,
        };
        writer.put_agreement(&agreement)?;
        Ok(agreement)
    })
}
