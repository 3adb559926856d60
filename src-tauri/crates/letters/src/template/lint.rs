//! What a text must keep to beyond its notation: declared names only, each of
//! them used, optional ones guarded, one title, a signature, no law, no words
//! the product never uses.

use std::collections::BTreeSet;

use domain::{Lang, nearest};

use super::source::{Body, Condition, Element, Line, Mark, Piece};
use super::{Manifest, TemplateCode, TemplateProblem, citation};

const FORBIDDEN: [&str; 5] = ["停息挂账", "反催收", "话术", "！", "!"];

/// The first word in a text that a letter never uses, the writer's own included.
pub fn forbidden_word(text: &str) -> Option<&'static str> {
    FORBIDDEN.into_iter().find(|word| text.contains(word))
}

pub(super) fn check(body: &Body, manifest: &Manifest, problems: &mut Vec<TemplateProblem>) {
    let mut lint = Lint {
        manifest,
        file: &body.file,
        problems,
        used: BTreeSet::new(),
        guards: Vec::new(),
        lists: Vec::new(),
        columns: None,
        titles: 0,
        signatures: 0,
    };
    lint.elements(&body.elements);
    let (titles, signatures) = (lint.titles, lint.signatures);
    if titles != 1 {
        lint.report(0, TemplateCode::Outline, "#");
    }
    if signatures == 0 {
        lint.report(0, TemplateCode::Outline, ">");
    }
    let texts = manifest.text.iter().map(|spec| spec.name.clone());
    let flags = manifest.flag.iter().map(|spec| spec.name.clone());
    // A switch of an item may serve one language only, such as the plural.
    let lists = manifest.list.iter().flat_map(|list| {
        let inner = list
            .text
            .iter()
            .map(|spec| format!("{}.{}", list.name, spec.name));
        std::iter::once(list.name.clone()).chain(inner)
    });
    // The reference number is printed by the page header.
    let header = |name: &String| *name == manifest.reference;
    for name in texts.chain(flags).chain(lists).filter(|name| !header(name)) {
        if !lint.used.contains(&name) {
            lint.report(0, TemplateCode::UnusedName, &name);
        }
    }
    for name in [&manifest.author, &manifest.reference] {
        if !manifest.text.iter().any(|spec| spec.name == *name) {
            lint.report(0, TemplateCode::UnknownName, name);
        }
    }
}

/// What `letter.toml` says about itself: choices name switches that are offered,
/// citations are known.
pub(super) fn check_manifest(file: &str, manifest: &Manifest, problems: &mut Vec<TemplateProblem>) {
    let mut report = |code, detail: &str| {
        problems.push(TemplateProblem::new(file, 0, code, detail));
    };
    for words in manifest.said() {
        for lang in [Lang::ZhCn, Lang::En] {
            if let Some(word) = forbidden_word(words.get(lang)) {
                report(TemplateCode::ForbiddenWord, word);
            }
        }
    }
    for name in manifest.choice.iter().flat_map(|choice| &choice.flags) {
        let offered = |flag: &super::NameSpec| flag.name == *name && flag.words.is_some();
        if !manifest.flag.iter().any(offered) {
            report(TemplateCode::UnknownName, name);
        }
    }
    for cite in manifest.text.iter().filter_map(|text| text.cite.as_deref()) {
        if citation::find(cite).is_none() {
            let meant = nearest(
                cite,
                citation::citations().iter().map(|one| one.id.as_str()),
            );
            let code = TemplateCode::UnknownCitation;
            problems.push(TemplateProblem::new(file, 0, code, cite).meaning(meant));
        }
    }
}

struct Lint<'a> {
    manifest: &'a Manifest,
    file: &'a str,
    problems: &'a mut Vec<TemplateProblem>,
    used: BTreeSet<String>,
    /// Names known to be there at this point.
    guards: Vec<String>,
    lists: Vec<String>,
    columns: Option<usize>,
    titles: usize,
    signatures: usize,
}

