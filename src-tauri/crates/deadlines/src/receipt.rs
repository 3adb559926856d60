//! The receipt of a count: every day between its start and its end, why it counted or
//! did not, and the ground of each step. Codes and days, no prose.

use domain::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::CalendarYear;
use crate::period::Period;
use crate::proceeding::DeadlineForce;
use crate::words::{Ground, Wording};

/// What a line of a receipt is about.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// The day the period starts on: not counted.
    Start,
    /// A day that counts.
    Counted,
    /// A month or year that counts, up to its corresponding day.
    Span,
    /// A make-up workday: it counts.
    MakeupWorkday,
    /// Saturday or Sunday: no working day.
    RestDay,
    /// A day off of a notice: no working day.
    Holiday,
    /// The clock was stopped.
    Suspended,
    /// A day added for one on which the clock was stopped, in a period of months or
    /// years.
    Added,
    /// The count would end here, or goes on from here, but it is a Saturday or Sunday.
    PassedRestDay,
    /// The count would end here, or goes on from here, but it is a day off.
    PassedHoliday,
    /// The first day after those passed over: the period ends here.
    LastDay,
    /// Days up to a last day that a court or body fixed.
    Fixed,
}

/// One line: one day, or the days of one month or year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ReceiptLine {
    /// First day.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub from: Day,
    /// Last day; the same as the first for a line of one day.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub to: Day,
    /// What it is about.
    pub what: LineKind,
    /// How many have been counted with it, of what is being counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub number: Option<u32>,
    /// The holiday it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub holiday: Option<Wording>,
}

/// A step of the reasoning.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// The start day was not counted.
    StartNotCounted,
    /// Months or years end on the corresponding day.
    CorrespondingDay,
    /// The month has no such day: its last one.
    LastOfMonth,
    /// Working days were taken from the notices.
    WorkingDays,
    /// The clock was stopped.
    Suspended,
    /// The period was made longer.
    Extended,
    /// The period started again.
    Restarted,
    /// A court or body fixed the last day.
    Fixed,
    /// The last day was a day off: the day after it.
    LastDayMoved,
    /// It ends at 24:00, or when the office closes.
    EndsAtMidnight,
    /// Posted within the period: in time.
    Posted,
}

/// A step with its ground.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ReceiptStep {
    /// What was done.
    pub kind: StepKind,
    /// The day it is about.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub day: Day,
    /// Why; absent where it follows from what the user entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ground: Option<Ground>,
}

/// What a reader has to know beside the days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ReceiptNote {
    /// The text names legal holidays only. That a Saturday or Sunday moves the last day
    /// too is a reading nothing was read for (grade C): act by `act_by`.
    WeekendReading,
    /// Whether the last day is a working day is not known from this day on. The end
    /// may move later, not earlier.
    LastDayNotCovered {
        /// First day nothing is known of.
        #[schemars(with = "String")]
        #[ts(type = "string")]
        from: Day,
    },
    /// The notice of the next year may still move a day that was consulted.
    NextNoticeMayMove {
        /// The last year known.
        year: i32,
    },
    /// Days of a year whose notice the user entered were consulted.
    OwnNotice {
        /// That year.
        year: i32,
    },
    /// Days on which the clock was stopped were added to a period of months or years,
    /// one for one: nothing was read that says how.
    AddedOneForOne,
    /// That posting is enough is said of papers of a lawsuit only.
    PostingLitigationOnly,
    /// Handed in on the last day: before the office closes.
    BeforeClosing,
    /// The clock was stopped or started again, which no text that was read provides
    /// for this deadline.
    ChangeNotProvided,
}

/// What came of posting or handing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ActDone {
    /// The day.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub day: Day,
    /// Not later than the end?
    pub in_time: bool,
    /// By post: the days on the way are not counted.
    pub by_post: bool,
}

/// A count and its working.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Receipt {
    /// The rule, or the bare period as it was asked for.
    pub rule: String,
    /// What kind of deadline it is; absent for a bare period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub force: Option<DeadlineForce>,
    /// The text its length stands in; absent for a bare period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub basis: Option<Ground>,
    /// The day it starts on.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub start: Day,
    /// The length; after extensions several, one after the other.
    pub periods: Vec<Period>,
    /// Where the count ends, before the last day is looked at.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub nominal: Day,
    /// The last day.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub end: Day,
    /// The last day nobody can dispute: as `end`, but not moved by a bare weekend.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub act_by: Day,
    /// Days or working days counted; nothing for months and years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub counted: Option<u32>,
    /// Every day from the start to the end, once.
    pub lines: Vec<ReceiptLine>,
    /// The reasoning.
    pub steps: Vec<ReceiptStep>,
    /// What to know beside it.
    pub notes: Vec<ReceiptNote>,
    /// Whether what was sent or handed in was in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub done: Option<ActDone>,
    /// Edition of the procedures.
    pub edition: String,
    /// The last day the calendar knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub calendar_to: Option<Day>,
    /// The years whose notices were consulted.
    pub calendar: Vec<CalendarYear>,
}
