//! The standing contacts of a case, in order of time, by the debt they are
//! about. One contact more is put in its place; nothing else moves.

use domain::{Case, Day, Tri, with_room};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::item::Item;
use super::record::Record;

/// Whose contacts: those of a debt, or those of no known debt.
pub(crate) type Of = Option<usize>;

/// Every standing contact.
pub(crate) struct Items {
    /// By slot, which never changes while the contact stands.
    all: Vec<Item>,
    /// Slots by time.
    order: Vec<usize>,
    /// Slots of each debt, by time.
    by_debt: Vec<Vec<usize>>,
    /// Slots of contacts whose debt is open, by time.
    loose: Vec<usize>,
    /// By row of the case.
    slots: FxHashMap<usize, usize>,
    /// What each person had said about each debt.
    said: FxHashMap<(usize, Of), Said>,
    /// The first two approaches of each list.
    openings: FxHashMap<Of, Vec<usize>>,
}

/// The first contacts with one person about one debt, by time.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// The first there was.
    first: Option<usize>,
    /// The first in which they refused.
    refused: Option<usize>,
    /// The first in which it is open whether they refused.
    open: Option<usize>,
}

impl Items {
    /// Those of `case` up to `as_of`.
    pub(super) fn new(record: &Record<'_>, as_of: Option<Day>) -> Self {
        let room = with_room(record.case.contacts.len());
        let mut items = Self {
            all: Vec::with_capacity(room),
            order: Vec::with_capacity(room),
            by_debt: vec![Vec::new(); record.case.debts.len()],
            loose: Vec::new(),
            slots: FxHashMap::with_capacity_and_hasher(room, FxBuildHasher),
            said: FxHashMap::default(),
            openings: FxHashMap::default(),
        };
        for row in standing(record.case) {
            let item = record.item(row);
            if let Some(item) = item.filter(|item| as_of.is_none_or(|last| item.day <= last)) {
                items.slots.insert(row, items.all.len());
                items.all.push(item);
            }
        }
        let mut order: Vec<usize> = (0..items.all.len()).collect();
        order.sort_by(|a, b| match (items.all.get(*a), items.all.get(*b)) {
            (Some(a), Some(b)) => record.order(a, b),
            _ => a.cmp(b),
        });
        for slot in order {
            for of in items.lists(slot) {
                items.note(slot, of);
                items.list_mut(of).push(slot);
            }
            items.order.push(slot);
        }
        for list in items.by_debt.iter_mut().chain([&mut items.loose]) {
            list.reserve_exact(with_room(list.len()) - list.len());
        }
        for of in (0..items.by_debt.len()).map(Some).chain([None]) {
            items.open(of);
        }
        items
    }

    pub(crate) fn get(&self, slot: usize) -> Option<&Item> {
        self.all.get(slot)
    }

    /// Slots, by time.
    pub(crate) fn list(&self, of: Of) -> &[usize] {
        match of {
            Some(debt) => self.by_debt.get(debt).map_or(&[], Vec::as_slice),
            None => &self.loose,
        }
    }

    /// Slots on one day, by time.
    pub(super) fn on(&self, of: Of, day: Day) -> &[usize] {
        let list = self.list(of);
        let before = |last: bool| {
            list.partition_point(|slot| {
                self.get(*slot)
                    .is_some_and(|item| item.filed < day || (last && item.filed == day))
            })
        };
        list.get(before(false)..before(true)).unwrap_or_default()
    }

    /// Every slot, by time.
    pub(super) fn order(&self) -> &[usize] {
        &self.order
    }

    fn lists(&self, slot: usize) -> Vec<Of> {
        self.get(slot)
            .map(|item| item.lists().collect())
            .unwrap_or_default()
    }

    /// The slot of a row that stands.
    pub(super) fn slot(&self, row: usize) -> Option<usize> {
        self.slots.get(&row).copied()
    }

