//! Letters that went out and no proceeding knows of: what they begin, or carry on.

use deadlines::Procedures;
use domain::{Case, Day, Posting};
use store::LetterHead;

use super::carry::{carried, known, names};
use super::{ProceedingOffer, procedure_name};

/// What the letters that went out begin or carry on. A letter that an event names is
/// followed by itself.
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
        if case.proceedings.iter().any(|one| names(one, &letter.id)) {
            continue;
        }
        let lender_name = case
            .debt(debt)
            .and_then(|debt| case.party(&debt.lender))
            .map(|party| party.name.clone());
        for procedure in law.proceedings() {
            let events = known(procedure, &letter.template, posting);
            let Some(first) = events.first() else {
                continue;
            };
            // One that runs and this letter fits into, or one begun by hand on its day.
            let fits = case.proceedings.iter().find_map(|one| {
                let same = one.procedure == procedure.id && one.debt.as_ref() == Some(debt);
                let after = same.then(|| carried(law, one, &letter.template, posting, today));
                let of_letter: Vec<_> = after??
                    .events
                    .into_iter()
                    .filter(|event| event.letter.as_ref() == Some(&letter.id))
                    .collect();
                of_letter
                    .contains(first)
                    .then(|| (one.id.clone(), of_letter))
            });
            let begins = procedure.step(&procedure.start, first.kind).is_some();
            let (proceeding, events) = match fits {
                Some((id, events)) => (Some(id), events),
                None if begins => (None, events),
                None => continue,
            };
            out.push(ProceedingOffer {
                letter: letter.id.clone(),
                reference: letter.reference.clone(),
                procedure: procedure_name(law, &procedure.id),
                debt: debt.clone(),
                lender_name: lender_name.clone(),
                proceeding,
                events,
                delivered: posting.delivered_on.is_some(),
            });
        }
    }
    out
}
