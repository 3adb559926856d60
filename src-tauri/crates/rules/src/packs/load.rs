//! From files to packs. Loading never stops at the first problem: whatever is
//! sound loads, and everything that is not is reported with its place.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Channel, LenderType, nearest};
use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;

use super::case_file::{self, WorkedCase};
use super::issue::{IssueCode, PackIssue};
use super::lints::{self, Siblings, Written, WrittenPack};
use super::pack::Pack;
use super::raw::{RawInstruments, RawMisquotations, RawPack, RawRule, RawSources};
use super::rule::{Rule, RuleText, Scope, Texts};
use crate::kinds::{KINDS, Kind};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../packs");

/// Pack files by their path from the packs folder, such as
/// `cn-conduct/rules/time-night-gbt.toml`.
pub type PackFiles = BTreeMap<String, String>;

/// What came of loading: the packs, and every problem of every file.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The packs, by id.
    pub packs: Vec<Pack>,
    /// The problems, by file and line.
    pub issues: Vec<PackIssue>,
}

/// The packs this build carries.
pub fn embedded() -> Loaded {
    load(&embedded_files())
}

/// The same packs for judging alone: without their worked cases, and without looking for
/// faults, which the tests do before anything is built. Takes a third of the time.
pub fn embedded_rules() -> Vec<Pack> {
    read(&embedded_files(), Depth::Rules).packs
}

/// Their files.
pub fn embedded_files() -> PackFiles {
    let mut files = PackFiles::new();
    collect(&EMBEDDED, &mut files);
    files
}

fn collect(dir: &Dir<'_>, files: &mut PackFiles) {
    for file in dir.files() {
        if let Some(text) = file.contents_utf8() {
            files.insert(
                file.path().to_string_lossy().replace('\\', "/"),
                text.to_owned(),
            );
        }
    }
    for inner in dir.dirs() {
        collect(inner, files);
    }
}

/// Loads every pack among `files`.
pub fn load(files: &PackFiles) -> Loaded {
    read(files, Depth::Whole)
}

/// How closely files are read.
#[derive(Clone, Copy, PartialEq)]
enum Depth {
    /// With worked cases and lints.
    Whole,
    /// What a judgement needs, of files known to be sound.
    Rules,
}

fn read(files: &PackFiles, depth: Depth) -> Loaded {
    let mut ids: Vec<&str> = files
        .keys()
        .filter_map(|path| path.split_once('/'))
        .map(|p| p.0)
        .collect();
    ids.dedup();
    let mut out = Loaded::default();
    for id in ids {
        let mut reader = Reader {
            files,
            depth,
            issues: Vec::new(),
        };
        let pack = reader.pack(id);
        reader.issues.sort();
        out.issues.extend(reader.issues.iter().cloned());
        if let Some(mut pack) = pack {
            pack.issues = reader.issues;
            out.packs.push(pack);
        }
    }
    out
}

/// Loads every pack among `files` and works its cases: one that does not come
/// out as written is a problem like any other. For packs nobody has checked yet.
pub fn check(files: &PackFiles) -> Loaded {
    let mut out = load(files);
    for pack in &mut out.packs {
        let fails = |case: &WorkedCase| {
            let detail = case.mismatch(pack)?;
            Some(PackIssue {
                file: format!("{}/cases/{}.toml", pack.id, case.rule),
                line: case.line,
                code: IssueCode::CaseFails,
                detail,
                suggestion: None,
            })
        };
        let failing: Vec<PackIssue> = pack.cases.iter().filter_map(fails).collect();
        out.issues.extend(failing.iter().cloned());
        pack.issues.extend(failing);
    }
    out.issues.sort();
    out
}

/// One file while it is read: where it is and its text, for line numbers.
pub(super) struct Place<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
}

impl Place<'_> {
    /// The 1-based line of a byte offset.
    pub(super) fn line(&self, offset: usize) -> u32 {
        let before = self.text.as_bytes().iter().take(offset);
        u32::try_from(before.filter(|byte| **byte == b'\n').count())
            .map_or(u32::MAX, |n| n.saturating_add(1))
    }

    /// The byte offset of `word` at or after another offset; that offset itself
    /// when the word is not there.
    pub(super) fn find(&self, from: usize, word: &str) -> usize {
        let after = self.text.get(from..).and_then(|text| text.find(word));
        after.map_or(from, |at| from + at)
    }

    /// An issue at a byte offset.
    pub(super) fn issue(
        &self,
        offset: usize,
        code: IssueCode,
        detail: impl Into<String>,
    ) -> PackIssue {
        PackIssue {
            file: self.file.to_owned(),
            line: self.line(offset),
            code,
            detail: detail.into(),
            suggestion: None,
        }
    }
}

struct Reader<'a> {
    files: &'a PackFiles,
    depth: Depth,
    issues: Vec<PackIssue>,
}

