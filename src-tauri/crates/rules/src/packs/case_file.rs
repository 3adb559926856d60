//! Worked cases: small situations with the verdict they must get, written in
//! the field names of the case file and read by people who do not program.
//!
//! A file states under `[shared]` what its cases have in common (`lender`,
//! `debt`, `contact`, …) and then gives one `[[case]]` each, which lists its
//! contacts and under `but` what is different in it. Times without an offset
//! are Beijing time; a list of times makes one contact each.

use domain::{CASE_FORMAT, Case, FactKey};
use serde::Deserialize;
use toml::{Spanned, Table, Value};

use super::issue::{IssueCode, PackIssue};
use super::load::{Place, unreadable};
use super::pack::Pack;
use crate::evaluate::{Verdict, Why, evaluate};

/// What a worked case is there to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proves {
    /// The day before the rule, or the covered period, begins.
    DayBefore,
    /// The first day.
    FirstDay,
    /// The last value that is allowed, or the first that is not.
    Boundary,
    /// What is asked when a fact is not known.
    MissingFact,
    /// An exception of the rule.
    Exception,
    /// Whom or what the rule does not cover.
    Scope,
    /// The day after the rule ended.
    DayAfter,
}

impl Proves {
    /// The code as it is written in the file.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DayBefore => "day_before",
            Self::FirstDay => "first_day",
            Self::Boundary => "boundary",
            Self::MissingFact => "missing_fact",
            Self::Exception => "exception",
            Self::Scope => "scope",
            Self::DayAfter => "day_after",
        }
    }
}

/// A situation and what the rule must say about it.
#[derive(Clone, Debug)]
pub struct WorkedCase {
    /// Slug of the rule.
    pub rule: String,
    /// Where it is written in the rule's file of cases, 1-based.
    pub line: u32,
    /// What happens in it, in a few words.
    pub name: String,
    /// What it is there to show.
    pub proves: Proves,
    /// The situation.
    pub case: Case,
    /// The rule's gravest verdict.
    pub verdict: Verdict,
    /// Why it does not apply, if it does not.
    pub why: Option<Why>,
    /// Exactly the facts asked for, in any order; `None`: not checked.
    pub missing: Option<Vec<FactKey>>,
    /// How many findings are flagged; `None`: not checked.
    pub flagged: Option<usize>,
}

impl WorkedCase {
    /// What the rule says of the situation that it should not say, in words for
    /// an author of packs. `None`: it comes out as written.
    pub fn mismatch(&self, pack: &Pack) -> Option<String> {
        let said = evaluate(std::slice::from_ref(pack), &self.case, None);
        let of_rule: Vec<_> = said
            .findings
            .iter()
            .filter(|f| f.rule == self.rule)
            .collect();
        let gravest = of_rule.iter().map(|f| f.verdict).max();
        let mut missing: Vec<FactKey> = of_rule
            .iter()
            .flat_map(|f| &f.missing)
            .map(|fact| fact.key)
            .collect();
        missing.sort_unstable();
        missing.dedup();
        let wanted = self.missing.clone().map(|mut keys| {
            keys.sort_unstable();
            keys
        });
        let flagged = of_rule
            .iter()
            .filter(|f| f.verdict == Verdict::Flagged)
            .count();
        let whys: Vec<Why> = of_rule.iter().filter_map(|f| f.why).collect();
        let complaint = if gravest != Some(self.verdict) {
            format!(
                "is {gravest:?} instead of {:?} ({whys:?}, {missing:?})",
                self.verdict
            )
        } else if self.why.is_some_and(|why| !whys.contains(&why)) {
            format!("does not apply for {whys:?} instead of {:?}", self.why)
        } else if wanted.is_some_and(|keys| keys != missing) {
            format!("asks for {missing:?} instead of {:?}", self.missing)
        } else if self.flagged.is_some_and(|count| count != flagged) {
            format!("flags {flagged} instead of {:?}", self.flagged)
        } else {
            return None;
        };
        Some(format!(
            "{}/{}: “{}” {complaint}",
            pack.id(),
            self.rule,
            self.name
        ))
    }
}

