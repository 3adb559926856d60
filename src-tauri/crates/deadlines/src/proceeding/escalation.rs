//! Which proceeding has to come first. Skipping is possible, but only on purpose, and
//! the answer says that it was.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::machine::overdue;
use super::{FirstRule, Standing};
use crate::data::Procedures;
use crate::error::{DeadlineError, Refusal, Result};
use crate::words::{Ground, Wording};

/// What has to come first, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MustComeFirst {
    /// Id of that proceeding.
    pub proceeding: String,
    /// Has it been started?
    pub started: bool,
    /// Why.
    pub reason: Wording,
    /// The text that says so, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ground: Option<Ground>,
}

/// May a proceeding be started?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum MayStart {
    /// Yes.
    Ready,
    /// Others come first.
    First {
        /// Which.
        first: Vec<MustComeFirst>,
    },
    /// Others come first, and the user goes past them on purpose.
    Skipped {
        /// Which.
        first: Vec<MustComeFirst>,
    },
}

/// May the proceeding `id` be started about a debt whose proceedings stand as `past`
/// says? With `skip` the user has decided to go past what should come first.
///
/// # Errors
/// `unknown_proceeding`.
pub fn may_start(law: &Procedures, id: &str, past: &[Standing], skip: bool) -> Result<MayStart> {
    let procedure = law
        .proceeding(id)
        .ok_or_else(|| DeadlineError::at("proceeding", Refusal::UnknownProceeding))?;
    let enough = |rule: &FirstRule, standing: &Standing| {
        let other = law.proceeding(&rule.proceeding);
        rule.states.contains(&standing.state)
            || other.is_some_and(|other| {
                let passed = |id: &String| overdue(other, &standing.deadlines, id);
                rule.overdue.iter().any(passed)
            })
    };
    let mut first = Vec::new();
    for rule in &procedure.first {
        let mut of = past.iter().filter(|s| s.proceeding == rule.proceeding);
        let started = of.clone().next().is_some();
        if !of.any(|standing| enough(rule, standing)) {
            first.push(MustComeFirst {
                proceeding: rule.proceeding.clone(),
                started,
                reason: rule.reason.clone(),
                ground: rule.instrument.as_deref().map(|text| Ground {
                    slug: format!("{id}.first"),
                    title: rule.reason.clone(),
                    name: law.text_name(text),
                    clause: rule.clause.clone(),
                    grade: rule.grade,
                }),
            });
        }
    }
    Ok(match (first.is_empty(), skip) {
        (true, _) => MayStart::Ready,
        (false, false) => MayStart::First { first },
        (false, true) => MayStart::Skipped { first },
    })
}
