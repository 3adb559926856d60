//! A case judged, and kept in step as it grows.
//!
//! What is kept is small: per rule and debt how many rows have which verdict and
//! on which days there is something to say, and per row how many findings rest
//! on it. Findings themselves are made when they are asked for, by judging the
//! days in question once more. A row that comes in is judged with its day; what
//! that day had counted before is taken out first.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Answer, Case, Contact, Day, Subject};

use super::finding::{Finding, Verdict, Why};
use super::item::Item;
use super::items::{Items, Of};
use super::known::Asks;
use super::plan::{Family, Given, Over, Plan, Planned, Seat};
use super::record::Record;
use super::report::report;
use super::scope::DebtScope;
use super::unit::{Outcome, Unit};
use super::{no_contact, out_of_scope, places};
use crate::kinds::Sees;
use crate::packs::{Engine, Pack};

/// A case judged by packs. The packs and the case are not held: the caller
/// passes the same ones each time.
pub struct Assessment {
    plan: Plan,
    items: Items,
    book: Book,
}

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

/// Contacts picked for a check.
struct Chosen {
    slots: Vec<usize>,
    own: Option<Vec<usize>>,
}

impl Chosen {
    fn given(&self) -> Given<'_> {
        Given {
            slots: &self.slots,
            own: self.own.as_deref(),
        }
    }
}

/// What was counted.
struct Book {
    /// By rule, then by unit.
    tallies: Vec<Vec<Tally>>,
    /// By row of the case.
    marks: Vec<Marks>,
}

/// What one unit came to.
#[derive(Default)]
struct Tally {
    /// Findings that stand alone.
    flagged: usize,
    /// Rows of the findings about one organisation each.
    joined: BTreeMap<usize, usize>,
    /// Rows.
    open: BTreeMap<Asks, usize>,
    out: BTreeMap<Why, usize>,
    clear: usize,
    not_covered: usize,
    /// Findings by day.
    flagged_days: BTreeMap<Day, usize>,
    /// Rows by day.
    open_days: BTreeMap<Day, usize>,
}

/// What a change can decide: days of some contacts, and people.
#[derive(Default)]
struct Touched {
    days: BTreeSet<(Of, Day)>,
    people: BTreeSet<(Of, usize)>,
    /// Days of the first contacts, before the change.
    openings: BTreeSet<(Of, Day)>,
}

impl Touched {
    fn add(&mut self, item: &Item, items: &Items) {
        for of in item.lists() {
            self.days.insert((of, item.filed));
            self.people.extend(item.person.map(|person| (of, person)));
            let first = items.opening(of).iter().filter_map(|slot| items.get(*slot));
            self.openings.extend(first.map(|item| (of, item.filed)));
        }
    }
}

/// Is a count put in or taken out?
#[derive(Clone, Copy)]
enum Way {
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

impl Assessment {
    /// Judges the whole case.
    pub fn new(packs: &[Pack], case: &Case) -> Self {
        let record = Record::new(case);
        let items = Items::new(&record, None);
        let plan = Plan::new(packs, &record);
        let mut book = Book::new(&plan, case.contacts.len());
        let over = Over {
            packs,
            record: &record,
            items: &items,
        };
        for (index, family) in plan.families.iter().enumerate() {
            let seats = seats(&plan, index);
            let slots = family.slots(&items, &record);
            // Day by day, each rule in turn: the rows of a day stay at hand.
            let day = |slot: &usize| items.get(*slot).map(|item| item.filed);
            for slots in slots.chunk_by(|a, b| day(a) == day(b)) {
                for at in &seats {
                    book.count(&plan, *at, slots, &over, Way::In, |_| true);
                }
            }
        }
        book.count_whole(&plan, &over, Way::In);
        Self { plan, items, book }
    }

    /// Appends a contact to the case and judges what it can decide. A contact
    /// that supersedes another takes its place.
    pub fn add_contact(&mut self, packs: &[Pack], case: &mut Case, contact: Contact) {
        let old = contact.supersedes.as_ref().and_then(|old| {
            let row = case.contacts.iter().rposition(|c| c.id == *old)?;
            self.items.slot(row)
        });
        let row = case.contacts.len();
        case.contacts.push(contact);
        self.book.marks.push(Marks::default());
        let record = Record::new(case);
        let Some(new) = record.item(row) else { return };
        let mut touched = Touched::default();
        touched.add(&new, &self.items);
        if let Some(old) = old.and_then(|slot| self.items.get(slot)) {
            touched.add(old, &self.items);
        }
        self.judge(packs, &record, &touched, Way::Out);
        if let Some(old) = old {
            self.items.remove(old);
        }
        self.items.insert(&record, new);
        self.judge(packs, &record, &touched, Way::In);
    }

