//! What can I do this week.

mod deadlines;
mod get;

pub use get::get;

use std::collections::BTreeMap;

use domain::Day;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::findings::FindingCounts;

/// The one screen that answers “what can I do this week”.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ThisWeek {
    /// Today in Beijing.
    #[ts(type = "string")]
    pub today: Day,
    /// What to do: what has a day, by day; then the rest, the most useful first; then
    /// what others owe an answer to, by day.
    pub steps: Vec<Step>,
    /// Nothing is overdue, and nothing has to be done by a day of the next seven: one
    /// may rest.
    pub nothing_due: bool,
    /// Debts.
    pub debts: u32,
    /// Contacts that stand.
    pub contacts: u32,
    /// Contacts of the last seven days.
    pub contacts_week: u32,
    /// Of those, between 22:00 and 08:00.
    pub night_week: u32,
    /// Findings.
    pub findings: FindingCounts,
    /// Contacts per day over the last 28 days, oldest first.
    pub days: Vec<DayCount>,
}

/// Contacts of one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DayCount {
    /// The day.
    #[ts(type = "string")]
    pub day: Day,
    /// Contacts made by collectors.
    pub contacts: u32,
    /// Of those, flagged.
    pub flagged: u32,
}

/// What kind of step it is; decides words and screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StepCode {
    /// Enter the first debt.
    AddDebt,
    /// Import the phone's log or write down a contact.
    AddContacts,
    /// Say whose numbers these are. Params: `count`.
    NameNumbers,
    /// Answer questions. Params: `count`.
    AnswerQuestions,
    /// Enter the borrower's name for letters.
    NameBorrower,
    /// Write a complaint about findings not yet in a letter. Params: `count`.
    WriteComplaint,
    /// A draft waits to be sent. Params: `reference`.
    SendLetter,
    /// The lender's reply is awaited. Params: `reference`, `sent_on`.
    AwaitReply,
    /// Put down what is owed, and as of when. Params: `lender`.
    AddBalance,
    /// A payment of an agreement is due or missing. Params: `lender`, `amount`.
    PayAgreed,
    /// Ask the agency for its authorisation. Params: `agency`.
    AskAuthorisation,
    /// A deadline of the user's own runs out soon. This and the next codes are about a
    /// proceeding and have the params `title_zh`, `title_en` (what is to be done),
    /// `procedure_zh`, `procedure_en` (in which procedure), `lender` and `debt` (its id),
    /// both empty where it is about no single debt.
    DeadlineDue,
    /// A deadline of the user's own has passed.
    DeadlineOverdue,
    /// A deadline of the user's own has passed by the count, but whether its last day
    /// was a working day is not known.
    DeadlineUnsure,
    /// A deadline cannot be counted: the holidays of a year are not known. Params also:
    /// `from`, the first day nothing is known of.
    EnterHolidays,
    /// Another procedure may be begun now: `title` is what it is called. Params also:
    /// `next` (its id), `why_zh`, `why_en`.
    UseRight,
    /// Others have until a day to act.
    AwaitThem,
    /// A letter went out, and a procedure can be counted from it; the id is the
    /// letter's, `title` is what the procedure is called. Params also: `reference`,
    /// `day`.
    BeginCounting,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Step {
    /// Kind.
    pub code: StepCode,
    /// Values for its words.
    pub params: BTreeMap<String, String>,
    /// The record it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<String>,
    /// The day it is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub due: Option<Day>,
}
