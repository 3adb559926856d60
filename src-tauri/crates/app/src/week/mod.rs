//! What can I do this week.

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
    /// What to do, the most useful first. Empty: nothing is due.
    pub steps: Vec<Step>,
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
