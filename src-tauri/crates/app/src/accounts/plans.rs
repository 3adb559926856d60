//! Ways to settle one debt, side by side.

use money::PlanRequest;

use super::view::{Books, balance_of};
use super::{AccountSection, PlanQuery, PlanView};
use crate::budget::share_of;
use crate::{App, Error};

/// Compares plans for a debt with what the budget leaves for it.
///
/// # Errors
/// Locked; not found.
pub fn compare(app: &App, query: PlanQuery) -> Result<PlanView, Error> {
    let as_of = app.today();
    let figures = app.figures()?;
    app.view(|view| {
        let books = Books::of(&view.case, &query.debt).ok_or_else(|| Error::not_found("debt"))?;
        let owed = balance_of(&books, as_of);
        let savings = view.case.budget.as_ref().and_then(|b| b.savings);
        let mut out = PlanView {
            as_of,
            balance: owed.as_ref().map(|owed| owed.parts),
            balance_day: owed.as_ref().map(|owed| owed.day),
            balance_from: owed.map(|owed| owed.from),
            surplus: share_of(&view.case, &query.debt, as_of),
            savings,
            answer: None,
            problems: Vec::new(),
        };
        let request = PlanRequest {
            as_of,
            balance: out.balance.unwrap_or_default(),
            surplus: out.surplus,
            savings,
            options: query.options,
        };
        match money::plan(figures, &request) {
            Ok(answer) => out.answer = Some(answer),
            Err(error) => out
                .problems
                .extend(books.problems(AccountSection::Plans, error)),
        }
        Ok(out)
    })
}
