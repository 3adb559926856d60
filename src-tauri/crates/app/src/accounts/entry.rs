//! Entries of an account. A payment is kept with the payments, because the rules
//! of conduct ask for them too.

use domain::{
    AttachedTo, EntryId, EntryKind, FieldProblem, LedgerEntry, Money, Payment, PaymentId,
    ProblemCode,
};

use super::view::{entry_row, payment_row};
use super::{EntryInput, EntryRef, EntryRow};
use crate::action::Action;
use crate::attachments::forget;
use crate::{App, Done, Error};

/// Saves an entry or a payment.
///
/// # Errors
/// Locked; invalid fields; not found; saving failed.
pub fn save_entry(app: &App, input: EntryInput) -> Result<EntryRow, Error> {
    let happened = matches!(
        input.entry.kind,
        EntryKind::Payment | EntryKind::Disbursement | EntryKind::Waiver
    );
    let late = happened && input.entry.day > app.today();
    let late = late.then(|| FieldProblem::new("entry.day", ProblemCode::InFuture));
    app.change(Action::EntrySaved, |writer, case| {
        if case.debt(&input.debt).is_none() {
            return Err(Error::not_found("debt"));
        }
        let id = input.id.as_deref();
        if input.entry.kind == EntryKind::Payment {
            let held = |id: &str| case.payments.iter().any(|p| p.id.as_str() == id);
            let id = match id {
                Some(id) if held(id) => PaymentId::from(id),
                Some(_) => return Err(Error::not_found("payment")),
                None => PaymentId::from(app.new_id('y')),
            };
            let amount = input.entry.amount.filter(|amount| *amount > Money::ZERO);
            let amount = amount.ok_or_else(|| {
                let code = match input.entry.amount {
                    None => ProblemCode::Required,
                    Some(_) => ProblemCode::OutOfRange,
                };
                Error::invalid(vec![FieldProblem::new("entry.amount", code)])
            })?;
            if let Some(late) = late {
                return Err(Error::invalid(vec![late]));
            }
            let payment = Payment {
                id,
                debt: input.debt,
                paid_on: input.entry.day,
                amount,
                payee: input.payee,
                evidence: input.entry.evidence,
            };
            writer.put_payment(&payment)?;
            return Ok(payment_row(&payment));
        }
        let held = |id: &str| case.entries.iter().any(|e| e.id.as_str() == id);
        let id = match id {
            Some(id) if held(id) => EntryId::from(id),
            Some(_) => return Err(Error::not_found("entry")),
            None => EntryId::from(app.new_id('e')),
        };
        let entry = LedgerEntry {
            id,
            debt: input.debt,
            entry: input.entry,
            charge: input.charge,
        };
        let problems: Vec<_> = late.into_iter().chain(entry.problems()).collect();
        if !problems.is_empty() {
            return Err(Error::invalid(problems));
        }
        writer.put_entry(&entry)?;
        Ok(entry_row(&entry))
    })
}

/// Takes an entry or a payment out. The journal keeps what it was.
///
/// # Errors
/// Locked; not found; saving failed.
pub fn remove_entry(app: &App, EntryRef { id }: EntryRef) -> Result<Done, Error> {
    app.change(Action::EntryRemoved, |writer, case| {
        if case.entries.iter().any(|entry| entry.id == id) {
            forget(writer, &AttachedTo::Entry(id.clone()))?;
            writer.delete_entry(&id)?;
            return Ok(Done {});
        }
        let payment = PaymentId::from(id.as_str());
        if case.payments.iter().any(|p| p.id == payment) {
            forget(writer, &AttachedTo::Payment(payment.clone()))?;
            writer.delete_payment(&payment)?;
            return Ok(Done {});
        }
        Err(Error::not_found("entry"))
    })
}
