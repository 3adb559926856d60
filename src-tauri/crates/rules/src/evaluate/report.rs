//! From what a check found to findings.

use std::collections::{BTreeMap, BTreeSet};

use domain::{ContactId, Day};

use super::finding::{Finding, TraceStep, Verdict, Why};
use super::known::{Asks, Known};
use super::scope::DebtScope;
use super::unit::{Hit, Open, Outcome, Unit};
use crate::packs::{Engine, Nature, Pack, Rule};

/// A finding that says no more than that the rule does not apply.
pub(super) fn blank(pack: &Pack, rule: &Rule) -> Finding {
    Finding {
        rule: rule.slug.clone(),
        pack: pack.id.clone(),
        pack_version: pack.version.clone(),
        instrument: rule.instrument.clone(),
        clause: rule.clause.clone(),
        force: rule.force,
        grade: rule.grade,
        rank: rule.force.rank(),
        debt: None,
        verdict: Verdict::NotApplicable,
        why: None,
        events: Vec::new(),
        law_date: None,
        missing: Vec::new(),
        event_count: 0,
        trace: Vec::new(),
        manual: rule.engine == Engine::Manual,
    }
}

/// Rows named by a verdict that asks nothing and accuses nobody. A long log has
/// a hundred such findings; naming every row in each would cost more than
/// everything else together.
const QUIET_EVENTS: usize = 500;

/// The rows a finding names: all of them, unless the verdict is a quiet one.
fn named(verdict: Verdict, events: &[usize]) -> &[usize] {
    match verdict {
        Verdict::Flagged | Verdict::NeedsFacts => events,
        Verdict::Clear | Verdict::NotApplicable | Verdict::NotCovered => {
            events.get(..QUIET_EVENTS).unwrap_or(events)
        }
    }
}

/// Adds the findings of one unit that `wanted` picks. Each open one comes with
/// what it waits for.
pub(super) fn report<'a>(
    unit: &Unit<'_, 'a>,
    outcome: Outcome<'a>,
    wanted: impl Fn(Verdict) -> bool,
    mut add: impl FnMut(Finding, Asks),
) {
    let Outcome {
        mut flagged,
        mut open,
        clear,
        out,
        not_covered,
        clear_trace,
    } = outcome;
    let debt = unit
        .debt
        .and_then(|i| unit.record.debt(i))
        .map(|debt| debt.id.clone());
    let counted = unit
        .rule
        .check
        .as_ref()
        .is_some_and(|kind| kind.check().counts());
    let sources = |events: &[usize]| counted.then(|| sources(unit, events));
    let finding = |verdict: Verdict, events: &[usize]| Finding {
        debt: debt.clone(),
        verdict,
        events: ids(unit, named(verdict, events)),
        event_count: u32::try_from(events.len()).unwrap_or(u32::MAX),
        law_date: one_day(unit, events),
        ..blank(unit.pack, unit.rule)
    };
    let mut add = |asks: Asks, finding: Finding| add(finding, asks);
    if unit.rule.engine == Engine::Manual {
        look_with_a_person(&mut flagged, &mut open);
    }
    let nothing = flagged.is_empty()
        && open.is_empty()
        && clear.is_empty()
        && not_covered.is_empty()
        && out.is_empty();
    if wanted(Verdict::Flagged) {
        for mut hit in joined(flagged) {
            hit.trace.extend(sources(&hit.events));
            if unit.rule.nature == Some(Nature::Presumption) {
                hit.trace.push(TraceStep::Presumed);
            }
            let flag = Finding {
                law_date: Some(hit.day),
                trace: hit.trace,
                ..finding(Verdict::Flagged, &hit.events)
            };
            add(Asks::NONE, flag);
        }
    }
    if wanted(Verdict::NeedsFacts) {
        for (asks, mut open) in open {
            open.trace.extend(sources(&open.events));
            let waits = Finding {
                missing: open.facts,
                trace: open.trace,
                ..finding(Verdict::NeedsFacts, &open.events)
            };
            add(asks, waits);
        }
    }
    if wanted(Verdict::Clear) && !clear.is_empty() {
        // The fullest day says most about why a count was kept.
        let fullest = clear_trace.into_iter().max_by_key(|step| match step {
            TraceStep::Counted { possible, .. } | TraceStep::CountedWindow { possible, .. } => {
                *possible
            }
            _ => 0,
        });
        let open = unit.debt.and_then(|debt| unit.scopes.get(debt));
        let open =
            matches!(open, Some(DebtScope::In(Known::Ask(_)))).then_some(TraceStep::ScopeOpen);
        // A passed count is no proof that nothing was wrong.
        let holds =
            (unit.rule.nature == Some(Nature::Presumption)).then_some(TraceStep::PresumptionHolds);
        let kept = Finding {
            trace: fullest
                .into_iter()
                .chain(sources(&clear))
                .chain(open)
                .chain(holds)
                .collect(),
            ..finding(Verdict::Clear, &clear)
        };
        add(Asks::NONE, kept);
    }
    if wanted(Verdict::NotCovered) && !not_covered.is_empty() {
        add(Asks::NONE, finding(Verdict::NotCovered, &not_covered));
    }
    if wanted(Verdict::NotApplicable) {
        let because = |why: Why, events: &[usize]| Finding {
            why: Some(why),
            ..finding(Verdict::NotApplicable, events)
        };
        for (why, events) in &out {
            add(Asks::NONE, because(*why, events));
        }
        if nothing {
            add(Asks::NONE, because(Why::NoContact, &[]));
        }
    }
}

