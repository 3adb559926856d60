//! Findings over the log, and answers to what they ask.

mod answer;
mod library;
mod list;
mod page;
mod question;
mod search;

pub use answer::answer;
pub use library::rules;
pub use list::list;
pub(crate) use list::{brief, counts, events, row, unused_flags};
pub use page::rule;
pub(crate) use question::questions;
pub(crate) use search::Library;
pub use search::search;

use domain::{Channel, Connection, ContactId, Day, DebtId, Direction, Fact, LetterId, Tri};
use rules::{Engine, Force, Scope, Topic};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Words;
use crate::settings::PackRow;

/// The five verdicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VerdictCode {
    /// A rule was not met.
    Flagged,
    /// The rule was met.
    Clear,
    /// The rule does not apply here.
    NotApplicable,
    /// A fact is missing.
    NeedsFacts,
    /// The pack does not cover this time or place.
    NotCovered,
}

/// How much a rule binds, which decides the words used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// 法律、法规、规章、规范性文件、司法解释: 涉嫌违反
    Law,
    /// 推荐性国家标准: 不符合国家推荐性标准
    NationalStandard,
    /// 行业自律: 不符合行业自律
    SelfRegulation,
}

impl Rank {
    /// The permanent code.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::NationalStandard => "national_standard",
            Self::SelfRegulation => "self_regulation",
        }
    }
}

/// Which findings to list.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct FindingQuery {
    /// Only this debt.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub debt: Option<DebtId>,
    /// Only this verdict; none: flagged ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub verdict: Option<VerdictCode>,
}

/// Findings, questions and counts.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FindingList {
    /// The findings asked for, newest first.
    pub findings: Vec<FindingRow>,
    /// Open questions, the most useful first.
    pub questions: Vec<Question>,
    /// How many findings have each verdict.
    pub counts: FindingCounts,
    /// The packs used.
    pub packs: Vec<PackRow>,
}

/// Findings per verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FindingCounts {
    /// Flagged.
    pub flagged: u32,
    /// Clear.
    pub clear: u32,
    /// Not applicable.
    pub not_applicable: u32,
    /// Needs facts.
    pub needs_facts: u32,
    /// Not covered.
    pub not_covered: u32,
}

/// One finding, with everything needed to show and explain it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FindingRow {
    /// Stable name: the same rule over the same contacts has the same key.
    pub key: String,
    /// Rule.
    pub rule: String,
    /// Pack and its version.
    pub pack: String,
    /// Version of the pack.
    pub pack_version: String,
    /// Verdict.
    pub verdict: VerdictCode,
    /// Why the rule does not apply (code), when it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub why: Option<String>,
    /// For a person to look at; the app does not decide it.
    pub manual: bool,
    /// The conduct it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub topic: Option<Topic>,
    /// The kind of check, and what it was given: hours, limits, conducts.
    pub kind: String,
    /// Values for the words of the kind.
    pub given: std::collections::BTreeMap<String, Vec<String>>,
    /// First day the rule was in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub from: Option<Day>,
    /// Last day it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub to: Option<Day>,
    /// Rank.
    pub rank: Rank,
    /// Grade of verification (A1, A2, B1, B2).
    pub grade: String,
    /// To be shown as 待核.
    pub unverified: bool,
    /// Instrument.
    pub instrument: Words,
    /// Clause, as far as verified.
    pub clause: Words,
    /// The day whose law was applied.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub law_date: Option<Day>,
    /// The debt.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub debt: Option<DebtId>,
    /// The contacts it rests on; the first 200.
    pub events: Vec<EventBrief>,
    /// Contacts in all.
    pub event_count: u32,
    /// Facts that are missing; the first 200.
    pub missing: Vec<Fact>,
    /// How the verdict came about, step by step.
    pub trace: Vec<TraceLine>,
    /// The words of the rule.
    pub texts: RuleWords,
    /// Letters that use it.
    pub letters: Vec<LetterId>,
    /// Requests of a letter it gives reason for.
    pub requests: Vec<String>,
}

/// One step of the explanation: a code and its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TraceLine {
    /// Code.
    pub code: String,
    /// Values for its words.
    pub params: std::collections::BTreeMap<String, String>,
}

/// The words of a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RuleWords {
    /// What is flagged.
    pub title: Words,
    /// Why it matters.
    pub why: Words,
    /// What collectors are allowed to do.
    pub allowed: Words,
    /// Where the rule or our reading of it is unsure.
    pub limits: Words,
    /// What to collect as evidence.
    pub evidence: Words,
    /// Whom to tell first and next.
    pub tell: Words,
}

/// A contact in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EventBrief {
    /// The contact.
    pub id: ContactId,
    /// When (RFC 3339).
    pub at: String,
    /// Channel.
    pub channel: Channel,
    /// Direction.
    pub direction: Direction,
    /// Connected or not.
    pub connection: Connection,
    /// Length in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub duration_s: Option<u32>,
    /// Number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub number: Option<domain::Phone>,
    /// Organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub party_name: Option<String>,
}

