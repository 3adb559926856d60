//! Counting: how many contacts of a sort there were on a day, for certain and
//! possibly. Only what is certain flags; what is possible asks.

use std::collections::BTreeMap;

use domain::{Day, FactKey};

use super::finding::{TraceStep, Why};
use super::item::Item;
use super::known::{Asks, Known};
use super::unit::{Gate, Hit, Outcome, Unit};

impl<'a> Unit<'_, 'a> {
    /// Counts contacts per day of Beijing and per what `group` tells apart.
    /// `counts` says whether a contact is one of those counted; `None` from
    /// `group` means it may belong to any group. More than `limit` is a breach
    /// unless `agreed`.
    pub(crate) fn each_day(
        &self,
        limit: u32,
        counts: impl Fn(&Item) -> Known,
        group: impl Fn(&Item) -> Option<&'a str>,
        agreed: Known,
    ) -> Outcome<'a> {
        let mut out = Outcome::default();
        // Items come by time, so the rows of a day follow each other.
        let mut days: Vec<(Day, Vec<(usize, Known)>)> = Vec::new();
        for (index, item) in self.items() {
            match self.gate(item) {
                Gate::Out(why) => out.out.entry(why).or_default().push(index),
                Gate::NotCovered => out.not_covered.push(index),
                Gate::In(applies) => {
                    let counted = applies.and(counts(item));
                    match days.last_mut() {
                        Some((day, rows)) if *day == item.day => rows.push((index, counted)),
                        _ => days.push((item.day, vec![(index, counted)])),
                    }
                }
            }
        }
        for (day, rows) in days {
            for tally in self.tallies(&rows, &group) {
                self.count(day, limit, &tally, agreed, &mut out);
            }
            // Rows of no group that counts were looked at all the same.
            out.clear
                .extend(rows.iter().filter(|row| row.1.is_no()).map(|row| row.0));
        }
        out.clear.sort_unstable();
        out.clear.dedup();
        out
    }

    fn count(&self, day: Day, limit: u32, tally: &Tally, agreed: Known, out: &mut Outcome<'a>) {
        let Tally { sure, maybe } = tally;
        let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (count, possible) = (size(sure.len()), size(sure.len() + maybe.len()));
        let step = TraceStep::Counted {
            day,
            count,
            possible,
            limit,
        };
        let first = || {
            sure.first()
                .or(maybe.first().map(|m| &m.0))
                .and_then(|place| self.item(*place))
        };
        if possible <= limit {
            out.clear.extend(tally.rows());
            out.clear_trace.push(step);
            return;
        }
        if agreed == Known::Yes {
            out.out
                .entry(Why::AgreedOtherwise)
                .or_default()
                .extend(tally.rows());
            return;
        }
        let unagreed = agreed.not().asks();
        if count > limit && unagreed == Asks::NONE {
            let general = first().map(|item| self.general(item)).unwrap_or_default();
            let trace = [general, vec![step, TraceStep::NothingAgreed]].concat();
            out.flagged.push(Hit {
                day,
                events: sure.clone(),
                trace,
                joins: None,
            });
            return;
        }
        // Those that count for certain may already be too many; then only the
        // agreement is open.
        let deciding = if count > limit { &[][..] } else { maybe };
        let asks = deciding
            .iter()
            .fold(unagreed, |all, (_, asks)| all.with(*asks));
        let open = out.open.entry(asks).or_default();
        open.events.extend(tally.rows());
        open.trace.push(step);
        if let Some(item) = first() {
            self.ask(open, unagreed, item);
        }
        for (index, asks) in deciding {
            if let Some(item) = self.item(*index) {
                self.ask(open, *asks, item);
            }
        }
    }

    /// The rows of a day by group. A row of no known group may belong to each;
    /// alone they are one.
    fn tallies(
        &self,
        rows: &[(usize, Known)],
        group: impl Fn(&Item) -> Option<&'a str>,
    ) -> Vec<Tally> {
        let mut named: BTreeMap<&str, Tally> = BTreeMap::new();
        let mut any: Vec<(usize, Known)> = Vec::new();
        for (index, counted) in rows {
            let Some(item) = self.item(*index) else {
                continue;
            };
            match (group(item), counted) {
                (_, Known::No) => {}
                (None, counted) => any.push((*index, *counted)),
                (Some(name), Known::Yes) => named.entry(name).or_default().sure.push(*index),
                (Some(name), Known::Ask(asks)) => {
                    named.entry(name).or_default().maybe.push((*index, *asks));
                }
            }
        }
        if named.is_empty() && !any.is_empty() {
            named.entry("").or_default();
        }
        let which = Known::ask(FactKey::WhichNumberCalled);
        let mut out: Vec<Tally> = named.into_values().collect();
        for Tally { maybe, .. } in &mut out {
            maybe.extend(
                any.iter()
                    .map(|(index, counted)| (*index, counted.and(which).asks())),
            );
            maybe.sort_unstable();
        }
        out
    }
}

/// The rows of one count.
#[derive(Default)]
struct Tally {
    /// Those that count for certain.
    sure: Vec<usize>,
    /// Those that may, and what would tell.
    maybe: Vec<(usize, Asks)>,
}

impl Tally {
    fn rows(&self) -> Vec<usize> {
        let mut all: Vec<_> = self
            .sure
            .iter()
            .copied()
            .chain(self.maybe.iter().map(|m| m.0))
            .collect();
        all.sort_unstable();
        all
    }
}
