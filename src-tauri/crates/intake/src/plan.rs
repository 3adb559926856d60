//! The dry run: which rows of a file the log has already.
//!
//! Nothing is decided for the user: a row that only resembles a contact is
//! doubtful, with the reason, and stays so until somebody looks.

use std::collections::{BTreeMap, HashMap};

use domain::{Channel, Contact, ContactId, Direction};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{FileRead, ReadRow, code::codes};

/// Two sources' clocks may differ by so much, in seconds.
const NEAR_S: i64 = 90;
/// Beijing time written down as if it were UTC, or the other way round.
const ZONE_S: i64 = 8 * 3600;

codes! {
    /// Why a row may be in the log already.
    DoubtReason {
        /// The same second, but another duration.
        SameMoment = "same_moment",
        /// Within 90 seconds; calls of any duration, messages of the same text.
        NearInTime = "near_in_time",
        /// Exactly eight hours apart and otherwise alike: one clock ran in UTC.
        EightHours = "eight_hours",
    }
}

/// What importing a file would do. Rows are named by their index.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Plan {
    /// Not in the log.
    pub new: Vec<u32>,
    /// In the log, or earlier in this file.
    pub same: Vec<Same>,
    /// Perhaps in the log.
    pub doubtful: Vec<Doubt>,
}

/// A row that is there already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Same {
    /// Index of the row.
    pub row: u32,
    /// Where it is already.
    pub twin: Twin,
}

/// Where a row is already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Twin {
    /// In the log.
    Saved(ContactId),
    /// Earlier in the file: backups often hold a record twice.
    Row(u32),
}

/// A row that may be there already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Doubt {
    /// Index of the row.
    pub row: u32,
    /// The contact it resembles.
    pub existing: ContactId,
    /// Why.
    pub reason: DoubtReason,
}

/// Compares the rows of one file with the log. `existing` must hold superseded
/// contacts too, or a corrected row would come back as new.
///
/// A row is the same as a contact from the same record of the same file, or as
/// one with the same second, number, direction, channel, duration and text. A
/// contact that some row equals is not held against the others, so calls
/// redialled within a minute do not cast doubt on each other.
pub fn plan(file: &FileRead, rows: &[ReadRow], existing: &[&Contact]) -> Plan {
    let mut records = HashMap::new();
    let mut alike: HashMap<Likeness<'_>, usize> = HashMap::new();
    for (i, contact) in existing.iter().enumerate() {
        if let Some(source) = contact.source.as_ref().filter(|s| s.sha256 == file.sha256) {
            records.entry(source.position).or_insert(i);
        }
        alike.entry(Likeness::of(contact, 0)).or_insert(i);
    }

    let mut plan = Plan::default();
    let mut earlier: HashMap<Likeness<'_>, u32> = HashMap::new();
    let mut matched = vec![false; existing.len()];
    let mut open = Vec::new();
    for (index, row) in (0..).zip(rows) {
        let likeness = Likeness::of(&row.contact, 0);
        let saved = records.get(&row.position).or_else(|| alike.get(&likeness));
        let twin = match (saved, earlier.get(&likeness)) {
            (Some(&i), _) => {
                matched[i] = true;
                Some(Twin::Saved(existing[i].id.clone()))
            }
            (None, Some(&first)) => Some(Twin::Row(first)),
            (None, None) => None,
        };
        earlier.entry(likeness).or_insert(index);
        match twin {
            Some(twin) => plan.same.push(Same { row: index, twin }),
            None => open.push((index, &row.contact)),
        }
    }

    let in_file = |contact: &&&Contact| earlier.contains_key(&Likeness::of(contact, 0));
    let matched = with_corrections(existing, matched);
    let unmatched = existing.iter().zip(matched).filter(|(_, matched)| !matched);
    let unmatched = unmatched
        .map(|(contact, _)| contact)
        .filter(|c| !in_file(c));
    let mut lines: HashMap<Line<'_>, BTreeMap<i64, &ContactId>> = HashMap::new();
    let mut zones: HashMap<Likeness<'_>, &ContactId> = HashMap::new();
    for contact in unmatched {
        let line = lines.entry(Line::of(contact)).or_default();
        line.entry(contact.at.timestamp()).or_insert(&contact.id);
        for shift in [-ZONE_S, ZONE_S] {
            zones
                .entry(Likeness::of(contact, shift))
                .or_insert(&contact.id);
        }
    }
    for (row, contact) in open {
        let near = lines
            .get(&Line::of(contact))
            .and_then(|line| nearest(line, contact));
        let doubt = near.or_else(|| {
            let existing = *zones.get(&Likeness::of(contact, 0))?;
            Some((existing, DoubtReason::EightHours))
        });
        match doubt {
            Some((existing, reason)) => plan.doubtful.push(Doubt {
                row,
                existing: existing.clone(),
                reason,
            }),
            None => plan.new.push(row),
        }
    }
    plan
}

/// A correction of a matched contact is matched too, whatever it changed.
fn with_corrections(existing: &[&Contact], mut matched: Vec<bool>) -> Vec<bool> {
    // Deeper chains of corrections only mean more doubt, never a lost row.
    const DEEPEST: usize = 32;
    let by_id: HashMap<&ContactId, usize> = existing
        .iter()
        .enumerate()
        .map(|(i, contact)| (&contact.id, i))
        .collect();
    let older = |i: usize| by_id.get(existing[i].supersedes.as_ref()?).copied();
    for i in 0..existing.len() {
        let mut chain = std::iter::successors(Some(i), |&i| older(i)).take(DEEPEST);
        matched[i] = chain.any(|i| matched[i]);
    }
    matched
}

/// All that makes two rows one contact.
#[derive(PartialEq, Eq, Hash)]
struct Likeness<'c> {
    second: i64,
    line: Line<'c>,
    duration_s: Option<u32>,
    said: Option<&'c str>,
}

impl<'c> Likeness<'c> {
    /// Of `contact`, as if it had been `shift` seconds later.
    fn of(contact: &'c Contact, shift: i64) -> Self {
        Self {
            second: contact.at.timestamp().saturating_add(shift),
            line: Line::of(contact),
            duration_s: contact.duration_s,
            said: contact.said.as_deref(),
        }
    }
}

/// One number, one direction, one channel; for messages also one text.
#[derive(PartialEq, Eq, Hash)]
struct Line<'c> {
    number: Option<&'c str>,
    direction: Direction,
    channel: Channel,
    said: Option<&'c str>,
}

impl<'c> Line<'c> {
    fn of(contact: &'c Contact) -> Self {
        Self {
            number: contact.number.as_ref().map(domain::Phone::as_str),
            direction: contact.direction,
            channel: contact.channel,
            said: contact
                .said
                .as_deref()
                .filter(|_| contact.channel != Channel::Call),
        }
    }
}

fn nearest<'c>(
    line: &BTreeMap<i64, &'c ContactId>,
    contact: &Contact,
) -> Option<(&'c ContactId, DoubtReason)> {
    let second = contact.at.timestamp();
    let before = line
        .range(second.saturating_sub(NEAR_S)..=second)
        .next_back();
    let after = line.range(second..=second.saturating_add(NEAR_S)).next();
    let (at, id) = before
        .into_iter()
        .chain(after)
        .min_by_key(|(at, _)| at.abs_diff(second))?;
    let reason = match *at == second {
        true => DoubtReason::SameMoment,
        false => DoubtReason::NearInTime,
    };
    Some((id, reason))
}

#[cfg(test)]
mod tests;
