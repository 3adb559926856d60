//! From packs and a case to findings. Never fails, never guesses, knows no
//! clock: the day up to which rows count is an argument.

mod answers;
mod codes;
mod collector;
mod count;
mod finding;
mod item;
mod known;
mod notices;
mod place;
mod record;
mod scope;
mod talks;
mod unit;

use std::collections::BTreeMap;

use domain::{Case, ContactId, Day};

pub use finding::{Evaluation, Finding, PackUse, TraceStep, Verdict, Why};

pub(crate) use answers::About;
pub(crate) use codes::Codes;
pub(crate) use item::Item;
pub(crate) use known::{Asks, Known};
pub(crate) use notices::Replies;
pub(crate) use place::{clock, clocks};
pub(crate) use record::Record;
pub(crate) use talks::{Call, Talks, call, calls, debts_of};
pub(crate) use unit::{Hit, Judged, Outcome, Unit};

use crate::packs::{Engine, Nature, Pack, Rule};
use scope::DebtScope;
use unit::Open;

/// Judges every contact of `case` by every active rule of `packs`.
///
/// Contacts after `as_of` are left out. Every rule that is evaluated appears
/// in the findings at least once. Flagged findings stand alone: one per contact
/// where a single contact breaches, one per day where contacts are counted.
/// The quieter verdicts are gathered per rule and debt; those that wait for
/// facts also per sort of fact.
pub fn evaluate(packs: &[Pack], case: &Case, as_of: Option<Day>) -> Evaluation {
    let record = Record::new(case, as_of);
    let mut out = Evaluation::default();
    for pack in packs {
        out.packs.push(PackUse {
            id: pack.id.clone(),
            title: pack.title.clone(),
            version: pack.version.clone(),
            jurisdiction: pack.jurisdiction.clone(),
            checked_on: pack.checked_on,
            covers_from: pack.covers_from,
            covers_to: pack.covers_to,
        });
        out.issues.extend(pack.issues.iter().cloned());
        for rule in &pack.rules {
            if matches!(rule.engine, Engine::Auto | Engine::Manual) {
                evaluate_rule(pack, rule, &record, &mut out.findings);
            }
        }
    }
    out
}

fn evaluate_rule(pack: &Pack, rule: &Rule, record: &Record<'_>, findings: &mut Vec<Finding>) {
    let Some(check) = rule.check.as_ref().map(crate::kinds::Kind::check) else {
        return;
    };
    let scopes: Vec<DebtScope> = record
        .case
        .debts
        .iter()
        .map(|debt| DebtScope::of(pack, rule, debt, record))
        .collect();
    let start = findings.len();
    let mut run = |debt: Option<usize>, items: Vec<usize>| {
        let unit = Unit {
            record,
            pack,
            rule,
            debt,
            scopes: &scopes,
            items,
        };
        let outcome = check.check(&unit);
        report(&unit, outcome, findings);
    };

    let counted = check.counts();
    if counted {
        for debts in creditors(record, &scopes) {
            let mut items: Vec<usize> = debts
                .iter()
                .flat_map(|d| record.by_debt.get(*d).into_iter().flatten().copied())
                .collect();
            items.extend(&record.loose);
            items.sort_unstable();
            items.dedup();
            run(debts.first().copied(), items);
        }
    } else {
        for (debt, scope) in scopes.iter().enumerate() {
            if matches!(scope, DebtScope::In(_)) {
                run(
                    Some(debt),
                    record.by_debt.get(debt).cloned().unwrap_or_default(),
                );
            }
        }
    }
    // Contacts of no known debt: where they are counted, each creditor's count
    // has taken them along already.
    let covers_any = if scopes.is_empty() {
        place::jurisdiction(record.case, None).code() == pack.jurisdiction
    } else {
        scopes.iter().any(|s| matches!(s, DebtScope::In(_)))
    };
    if !record.loose.is_empty() && covers_any && (!counted || scopes.is_empty()) {
        run(None, record.loose.clone());
    }
    if !covers_any && place::elsewhere(record.case, pack) {
        findings.push(Finding {
            why: Some(Why::Jurisdiction),
            ..blank(pack, rule)
        });
        return;
    }
    for (debt, scope) in scopes.iter().enumerate() {
        if let DebtScope::Out(why) = scope {
            let debt = record.debt(debt).map(|d| d.id.clone());
            findings.push(Finding {
                debt,
                why: Some(*why),
                ..blank(pack, rule)
            });
        }
    }
    if findings.len() == start {
        findings.push(Finding {
            why: Some(Why::NoContact),
            ..blank(pack, rule)
        });
    }
}

