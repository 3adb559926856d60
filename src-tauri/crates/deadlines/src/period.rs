//! How long a period is: a number of days, working days, months or years, written
//! `days:15`, `workdays:7`, `months:6`, `years:3`.

use std::fmt;
use std::str::FromStr;

use chrono::Months;
use domain::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a period counts.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum PeriodUnit {
    /// 日：自然日
    Days,
    /// 工作日
    Workdays,
    /// 月
    Months,
    /// 年
    Years,
}

impl PeriodUnit {
    const ALL: [(Self, &'static str, u32); 4] = [
        (Self::Days, "days", 36_500),
        (Self::Workdays, "workdays", 2_500),
        (Self::Months, "months", 1_200),
        (Self::Years, "years", 100),
    ];

    /// The permanent code.
    pub fn code(self) -> &'static str {
        let row = Self::ALL.iter().find(|(unit, _, _)| *unit == self);
        row.map_or("", |(_, code, _)| code)
    }
}

/// A length of time the law names.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(into = "String", try_from = "String")]
#[schemars(with = "String")]
#[ts(type = "string")]
pub struct Period {
    /// What is counted.
    pub unit: PeriodUnit,
    /// How many; from one to what a hundred years hold.
    pub length: u32,
}

/// Not `days:15` or the like, or of a length nobody counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a period is days:N, workdays:N, months:N or years:N")]
pub struct PeriodError;

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let (unit, length) = text.split_once(':').ok_or(PeriodError)?;
        let row = PeriodUnit::ALL.iter().find(|(_, code, _)| *code == unit);
        let (unit, _, most) = row.ok_or(PeriodError)?;
        let digits = length.bytes().all(|byte| byte.is_ascii_digit());
        let length: u32 = length.parse().map_err(|_| PeriodError)?;
        (digits && (1..=*most).contains(&length))
            .then_some(Self {
                unit: *unit,
                length,
            })
            .ok_or(PeriodError)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.unit.code(), self.length)
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

impl TryFrom<String> for Period {
    type Error = PeriodError;

    fn try_from(text: String) -> Result<Self, PeriodError> {
        text.parse()
    }
}

/// The corresponding day `months` later, or the last day of that month (民法典 202).
/// `None` past the end of the calendar of the computer.
pub(crate) fn months_after(day: Day, months: u32) -> Option<Day> {
    day.checked_add_months(Months::new(months))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_reads_back_what_it_prints() {
        for text in ["days:15", "workdays:7", "months:6", "years:3"] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "15",
            "days",
            "days:",
            "days:0",
            "days:-1",
            "days:+1",
            "weeks:2",
            "days:1.5",
            "Days:3",
            "years:101",
        ] {
            assert_eq!(text.parse::<Period>(), Err(PeriodError), "{text}");
        }
    }
}
