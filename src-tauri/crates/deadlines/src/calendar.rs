//! Working days of mainland China: the days off and the make-up workdays that the
//! State Council announces year by year.
//!
//! Nothing is derived from a lunar calendar and nothing is carried over from another
//! year. Past the last day that a notice covers a day is neither a working day nor a
//! rest day: it is not known. A notice may also move the last days of the December
//! before its own year.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};
use domain::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::words::{LawGrade, Wording};

/// What a day is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// Monday to Friday, without a notice about it.
    Workday,
    /// A Saturday or Sunday that a notice makes a working day.
    MakeupWorkday(Wording),
    /// A Saturday or Sunday, without a notice about it.
    RestDay,
    /// A day off of a notice, weekend or not.
    Holiday(Wording),
}

impl DayKind {
    /// Do people work on it?
    pub const fn works(&self) -> bool {
        matches!(self, Self::Workday | Self::MakeupWorkday(_))
    }
}

/// The notice the days of a year were announced in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HolidayNotice {
    /// Its title.
    pub title: String,
    /// Its number; a user who enters a notice may leave it out.
    #[serde(default)]
    pub number: String,
    /// The day it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub day: Option<Day>,
}

/// One holiday of a year: its days off, and the days worked for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// Name.
    pub name: Wording,
    /// First day off.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub from: Day,
    /// Last day off.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub to: Day,
    /// Saturdays and Sundays that are worked instead.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    #[ts(type = "string[]")]
    pub work: Vec<Day>,
}

/// The days of one year, as a file has them. A user's own notice has the same form
/// without `grade` and `sources`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HolidayYear {
    /// The year.
    pub year: i32,
    /// Last day of it that the notice was checked for.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub verified_to: Day,
    /// How well it was verified; absent: entered by the user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub grade: Option<LawGrade>,
    /// Ids of its sources.
    #[serde(default)]
    pub sources: Vec<String>,
    /// The notices, in order of their days.
    #[serde(default, rename = "notice")]
    pub notices: Vec<HolidayNotice>,
    /// The holidays.
    #[serde(default, rename = "holiday")]
    pub holidays: Vec<Holiday>,
}

/// Which days a count consulted, for the foot of a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CalendarYear {
    /// The year.
    pub year: i32,
    /// Its notices.
    pub notices: Vec<HolidayNotice>,
    /// How well it was verified; absent: entered by the user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub grade: Option<LawGrade>,
}

/// The working days that are known.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    years: BTreeMap<i32, HolidayYear>,
    off: BTreeMap<Day, Wording>,
    work: BTreeMap<Day, Wording>,
}

impl Calendar {
    /// The calendar of these years; a later one takes the place of an earlier one of
    /// the same year.
    pub fn new(years: impl IntoIterator<Item = HolidayYear>) -> Self {
        let mut calendar = Self::default();
        for year in years {
            calendar.years.insert(year.year, year);
        }
        let Self { years, off, work } = &mut calendar;
        for holiday in years.values().flat_map(|year| &year.holidays) {
            for day in holiday.from.iter_days().take_while(|d| *d <= holiday.to) {
                off.insert(day, holiday.name.clone());
            }
            for day in &holiday.work {
                work.insert(*day, holiday.name.clone());
            }
        }
        calendar
    }

    /// The same with one year more, or another notice for a year.
    #[must_use]
    pub fn with(&self, year: HolidayYear) -> Self {
        Self::new(self.years.values().cloned().chain([year]))
    }

    /// First day that is known.
    pub fn from(&self) -> Option<Day> {
        let first = self.years.keys().next()?;
        NaiveDate::from_ymd_opt(*first, 1, 1)
    }

    /// Last day up to which every day is known.
    pub fn to(&self) -> Option<Day> {
        let mut last: Option<&HolidayYear> = None;
        for year in self.years.values() {
            let follows = last.is_none_or(|before| {
                before.verified_to.succ_opt() == NaiveDate::from_ymd_opt(year.year, 1, 1)
            });
            if !follows {
                break;
            }
            last = Some(year);
        }
        last.map(|year| year.verified_to)
    }

    /// The years, in order.
    pub fn years(&self) -> impl Iterator<Item = &HolidayYear> {
        self.years.values()
    }

    /// What `day` is.
    ///
    /// # Errors
    /// The first day that is not known: `day` itself before the first year, the day
    /// after the last known one otherwise.
    pub fn kind(&self, day: Day) -> Result<DayKind, Day> {
        let (Some(from), Some(to)) = (self.from(), self.to()) else {
            return Err(day);
        };
        if day < from {
            return Err(day);
        }
        if day > to {
            return Err(to.succ_opt().unwrap_or(to));
        }
        if let Some(name) = self.work.get(&day) {
            return Ok(DayKind::MakeupWorkday(name.clone()));
        }
        if let Some(name) = self.off.get(&day) {
            return Ok(DayKind::Holiday(name.clone()));
        }
        Ok(match day.weekday() {
            Weekday::Sat | Weekday::Sun => DayKind::RestDay,
            _ => DayKind::Workday,
        })
    }

    /// The days off of the notices, in order: the legal holidays with what was put
    /// together with them, not plain weekends.
    pub fn holidays(&self) -> impl Iterator<Item = Day> {
        self.off.keys().copied()
    }

    /// The first day from `day` on that is worked. `None` past the calendar.
    pub fn worked_from(&self, day: Day) -> Option<Day> {
        let off = |day: &Day| {
            let kind = self.kind(*day);
            !matches!(kind, Ok(DayKind::RestDay | DayKind::Holiday(_)))
        };
        let worked = day.iter_days().find(off)?;
        self.kind(worked).ok().map(|_| worked)
    }

    /// Can the notice of the next year, which is not known, still move `day`? Notices
    /// have moved days from 25 December on.
    pub fn may_still_move(&self, day: Day) -> bool {
        self.to()
            .is_some_and(|last| day.year() == last.year() && day.month() == 12 && day.day() >= 25)
    }

    /// What a receipt says of the years between two days.
    pub fn edition(&self, from: Day, to: Day) -> Vec<CalendarYear> {
        let between = |year: &&HolidayYear| (from.year()..=to.year()).contains(&year.year);
        let line = |year: &HolidayYear| CalendarYear {
            year: year.year,
            notices: year.notices.clone(),
            grade: year.grade,
        };
        self.years.values().filter(between).map(line).collect()
    }
}
