//! What a letter is made of. Its words follow from it and from the record.

use std::collections::BTreeMap;

use domain::{AttachmentId, Day, DebtId, Lang, LetterId, PlanOption, ProceedingId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a letter is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LetterDraft {
    /// Which letter to change; none: a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<LetterId>,
    /// Template.
    pub template: String,
    /// Language.
    pub lang: Lang,
    /// The debt.
    pub debt: DebtId,
    /// Keys of the findings it rests on, in order.
    pub findings: Vec<String>,
    /// Requests switched on, and what was chosen.
    pub requests: Vec<String>,
    /// The proceeding it is written for: once it is sent, its days are noted there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub proceeding: Option<ProceedingId>,
    /// What the writer filled in, by name: days as ISO dates, amounts in digits.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(as = "Option<BTreeMap<String, String>>", optional)]
    pub filled: BTreeMap<String, String>,
    /// Date of the letter.
    #[ts(type = "string")]
    pub day: Day,
    /// Is the identity number printed in full? Only where the template offers it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub full_id: bool,
    /// The writer's own paragraph.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub own_words: Option<String>,
    /// Further paragraphs of the writer's own, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<OwnParagraph>>", optional)]
    pub paragraphs: Vec<OwnParagraph>,
    /// The plan it asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub plan: Option<PlanOption>,
    /// Is the gap sheet of the debt attached?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub gap_sheet: bool,
    /// Files to enclose, in order; they stand in the list of exhibits after what the
    /// log rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Enclosure>>", optional)]
    pub enclose: Vec<Enclosure>,
}

/// A file to enclose. Of one that has redacted copies the newest copy is enclosed,
/// unless the original is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Enclosure {
    /// The file.
    pub attachment: AttachmentId,
    /// The original itself, although there is a copy with parts hidden.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub original: bool,
}

/// A paragraph of the writer's own, printed as such.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnParagraph {
    /// The section it ends, from 1; 0: before the first.
    pub section: u32,
    /// The words.
    pub text: String,
}
