//! Where a proceeding stands: state, open deadlines with their receipts, who is waited
//! for, what can happen next and what the user may do next.
//!
//! A pure function of the file, the events, the calendar and a day.

use domain::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    Actor, DeadlineForce, DeadlineRule, EventKind, Procedure, ProceedingEvent, ProceedingStep,
};
use crate::count::PeriodChange;
use crate::data::Procedures;
use crate::error::{DeadlineError, Refusal, Result};
use crate::receipt::{Receipt, ReceiptNote};
use crate::rule::{name, of_rule};
use crate::words::{LawGrade, Wording};

/// How a deadline stands on a day.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineState {
    /// It runs.
    Open,
    /// It has passed and nothing met it.
    Overdue,
    /// By the count it has passed, but the calendar does not know whether its last day
    /// moved.
    Unsure,
    /// It was met in time.
    Met,
    /// It was met after it had passed.
    MetLate,
    /// What it was waiting for has happened, but no day says whether in time.
    Done,
    /// It runs, but has no day: see `refusal`.
    NoDay,
}

/// A deadline that has started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct OpenDeadline {
    /// `proceeding.deadline`.
    pub rule: String,
    /// What has to be done by it.
    pub title: Wording,
    /// Who has to.
    pub who: Actor,
    /// What kind it is.
    pub force: DeadlineForce,
    /// How well it was verified.
    pub grade: LawGrade,
    /// How it stands.
    pub state: DeadlineState,
    /// The day it started to run.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub since: Day,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub end: Option<Day>,
    /// The last day nobody can dispute: what the user has to do is done by then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub act_by: Option<Day>,
    /// The working, unless the day was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub receipt: Option<Receipt>,
    /// Why it has no day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub refusal: Option<Refusal>,
}

/// A step that can be taken from here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PossibleStep {
    /// What happens.
    pub event: EventKind,
    /// Who does it.
    pub by: Actor,
    /// Where it leads.
    pub to: String,
}

/// A proceeding that may follow now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct NextRight {
    /// Its id.
    pub proceeding: String,
    /// What it is good for.
    pub why: Wording,
    /// The deadlines that have passed and open it; empty: the state does.
    pub overdue: Vec<String>,
}

/// Where a proceeding stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Standing {
    /// Id of the proceeding.
    pub proceeding: String,
    /// Id of the state.
    pub state: String,
    /// Has it ended?
    pub ended: bool,
    /// Who is waited for.
    pub waits: Actor,
    /// Every deadline that started and was not replaced, in order of the file.
    pub deadlines: Vec<OpenDeadline>,
    /// What can happen next.
    pub possible: Vec<PossibleStep>,
    /// What may follow.
    pub next: Vec<NextRight>,
}

/// Where `procedure` stands on `today` after `events`, which may come in any order of
/// days; those of one day count in the order they are given.
///
/// # Errors
/// Every event that is later than today, lacks the day it sets, or cannot happen where
/// the proceeding stands by then.
pub fn standing(
    law: &Procedures,
    procedure: &Procedure,
    events: &[ProceedingEvent],
    today: Day,
) -> Result<Standing> {
    let mut order: Vec<(usize, &ProceedingEvent)> = events.iter().enumerate().collect();
    order.sort_by_key(|(_, event)| event.day);
    check(procedure, &order, today)?;
    let state = walk(procedure, &order)?;
    let history: Vec<&ProceedingEvent> = order.into_iter().map(|(_, event)| event).collect();

    let live = live(procedure, &history);
    let deadlines: Vec<OpenDeadline> = live
        .iter()
        .map(|(rule, start)| open(law, procedure, rule, start, &history, today))
        .collect();
    let from = |step: &&ProceedingStep| step.from.contains(&state);
    let possible = procedure
        .steps
        .iter()
        .filter(from)
        .map(|step| PossibleStep {
            event: step.event,
            by: step.by,
            to: step.to.clone().unwrap_or_else(|| state.clone()),
        });
    let waits = procedure.state(&state).map_or(Actor::Nobody, |s| s.waits);
    Ok(Standing {
        proceeding: procedure.id.clone(),
        ended: procedure.ends_in(&state),
        waits,
        possible: possible.collect(),
        next: next(procedure, &state, &deadlines),
        deadlines,
        state,
    })
}