/// The covered debts, those of one lender together: counts run over all the
/// debts one creditor and its agents collect.
fn creditors(record: &Record<'_>, scopes: &[DebtScope]) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, debt) in record.case.debts.iter().enumerate() {
        if !matches!(scopes.get(index), Some(DebtScope::In(_))) {
            continue;
        }
        let place = *places.entry(debt.lender.as_str()).or_insert_with(|| {
            out.push(Vec::new());
            out.len() - 1
        });
        if let Some(debts) = out.get_mut(place) {
            debts.push(index);
        }
    }
    out
}

/// A finding that says no more than that the rule does not apply.
fn blank(pack: &Pack, rule: &Rule) -> Finding {
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

fn report<'a>(unit: &Unit<'_, 'a>, outcome: Outcome<'a>, findings: &mut Vec<Finding>) {
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
    let finding = |verdict: Verdict, events: &[usize]| Finding {
        debt: debt.clone(),
        verdict,
        events: ids(unit.record, named(verdict, events)),
        event_count: u32::try_from(events.len()).unwrap_or(u32::MAX),
        law_date: one_day(unit.record, events),
        ..blank(unit.pack, unit.rule)
    };
    let start = findings.len();
    if unit.rule.engine == Engine::Manual {
        look_with_a_person(&mut flagged, &mut open);
    }
    for mut hit in flagged {
        if unit.rule.nature == Some(Nature::Presumption) {
            hit.trace.push(TraceStep::Presumed);
        }
        findings.push(Finding {
            law_date: Some(hit.day),
            trace: hit.trace,
            ..finding(Verdict::Flagged, &hit.events)
        });
    }
    for (_, mut open) in open {
        open.events.sort_unstable();
        open.events.dedup();
        findings.push(Finding {
            missing: open.facts,
            trace: open.trace,
            ..finding(Verdict::NeedsFacts, &open.events)
        });
    }
    if !clear.is_empty() {
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
        findings.push(Finding {
            trace: fullest.into_iter().chain(open).chain(holds).collect(),
            ..finding(Verdict::Clear, &clear)
        });
    }
    if !not_covered.is_empty() {
        findings.push(finding(Verdict::NotCovered, &not_covered));
    }
    for (why, events) in out {
        findings.push(Finding {
            why: Some(why),
            ..finding(Verdict::NotApplicable, &events)
        });
    }
    if findings.len() == start {
        findings.push(Finding {
            why: Some(Why::NoContact),
            ..finding(Verdict::NotApplicable, &[])
        });
    }
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
        all.trace.push(TraceStep::LookWithAPerson);
        open.insert(Asks::NONE, all);
    }
}

fn ids(record: &Record<'_>, events: &[usize]) -> Vec<ContactId> {
    events
        .iter()
        .filter_map(|i| record.items.get(*i))
        .map(|item| item.id.clone())
        .collect()
}

fn one_day(record: &Record<'_>, events: &[usize]) -> Option<Day> {
    let mut days = events
        .iter()
        .filter_map(|i| record.items.get(*i))
        .map(|item| item.day);
    let first = days.next()?;
    days.all(|day| day == first).then_some(first)
}
