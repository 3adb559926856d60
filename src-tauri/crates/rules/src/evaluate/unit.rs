//! One rule over the contacts of one debt: who is let through to the check,
//! and what the check found.

use std::collections::BTreeMap;

use domain::{Contact, ContactId, Day, Fact, FactKey, Party};
use rustc_hash::FxHashSet;

use super::answers::About;
use super::finding::{TraceStep, Why};
use super::item::Item;
use super::items::Items;
use super::known::{Asks, Known};
use super::record::Record;
use super::scope::DebtScope;
use super::{collector, place};
use crate::packs::{Pack, Reach, Rule};

/// What a check is given: whole days of the contacts of one debt, of one
/// creditor, or of no known debt. A check that looks further says so
/// ([`crate::kinds::Sees`]) and is then given every contact of the case, with
/// those to judge named among them.
///
/// Contacts are named by their place in `slots`, so that an earlier place is an
/// earlier time.
pub(crate) struct Unit<'r, 'a> {
    pub(crate) record: &'r Record<'a>,
    pub(crate) items: &'r Items,
    pub(crate) pack: &'r Pack,
    pub(crate) rule: &'r Rule,
    /// The debt the findings are about; `None` for contacts of no known debt.
    pub(crate) debt: Option<usize>,
    /// Does the rule cover each debt of the case?
    pub(crate) scopes: &'r [DebtScope],
    /// Slots of contacts, by time.
    pub(crate) slots: &'r [usize],
    /// Places in `slots` of those to judge; `None`: all.
    pub(crate) own: Option<&'r [usize]>,
    /// Are steps and questions wanted, or only the verdicts?
    pub(crate) explain: bool,
}

/// What a check says about one contact that was let through.
pub(crate) enum Judged {
    /// The rule does not apply to it.
    Out(Why),
    /// Was the rule breached?
    In(Known),
}

impl From<Known> for Judged {
    fn from(breach: Known) -> Self {
        Self::In(breach)
    }
}

/// Rows that show a breach together.
pub(crate) struct Hit {
    pub(crate) day: Day,
    pub(crate) events: Vec<usize>,
    pub(crate) trace: Vec<TraceStep>,
    /// Hits about one organisation are told as one finding, dated by the first.
    pub(crate) joins: Option<usize>,
}

/// Rows whose answer waits for the same kinds of fact.
#[derive(Default)]
pub(crate) struct Open<'a> {
    pub(crate) events: Vec<usize>,
    /// The facts, each once, in the order of the rows that need them.
    pub(crate) facts: Vec<Fact>,
    pub(crate) trace: Vec<TraceStep>,
    asked: FxHashSet<(FactKey, About<'a>)>,
}

impl<'a> Open<'a> {
    pub(crate) fn ask(&mut self, key: FactKey, about: About<'a>) {
        if self.asked.insert((key, about)) {
            self.facts.push(Fact {
                key,
                subject: about.into(),
            });
        }
    }
}

/// Steps gathered over many rows stop here: nobody reads a longer list.
const LONGEST_TRACE: usize = 20;

/// What a check found.
#[derive(Default)]
pub(crate) struct Outcome<'a> {
    pub(crate) flagged: Vec<Hit>,
    pub(crate) open: BTreeMap<Asks, Open<'a>>,
    pub(crate) clear: Vec<usize>,
    pub(crate) out: BTreeMap<Why, Vec<usize>>,
    pub(crate) not_covered: Vec<usize>,
    pub(crate) clear_trace: Vec<TraceStep>,
}

impl Outcome<'_> {
    /// Each row once in each list, by time.
    pub(super) fn tidy(&mut self) {
        let lists = [&mut self.clear, &mut self.not_covered].into_iter();
        let open = self.open.values_mut().map(|open| &mut open.events);
        for list in lists.chain(open).chain(self.out.values_mut()) {
            list.sort_unstable();
            list.dedup();
        }
    }
}

/// Whether a contact is let through to the check.
pub(crate) enum Gate {
    Out(Why),
    NotCovered,
    /// It is, as far as this holds.
    In(Known),
}