fn check(procedure: &Procedure, order: &[(usize, &ProceedingEvent)], today: Day) -> Result<()> {
    let mut error = DeadlineError::default();
    for (at, event) in order {
        let mut wrong = |field: &str, why| {
            let problem = DeadlineError::at(format!("events[{at}].{field}"), why);
            error.problems.extend(problem.problems);
        };
        if event.day > today {
            wrong("day", Refusal::InFuture);
        }
        match event.until {
            None if sets_a_day(event.kind) => wrong("until", Refusal::UntilMissing),
            Some(until) if until < event.day => wrong("until", Refusal::Reversed),
            _ => {}
        }
        match &event.rule {
            None if event.kind == EventKind::Postponed => wrong("rule", Refusal::Malformed),
            Some(rule) if procedure.deadline(rule).is_none() => {
                wrong("rule", Refusal::UnknownRule { suggestion: None });
            }
            _ => {}
        }
    }
    if error.problems.is_empty() {
        Ok(())
    } else {
        Err(error)
    }
}

/// Events that are nothing without the day they set.
pub(crate) const fn sets_a_day(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::LimitSet | EventKind::HearingSet | EventKind::DueSet | EventKind::Postponed
    )
}

fn walk(procedure: &Procedure, order: &[(usize, &ProceedingEvent)]) -> Result<String> {
    let mut state = procedure.start.clone();
    for (at, event) in order {
        // A day that was allowed changes a deadline, never the state.
        if event.kind == EventKind::Postponed && !procedure.ends_in(&state) {
            continue;
        }
        let Some(step) = procedure.step(&state, event.kind) else {
            let why = refusal(procedure, &state, event.kind);
            return Err(DeadlineError::at(format!("events[{at}].kind"), why));
        };
        if let Some(to) = &step.to {
            state.clone_from(to);
        }
    }
    Ok(state)
}

/// Something is missing before it, if one step would make it possible.
fn refusal(procedure: &Procedure, state: &str, event: EventKind) -> Refusal {
    let here: Vec<&ProceedingStep> = procedure
        .steps
        .iter()
        .filter(|step| step.from.iter().any(|from| from == state))
        .collect();
    let needs = here.iter().find(|step| {
        let to = step.to.as_deref().unwrap_or(state);
        to != state && procedure.step(to, event).is_some()
    });
    match needs {
        Some(step) => Refusal::OutOfOrder { needs: step.event },
        None => Refusal::NotPossible {
            state: state.to_owned(),
            possible: here.iter().map(|step| step.event).collect(),
        },
    }
}

/// The rules whose event has happened, with its last occurrence, without those that
/// another has taken the place of.
fn live<'a>(
    procedure: &'a Procedure,
    history: &[&'a ProceedingEvent],
) -> Vec<(&'a DeadlineRule, &'a ProceedingEvent)> {
    let happened = |kind: EventKind| history.iter().rev().find(|event| event.kind == kind);
    let started: Vec<_> = procedure
        .deadlines
        .iter()
        .filter_map(|rule| {
            let start = happened(rule.after)?;
            let met = rule.when.is_none_or(|when| happened(when).is_some());
            met.then_some((rule, *start))
        })
        .collect();
    let replaced = |id: &str| {
        started
            .iter()
            .any(|(rule, _)| rule.replaces.as_deref() == Some(id))
    };
    started
        .iter()
        .copied()
        .filter(|(rule, _)| !replaced(&rule.id))
        .collect()
}

