//! Calendar files (RFC 5545): one day-long event for each item, with alarms.
//!
//! The same item has the same UID in every file, and a sequence number that rises, so
//! that a calendar that has it updates it. Titles are neutral unless the user asks for
//! others: a calendar is seen on lock screens and shared with a family. Written here and
//! not by a library because those that were looked at take the time from the clock and
//! the names of alarms from chance.

use chrono::{Days, Utc};
use domain::{Day, Instant};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What stands in place of a title.
const NEUTRAL: &str = "待办 / To do";

/// Octets of a line, without its end.
const LINE: usize = 75;

/// Hour of the day at which an alarm goes off.
const ALARM_HOUR: u32 = 9;

/// An entry of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct IcsItem {
    /// What makes it the same item again: id of the proceeding and the rule.
    pub key: String,
    /// The day.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub day: Day,
    /// Title; absent: a neutral one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub title: Option<String>,
    /// More words; absent: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
    /// How many days before, at nine, to remind; zero is on the day.
    #[serde(default)]
    pub remind_days: Vec<u32>,
    /// Rises with each change of the item.
    #[serde(default)]
    pub sequence: u32,
}

/// The calendar file of `items`, made at `stamp`.
pub fn ics(items: &[IcsItem], stamp: &Instant) -> String {
    let stamp = stamp
        .with_timezone(&Utc)
        .format("%Y%m%dT%H%M%SZ")
        .to_string();
    let mut out = Lines::default();
    out.add("BEGIN:VCALENDAR");
    out.add("VERSION:2.0");
    out.add("PRODID:-//Mingzhang//Deadlines//ZH");
    out.add("CALSCALE:GREGORIAN");
    out.add("METHOD:PUBLISH");
    for item in items {
        event(&mut out, item, &stamp);
    }
    out.add("END:VCALENDAR");
    out.text
}

fn event(out: &mut Lines, item: &IcsItem, stamp: &str) {
    let title = escape(item.title.as_deref().unwrap_or(NEUTRAL));
    let end = item.day.checked_add_days(Days::new(1)).unwrap_or(item.day);
    out.add("BEGIN:VEVENT");
    out.add(&format!("UID:{}@mingzhang", escape(&item.key)));
    out.add(&format!("DTSTAMP:{stamp}"));
    out.add(&format!("SEQUENCE:{}", item.sequence));
    out.add(&format!("DTSTART;VALUE=DATE:{}", item.day.format("%Y%m%d")));
    out.add(&format!("DTEND;VALUE=DATE:{}", end.format("%Y%m%d")));
    out.add(&format!("SUMMARY:{title}"));
    if let Some(note) = &item.note {
        out.add(&format!("DESCRIPTION:{}", escape(note)));
    }
    out.add("CLASS:PRIVATE");
    out.add("TRANSP:TRANSPARENT");
    for days in &item.remind_days {
        out.add("BEGIN:VALARM");
        out.add("ACTION:DISPLAY");
        out.add(&format!("DESCRIPTION:{title}"));
        out.add(&format!("TRIGGER:{}", trigger(*days)));
        out.add("END:VALARM");
    }
    out.add("END:VEVENT");
}

/// From the beginning of the day: nine hours after it, or so many days less nine hours
/// before it.
fn trigger(days: u32) -> String {
    match days.saturating_mul(24).checked_sub(ALARM_HOUR) {
        None => format!("PT{ALARM_HOUR}H"),
        Some(hours) => format!("-PT{hours}H"),
    }
}

/// Text of a property: backslash, semicolon, comma and line ends are marked; other
/// control characters are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.replace("\r\n", "\n").chars() {
        match char {
            '\\' | ';' | ',' => out.extend(['\\', char]),
            '\n' | '\r' => out.push_str("\\n"),
            _ if char.is_control() => {}
            _ => out.push(char),
        }
    }
    out
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    /// Adds a line, folded so that none is longer than [`LINE`] octets and no character
    /// is cut in two.
    fn add(&mut self, line: &str) {
        let mut length = 0;
        for char in line.chars() {
            if length + char.len_utf8() > LINE {
                self.text.push_str("\r\n ");
                length = 1;
            }
            self.text.push(char);
            length += char.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}