impl<'r, 'a> Unit<'r, 'a> {
    /// Judges contact by contact. `breach` sees only contacts the rule is
    /// about; `trace` gives the steps that are known of one, breach or still open.
    pub(crate) fn each_contact(
        &self,
        breach: impl Fn(&Item) -> Judged,
        trace: impl Fn(&Item) -> Vec<TraceStep>,
    ) -> Outcome<'a> {
        let mut out = Outcome::default();
        let trace = |item: &Item| {
            if self.explain {
                trace(item)
            } else {
                Vec::new()
            }
        };
        for (index, item) in self.items() {
            let applies = match self.gate(item) {
                Gate::Out(why) => {
                    out.out.entry(why).or_default().push(index);
                    continue;
                }
                Gate::NotCovered => {
                    out.not_covered.push(index);
                    continue;
                }
                Gate::In(applies) => applies,
            };
            let breach = match breach(item) {
                Judged::Out(why) => {
                    out.out.entry(why).or_default().push(index);
                    continue;
                }
                Judged::In(breach) => breach,
            };
            match applies.and(breach) {
                Known::No => out.clear.push(index),
                Known::Yes => out.flagged.push(Hit {
                    day: item.day,
                    events: vec![index],
                    trace: [self.general(item), trace(item)].concat(),
                    joins: None,
                }),
                Known::Ask(asks) => {
                    let open = out.open.entry(asks).or_default();
                    open.events.push(index);
                    self.ask(open, asks, item);
                    if open.trace.len() < LONGEST_TRACE {
                        open.trace.extend(trace(item));
                    }
                }
            }
        }
        out
    }

    /// Was it agreed for the debt of this unit?
    pub(crate) fn agreed(&self, key: FactKey) -> Known {
        let debt = self.debt.and_then(|i| self.record.debt(i));
        let about = debt.map(|d| About::Debt(d.id.as_str()));
        Known::from_tri(self.record.answers.tri(key, about), key)
    }

    /// The steps every breach of the rule has in common.
    pub(crate) fn general(&self, item: &Item) -> Vec<TraceStep> {
        let mut steps = Vec::new();
        if !self.explain {
            return steps;
        }
        if let Some(from) = self.rule.from {
            steps.push(TraceStep::InForce {
                day: item.day,
                from,
            });
        }
        if !self.rule.scope.lenders.is_empty()
            && let Some(debt) = item.debt.and_then(|i| self.record.debt(i))
        {
            steps.push(TraceStep::Lender {
                lender_type: debt.lender_type.code().to_owned(),
            });
        }
        if item.collection == Known::Yes {
            steps.push(TraceStep::Collection);
        }
        if self.rule.scope.reached == Reach::NotOwing {
            steps.push(TraceStep::Reached {
                relation: item.relation.code().to_owned(),
            });
        }
        steps
    }

    /// Adds the facts to ask about one contact.
    pub(crate) fn ask(&self, open: &mut Open<'a>, asks: Asks, item: &Item) {
        if !self.explain {
            return;
        }
        for key in asks.keys() {
            if let Some(about) = self.record.subject(key, item, self.debt) {
                open.ask(key, about);
            }
        }
    }

    /// The contacts to judge, by time.
    pub(crate) fn items(&self) -> impl Iterator<Item = (usize, &'r Item)> {
        let count = self.own.map_or(self.slots.len(), <[usize]>::len);
        (0..count).filter_map(|nth| {
            let place = self.own.map_or(Some(nth), |own| own.get(nth).copied())?;
            Some((place, self.item(place)?))
        })
    }

    /// Is the contact at this place one of those to judge?
    pub(crate) fn own(&self, place: usize) -> bool {
        match self.own {
            Some(own) => own.binary_search(&place).is_ok(),
            None => place < self.slots.len(),
        }
    }

    /// Places of those to judge and of those of no known debt, which may stand in
    /// the ledger of any debt; for the unit of no known debt, of all that are not
    /// of a debt elsewhere.
    pub(crate) fn ledger(&self) -> Vec<usize> {
        let covered = |debt: usize| matches!(self.scopes.get(debt), Some(DebtScope::In(_)));
        let here = |place: &usize| {
            let debt = self.item(*place).and_then(|item| item.debt);
            match self.debt {
                Some(_) => self.own(*place) || debt.is_none(),
                None => debt.is_none_or(covered),
            }
        };
        (0..self.slots.len()).filter(here).collect()
    }

    /// The contact at a place.
    pub(crate) fn item(&self, place: usize) -> Option<&'r Item> {
        self.items.get(*self.slots.get(place)?)
    }

    /// The row of a contact.
    pub(crate) fn contact(&self, item: &Item) -> &'a Contact {
        self.record.contact(item)
    }

    /// The id of a contact.
    pub(crate) fn id(&self, item: &Item) -> &'a ContactId {
        &self.contact(item).id
    }

    /// The organisation behind a contact.
    pub(crate) fn party(&self, item: &Item) -> Option<&'a Party> {
        self.record.party_of(item)
    }

    pub(crate) fn gate(&self, item: &Item) -> Gate {
        if !self.pack.covers(item.day) {
            return Gate::NotCovered;
        }
        if !self.rule.in_force(item.day) {
            return Gate::Out(Why::NotInForce);
        }
        if !item.incoming {
            return Gate::Out(Why::Outgoing);
        }
        let channels = &self.rule.scope.channels;
        if !channels.is_empty() && !channels.contains(&item.channel) {
            return Gate::Out(Why::Channel);
        }
        if item.collection.is_no() {
            return Gate::Out(Why::NotCollection);
        }
        let collector = if self.rule.scope.third_party_collector {
            match collector::third_party(self.record, item, self.debt) {
                Ok(known) => known,
                Err(why) => return Gate::Out(why),
            }
        } else {
            Known::Yes
        };
        let reached = match self.rule.scope.reached {
            Reach::Anyone => Known::Yes,
            Reach::Borrower => item.borrower(),
            Reach::NotOwing => item.third,
        };
        if reached.is_no() {
            return Gate::Out(Why::Reached);
        }
        let covered = match item.debt {
            Some(debt) => match self.scopes.get(debt) {
                Some(DebtScope::In(known)) => *known,
                Some(DebtScope::Out(why)) => return Gate::Out(*why),
                None => Known::No,
            },
            None if self.debt.is_none()
                && self.rule.scope.lenders.is_empty()
                && !self.rule.scope.limited()
                && !place::several(self.record.case) =>
            {
                Known::Yes
            }
            None => Known::ask(FactKey::WhichDebt),
        };
        Gate::In(item.collection.and(collector).and(reached).and(covered))
    }
}
