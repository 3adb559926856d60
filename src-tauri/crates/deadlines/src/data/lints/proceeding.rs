//! A proceeding: that every state can be reached and left, that a deadline has its
//! ground, that what it names is there.

use std::collections::BTreeSet;

use super::{Code, Issues, LETTERS, Names};
use crate::data::Procedures;
use crate::proceeding::{Actor, DeadlineForce, DeadlineRule, Procedure, sets_a_day};
use crate::words::LawGrade;

pub(super) fn check(issues: &mut Issues<'_>, law: &Procedures, names: &Names<'_>, one: &Procedure) {
    if !issues.file.ends_with(&format!("/{}.toml", one.id)) {
        issues.add(&one.id, Code::IdNotFileName, &one.id);
    }
    steps(issues, one);
    states(issues, one);
    let mut seen = BTreeSet::new();
    for rule in &one.deadlines {
        if !seen.insert(&rule.id) {
            issues.add(&format!("\"{}\"", rule.id), Code::DuplicateId, &rule.id);
        }
        deadline(issues, names, one, rule);
    }
    others(issues, law, names, one);
}

fn state_ids(one: &Procedure) -> Vec<&str> {
    one.states.iter().map(|state| state.id.as_str()).collect()
}

fn deadline_ids(one: &Procedure) -> Vec<&str> {
    one.deadlines.iter().map(|rule| rule.id.as_str()).collect()
}

fn steps(issues: &mut Issues<'_>, one: &Procedure) {
    let ids = state_ids(one);
    issues.known(&one.start, &ids, Code::UnknownState);
    let mut ways = BTreeSet::new();
    for step in &one.steps {
        for id in step.from.iter().chain(&step.to) {
            issues.known(id, &ids, Code::UnknownState);
        }
        for from in &step.from {
            if !ways.insert((from.as_str(), step.event)) {
                let detail = format!("{from}: {}", step.event.code());
                issues.add(step.event.code(), Code::TwoWays, detail);
            }
        }
    }
}

/// Every state is reached from the start and leads to an end.
fn states(issues: &mut Issues<'_>, one: &Procedure) {
    let reached = spread(one, vec![one.start.as_str()], true);
    let ends: Vec<&str> = state_ids(one)
        .into_iter()
        .filter(|id| one.ends_in(id))
        .collect();
    let leaving = spread(one, ends, false);
    let mut seen = BTreeSet::new();
    for state in &one.states {
        let near = format!("\"{}\"", state.id);
        if !seen.insert(&state.id) {
            issues.add(&near, Code::DuplicateId, &state.id);
        }
        if !reached.contains(state.id.as_str()) {
            issues.add(&near, Code::Unreachable, &state.id);
        }
        if !leaving.contains(state.id.as_str()) {
            issues.add(&near, Code::DeadState, &state.id);
        }
        // An end waits for nobody, and only an end does.
        if (state.waits == Actor::Nobody) != one.ends_in(&state.id) {
            issues.add(&near, Code::EndGoesOn, &state.id);
        }
        for sent in &state.send {
            issues.known(&sent.letter, LETTERS, Code::UnknownText);
            // What the letter is has to be a step from here; its answer one from anywhere.
            if let Some(event) = sent.event
                && one.step(&state.id, event).is_none()
            {
                issues.add(event.code(), Code::UnknownEvent, event.code());
            }
            if let Some(answer) = sent.answer
                && !one.steps.iter().any(|step| step.event == answer)
            {
                issues.add(answer.code(), Code::UnknownEvent, answer.code());
            }
        }
    }
}

/// The states that steps lead to from `start`, or from which steps lead there.
fn spread<'a>(one: &'a Procedure, start: Vec<&'a str>, forward: bool) -> BTreeSet<&'a str> {
    let mut found: BTreeSet<&str> = start.iter().copied().collect();
    let mut open = start;
    while let Some(state) = open.pop() {
        for step in &one.steps {
            let to = step.to.as_deref();
            let near: Vec<&str> = if forward {
                let leaves = step.from.iter().any(|from| from == state);
                to.filter(|_| leaves).into_iter().collect()
            } else if to == Some(state) {
                step.from.iter().map(String::as_str).collect()
            } else {
                Vec::new()
            };
            for id in near {
                if found.insert(id) {
                    open.push(id);
                }
            }
        }
    }
    found
}

fn deadline(issues: &mut Issues<'_>, names: &Names<'_>, one: &Procedure, rule: &DeadlineRule) {
    let near = format!("\"{}\"", rule.id);
    for event in rule.met_by.iter().chain(&rule.when).chain([&rule.after]) {
        if !one.steps.iter().any(|step| step.event == *event) {
            issues.add(event.code(), Code::UnknownEvent, event.code());
        }
    }
    if let Some(other) = &rule.replaces {
        issues.known(other, &deadline_ids(one), Code::UnknownDeadline);
    }
    if let Some(text) = &rule.instrument {
        issues.known(text, &names.texts, Code::UnknownText);
    }
    for source in &rule.sources {
        issues.known(source, &names.sources, Code::UnknownSource);
    }
    let length = rule.length.is_some();
    let grounded = rule.instrument.is_some() && !rule.sources.is_empty() && !rule.clause.is_empty();
    let verified = rule.grade != LawGrade::C;
    let (law, whole) = match rule.force {
        DeadlineForce::Statutory => (verified, grounded && length),
        DeadlineForce::Reminder => (true, length && rule.note.is_some()),
        DeadlineForce::ToConfirm => (!length, true),
        DeadlineForce::Given => (true, !length && sets_a_day(rule.after)),
    };
    if !law {
        issues.add(&near, Code::NotVerified, &rule.id);
    }
    if !whole {
        issues.add(&near, Code::GroundMissing, &rule.id);
    }
}

/// What a proceeding says of others.
fn others(issues: &mut Issues<'_>, law: &Procedures, names: &Names<'_>, one: &Procedure) {
    for rule in &one.first {
        issues.known(
            &rule.proceeding,
            &names.proceedings,
            Code::UnknownProceeding,
        );
        if let Some(other) = law.proceeding(&rule.proceeding) {
            for state in &rule.states {
                issues.known(state, &state_ids(other), Code::UnknownState);
            }
            for id in &rule.overdue {
                issues.known(id, &deadline_ids(other), Code::UnknownDeadline);
            }
        }
        if let Some(text) = &rule.instrument {
            issues.known(text, &names.texts, Code::UnknownText);
        }
        if rule.grade != LawGrade::C && (rule.instrument.is_none() || rule.clause.is_empty()) {
            issues.add(&rule.proceeding, Code::GroundMissing, &rule.proceeding);
        }
    }
    for rule in &one.next {
        issues.known(
            &rule.proceeding,
            &names.proceedings,
            Code::UnknownProceeding,
        );
        for state in &rule.states {
            issues.known(state, &state_ids(one), Code::UnknownState);
        }
        for id in &rule.overdue {
            issues.known(id, &deadline_ids(one), Code::UnknownDeadline);
        }
    }
}
