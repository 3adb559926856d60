//! The notice of one year.

use std::collections::BTreeSet;

use chrono::{Datelike, Weekday};
use domain::Day;

use super::{Code, Issues};
use crate::calendar::HolidayYear;
use crate::data::issue::DataIssue;

/// No holiday is longer.
const LONGEST_DAYS: usize = 60;

/// What is wrong with it.
pub(crate) fn year(path: &str, text: &str, value: &HolidayYear) -> Vec<DataIssue> {
    let mut issues = Issues {
        file: path,
        text,
        out: Vec::new(),
    };
    let belongs =
        |day: Day| day.year() == value.year || (day.year() == value.year - 1 && day.month() == 12);
    let weekend = |day: Day| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    if value.verified_to.year() != value.year {
        let to = value.verified_to.to_string();
        issues.add("verified_to", Code::OutsideYear, to);
    }
    let mut off = BTreeSet::new();
    for holiday in &value.holidays {
        let (from, to) = (holiday.from, holiday.to);
        if to < from {
            issues.add(&to.to_string(), Code::DatesReversed, to.to_string());
            continue;
        }
        for day in [from, to].into_iter().chain(holiday.work.iter().copied()) {
            if !belongs(day) {
                issues.add(&day.to_string(), Code::OutsideYear, day.to_string());
            }
        }
        let days = from.iter_days().take_while(|day| *day <= to);
        off.extend(days.take(LONGEST_DAYS));
    }
    for day in value.holidays.iter().flat_map(|holiday| &holiday.work) {
        if !weekend(*day) {
            issues.add(&day.to_string(), Code::NotAWeekend, day.to_string());
        }
        if off.contains(day) {
            issues.add(&day.to_string(), Code::OffAndWorked, day.to_string());
        }
    }
    issues.out
}
