//! **What it does.** Looks at the first communication of each collector about a
//! debt, and flags it when the validation information did not come with it or
//! within `days` calendar days.
//!
//! **Why.** Nobody can dispute what they were not told.
//!
//! **Known problems.** The first communication is the first of the log. A log may
//! lack a letter, so that nothing arrived in time is asked, never concluded. A
//! debt that was paid within the days needs no notice; the question says so. A
//! voicemail of limited content and a call that only rang are no communication.
//!
//! **Example.** `days = 5`: first call on the 1st, notice by the 6th.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::{Day, FactKey, Voicemail};
use serde::Deserialize;

use super::{Check, Sees};
use crate::evaluate::{Item, Judged, Known, Outcome, TraceStep, Unit, Why};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ValidationNoticeLate {
    /// Calendar days after the first communication.
    days: i64,
}

impl Check for ValidationNoticeLate {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let collector = |item: &Item| unit.party(item).map_or("", |party| party.id.as_str());
        let mut first: BTreeMap<&str, &str> = BTreeMap::new();
        let mut brought: Vec<(&str, Day)> = Vec::new();
        for (_, item) in unit.items() {
            if !item.incoming {
                continue;
            }
            if communicated(unit, item) == Known::Yes && !item.collection.is_no() {
                first
                    .entry(collector(item))
                    .or_insert(unit.id(item).as_str());
            }
            if unit.contact(item).validation.is_some() {
                let sent = unit.contact(item).sent_at;
                let day = sent.map_or(item.day, |at| unit.day(&at)).min(item.day);
                brought.push((collector(item), day));
            }
        }
        let last = |item: &Item| {
            item.day
                .checked_add_signed(TimeDelta::days(self.days))
                .unwrap_or(item.day)
        };
        unit.each_contact(
            |item| {
                if first.get(collector(item)) != Some(&unit.id(item).as_str()) {
                    return Judged::Out(Why::NotTriggered);
                }
                let in_time = brought
                    .iter()
                    .any(|(by, day)| *by == collector(item) && *day <= last(item));
                if in_time {
                    return Known::No.into();
                }
                let tri = unit.record.contact_tri(FactKey::ValidationInTime, item);
                Known::from_tri(tri, FactKey::ValidationInTime).not().into()
            },
            |item| {
                vec![TraceStep::Deadline {
                    from: item.day,
                    last: last(item),
                }]
            },
        )
    }

    fn sees(&self) -> Sees {
        Sees::Whole
    }
}

/// Was something about the debt conveyed?
fn communicated(unit: &Unit<'_, '_>, item: &Item) -> Known {
    match unit.contact(item).voicemail {
        Some(Voicemail::LimitedContent | Voicemail::None) => Known::No,
        Some(Voicemail::Other) => Known::Yes,
        None => item.connected,
    }
}
