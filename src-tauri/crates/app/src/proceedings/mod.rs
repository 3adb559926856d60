//! Proceedings somebody is in: which may be begun, where each stands on a day, what is
//! due and what may follow. What is kept are events; the rest is computed.

mod begin;
mod carry;
mod catalogue;
mod event;
mod export;
mod get;
mod list;
mod names;
mod refused;
mod remove;
mod save;
mod view;

pub(crate) use begin::offers;
pub(crate) use carry::{carried, may_decide, proceeding_of};
pub use catalogue::procedures;
pub use event::{add_events, remove_event};
pub use export::export;
pub use get::get;
pub use list::list;
pub(crate) use names::{letter_names, procedure_name};
pub(crate) use refused::impossible;
pub use remove::remove;
pub use save::save;
pub(crate) use view::{deadline_card, row, standing_of};

use deadlines::{
    Actor, DeadlineForce, DeadlineProblem, Ground, LawGrade, OpenDeadline, PeriodUnit,
    PossibleStep, ProceedingStep, Wording,
};
use domain::{Day, DebtId, EventKind, Lang, LenderType, LetterId, ProceedingEvent, ProceedingId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Words;

/// A procedure by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProcedureName {
    /// Permanent name.
    pub id: String,
    /// What it is called.
    pub title: Wording,
}

/// A letter by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LetterName {
    /// Id of its template.
    pub id: String,
    /// What it is called.
    pub title: Words,
}

/// One procedure of the catalogue.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ProcedureCard {
    /// Permanent name.
    pub id: String,
    /// What it is called.
    pub title: Wording,
    /// What it is for, and what not.
    pub purpose: Wording,
    /// What starts it, in words.
    pub trigger: Wording,
    /// Events it can begin with.
    pub begins_with: Vec<EventKind>,
    /// Kinds of lender it is open against; empty: any.
    pub lenders: Vec<LenderType>,
    /// Proofs that are needed.
    pub evidence: Vec<Wording>,
    /// Traps.
    pub traps: Vec<Wording>,
    /// Ways that lead nowhere.
    pub dead_ends: Vec<Wording>,
    /// What has to come first, and why.
    pub first: Vec<FirstCard>,
    /// Its states, from the first to the last.
    pub states: Vec<StateCard>,
    /// What leads from one state to the next.
    pub steps: Vec<ProceedingStep>,
    /// Its deadlines.
    pub deadlines: Vec<DeadlineCard>,
    /// What may follow.
    pub next: Vec<NextCard>,
    /// Letters it sends, each once.
    pub letters: Vec<LetterName>,
}

/// What has to come before a procedure.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FirstCard {
    /// The other procedure.
    pub procedure: ProcedureName,
    /// Why.
    pub reason: Wording,
    /// The text that says so, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ground: Option<Ground>,
}

/// A state of a procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StateCard {
    /// Permanent name within the procedure.
    pub id: String,
    /// What it is called.
    pub title: Wording,
    /// What to do while it lasts.
    pub todo: Wording,
    /// Who is waited for.
    pub waits: Actor,
    /// The letters to send from here.
    pub letters: Vec<LetterName>,
    /// Does nothing lead on from it?
    pub ends: bool,
}

/// A deadline of a procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeadlineCard {
    /// `procedure.deadline`.
    pub rule: String,
    /// What has to be done by it.
    pub title: Wording,
    /// Who has to.
    pub who: Actor,
    /// The event it runs from.
    pub after: EventKind,
    /// Only once this has happened too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub when: Option<EventKind>,
    /// What is counted; absent where the day is given or nothing is asserted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub unit: Option<PeriodUnit>,
    /// How many of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub length: Option<u32>,
    /// By law, given by a paper, a reminder of ours, or to be confirmed.
    pub force: DeadlineForce,
    /// How well it was verified.
    pub grade: LawGrade,
    /// The text and clause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ground: Option<Ground>,
    /// What is not settled about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<Wording>,
}

/// A procedure that may follow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NextCard {
    /// Which.
    pub procedure: ProcedureName,
    /// What it is good for.
    pub why: Wording,
}

/// The proceedings of the vault.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ProceedingList {
    /// Today in Beijing.
    #[ts(type = "string")]
    pub today: Day,
    /// Last day whose working days are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub calendar_to: Option<Day>,
    /// All, those that run first; within each in the order they were begun.
    pub proceedings: Vec<ProceedingRow>,
    /// Letters that went out and begin a proceeding nobody counts yet, or carry on
    /// one that runs.
    pub offers: Vec<ProceedingOffer>,
}