    /// Appends an answer to the case and judges what it can decide. An answer
    /// about one contact decides little; any other is about many, and everything
    /// is judged anew.
    pub fn add_answer(&mut self, packs: &[Pack], case: &mut Case, answer: Answer) {
        let row = match &answer.fact.subject {
            Subject::Contact(id) => case.contacts.iter().rposition(|c| c.id == *id),
            _ => None,
        };
        let old = row.and_then(|row| self.items.slot(row));
        case.answers.push(answer);
        let item = row.and_then(|row| Record::new(case).item(row));
        let (Some(old), Some(new)) = (old, item) else {
            *self = Self::new(packs, case);
            return;
        };
        let mut touched = Touched::default();
        touched.add(&new, &self.items);
        if let Some(old) = self.items.get(old) {
            touched.add(old, &self.items);
        }
        // What was counted before was counted without the answer.
        let answer = case.answers.pop();
        self.judge(packs, &Record::new(case), &touched, Way::Out);
        case.answers.extend(answer);
        let record = Record::new(case);
        self.items.remove(old);
        self.items.insert(&record, new);
        self.judge(packs, &record, &touched, Way::In);
    }

    /// How many findings rest on a row of the case.
    pub fn marks(&self, row: usize) -> Marks {
        self.book.marks.get(row).copied().unwrap_or_default()
    }

    /// How many findings there are of each verdict, as [`super::evaluate`]
    /// would say them.
    pub fn counts(&self) -> Counts {
        let mut all = Counts::default();
        for (planned, tallies) in self.plan.rules.iter().zip(&self.book.tallies) {
            let mut said = Counts::default();
            let out = planned
                .scopes
                .iter()
                .filter(|scope| matches!(scope, DebtScope::Out(_)));
            said.not_applicable += if planned.elsewhere {
                1
            } else {
                count(out.count())
            };
            for (seat, tally) in planned.units.iter().zip(tallies) {
                if planned.speaks(seat, &self.items) {
                    said.add(tally.counts());
                }
            }
            if said == Counts::default() {
                said.not_applicable = 1;
            }
            all.add(said);
        }
        all
    }

    /// What there is about a debt, by its place in the case.
    pub fn debt(&self, packs: &[Pack], debt: usize) -> DebtTally {
        let mut all = DebtTally::default();
        for (planned, tallies) in self.plan.rules.iter().zip(&self.book.tallies) {
            let manual = planned
                .rule(packs)
                .is_some_and(|(_, rule)| rule.engine == Engine::Manual);
            let seats = planned.units.iter().zip(tallies);
            for (_, tally) in seats.filter(|(seat, _)| seat.debt == Some(debt)) {
                all.flagged += count(tally.flagged());
                if !manual {
                    all.questions += count(tally.open.len());
                }
            }
        }
        all
    }

    /// The findings of one verdict, in the order of [`super::evaluate`]. Of those
    /// that wait for facts, rows and facts are given from the newest day back
    /// until there are `most` rows; the count is of all.
    pub fn findings(
        &self,
        packs: &[Pack],
        case: &Case,
        verdict: Verdict,
        most: Option<usize>,
    ) -> Vec<Finding> {
        let record = Record::new(case);
        let over = self.over(packs, &record);
        let rules = self.plan.rules.iter().zip(&self.book.tallies);
        rules
            .flat_map(|(planned, tallies)| self.said(planned, tallies, &over, verdict, most))
            .collect()
    }

    /// Everything one rule says, gravest first.
    pub fn findings_of_rule(
        &self,
        packs: &[Pack],
        case: &Case,
        (pack, rule): (&str, &str),
        most: Option<usize>,
    ) -> Vec<Finding> {
        let record = Record::new(case);
        let over = self.over(packs, &record);
        let named = |planned: &Planned| {
            let found = planned.rule(packs);
            found.is_some_and(|(p, r)| p.id() == pack && r.slug == rule)
        };
        let rules = self.plan.rules.iter().zip(&self.book.tallies);
        let mut out = Vec::new();
        for (planned, tallies) in rules.filter(|(planned, _)| named(planned)) {
            for verdict in Verdict::ALL.iter().rev() {
                out.extend(self.said(planned, tallies, &over, *verdict, most));
            }
        }
        out
    }

