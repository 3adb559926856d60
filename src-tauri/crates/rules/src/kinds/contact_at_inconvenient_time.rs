//! **What it does.** Flags a contact before `from` or after `to` at any of the
//! places on file for the borrower, and one in hours the borrower had called
//! inconvenient. Hours the borrower had called convenient are not.
//!
//! **Why.** Nobody is to be collected from at night; and the borrower's own words
//! go before the clock.
//!
//! **Known problems.** Exactly `from` and exactly `to` are taken as allowed; the
//! source leaves both open. Several places: a contact is clear only within the
//! hours of all of them. An electronic message counts at the time it was sent:
//! where the row has only its arrival and that lies outside, it is asked. A
//! letter has no hour. One reply to a message of the borrower by the same medium
//! is left alone. Whether another time was agreed directly is asked per debt.
//!
//! **Example.** `from = "08:00:00"`, `to = "21:00:00"`: a call at 20:30 in
//! Chicago is at 21:30 in New York; with both places on file it is too late.

use chrono::NaiveTime;
use domain::{Channel, FactKey, Notice, NoticeKind};
use serde::Deserialize;

use super::{Check, Sees};
use crate::evaluate::{Item, Judged, Known, Outcome, Replies, TraceStep, Unit, Why, clock, clocks};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactAtInconvenientTime {
    /// First moment allowed.
    from: NaiveTime,
    /// Last moment allowed.
    to: NaiveTime,
}

impl Check for ContactAtInconvenientTime {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let replies = Replies::of(unit);
        let words = unit.notices(&[NoticeKind::InconvenientTime, NoticeKind::ConvenientTime]);
        unit.each_contact(
            |item| {
                if matches!(item.channel, Channel::Letter | Channel::Public) {
                    return Judged::Out(Why::Channel);
                }
                let own = said(unit, &words, item, NoticeKind::InconvenientTime);
                let night = match said(unit, &words, item, NoticeKind::ConvenientTime) {
                    Known::Yes => Known::No,
                    open => open.not().and(self.outside(unit, item)),
                };
                let breach = own.or(night.and(agreed(unit, item).not()));
                if replies.has(item) && !breach.is_no() {
                    return Judged::Out(Why::Reply);
                }
                if night == Known::Yes && agreed(unit, item) == Known::Yes && own.is_no() {
                    return Judged::Out(Why::AgreedOtherwise);
                }
                breach.into()
            },
            |item| {
                let mut steps = self.steps(unit, item);
                let inconvenient: Vec<&Notice> = words
                    .iter()
                    .filter(|n| n.kind == NoticeKind::InconvenientTime)
                    .copied()
                    .collect();
                if said(unit, &words, item, NoticeKind::InconvenientTime) == Known::Yes {
                    steps.extend(unit.told_step(&inconvenient, item));
                }
                steps
            },
        )
    }

    fn sees(&self) -> Sees {
        Sees::Whole
    }
}

impl ContactAtInconvenientTime {
    fn allowed(&self, time: NaiveTime) -> bool {
        self.from <= time && time <= self.to
    }

    /// The places where it was outside the hours allowed.
    fn steps<'a>(&self, unit: &Unit<'_, 'a>, item: &Item) -> Vec<TraceStep> {
        let at = unit.contact(item).sent_at.unwrap_or(item.at);
        let text = |time: NaiveTime| time.format("%H:%M:%S").to_string();
        clocks(unit.record.case, &at)
            .into_iter()
            .filter(|(_, there)| !self.allowed(there.time()))
            .map(|(zone, there)| TraceStep::LocalTime {
                time: text(there.time()),
                zone,
                from: text(self.from),
                to: text(self.to),
            })
            .collect()
    }

    fn outside<'a>(&self, unit: &Unit<'_, 'a>, item: &Item) -> Known {
        if self.steps(unit, item).is_empty() {
            return Known::No;
        }
        let message = matches!(item.channel, Channel::Sms | Channel::Chat | Channel::Email);
        if !message || unit.contact(item).sent_at.is_some() {
            return Known::Yes;
        }
        let sent = unit.record.contact_tri(FactKey::SentOutsideHours, item);
        Known::from_tri(sent, FactKey::SentOutsideHours)
    }
}

fn agreed<'a>(unit: &Unit<'_, 'a>, item: &Item) -> Known {
    let debt = item.debt.or(unit.debt);
    let agreed = unit.record.debt_tri(FactKey::HoursAgreed, item, debt);
    Known::from_tri(agreed, FactKey::HoursAgreed)
}

/// Had the borrower called these hours so, and nothing else about them since?
fn said<'a>(unit: &Unit<'_, 'a>, words: &[&'a Notice], item: &Item, kind: NoticeKind) -> Known {
    let at = unit.contact(item).sent_at.unwrap_or(item.at);
    let there = clock(unit.record.case, item.debt.or(unit.debt), &at).time();
    let mut heard: Vec<&Notice> = words
        .iter()
        .filter(|notice| {
            covers(notice, there) && notice.until.is_none_or(|until| item.day <= until)
        })
        .copied()
        .collect();
    heard.sort_by_key(|notice| notice.received().unwrap_or(notice.sent_at));
    // The last word counts, whatever was said before.
    heard.iter().fold(Known::No, |before, notice| {
        let here = unit.binds(notice, item).and(unit.arrived(notice, item));
        if notice.kind == kind {
            before.or(here)
        } else {
            before.and(here.not())
        }
    })
}

fn covers(notice: &Notice, time: NaiveTime) -> bool {
    match (notice.from_time, notice.to_time) {
        (Some(from), Some(to)) if from <= to => from <= time && time < to,
        (Some(from), Some(to)) => from <= time || time < to,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_of_the_hours_are_allowed() {
        let at = |h, m, s| NaiveTime::from_hms_opt(h, m, s).unwrap();
        let hours = ContactAtInconvenientTime {
            from: at(8, 0, 0),
            to: at(21, 0, 0),
        };
        for (time, allowed) in [
            (at(7, 59, 59), false),
            (at(8, 0, 0), true),
            (at(21, 0, 0), true),
            (at(21, 0, 1), false),
        ] {
            assert_eq!(hours.allowed(time), allowed, "{time}");
        }
    }
}
