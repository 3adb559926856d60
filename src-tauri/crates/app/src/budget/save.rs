//! Writing down the household's month.

use domain::{FieldProblem, Money, ProblemCode};

use super::{BudgetInput, BudgetView};
use crate::accounts::Books;
use crate::action::Action;
use crate::{App, Empty, Error};

/// Saves the household's month and which debts come first, as one.
///
/// # Errors
/// Locked; invalid fields; not found; saving failed.
pub fn save(app: &App, input: BudgetInput) -> Result<BudgetView, Error> {
    let BudgetInput { budget, priority } = input;
    let income = budget.income.iter().enumerate();
    let income = income.map(|(i, line)| (format!("income[{i}].amount"), line.amount));
    let expenses = budget.expenses.iter().enumerate();
    let expenses = expenses.map(|(i, line)| (format!("expenses[{i}].amount"), line.amount));
    let savings = budget.savings.map(|amount| ("savings".to_owned(), amount));
    let first = priority.iter().enumerate();
    let first = first.filter_map(|(i, one)| Some((format!("priority[{i}].monthly"), one.monthly?)));
    let problems: Vec<_> = income
        .chain(expenses)
        .chain(savings)
        .chain(first)
        .filter(|(_, amount)| *amount < Money::ZERO)
        .map(|(field, _)| FieldProblem::new(field, ProblemCode::OutOfRange))
        .collect();
    if !problems.is_empty() {
        return Err(Error::invalid(problems));
    }
    app.change(Action::BudgetSaved, |writer, case| {
        writer.put_budget(&budget)?;
        for one in priority {
            let books = Books::of(case, &one.debt).ok_or_else(|| Error::not_found("debt"))?;
            let mut account = books.account;
            account.priority_monthly = one.monthly;
            writer.put_account(&account)?;
        }
        Ok(())
    })?;
    super::get(app, Empty {})
}
