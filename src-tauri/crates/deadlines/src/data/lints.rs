//! What no type can say of the files: that ids are known, that every state can be
//! reached and left, that nothing known from memory alone is given as law.

use std::collections::BTreeSet;

use chrono::{Datelike, Weekday};
use domain::{Day, Stage};

use super::Procedures;
use super::issue::{DataIssue, DataIssueCode as Code, nearest};
use super::load::{DataFiles, line_at};
use crate::calendar::HolidayYear;
use crate::channel::Problem;
use crate::paper::PaperKind;
use crate::proceeding::{DeadlineForce, Procedure};
use crate::words::LawGrade;

/// Letters that answer a step. Those without a template yet are offered once they have
/// one; a name that is not here is a slip of the pen.
pub(crate) const LETTERS: &[&str] = &[
    "ask-statement",
    "complaint-lender",
    "complaint-regulator",
    "confirm-agreement",
    "credit-objection",
    "defence",
    "dispute-amount",
    "extension-request",
    "information-request",
    "instalment-request",
    "jurisdiction-objection",
    "payment-order-objection",
    "reduction-request",
    "report-violation",
    "settlement-offer",
    "stop-auto-debit",
    "stop-third-party",
    "third-party-statement",
];

/// Words this product does not use (docs/STYLE.md), and signs of stale text.
const FORBIDDEN: &[&str] = &["停息挂账", "反催收", "话术", "TODO"];

/// Grounds the count names.
const GROUNDS: &[&str] = &[
    "period-start",
    "period-end-month",
    "period-holiday",
    "period-end-time",
    "period-mail",
    "workdays",
];

/// The files and what came of them.
pub(super) struct Written<'a> {
    pub(super) files: &'a DataFiles,
    pub(super) law: &'a Procedures,
    pub(super) years: &'a [(String, HolidayYear)],
    pub(super) proceedings: &'a [(String, Procedure)],
}

struct Issues<'a> {
    file: &'a str,
    text: &'a str,
    out: Vec<DataIssue>,
}

impl Issues<'_> {
    fn add(&mut self, near: &str, code: Code, detail: impl Into<String>) -> &mut DataIssue {
        let line = self.text.find(near).map_or(1, |at| line_at(self.text, at));
        self.out.push(DataIssue {
            file: self.file.to_owned(),
            line,
            code,
            detail: detail.into(),
            suggestion: None,
        });
        let last = self.out.len() - 1;
        &mut self.out[last]
    }

    fn known<'k>(
        &mut self,
        word: &str,
        known: impl IntoIterator<Item = &'k str> + Clone,
        code: Code,
    ) {
        if !known.clone().into_iter().any(|one| one == word) {
            let near = nearest(word, known);
            self.add(&format!("\"{word}\""), code, word).suggestion = near;
        }
    }
}

pub(super) fn check(written: &Written<'_>) -> Vec<DataIssue> {
    let mut out = Vec::new();
    for (path, text) in written.files {
        out.extend(words(path, text));
    }
    for (path, value) in written.years {
        let text = written.files.get(path).map_or("", String::as_str);
        out.extend(year(path, text, value));
        if value.grade.is_none() || value.sources.is_empty() || value.notices.is_empty() {
            let mut issues = Issues {
                file: path,
                text,
                out: Vec::new(),
            };
            issues.add("year", Code::GroundMissing, "grade, sources, notice");
            out.extend(issues.out);
        }
    }
    let mut seen = BTreeSet::new();
    for (path, one) in written.proceedings {
        let text = written.files.get(path).map_or("", String::as_str);
        let mut issues = Issues {
            file: path,
            text,
            out: Vec::new(),
        };
        if !path.ends_with(&format!("/{}.toml", one.id)) {
            issues.add(&one.id, Code::IdNotFileName, &one.id);
        }
        if !seen.insert(one.order) {
            issues.add("order", Code::DuplicateId, one.order.to_string());
        }
        graph(&mut issues, one);
        deadlines(&mut issues, written.law, one);
        others(&mut issues, written.law, one);
        out.extend(issues.out);
    }
    out.extend(whole(written));
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
        for word in FORBIDDEN {
            if line.contains(word) {
                add(Code::ForbiddenWord, word);
            }
        }
    }
    out
}

/// The notice of one year.
pub(super) fn year(path: &str, text: &str, value: &HolidayYear) -> Vec<DataIssue> {
    let mut issues = Issues {
        file: path,
        text,
        out: Vec::new(),
    };
    let belongs =
        |day: Day| day.year() == value.year || (day.year() == value.year - 1 && day.month() == 12);
    let weekend = |day: Day| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    if value.verified_to.year() != value.year {
        issues.add(
            "verified_to",
            Code::OutsideYear,
            value.verified_to.to_string(),
        );
    }
    let mut off = BTreeSet::new();
    for holiday in &value.holidays {
        let (from, to) = (holiday.from, holiday.to);
        if to < from {
            issues.add(&to.to_string(), Code::DatesReversed, to.to_string());
            continue;
        }
        for day in [from, to].into_iter().chain(holiday.work.iter().copied()) {
            if !belongs(day) {
                issues.add(&day.to_string(), Code::OutsideYear, day.to_string());
            }
        }
        off.extend(from.iter_days().take_while(|day| *day <= to).take(60));
    }
    for day in value.holidays.iter().flat_map(|holiday| &holiday.work) {
        if !weekend(*day) {
            issues.add(&day.to_string(), Code::NotAWeekend, day.to_string());
        }
        if off.contains(day) {
            issues.add(&day.to_string(), Code::OffAndWorked, day.to_string());
        }
    }
    issues.out
}

