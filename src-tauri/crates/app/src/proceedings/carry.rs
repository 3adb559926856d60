//! Letters and the proceedings they belong to. An event names its letter; what is noted of
//! the letter's way through the post keeps that event right, and is never entered twice.

use deadlines::{Procedure, Procedures};
use domain::{
    Case, Day, EventKind, LetterId, Posting, Proceeding, ProceedingEvent, ProceedingId, ReplyKind,
};

use super::view::standing_of;

/// Does an event of the proceeding name the letter?
pub(super) fn names(one: &Proceeding, letter: &LetterId) -> bool {
    let is = |event: &ProceedingEvent| event.letter.as_ref() == Some(letter);
    one.events.iter().any(is)
}

/// The proceeding a letter belongs to: an event names it, or it was begun for it.
pub(crate) fn proceeding_of<'a>(
    case: &'a Case,
    letter: &LetterId,
    begun_for: Option<&ProceedingId>,
) -> Option<&'a Proceeding> {
    let mut all = case.proceedings.iter();
    let named = all.clone().find(|one| names(one, letter));
    named.or_else(|| all.find(|one| Some(&one.id) == begun_for))
}

/// May the answer to a letter of this template be a decision that a procedure counts from?
pub(crate) fn may_decide(law: &Procedures, template: &str) -> bool {
    let states = law.proceedings().iter().flat_map(|one| &one.states);
    let mut sent = states.flat_map(|state| &state.send);
    sent.any(|sent| sent.letter == template && sent.answer.is_some())
}

/// What is known of a letter of this template: that it went out, that it arrived where
/// the procedure asks for it, that it was decided where an answer may be a decision.
/// Nothing, where the letter is no step of the procedure.
pub(super) fn known(
    procedure: &Procedure,
    template: &str,
    posting: &Posting,
) -> Vec<ProceedingEvent> {
    let sent = procedure.states.iter().find_map(|state| {
        let sent = state.send.iter().find(|sent| sent.letter == template)?;
        Some((
            sent.event?,
            sent.answer,
            procedure.step(&state.id, sent.event?)?,
        ))
    });
    let Some((event, answer, step)) = sent else {
        return Vec::new();
    };
    let asks = |state: &String| procedure.step(state, EventKind::Delivered).is_some();
    let delivered = posting
        .delivered_on
        .filter(|_| step.to.as_ref().is_some_and(asks));
    let decided = posting
        .answered_on
        .filter(|_| posting.reply == Some(ReplyKind::Decision));
    let days = [
        (Some(event), Some(posting.sent_on)),
        (Some(EventKind::Delivered), delivered),
        (answer, decided),
    ];
    days.into_iter()
        .filter_map(|(kind, day)| {
            let mut event = ProceedingEvent::new(kind?, day?);
            event.letter = Some(posting.letter.clone());
            Some(event)
        })
        .collect()
}

/// The proceeding once it knows what is known of the letter; `None` where nothing changes.
/// What does not fit into what was entered by hand is left out: the hand goes before.
pub(crate) fn carried(
    law: &Procedures,
    one: &Proceeding,
    template: &str,
    posting: &Posting,
    today: Day,
) -> Option<Proceeding> {
    let known = known(law.proceeding(&one.procedure)?, template, posting);
    let mut new = one.clone();
    new.events.retain(|event| {
        event.letter.as_ref() != Some(&posting.letter)
            || known.iter().any(|now| now.kind == event.kind)
    });
    for event in known {
        let before = new.events.clone();
        put(&mut new.events, event);
        if standing_of(law, &new, today).is_err() {
            new.events = before;
        }
    }
    let sound = !new.events.is_empty() && standing_of(law, &new, today).is_ok();
    (sound && new != *one).then_some(new)
}

/// Puts an event with the others and says where it is. One of the same letter and kind is
/// given its day; one entered by hand, of the same kind and day, its letter.
pub(super) fn put(events: &mut Vec<ProceedingEvent>, event: ProceedingEvent) -> usize {
    let same = |one: &ProceedingEvent| {
        one.kind == event.kind
            && (one.letter == event.letter || one.letter.is_none() && one.day == event.day)
    };
    let place = events.iter().position(same);
    match place.filter(|_| event.letter.is_some()) {
        Some(place) => {
            if let Some(one) = events.get_mut(place) {
                one.day = event.day;
                one.letter = event.letter;
            }
            place
        }
        None => {
            events.push(event);
            events.len() - 1
        }
    }
}