/// What kind of answer a question takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// Yes or no.
    YesNo,
    /// One of the relation codes.
    Relation,
    /// Any of the conduct codes, or none.
    Conducts,
    /// Any of the disclosure codes, or none.
    Disclosures,
    /// One of the debts.
    Debt,
    /// A whole number.
    Count,
    /// One of the borrower's numbers.
    Number,
    /// One of the places of a visit.
    Place,
}

/// A question the rules ask.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Question {
    /// The fact.
    pub fact: Fact,
    /// How it is answered.
    pub kind: AnswerKind,
    /// Name of what it is about: number, lender, person.
    pub subject: String,
    /// Rules that wait for it.
    pub rules: Vec<String>,
    /// Contacts it would settle.
    pub contacts: u32,
    /// One of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub example: Option<EventBrief>,
}

/// An answer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FactAnswer {
    /// The fact.
    pub fact: Fact,
    /// Yes, no or unknown (takes an answer back).
    #[serde(default)]
    pub value: Tri,
    /// Codes, an id, or a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub choices: Option<Vec<String>>,
}

/// A rule in the rights library.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RuleCard {
    /// Rule.
    pub rule: String,
    /// Pack.
    pub pack: String,
    /// The conduct it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub topic: Option<Topic>,
    /// auto, manual or info.
    pub engine: String,
    /// Rank.
    pub rank: Rank,
    /// Grade.
    pub grade: String,
    /// To be shown as 待核.
    pub unverified: bool,
    /// Instrument.
    pub instrument: Words,
    /// Clause.
    pub clause: Words,
    /// First day in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub from: Option<Day>,
    /// Last day in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub to: Option<Day>,
    /// In force today; absent where its days are not verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub in_force: Option<bool>,
    /// Words.
    pub texts: RuleWords,
}

/// Names a rule.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RuleRef {
    /// Pack.
    pub pack: String,
    /// Rule.
    pub rule: String,
}

/// A rule's own page.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RulePage {
    /// The rule.
    pub card: RuleCard,
    /// What it is a clause of.
    pub instrument: InstrumentCard,
    /// Whom and what it covers.
    pub scope: Scope,
    /// The rules of this conduct one after the other, oldest first, itself
    /// among them; empty when the pack knows of none before or after.
    pub history: Vec<RuleStep>,
    /// Where it was read.
    pub sources: Vec<RuleSource>,
    /// What it says about this record; what has to be seen to first.
    pub findings: Vec<FindingRow>,
}

/// Where a rule was read.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RuleSource {
    /// Name in the pack.
    pub id: String,
    /// The work or address.
    pub title: String,
}

/// An instrument with its dates.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct InstrumentCard {
    /// Name.
    pub name: Words,
    /// Who issued it.
    pub issuer: String,
    /// Document number, empty when there is none or it was not found.
    pub doc_no: String,
    /// Day it was made public.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub promulgated: Option<Day>,
    /// First day in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub effective: Option<Day>,
    /// Last day in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub repealed: Option<Day>,
    /// What applies from the day after.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub replaced_by: Option<Words>,
    /// How binding it is.
    pub force: Force,
    /// Grade.
    pub grade: String,
    /// To be shown as 待核.
    pub unverified: bool,
    /// What is not settled about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<Words>,
}

/// One rule in the history of a conduct.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RuleStep {
    /// Rule.
    pub rule: String,
    /// Pack.
    pub pack: String,
    /// Title.
    pub title: Words,
    /// Rank.
    pub rank: Rank,
    /// To be shown as 待核.
    pub unverified: bool,
    /// Instrument.
    pub instrument: Words,
    /// Clause.
    pub clause: Words,
    /// First day in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub from: Option<Day>,
    /// Last day in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub to: Option<Day>,
    /// The rule whose page this is.
    pub here: bool,
}

/// What to look for in the library.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RuleQuery {
    /// Words in either language; all must be there. Empty: everything.
    pub text: String,
    /// Only this pack.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub pack: Option<String>,
    /// Only this conduct.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub topic: Option<Topic>,
    /// Only this rank.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rank: Option<Rank>,
    /// Only what the program decides, a person decides, or nobody: rights.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub engine: Option<Engine>,
    /// Only what is in force today, or only what is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub in_force: Option<bool>,
}

/// What the library has.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RuleSearch {
    /// Best first.
    pub hits: Vec<RuleHit>,
    /// Rules in the library.
    pub total: u32,
}

/// A rule that was found.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RuleHit {
    /// The rule.
    pub card: RuleCard,
    /// Where the words stand.
    pub found: Snippet,
}

/// The first text that holds what was looked for, in either language; empty
/// where none does.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct Snippet {
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    pub zh: Vec<SnippetPiece>,
    /// English.
    pub en: Vec<SnippetPiece>,
}

/// A piece of a text, and whether it is what was looked for.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SnippetPiece {
    /// The text.
    pub text: String,
    /// Looked for.
    pub hit: bool,
}
