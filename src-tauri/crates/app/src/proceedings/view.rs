//! A proceeding as it stands today, from its events.

use deadlines::{
    DeadlineError, DeadlineRule, DeadlineState, OpenDeadline, Procedure, Procedures,
    ProceedingState, Refusal, Standing, Wording,
};
use domain::{Case, Day, Proceeding};

use super::{
    DeadlineCard, NextStep, ProceedingRow, ProceedingStand, StateCard, letter_names, procedure_name,
};

/// Where a proceeding stands.
///
/// # Errors
/// The procedure is not known; an event that cannot have happened.
pub(crate) fn standing_of(
    law: &Procedures,
    proceeding: &Proceeding,
    today: Day,
) -> Result<Standing, DeadlineError> {
    let procedure = law
        .proceeding(&proceeding.procedure)
        .ok_or_else(|| DeadlineError::at("procedure", Refusal::UnknownProceeding))?;
    deadlines::standing(law, procedure, &proceeding.events, today)
}

/// A proceeding as a list shows it.
pub(crate) fn row(
    law: &Procedures,
    case: &Case,
    proceeding: &Proceeding,
    today: Day,
) -> ProceedingRow {
    let (stands, problems) = match standing_of(law, proceeding, today) {
        Ok(standing) => (stand(law, standing), Vec::new()),
        Err(error) => (None, error.problems),
    };
    let debt = proceeding.debt.as_ref().and_then(|id| case.debt(id));
    let lender = debt.and_then(|debt| case.party(&debt.lender));
    let procedure = law.proceeding(&proceeding.procedure);
    ProceedingRow {
        id: proceeding.id.clone(),
        procedure: procedure_name(law, &proceeding.procedure),
        debt: proceeding.debt.clone(),
        lender_name: lender.map(|party| party.name.clone()),
        started: proceeding.started(),
        deliberately: proceeding.deliberately,
        not_open: Option::zip(procedure, debt)
            .is_some_and(|(procedure, debt)| !procedure.open_to(debt.lender_type)),
        note: proceeding.note.clone(),
        stands,
        problems,
    }
}

fn stand(law: &Procedures, standing: Standing) -> Option<ProceedingStand> {
    let procedure = law.proceeding(&standing.proceeding)?;
    let state = procedure.state(&standing.state)?;
    let next = standing.next.into_iter().map(|next| NextStep {
        procedure: procedure_name(law, &next.proceeding),
        why: next.why,
        overdue: next
            .overdue
            .iter()
            .filter_map(|rule| title_of(procedure, rule))
            .collect(),
    });
    let mut open: Vec<OpenDeadline> = standing
        .deadlines
        .into_iter()
        .filter(|deadline| runs(deadline) && !standing.ended)
        .map(|deadline| OpenDeadline {
            receipt: None,
            ..deadline
        })
        .collect();
    // Those without a day last.
    open.sort_by_key(|deadline| (deadline.act_by.is_none(), deadline.act_by));
    Some(ProceedingStand {
        state: state_card(procedure, state),
        deadlines: open,
        next: next.collect(),
    })
}

/// Is something still to be done by it?
fn runs(deadline: &OpenDeadline) -> bool {
    matches!(
        deadline.state,
        DeadlineState::Open | DeadlineState::Overdue | DeadlineState::Unsure | DeadlineState::NoDay
    )
}

fn title_of(procedure: &Procedure, rule: &str) -> Option<Wording> {
    let (_, id) = rule.split_once('.')?;
    Some(procedure.deadline(id)?.title.clone())
}

/// A state in words.
pub(super) fn state_card(procedure: &Procedure, state: &ProceedingState) -> StateCard {
    StateCard {
        id: state.id.clone(),
        title: state.title.clone(),
        todo: state.todo.clone(),
        waits: state.waits,
        letters: letter_names(state.send.iter().map(|sent| &sent.letter)),
        ends: procedure.ends_in(&state.id),
    }
}

/// A deadline of a procedure in words.
pub(crate) fn deadline_card(
    law: &Procedures,
    procedure: &Procedure,
    rule: &DeadlineRule,
) -> DeadlineCard {
    DeadlineCard {
        rule: format!("{}.{}", procedure.id, rule.id),
        title: rule.title.clone(),
        who: rule.who,
        after: rule.after,
        when: rule.when,
        unit: rule.length.map(|period| period.unit),
        length: rule.length.map(|period| period.length),
        force: rule.force,
        grade: rule.grade,
        ground: law.ground_of(procedure, rule),
        note: rule.note.clone(),
    }
}
