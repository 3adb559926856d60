//! Entering and changing a debt.

use domain::{
    Assignment, Balance, Case, Day, Debt, DebtId, FieldProblem, Money, PartyId, PartyRole,
    ProblemCode,
};
use store::Writer;

use crate::action::Action;

use super::{DebtInput, DebtRow, list::row};
use crate::people::party_named;
use crate::{App, Error};

/// Saves a debt with its lender, chain and balances.
///
/// # Errors
/// Locked; invalid fields; not found; saving failed.
pub fn save(app: &App, input: DebtInput) -> Result<DebtRow, Error> {
    let problems = problems(&input, app.today());
    if !problems.is_empty() {
        return Err(Error::invalid(problems));
    }
    let id = app.change(Action::DebtSaved, |writer, case| {
        let id = match &input.id {
            Some(id) if case.debt(id).is_some() => id.clone(),
            Some(_) => return Err(Error::not_found("debt")),
            None => DebtId::from(app.new_id('d')),
        };
        let debt = assemble(app, writer, case, id, input)?;
        writer.put_debt(&debt)?;
        Ok(debt.id)
    })?;
    app.view(|view| {
        view.case
            .debt(&id)
            .map(|debt| row(&app.packs(), view, debt))
            .ok_or_else(|| Error::not_found("debt"))
    })
}

fn assemble(
    app: &App,
    writer: &Writer<'_>,
    case: &mut Case,
    id: DebtId,
    input: DebtInput,
) -> Result<Debt, Error> {
    let lender = lender(app, writer, case, &input)?;
    let mut chain = Vec::with_capacity(input.chain.len());
    for link in input.chain {
        chain.push(Assignment {
            party: party_named(app, writer, case, &link.name, link.role)?,
            role: link.role,
            from: link.from,
            to: link.to,
            authorisation_shown: link.authorisation_shown,
            told_in_advance: link.told_in_advance,
            on_published_list: link.on_published_list,
        });
    }
    let mut balances = Vec::with_capacity(input.balances.len());
    for stated in input.balances {
        let said_by = match stated.said_by.as_deref().map(str::trim) {
            None | Some("") => None,
            Some(name) => Some(party_named(app, writer, case, name, PartyRole::Other)?),
        };
        balances.push(Balance {
            as_of: stated.as_of,
            principal: stated.principal,
            interest: stated.interest,
            penalty: stated.penalty,
            fee: stated.fee,
            said_by,
        });
    }
    // What a form may leave out stays as it was.
    let held = case.debt(&id);
    Ok(Debt {
        jurisdiction: input
            .jurisdiction
            .or(held.map(|debt| debt.jurisdiction))
            .unwrap_or_default(),
        credit_reported_on: input
            .credit_reported_on
            .or(held.and_then(|debt| debt.credit_reported_on)),
        id,
        lender,
        lender_type: input.lender_type,
        product: input.product.trim().to_owned(),
        contract_no: input.contract_no,
        opened: input.opened,
        overdue_since: input.overdue_since,
        currency: input.currency,
        principal: input.principal,
        rate: input.rate,
        penalty_terms: input.penalty_terms,
        online: input.online,
        stage: input.stage,
        chain,
        balances,
        note: input.note,
    })
}

/// The lender by name, with what the form says about it.
fn lender(
    app: &App,
    writer: &Writer<'_>,
    case: &mut Case,
    input: &DebtInput,
) -> Result<PartyId, Error> {
    let id = party_named(app, writer, case, &input.lender_name, PartyRole::Lender)?;
    if let Some(party) = case.parties.iter_mut().find(|party| party.id == id) {
        party.cba_member = input.cba_member;
        party.nifa_member = input.nifa_member;
        party.address.clone_from(&input.lender_address);
        writer.put_party(party)?;
    }
    Ok(id)
}

fn problems(input: &DebtInput, today: Day) -> Vec<FieldProblem> {
    let mut out = Vec::new();
    let mut add = |field: String, code| out.push(FieldProblem::new(field, code));
    if input.lender_name.trim().is_empty() {
        add("lender_name".into(), ProblemCode::Required);
    }
    for (field, day) in [
        ("opened", input.opened),
        ("overdue_since", input.overdue_since),
        ("credit_reported_on", input.credit_reported_on),
    ] {
        if day.is_some_and(|day| day > today) {
            add(field.into(), ProblemCode::InFuture);
        }
    }
    if let (Some(opened), Some(overdue)) = (input.opened, input.overdue_since)
        && overdue < opened
    {
        add("overdue_since".into(), ProblemCode::BeforeStart);
    }
    if input.principal.is_some_and(|amount| amount < Money::ZERO) {
        add("principal".into(), ProblemCode::OutOfRange);
    }
    if input
        .rate
        .is_some_and(|rate| rate.percent.is_sign_negative())
    {
        add("rate".into(), ProblemCode::OutOfRange);
    }
    for (i, link) in input.chain.iter().enumerate() {
        if link.name.trim().is_empty() {
            add(format!("chain[{i}].name"), ProblemCode::Required);
        }
        if let (Some(from), Some(to)) = (link.from, link.to)
            && to < from
        {
            add(format!("chain[{i}].to"), ProblemCode::BeforeStart);
        }
    }
    for (i, balance) in input.balances.iter().enumerate() {
        if balance.as_of > today {
            add(format!("balances[{i}].as_of"), ProblemCode::InFuture);
        }
        let parts = [
            ("principal", balance.principal),
            ("interest", balance.interest),
            ("penalty", balance.penalty),
            ("fee", balance.fee),
        ];
        for (part, amount) in parts {
            if amount < Money::ZERO {
                add(format!("balances[{i}].{part}"), ProblemCode::OutOfRange);
            }
        }
    }
    out
}
