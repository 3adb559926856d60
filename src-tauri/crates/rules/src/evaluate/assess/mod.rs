//! A case judged, and kept in step as it grows.
//!
//! What is kept is small: per rule and debt how many rows have which verdict and
//! on which days there is something to say, and per row how many findings rest
//! on it. Findings themselves are made when they are asked for, by judging the
//! days in question once more. A row that comes in is judged with its day; what
//! that day had counted before is taken out first.

mod book;
mod read;

use std::collections::BTreeSet;

use domain::{Answer, Case, Contact, Day, Subject};

use super::item::Item;
use super::items::{Items, Of};
use super::plan::{Over, Plan};
use super::record::Record;
use crate::kinds::Sees;
use crate::packs::Pack;
use book::{Book, Way};

pub use book::{Counts, DebtTally, Marks};

/// A case judged by packs. The packs and the case are not held: the caller
/// passes the same ones each time.
pub struct Assessment {
    plan: Plan,
    items: Items,
    book: Book,
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
