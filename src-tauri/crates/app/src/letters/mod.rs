//! Letters: compose from findings, preview, save, print, send.

mod annex;
mod compose;
mod discard;
mod exhibits;
mod export;
mod figures;
mod from_case;
mod list;
mod mask;
mod phrases;
mod preview;
mod print;
mod reasons;
mod save;
mod send;
mod templates;
mod what;

pub use discard::discard;
pub use export::export;
pub use from_case::{FromCase, pdf_from_case};
pub(crate) use list::draft_of;
pub use list::{get, list};
pub use preview::preview;
pub(crate) use reasons::reasons;
pub use save::save;
pub use send::send;
pub use templates::templates;

use domain::{ContactId, Day, DebtId, Lang, LetterId, LetterState, PlanOption};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Words;

/// A letter the app can write.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TemplateCard {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: Words,
    /// What it is for.
    pub purpose: Words,
    /// When to use it.
    pub when: Words,
    /// When not to.
    pub when_not: Words,
    /// What to enclose.
    pub enclose: Words,
    /// Does it rest on findings, and cannot be written without one?
    pub needs_findings: bool,
    /// Is it about the gap sheet, which then always goes with it?
    pub needs_gap_sheet: bool,
    /// Does it ask for a plan, which has to be chosen?
    pub needs_plan: bool,
    /// Requests that can be switched on, in order.
    pub requests: Vec<RequestOption>,
}

/// A request a letter can make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RequestOption {
    /// Code.
    pub code: String,
    /// Words.
    pub words: Words,
}

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
    /// Requests switched on.
    pub requests: Vec<String>,
    /// Date of the letter.
    #[ts(type = "string")]
    pub day: Day,
    /// The writer's own paragraph.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub own_words: Option<String>,
    /// The plan it asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub plan: Option<PlanOption>,
    /// Is the gap sheet of the debt attached?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub gap_sheet: bool,
}

/// The pages of a letter and what they rest on.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterPages {
    /// One SVG per page, the very pages that print.
    pub pages: Vec<String>,
    /// Sentences and the contacts that support them.
    pub sentences: Vec<SentenceRows>,
    /// What keeps it from being printed; empty: nothing.
    pub problems: Vec<LetterProblem>,
    /// What the writer should look at again; it keeps nothing from being printed.
    #[serde(default)]
    pub notes: Vec<LetterNote>,
    /// What sending it on its day would do to the limitation of the debt, because
    /// it says that the writer wants to pay; absent where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub act: Option<money::ActEffect>,
}

/// A sentence of the writer's own words that makes a known wrong claim about the
/// law, and what is right instead. Whether it stays is the writer's to decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LetterNote {
    /// The sentence, as it was written.
    pub quoted: String,
    /// The claim it makes.
    pub claim: Words,
    /// What is right.
    pub correction: Words,
}

/// A sentence and the rows it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SentenceRows {
    /// The sentence.
    pub text: String,
    /// Contacts; empty: no assertion about the record.
    pub rows: Vec<ContactId>,
}

/// Something that is missing or must not be said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LetterProblem {
    /// Code.
    pub code: LetterProblemCode,
    /// Value for its words: a field name, a character, a rule.
    pub detail: String,
}

/// Why a letter cannot be printed yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterProblemCode {
    /// The borrower's name is not entered.
    BorrowerName,
    /// No finding is picked.
    NoFinding,
    /// A picked finding is no longer in the record.
    FindingGone,
    /// A picked finding is not a flag.
    FindingNotFlagged,
    /// A sentence has no row to rest on.
    NeedsEvidence,
    /// A value the template needs is missing.
    MissingValue,
    /// A character has no glyph.
    MissingGlyph,
    /// A word the product does not use.
    ForbiddenWord,
    /// The date of the letter is before a contact it reports.
    DayBeforeEvent,
    /// The plan it asks for cannot be computed.
    PlanWrong,
    /// The gap sheet is to be attached and lacks something.
    GapMissing,
    /// The debt is outside mainland China, where these letters are not for.
    DebtElsewhere,
}

/// A letter in the list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterRow {
    /// Identifier.
    pub id: LetterId,
    /// Template.
    pub template: String,
    /// Title of the template.
    pub title: Words,
    /// Language.
    pub lang: Lang,
    /// The debt.
    pub debt: DebtId,
    /// Lender.
    pub lender_name: String,
    /// State.
    pub state: LetterState,
    /// Reference number printed on it.
    pub reference: String,
    /// Date of the letter.
    #[ts(type = "string")]
    pub day: Day,
    /// When it was written (RFC 3339).
    pub created_at: String,
    /// The day it was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub sent_on: Option<Day>,
    /// Findings it rests on.
    pub findings: u32,
    /// SHA-256 of the frozen PDF, hex.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub pdf_sha256: Option<String>,
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
}

/// Names a letter.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterRef {
    /// The letter.
    pub id: LetterId,
}

/// The form a letter is saved in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterForm {
    /// PDF.
    Pdf,
    /// Plain text.
    Text,
}

/// Saves a letter to a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterExport {
    /// The letter.
    pub id: LetterId,
    /// Where to.
    pub path: String,
    /// Form.
    pub form: LetterForm,
}

/// A file that was written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Exported {
    /// Name without folder.
    pub file: String,
    /// Size.
    pub kb: u32,
    /// SHA-256, hex.
    pub sha256: String,
}

/// Marks a letter as sent and freezes it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterSend {
    /// The letter.
    pub id: LetterId,
    /// The day it was sent.
    #[ts(type = "string")]
    pub sent_on: Day,
}
