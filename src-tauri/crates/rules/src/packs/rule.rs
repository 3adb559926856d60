//! A rule, an instrument and a source as the rest of the program sees them.

use std::collections::BTreeMap;

use domain::{Channel, Day, LenderType};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::vocabulary::{Engine, Force, Grade, Membership, Nature, Reach, Topic};
use crate::kinds::Kind;

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Both {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// The words of a rule in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct RuleText {
    /// A short name.
    pub title: String,
    /// What the text asks for, restated in our own words.
    pub why: String,
    /// What the collector is allowed to do.
    pub allowed: String,
    /// Where the rule or the check is unsure.
    pub limits: String,
    /// What to keep as evidence.
    pub evidence: String,
    /// Whom to tell.
    pub tell: String,
}

/// The words of a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Texts {
    /// Simplified Chinese.
    pub zh: RuleText,
    /// English.
    pub en: RuleText,
}

/// Whom and what a rule covers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Scope {
    /// Kinds of lender; empty: any.
    pub lenders: Vec<LenderType>,
    /// Only consumer credit granted over the network (个人网络消费信贷).
    pub network_credit: bool,
    /// Only members of this association.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member_of: Option<Membership>,
    /// Channels; empty: any.
    pub channels: Vec<Channel>,
    /// Whose contact.
    pub reached: Reach,
    /// Only contacts by a debt collector who is not the creditor itself.
    pub third_party_collector: bool,
}

/// One rule.
#[derive(Clone, Debug, Serialize, JsonSchema, TS)]
pub struct Rule {
    /// Permanent name, the same as the file's.
    pub slug: String,
    /// The conduct it is about. Every rule that is evaluated has one.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<Topic>,
    /// Code of the kind that checks it; empty for rules of the library only.
    pub kind: String,
    /// The numbers and codes its check was given, as written.
    pub params: BTreeMap<String, Vec<String>>,
    /// Id of the instrument, in the same pack.
    pub instrument: String,
    /// The clause, as its source has it.
    pub clause: String,
    /// What is not settled about the clause or its dates.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause_note: Option<Both>,
    /// First day in force. Always known for rules that are evaluated.
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// Last day in force, if it ended.
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
    /// Slug of the rule of the same conduct that applied until the day before.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub succeeds: Option<String>,
    /// How binding it is.
    pub force: Force,
    /// How well it was verified.
    pub grade: Grade,
    /// What the program does with it.
    pub engine: Engine,
    /// What kind of rule it is, where that matters.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nature: Option<Nature>,
    /// Whom and what it covers.
    pub scope: Scope,
    /// Ids of its sources, in the same pack.
    pub sources: Vec<String>,
    /// Its words.
    pub texts: Texts,
    /// The check with its numbers.
    #[serde(skip)]
    #[schemars(skip)]
    #[ts(skip)]
    pub(crate) check: Option<Kind>,
}

impl Rule {
    /// Was the rule in force on `day`?
    pub fn in_force(&self, day: Day) -> bool {
        self.from.is_some_and(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// May it be shown at all? What stands on memory alone may not.
    pub fn shown(&self) -> bool {
        self.grade != Grade::C
    }
}

/// A law, regulation, standard or convention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Id.
    pub id: String,
    /// Name as it is written in Chinese.
    pub name: String,
    /// What it is called in English; a description, not an official title.
    pub name_en: String,
    /// What the texts call it, in either language, so that a citation in them
    /// can be traced to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub short: Vec<String>,
    /// Who issued it.
    pub issuer: String,
    /// Document number, empty when there is none or it was not found.
    #[serde(default)]
    pub doc_no: String,
    /// Day it was made public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub promulgated: Option<Day>,
    /// First day in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub effective: Option<Day>,
    /// Last day in force, if it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub repealed: Option<Day>,
    /// Id of the instrument that applies from the day after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub replaced_by: Option<String>,
    /// How binding it is.
    pub force: Force,
    /// How well it was verified.
    pub grade: Grade,
    /// What is not settled about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<Both>,
    /// Articles that were read, or quoted sentence by sentence. No text may cite
    /// another without saying that it is not verified.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<String>,
    /// Ids of its sources.
    pub sources: Vec<String>,
}

/// Where a statement was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Id.
    pub id: String,
    /// The work or address.
    pub title: String,
}

/// A claim that is often repeated and is wrong, and the words it is known by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Misquotation {
    /// Permanent id, unique in its pack.
    pub id: String,
    /// The instrument the claim is about, if there is such an instrument.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub instrument: Option<String>,
    /// The claim.
    pub claim: Both,
    /// Whether it is wrong, inaccurate, or about nothing that exists.
    pub verdict: Wrongness,
    /// What is right instead.
    pub correction: Both,
    /// Ways to say it: a sentence that holds every word of one way makes the
    /// claim. A word may give its variants, parted by `|`.
    pub marks: Vec<Vec<String>>,
    /// A sentence with one of these words does not make the claim: it denies it,
    /// or speaks of a time when it was true.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<String>,
    /// Sentences that make the claim.
    pub says: Vec<String>,
    /// Sentences near it that do not.
    pub says_not: Vec<String>,
}

/// What is the matter with a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Wrongness {
    /// The text says something else.
    Wrong,
    /// The text says something narrower.
    Inaccurate,
    /// No such text was found.
    NotFound,
}
