//! A rule by its name: `complaint-lender.decide`, or a bare period such as `days:15`.

use domain::{Day, nearest};
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::count::{PeriodChange, count};
use crate::data::Procedures;
use crate::error::{DeadlineError, Refusal, Result};
use crate::period::Period;
use crate::proceeding::{
    Actor, DeadlineForce, DeadlineRule, EventKind, Procedure, ProceedingEvent,
};
use crate::receipt::{Receipt, ReceiptNote};
use crate::words::{Ground, LawGrade, Wording};

/// A rule as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct RuleRow {
    /// `proceeding.deadline`.
    pub rule: String,
    /// The proceeding.
    pub proceeding: Wording,
    /// What has to be done by it.
    pub title: Wording,
    /// Who has to.
    pub who: Actor,
    /// The event it runs from.
    pub after: EventKind,
    /// How long; absent where the day is given or nothing is asserted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub length: Option<Period>,
    /// What kind of deadline.
    pub force: DeadlineForce,
    /// The text and clause, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ground: Option<Ground>,
    /// How well it was verified.
    pub grade: LawGrade,
    /// What is not settled about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<Wording>,
}

/// Every rule, in the order of the proceedings.
pub fn rule_rows(law: &Procedures) -> Vec<RuleRow> {
    let row = |(one, rule): (&Procedure, &DeadlineRule)| RuleRow {
        rule: name(one, rule),
        proceeding: one.title.clone(),
        title: rule.title.clone(),
        who: rule.who,
        after: rule.after,
        length: rule.length,
        force: rule.force,
        ground: law.ground_of(one, rule),
        grade: rule.grade,
        note: rule.note.clone(),
    };
    law.rules().map(row).collect()
}

/// The name of a rule.
pub(crate) fn name(procedure: &Procedure, rule: &DeadlineRule) -> String {
    format!("{}.{}", procedure.id, rule.id)
}

/// The last day of the rule `text`, a name or a bare period, from `start`.
///
/// # Errors
/// `unknown_rule` with one that may have been meant; `no_length` where nothing is
/// asserted or the paper fixes the day; as [`count`].
pub fn deadline(
    law: &Procedures,
    text: &str,
    start: Day,
    changes: &[PeriodChange],
) -> Result<Receipt> {
    if let Ok(period) = text.parse::<Period>() {
        let mut receipt = count(law, start, period, changes)?;
        text.clone_into(&mut receipt.rule);
        return Ok(receipt);
    }
    let (procedure, rule) = find(law, text)?;
    of_rule(law, procedure, rule, start, changes)
}

/// The day the rule `text` starts to run, by what has happened.
///
/// # Errors
/// `unknown_rule`; `no_trigger` with the event that is missing.
pub fn trigger(law: &Procedures, text: &str, events: &[ProceedingEvent]) -> Result<Day> {
    let (_, rule) = find(law, text)?;
    let of = events.iter().filter(|event| event.kind == rule.after);
    of.map(|event| event.day)
        .max()
        .ok_or_else(|| DeadlineError::at("events", Refusal::NoTrigger { event: rule.after }))
}

fn find<'a>(law: &'a Procedures, text: &str) -> Result<(&'a Procedure, &'a DeadlineRule)> {
    let found = law.rules().find(|(one, rule)| name(one, rule) == text);
    found.ok_or_else(|| {
        let names: Vec<String> = law.rules().map(|(one, rule)| name(one, rule)).collect();
        let suggestion = nearest(text, names.iter().map(String::as_str));
        DeadlineError::at("rule", Refusal::UnknownRule { suggestion })
    })
}

/// The last day of `rule`, with its ground and what is peculiar to it.
pub(crate) fn of_rule(
    law: &Procedures,
    procedure: &Procedure,
    rule: &DeadlineRule,
    start: Day,
    changes: &[PeriodChange],
) -> Result<Receipt> {
    let length = rule
        .length
        .ok_or_else(|| DeadlineError::at("rule", Refusal::NoLength))?;
    let mut receipt = count(law, start, length, changes)?;
    receipt.rule = name(procedure, rule);
    receipt.basis = law.ground_of(procedure, rule);
    receipt.force = Some(rule.force);
    if rule.litigation {
        let about_post = |note: &ReceiptNote| *note == ReceiptNote::PostingLitigationOnly;
        receipt.notes.retain(|note| !about_post(note));
    }
    let provided = |change: &PeriodChange| match change {
        PeriodChange::Suspended { .. } => rule.stops,
        PeriodChange::Restarted { .. } => rule.restarts,
        _ => true,
    };
    if !changes.iter().all(provided) {
        receipt.notes.push(ReceiptNote::ChangeNotProvided);
    }
    Ok(receipt)
}
