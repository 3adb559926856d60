//! **What it does.** Counts the calls one collector placed to one person about
//! one particular debt in any `days` civil days that follow each other, at the
//! person's place, and flags each day on which the window that ends there holds
//! more than `limit`. Unanswered, ringing and voicemail calls count; text messages
//! do not; neither do calls that were not connected to the number (busy, out of
//! service), calls to an attorney or a stranger, and calls consented to.
//!
//! **Why.** The number is a presumption, not the measure: more is presumed to
//! harass, fewer is presumed not to, and both can be shown otherwise.
//!
//! **Known problems.** A call of no known debt may be booked by the collector to
//! any of its debts. Such calls are only possible for each debt; they prove an
//! excess when, with the rest, they are more than `limit` for every debt
//! together. Numbers nobody named count as one collector each. Calls to a spouse
//! and to the borrower are counted apart.
//!
//! **Example.** `limit = 7`, `days = 7`: calls on the 1st to the 8th, one a day,
//! are eight calls but never more than seven in seven days; two on the 7th are.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::Day;
use serde::Deserialize;

use super::{Check, Sees};
use crate::evaluate::{Asks, Call, Hit, Known, Outcome, Talks, TraceStep, Unit, calls, debts_of};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TooManyCallsInSevenDays {
    /// Most calls presumed lawful.
    limit: u32,
    /// Length of the window in civil days.
    days: u32,
}

impl Check for TooManyCallsInSevenDays {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let mut out = Outcome::default();
        let talks = Talks::of(unit);
        let own = |index: usize| unit.own(index);
        let found = calls(unit, &talks, |index, why| {
            if own(index) {
                match why {
                    Some(why) => out.out.entry(why).or_default().push(index),
                    None => out.not_covered.push(index),
                }
            }
        });
        let mut ledgers: BTreeMap<_, Vec<Call<'a>>> = BTreeMap::new();
        for call in found {
            ledgers.entry(call.between).or_default().push(call);
        }
        for ledger in ledgers.values() {
            self.ledger(unit, ledger, &mut out);
        }
        out.clear.retain(|index| own(*index));
        out.clear.sort_unstable();
        out.clear.dedup();
        out
    }

    fn sees(&self) -> Sees {
        Sees::Whole
    }
}

impl TooManyCallsInSevenDays {
    /// One collector, one person.
    fn ledger<'a>(&self, unit: &Unit<'_, 'a>, calls: &[Call<'a>], out: &mut Outcome<'a>) {
        let mut calls: Vec<&Call<'a>> = calls.iter().collect();
        calls.sort_by_key(|call| call.day);
        let mut days: Vec<Day> = calls.iter().map(|call| call.day).collect();
        days.dedup();
        for day in days {
            let from = day
                .checked_sub_signed(TimeDelta::days(i64::from(self.days) - 1))
                .unwrap_or(day);
            let first = calls.partition_point(|call| call.day < from);
            let end = calls.partition_point(|call| call.day <= day);
            let window = calls.get(first..end).unwrap_or_default();
            self.window(unit, window, (from, day), out);
        }
    }

    fn window<'a>(
        &self,
        unit: &Unit<'_, 'a>,
        window: &[&Call<'a>],
        (from, to): (Day, Day),
        out: &mut Outcome<'a>,
    ) {
        let last: Vec<usize> = window
            .iter()
            .filter(|call| call.day == to)
            .map(|call| call.index)
            .collect();
        let sure: Vec<usize> = window
            .iter()
            .filter(|call| call.counts == Known::Yes)
            .map(|call| call.index)
            .collect();
        let mut maybe: Vec<(usize, Asks)> = window
            .iter()
            .filter(|call| matches!(call.counts, Known::Ask(_)))
            .map(|call| (call.index, call.counts.asks()))
            .collect();
        let first = last.first().and_then(|i| unit.item(*i));
        let item = |index: &usize| unit.item(*index);
        // Without a debt of its own the count runs over all debts of the
        // collector, and only more than the limit for each of them proves one.
        let debts = match (unit.debt, first) {
            (None, Some(item)) => debts_of(unit, item),
            _ => 1,
        };
        let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let limit = self.limit.saturating_mul(size(debts));
        let mut possible = sure.len() + maybe.len();
        if debts > 1 {
            if !window.iter().any(|call| unit.own(call.index)) {
                return;
            }
            if size(sure.len()) <= limit {
                // Not proved over all debts: each may still hold too many.
                let loose = |index: &usize| item(index).is_some_and(|i| i.debt.is_none());
                let mut by_debt: BTreeMap<usize, usize> = BTreeMap::new();
                for debt in sure.iter().filter_map(item).filter_map(|i| i.debt) {
                    *by_debt.entry(debt).or_default() += 1;
                }
                let open = sure.iter().filter(|i| loose(i)).count() + maybe.len();
                possible = open + by_debt.values().max().copied().unwrap_or(0);
                let which = Known::ask(domain::FactKey::WhichDebt).asks();
                maybe.extend(sure.iter().filter(|i| loose(i)).map(|i| (*i, which)));
            }
        }
        let step = TraceStep::CountedWindow {
            from,
            to,
            count: size(sure.len()),
            possible: size(possible),
            limit,
        };
        if size(sure.len()) > limit {
            let general = first.map(|item| unit.general(item)).unwrap_or_default();
            out.flagged.push(Hit {
                day: to,
                events: sure,
                trace: [general, vec![step]].concat(),
                joins: None,
            });
        } else if size(possible) > self.limit {
            let asks = maybe
                .iter()
                .fold(Asks::NONE, |all, (_, asks)| all.with(*asks));
            let open = out.open.entry(asks).or_default();
            open.events
                .extend(sure.iter().copied().chain(maybe.iter().map(|m| m.0)));
            open.trace.push(step);
            for (index, asks) in maybe {
                if let Some(item) = item(&index) {
                    unit.ask(open, asks, item);
                }
            }
        } else {
            out.clear.extend(last);
            out.clear_trace.push(step);
        }
    }
}
