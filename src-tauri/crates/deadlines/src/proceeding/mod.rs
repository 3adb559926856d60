//! Proceedings as data, and where one stands after what happened.
//!
//! A proceeding is a file: its states, the events that lead from one to the next, the
//! deadlines those events start, what may follow when it ends or stays unanswered. What
//! is computed from it is a pure function of the file, the dated events and a day.
//!
//! Deliberately not here: which debt it is about, and the words of letters.

mod escalation;
mod machine;
mod moved;

pub use escalation::{MayStart, MustComeFirst, may_start};
pub(crate) use machine::sets_a_day;
pub use machine::{DeadlineState, NextRight, OpenDeadline, PossibleStep, Standing, standing};
pub use moved::{Moved, moved};

pub use domain::{EventKind, ProceedingEvent};

use domain::LenderType;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::period::Period;
use crate::words::{LawGrade, Wording};

/// Defines one vocabulary of codes that are permanent.
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord,
            Serialize, Deserialize, JsonSchema, TS,
        )]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $code)] $variant,)+ }

        impl $name {
            /// Every member, in the order people are shown them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The permanent code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The member with this code, if there is one.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use codes;

codes! {
    /// Who acts, or is waited for.
    Actor {
        /// 本人
        Me = "me",
        /// 贷款机构、催收机构、对方当事人
        Them = "them",
        /// 监管部门、公安、调解组织等
        Authority = "authority",
        /// 法院、仲裁机构
        Court = "court",
        /// 没有人：已经结束
        Nobody = "nobody",
    }
}

codes! {
    /// What kind of deadline it is.
    DeadlineForce {
        /// 法定期限
        Statutory = "statutory",
        /// 提醒，不是法定期限
        Reminder = "reminder",
        /// 未核实：不给长度，只提醒去问
        ToConfirm = "to_confirm",
        /// 由文书、约定确定的日子
        Given = "given",
    }
}

/// A state of a proceeding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ProceedingState {
    /// Permanent name within the proceeding.
    pub id: String,
    /// Who is waited for.
    pub waits: Actor,
    /// What it is called.
    pub title: Wording,
    /// What to do while it lasts.
    pub todo: Wording,
    /// The letters to send from here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<SentLetter>>", optional)]
    pub send: Vec<SentLetter>,
}

/// A letter of a state, and what its way through the post means in the proceeding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SentLetter {
    /// Id of the letter.
    pub letter: String,
    /// The step it is when it goes out; absent: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub event: Option<EventKind>,
    /// The step its answer is if it is the decision; absent where an answer can be
    /// several things.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub answer: Option<EventKind>,
}

/// An event and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ProceedingStep {
    /// What happens.
    pub event: EventKind,
    /// Who does it.
    pub by: Actor,
    /// From which states.
    pub from: Vec<String>,
    /// To which one; absent: the state stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub to: Option<String>,
}

/// A deadline of a proceeding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DeadlineRule {
    /// Permanent name within the proceeding; `proceeding.id` is that of the rule.
    pub id: String,
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
    /// The one it takes the place of, counted from the same start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub replaces: Option<String>,
    /// How long; absent where the day is given or nothing is asserted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub length: Option<Period>,
    /// What kind of deadline.
    pub force: DeadlineForce,
    /// Events that meet it.
    pub met_by: Vec<EventKind>,
    /// Does `suspended` stop its clock?
    #[serde(default)]
    pub stops: bool,
    /// Does `new_facts` start it again?
    #[serde(default)]
    pub restarts: bool,
    /// Is it about papers of a lawsuit, for which posting is enough?
    #[serde(default)]
    pub litigation: bool,
    /// Id of the instrument.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub instrument: Option<String>,
    /// The clause; empty where it was not verified.
    #[serde(default)]
    pub clause: String,
    /// How well it was verified.
    pub grade: LawGrade,
    /// What is not settled about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<Wording>,
    /// Ids of its sources.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// What has to come before this proceeding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct FirstRule {
    /// Id of the other proceeding.
    pub proceeding: String,
    /// States of it that are enough.
    pub states: Vec<String>,
    /// Deadlines of it that are enough once they have passed unmet.
    #[serde(default)]
    pub overdue: Vec<String>,
    /// Why.
    pub reason: Wording,
    /// Id of the instrument, where a text says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub instrument: Option<String>,
    /// The clause.
    #[serde(default)]
    pub clause: String,
    /// How well it was verified.
    pub grade: LawGrade,
}

/// A proceeding that may follow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct NextRule {
    /// Its id.
    pub proceeding: String,
    /// In these states.
    #[serde(default)]
    pub states: Vec<String>,
    /// Or once one of these deadlines has passed unmet.
    #[serde(default)]
    pub overdue: Vec<String>,
    /// What it is good for.
    pub why: Wording,
}

/// A proceeding as its file has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// Permanent name, the same as the file's.
    pub id: String,
    /// Place in the list.
    pub order: u32,
    /// What it is called.
    pub title: Wording,
    /// What it is for, and what not.
    pub purpose: Wording,
    /// Kinds of lender it is open against; empty: any.
    #[serde(default)]
    pub lenders: Vec<LenderType>,
    /// What starts it, in words.
    pub trigger: Wording,
    /// State it begins in.
    pub start: String,
    /// Proofs that are needed.
    pub evidence: Vec<Wording>,
    /// Traps.
    pub traps: Vec<Wording>,
    /// Ways that lead nowhere.
    pub dead_ends: Vec<Wording>,
    /// What has to come first.
    #[serde(default, rename = "first")]
    pub first: Vec<FirstRule>,
    /// The states.
    #[serde(rename = "state")]
    pub states: Vec<ProceedingState>,
    /// The steps.
    #[serde(rename = "step")]
    pub steps: Vec<ProceedingStep>,
    /// The deadlines.
    #[serde(default, rename = "deadline")]
    pub deadlines: Vec<DeadlineRule>,
    /// What may follow.
    #[serde(default, rename = "next")]
    pub next: Vec<NextRule>,
}

impl Procedure {
    /// Is it open against this kind of lender?
    pub fn open_to(&self, lender: LenderType) -> bool {
        self.lenders.is_empty() || self.lenders.contains(&lender)
    }

    /// The state of this id.
    pub fn state(&self, id: &str) -> Option<&ProceedingState> {
        self.states.iter().find(|state| state.id == id)
    }

    /// The deadline of this id.
    pub fn deadline(&self, id: &str) -> Option<&DeadlineRule> {
        self.deadlines.iter().find(|rule| rule.id == id)
    }

    /// The step `event` makes from `state`.
    pub fn step(&self, state: &str, event: EventKind) -> Option<&ProceedingStep> {
        let from = |step: &&ProceedingStep| {
            step.event == event && step.from.iter().any(|from| from == state)
        };
        self.steps.iter().find(from)
    }

    /// Does nothing lead on from this state?
    pub fn ends_in(&self, state: &str) -> bool {
        !self.steps.iter().any(|step| {
            step.to.as_deref().is_some_and(|to| to != state)
                && step.from.iter().any(|from| from == state)
        })
    }
}
