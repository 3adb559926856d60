//! Words in both languages, grades of verification, and the ground a step of a count
//! or a deadline stands on.

use domain::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Words in both languages. Files write `zh`; what is written out has the language
/// tags, as everywhere else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Simplified Chinese.
    #[serde(rename = "zh-CN", alias = "zh")]
    pub zh: String,
    /// English.
    pub en: String,
}

/// How well a statement was verified.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
pub enum LawGrade {
    /// The text itself, or an official statement of it, was read.
    A,
    /// Consistent secondary sources were read.
    B,
    /// Nothing was read that proves it. Never shown as fact: a reminder to ask, a
    /// number to be confirmed, a reading that is named as one.
    C,
}

/// How binding a text is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum TextForce {
    /// 法律
    Law,
    /// 行政法规、部门规章、党内法规与国家机关共同发布的条例
    Regulation,
    /// 司法解释
    Judicial,
    /// 规范性文件、通知
    NormativeDocument,
}

/// A text proceedings stand in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ProcedureText {
    /// Id.
    pub id: String,
    /// Name as it is written in Chinese.
    pub name: String,
    /// What it is called in English; a description, not an official title.
    pub name_en: String,
    /// How binding it is.
    pub force: TextForce,
    /// How well it was verified.
    pub grade: LawGrade,
    /// First day in force, where it was verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub effective: Option<Day>,
    /// What is not settled about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<Wording>,
    /// Ids of its sources.
    pub sources: Vec<String>,
}

/// Where something was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ProcedureSource {
    /// Id.
    pub id: String,
    /// The work or address.
    pub title: String,
}

/// The ground a step stands on, ready to be printed beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Ground {
    /// Permanent name.
    pub slug: String,
    /// What it says, in our words.
    pub title: Wording,
    /// Name of the text in Chinese, with its number.
    pub name: String,
    /// What it is called in English; a description, not an official title.
    pub name_en: String,
    /// The clause; empty where it was not verified.
    pub clause: String,
    /// How well it was verified.
    pub grade: LawGrade,
}
