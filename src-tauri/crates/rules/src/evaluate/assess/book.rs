//! What was counted: per rule and unit how many rows and findings of each
//! verdict, per row how many findings rest on it.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Day, with_room};

use crate::evaluate::finding::{Verdict, Why};
use crate::evaluate::known::Asks;
use crate::evaluate::places;
use crate::evaluate::plan::{Given, Over, Plan, Planned};
use crate::evaluate::unit::{Outcome, Unit};
use crate::kinds::Sees;
use crate::packs::Engine;

/// How many findings rest on a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Flagged ones.
    pub flags: u32,
    /// Those that wait for a fact.
    pub questions: u32,
}

/// How many findings there are of each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named after the verdicts")]
pub struct Counts {
    pub flagged: u32,
    pub needs_facts: u32,
    pub clear: u32,
    pub not_applicable: u32,
    pub not_covered: u32,
}

/// What there is about one debt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DebtTally {
    /// Flagged findings.
    pub flagged: u32,
    /// Findings that wait for a fact.
    pub questions: u32,
}

/// What was counted.
pub(super) struct Book {
    /// By rule, then by unit.
    pub(super) tallies: Vec<Vec<Tally>>,
    /// By row of the case.
    pub(super) marks: Vec<Marks>,
}

/// What one unit came to.
#[derive(Default)]
pub(super) struct Tally {
    /// Findings that stand alone.
    pub(super) flagged: usize,
    /// Rows of the findings about one organisation each.
    pub(super) joined: BTreeMap<usize, usize>,
    /// Rows.
    pub(super) open: BTreeMap<Asks, usize>,
    pub(super) out: BTreeMap<Why, usize>,
    pub(super) clear: usize,
    pub(super) not_covered: usize,
    /// Findings by day.
    pub(super) flagged_days: BTreeMap<Day, usize>,
    /// Rows by day.
    pub(super) open_days: BTreeMap<Day, usize>,
}

/// Is a count put in or taken out?
#[derive(Clone, Copy)]
pub(super) enum Way {
    In,
    Out,
}

impl Way {
    fn count(self, n: &mut usize, by: usize) {
        *n = match self {
            Self::In => *n + by,
            Self::Out => n.saturating_sub(by),
        };
    }

    fn mark(self, n: &mut u32) {
        *n = match self {
            Self::In => n.saturating_add(1),
            Self::Out => n.saturating_sub(1),
        };
    }

    fn entry<K: Ord>(self, map: &mut BTreeMap<K, usize>, key: K, by: usize) {
        if by > 0 {
            self.count(map.entry(key).or_default(), by);
        }
    }
}

impl Book {
    pub(super) fn new(plan: &Plan, rows: usize) -> Self {
        let blank = |planned: &Planned| planned.units.iter().map(|_| Tally::default()).collect();
        let mut marks = Vec::with_capacity(with_room(rows));
        marks.resize(rows, Marks::default());
        Self {
            tallies: plan.rules.iter().map(blank).collect(),
            marks,
        }
    }

    /// Judges `slots` by one rule, if it is one that `fits`, and counts the
    /// outcome in or out.
    pub(super) fn count(
        &mut self,
        plan: &Plan,
        (rule, unit): (usize, usize),
        slots: &[usize],
        over: &Over<'_, '_>,
        way: Way,
        fits: impl Fn(Sees) -> bool,
    ) {
        let fits = |planned: &&Planned| planned.sees != Sees::Whole && fits(planned.sees);
        let Some(planned) = plan.rules.get(rule).filter(fits) else {
            return;
        };
        let given = Given { slots, own: None };
        let seat = planned.units.get(unit);
        let tally = self.tallies.get_mut(rule).and_then(|t| t.get_mut(unit));
        if let (Some(seat), Some(tally)) = (seat, tally)
            && let Some((unit, outcome)) = planned.judge(seat, given, over, false)
        {
            tally.count(&unit, outcome, &mut self.marks, way);
        }
    }

    /// Judges everything by the checks that look at everything.
    pub(super) fn count_whole(&mut self, plan: &Plan, over: &Over<'_, '_>, way: Way) {
        for (planned, tallies) in plan.rules.iter().zip(&mut self.tallies) {
            for (seat, tally) in planned.units.iter().zip(tallies) {
                let Some(places) = places(planned, seat, plan, over.items) else {
                    continue;
                };
                let given = Given {
                    slots: over.items.order(),
                    own: Some(&places),
                };
                if let Some((unit, outcome)) = planned.judge(seat, given, over, false) {
                    tally.count(&unit, outcome, &mut self.marks, way);
                }
            }
        }
    }
}