impl<'a> Reader<'a> {
    fn pack(&mut self, id: &str) -> Option<Pack> {
        let head: RawPack = self.required(&format!("{id}/pack.toml"))?;
        let sources: RawSources = self
            .required(&format!("{id}/sources.toml"))
            .unwrap_or_default();
        let instruments: RawInstruments = self
            .required(&format!("{id}/instruments.toml"))
            .unwrap_or_default();
        let misquotations: RawMisquotations = self
            .optional(&format!("{id}/misquotations.toml"))
            .unwrap_or_default();

        let head_path = format!("{id}/pack.toml");
        let place = self.place(&head_path);
        let mut pack = Pack {
            id: head.id.get_ref().clone(),
            title: head.title.get_ref().clone(),
            version: head.version.clone(),
            jurisdiction: head.jurisdiction.clone(),
            checked_on: *head.checked_on.get_ref(),
            checked_line: place.line(head.checked_on.span().start),
            covers_from: head.covers_from,
            covers_to: head.covers_to.as_ref().map(|day| *day.get_ref()),
            rules: Vec::new(),
            instruments: instruments
                .instrument
                .iter()
                .map(|i| i.get_ref().clone())
                .collect(),
            sources: sources.source,
            misquotations: misquotations
                .misquotation
                .iter()
                .map(|m| m.get_ref().clone())
                .collect(),
            cases: Vec::new(),
            issues: Vec::new(),
        };
        if self.depth == Depth::Rules {
            pack.rules = self.rules(id);
            return Some(pack);
        }
        let written = WrittenPack {
            folder: id,
            head: &head,
            instruments: &instruments,
            misquotations: &misquotations,
            pack: &pack,
            files: self.files,
        };
        let mut found = Vec::new();
        for lint in lints::OF_PACKS {
            lint(&written, &mut found);
        }
        self.issues.append(&mut found);

        let mut cases: BTreeMap<String, Vec<WorkedCase>> = BTreeMap::new();
        for (path, slug) in self.inside(id, "cases") {
            let place = self.place(path);
            let read = case_file::read(&place, &slug);
            self.issues.extend(read.issues);
            cases.insert(slug, read.cases);
        }

        let mut written = Vec::new();
        for (path, stem) in self.inside(id, "rules") {
            let place = self.place(path);
            match toml::from_str::<RawRule>(place.text) {
                Ok(raw) => written.push((place, stem, raw)),
                Err(error) => {
                    self.issues.push(unreadable(&place, &error));
                    cases.remove(&stem);
                }
            }
        }
        let siblings: Siblings<'_> = written.iter().map(|(_, _, raw)| raw).collect();
        let mut seen = BTreeSet::new();
        for (place, stem, raw) in &written {
            let slug = raw.slug.get_ref();
            let mut found = Vec::new();
            if slug != stem {
                found.push(place.issue(raw.slug.span().start, IssueCode::SlugNotFileName, slug));
            }
            if !seen.insert(slug) {
                found.push(place.issue(raw.slug.span().start, IssueCode::DuplicateSlug, slug));
            }
            let worked = cases.remove(slug);
            let rule = build(place, raw, &mut found);
            for lint in lints::ALL {
                lint(
                    &Written {
                        place,
                        raw,
                        pack: &pack,
                        cases: worked.as_deref(),
                        siblings: &siblings,
                    },
                    &mut found,
                );
            }
            if found.is_empty() {
                pack.rules.extend(rule);
                pack.cases.extend(worked.unwrap_or_default());
            }
            self.issues.extend(found);
        }
        for slug in cases.keys() {
            let file = format!("{id}/cases/{slug}.toml");
            let place = Place {
                file: &file,
                text: "",
            };
            self.issues
                .push(place.issue(0, IssueCode::OrphanCases, slug));
        }
        pack.rules.sort_by(|a, b| a.slug.cmp(&b.slug));
        pack.cases.sort_by(|a, b| a.rule.cmp(&b.rule));
        Some(pack)
    }

    /// The rules alone; one with a problem is left out.
    fn rules(&self, id: &str) -> Vec<Rule> {
        let read = |(path, _): (&str, String)| {
            let place = self.place(path);
            let raw = toml::from_str::<RawRule>(place.text).ok()?;
            let mut found = Vec::new();
            let rule = build(&place, &raw, &mut found)?;
            found.is_empty().then_some(rule)
        };
        let mut rules: Vec<Rule> = self
            .inside(id, "rules")
            .into_iter()
            .filter_map(read)
            .collect();
        rules.sort_by(|a, b| a.slug.cmp(&b.slug));
        rules
    }

    /// Files `<id>/<folder>/<stem>.toml` with their stems.
    fn inside(&self, id: &str, folder: &str) -> Vec<(&'a str, String)> {
        let start = format!("{id}/{folder}/");
        let stem = |path: &str| Some(path.strip_prefix(&start)?.strip_suffix(".toml")?.to_owned());
        self.files
            .keys()
            .filter_map(|path| Some((path.as_str(), stem(path)?)))
            .collect()
    }

