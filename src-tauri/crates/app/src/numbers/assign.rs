//! Saying once whose number it is.

use crate::action::Action;
use domain::{FieldProblem, NumberEntry, NumberKind, PartyRole, ProblemCode};

use super::{NumberAssign, NumberRow, list::rows};
use crate::people::party_named;
use crate::{App, Error};

/// Enters a number in the book; its past and future contacts follow.
///
/// # Errors
/// Locked; invalid fields; saving failed.
pub fn assign(app: &App, input: NumberAssign) -> Result<NumberRow, Error> {
    let number = input.number.clone();
    let name = input
        .party_name
        .as_deref()
        .map(str::trim)
        .filter(|name| !name.is_empty());
    app.change(Action::NumberAssigned, |writer, case| {
        if input
            .debt
            .as_ref()
            .is_some_and(|id| case.debt(id).is_none())
        {
            let field = FieldProblem::new("debt", ProblemCode::UnknownReference);
            return Err(Error::invalid(vec![field]));
        }
        let role = input.party_role.unwrap_or(match input.kind {
            NumberKind::LenderOfficial => PartyRole::Lender,
            NumberKind::Collector => PartyRole::Agency,
            NumberKind::Own | NumberKind::Unrelated => PartyRole::Other,
        });
        let party = match name {
            Some(name) => Some(party_named(app, writer, case, name, role)?),
            None => None,
        };
        writer.put_number(&NumberEntry {
            number: input.number.clone(),
            kind: input.kind,
            party,
            debt: input.debt.clone(),
        })?;
        Ok(())
    })?;
    app.view(|view| {
        rows(view)
            .into_iter()
            .find(|row| row.number == number)
            .ok_or_else(|| Error::not_found("number"))
    })
}