    /// What the person of `item` had said about its debt in contacts before it:
    /// the slot in which they refused, whether there were any, and whether one
    /// of them is open.
    pub(crate) fn said_before(
        &self,
        record: &Record<'_>,
        item: &Item,
    ) -> (Option<usize>, bool, bool) {
        let said = item
            .person
            .and_then(|person| self.said.get(&(person, item.debt)))
            .copied()
            .unwrap_or_default();
        let before = |slot: Option<usize>| {
            slot.filter(|slot| {
                self.get(*slot)
                    .is_some_and(|other| record.order(other, item).is_lt())
            })
        };
        (
            before(said.refused),
            before(said.first).is_some(),
            before(said.open).is_some(),
        )
    }

    /// The first contacts by which the other side approached anybody, as far as
    /// known: the first, and the one that would be if that were not there.
    pub(super) fn opening(&self, of: Of) -> &[usize] {
        self.openings.get(&of).map_or(&[], Vec::as_slice)
    }

    /// Is it the first approach of its list?
    pub(crate) fn opens(&self, item: &Item) -> bool {
        let first = self.opening(item.debt).first();
        first
            .and_then(|slot| self.get(*slot))
            .map(|first| first.row)
            == Some(item.row)
    }

    /// Takes a slot out.
    pub(super) fn remove(&mut self, slot: usize) {
        let Some(item) = self.get(slot) else { return };
        let (row, person) = (item.row, item.person);
        self.slots.remove(&row);
        self.order.retain(|other| *other != slot);
        for of in self.lists(slot) {
            self.list_mut(of).retain(|other| *other != slot);
            self.refresh(of, person);
        }
    }

    /// Puts a row in its place.
    pub(super) fn insert(&mut self, record: &Record<'_>, item: Item) {
        let (slot, person) = (self.all.len(), item.person);
        let place = |list: &[usize]| {
            list.partition_point(|other| {
                self.get(*other)
                    .is_some_and(|other| record.order(other, &item).is_lt())
            })
        };
        let whole = place(&self.order);
        let places: Vec<_> = item.lists().map(|of| (of, place(self.list(of)))).collect();
        self.slots.insert(item.row, slot);
        self.all.push(item);
        self.order.insert(whole, slot);
        for (of, place) in places {
            self.list_mut(of).insert(place, slot);
            self.refresh(of, person);
        }
    }

    fn refresh(&mut self, of: Of, person: Option<usize>) {
        self.open(of);
        if let Some(person) = person {
            self.said.remove(&(person, of));
            let all: Vec<usize> = self.of_person(person, of).collect();
            all.into_iter().for_each(|slot| self.note(slot, of));
        }
    }

    fn open(&mut self, of: Of) {
        let approach =
            |item: &Item| item.incoming && !item.collection.is_no() && !item.connected.is_no();
        let slots = self.list(of).iter().copied();
        let first = slots.filter(|slot| self.get(*slot).is_some_and(approach));
        let first = first.take(2).collect();
        self.openings.insert(of, first);
    }

    /// Slots of contacts with one person about one debt, by time.
    pub(super) fn of_person(&self, person: usize, of: Of) -> impl Iterator<Item = usize> {
        self.list(of).iter().copied().filter(move |slot| {
            self.get(*slot)
                .is_some_and(|item| item.person == Some(person))
        })
    }

    fn list_mut(&mut self, of: Of) -> &mut Vec<usize> {
        match of.and_then(|debt| self.by_debt.get_mut(debt)) {
            Some(list) => list,
            None => &mut self.loose,
        }
    }

    /// Notes what was said in a contact. Contacts come by time.
    fn note(&mut self, slot: usize, of: Of) {
        let Some(item) = self.all.get(slot) else {
            return;
        };
        let Some(person) = item.person else { return };
        let said = self.said.entry((person, of)).or_default();
        said.first.get_or_insert(slot);
        match item.refused {
            Tri::Yes => said.refused.get_or_insert(slot),
            Tri::Unknown => said.open.get_or_insert(slot),
            Tri::No => return,
        };
    }
}

/// Rows of contacts that no other row supersedes.
fn standing(case: &Case) -> Vec<usize> {
    let replaced: FxHashSet<_> = case
        .contacts
        .iter()
        .filter_map(|contact| contact.supersedes.as_ref())
        .collect();
    let rows = case.contacts.iter().enumerate();
    rows.filter(|(_, contact)| !replaced.contains(&contact.id))
        .map(|(row, _)| row)
        .collect()
}