impl Tally {
    fn count(&mut self, unit: &Unit<'_, '_>, outcome: Outcome<'_>, marks: &mut [Marks], way: Way) {
        let manual = unit.rule.engine == Engine::Manual;
        let mut mark = |place: &usize, field: fn(&mut Marks) -> &mut u32| {
            let row = unit.item(*place).map(|item| item.row);
            if let Some(marks) = row.and_then(|row| marks.get_mut(row)) {
                way.mark(field(marks));
            }
        };
        let mut pointed_out: BTreeSet<usize> = BTreeSet::new();
        for hit in outcome.flagged {
            if manual {
                pointed_out.extend(hit.events);
                continue;
            }
            match hit.joins {
                Some(party) => way.entry(&mut self.joined, party, hit.events.len()),
                None => way.count(&mut self.flagged, 1),
            }
            if let Some(item) = hit.events.first().and_then(|place| unit.item(*place)) {
                way.entry(&mut self.flagged_days, item.filed, 1);
            }
            hit.events
                .iter()
                .for_each(|place| mark(place, |m| &mut m.flags));
        }
        let mut open_day = |place: &usize| {
            if let Some(item) = unit.item(*place) {
                way.entry(&mut self.open_days, item.filed, 1);
            }
        };
        for (asks, open) in outcome.open {
            if manual {
                pointed_out.extend(open.events);
                continue;
            }
            way.entry(&mut self.open, asks, open.events.len());
            open.events.iter().for_each(&mut open_day);
            let events = open.events.iter();
            events.for_each(|place| mark(place, |m| &mut m.questions));
        }
        pointed_out.iter().for_each(&mut open_day);
        way.entry(&mut self.open, Asks::NONE, pointed_out.len());
        for (why, events) in outcome.out {
            way.entry(&mut self.out, why, events.len());
        }
        way.count(&mut self.clear, outcome.clear.len());
        way.count(&mut self.not_covered, outcome.not_covered.len());
        if matches!(way, Way::Out) {
            self.open.retain(|_, n| *n > 0);
            self.out.retain(|_, n| *n > 0);
            self.joined.retain(|_, n| *n > 0);
            self.flagged_days.retain(|_, n| *n > 0);
            self.open_days.retain(|_, n| *n > 0);
        }
    }

    pub(super) fn flagged(&self) -> usize {
        self.flagged + self.joined.len()
    }

    pub(super) fn counts(&self) -> Counts {
        let counts = Counts {
            flagged: count(self.flagged()),
            needs_facts: count(self.open.len()),
            clear: u32::from(self.clear > 0),
            not_applicable: count(self.out.len()),
            not_covered: u32::from(self.not_covered > 0),
        };
        if counts == Counts::default() {
            Counts {
                not_applicable: 1,
                ..counts
            }
        } else {
            counts
        }
    }

    /// The days on which a verdict was given, in order; `None`: not kept by day.
    pub(super) fn days(&self, verdict: Verdict, most: Option<usize>) -> Option<Vec<Day>> {
        let none = match verdict {
            Verdict::Flagged => self.flagged() == 0,
            Verdict::NeedsFacts => self.open.is_empty(),
            Verdict::Clear => self.clear == 0,
            Verdict::NotCovered => self.not_covered == 0,
            Verdict::NotApplicable => false,
        };
        if none {
            return Some(Vec::new());
        }
        match verdict {
            Verdict::Flagged => Some(self.flagged_days.keys().copied().collect()),
            Verdict::NeedsFacts => {
                let mut rows = 0;
                let newest = self.open_days.iter();
                let mut days: Vec<Day> = newest
                    .rev()
                    .take_while(|(_, n)| {
                        let more = most.is_none_or(|most| rows < most);
                        rows += **n;
                        more
                    })
                    .map(|(day, _)| *day)
                    .collect();
                days.reverse();
                Some(days)
            }
            Verdict::Clear | Verdict::NotCovered | Verdict::NotApplicable => None,
        }
    }
}

impl Counts {
    pub(super) fn add(&mut self, other: Self) {
        self.flagged += other.flagged;
        self.needs_facts += other.needs_facts;
        self.clear += other.clear;
        self.not_applicable += other.not_applicable;
        self.not_covered += other.not_covered;
    }
}

/// As the counts are given.
pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
