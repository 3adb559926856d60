//! The surplus of a month and its share for every lender.

use domain::{Case, Currency, Day, DebtId, Money, Part};
use money::{
    BudgetAnswer, BudgetRequest, MoneyError, OfferDebt, OffersAnswer, OffersRequest, PriorityDebt,
};

use super::{BudgetDebt, BudgetView};
use crate::accounts::{AccountProblem, AccountSection, Books, balance_of};
use crate::{App, Empty, Error};

/// The household's month, its surplus, and what can be offered to whom.
///
/// # Errors
/// Locked.
pub fn get(app: &App, _: Empty) -> Result<BudgetView, Error> {
    let today = app.today();
    app.view(|view| Ok(of(&view.case, today)))
}

/// What can be paid on one debt a month: what has to be paid on a priority debt,
/// else its share of the surplus. `None` until a budget is written down.
pub(crate) fn share_of(case: &Case, debt: &DebtId, day: Day) -> Option<Money> {
    case.budget.as_ref()?;
    let view = of(case, day);
    let priority = view
        .answer
        .as_ref()?
        .priority
        .iter()
        .find(|p| p.id == *debt);
    if let Some(priority) = priority {
        return Some(priority.paid);
    }
    let offers = view.offers?;
    let offer = offers.offers.iter().find(|offer| offer.id == *debt)?;
    Some(offer.offer)
}

fn of(case: &Case, day: Day) -> BudgetView {
    let debts: Vec<BudgetDebt> = case
        .debts
        .iter()
        .filter(|debt| debt.currency == Currency::Cny)
        .filter_map(|debt| Books::of(case, &debt.id))
        .map(|books| {
            let owed = balance_of(&books, day);
            let total = owed.as_ref().map(|owed| {
                Part::STATUTORY_ORDER
                    .iter()
                    .fold(Money::ZERO, |sum, part| sum.plus(owed.parts.of(*part)))
            });
            let lender = case.party(&books.debt.lender);
            BudgetDebt {
                id: books.debt.id.clone(),
                lender_name: lender.map(|party| party.name.clone()).unwrap_or_default(),
                product: books.debt.product.clone(),
                balance: total,
                balance_from: owed.map(|owed| owed.from),
                priority_monthly: books.account.priority_monthly,
            }
        })
        .collect();
    let budget = case.budget.clone().unwrap_or_default();
    let mut out = BudgetView {
        answer: None,
        offers: None,
        problems: Vec::new(),
        budget,
        debts,
    };
    match answers(&out) {
        Ok((answer, offers)) => {
            out.answer = Some(answer);
            match offers {
                Some(Ok(offers)) => out.offers = Some(offers),
                Some(Err(error)) => out.problems = problems(error),
                None => {}
            }
        }
        Err(error) => out.problems = problems(error),
    }
    out
}

/// The surplus, and its shares once a balance is known.
fn answers(
    view: &BudgetView,
) -> Result<(BudgetAnswer, Option<Result<OffersAnswer, MoneyError>>), MoneyError> {
    let priority = view.debts.iter().filter_map(|debt| {
        Some(PriorityDebt {
            id: debt.id.clone(),
            monthly: debt.priority_monthly?,
        })
    });
    let answer = money::budget(&BudgetRequest {
        income: view.budget.income.clone(),
        expenses: view.budget.expenses.clone(),
        priority: priority.collect(),
    })?;
    let others = view.debts.iter().filter(|d| d.priority_monthly.is_none());
    let others: Vec<OfferDebt> = others
        .filter_map(|debt| {
            let balance = debt.balance.filter(|balance| *balance > Money::ZERO)?;
            Some(OfferDebt {
                id: debt.id.clone(),
                balance,
            })
        })
        .collect();
    let offers = (!others.is_empty()).then(|| {
        money::offers(&OffersRequest {
            surplus: answer.surplus,
            debts: others,
        })
    });
    Ok((answer, offers))
}

fn problems(error: MoneyError) -> Vec<AccountProblem> {
    let problems = error.problems.into_iter();
    problems
        .map(|problem| AccountProblem {
            section: AccountSection::Offers,
            field: problem.field,
            code: problem.code,
            entry: None,
        })
        .collect()
}
