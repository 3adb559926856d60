//! The working days that are known, and the notices of years a user entered: kept as
//! they were written, read anew and checked whole whenever they are used.

mod add;
mod list;
mod remove;

pub use add::add;
pub use list::list;
pub(crate) use list::sound;
pub use remove::remove;

use deadlines::{DataIssue, Holiday, HolidayNotice, LawGrade, Wording};
use domain::{Day, DebtId, ProceedingId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::proceedings::ProcedureName;

/// The working days that are known.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct HolidaysView {
    /// First day that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub from: Option<Day>,
    /// Last day up to which every day is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub to: Option<Day>,
    /// The years, oldest first.
    pub years: Vec<HolidayYearRow>,
    /// Notices that were entered once and are not sound for this version of the app.
    pub unsound: Vec<HolidayFaults>,
}

/// A year whose days off and make-up workdays are known.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct HolidayYearRow {
    /// The year.
    pub year: i32,
    /// Last day of it that was verified.
    #[ts(type = "string")]
    pub verified_to: Day,
    /// How well; absent: entered by the user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub grade: Option<LawGrade>,
    /// Entered by the user, also where the app has a notice of its own for the year.
    pub own: bool,
    /// The notices.
    pub notices: Vec<HolidayNotice>,
    /// The holidays.
    pub holidays: Vec<Holiday>,
}

/// A kept notice that is not used, and why.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct HolidayFaults {
    /// The year.
    pub year: String,
    /// Every reason, by line.
    pub issues: Vec<DataIssue>,
}

/// The notice of a year: the text of it, or a file that holds it. One of the two.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct HolidaysInput {
    /// The text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub text: Option<String>,
    /// Path on this machine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub path: Option<String>,
}

/// Names the notice of a year.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct HolidaysRef {
    /// The year.
    pub year: i32,
}

/// What came of entering or removing a notice: the year, or every reason why not, and
/// the deadlines that moved.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct HolidaysChanged {
    /// The year that was taken up or removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub year: Option<i32>,
    /// Why it was refused, by line; empty when it was taken up.
    pub issues: Vec<DataIssue>,
    /// Deadlines that have another day now.
    pub moved: Vec<MovedDeadline>,
}

/// A deadline that has another day now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MovedDeadline {
    /// The proceeding.
    pub proceeding: ProceedingId,
    /// Which procedure it is.
    pub procedure: ProcedureName,
    /// The debt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub debt: Option<DebtId>,
    /// `procedure.deadline`.
    pub rule: String,
    /// What has to be done by it.
    pub title: Wording,
    /// The day it had, if it had one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub was: Option<Day>,
    /// The day it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub now: Option<Day>,
}
