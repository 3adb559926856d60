//! What usually happens in each of the five stages of a debt, what the other side may
//! and may not do, what to ask, what to say on the telephone and what to write down; and
//! the same in half a page for family and workplace, who are called about it.

use domain::Stage;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::proceeding::codes;
use crate::words::Wording;

codes! {
    /// Who is called about somebody else's debt.
    Bystander {
        /// 家人
        Family = "family",
        /// 单位
        Employer = "employer",
    }
}

/// Half a page for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct BystanderGuide {
    /// For whom; the name of the file.
    pub who: Bystander,
    /// Its heading.
    pub title: Wording,
    /// What it is about, in one sentence.
    pub about: Wording,
    /// What to say on the telephone.
    pub script: Vec<ScriptLine>,
    /// What to write down.
    pub write_down: Vec<Wording>,
    /// What the callers may not do.
    pub may_not: Vec<MayNot>,
    /// What not to do oneself.
    pub avoid: Vec<Wording>,
    /// Id of the statement to sign.
    pub letter: String,
}

/// Something they may not do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MayNot {
    /// What.
    pub text: Wording,
    /// Slugs of the rules of the pack `cn-conduct` that say so, with their dates and
    /// force.
    #[serde(default)]
    pub rules: Vec<String>,
}

/// A line of the telephone script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ScriptLine {
    /// When to say it.
    pub when: Wording,
    /// What to say.
    pub say: Wording,
}

/// Guidance for one stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct StageGuide {
    /// Which stage; the name of the file.
    pub stage: Stage,
    /// What usually happens.
    pub usual: Vec<Wording>,
    /// What they may do.
    pub may: Vec<Wording>,
    /// What they may not do.
    pub may_not: Vec<MayNot>,
    /// What can be asked for.
    pub ask: Vec<Wording>,
    /// What to say on the telephone.
    pub script: Vec<ScriptLine>,
    /// What to write down.
    pub write_down: Vec<Wording>,
    /// Proceedings that are of use now.
    #[serde(default)]
    pub proceedings: Vec<String>,
    /// Letters that are of use now.
    #[serde(default)]
    pub letters: Vec<String>,
}
