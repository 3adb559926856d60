//! The contact log: list, week, add, correct.

mod add;
mod hours;
mod list;
mod looked;
mod week;

pub use add::{add, correct};
pub use hours::hours;
pub use list::{get, list};
pub(crate) use list::{is_night, row};
pub use looked::rules;
pub use week::week;

use domain::{
    Channel, Conduct, Connection, Contact, ContactId, Day, DebtId, Direction, Disclosure, Instant,
    PartyId, Phone, Purpose, Reached, Tri, Validation, Visit, Voice, Voicemail,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::findings::FindingRow;

/// What the list can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContactSort {
    /// Time.
    #[default]
    At,
    /// Number.
    Number,
    /// Channel.
    Channel,
    /// Length.
    Duration,
    /// Flags.
    Flags,
}

/// A page of the log. Everything left out means: all.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ContactQuery {
    /// About this debt.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub debt: Option<DebtId>,
    /// From or to this number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub number: Option<Phone>,
    /// By this channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub channel: Option<Channel>,
    /// Connected or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub connection: Option<Connection>,
    /// On or after this day (Beijing).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub from: Option<Day>,
    /// On or before this day (Beijing).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub to: Option<Day>,
    /// Text in number, name, identity or what was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub text: Option<String>,
    /// Only contacts that a finding flags.
    pub flagged_only: bool,
    /// Only contacts between 22:00 and 08:00 in Beijing.
    pub night_only: bool,
    /// Leave out what is known to have nothing to do with collection.
    pub collection_only: bool,
    /// Order.
    pub sort: ContactSort,
    /// Ascending instead of descending.
    pub ascending: bool,
    /// Rows to leave out at the start.
    pub offset: u32,
    /// Rows to give, at most 500; 0 means 100.
    pub limit: u32,
}

/// A contact with what the list shows beside it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ContactRow {
    /// The contact.
    pub contact: Contact,
    /// Organisation behind it, also by the number book.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub party_name: Option<String>,
    /// The debt it is about, also by the number book.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub debt: Option<DebtId>,
    /// Between 22:00 and 08:00 in Beijing.
    pub night: bool,
    /// Findings that flag it.
    pub flags: u32,
    /// Questions about it.
    pub questions: u32,
}

/// A page of rows.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ContactPage {
    /// The rows of the page.
    pub rows: Vec<ContactRow>,
    /// Rows in all.
    pub total: u32,
}

/// Names a contact.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ContactRef {
    /// The contact.
    pub id: ContactId,
}

/// One contact in full.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ContactDetail {
    /// The row.
    pub row: ContactRow,
    /// Earlier versions, newest first.
    pub history: Vec<Contact>,
    /// Findings that rest on it.
    pub findings: Vec<FindingRow>,
}

/// A contact as entered.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ContactInput {
    /// How.
    pub channel: Channel,
    /// Who started it.
    pub direction: Direction,
    /// When (RFC 3339 with offset).
    #[ts(type = "string")]
    pub at: Instant,
    /// The debt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub debt: Option<DebtId>,
    /// Length of a call in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub duration_s: Option<u32>,
    /// Connected or only ringing.
    #[serde(default)]
    pub connection: Connection,
    /// Recorded message or person.
    #[serde(default)]
    pub voice: Voice,
    /// Collection or something else.
    #[serde(default)]
    pub purpose: Purpose,
    /// Their number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub number: Option<Phone>,
    /// The number that was called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub called_number: Option<Phone>,
    /// Organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub party: Option<PartyId>,
    /// Who they said they were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub claimed_identity: Option<String>,
    /// Who was reached.
    #[serde(default)]
    pub reached: Reached,
    /// What was done; left out: not looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub conducts: Option<Vec<Conduct>>,
    /// What was let out; left out: not looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub disclosed: Option<Vec<Disclosure>>,
    /// Did the person refuse further contact?
    #[serde(default)]
    pub refused: Tri,
    /// What was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub said: Option<String>,
    /// Visit details.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub visit: Option<Visit>,
    /// The debts it discussed, when they are others than `debt`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub debts_discussed: Option<Vec<DebtId>>,
    /// What was left on an answering machine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub voicemail: Option<Voicemail>,
    /// The mail address or account it was sent to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub sent_to: Option<String>,
    /// When a letter or message was sent, where it says so (RFC 3339 with offset).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub sent_at: Option<Instant>,
    /// Validation information it brought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub validation: Option<Validation>,
}

