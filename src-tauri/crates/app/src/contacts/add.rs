//! Adding a contact, and correcting one by a row that supersedes it.

use crate::action::Action;
use chrono::TimeDelta;
use domain::{Contact, ContactId, FieldProblem, ProblemCode};

use super::{ContactCorrection, ContactInput, ContactSaved, row};
use crate::view::View;
use crate::{App, Error};

/// A clock may run a little ahead of the phone's.
const SLACK_MINUTES: i64 = 5;

/// Adds a contact and says what it brought up.
///
/// # Errors
/// Locked; invalid fields; saving failed.
pub fn add(app: &App, input: ContactInput) -> Result<ContactSaved, Error> {
    record(app, Action::ContactAdded, input, None)
}

/// Adds a row that supersedes another. The old row stays in the log.
///
/// # Errors
/// Locked; not found; invalid fields; saving failed.
pub fn correct(app: &App, correction: ContactCorrection) -> Result<ContactSaved, Error> {
    record(
        app,
        Action::ContactCorrected,
        correction.contact,
        Some(correction.id),
    )
}

fn record(
    app: &App,
    action: Action,
    input: ContactInput,
    supersedes: Option<ContactId>,
) -> Result<ContactSaved, Error> {
    let mut contact = contact(app, input);
    let old = app.view(|view| {
        let problems = problems(app, view, &contact);
        if !problems.is_empty() {
            return Err(Error::invalid(problems));
        }
        let Some(old) = &supersedes else {
            return Ok(None);
        };
        // Only a row that stands can be corrected: two corrections of one row
        // would both stand.
        let old = view.standing().find(|c| c.id == *old);
        old.cloned()
            .map(Some)
            .ok_or_else(|| Error::not_found("contact"))
    })?;
    // A correction keeps where the row came from; all else is as the form says.
    contact.source = old.and_then(|old| old.source);
    contact.supersedes = supersedes;
    app.append(action, &contact)?;
    app.view(|view| {
        Ok(ContactSaved {
            row: row(view, view.contact(&contact.id).unwrap_or(&contact)),
            findings: view
                .findings_of(&app.packs(), &contact.id)
                .iter()
                .map(|found| crate::findings::row(&app.packs(), view, found))
                .collect(),
        })
    })
}

fn contact(app: &App, input: ContactInput) -> Contact {
    Contact {
        id: ContactId::from(app.new_id('c')),
        channel: input.channel,
        direction: input.direction,
        at: input.at,
        debt: input.debt,
        duration_s: input.duration_s,
        connection: input.connection,
        voice: input.voice,
        purpose: input.purpose,
        number: input.number,
        called_number: input.called_number,
        party: input.party,
        claimed_identity: input.claimed_identity,
        reached: input.reached,
        conducts: input.conducts,
        disclosed: input.disclosed,
        refused: input.refused,
        said: input.said,
        visit: input.visit,
        debts_discussed: input.debts_discussed,
        voicemail: input.voicemail,
        sent_to: input.sent_to,
        sent_at: input.sent_at,
        validation: input.validation,
        source: None,
        supersedes: None,
        witnesses: Vec::new(),
    }
}

fn problems(app: &App, view: &View, contact: &Contact) -> Vec<FieldProblem> {
    let mut out = contact.problems();
    let latest = app.now() + TimeDelta::minutes(SLACK_MINUTES);
    if contact.at > latest {
        out.push(FieldProblem::new("at", ProblemCode::InFuture));
    }
    let case = &view.case;
    let unknown = [
        (
            "debt",
            contact
                .debt
                .as_ref()
                .is_some_and(|id| case.debt(id).is_none()),
        ),
        (
            "debts_discussed",
            contact
                .debts_discussed
                .iter()
                .flatten()
                .any(|id| case.debt(id).is_none()),
        ),
        (
            "party",
            contact
                .party
                .as_ref()
                .is_some_and(|id| case.party(id).is_none()),
        ),
        (
            "reached.person",
            contact
                .reached
                .person
                .as_ref()
                .is_some_and(|id| !case.people.iter().any(|p| p.id == *id)),
        ),
    ];
    for (field, wrong) in unknown {
        if wrong {
            out.push(FieldProblem::new(field, ProblemCode::UnknownReference));
        }
    }
    out
}