/// Hits about one organisation become one, in the place of the first.
fn joined(hits: Vec<Hit>) -> Vec<Hit> {
    let mut out: Vec<Hit> = Vec::new();
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    for hit in hits {
        let place = hit.joins.and_then(|party| places.get(&party).copied());
        match place.and_then(|place| out.get_mut(place)) {
            Some(first) => first.events.extend(hit.events),
            None => {
                places.extend(hit.joins.map(|party| (party, out.len())));
                out.push(hit);
            }
        }
    }
    out
}

/// A manual rule decides nothing: its hits become one finding that asks for a
/// person, with whatever facts are missing besides.
fn look_with_a_person<'a>(flagged: &mut Vec<Hit>, open: &mut BTreeMap<Asks, Open<'a>>) {
    let mut all = Open::default();
    for hit in flagged.drain(..) {
        all.events.extend(hit.events);
        for step in hit.trace {
            if !matches!(step, TraceStep::InForce { .. }) && !all.trace.contains(&step) {
                all.trace.push(step);
            }
        }
    }
    for (_, waiting) in std::mem::take(open) {
        all.events.extend(waiting.events);
        all.facts.extend(waiting.facts);
    }
    all.facts.sort_unstable();
    all.facts.dedup();
    if !all.events.is_empty() {
        all.events.sort_unstable();
        all.events.dedup();
        all.trace.push(TraceStep::LookWithAPerson);
        open.insert(Asks::NONE, all);
    }
}

/// Where rows come from: what one source cannot show it cannot rule out.
fn sources(unit: &Unit<'_, '_>, events: &[usize]) -> TraceStep {
    let kinds: BTreeSet<&str> = events
        .iter()
        .filter_map(|place| unit.item(*place))
        .map(|item| unit.contact(item))
        .flat_map(|row| {
            let own = row.source.as_ref().map_or("by_hand", |s| s.kind.code());
            let others = row.witnesses.iter().map(|w| w.source.kind.code());
            others.chain([own])
        })
        .collect();
    TraceStep::Sources {
        sources: kinds.into_iter().map(str::to_owned).collect(),
    }
}

fn ids(unit: &Unit<'_, '_>, events: &[usize]) -> Vec<ContactId> {
    events
        .iter()
        .filter_map(|place| unit.item(*place))
        .map(|item| unit.id(item).clone())
        .collect()
}

fn one_day(unit: &Unit<'_, '_>, events: &[usize]) -> Option<Day> {
    let mut days = events
        .iter()
        .filter_map(|place| unit.item(*place))
        .map(|item| item.day);
    let first = days.next()?;
    days.all(|day| day == first).then_some(first)
}