/// A correction: a new row that supersedes another.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ContactCorrection {
    /// The row to supersede.
    pub id: ContactId,
    /// The row as it should be.
    pub contact: ContactInput,
}

/// A saved contact and what it brought up.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ContactSaved {
    /// The row.
    pub row: ContactRow,
    /// Findings that rest on it.
    pub findings: Vec<FindingRow>,
}

/// A week of the calendar.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WeekQuery {
    /// Any day of the week; none: the week of the newest contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub day: Option<Day>,
    /// Only this debt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub debt: Option<DebtId>,
}

/// Seven days from Monday, Beijing time.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WeekView {
    /// Monday.
    #[ts(type = "string")]
    pub monday: Day,
    /// Contacts of the week by time.
    pub items: Vec<WeekItem>,
    /// Day of the oldest contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub first: Option<Day>,
    /// Day of the newest contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub last: Option<Day>,
}

/// One contact in the week.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WeekItem {
    /// The contact.
    pub id: ContactId,
    /// 0 Monday … 6 Sunday.
    pub weekday: u32,
    /// Minute of the day, 0–1439, Beijing time.
    pub minute: u32,
    /// Channel.
    pub channel: Channel,
    /// Direction.
    pub direction: Direction,
    /// Connected or not.
    pub connection: Connection,
    /// Length in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub duration_s: Option<u32>,
    /// Number or name.
    pub label: String,
    /// Between 22:00 and 08:00.
    pub night: bool,
    /// Findings that flag it.
    pub flags: u32,
}

/// Whose contacts: an organisation's, a number's that no organisation is known
/// for, or those whose number was not shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(tag = "of", content = "id", rename_all = "snake_case")]
pub enum Collector {
    /// An organisation of the record.
    Party(PartyId),
    /// A number.
    Number(Phone),
    /// The number was not shown.
    Unknown,
}

/// Which contacts to count by hour. Everything left out means: all.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct HoursQuery {
    /// About this debt.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub debt: Option<DebtId>,
    /// By this collector.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub collector: Option<Collector>,
    /// On or after this day (Beijing).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub from: Option<Day>,
    /// On or before this day (Beijing).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub to: Option<Day>,
}

/// Incoming contacts by hour and weekday, by collector, and over time; Beijing time.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct HoursView {
    /// Day of the oldest incoming contact about the debt, whatever was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub first: Option<Day>,
    /// Day of the newest.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub last: Option<Day>,
    /// Contacts counted.
    pub total: u32,
    /// Of these between 22:00 and 08:00.
    pub night: u32,
    /// Hours of the week in which there were any, by weekday and hour.
    pub cells: Vec<HourCell>,
    /// Everybody who made contact in the time asked for, the most frequent first.
    pub collectors: Vec<CollectorHours>,
    /// How long each stretch of `spans` is.
    pub step: SpanStep,
    /// The time asked for in stretches, oldest first, empty ones too.
    pub spans: Vec<Span>,
}

/// One hour of one weekday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HourCell {
    /// 0 Monday … 6 Sunday.
    pub weekday: u32,
    /// 0–23.
    pub hour: u32,
    /// Contacts.
    pub contacts: u32,
    /// Of these connected.
    pub connected: u32,
    /// Of these only ringing.
    pub rang: u32,
    /// Of these flagged by a finding.
    pub flagged: u32,
}

/// The hours of one collector.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CollectorHours {
    /// Who.
    pub who: Collector,
    /// Name of the organisation, else the number; empty when neither is known.
    pub label: String,
    /// Contacts.
    pub contacts: u32,
    /// Of these connected.
    pub connected: u32,
    /// Of these between 22:00 and 08:00.
    pub night: u32,
    /// Day of the first.
    #[ts(type = "string")]
    pub first: Day,
    /// Day of the last.
    #[ts(type = "string")]
    pub last: Day,
    /// Contacts of each hour, 0 to 23.
    pub hours: Vec<u32>,
}

/// How long a stretch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SpanStep {
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// A calendar month.
    Month,
}

/// One stretch of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Span {
    /// Its first day.
    #[ts(type = "string")]
    pub from: Day,
    /// Contacts.
    pub contacts: u32,
    /// Of these connected.
    pub connected: u32,
    /// Of these between 22:00 and 08:00.
    pub night: u32,
}
