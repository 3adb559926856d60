//! What the proceedings ask of this week: what is due or has passed, what may be done
//! next, whom one waits for, and what letters begin.

use chrono::Days;
use deadlines::{Actor, DeadlineState, OpenDeadline, Procedures, Refusal, Wording};
use domain::{Case, Day};

use super::{Step, StepCode};
use crate::proceedings::{NextStep, ProceedingOffer, ProceedingRow, row};

/// A deadline of the user's own is told of this many days before.
const AHEAD: u64 = 30;

/// The steps, in no order yet.
pub(super) fn steps(
    law: &Procedures,
    case: &Case,
    offers: &[ProceedingOffer],
    today: Day,
) -> Vec<Step> {
    let mut out = Vec::new();
    let soon = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    for one in &case.proceedings {
        let row = row(law, case, one, today);
        let Some(stands) = &row.stands else {
            continue;
        };
        out.extend(
            stands
                .deadlines
                .iter()
                .filter_map(|deadline| of_deadline(&row, deadline, soon)),
        );
        for next in &stands.next {
            let begun = case.proceedings.iter().any(|other| {
                other.procedure == next.procedure.id
                    && other.debt == one.debt
                    && other.started() >= one.started()
            });
            // What a state allows is said while it is the user's turn; what has passed
            // unmet opens a right whoever is waited for.
            let now = !next.overdue.is_empty() || stands.state.waits == Actor::Me;
            if now && !begun {
                out.push(of_right(&row, next));
            }
        }
    }
    out.extend(offers.iter().map(of_offer));
    out
}

fn of_deadline(row: &ProceedingRow, deadline: &OpenDeadline, soon: Day) -> Option<Step> {
    let mine = deadline.who == Actor::Me;
    let day = if mine { deadline.act_by } else { deadline.end };
    let code = match (deadline.state, mine) {
        (DeadlineState::Open, true) if day.is_some_and(|day| day <= soon) => StepCode::DeadlineDue,
        (DeadlineState::Overdue, true) => StepCode::DeadlineOverdue,
        (DeadlineState::Unsure, true) => StepCode::DeadlineUnsure,
        (DeadlineState::Open | DeadlineState::Unsure, false) => StepCode::AwaitThem,
        (DeadlineState::NoDay, _) => StepCode::EnterHolidays,
        _ => return None,
    };
    let mut step = step(code, row, &deadline.title);
    step.due = day;
    if code == StepCode::EnterHolidays {
        let Some(Refusal::NotCovered { from }) = &deadline.refusal else {
            return None;
        };
        step.params.insert("from".to_owned(), from.to_string());
    }
    Some(step)
}

fn of_right(row: &ProceedingRow, next: &NextStep) -> Step {
    let mut step = step(StepCode::UseRight, row, &next.procedure.title);
    let more = [
        ("next", &next.procedure.id),
        ("why_zh", &next.why.zh),
        ("why_en", &next.why.en),
    ];
    let more = more.map(|(key, value)| (key.to_owned(), value.clone()));
    step.params.extend(more);
    step
}

fn of_offer(offer: &ProceedingOffer) -> Step {
    let day = offer.events.last().map(|event| event.day.to_string());
    let params = [
        ("title_zh", offer.procedure.title.zh.clone()),
        ("title_en", offer.procedure.title.en.clone()),
        ("procedure_zh", offer.procedure.title.zh.clone()),
        ("procedure_en", offer.procedure.title.en.clone()),
        ("lender", offer.lender_name.clone().unwrap_or_default()),
        ("reference", offer.reference.clone()),
        ("day", day.unwrap_or_default()),
    ];
    Step {
        code: StepCode::BeginCounting,
        params: params.map(|(key, value)| (key.to_owned(), value)).into(),
        id: Some(offer.letter.to_string()),
        due: None,
    }
}

fn step(code: StepCode, row: &ProceedingRow, title: &Wording) -> Step {
    let params = [
        ("title_zh", title.zh.clone()),
        ("title_en", title.en.clone()),
        ("procedure_zh", row.procedure.title.zh.clone()),
        ("procedure_en", row.procedure.title.en.clone()),
        ("lender", row.lender_name.clone().unwrap_or_default()),
        (
            "debt",
            row.debt
                .as_ref()
                .map_or_else(String::new, ToString::to_string),
        ),
    ];
    Step {
        code,
        params: params.map(|(key, value)| (key.to_owned(), value)).into(),
        id: Some(row.id.to_string()),
        due: None,
    }
}
