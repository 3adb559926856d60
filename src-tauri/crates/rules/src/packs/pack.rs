//! One pack, loaded and checked.

use domain::Day;

use super::case_file::WorkedCase;
use super::issue::PackIssue;
use super::rule::{Both, Instrument, Misquotation, Rule, Source};

/// The law of one jurisdiction about one matter, as dated data.
#[derive(Clone, Debug)]
pub struct Pack {
    pub(crate) id: String,
    pub(crate) title: Both,
    pub(crate) version: String,
    pub(crate) jurisdiction: String,
    pub(crate) checked_on: Day,
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
