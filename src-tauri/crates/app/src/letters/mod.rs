//! Letters: compose from findings, preview, save, print, send.

mod annex;
mod batch;
mod compose;
mod discard;
mod enclosures;
mod envelope;
mod exhibits;
mod export;
mod figures;
mod filled;
mod from_case;
mod list;
mod mask;
mod own;
mod phrases;
mod preview;
mod print;
mod proof_index;
mod reasons;
mod replies;
mod save;
mod send;
mod templates;
mod versions;
mod volume;
mod what;

pub use batch::batch;
pub use discard::discard;
pub(crate) use enclosures::encloses;
pub use envelope::envelope;
pub use export::export;
pub use from_case::{FromCase, from_case};
pub(crate) use list::{draft_of, unknown_letters};
pub use list::{get, list};
pub(crate) use mask::digits as mask_digits;
pub(crate) use phrases::Phrases;
pub use preview::preview;
pub use print::Written;
pub(crate) use proof_index::ProofIndex;
pub(crate) use reasons::reasons;
pub(crate) use save::reference as new_reference;
pub use save::save;
pub use send::{finish, send};
pub use templates::templates;
pub(crate) use templates::{own_card, template_title};
pub use versions::versions;
pub use volume::exhibits;

use std::collections::BTreeMap;

use domain::{
    Attachment, AttachmentId, ContactId, Day, DebtId, Lang, LetterId, LetterState, PlanKind,
    PlanOption, Posting, ProceedingId,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Words;

/// A letter the app can write.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TemplateCard {
    /// Identifier.
    pub id: String,
    /// Did the user add it?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub own: bool,
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
    /// Whom it is for.
    pub audience: LetterAudience,
    /// May it tell findings?
    pub takes_findings: bool,
    /// Does it rest on findings, and cannot be written without one?
    pub needs_findings: bool,
    /// Is it about the gap sheet, which then always goes with it?
    pub needs_gap_sheet: bool,
    /// May it show the identity number in full? Courts ask for it; nobody else does.
    pub offers_full_id: bool,
    /// Kinds of plan it can ask for, of which one has to be chosen; none: it asks
    /// for no plan.
    pub plans: Vec<PlanKind>,
    /// What only the writer knows, in order.
    pub asks: Vec<LetterAsk>,
    /// Reasons, kinds or scopes to choose from, in order.
    pub choices: Vec<LetterChoice>,
    /// Requests that can be switched on, in order.
    pub requests: Vec<RequestOption>,
}

/// Whom a letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterAudience {
    /// The lender, or whoever collects for it.
    Lender,
    /// A regulator or another authority.
    Authority,
    /// A court.
    Court,
    /// People near the borrower, who sign it or are authorised by it.
    People,
}

/// Something only the writer knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LetterAsk {
    /// Its name among what is filled in.
    pub name: String,
    /// The question, as a label.
    pub label: Words,
    /// Where to find it; empty: nothing to say.
    pub hint: Words,
    /// Its form.
    pub form: LetterAskForm,
    /// May it stay empty?
    pub optional: bool,
}

/// The form of what the writer fills in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterAskForm {
    /// A name or a number, on one line.
    Line,
    /// Some sentences.
    Words,
    /// A day.
    Day,
    /// An amount in yuan.
    Amount,
    /// Whom the letter is addressed to, on one line.
    Recipient,
    /// A number of a case, a report or the like, which stands in full.
    Number,
}

/// Switches that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LetterChoice {
    /// What is chosen.
    pub label: Words,
    /// Without one of them the letter has nothing to say.
    pub needed: bool,
    /// No more than one of them.
    pub single: bool,
    /// What there is to choose from.
    pub options: Vec<RequestOption>,
}

/// A request a letter can make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RequestOption {
    /// Code.
    pub code: String,
    /// Words.
    pub words: Words,
    /// Does it make sense only where a finding gives reason for it?
    pub reasoned: bool,
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

/// A file a letter encloses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Enclosed {
    /// Its number in the list of exhibits.
    pub number: u32,
    /// The file that was asked for.
    pub asked: AttachmentId,
    /// The file that goes with the letter: that one, or its redacted copy.
    pub attachment: AttachmentId,
    /// Its name.
    pub name: String,
    /// SHA-256 of what is enclosed, hex.
    pub sha256: String,
    /// Is it shown on pages, or only listed?
    pub paged: bool,
}

/// A paragraph of the writer's own, printed as such.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnParagraph {
    /// The section it ends, from 1; 0: before the first.
    pub section: u32,
    /// The words.
    pub text: String,
}

/// The pages of a letter and what they rest on.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterPages {
    /// One SVG per page, the very pages that print.
    pub pages: Vec<String>,
    /// Are the words those of a template the user added?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub own_template: bool,
    /// Headings of its sections, in order.
    #[serde(default)]
    pub sections: Vec<String>,
    /// Sentences and the contacts that support them.
    pub sentences: Vec<SentenceRows>,
    /// What keeps it from being printed; empty: nothing.
    pub problems: Vec<LetterProblem>,
    /// What the writer should look at again; it keeps nothing from being printed.
    #[serde(default)]
    pub notes: Vec<LetterNote>,
    /// What the letter does not say, because the record lacks it.
    #[serde(default)]
    pub unsaid: Vec<Words>,
    /// What a careful reader would strike out; it keeps nothing from being printed.
    #[serde(default)]
    pub remarks: Vec<LetterRemark>,
    /// How the other side will probably answer, and what the record has for it.
    #[serde(default)]
    pub replies: Vec<LikelyReply>,
    /// What sending it on its day would do to the limitation of the debt, because
    /// it says that the writer wants to pay; absent where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub act: Option<money::ActEffect>,
    /// The files that go with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Enclosed>>", optional)]
    pub enclosed: Vec<Enclosed>,
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

