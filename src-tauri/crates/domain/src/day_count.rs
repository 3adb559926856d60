//! Conventions of counting the days interest runs for.
//!
//! Interest counts the first day and not the last (算头不算尾): from the 1st to the
//! 2nd is one day.

use chrono::Datelike;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Day;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How many days lie between two days, and how many make a year.
    #[derive(Default)]
    DayConvention {
        /// Actual days over 365, leap years too (actual/365 fixed).
        #[default]
        Actual365 = "actual_365",
        /// Actual days over 360.
        Actual360 = "actual_360",
        /// Months of 30 days over 360 (30/360, bond basis): a 31st counts as a 30th,
        /// at the end only if the start is on the 30th or 31st.
        Thirty360 = "thirty_360",
    }
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