/// A proceeding of the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProceedingRow {
    /// Identifier.
    pub id: ProceedingId,
    /// Which one.
    pub procedure: ProcedureName,
    /// The debt; none: about no single one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub debt: Option<DebtId>,
    /// Its lender.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub lender_name: Option<String>,
    /// Day of the first event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub started: Option<Day>,
    /// Begun on purpose before what should have come first, or against a lender it is
    /// not open to.
    pub deliberately: bool,
    /// Is it about a lender it is not open to?
    pub not_open: bool,
    /// Note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
    /// Where it stands; absent where its events cannot have happened like that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub stands: Option<ProceedingStand>,
    /// Why it does not stand anywhere.
    pub problems: Vec<DeadlineProblem>,
}

/// Where a proceeding stands today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProceedingStand {
    /// The state, in words, and who is waited for.
    pub state: StateCard,
    /// Deadlines that run, have passed unmet or have no day, by day. Receipts are in
    /// the proceeding itself.
    pub deadlines: Vec<OpenDeadline>,
    /// What may follow.
    pub next: Vec<NextStep>,
}

/// A procedure that may follow now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NextStep {
    /// Which.
    pub procedure: ProcedureName,
    /// What it is good for.
    pub why: Wording,
    /// Deadlines that have passed and open it; empty: the state does.
    pub overdue: Vec<Wording>,
}

/// A letter whose day is known, and the proceeding it begins or carries on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProceedingOffer {
    /// The letter.
    pub letter: LetterId,
    /// Its mark.
    pub reference: String,
    /// The procedure.
    pub procedure: ProcedureName,
    /// The debt.
    pub debt: DebtId,
    /// Its lender.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub lender_name: Option<String>,
    /// The proceeding these events carry on, or of which they are the beginning that was
    /// entered by hand; absent: they begin one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub proceeding: Option<ProceedingId>,
    /// What happened, for `proceeding_save` or `proceeding_events`.
    pub events: Vec<ProceedingEvent>,
    /// Is the day of delivery known? If not, what runs from receipt does not run yet.
    pub delivered: bool,
}

/// A proceeding in full.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ProceedingDetail {
    /// The row.
    pub row: ProceedingRow,
    /// What happened, by day.
    pub events: Vec<ProceedingEvent>,
    /// Every deadline that started and was not replaced, with its receipt.
    pub deadlines: Vec<OpenDeadline>,
    /// What can happen next.
    pub possible: Vec<PossibleStep>,
    /// Edition of the procedures.
    pub edition: String,
    /// Last day whose working days are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub calendar_to: Option<Day>,
}

/// Names a proceeding.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ProceedingRef {
    /// The proceeding.
    pub id: ProceedingId,
}

/// A proceeding as entered; without id: a new one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ProceedingInput {
    /// Which proceeding to correct; its procedure stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<ProceedingId>,
    /// The debt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub debt: Option<DebtId>,
    /// Permanent name of the procedure.
    pub procedure: String,
    /// What happened; at least one event.
    pub events: Vec<ProceedingEvent>,
    /// Begin although something else comes first, or the lender is of another kind.
    #[serde(default)]
    pub deliberately: bool,
    /// Note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
}

/// What happened in a proceeding, to be added in one go: all of it or nothing.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ProceedingEventsInput {
    /// The proceeding.
    pub id: ProceedingId,
    /// What happened; at least one event.
    pub events: Vec<ProceedingEvent>,
}

/// An event of a proceeding, to be taken out.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ProceedingEventInput {
    /// The proceeding.
    pub id: ProceedingId,
    /// What was entered.
    pub event: ProceedingEvent,
}

/// Where to write the calendar file, and what it may say.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DeadlinesExport {
    /// Path on this machine.
    pub path: String,
    /// Say what each deadline is; otherwise titles are neutral, because calendars
    /// show on locked screens.
    #[serde(default)]
    pub titles: bool,
    /// Language of those titles.
    #[serde(default)]
    pub lang: Lang,
    /// Days before each deadline on which to remind, at nine; zero is on the day.
    /// Left out: seven days and one day before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub remind_days: Option<Vec<u32>>,
}