/// The cases of one file and what is wrong with it.
pub(super) struct Read {
    pub(super) cases: Vec<WorkedCase>,
    pub(super) issues: Vec<PackIssue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    shared: Situation,
    case: Vec<Spanned<RawCase>>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Situation {
    borrower: Table,
    lender: Table,
    debt: Table,
    contact: Table,
    parties: Vec<Value>,
    debts: Vec<Value>,
    people: Vec<Value>,
    numbers: Vec<Value>,
    agreements: Vec<Value>,
    payments: Vec<Value>,
    notices: Vec<Value>,
    answers: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCase {
    name: String,
    proves: Proves,
    contacts: Vec<Table>,
    #[serde(default)]
    but: Situation,
    verdict: Verdict,
    why: Option<Why>,
    missing: Option<Vec<FactKey>>,
    flagged: Option<usize>,
}

pub(super) fn read(place: &Place<'_>, rule: &str) -> Read {
    let file: RawFile = match toml::from_str(place.text) {
        Ok(file) => file,
        Err(error) => {
            return Read {
                cases: Vec::new(),
                issues: vec![unreadable(place, &error)],
            };
        }
    };
    let mut out = Read {
        cases: Vec::new(),
        issues: Vec::new(),
    };
    for raw in file.case {
        let at = raw.span().start;
        let raw = raw.into_inner();
        let broken = |detail: String| place.issue(at, IssueCode::CaseBroken, detail);
        match situation(&file.shared, raw.but, raw.contacts) {
            Err(error) => out
                .issues
                .push(broken(format!("{}: {}", raw.name, error.message()))),
            Ok(case) => {
                out.issues
                    .extend(case.problems().into_iter().map(|problem| {
                        broken(format!(
                            "{}: {} {:?}",
                            raw.name, problem.field, problem.code
                        ))
                    }));
                out.cases.push(WorkedCase {
                    rule: rule.to_owned(),
                    line: place.line(at),
                    name: raw.name,
                    proves: raw.proves,
                    case,
                    verdict: raw.verdict,
                    why: raw.why,
                    missing: raw.missing,
                    flagged: raw.flagged,
                });
            }
        }
    }
    out
}

fn situation(
    shared: &Situation,
    but: Situation,
    contacts: Vec<Table>,
) -> Result<Case, toml::de::Error> {
    let mut lender = table([("id", "lender"), ("name", "示例机构"), ("role", "lender")]);
    lender.extend(shared.lender.clone());
    lender.extend(but.lender);
    let mut parties = vec![Value::Table(lender)];
    parties.extend(either(but.parties, &shared.parties));

    let mut debt = table([
        ("id", "debt"),
        ("lender", "lender"),
        ("lender_type", "bank_card"),
    ]);
    debt.extend(shared.debt.clone());
    debt.extend(but.debt);
    let mut debts = vec![Value::Table(debt)];
    debts.extend(either(but.debts, &shared.debts));

    let mut base = table([("channel", "call"), ("direction", "incoming")]);
    base.extend(shared.contact.clone());
    base.extend(but.contact);
    let mut rows = Vec::new();
    for contact in contacts {
        let mut row = base.clone();
        row.extend(contact);
        let times = match row.remove("at") {
            Some(Value::Array(times)) => times,
            Some(time) => vec![time],
            None => Vec::new(),
        };
        for time in times {
            let mut row = row.clone();
            row.insert("at".to_owned(), beijing(time));
            if !row.contains_key("id") {
                row.insert(
                    "id".to_owned(),
                    Value::String(format!("c{}", rows.len() + 1)),
                );
            }
            rows.push(Value::Table(row));
        }
    }

    let mut borrower = shared.borrower.clone();
    borrower.extend(but.borrower);
    let mut case = table([("format", CASE_FORMAT)]);
    case.insert("borrower".to_owned(), Value::Table(borrower));
    for (field, list) in [
        ("parties", parties),
        ("debts", debts),
        ("contacts", rows),
        ("people", either(but.people, &shared.people)),
        ("numbers", either(but.numbers, &shared.numbers)),
        ("agreements", either(but.agreements, &shared.agreements)),
        ("payments", either(but.payments, &shared.payments)),
        ("notices", either(but.notices, &shared.notices)),
        ("answers", either(but.answers, &shared.answers)),
    ] {
        case.insert(field.to_owned(), Value::Array(list));
    }
    Value::Table(case).try_into()
}

fn table<const N: usize>(entries: [(&str, &str); N]) -> Table {
    entries
        .map(|(key, value)| (key.to_owned(), Value::String(value.to_owned())))
        .into_iter()
        .collect()
}

/// A list a case gives replaces the one its file gives.
fn either(own: Vec<Value>, shared: &[Value]) -> Vec<Value> {
    if own.is_empty() { shared.to_vec() } else { own }
}

/// `2026-03-01 22:30:00` is Beijing time; anything else is left as it is.
fn beijing(time: Value) -> Value {
    match time {
        Value::String(text) if text.contains(' ') => {
            Value::String(format!("{}+08:00", text.replacen(' ', "T", 1)))
        }
        other => other,
    }
}
