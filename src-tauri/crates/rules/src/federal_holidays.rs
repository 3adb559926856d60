//! Business days for the assumed receipt of a notice: Saturdays, Sundays and the
//! legal public holidays of 5 USC 6103(a) are left out (12 CFR 1006.34(b)(5)).
//!
//! Derived, not read: the catalogue of law this pack stands on names the section
//! but does not print its list. The list below is the one a court's public
//! calendar gives under that section (source `HOL` of the pack); the dates follow
//! from it by the calendar. Days *in lieu*, when a holiday falls on a weekend, are
//! in another paragraph, 6103(b), which the rule does not name: they are counted
//! as ordinary days here, and the rule's limits say so.

use chrono::{Datelike, Days, Weekday};
use domain::Day;

/// Holidays of one date: month and day.
const FIXED: &[(u32, u32)] = &[(1, 1), (6, 19), (7, 4), (11, 11), (12, 25)];

/// Holidays of one weekday: month, weekday, which of the month.
const FLOATING: &[(u32, Weekday, u8)] = &[
    (1, Weekday::Mon, 3),
    (2, Weekday::Mon, 3),
    (9, Weekday::Mon, 1),
    (10, Weekday::Mon, 2),
    (11, Weekday::Thu, 4),
];

/// Is it a holiday of the list? Memorial Day is the last Monday of May.
pub(crate) fn holiday(day: Day) -> bool {
    let week = u8::try_from(day.day0() / 7 + 1).unwrap_or(u8::MAX);
    FIXED.contains(&(day.month(), day.day()))
        || FLOATING.contains(&(day.month(), day.weekday(), week))
        || (day.month() == 5 && day.weekday() == Weekday::Mon && day.day() > 24)
}

/// Does the day count?
pub(crate) fn counts(day: Day) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !holiday(day)
}

/// The first day that is `count` counting days after `day`.
pub(crate) fn after(day: Day, count: u32) -> Day {
    let mut left = count;
    let mut at = day;
    while left > 0 {
        let Some(next) = at.succ_opt() else { break };
        at = next;
        left -= u32::from(counts(at));
    }
    at
}

/// `days` calendar days later.
pub(crate) fn later(day: Day, days: u64) -> Day {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn the_holidays_of_2026_are_where_the_calendar_puts_them() {
        let all = [
            "01-01", "01-19", "02-16", "05-25", "06-19", "07-04", "09-07", "10-12",
        ];
        let all = all.into_iter().chain(["11-11", "11-26", "12-25"]);
        let listed: Vec<Day> = all.map(|md| day(&format!("2026-{md}"))).collect();
        let found: Vec<Day> = day("2026-01-01")
            .iter_days()
            .take(365)
            .filter(|day| holiday(*day))
            .collect();
        assert_eq!(found, listed);
    }

    #[test]
    fn weekends_and_holidays_are_left_out() {
        // Monday: the following Monday.
        assert_eq!(after(day("2026-03-02"), 5), day("2026-03-09"));
        // Friday before a weekend.
        assert_eq!(after(day("2026-03-06"), 5), day("2026-03-13"));
        // Thanksgiving, 26 November, between.
        assert_eq!(after(day("2026-11-23"), 5), day("2026-12-01"));
        // 4 July 2026 is a Saturday; the Friday in lieu of it counts.
        assert_eq!(after(day("2026-06-29"), 5), day("2026-07-06"));
        assert_eq!(later(day("2026-01-30"), 30), day("2026-03-01"));
    }
}
