//! The register as a list.

use domain::{Debt, Tri};
use rules::Pack;

use super::DebtRow;
use crate::view::View;
use crate::{App, Empty, Error};

/// Every debt, in the order entered.
///
/// # Errors
/// Locked.
pub fn list(app: &App, _: Empty) -> Result<Vec<DebtRow>, Error> {
    app.view(|view| {
        let debts = view.case.debts.iter();
        Ok(debts.map(|debt| row(&app.packs(), view, debt)).collect())
    })
}

pub(super) fn row(packs: &[Pack], view: &View, debt: &Debt) -> DebtRow {
    let lender = view.case.party(&debt.lender);
    let name = |id| {
        view.case
            .party(id)
            .map(|p| p.name.clone())
            .unwrap_or_default()
    };
    let latest = debt
        .balances
        .iter()
        .max_by_key(|balance| balance.as_of)
        .cloned();
    let (contacts, tally) = view.debt_counts(packs, &debt.id);
    DebtRow {
        lender_name: name(&debt.lender),
        lender_address: lender.and_then(|p| p.address.clone()),
        cba_member: lender.map_or(Tri::Unknown, |p| p.cba_member),
        nifa_member: lender.map_or(Tri::Unknown, |p| p.nifa_member),
        chain_names: debt.chain.iter().map(|link| name(&link.party)).collect(),
        balance_names: debt
            .balances
            .iter()
            .map(|balance| balance.said_by.as_ref().map(name).unwrap_or_default())
            .collect(),
        latest_total: latest.as_ref().map(domain::Balance::total),
        latest,
        agreements: view
            .case
            .agreements
            .iter()
            .filter(|a| a.debt == debt.id)
            .cloned()
            .collect(),
        contacts,
        flagged: tally.flagged,
        questions: tally.questions,
        debt: debt.clone(),
    }
}
