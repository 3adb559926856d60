//! What a new notice of holidays, or another event, moved.

use domain::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Standing;

/// A deadline whose day is another than before, as after a new notice of holidays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Moved {
    /// `proceeding.deadline`.
    pub rule: String,
    /// The day it had, if it had one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub was: Option<Day>,
    /// The day it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub now: Option<Day>,
}

/// What moved between two standings of the same proceeding.
pub fn moved(before: &Standing, after: &Standing) -> Vec<Moved> {
    let mut out = Vec::new();
    for now in &after.deadlines {
        let was = before.deadlines.iter().find(|was| was.rule == now.rule);
        if let Some(was) = was
            && was.end != now.end
        {
            out.push(Moved {
                rule: now.rule.clone(),
                was: was.end,
                now: now.end,
            });
        }
    }
    out
}