    /// What one rule says, of one verdict.
    fn said(
        &self,
        planned: &Planned,
        tallies: &[Tally],
        over: &Over<'_, '_>,
        verdict: Verdict,
        most: Option<usize>,
    ) -> Vec<Finding> {
        let mut out = Vec::new();
        let mut speaks = false;
        for (seat, tally) in planned.units.iter().zip(tallies) {
            if !planned.speaks(seat, &self.items) {
                continue;
            }
            speaks = true;
            let days = tally.days(verdict, most);
            if days.as_ref().is_some_and(Vec::is_empty) {
                continue;
            }
            let chosen = self.chosen(planned, seat, days.as_deref(), over.record);
            if let Some((unit, outcome)) = planned.judge(seat, chosen.given(), over, true) {
                report(
                    &unit,
                    outcome,
                    |one| one == verdict,
                    |mut finding, asks| {
                        if let Some(rows) = tally.open.get(&asks)
                            && verdict == Verdict::NeedsFacts
                        {
                            finding.event_count = count(*rows);
                            finding.law_date =
                                finding.law_date.filter(|_| finding.events.len() == *rows);
                        }
                        out.push(finding);
                    },
                );
            }
        }
        if verdict == Verdict::NotApplicable {
            let start = out.len();
            out.extend(out_of_scope(planned, over.packs, over.record.case));
            if !speaks && out.len() == start {
                out.extend(no_contact(planned, over.packs));
            }
        }
        out
    }

    /// What is flagged or waits for facts about one row of the case, with the
    /// other rows of its days.
    pub fn findings_of(&self, packs: &[Pack], case: &Case, row: usize) -> Vec<Finding> {
        let loud = |verdict| matches!(verdict, Verdict::Flagged | Verdict::NeedsFacts);
        let said = self.about(packs, case, row, loud);
        said.into_iter().map(|(_, finding)| finding).collect()
    }

    /// What every rule that looked at a row says of it: what is flagged or waits
    /// for facts as in [`Self::findings_of`]; of a rule that says neither the one
    /// quiet verdict that says most, about this row alone.
    pub fn looked_at(&self, packs: &[Pack], case: &Case, row: usize) -> Vec<Finding> {
        let (Some(contact), Some(item)) = (case.contacts.get(row), self.item(row)) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        let mut quiet: BTreeMap<usize, Finding> = BTreeMap::new();
        let mut heard = BTreeSet::new();
        for (rule, finding) in self.about(packs, case, row, |_| true) {
            if matches!(finding.verdict, Verdict::Flagged | Verdict::NeedsFacts) {
                heard.insert(rule);
                out.push(finding);
            } else if quiet
                .get(&rule)
                .is_none_or(|kept| kept.verdict < finding.verdict)
            {
                quiet.insert(rule, finding);
            }
        }
        // A rule that leaves a whole debt aside looks at none of its contacts.
        let debt = item.debt.and_then(|debt| case.debts.get(debt));
        for (rule, planned) in self.plan.rules.iter().enumerate() {
            let aside = out_of_scope(planned, packs, case)
                .find(|out| out.debt.as_ref() == debt.map(|debt| &debt.id));
            if let Some(aside) = aside.filter(|_| !quiet.contains_key(&rule)) {
                quiet.insert(rule, aside);
            }
        }
        let alone = |finding: Finding| Finding {
            events: vec![contact.id.clone()],
            event_count: 1,
            law_date: Some(item.day),
            ..finding
        };
        let rest = quiet.into_iter().filter(|(rule, _)| !heard.contains(rule));
        out.extend(rest.map(|(_, finding)| alone(finding)));
        out
    }

    fn item(&self, row: usize) -> Option<&Item> {
        self.items.get(self.items.slot(row)?)
    }

    /// The findings about one row that `wanted` picks, each with its rule's place.
    fn about(
        &self,
        packs: &[Pack],
        case: &Case,
        row: usize,
        wanted: impl Fn(Verdict) -> bool,
    ) -> Vec<(usize, Finding)> {
        let record = Record::new(case);
        let over = self.over(packs, &record);
        let (Some(item), Some(contact)) = (self.item(row), case.contacts.get(row)) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        let rules = self.plan.rules.iter().zip(&self.book.tallies).enumerate();
        for (rule, (planned, tallies)) in rules {
            for (seat, tally) in planned.units.iter().zip(tallies) {
                let family = self.plan.families.get(seat.family);
                let holds = |family: &Family| item.lists().any(|of| family.holds(of));
                if planned.sees != Sees::Whole && !family.is_some_and(holds) {
                    continue;
                }
                // A finding about an organisation may rest on other days too.
                let mut days = vec![item.filed];
                if !tally.joined.is_empty() {
                    days = tally.flagged_days.keys().copied().collect();
                    if !days.contains(&item.filed) {
                        days.push(item.filed);
                        days.sort_unstable();
                    }
                }
                let chosen = self.chosen(planned, seat, Some(&days), &record);
                if let Some((unit, outcome)) = planned.judge(seat, chosen.given(), &over, true) {
                    report(&unit, outcome, &wanted, |finding, _| {
                        if finding.events.contains(&contact.id) {
                            out.push((rule, finding));
                        }
                    });
                }
            }
        }
        out
    }