    fn place<'p>(&self, path: &'p str) -> Place<'p>
    where
        'a: 'p,
    {
        Place {
            file: path,
            text: self.files.get(path).map_or("", String::as_str),
        }
    }

    fn required<T: DeserializeOwned>(&mut self, path: &str) -> Option<T> {
        if !self.files.contains_key(path) {
            let place = Place {
                file: path,
                text: "",
            };
            self.issues
                .push(place.issue(0, IssueCode::MissingFile, path));
        }
        self.optional(path)
    }

    fn optional<T: DeserializeOwned>(&mut self, path: &str) -> Option<T> {
        let (path, text) = self.files.get_key_value(path)?;
        match toml::from_str(text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.issues
                    .push(unreadable(&Place { file: path, text }, &error));
                None
            }
        }
    }
}

pub(super) fn unreadable(place: &Place<'_>, error: &toml::de::Error) -> PackIssue {
    place.issue(
        error.span().map_or(0, |span| span.start),
        IssueCode::Unreadable,
        error.message(),
    )
}

/// The rule as the program uses it, or the problems that keep it from being one.
fn build(place: &Place<'_>, raw: &RawRule, found: &mut Vec<PackIssue>) -> Option<Rule> {
    let lenders = codes(
        place,
        &raw.scope.lenders,
        LenderType::from_code,
        LenderType::ALL.iter().map(|l| l.code()),
        found,
    );
    let channels = codes(
        place,
        &raw.scope.channels,
        Channel::from_code,
        Channel::ALL.iter().map(|c| c.code()),
        found,
    );
    let check = kind(place, raw, found);
    let text = |words: &Option<toml::Spanned<RuleText>>| {
        words
            .as_ref()
            .map(|w| w.get_ref().clone())
            .unwrap_or_default()
    };
    Some(Rule {
        slug: raw.slug.get_ref().clone(),
        topic: raw.topic,
        kind: raw
            .kind
            .as_ref()
            .map(|kind| kind.get_ref().clone())
            .unwrap_or_default(),
        params: raw
            .params
            .iter()
            .flat_map(|params| params.get_ref())
            .map(|(name, value)| (name.clone(), plain(value)))
            .collect(),
        instrument: raw.instrument.get_ref().clone(),
        clause: raw.clause.get_ref().clone(),
        clause_note: raw.clause_note.as_ref().map(|note| note.get_ref().clone()),
        from: raw.from.as_ref().map(|day| *day.get_ref()),
        to: raw.to.as_ref().map(|day| *day.get_ref()),
        succeeds: raw.succeeds.as_ref().map(|slug| slug.get_ref().clone()),
        force: raw.force,
        grade: *raw.grade.get_ref(),
        engine: *raw.engine.get_ref(),
        nature: raw.nature,
        scope: Scope {
            lenders,
            network_credit: raw.scope.network_credit,
            member_of: raw.scope.member_of,
            channels,
            reached: raw.scope.reached,
            third_party_collector: raw.scope.third_party_collector,
        },
        sources: raw.sources.iter().map(|s| s.get_ref().clone()).collect(),
        texts: Texts {
            zh: text(&raw.zh),
            en: text(&raw.en),
        },
        check,
    })
}

/// A parameter as words: one for a value, one each for a list.
fn plain(value: &toml::Value) -> Vec<String> {
    match value {
        toml::Value::String(text) => vec![text.clone()],
        toml::Value::Array(items) => items.iter().flat_map(plain).collect(),
        other => vec![other.to_string()],
    }
}

fn kind(place: &Place<'_>, raw: &RawRule, found: &mut Vec<PackIssue>) -> Option<Kind> {
    let kind = raw.kind.as_ref()?;
    if !KINDS.contains(&kind.get_ref().as_str()) {
        let mut issue = place.issue(kind.span().start, IssueCode::UnknownKind, kind.get_ref());
        issue.suggestion = nearest(kind.get_ref(), KINDS.iter().copied());
        found.push(issue);
        return None;
    }
    let (at, params) = raw
        .params
        .as_ref()
        .map_or((kind.span().start, toml::Table::new()), |p| {
            (p.span().start, p.get_ref().clone())
        });
    match Kind::read(kind.get_ref(), params) {
        Ok(kind) => Some(kind),
        Err(error) => {
            let code = match error.message() {
                message if message.starts_with("unknown variant") => IssueCode::UnknownCode,
                message if message.starts_with("unknown field") => IssueCode::UnknownParam,
                _ => IssueCode::BadParams,
            };
            // The reader's message quotes the word first, then what it knows.
            let mut quoted = error.message().split('`').skip(1).step_by(2);
            let word = quoted.next();
            let at = word.map_or(at, |word| place.find(at, word));
            let mut issue = place.issue(at, code, error.message());
            issue.suggestion = word.and_then(|word| nearest(word, quoted));
            found.push(issue);
            None
        }
    }
}

fn codes<T>(
    place: &Place<'_>,
    written: &[toml::Spanned<String>],
    read: impl Fn(&str) -> Option<T>,
    known: impl Iterator<Item = &'static str> + Clone,
    found: &mut Vec<PackIssue>,
) -> Vec<T> {
    let mut out = Vec::new();
    for word in written {
        match read(word.get_ref()) {
            Some(member) => out.push(member),
            None => {
                let mut issue =
                    place.issue(word.span().start, IssueCode::UnknownCode, word.get_ref());
                issue.suggestion = nearest(word.get_ref(), known.clone());
                found.push(issue);
            }
        }
    }
    out
}
