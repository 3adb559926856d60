//! Taking a debt out of the register.

use crate::action::Action;
use domain::{AttachedTo, Contact, DebtId};

use super::DebtRef;
use crate::{App, Done, Error, ErrorCode};

/// Removes a debt that nothing refers to.
///
/// # Errors
/// Locked; not found; still referenced by a contact, number, payment,
/// entry, agreement, notice, proceeding, attachment or letter; saving failed.
pub fn remove(app: &App, DebtRef { id }: DebtRef) -> Result<Done, Error> {
    app.change(Action::DebtRemoved, |writer, case| {
        if case.debt(&id).is_none() {
            return Err(Error::not_found("debt"));
        }
        let has = |other: &Option<DebtId>| other.as_ref() == Some(&id);
        let discussed = |c: &Contact| c.debts_discussed.iter().flatten().any(|debt| *debt == id);
        let referrer = if case.contacts.iter().any(|c| has(&c.debt) || discussed(c)) {
            Some("contact")
        } else if case.numbers.iter().any(|n| has(&n.debt)) {
            Some("number")
        } else if case.payments.iter().any(|p| p.debt == id) {
            Some("payment")
        } else if case.entries.iter().any(|e| e.debt == id) {
            Some("entry")
        } else if case.limitation.iter().any(|l| l.debt == id) {
            Some("limitation")
        } else if case.agreements.iter().any(|a| a.debt == id) {
            Some("agreement")
        } else if case.notices.iter().any(|n| has(&n.debt)) {
            Some("notice")
        } else if case.proceedings.iter().any(|p| has(&p.debt)) {
            Some("proceeding")
        } else if writer.attachments()?.iter().any(|kept| {
            let debt = AttachedTo::Debt(id.clone());
            kept.attachment.about.contains(&debt)
        }) {
            Some("attachment")
        } else if writer
            .letters()?
            .iter()
            .any(|letter| letter.debt.as_ref() == Some(&id))
        {
            Some("letter")
        } else {
            None
        };
        if let Some(what) = referrer {
            return Err(Error::new(ErrorCode::StillReferenced).with("what", what));
        }
        // Terms alone say nothing without the debt.
        if case.account(&id).is_some() {
            writer.delete_account(&id)?;
        }
        writer.delete_debt(&id)?;
        Ok(Done {})
    })
}
