//! Whether a proceeding may be started: it may be open to other kinds of lender only, or
//! another may have to come first. Going past either is possible, but only on purpose,
//! and the answer says that it was.

use domain::LenderType;
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
    /// It is not open against this kind of lender. That comes before any order: what
    /// leads nowhere need not be led up to.
    NotOpen {
        /// The kinds it is open against.
        lenders: Vec<LenderType>,
    },
    /// Others come first.
    First {
        /// Which.
        first: Vec<MustComeFirst>,
    },
    /// Something is in the way, and the user goes past it on purpose.
    Skipped {
        /// What should have come first; empty where only the kind of lender is in the way.
        first: Vec<MustComeFirst>,
    },
}

/// May the proceeding `id` be started about a debt to a `lender` of this kind whose
/// proceedings stand as `past` says? `lender` is `None` where it is about no single
/// debt. With `skip` the user has decided to go past what is in the way.
///
/// # Errors
/// `unknown_proceeding`.
pub fn may_start(
    law: &Procedures,
    id: &str,
    lender: Option<LenderType>,
    past: &[Standing],
    skip: bool,
) -> Result<MayStart> {
    let procedure = law
        .proceeding(id)
        .ok_or_else(|| DeadlineError::at("proceeding", Refusal::UnknownProceeding))?;
    let open = lender.is_none_or(|lender| procedure.open_to(lender));
    if !open && !skip {
        return Ok(MayStart::NotOpen {
            lenders: procedure.lenders.clone(),
        });
    }
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
                ground: rule.instrument.as_deref().map(|text| {
                    law.cited(
                        format!("{id}.first"),
                        &rule.reason,
                        text,
                        &rule.clause,
                        rule.grade,
                    )
                }),
            });
        }
    }
    Ok(match (open && first.is_empty(), skip) {
        (true, _) => MayStart::Ready,
        (false, false) => MayStart::First { first },
        (false, true) => MayStart::Skipped { first },
    })
}
