//! The gap sheet of a debt: the lender's newest figure beside ours of that day.

use domain::{Case, Day, DebtId};
use money::{GapRequest, MoneyCode, MoneyError};

use super::GapView;
use super::view::{Books, as_stated, parts_of};

/// The sheet for the lender's newest figure up to a day, with the explanations
/// that were entered and those the record suggests.
///
/// # Errors
/// Nobody has stated a figure; the account cannot be computed.
pub(super) fn view(books: &Books<'_>, as_of: Day) -> Result<GapView, MoneyError> {
    let stated = books
        .stated(as_of)
        .ok_or_else(|| MoneyError::at("balances", MoneyCode::Required))?;
    let ours = as_stated(&books.balance(stated.as_of)?);
    let lender = parts_of(stated);
    let sheet = money::gap(&GapRequest {
        as_of: stated.as_of,
        lender,
        ours,
        pieces: books.account.gap.clone(),
    })?;
    let account = books.request(vec![stated.as_of], false);
    let mut proposed = money::explain(&account, &lender)?;
    // What is explained already needs no proposal.
    proposed.retain(|piece| {
        let line = sheet.lines.iter().find(|line| line.part == piece.part);
        line.is_some_and(|line| line.unexplained == piece.amount)
    });
    let said_by = stated.said_by.as_ref().and_then(|id| books.case.party(id));
    Ok(GapView {
        said_by: said_by.map(|party| party.name.clone()).unwrap_or_default(),
        sheet,
        proposed,
    })
}

/// The gap sheet of a debt.
///
/// # Errors
/// As for the account's own sheet; `debt` when there is no such debt.
pub(crate) fn gap_of(case: &Case, debt: &DebtId, as_of: Day) -> Result<GapView, MoneyError> {
    let books =
        Books::of(case, debt).ok_or_else(|| MoneyError::at("debt", MoneyCode::UnknownReference))?;
    view(&books, as_of)
}
