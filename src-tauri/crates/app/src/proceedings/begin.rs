//! Letters that went out, and the proceedings they begin or carry on. A letter begins
//! the procedures whose first state sends it.

use deadlines::{Procedure, Procedures};
use domain::{Case, Day, EventKind, Posting, Proceeding, ProceedingEvent};
use store::LetterHead;

use super::view::standing_of;
use super::{ProceedingOffer, procedure_name};

/// What the letters that went out begin, and what arrived of those that are counted.
pub(crate) fn offers(
    law: &Procedures,
    case: &Case,
    letters: &[LetterHead],
    postings: &[Posting],
    today: Day,
) -> Vec<ProceedingOffer> {
    let mut out = Vec::new();
    for posting in postings {
        let letter = letters.iter().find(|letter| letter.id == posting.letter);
        let debt = letter.and_then(|letter| letter.debt.as_ref());
        let (Some(letter), Some(debt)) = (letter, debt) else {
            continue;
        };
        let lender_name = case
            .debt(debt)
            .and_then(|debt| case.party(&debt.lender))
            .map(|party| party.name.clone());
        for procedure in law.proceedings() {
            if !begins(procedure, &letter.template) {
                continue;
            }
            // The one this letter was counted in: it had not ended before the letter.
            let counted = case.proceedings.iter().find(|one| {
                one.procedure == procedure.id
                    && one.debt.as_ref() == Some(debt)
                    && one.events.iter().any(|event| event.day >= posting.sent_on)
            });
            let events = match counted {
                None => events(procedure, posting),
                Some(one) => arrived(law, procedure, one, posting, today),
            };
            if !events.is_empty() {
                out.push(ProceedingOffer {
                    letter: letter.id.clone(),
                    reference: letter.reference.clone(),
                    procedure: procedure_name(law, &procedure.id),
                    debt: debt.clone(),
                    lender_name: lender_name.clone(),
                    proceeding: counted.map(|one| one.id.clone()),
                    events,
                    delivered: posting.delivered_on.is_some(),
                });
            }
        }
    }
    out
}

/// Does sending a letter of this template begin the procedure?
fn begins(procedure: &Procedure, template: &str) -> bool {
    let start = procedure.state(&procedure.start);
    start.is_some_and(|state| state.send.as_deref() == Some(template))
        && procedure.step(&procedure.start, EventKind::Sent).is_some()
}

/// What is known of a letter: that it was sent, and that it arrived where the
/// procedure asks for it.
fn events(procedure: &Procedure, posting: &Posting) -> Vec<ProceedingEvent> {
    let mut out = vec![event(EventKind::Sent, posting.sent_on)];
    let sent = procedure.step(&procedure.start, EventKind::Sent);
    let state = sent.and_then(|step| step.to.as_deref());
    if let (Some(day), Some(state)) = (posting.delivered_on, state)
        && procedure.step(state, EventKind::Delivered).is_some()
    {
        out.push(event(EventKind::Delivered, day));
    }
    out
}

/// That a letter whose proceeding runs has arrived, if that can be added.
fn arrived(
    law: &Procedures,
    procedure: &Procedure,
    one: &Proceeding,
    posting: &Posting,
    today: Day,
) -> Vec<ProceedingEvent> {
    let waits = standing_of(law, one, today)
        .is_ok_and(|at| procedure.step(&at.state, EventKind::Delivered).is_some());
    let happened = |event: &ProceedingEvent| event.kind == EventKind::Delivered;
    match posting.delivered_on {
        Some(day) if waits && !one.events.iter().any(happened) => {
            vec![event(EventKind::Delivered, day)]
        }
        _ => Vec::new(),
    }
}

const fn event(kind: EventKind, day: Day) -> ProceedingEvent {
    ProceedingEvent {
        kind,
        day,
        until: None,
        rule: None,
    }
}
