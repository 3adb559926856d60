//! `letter.toml`: what a letter is for, when to use it, what it needs; and
//! `common.toml`: what many letters need alike.

use std::sync::OnceLock;

use domain::{Lang, PlanKind, nearest};
use serde::Deserialize;

use super::{EMBEDDED, TemplateCode, TemplateProblem};

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
    /// Whom it is for; letters are listed by it.
    #[serde(default)]
    pub audience: Audience,
    /// The value that names who signs.
    pub author: String,
    /// The value that is the sender's reference number.
    pub reference: String,
    /// Values, switches and lists of `common.toml` it takes up, by name.
    #[serde(default)]
    pub common: Vec<String>,
    /// Does it rest on findings?
    #[serde(default)]
    pub findings: Findings,
    /// Kinds of repayment plan it can ask for; it asks for one of them.
    #[serde(default)]
    pub plans: Vec<PlanKind>,
    /// Does it say that the debt is owed or will be paid?
    #[serde(default)]
    pub acknowledges: bool,
    /// The letter that is usually sent before it: the day and the reference of
    /// that one become `earlier_sent_on` and `earlier_reference`.
    #[serde(default)]
    pub follows: Option<String>,
    /// Values.
    #[serde(default)]
    pub text: Vec<NameSpec>,
    /// Switches.
    #[serde(default)]
    pub flag: Vec<NameSpec>,
    /// Switches that belong together; the others are requests.
    #[serde(default)]
    pub choice: Vec<Choice>,
    /// Lists.
    #[serde(default)]
    pub list: Vec<ListSpec>,
}

impl Manifest {
    /// What a writer is shown of it in a line or two: title, purpose, questions, choices.
    pub(super) fn said(&self) -> impl Iterator<Item = &Words> {
        let asks = self.text.iter().filter_map(|text| text.ask.as_ref());
        let asked = asks.flat_map(|ask| std::iter::once(&ask.label).chain(&ask.hint));
        let needs = self.text.iter().filter_map(|text| text.needs.as_ref());
        let switches = self.flag.iter().filter_map(|flag| flag.words.as_ref());
        let choices = self.choice.iter().map(|choice| &choice.label);
        [&self.title, &self.purpose]
            .into_iter()
            .chain(asked)
            .chain(needs)
            .chain(switches)
            .chain(choices)
    }
}

/// Whom a letter is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The lender, or whoever collects for it.
    #[default]
    Lender,
    /// A regulator or another authority.
    Authority,
    /// A court.
    Court,
    /// People near the borrower, who sign it or are authorised by it.
    People,
}

/// Does a letter rest on findings?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Findings {
    /// No.
    #[default]
    None,
    /// It may tell them.
    Welcome,
    /// It has nothing to say without one.
    Needed,
}

/// What a value that only the writer knows is asked for as.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Its form.
    pub form: AskForm,
    /// The question, as a label.
    pub label: Words,
    /// Where to find it.
    #[serde(default)]
    pub hint: Option<Words>,
}

/// The form of what the writer fills in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskForm {
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
    /// A number of a case, a report or the like, which has to stand in full.
    Number,
}

/// Switches that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is chosen.
    pub label: Words,
    /// The switches.
    pub flags: Vec<String>,
    /// Without one of them the letter has nothing to say.
    #[serde(default)]
    pub needed: bool,
    /// No more than one of them.
    #[serde(default)]
    pub single: bool,
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
    /// For a value from the record: what has to be entered before it can be said.
    #[serde(default)]
    pub needs: Option<Words>,
    /// For a value that only the writer knows.
    #[serde(default)]
    pub ask: Option<Ask>,
    /// For a value that is a provision: its id in `citations.toml`.
    #[serde(default)]
    pub cite: Option<String>,
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
    let mut manifest: Manifest = from_toml(file, text, problems)?;
    let common = common();
    for name in std::mem::take(&mut manifest.common) {
        let Common { text, flag, list } = common;
        let text = text.iter().filter(|spec| spec.name == name);
        let flag = flag.iter().filter(|spec| spec.name == name);
        let list = list.iter().filter(|spec| spec.name == name);
        let before = manifest.text.len() + manifest.flag.len() + manifest.list.len();
        manifest.text.extend(text.cloned());
        manifest.flag.extend(flag.cloned());
        manifest.list.extend(list.cloned());
        if before == manifest.text.len() + manifest.flag.len() + manifest.list.len() {
            let known = text_names(&common.text).chain(text_names(&common.flag));
            let known = known.chain(common.list.iter().map(|list| list.name.as_str()));
            let meant = nearest(&name, known);
            let code = TemplateCode::UnknownName;
            problems.push(TemplateProblem::new(file, 0, code, name).meaning(meant));
        }
    }
    Some(manifest)
}

/// Does the app fill this value of a letter, or of the items of this list? Those are the
/// values that the built-in letters take and neither ask for nor cite.
pub(super) fn is_filled(list: Option<&str>, name: &str) -> bool {
    let common = common();
    let built_in = super::templates().iter().map(|one| &one.manifest);
    let lists = built_in
        .clone()
        .flat_map(|manifest| &manifest.list)
        .chain(&common.list);
    match list {
        None => {
            let texts = built_in
                .flat_map(|manifest| &manifest.text)
                .chain(&common.text);
            let mut filled = texts.filter(|text| text.ask.is_none() && text.cite.is_none());
            filled.any(|text| text.name == name)
        }
        Some(list) => {
            let mut items = lists
                .filter(|one| one.name == list)
                .flat_map(|one| &one.text);
            items.any(|text| text.name == name)
        }
    }
}

fn text_names(specs: &[NameSpec]) -> impl Iterator<Item = &str> {
    specs.iter().map(|spec| spec.name.as_str())
}

/// What many letters say alike.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Common {
    text: Vec<NameSpec>,
    flag: Vec<NameSpec>,
    list: Vec<ListSpec>,
}

const COMMON: &str = "common.toml";

fn common() -> &'static Common {
    &read_common().0
}

pub(super) fn common_problems() -> &'static [TemplateProblem] {
    &read_common().1
}

fn read_common() -> &'static (Common, Vec<TemplateProblem>) {
    static READ: OnceLock<(Common, Vec<TemplateProblem>)> = OnceLock::new();
    READ.get_or_init(|| {
        let mut problems = Vec::new();
        let text = EMBEDDED
            .get_file(COMMON)
            .and_then(|file| file.contents_utf8());
        let common = from_toml(COMMON, text.unwrap_or_default(), &mut problems);
        (common.unwrap_or_default(), problems)
    })
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
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            let code = TemplateCode::Manifest;
            problems.push(TemplateProblem::new(file, line, code, error.message()));
            None
        }
    }
}
