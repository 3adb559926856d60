//! One pack, loaded and checked.

use domain::Day;

use super::case_file::WorkedCase;
use super::issue::{IssueCode, PackIssue};
use super::rule::{Both, Instrument, Misquotation, Rule, Source};

/// Days after which a pack's check against its sources counts as old.
const STALE_AFTER: i64 = 180;

/// The law of one jurisdiction about one matter, as dated data.
#[derive(Clone, Debug)]
pub struct Pack {
    pub(crate) id: String,
    pub(crate) title: Both,
    pub(crate) version: String,
    pub(crate) jurisdiction: String,
    pub(crate) checked_on: Day,
    /// Line of `checked_on` in pack.toml, for the warning about it.
    pub(crate) checked_line: u32,
    pub(crate) covers_from: Day,
    pub(crate) covers_to: Option<Day>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) instruments: Vec<Instrument>,
    pub(crate) sources: Vec<Source>,
    pub(crate) misquotations: Vec<Misquotation>,
    pub(crate) cases: Vec<WorkedCase>,
    pub(crate) issues: Vec<PackIssue>,
}

impl Pack {
    /// Permanent id, the name of its folder.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Title.
    pub fn title(&self) -> &Both {
        &self.title
    }

    /// Version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Country code of the law.
    pub fn jurisdiction(&self) -> &str {
        &self.jurisdiction
    }

    /// Day the texts were last checked against their sources.
    pub fn checked_on(&self) -> Day {
        self.checked_on
    }

    /// Was the last check against the sources more than 180 days before `today`?
    pub fn stale(&self, today: Day) -> bool {
        (today - self.checked_on).num_days() > STALE_AFTER
    }

    /// What an author should see to although the pack loads.
    pub fn warnings(&self, today: Day) -> Vec<PackIssue> {
        let stale = PackIssue {
            file: format!("{}/pack.toml", self.id),
            line: self.checked_line,
            code: IssueCode::StaleCheck,
            detail: self.checked_on.to_string(),
            suggestion: None,
        };
        self.stale(today).then_some(stale).into_iter().collect()
    }

    /// Does the pack claim to know the law of `day`?
    pub fn covers(&self, day: Day) -> bool {
        self.covers_from <= day && self.covers_to.is_none_or(|to| day <= to)
    }

    /// First day the pack claims to cover, and the last if there is one.
    pub fn covered(&self) -> (Day, Option<Day>) {
        (self.covers_from, self.covers_to)
    }

    /// Every rule that loaded, by slug. For a library that is shown to people
    /// keep those with [`Rule::shown`].
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule with this slug.
    pub fn rule(&self, slug: &str) -> Option<&Rule> {
        let at = self
            .rules
            .binary_search_by(|rule| rule.slug.as_str().cmp(slug));
        at.ok().and_then(|i| self.rules.get(i))
    }

    /// The rules of one conduct over time, oldest first, with the one of this
    /// slug among them. Empty when nothing came before it or after.
    pub fn history(&self, slug: &str) -> Vec<&Rule> {
        let Some(rule) = self.rule(slug) else {
            return Vec::new();
        };
        let before = |rule: &&Rule| self.rule(rule.succeeds.as_deref()?);
        let after = |rule: &&Rule| {
            let next = |other: &&Rule| other.succeeds.as_deref() == Some(rule.slug.as_str());
            self.rules.iter().find(next)
        };
        let mut all: Vec<&Rule> = std::iter::successors(before(&rule), before).collect();
        all.reverse();
        all.push(rule);
        all.extend(std::iter::successors(after(&rule), after));
        if all.len() > 1 { all } else { Vec::new() }
    }

    /// Every instrument.
    pub fn instruments(&self) -> &[Instrument] {
        &self.instruments
    }

    /// The instrument with this id.
    pub fn instrument(&self, id: &str) -> Option<&Instrument> {
        self.instruments
            .iter()
            .find(|instrument| instrument.id == id)
    }

    /// Every source.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Claims that are often repeated and are wrong.
    pub fn misquotations(&self) -> &[Misquotation] {
        &self.misquotations
    }

    /// The worked cases of all rules.
    pub fn worked_cases(&self) -> &[WorkedCase] {
        &self.cases
    }

    /// What is wrong with the pack's files. A rule with a problem is left out.
    pub fn issues(&self) -> &[PackIssue] {
        &self.issues
    }
}