/// Every state is reached from the start and leads to an end.
fn graph(issues: &mut Issues<'_>, one: &Procedure) {
    let ids: Vec<&str> = one.states.iter().map(|state| state.id.as_str()).collect();
    issues.known(&one.start, ids.iter().copied(), Code::UnknownState);
    let mut ways = BTreeSet::new();
    for step in &one.steps {
        for id in step.from.iter().chain(&step.to) {
            issues.known(id, ids.iter().copied(), Code::UnknownState);
        }
        for from in &step.from {
            if !ways.insert((from.as_str(), step.event)) {
                let detail = format!("{from}: {}", step.event.code());
                issues.add(step.event.code(), Code::TwoWays, detail);
            }
        }
    }
    let edges = || {
        one.steps.iter().flat_map(|step| {
            let to = step.to.as_deref();
            step.from
                .iter()
                .filter_map(move |from| to.map(|to| (from.as_str(), to)))
        })
    };
    let spread = |start: BTreeSet<&str>, forward: bool| {
        let mut found: BTreeSet<String> = start.iter().map(|id| (*id).to_owned()).collect();
        loop {
            let before = found.len();
            for (from, to) in edges() {
                let (near, far) = if forward { (from, to) } else { (to, from) };
                if found.contains(near) {
                    found.insert(far.to_owned());
                }
            }
            if found.len() == before {
                return found;
            }
        }
    };
    let reached = spread(BTreeSet::from([one.start.as_str()]), true);
    let ends: BTreeSet<&str> = ids.iter().copied().filter(|id| one.ends_in(id)).collect();
    let leaving = spread(ends.clone(), false);
    let mut seen = BTreeSet::new();
    for state in &one.states {
        let near = format!("\"{}\"", state.id);
        if !seen.insert(&state.id) {
            issues.add(&near, Code::DuplicateId, &state.id);
        }
        if !reached.contains(&state.id) {
            issues.add(&near, Code::Unreachable, &state.id);
        }
        if !leaving.contains(&state.id) {
            issues.add(&near, Code::DeadState, &state.id);
        }
        // An end waits for nobody, and only an end does.
        let nobody = state.waits == crate::proceeding::Actor::Nobody;
        if nobody != ends.contains(state.id.as_str()) {
            issues.add(&near, Code::EndGoesOn, &state.id);
        }
        if let Some(letter) = &state.send {
            issues.known(letter, LETTERS.iter().copied(), Code::UnknownText);
        }
    }
}

fn deadlines(issues: &mut Issues<'_>, law: &Procedures, one: &Procedure) {
    let events: BTreeSet<_> = one.steps.iter().map(|step| step.event).collect();
    let mut seen = BTreeSet::new();
    for rule in &one.deadlines {
        let near = format!("\"{}\"", rule.id);
        if !seen.insert(&rule.id) {
            issues.add(&near, Code::DuplicateId, &rule.id);
        }
        for event in rule.met_by.iter().chain(&rule.when).chain([&rule.after]) {
            if !events.contains(event) {
                issues.add(event.code(), Code::UnknownEvent, event.code());
            }
        }
        if let Some(other) = &rule.replaces {
            let ids = one.deadlines.iter().map(|rule| rule.id.as_str());
            issues.known(other, ids, Code::UnknownDeadline);
        }
        if let Some(text) = &rule.instrument {
            let ids = law.texts.iter().map(|text| text.id.as_str());
            issues.known(text, ids, Code::UnknownText);
        }
        for source in &rule.sources {
            let ids = law.sources.iter().map(|source| source.id.as_str());
            issues.known(source, ids, Code::UnknownSource);
        }
        let grounded = rule.instrument.is_some() && !rule.sources.is_empty();
        match rule.force {
            DeadlineForce::Statutory => {
                if rule.grade == LawGrade::C {
                    issues.add(&near, Code::NotVerified, &rule.id);
                }
                if !grounded || rule.length.is_none() || rule.clause.is_empty() {
                    issues.add(&near, Code::GroundMissing, &rule.id);
                }
            }
            DeadlineForce::ToConfirm if rule.length.is_some() => {
                issues.add(&near, Code::NotVerified, &rule.id);
            }
            DeadlineForce::Given
                if rule.length.is_some() || !crate::proceeding::sets_a_day(rule.after) =>
            {
                issues.add(&near, Code::GroundMissing, &rule.id);
            }
            DeadlineForce::Reminder if rule.length.is_none() || rule.note.is_none() => {
                issues.add(&near, Code::GroundMissing, &rule.id);
            }
            _ => {}
        }
    }
}

