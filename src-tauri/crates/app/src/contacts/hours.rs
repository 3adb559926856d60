//! When they make contact: by hour and weekday, by whom, and over time. Only what
//! came in is counted; what the borrower began is not the collector's hour.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, Timelike};
use domain::{Connection, Contact, Day, Direction, Instant, beijing_day, beijing_time};

use super::week::monday;
use super::{Collector, CollectorHours, HourCell, HoursQuery, HoursView, Span, SpanStep, is_night};
use crate::view::View;
use crate::{App, Error};

/// So many bars are readable side by side; a longer time is told by weeks, then months.
const MOST_DAYS: i64 = 62;
const MOST_WEEKS: i64 = 62;

/// Contacts by hour and weekday, by collector, and over time.
///
/// # Errors
/// Locked.
pub fn hours(app: &App, query: HoursQuery) -> Result<HoursView, Error> {
    app.view(|view| Ok(count(view, &query)))
}

fn count(view: &View, query: &HoursQuery) -> HoursView {
    let about = |contact: &&Contact| {
        contact.direction == Direction::Incoming
            && !view.unrelated(contact)
            && query
                .debt
                .as_ref()
                .is_none_or(|debt| view.debt_of(contact) == Some(debt))
    };
    let days = || view.standing().filter(about).map(|c| beijing_day(&c.at));
    let (first, last) = (days().min(), days().max());
    let within = |contact: &&Contact| {
        let day = beijing_day(&contact.at);
        query.from.is_none_or(|from| day >= from) && query.to.is_none_or(|to| day <= to)
    };

    let mut out = HoursView {
        first,
        last,
        total: 0,
        night: 0,
        cells: Vec::new(),
        collectors: Vec::new(),
        step: SpanStep::Day,
        spans: Vec::new(),
    };
    let from = query.from.or(first);
    let to = query.to.or(last);
    if let (Some(from), Some(to)) = (from, to) {
        out.step = step(from, to);
        out.spans = spans(from, to, out.step);
    }
    let mut cells: BTreeMap<(u32, u32), HourCell> = BTreeMap::new();
    let mut collectors: BTreeMap<Collector, CollectorHours> = BTreeMap::new();
    for contact in view.standing().filter(about).filter(within) {
        let who = who(view, contact);
        let hours = collectors
            .entry(who.clone())
            .or_insert_with(|| CollectorHours::new(view, contact, who.clone()));
        hours.add(&contact.at, contact.connection);
        if query.collector.as_ref().is_some_and(|only| *only != who) {
            continue;
        }
        let day = beijing_day(&contact.at);
        let (weekday, hour) = (
            day.weekday().num_days_from_monday(),
            beijing_time(&contact.at).hour(),
        );
        let cell = cells.entry((weekday, hour)).or_insert(HourCell {
            weekday,
            hour,
            contacts: 0,
            connected: 0,
            rang: 0,
            flagged: 0,
        });
        cell.contacts += 1;
        cell.connected += u32::from(contact.connection == Connection::Connected);
        cell.rang += u32::from(contact.connection == Connection::RangOnly);
        cell.flagged += u32::from(view.flags(&contact.id) > 0);
        out.total += 1;
        out.night += u32::from(is_night(&contact.at));
        let place = out.spans.partition_point(|span| span.from <= day);
        if let Some(span) = place.checked_sub(1).and_then(|i| out.spans.get_mut(i)) {
            span.contacts += 1;
            span.connected += u32::from(contact.connection == Connection::Connected);
            span.night += u32::from(is_night(&contact.at));
        }
    }
    out.cells = cells.into_values().collect();
    out.collectors = collectors.into_values().collect();
    out.collectors.sort_by(|a, b| {
        b.contacts
            .cmp(&a.contacts)
            .then_with(|| a.label.cmp(&b.label))
    });
    out
}

/// The organisation behind a contact, else its number, else nobody known.
fn who(view: &View, contact: &Contact) -> Collector {
    match (view.party_of(contact), &contact.number) {
        (Some(party), _) => Collector::Party(party.id.clone()),
        (None, Some(number)) => Collector::Number(number.clone()),
        (None, None) => Collector::Unknown,
    }
}

impl CollectorHours {
    fn new(view: &View, contact: &Contact, who: Collector) -> Self {
        let party = view.party_of(contact).map(|party| party.name.clone());
        let number = || contact.number.clone().map(String::from);
        let day = beijing_day(&contact.at);
        Self {
            label: party.or_else(number).unwrap_or_default(),
            who,
            contacts: 0,
            connected: 0,
            night: 0,
            first: day,
            last: day,
            hours: vec![0; 24],
        }
    }

    fn add(&mut self, at: &Instant, connection: Connection) {
        let day = beijing_day(at);
        self.contacts += 1;
        self.connected += u32::from(connection == Connection::Connected);
        self.night += u32::from(is_night(at));
        self.first = self.first.min(day);
        self.last = self.last.max(day);
        if let Some(hour) = self.hours.get_mut(beijing_time(at).hour() as usize) {
            *hour += 1;
        }
    }
}

fn step(from: Day, to: Day) -> SpanStep {
    match (to - from).num_days() + 1 {
        days if days <= MOST_DAYS => SpanStep::Day,
        days if days <= MOST_WEEKS * 7 => SpanStep::Week,
        _ => SpanStep::Month,
    }
}

/// The stretches from the one that holds `from` to the one that holds `to`, those
/// without a contact too.
fn spans(from: Day, to: Day, step: SpanStep) -> Vec<Span> {
    let mut next = match step {
        SpanStep::Day => Some(from),
        SpanStep::Week => Some(monday(from)),
        SpanStep::Month => from.with_day(1),
    };
    let mut out = Vec::new();
    while let Some(day) = next.filter(|day| *day <= to) {
        out.push(Span {
            from: day,
            contacts: 0,
            connected: 0,
            night: 0,
        });
        next = match step {
            SpanStep::Day => day.succ_opt(),
            SpanStep::Week => day.checked_add_days(Days::new(7)),
            SpanStep::Month => day.checked_add_months(Months::new(1)),
        };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_long_time_is_told_by_weeks_and_a_longer_one_by_months() {
        let from = day("2026-01-31");
        assert_eq!(step(from, from), SpanStep::Day);
        assert_eq!(step(from, day("2026-04-02")), SpanStep::Day);
        assert_eq!(step(from, day("2026-04-03")), SpanStep::Week);
        assert_eq!(step(from, day("2027-04-10")), SpanStep::Month);
    }

    #[test]
    fn stretches_follow_one_another_and_hold_both_ends() {
        let starts = |from, to, step| -> Vec<String> {
            let spans = spans(day(from), day(to), step);
            spans.iter().map(|span| span.from.to_string()).collect()
        };
        assert_eq!(
            starts("2026-02-27", "2026-03-01", SpanStep::Day),
            ["2026-02-27", "2026-02-28", "2026-03-01"]
        );
        // 2026-02-27 is a Friday.
        assert_eq!(
            starts("2026-02-27", "2026-03-09", SpanStep::Week),
            ["2026-02-23", "2026-03-02", "2026-03-09"]
        );
        assert_eq!(
            starts("2026-01-31", "2026-03-01", SpanStep::Month),
            ["2026-01-01", "2026-02-01", "2026-03-01"]
        );
    }
}
