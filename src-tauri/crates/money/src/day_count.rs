//! Days, months and years after a day.
//!
//! Periods of the civil law do not count the day they start on
//! and end on the corresponding day, or on the last day of a month that has none
//! (民法典 201, 202); that is what [`months_after`] and [`years_after`] give.

use chrono::{Days, Months};
use domain::Day;

use crate::error::{MoneyCode, MoneyError, Result};

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
    use domain::DayConvention;
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
