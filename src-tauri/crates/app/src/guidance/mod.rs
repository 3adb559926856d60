//! Finding one's way: the paper in the hand, the stage of a debt, whom to turn to. All
//! of it is data of the procedures, and no vault is needed.

mod bystanders;
mod papers;
mod recourse;
mod stage;

pub use bystanders::bystanders;
pub use papers::papers;
pub use recourse::find;
pub use stage::stage;

use deadlines::{
    Bystander, Ground, LawGrade, MayNot, PaperKind, PaperMark, ProblemKind, ScriptLine,
    UnconfirmedNumber, Wording,
};
use domain::{LenderType, Stage};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::proceedings::{DeadlineCard, LetterName, ProcedureName};

/// A kind of paper, in words.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PaperCard {
    /// Which kind.
    pub kind: PaperKind,
    /// What it is called.
    pub title: Wording,
    /// What it is.
    pub about: Wording,
    /// What to check on it.
    pub marks: Vec<PaperMark>,
    /// What it means and does.
    pub does: Vec<PaperClaim>,
    /// What it does not do, whatever it says.
    pub does_not: Vec<PaperClaim>,
    /// The procedure it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub procedure: Option<ProcedureName>,
    /// The deadlines it starts.
    pub clocks: Vec<DeadlineCard>,
    /// Letters that answer it.
    pub letters: Vec<LetterName>,
    /// What to do now.
    pub todo: Vec<Wording>,
    /// When to stop and see a lawyer.
    pub lawyer: Vec<Wording>,
    /// Numbers the user has to confirm before they are used.
    pub numbers: Vec<UnconfirmedNumber>,
}

/// A statement about a paper.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PaperClaim {
    /// What it says.
    pub text: Wording,
    /// The text of law it stands on; absent: advice, or not verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ground: Option<Ground>,
    /// How well it was verified; absent: advice, no statement of law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub grade: Option<LawGrade>,
}

/// Which stage to guide through.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct StageQuery {
    /// The stage.
    pub stage: Stage,
}

/// Guidance for a stage, in words.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct StageCard {
    /// The stage.
    pub stage: Stage,
    /// What usually happens.
    pub usual: Vec<Wording>,
    /// What they may do.
    pub may: Vec<Wording>,
    /// What they may not do, with the rules of `cn-conduct` that say so.
    pub may_not: Vec<MayNot>,
    /// What can be asked for.
    pub ask: Vec<Wording>,
    /// What to say on the telephone.
    pub script: Vec<ScriptLine>,
    /// What to write down.
    pub write_down: Vec<Wording>,
    /// Procedures that are of use now.
    pub procedures: Vec<ProcedureName>,
    /// Letters that are of use now.
    pub letters: Vec<LetterName>,
}

/// Half a page for family or workplace, in words.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BystanderCard {
    /// For whom.
    pub who: Bystander,
    /// Its heading.
    pub title: Wording,
    /// What it is about.
    pub about: Wording,
    /// What to say on the telephone.
    pub script: Vec<ScriptLine>,
    /// What to write down.
    pub write_down: Vec<Wording>,
    /// What the callers may not do, with the rules of `cn-conduct` that say so.
    pub may_not: Vec<MayNot>,
    /// What not to do oneself.
    pub avoid: Vec<Wording>,
    /// The statement to sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub letter: Option<LetterName>,
}

/// Who the trouble is with, and what it is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RecourseQuery {
    /// Kind of lender.
    pub lender: LenderType,
    /// The trouble.
    pub problem: ProblemKind,
}

/// Whom to turn to, if that was collected for this kind of lender.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RecourseFound {
    /// Whom; absent: the lender of record has to be named first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub recourse: Option<RecourseCard>,
}

/// Whom to turn to, in words.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RecourseCard {
    /// Permanent name.
    pub id: String,
    /// First; empty where nobody has to be asked before.
    pub first: Vec<RecourseStep>,
    /// Then.
    pub next: Vec<RecourseStep>,
    /// Numbers the user has to confirm before they are used.
    pub numbers: Vec<UnconfirmedNumber>,
    /// What to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<Wording>,
    /// How well it was verified.
    pub grade: LawGrade,
}

/// One stop on the way.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RecourseStep {
    /// Whom to turn to.
    pub whom: Wording,
    /// The procedure, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub procedure: Option<ProcedureName>,
}