/// What a careful reader would strike out, or ask about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LetterRemark {
    /// Code.
    pub code: LetterRemarkCode,
    /// The sentence, or the title of the letter that usually comes first.
    pub about: Words,
}

/// What proofreading finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterRemarkCode {
    /// Something was left to be filled in.
    Unfilled,
    /// Two choices left to the reader.
    Alternative,
    /// A word the product does not use.
    StrongWord,
    /// A sentence too long to follow.
    LongSentence,
    /// An identity or card number in full.
    UnmaskedNumber,
    /// The telephone number of somebody who does not owe.
    OthersPhone,
    /// The same item twice.
    Repeated,
    /// The letter that usually comes first was not sent.
    NoEarlierLetter,
}

/// An answer to expect, and whether the record meets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LikelyReply {
    /// Code.
    pub code: LikelyReplyCode,
    /// Does the record meet it?
    pub met: bool,
    /// Contacts that lack what would meet it.
    pub rows: Vec<ContactId>,
}

/// What the other side will probably say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LikelyReplyCode {
    /// The debt is true.
    DebtIsTrue,
    /// The contact was within the hours.
    WithinHours,
    /// The time was agreed.
    TimeWasAgreed,
    /// The calls were not connected.
    NotConnected,
    /// So many calls were agreed.
    NumberWasAgreed,
    /// It was not our agency.
    NotOurAgency,
    /// You could not be reached.
    CouldNotReachYou,
    /// Nothing of the kind was said.
    NeverSaid,
    /// The standard is only recommended.
    OnlyRecommended,
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
    /// Value for its words: a character, a rule.
    pub detail: String,
    /// What it is about, in words, where the template has them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub about: Option<Words>,
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
    /// What was filled in is not of the form asked for.
    FilledWrong,
    /// One of the things to choose from has to be chosen.
    NothingChosen,
    /// Only one of the things to choose from can be chosen.
    ChosenTwice,
    /// A provision is not in force on the day of the letter.
    NotInForce,
    /// A file to enclose is no longer there.
    EnclosureGone,
    /// The template was removed.
    TemplateGone,
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

/// The form a letter is saved in. A letter that was finished has the PDF and the
/// text that were frozen with it; the other forms are of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterForm {
    /// PDF.
    Pdf,
    /// Plain text.
    Text,
    /// A Word document, to be edited.
    Docx,
    /// Plain text for the text box of a form.
    Form {
        /// The most characters it takes.
        limit: u32,
    },
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

/// Saves the exhibits of a letter to a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterVolume {
    /// The letter.
    pub id: LetterId,
    /// Where to.
    pub path: String,
}

/// An envelope there is a sheet for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterEnvelopeSize {
    /// 229 × 162 mm: A4 folded once.
    C5,
    /// 220 × 110 mm: A4 folded twice.
    Dl,
    /// 220 × 110 mm with a window; the sheet behind it.
    DlWindow,
}

/// Saves the envelope of a letter to a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterEnvelope {
    /// The letter.
    pub id: LetterId,
    /// Which envelope.
    pub size: LetterEnvelopeSize,
    /// Who gets it.
    pub recipient: String,
    /// Where.
    pub address: String,
    /// Six digits, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub postcode: Option<String>,
    /// Six digits, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub sender_postcode: Option<String>,
    /// Where to save it.
    pub path: String,
}

/// Writes several letters into a folder in one go.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterBatch {
    /// Letters there are.
    #[serde(default)]
    pub letters: Vec<LetterId>,
    /// Letters to be written: those that lack nothing are kept as drafts and written.
    #[serde(default)]
    pub drafts: Vec<LetterDraft>,
    /// The folder.
    pub folder: String,
    /// The form of each.
    pub form: LetterForm,
}

/// What came of writing several letters.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LettersWritten {
    /// Files that were written, in order.
    pub files: Vec<LetterFile>,
    /// Those that were not, and what they lack.
    pub lacking: Vec<LetterLacking>,
}

/// A letter that was written to a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterFile {
    /// The letter.
    pub id: LetterId,
    /// The debt.
    pub debt: DebtId,
    /// The file.
    pub file: Exported,
}

/// A letter that was not written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterLacking {
    /// The letter, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<LetterId>,
    /// The debt.
    pub debt: DebtId,
    /// Lender.
    pub lender_name: String,
    /// What it lacks.
    pub problems: Vec<LetterProblem>,
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
    /// Sentences for which a form had no room; none: all are in the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub left_out: Option<u32>,
}

/// A form a letter had before.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterVersion {
    /// When it was saved (RFC 3339).
    pub saved_at: String,
    /// What it was made of.
    pub draft: LetterDraft,
}