/// What a proceeding says of others.
fn others(issues: &mut Issues<'_>, law: &Procedures, one: &Procedure) {
    let all = || {
        law.proceedings
            .iter()
            .map(|one| one.id.as_str())
            .collect::<Vec<_>>()
    };
    for rule in &one.first {
        issues.known(&rule.proceeding, all(), Code::UnknownProceeding);
        let Some(other) = law.proceeding(&rule.proceeding) else {
            continue;
        };
        for state in &rule.states {
            issues.known(
                state,
                other
                    .states
                    .iter()
                    .map(|s| s.id.as_str())
                    .collect::<Vec<_>>(),
                Code::UnknownState,
            );
        }
        for id in &rule.overdue {
            issues.known(
                id,
                other
                    .deadlines
                    .iter()
                    .map(|d| d.id.as_str())
                    .collect::<Vec<_>>(),
                Code::UnknownDeadline,
            );
        }
        if let Some(text) = &rule.instrument {
            issues.known(
                text,
                law.texts.iter().map(|t| t.id.as_str()).collect::<Vec<_>>(),
                Code::UnknownText,
            );
        } else if rule.grade != LawGrade::C && !rule.clause.is_empty() {
            issues.add(&rule.proceeding, Code::GroundMissing, &rule.proceeding);
        }
    }
    for rule in &one.next {
        issues.known(&rule.proceeding, all(), Code::UnknownProceeding);
        for state in &rule.states {
            issues.known(
                state,
                one.states.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(),
                Code::UnknownState,
            );
        }
        for id in &rule.overdue {
            issues.known(
                id,
                one.deadlines
                    .iter()
                    .map(|d| d.id.as_str())
                    .collect::<Vec<_>>(),
                Code::UnknownDeadline,
            );
        }
    }
}

/// What concerns several files.
fn whole(written: &Written<'_>) -> Vec<DataIssue> {
    let law = written.law;
    let mut issues = Issues {
        file: "cn",
        text: "",
        out: Vec::new(),
    };
    for slug in GROUNDS {
        if law.ground(slug).is_none() {
            issues.add("", Code::GroundUnknown, *slug);
        }
    }
    for text in &law.texts {
        for source in &text.sources {
            let ids: Vec<&str> = law.sources.iter().map(|s| s.id.as_str()).collect();
            issues.known(source, ids, Code::UnknownSource);
        }
    }
    for ground in &law.grounds {
        for id in &ground.instruments {
            let ids: Vec<&str> = law.texts.iter().map(|t| t.id.as_str()).collect();
            issues.known(id, ids, Code::UnknownText);
        }
    }
    for kind in PaperKind::ALL {
        if !law.papers.iter().any(|paper| paper.kind == *kind) {
            issues.add("", Code::CoverageMissing, kind.code());
        }
    }
    for stage in Stage::ALL {
        if !law.stages.iter().any(|guide| guide.stage == *stage) {
            issues.add("", Code::CoverageMissing, stage.code());
        }
    }
    for problem in Problem::ALL {
        if !law
            .channels
            .iter()
            .any(|channel| channel.problem == *problem)
        {
            issues.add("", Code::CoverageMissing, problem.code());
        }
    }
    let ids: Vec<&str> = law.proceedings.iter().map(|one| one.id.as_str()).collect();
    let stops = law
        .channels
        .iter()
        .flat_map(|c| c.first.iter().chain(&c.then));
    for id in stops.filter_map(|stop| stop.proceeding.as_deref()) {
        issues.known(id, ids.clone(), Code::UnknownProceeding);
    }
    let rules: Vec<String> = law
        .rules()
        .map(|(one, rule)| format!("{}.{}", one.id, rule.id))
        .collect();
    for paper in &law.papers {
        if let Some(id) = &paper.proceeding {
            issues.known(id, ids.clone(), Code::UnknownProceeding);
        }
        for clock in &paper.clocks {
            issues.known(
                clock,
                rules.iter().map(String::as_str).collect::<Vec<_>>(),
                Code::UnknownDeadline,
            );
        }
        for letter in &paper.letters {
            issues.known(letter, LETTERS.iter().copied(), Code::UnknownText);
        }
        for point in paper.does.iter().chain(&paper.does_not) {
            if let Some(text) = &point.instrument {
                issues.known(
                    text,
                    law.texts.iter().map(|t| t.id.as_str()).collect::<Vec<_>>(),
                    Code::UnknownText,
                );
            }
            if point.grade == Some(LawGrade::C) {
                issues.add("", Code::NotVerified, paper.kind.code());
            }
        }
    }
    for guide in &law.stages {
        for id in &guide.proceedings {
            issues.known(id, ids.clone(), Code::UnknownProceeding);
        }
        for letter in &guide.letters {
            issues.known(letter, LETTERS.iter().copied(), Code::UnknownText);
        }
    }
    issues.out
}