fn open(
    law: &Procedures,
    procedure: &Procedure,
    rule: &DeadlineRule,
    start: &ProceedingEvent,
    history: &[&ProceedingEvent],
    today: Day,
) -> OpenDeadline {
    let after: Vec<&ProceedingEvent> = history
        .iter()
        .copied()
        .skip_while(|event| !std::ptr::eq(*event, start))
        .skip(1)
        .collect();
    let counted = of_rule(law, procedure, rule, start.day, &changes(rule, &after));
    let given = match rule.force {
        DeadlineForce::Given => after
            .iter()
            .rev()
            .find(|event| event.kind == EventKind::Postponed && about(event, rule))
            .and_then(|event| event.until)
            .or(start.until),
        _ => None,
    };
    let (receipt, refusal) = match (counted, given) {
        (Ok(receipt), _) => (Some(receipt), None),
        (Err(_), Some(_)) => (None, None),
        (Err(error), None) => (None, error.problems.into_iter().next().map(|p| p.why)),
    };
    let end = receipt.as_ref().map(|receipt| receipt.end).or(given);
    let done = after.iter().find(|event| rule.met_by.contains(&event.kind));
    let state = match (done, end) {
        (Some(event), Some(end)) if event.day <= end => DeadlineState::Met,
        (Some(_), Some(_)) => DeadlineState::MetLate,
        (Some(_), None) => DeadlineState::Done,
        (None, Some(end)) if today > end => match &receipt {
            Some(receipt) if unknown_end(receipt) => DeadlineState::Unsure,
            _ => DeadlineState::Overdue,
        },
        (None, Some(_)) => DeadlineState::Open,
        (None, None) => DeadlineState::NoDay,
    };
    OpenDeadline {
        rule: name(procedure, rule),
        title: rule.title.clone(),
        who: rule.who,
        force: rule.force,
        grade: rule.grade,
        state,
        since: start.day,
        end,
        act_by: receipt.as_ref().map(|receipt| receipt.act_by).or(end),
        receipt,
        refusal,
    }
}

fn about(event: &ProceedingEvent, rule: &DeadlineRule) -> bool {
    event.rule.as_deref() == Some(rule.id.as_str())
}

fn unknown_end(receipt: &Receipt) -> bool {
    let unknown = |note: &ReceiptNote| matches!(note, ReceiptNote::LastDayNotCovered { .. });
    receipt.notes.iter().any(unknown)
}

/// What the later events do to the period of `rule`.
fn changes(rule: &DeadlineRule, after: &[&ProceedingEvent]) -> Vec<PeriodChange> {
    let mut out = Vec::new();
    for (at, event) in after.iter().enumerate() {
        match event.kind {
            EventKind::Suspended if rule.stops => {
                let goes_on = after
                    .iter()
                    .skip(at)
                    .find(|later| later.kind == EventKind::Resumed);
                let to = goes_on.and_then(|later| later.day.pred_opt());
                // Stopped and gone on with on one day: no day is lost.
                if to.is_none_or(|to| to >= event.day) {
                    out.push(PeriodChange::Suspended {
                        from: event.day,
                        to,
                    });
                }
            }
            EventKind::NewFacts if rule.restarts => {
                out.push(PeriodChange::Restarted { day: event.day })
            }
            EventKind::Postponed if about(event, rule) => {
                if let Some(until) = event.until {
                    out.push(PeriodChange::Fixed {
                        day: event.day,
                        until,
                    });
                }
            }
            _ => {}
        }
    }
    out
}

fn next(procedure: &Procedure, state: &str, deadlines: &[OpenDeadline]) -> Vec<NextRight> {
    let mut out = Vec::new();
    for rule in &procedure.next {
        let overdue: Vec<String> = rule
            .overdue
            .iter()
            .filter(|id| overdue(procedure, deadlines, id))
            .map(|id| format!("{}.{id}", procedure.id))
            .collect();
        if !overdue.is_empty() || rule.states.iter().any(|s| s == state) {
            out.push(NextRight {
                proceeding: rule.proceeding.clone(),
                why: rule.why.clone(),
                overdue,
            });
        }
    }
    out
}

/// Has the deadline passed with nothing that met it? That of the rule that took its
/// place counts for it.
pub(super) fn overdue(procedure: &Procedure, deadlines: &[OpenDeadline], id: &str) -> bool {
    let is = |deadline: &&OpenDeadline| {
        deadline
            .rule
            .strip_prefix(&format!("{}.", procedure.id))
            .is_some_and(|rule| rule == id)
    };
    deadlines
        .iter()
        .find(is)
        .is_some_and(|deadline| deadline.state == DeadlineState::Overdue)
}
