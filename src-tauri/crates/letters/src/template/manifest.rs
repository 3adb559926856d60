//! `letter.toml`: what a letter is for, when to use it, what it needs.

use domain::Lang;
use serde::Deserialize;

use super::{TemplateCode, TemplateProblem};

/// A few words in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    #[serde(rename = "zh-CN")]
    zh_cn: String,
    en: String,
}

impl Words {
    /// The words in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::ZhCn => &self.zh_cn,
            Lang::En => &self.en,
        }
    }
}

/// Short sentences in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordList {
    #[serde(rename = "zh-CN")]
    zh_cn: Vec<String>,
    en: Vec<String>,
}

impl WordList {
    /// The sentences in one language.
    pub fn get(&self, lang: Lang) -> &[String] {
        match lang {
            Lang::ZhCn => &self.zh_cn,
            Lang::En => &self.en,
        }
    }
}

/// What a template says about itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Permanent name, the same as the folder's.
    pub id: String,
    /// Its title.
    pub title: Words,
    /// What it is for, one sentence; also the PDF's subject.
    pub purpose: Words,
    /// When to use it.
    pub use_when: WordList,
    /// When not to.
    pub not_when: WordList,
    /// What to enclose.
    pub enclose: WordList,
    /// The value that names who signs.
    pub author: String,
    /// The value that is the sender's reference number.
    pub reference: String,
    /// Values.
    #[serde(default)]
    pub text: Vec<NameSpec>,
    /// Switches.
    #[serde(default)]
    pub flag: Vec<NameSpec>,
    /// Lists.
    #[serde(default)]
    pub list: Vec<ListSpec>,
}

/// A value or a switch.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameSpec {
    /// Its name in the texts.
    pub name: String,
    /// What it means, for whoever fills it.
    pub about: String,
    /// What the writer is offered, for a switch the writer sets.
    #[serde(default)]
    pub words: Option<Words>,
    /// Whether it may be absent.
    #[serde(default)]
    pub optional: bool,
}

/// A list of items with values of their own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListSpec {
    /// Its name in the texts.
    pub name: String,
    /// What it means.
    pub about: String,
    /// Whether it may be empty.
    #[serde(default)]
    pub optional: bool,
    /// Values of each item.
    #[serde(default)]
    pub text: Vec<NameSpec>,
    /// Switches of each item.
    #[serde(default)]
    pub flag: Vec<NameSpec>,
}

pub(super) fn read(
    file: &str,
    text: &str,
    problems: &mut Vec<TemplateProblem>,
) -> Option<Manifest> {
    from_toml(file, text, problems)
}

/// Parses TOML, naming the line of what is wrong.
pub(super) fn from_toml<T: serde::de::DeserializeOwned>(
    file: &str,
    text: &str,
    problems: &mut Vec<TemplateProblem>,
) -> Option<T> {
    match toml::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let before = text.get(..at).unwrap_or_default();
            let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
            problems.push(TemplateProblem {
                file: file.to_owned(),
                line: u32::try_from(line).unwrap_or(u32::MAX),
                code: TemplateCode::Manifest,
                detail: error.message().to_owned(),
            });
            None
        }
    }
}
