//! One rule over the contacts of one debt: who is let through to the check,
//! and what the check found.

use std::collections::BTreeMap;

use domain::{Day, Fact, FactKey};

use super::answers::About;
use super::finding::{TraceStep, Why};
use super::known::{Asks, Known};
use super::record::{Item, Record};
use super::scope::DebtScope;
use crate::packs::{Pack, Reach, Rule};

/// What a check is given.
pub(crate) struct Unit<'r, 'a> {
    pub(crate) record: &'r Record<'a>,
    pub(crate) pack: &'r Pack,
    pub(crate) rule: &'r Rule,
    /// The debt the findings are about; `None` for contacts of no known debt.
    pub(crate) debt: Option<usize>,
    /// Does the rule cover each debt of the case?
    pub(crate) scopes: &'r [DebtScope],
    /// Items of the unit, by time.
    pub(crate) items: Vec<usize>,
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
}

/// Rows whose answer waits for the same kinds of fact.
#[derive(Default)]
pub(crate) struct Open {
    pub(crate) events: Vec<usize>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) trace: Vec<TraceStep>,
}

/// What a check found.
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) flagged: Vec<Hit>,
    pub(crate) open: BTreeMap<Asks, Open>,
    pub(crate) clear: Vec<usize>,
    pub(crate) out: BTreeMap<Why, Vec<usize>>,
    pub(crate) not_covered: Vec<usize>,
    pub(crate) clear_trace: Vec<TraceStep>,
}

enum Gate {
    Out(Why),
    NotCovered,
    In(Known),
}

