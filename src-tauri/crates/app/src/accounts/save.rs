//! Writing down an account's terms, explanations and plans.

use domain::{Account, FieldProblem, Money, ProblemCode};

use super::AccountInput;
use crate::action::Action;
use crate::{App, Done, Error};

/// Saves the terms of a debt's account.
///
/// # Errors
/// Locked; invalid fields; not found; saving failed.
pub fn save(app: &App, input: AccountInput) -> Result<Done, Error> {
    let mut problems = Vec::new();
    for (field, rate) in [
        ("terms.rate", input.terms.rate),
        ("terms.penalty_rate", input.terms.penalty_rate),
    ] {
        if rate.is_some_and(|rate| rate.percent.is_sign_negative()) {
            problems.push(FieldProblem::new(field, ProblemCode::OutOfRange));
        }
    }
    if input.filed_on.is_some_and(|day| day > app.today()) {
        problems.push(FieldProblem::new("filed_on", ProblemCode::InFuture));
    }
    if input
        .priority_monthly
        .is_some_and(|amount| amount < Money::ZERO)
    {
        problems.push(FieldProblem::new(
            "priority_monthly",
            ProblemCode::OutOfRange,
        ));
    }
    for (i, piece) in input.gap.iter().enumerate() {
        if piece.amount == Money::ZERO {
            let field = format!("gap[{i}].amount");
            problems.push(FieldProblem::new(field, ProblemCode::Required));
        }
    }
    if !problems.is_empty() {
        return Err(Error::invalid(problems));
    }
    app.change(Action::AccountSaved, |writer, case| {
        if case.debt(&input.debt).is_none() {
            return Err(Error::not_found("debt"));
        }
        writer.put_account(&Account {
            debt: input.debt,
            terms: input.terms,
            last_due: input.last_due,
            instalments: input.instalments,
            facilitated: input.facilitated,
            filed_on: input.filed_on,
            priority_monthly: input.priority_monthly,
            gap: input.gap,
            plans: input.plans,
        })?;
        Ok(Done {})
    })
}
