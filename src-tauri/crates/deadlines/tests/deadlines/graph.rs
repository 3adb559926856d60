//! Every proceeding, walked from its start to each of its ends by what its file says.

use super::*;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::Days;
use deadlines::{Actor, Procedure, Standing, standing};

/// The shortest way of events to every state, and over every step.
fn ways(one: &Procedure) -> BTreeMap<String, Vec<EventKind>> {
    let mut found = BTreeMap::from([(one.start.clone(), Vec::new())]);
    let mut open = VecDeque::from([one.start.clone()]);
    while let Some(state) = open.pop_front() {
        let so_far = found[&state].clone();
        for step in one.steps.iter().filter(|step| step.from.contains(&state)) {
            let to = step.to.clone().unwrap_or_else(|| state.clone());
            if !found.contains_key(&to) {
                let mut way = so_far.clone();
                way.push(step.event);
                found.insert(to.clone(), way);
                open.push_back(to);
            }
        }
    }
    found
}

/// Plays a way, one event every third day, and looks the day after.
fn play(one: &Procedure, way: &[EventKind]) -> Standing {
    let mut on = day("2026-03-02");
    let mut events = Vec::new();
    for kind in way {
        let sets = matches!(
            kind,
            EventKind::LimitSet | EventKind::HearingSet | EventKind::DueSet
        );
        events.push(ProceedingEvent {
            until: sets.then(|| on + Days::new(20)),
            ..ProceedingEvent::new(*kind, on)
        });
        on = on + Days::new(3);
    }
    standing(law(), one, &events, on).unwrap_or_else(|error| {
        panic!("{} {way:?}: {error:?}", one.id);
    })
}

#[test]
fn every_state_of_every_proceeding_is_reached_and_the_ways_lead_where_the_file_says() {
    for one in law().proceedings() {
        let ways = ways(one);
        for state in &one.states {
            let way = ways.get(&state.id);
            let way = way.unwrap_or_else(|| panic!("{}.{} is not reached", one.id, state.id));
            let standing = play(one, way);
            assert_eq!(standing.state, state.id, "{}", one.id);
            assert_eq!(standing.waits, state.waits);
            let ended = state.waits == Actor::Nobody;
            assert_eq!(standing.ended, ended, "{}.{}", one.id, state.id);
            assert_eq!(
                standing.possible.is_empty(),
                ended,
                "{}.{}",
                one.id,
                state.id
            );
        }
    }
}

#[test]
fn every_step_of_every_proceeding_can_be_taken() {
    for one in law().proceedings() {
        let ways = ways(one);
        for step in &one.steps {
            for from in &step.from {
                let mut way = ways[from].clone();
                way.push(step.event);
                let standing = play(one, &way);
                let to = step.to.as_ref().unwrap_or(from);
                assert_eq!(&standing.state, to, "{} {way:?}", one.id);
            }
        }
    }
}

#[test]
fn an_end_is_reached_from_every_state() {
    for one in law().proceedings() {
        for state in &one.states {
            let from_here = Procedure {
                start: state.id.clone(),
                ..one.clone()
            };
            let ends = ways(&from_here)
                .into_keys()
                .filter(|id| one.ends_in(id))
                .count();
            assert!(ends > 0, "{}.{}", one.id, state.id);
        }
    }
}

#[test]
fn every_deadline_starts_on_some_way_and_can_be_met_on_some_way() {
    for one in law().proceedings() {
        let ways = ways(one);
        for rule in &one.deadlines {
            let name = format!("{}.{}", one.id, rule.id);
            let mut started = false;
            let mut met = BTreeSet::new();
            for step in one.steps.iter().filter(|step| step.event == rule.after) {
                for from in &step.from {
                    let mut way = ways[from].clone();
                    way.push(rule.after);
                    let here = step.to.clone().unwrap_or_else(|| from.clone());
                    // What has to have happened too, if it can here.
                    let mut at = here;
                    if let Some(when) = rule.when {
                        let Some(step) = one.step(&at, when) else {
                            continue;
                        };
                        way.push(when);
                        if let Some(replaced) = &rule.replaces
                            && let Some(before) = one.deadline(replaced).and_then(|r| r.when)
                            && one.step(&at, before).is_some()
                        {
                            way.insert(way.len() - 1, before);
                        }
                        at = step.to.clone().unwrap_or(at);
                    }
                    let standing = play(one, &way);
                    let open = standing.deadlines.iter().find(|open| open.rule == name);
                    started |= open.is_some();
                    for event in &rule.met_by {
                        let onward = Procedure {
                            start: at.clone(),
                            ..one.clone()
                        };
                        for (state, more) in self::ways(&onward) {
                            if one.step(&state, *event).is_some() && !more.contains(&rule.after) {
                                let mut way = way.clone();
                                way.extend(more);
                                way.push(*event);
                                let standing = play(one, &way);
                                let open = standing.deadlines.iter().find(|o| o.rule == name);
                                if open.is_some_and(|open| {
                                    !matches!(
                                        open.state,
                                        deadlines::DeadlineState::Open
                                            | deadlines::DeadlineState::NoDay
                                    )
                                }) {
                                    met.insert(event.code());
                                }
                            }
                        }
                    }
                }
            }
            assert!(started, "{name} never starts");
            assert!(!met.is_empty(), "{name} is never met");
        }
    }
}
