//! Writing down the household's month.

use domain::{Budget, FieldProblem, Money, ProblemCode};

use super::BudgetView;
use crate::action::Action;
use crate::{App, Empty, Error};

/// Saves the household's month.
///
/// # Errors
/// Locked; invalid fields; saving failed.
pub fn save(app: &App, budget: Budget) -> Result<BudgetView, Error> {
    let income = budget.income.iter().enumerate();
    let income = income.map(|(i, line)| (format!("income[{i}].amount"), line.amount));
    let expenses = budget.expenses.iter().enumerate();
    let expenses = expenses.map(|(i, line)| (format!("expenses[{i}].amount"), line.amount));
    let savings = budget.savings.map(|amount| ("savings".to_owned(), amount));
    let problems: Vec<_> = income
        .chain(expenses)
        .chain(savings)
        .filter(|(_, amount)| *amount < Money::ZERO)
        .map(|(field, _)| FieldProblem::new(field, ProblemCode::OutOfRange))
        .collect();
    if !problems.is_empty() {
        return Err(Error::invalid(problems));
    }
    app.change(Action::BudgetSaved, |writer, _| {
        writer.put_budget(&budget)?;
        Ok(())
    })?;
    super::get(app, Empty {})
}