impl<'a> Unit<'_, 'a> {
    /// Judges contact by contact. `breach` sees only contacts the rule is
    /// about; `trace` words the steps of a breach.
    pub(crate) fn each_contact(
        &self,
        breach: impl Fn(&Item<'a>) -> Judged,
        trace: impl Fn(&Item<'a>) -> Vec<TraceStep>,
    ) -> Outcome {
        let mut out = Outcome::default();
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
                }),
                Known::Ask(asks) => {
                    let open = out.open.entry(asks).or_default();
                    open.events.push(index);
                    open.facts.extend(self.facts(asks, item));
                }
            }
        }
        out
    }

    /// Counts contacts per day of Beijing and per what `group` tells apart.
    /// `counts` says whether a contact is one of those counted; `None` from
    /// `group` means it may belong to any group. More than `limit` is a breach
    /// unless `agreed`.
    pub(crate) fn each_day(
        &self,
        limit: u32,
        counts: impl Fn(&Item<'a>) -> Known,
        group: impl Fn(&Item<'a>) -> Option<&'a str>,
        agreed: Known,
    ) -> Outcome {
        let mut out = Outcome::default();
        let mut days: BTreeMap<Day, Vec<(usize, Known)>> = BTreeMap::new();
        for (index, item) in self.items() {
            match self.gate(item) {
                Gate::Out(why) => out.out.entry(why).or_default().push(index),
                Gate::NotCovered => out.not_covered.push(index),
                Gate::In(applies) => {
                    let counted = applies.and(counts(item));
                    days.entry(item.day).or_default().push((index, counted));
                }
            }
        }
        for (day, rows) in days {
            for (sure, maybe) in self.groups(&rows, &group) {
                self.count(day, limit, &sure, &maybe, agreed, &mut out);
            }
            // Rows of no group that counts were looked at all the same.
            out.clear
                .extend(rows.iter().filter(|row| row.1.is_no()).map(|row| row.0));
        }
        out.clear.sort_unstable();
        out.clear.dedup();
        out
    }

    fn count(
        &self,
        day: Day,
        limit: u32,
        sure: &[usize],
        maybe: &[(usize, Asks)],
        agreed: Known,
        out: &mut Outcome,
    ) {
        let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (count, possible) = (size(sure.len()), size(sure.len() + maybe.len()));
        let step = TraceStep::Counted {
            day,
            count,
            possible,
            limit,
        };
        let all = || {
            let mut all: Vec<_> = sure
                .iter()
                .copied()
                .chain(maybe.iter().map(|m| m.0))
                .collect();
            all.sort_unstable();
            all
        };
        let first = || {
            sure.first()
                .or(maybe.first().map(|m| &m.0))
                .and_then(|i| self.record.items.get(*i))
        };
        if possible <= limit {
            out.clear.extend(all());
            out.clear_trace.push(step);
            return;
        }
        if agreed == Known::Yes {
            out.out
                .entry(Why::AgreedOtherwise)
                .or_default()
                .extend(all());
            return;
        }
        let mut asks = agreed.not().asks();
        let mut facts: Vec<Fact> = first()
            .into_iter()
            .flat_map(|item| self.facts(asks, item))
            .collect();
        if count > limit {
            if asks == Asks::NONE {
                let general = first().map(|item| self.general(item)).unwrap_or_default();
                let trace = [general, vec![step, TraceStep::NothingAgreed]].concat();
                out.flagged.push(Hit {
                    day,
                    events: sure.to_vec(),
                    trace,
                });
                return;
            }
        } else {
            for (index, open) in maybe {
                asks = asks.with(*open);
                if let Some(item) = self.record.items.get(*index) {
                    facts.extend(self.facts(*open, item));
                }
            }
        }
        let open = out.open.entry(asks).or_default();
        open.events.extend(all());
        open.facts.extend(facts);
        open.trace.push(step);
    }

    /// The rows of a day by group, those that count for certain and those that
    /// may. A row of no known group may belong to each; alone they are one.
    fn groups(
        &self,
        rows: &[(usize, Known)],
        group: impl Fn(&Item<'a>) -> Option<&'a str>,
    ) -> Vec<(Vec<usize>, Vec<(usize, Asks)>)> {
        let mut named: BTreeMap<&str, (Vec<usize>, Vec<(usize, Asks)>)> = BTreeMap::new();
        let mut any: Vec<(usize, Known)> = Vec::new();
        for (index, counted) in rows {
            let Some(item) = self.record.items.get(*index) else {
                continue;
            };
            match (group(item), counted) {
                (_, Known::No) => {}
                (None, counted) => any.push((*index, *counted)),
                (Some(name), Known::Yes) => named.entry(name).or_default().0.push(*index),
                (Some(name), Known::Ask(asks)) => {
                    named.entry(name).or_default().1.push((*index, *asks))
                }
            }
        }
        if named.is_empty() && !any.is_empty() {
            named.entry("").or_default();
        }
        let which = Known::ask(FactKey::WhichNumberCalled);
        let mut out: Vec<_> = named.into_values().collect();
        for (_, maybe) in &mut out {
            maybe.extend(
                any.iter()
                    .map(|(index, counted)| (*index, counted.and(which).asks())),
            );
            maybe.sort_unstable();
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
    pub(crate) fn general(&self, item: &Item<'a>) -> Vec<TraceStep> {
        let mut steps = Vec::new();
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
        steps.push(TraceStep::Collection);
        if self.rule.scope.reached == Reach::NotOwing {
            steps.push(TraceStep::Reached {
                relation: item.relation.code().to_owned(),
            });
        }
        steps
    }

    /// The facts to ask about one contact.
    pub(crate) fn facts(&self, asks: Asks, item: &Item<'a>) -> impl Iterator<Item = Fact> {
        asks.keys()
            .filter_map(move |key| self.record.fact(key, item, self.debt))
    }

    pub(crate) fn items(&self) -> impl Iterator<Item = (usize, &Item<'a>)> {
        self.items
            .iter()
            .filter_map(|i| Some((*i, self.record.items.get(*i)?)))
    }

    fn gate(&self, item: &Item<'a>) -> Gate {
        if !self.pack.covers(item.day) {
            return Gate::NotCovered;
        }
        if !self.rule.in_force(item.day) {
            return Gate::Out(Why::NotInForce);
        }
        if !item.incoming() {
            return Gate::Out(Why::Outgoing);
        }
        let channels = &self.rule.scope.channels;
        if !channels.is_empty() && !channels.contains(&item.contact.channel) {
            return Gate::Out(Why::Channel);
        }
        if item.collection.is_no() {
            return Gate::Out(Why::NotCollection);
        }
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
                && !self.rule.scope.limited() =>
            {
                Known::Yes
            }
            None => Known::ask(FactKey::WhichDebt),
        };
        Gate::In(item.collection.and(reached).and(covered))
    }
}
