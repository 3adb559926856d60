//! A proceeding somebody is in: which one, about which debt, and what happened on
//! which day. Where it stands and what is due follows from that, and is never kept.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Day, DebtId, EventKind, FieldProblem, LetterId, ProblemCode, ProceedingId};

/// Something that happened in a proceeding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ProceedingEvent {
    /// What.
    pub kind: EventKind,
    /// On which civil day of Beijing; of what was posted, the day of the postmark.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub day: Day,
    /// The day it sets: a hearing, a limit, a payment, an extension.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub until: Option<Day>,
    /// Which deadline `postponed` is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rule: Option<String>,
    /// The letter whose way through the post this is: what is noted of that letter keeps
    /// the day right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub letter: Option<LetterId>,
}

impl ProceedingEvent {
    /// Something that happened on a day and sets no other.
    pub const fn new(kind: EventKind, day: Day) -> Self {
        Self {
            kind,
            day,
            until: None,
            rule: None,
            letter: None,
        }
    }
}

/// A proceeding with what happened in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Proceeding {
    /// Identifier.
    pub id: ProceedingId,
    /// The debt it is about; none: about no single one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub debt: Option<DebtId>,
    /// Permanent name of the procedure, such as `complaint-lender`.
    pub procedure: String,
    /// What happened, in any order of days; those of one day in the order given.
    pub events: Vec<ProceedingEvent>,
    /// Was it begun on purpose before what should have come first?
    #[serde(default)]
    pub deliberately: bool,
    /// Free note of the borrower.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
}

/// Longest note, in characters.
const MAX_NOTE: usize = 20_000;

impl Proceeding {
    /// The day of the first event.
    pub fn started(&self) -> Option<Day> {
        self.events.iter().map(|event| event.day).min()
    }

    /// What is wrong within the record. Whether its events can happen is for the
    /// procedures to say, references are the case's matter.
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut out = Vec::new();
        let mut add = |field: String, code| out.push(FieldProblem::new(field, code));
        if self.procedure.is_empty() {
            add("procedure".to_owned(), ProblemCode::Required);
        }
        if self.events.is_empty() {
            add("events".to_owned(), ProblemCode::Required);
        }
        for (i, event) in self.events.iter().enumerate() {
            if event.until.is_some_and(|until| until < event.day) {
                add(format!("events[{i}].until"), ProblemCode::BeforeStart);
            }
        }
        if self
            .note
            .as_ref()
            .is_some_and(|note| note.chars().count() > MAX_NOTE)
        {
            add("note".to_owned(), ProblemCode::TooLong);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proceeding_begins_on_the_day_of_its_first_event() {
        let event = |kind, day: &str| ProceedingEvent::new(kind, day.parse().unwrap());
        let mut proceeding = Proceeding {
            id: ProceedingId::from("g1"),
            debt: None,
            procedure: "complaint-lender".to_owned(),
            events: vec![
                event(EventKind::Delivered, "2026-10-12"),
                event(EventKind::Sent, "2026-10-09"),
            ],
            deliberately: false,
            note: None,
        };
        assert_eq!(proceeding.started(), "2026-10-09".parse().ok());
        assert_eq!(proceeding.problems(), []);
        proceeding.events.clear();
        assert_eq!(proceeding.started(), None);
        assert_eq!(proceeding.problems()[0].field, "events");
    }
}
