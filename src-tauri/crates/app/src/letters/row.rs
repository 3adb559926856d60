//! A letter as it is listed, and one in full.

use domain::{Attachment, Day, DebtId, Lang, LetterId, LetterState, Posting, ProceedingId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{LetterDraft, LetterPages};
use crate::Words;

/// A letter in the list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterRow {
    /// Identifier.
    pub id: LetterId,
    /// Template.
    pub template: String,
    /// Title of the template.
    pub title: Words,
    /// Did the user add the template?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub own_template: bool,
    /// Language.
    pub lang: Lang,
    /// The debt.
    pub debt: DebtId,
    /// Lender.
    pub lender_name: String,
    /// Whom it is addressed to: whom the writer named, or the lender.
    pub recipient: String,
    /// State.
    pub state: LetterState,
    /// Reference number printed on it.
    pub reference: String,
    /// Date of the letter.
    #[ts(type = "string")]
    pub day: Day,
    /// When it was written (RFC 3339).
    pub created_at: String,
    /// How it went out; none: it was not sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub posting: Option<Posting>,
    /// May its answer be a decision that a proceeding counts from? Then what the answer
    /// was has to be said.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub may_decide: bool,
    /// The proceeding that follows its days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub proceeding: Option<ProceedingId>,
    /// Postal address of the lender, as far as known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub lender_address: Option<String>,
    /// Findings it rests on.
    pub findings: u32,
    /// SHA-256 of the frozen PDF, hex.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub pdf_sha256: Option<String>,
    /// Files about its posting.
    #[serde(default)]
    pub attachments: u32,
}

/// A letter in full.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterDetail {
    /// Row.
    pub row: LetterRow,
    /// What it is made of.
    pub draft: LetterDraft,
    /// Its pages: those that were sent, or as it would be now.
    pub pages: LetterPages,
    /// Files about its posting: receipts, what was answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Attachment>>", optional)]
    pub attachments: Vec<Attachment>,
}

/// Names a letter.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterRef {
    /// The letter.
    pub id: LetterId,
}

/// A form a letter had before.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterVersion {
    /// When it was saved (RFC 3339).
    pub saved_at: String,
    /// What it was made of.
    pub draft: LetterDraft,
}