impl Lint<'_> {
    fn report(&mut self, line: u32, code: TemplateCode, detail: &str) {
        let problem = TemplateProblem::new(self.file, line, code, detail);
        self.problems.push(problem);
    }

    /// A name that `letter.toml` does not declare, and the one that may be meant.
    fn unknown(&mut self, line: u32, name: &str) {
        let Manifest {
            text, flag, list, ..
        } = self.manifest;
        let inner = list
            .iter()
            .flat_map(|list| list.text.iter().chain(&list.flag));
        let names = text.iter().chain(flag).chain(inner).map(|spec| &spec.name);
        let names = names.chain(list.iter().map(|list| &list.name));
        let meant = nearest(name, names.map(String::as_str));
        let problem = TemplateProblem::new(self.file, line, TemplateCode::UnknownName, name);
        self.problems.push(problem.meaning(meant));
    }

    fn elements(&mut self, elements: &[Element]) {
        for element in elements {
            match element {
                Element::Blank => self.columns = None,
                Element::Line(line) => self.line(line),
                Element::If {
                    line,
                    condition,
                    body,
                } => {
                    self.condition(*line, condition);
                    self.guarded(condition, |lint| lint.elements(body));
                }
                Element::Each { line, list, body } => {
                    self.used.insert(list.clone());
                    if !self.manifest.list.iter().any(|spec| spec.name == *list) {
                        self.unknown(*line, list);
                    }
                    self.lists.push(list.clone());
                    self.elements(body);
                    self.lists.pop();
                }
            }
        }
    }

    fn guarded(&mut self, condition: &Condition, inner: impl FnOnce(&mut Self)) {
        let guard = match condition {
            Condition::Has { name, wanted: true } => Some(name.clone()),
            _ => None,
        };
        let pushed = guard.is_some();
        self.guards.extend(guard);
        inner(self);
        if pushed {
            self.guards.pop();
        }
    }

    fn line(&mut self, line: &Line) {
        match &line.mark {
            Mark::Title => self.titles += 1,
            Mark::Signature => self.signatures += 1,
            Mark::Widths(widths) => self.columns = Some(widths.len()),
            Mark::Row if self.columns != Some(line.cells.len()) => {
                self.report(line.number, TemplateCode::TableShape, "|");
            }
            _ => {}
        }
        for cell in &line.cells {
            self.pieces(line.number, cell);
        }
    }

    fn pieces(&mut self, number: u32, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.words(number, text),
                Piece::Value(name) => self.value(number, name),
                Piece::If { condition, body } => {
                    self.condition(number, condition);
                    self.guarded(condition, |lint| lint.pieces(number, body));
                }
            }
        }
    }

    fn words(&mut self, number: u32, text: &str) {
        for word in FORBIDDEN.into_iter().filter(|word| text.contains(word)) {
            self.report(number, TemplateCode::ForbiddenWord, word);
        }
        if names_an_article(text) || names_an_instrument(text) {
            self.report(number, TemplateCode::LawInTemplate, text);
        }
    }

    fn value(&mut self, number: u32, name: &str) {
        let Some((path, optional)) = self.find(name, |manifest| &manifest.text, true) else {
            self.unknown(number, name);
            return;
        };
        self.used.insert(path);
        if optional && !self.guards.iter().any(|guard| guard == name) {
            self.report(number, TemplateCode::UnguardedOptional, name);
        }
    }

    fn condition(&mut self, number: u32, condition: &Condition) {
        match condition {
            Condition::Flag { name, .. } => {
                match self.find(name, |manifest| &manifest.flag, false) {
                    Some((path, _)) => {
                        self.used.insert(path);
                    }
                    None => self.unknown(number, name),
                }
            }
            Condition::Has { name, .. } => {
                let list = self.manifest.list.iter().any(|list| list.name == *name);
                if !list && self.find(name, |manifest| &manifest.text, true).is_none() {
                    self.unknown(number, name);
                }
            }
        }
    }

    /// Looks a name up from the innermost list outwards; its path and whether
    /// it is optional.
    fn find(
        &self,
        name: &str,
        own: impl Fn(&Manifest) -> &Vec<super::NameSpec>,
        text: bool,
    ) -> Option<(String, bool)> {
        for list in self.lists.iter().rev() {
            let spec = self.manifest.list.iter().find(|spec| spec.name == *list)?;
            let names = if text { &spec.text } else { &spec.flag };
            if let Some(spec) = names.iter().find(|spec| spec.name == name) {
                return Some((format!("{list}.{name}"), spec.optional));
            }
        }
        let spec = own(self.manifest).iter().find(|spec| spec.name == name)?;
        Some((name.to_owned(), spec.optional))
    }
}

/// 第…条 or Article N: law belongs to the values, with its date and source.
fn names_an_article(text: &str) -> bool {
    let chinese = text.split('第').skip(1).any(|rest| {
        let rest = rest.trim_start();
        let number = |c: &char| "〇零一二三四五六七八九十百千两".contains(*c) || c.is_numeric();
        let count = rest.chars().take_while(number).count();
        let mut after = rest.chars().skip(count).skip_while(|c| c.is_whitespace());
        count > 0 && after.next() == Some('条')
    });
    let lower = text.to_lowercase();
    let english = ["article ", "articles ", "art. "].iter().any(|word| {
        let numbered = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
        lower.split(word).skip(1).any(numbered)
    });
    chinese || english
}

/// The last words of the names of instruments.
const INSTRUMENTS: [&str; 10] = [
    "法", "法典", "条例", "办法", "规定", "解释", "指引", "通则", "公约", "标准",
];

/// The name of an instrument, in book-title marks or as a citation has it. The title of a
/// contract is none.
fn names_an_instrument(text: &str) -> bool {
    let mut titles = text
        .split('《')
        .skip(1)
        .filter_map(|rest| rest.split('》').next());
    let english = |one: &citation::Citation| text.contains(one.instrument.get(Lang::En));
    titles.any(|title| INSTRUMENTS.iter().any(|end| title.ends_with(end)))
        || citation::citations().iter().any(english)
}
