//! Counting days between two days, and days, months and years after a day.
//!
//! Interest counts the first day and not the last (算头不算尾): from the 1st to the
//! 2nd is one day. Periods of the civil law do not count the day they start on
//! and end on the corresponding day, or on the last day of a month that has none
//! (民法典 201, 202); that is what [`months_after`] and [`years_after`] give.

use chrono::{Datelike, Days, Months};
use domain::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{MoneyCode, MoneyError, Result};

/// How many days lie between two days, and how many make a year.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum DayConvention {
    /// Actual days over 365, leap years too (actual/365 fixed).
    #[default]
    #[serde(rename = "actual_365")]
    Actual365,
    /// Actual days over 360.
    #[serde(rename = "actual_360")]
    Actual360,
    /// Months of 30 days over 360 (30/360, bond basis): a 31st counts as a 30th,
    /// at the end only if the start is on the 30th or 31st.
    #[serde(rename = "thirty_360")]
    Thirty360,
}

impl DayConvention {
    /// Days of a year.
    pub const fn basis(self) -> u32 {
        match self {
            Self::Actual365 => 365,
            Self::Actual360 | Self::Thirty360 => 360,
        }
    }

    /// Days from `from` to `to`, zero if `to` is not later.
    pub fn days(self, from: Day, to: Day) -> u32 {
        let days = match self {
            Self::Actual365 | Self::Actual360 => (to - from).num_days(),
            Self::Thirty360 => {
                let first = from.day().min(30);
                let last = if first == 30 {
                    to.day().min(30)
                } else {
                    to.day()
                };
                i64::from(to.year() - from.year()) * 360
                    + (i64::from(to.month()) - i64::from(from.month())) * 30
                    + (i64::from(last) - i64::from(first))
            }
        };
        u32::try_from(days.max(0)).unwrap_or(0)
    }
}

fn too_far() -> MoneyError {
    MoneyError::at(".", MoneyCode::OutOfRange)
}

/// The corresponding day `months` later, or the last day of that month.
pub fn months_after(day: Day, months: u32) -> Result<Day> {
    day.checked_add_months(Months::new(months))
        .ok_or_else(too_far)
}

/// The corresponding day `years` later; 29 February becomes 28 February in a
/// year that has none.
pub fn years_after(day: Day, years: u32) -> Result<Day> {
    months_after(day, years.checked_mul(12).ok_or_else(too_far)?)
}

/// `days` later.
pub(crate) fn days_after(day: Day, days: u32) -> Result<Day> {
    day.checked_add_days(Days::new(u64::from(days)))
        .ok_or_else(too_far)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn thirty_360_knows_the_ends_of_months() {
        // 2020-01-31 → 2020-02-29: 30 to 29 of the next month = 29.
        let count = |a: &str, b: &str| DayConvention::Thirty360.days(day(a), day(b));
        assert_eq!(count("2020-01-31", "2020-02-29"), 29);
        assert_eq!(count("2020-01-30", "2020-03-31"), 60);
        assert_eq!(count("2020-01-15", "2020-01-31"), 16);
        assert_eq!(count("2020-01-01", "2021-01-01"), 360);
    }

    #[test]
    fn a_leap_day_counts_and_has_an_anniversary() {
        assert_eq!(
            DayConvention::Actual365.days(day("2024-02-28"), day("2024-03-01")),
            2
        );
        assert_eq!(years_after(day("2024-02-29"), 3), Ok(day("2027-02-28")));
        assert_eq!(years_after(day("2024-02-29"), 4), Ok(day("2028-02-29")));
        assert_eq!(months_after(day("2025-08-31"), 6), Ok(day("2026-02-28")));
    }

    #[test]
    fn the_catalogue_s_two_worked_periods() {
        // Six months from 2026-09-01 and three years after 2021-06-15.
        assert_eq!(months_after(day("2026-09-01"), 6), Ok(day("2027-03-01")));
        assert_eq!(years_after(day("2021-06-15"), 3), Ok(day("2024-06-15")));
    }

    proptest! {
        #[test]
        fn actual_days_of_parts_sum_to_the_whole(a in 0u32..20_000, b in 0u32..20_000, c in 0u32..20_000) {
            let mut days: Vec<Day> = [a, b, c]
                .iter()
                .map(|n| days_after(day("2000-01-01"), *n).unwrap())
                .collect();
            days.sort();
            let count = |x: usize, y: usize| DayConvention::Actual365.days(days[x], days[y]);
            prop_assert_eq!(count(0, 1) + count(1, 2), count(0, 2));
        }
    }
}
