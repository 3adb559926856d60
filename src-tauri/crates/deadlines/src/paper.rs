//! The paper or message in the user's hand: which kind it is, the marks to check, what
//! it can and cannot do, its clock, and when to stop and see a lawyer.
//!
//! What no given text says is asked, not stated: a mark is a question to check.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::proceeding::codes;
use crate::recourse::UnconfirmedNumber;
use crate::words::{LawGrade, Wording};

codes! {
    /// A kind of paper.
    PaperKind {
        /// 起诉状副本
        Complaint = "complaint",
        /// 传票
        Summons = "summons",
        /// 支付令
        PaymentOrder = "payment_order",
        /// 仲裁通知
        ArbitrationNotice = "arbitration_notice",
        /// 调解邀请
        MediationInvitation = "mediation_invitation",
        /// 律师函
        LawyerLetter = "lawyer_letter",
        /// 催收函
        DunningLetter = "dunning_letter",
        /// 执行通知
        EnforcementNotice = "enforcement_notice",
        /// 限制消费令
        SpendingBan = "spending_ban",
        /// 骗局
        Scam = "scam",
    }
}

/// Something to look at on the paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PaperMark {
    /// The question.
    pub ask: Wording,
    /// What speaks for a real paper of this kind.
    pub real: Wording,
    /// What speaks against it.
    pub bluff: Wording,
}

/// A statement with its ground.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PaperPoint {
    /// What it says.
    pub text: Wording,
    /// Id of the instrument, where a text says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub instrument: Option<String>,
    /// The clause.
    #[serde(default)]
    pub clause: String,
    /// How well it was verified; absent where it is advice and no statement of law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub grade: Option<LawGrade>,
}

/// A kind of paper as its file has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// Which kind; the name of the file.
    pub kind: PaperKind,
    /// What it is called.
    pub title: Wording,
    /// What it is, in a sentence or two.
    pub about: Wording,
    /// What to check.
    #[serde(rename = "mark")]
    pub marks: Vec<PaperMark>,
    /// What it means and does.
    #[serde(rename = "does")]
    pub does: Vec<PaperPoint>,
    /// What it does not do, whatever it says.
    #[serde(rename = "does_not")]
    pub does_not: Vec<PaperPoint>,
    /// The proceeding it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub proceeding: Option<String>,
    /// The deadlines it starts, `proceeding.deadline`.
    #[serde(default)]
    pub clocks: Vec<String>,
    /// Ids of letters that answer it.
    #[serde(default)]
    pub letters: Vec<String>,
    /// What to do now.
    pub todo: Vec<Wording>,
    /// When to stop and see a lawyer.
    pub lawyer: Vec<Wording>,
    /// Numbers to confirm.
    #[serde(default)]
    pub numbers: Vec<UnconfirmedNumber>,
}
