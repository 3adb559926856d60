//! The pages of a letter, and what is said beside them: what each sentence rests on,
//! what is missing, what to look at again.

use domain::{AttachmentId, ContactId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Words;
use crate::findings::EventBrief;

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
    /// Where the running text, and whatever rests on a row, stands on the pages.
    /// Letters finished by an earlier version have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<SentenceSpot>>", optional)]
    pub spots: Vec<SentenceSpot>,
    /// The contacts the sentences rest on, each once, in the order of time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<SupportingRow>>", optional)]
    pub rows: Vec<SupportingRow>,
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

/// A sentence and the rows it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SentenceRows {
    /// The sentence.
    pub text: String,
    /// Contacts; empty: no assertion about the record.
    pub rows: Vec<ContactId>,
    /// Does it hold words of the writer's own?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub own: bool,
}

/// One line of a sentence on a page. Lengths are ten-thousandths of the page's width and
/// height; the origin is the top left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SentenceSpot {
    /// Which of the sentences, from 0.
    pub sentence: u32,
    /// On which page, from 0.
    pub page: u32,
    /// Left edge.
    pub x: u32,
    /// Top edge.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// A contact a letter rests on: when and with whom, and where it is written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SupportingRow {
    /// The contact.
    pub contact: EventBrief,
    /// Files that hold it; empty: the writer's own notes.
    pub sources: Vec<RowSource>,
}

/// Where a contact stands in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RowSource {
    /// Name of the file.
    pub file: String,
    /// Position of the record in it, from 1.
    pub position: u32,
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
