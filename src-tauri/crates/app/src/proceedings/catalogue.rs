//! The catalogue of procedures, in words.

use deadlines::{Procedure, Procedures};

use super::view::{deadline_card, state_card};
use super::{FirstCard, NextCard, ProcedureCard, letter_names, procedure_name};
use crate::{App, Empty, Error};

/// Every procedure, in order. No vault is needed.
///
/// # Errors
/// None; as every verb.
pub fn procedures(app: &App, _: Empty) -> Result<Vec<ProcedureCard>, Error> {
    let law = app.law();
    Ok(law
        .proceedings()
        .iter()
        .map(|one| card(&law, one))
        .collect())
}

fn card(law: &Procedures, one: &Procedure) -> ProcedureCard {
    let begins_with = one
        .steps
        .iter()
        .filter(|step| step.from.contains(&one.start))
        .map(|step| step.event);
    let first = one.first.iter().map(|first| FirstCard {
        procedure: procedure_name(law, &first.proceeding),
        reason: first.reason.clone(),
        ground: first.instrument.as_deref().map(|text| {
            let slug = format!("{}.first", one.id);
            law.cited(slug, &first.reason, text, &first.clause, first.grade)
        }),
    });
    let next = one.next.iter().map(|next| NextCard {
        procedure: procedure_name(law, &next.proceeding),
        why: next.why.clone(),
    });
    let states = one.states.iter().map(|state| state_card(one, state));
    let deadlines = one
        .deadlines
        .iter()
        .map(|rule| deadline_card(law, one, rule));
    let sent = one.states.iter().flat_map(|state| &state.send);
    ProcedureCard {
        id: one.id.clone(),
        title: one.title.clone(),
        purpose: one.purpose.clone(),
        trigger: one.trigger.clone(),
        begins_with: begins_with.collect(),
        lenders: one.lenders.clone(),
        evidence: one.evidence.clone(),
        traps: one.traps.clone(),
        dead_ends: one.dead_ends.clone(),
        first: first.collect(),
        states: states.collect(),
        steps: one.steps.clone(),
        deadlines: deadlines.collect(),
        next: next.collect(),
        letters: letter_names(sent.map(|sent| &sent.letter)),
    }
}
