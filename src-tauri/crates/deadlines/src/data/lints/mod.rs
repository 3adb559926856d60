//! What no type can say of the files: that what they name is there, that every state can
//! be reached and left, that nothing known from memory alone is given as law.

mod guidance;
mod proceeding;
mod year;

pub(super) use year::year;

use domain::nearest;

use super::Procedures;
use super::issue::{DataIssue, DataIssueCode as Code};
use super::load::{DataFiles, line_at};
use crate::calendar::HolidayYear;
use crate::proceeding::Procedure;
use crate::rule::name;

/// Letters a step, paper or stage may name: the folders of `templates`.
const LETTERS: &[&str] = &[
    "ask-statement",
    "complaint-lender",
    "complaint-regulator",
    "confirm-agreement",
    "credit-objection",
    "defence",
    "dispute-amount",
    "employer-statement",
    "extension-request",
    "family-statement",
    "instalment-request",
    "jurisdiction-objection",
    "payment-order-objection",
    "personal-information-request",
    "reduction-request",
    "report-violations",
    "settlement-offer",
    "stop-auto-debit",
    "stop-third-party",
    "volunteer-authorisation",
];

/// Words this product does not use (docs/STYLE.md).
const FORBIDDEN: &[&str] = &["停息挂账", "反催收", "话术"];

/// The files and what came of them.
pub(super) struct Written<'a> {
    pub(super) files: &'a DataFiles,
    pub(super) law: &'a Procedures,
    pub(super) years: &'a [(String, HolidayYear)],
    pub(super) proceedings: &'a [(String, Procedure)],
}

/// What a file may name.
struct Names<'a> {
    proceedings: Vec<&'a str>,
    rules: Vec<String>,
    texts: Vec<&'a str>,
    sources: Vec<&'a str>,
}

impl<'a> Names<'a> {
    fn of(law: &'a Procedures) -> Self {
        Self {
            proceedings: law.proceedings.iter().map(|one| one.id.as_str()).collect(),
            rules: law.rules().map(|(one, rule)| name(one, rule)).collect(),
            texts: law.texts.iter().map(|text| text.id.as_str()).collect(),
            sources: law.sources.iter().map(|one| one.id.as_str()).collect(),
        }
    }
}

/// The problems of one file.
struct Issues<'a> {
    file: &'a str,
    text: &'a str,
    out: Vec<DataIssue>,
}

impl<'a> Issues<'a> {
    fn of(file: &'a str, files: &'a DataFiles) -> Self {
        Self {
            file,
            text: files.get(file).map_or("", String::as_str),
            out: Vec::new(),
        }
    }

    /// A problem at the first place of `near`.
    fn add(&mut self, near: &str, code: Code, detail: impl Into<String>) {
        let line = self.text.find(near).map_or(1, |at| line_at(self.text, at));
        self.out.push(DataIssue {
            file: self.file.to_owned(),
            line,
            code,
            detail: detail.into(),
            suggestion: None,
        });
    }

    /// A problem if `word` is not among the known.
    fn known<K: AsRef<str>>(&mut self, word: &str, known: &[K], code: Code) {
        if known.iter().any(|one| one.as_ref() == word) {
            return;
        }
        self.add(&format!("\"{word}\""), code, word);
        if let Some(issue) = self.out.last_mut() {
            issue.suggestion = nearest(word, known.iter().map(AsRef::as_ref));
        }
    }
}

pub(super) fn check(written: &Written<'_>) -> Vec<DataIssue> {
    let names = Names::of(written.law);
    let mut out = Vec::new();
    for (path, text) in written.files {
        out.extend(words(path, text));
    }
    for (path, value) in written.years {
        let mut issues = Issues::of(path, written.files);
        out.extend(year(path, issues.text, value));
        if value.grade.is_none() || value.sources.is_empty() || value.notices.is_empty() {
            issues.add("year", Code::GroundMissing, "grade, sources, notice");
        }
        for source in &value.sources {
            issues.known(source, &names.sources, Code::UnknownSource);
        }
        out.extend(issues.out);
    }
    let mut orders = Vec::new();
    for (path, one) in written.proceedings {
        let mut issues = Issues::of(path, written.files);
        if orders.contains(&one.order) {
            issues.add("order", Code::DuplicateId, one.order.to_string());
        }
        orders.push(one.order);
        proceeding::check(&mut issues, written.law, &names, one);
        out.extend(issues.out);
    }
    out.extend(guidance::check(written, &names));
    out
}

/// An empty text in one of the languages, or a word that is not used.
fn words(path: &str, text: &str) -> Vec<DataIssue> {
    let mut out = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let mut add = |code, detail: &str| {
            out.push(DataIssue {
                file: path.to_owned(),
                line: u32::try_from(at + 1).unwrap_or(u32::MAX),
                code,
                detail: detail.to_owned(),
                suggestion: None,
            });
        };
        if line.contains("zh = \"\"") || line.contains("en = \"\"") {
            add(Code::WordsMissing, line.trim());
        }
        for word in FORBIDDEN.iter().filter(|word| line.contains(**word)) {
            add(Code::ForbiddenWord, word);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::LETTERS;

    #[test]
    fn the_letters_are_those_there_are_templates_for() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../templates");
        let mut there: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap())
            .filter(|entry| entry.file_type().unwrap().is_dir())
            .map(|entry| entry.file_name().into_string().unwrap())
            .collect();
        there.sort();
        assert_eq!(there, LETTERS);
    }
}