    fn over<'r, 'a>(&'r self, packs: &'r [Pack], record: &'r Record<'a>) -> Over<'r, 'a> {
        Over {
            packs,
            record,
            items: &self.items,
        }
    }

    /// The contacts of a unit, on these days or all, by time.
    fn chosen(
        &self,
        planned: &Planned,
        seat: &Seat,
        days: Option<&[Day]>,
        record: &Record<'_>,
    ) -> Chosen {
        let own = places(planned, seat, &self.plan, &self.items);
        let slots = match (&own, self.plan.families.get(seat.family), days) {
            (Some(_), ..) => self.items.order().to_vec(),
            (None, None, _) => Vec::new(),
            (None, Some(family), None) => family.slots(&self.items, record).into_owned(),
            (None, Some(family), Some(days)) => days
                .iter()
                .flat_map(|day| family.on(*day, &self.items, record).into_owned())
                .collect(),
        };
        Chosen { slots, own }
    }

    /// Counts what was touched in or out.
    fn judge(&mut self, packs: &[Pack], record: &Record<'_>, touched: &Touched, way: Way) {
        let Self { plan, items, book } = self;
        let over = Over {
            packs,
            record,
            items,
        };
        for (index, family) in plan.families.iter().enumerate() {
            let held = |days: &BTreeSet<(Of, Day)>| -> BTreeSet<Day> {
                let held = days.iter().filter(|(of, _)| family.holds(*of));
                held.map(|(_, day)| *day).collect()
            };
            let days = held(&touched.days);
            if days.is_empty() {
                continue;
            }
            let first = held(&touched.openings);
            let mut person = BTreeSet::new();
            for (of, who) in touched.people.iter().filter(|(of, _)| family.holds(*of)) {
                let met = items.of_person(*who, *of);
                person.extend(
                    met.filter_map(|slot| items.get(slot))
                        .map(|item| item.filed),
                );
            }
            let seats = seats(plan, index);
            for day in days
                .iter()
                .chain(&first)
                .chain(&person)
                .collect::<BTreeSet<_>>()
            {
                let slots = family.on(*day, items, record);
                let near = days.contains(day);
                for at in &seats {
                    book.count(plan, *at, &slots, &over, way, |sees| match sees {
                        Sees::Day => near,
                        Sees::Person => near || person.contains(day),
                        Sees::First => near || first.contains(day),
                        Sees::Whole => false,
                    });
                }
            }
        }
        book.count_whole(plan, &over, way);
    }
}

impl Book {
    fn new(plan: &Plan, rows: usize) -> Self {
        let blank = |planned: &Planned| planned.units.iter().map(|_| Tally::default()).collect();
        Self {
            tallies: plan.rules.iter().map(blank).collect(),
            marks: vec![Marks::default(); rows],
        }
    }

    /// Judges `slots` by one rule, if it is one that `fits`, and counts the
    /// outcome in or out.
    fn count(
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
    fn count_whole(&mut self, plan: &Plan, over: &Over<'_, '_>, way: Way) {
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

    fn flagged(&self) -> usize {
        self.flagged + self.joined.len()
    }

    fn counts(&self) -> Counts {
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
    fn days(&self, verdict: Verdict, most: Option<usize>) -> Option<Vec<Day>> {
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
    fn add(&mut self, other: Self) {
        self.flagged += other.flagged;
        self.needs_facts += other.needs_facts;
        self.clear += other.clear;
        self.not_applicable += other.not_applicable;
        self.not_covered += other.not_covered;
    }
}

/// Every rule's unit over a family.
fn seats(plan: &Plan, family: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (rule, planned) in plan.rules.iter().enumerate() {
        let units = planned.units.iter().enumerate();
        let here = units.filter(|(_, seat)| seat.family == family);
        out.extend(here.map(|(unit, _)| (rule, unit)));
    }
    out
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
