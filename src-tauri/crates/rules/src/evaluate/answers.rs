//! The answers a case holds, found by what they are about.

use domain::{Answer, FactKey, Subject, Tri};
use rustc_hash::FxHashMap;

/// What an answer can be about, without owning it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum About<'a> {
    Contact(&'a str),
    Number(&'a str),
    Debt(&'a str),
    Party(&'a str),
    Person(&'a str),
}

impl<'a> From<&'a Subject> for About<'a> {
    fn from(subject: &'a Subject) -> Self {
        match subject {
            Subject::Contact(id) => Self::Contact(id.as_str()),
            Subject::Number(number) => Self::Number(number.as_str()),
            Subject::Debt(id) => Self::Debt(id.as_str()),
            Subject::Party(id) => Self::Party(id.as_str()),
            Subject::Person(id) => Self::Person(id.as_str()),
        }
    }
}

impl From<About<'_>> for Subject {
    fn from(about: About<'_>) -> Self {
        match about {
            About::Contact(id) => Self::Contact(id.into()),
            About::Number(number) => Self::Number(number.to_owned().into()),
            About::Debt(id) => Self::Debt(id.into()),
            About::Party(id) => Self::Party(id.into()),
            About::Person(id) => Self::Person(id.into()),
        }
    }
}

/// All answers; a later answer to the same fact replaces the earlier one.
pub(crate) struct Answers<'a>(FxHashMap<(FactKey, About<'a>), &'a Answer>);

impl<'a> Answers<'a> {
    pub(crate) fn new(answers: &'a [Answer]) -> Self {
        Self(
            answers
                .iter()
                .map(|a| ((a.fact.key, About::from(&a.fact.subject)), a))
                .collect(),
        )
    }

    /// The answer about the first of these subjects that has one.
    pub(crate) fn find(
        &self,
        key: FactKey,
        about: impl IntoIterator<Item = About<'a>>,
    ) -> Option<&'a Answer> {
        if self.0.is_empty() {
            return None;
        }
        about
            .into_iter()
            .find_map(|subject| self.0.get(&(key, subject)).copied())
    }

    pub(crate) fn tri(&self, key: FactKey, about: impl IntoIterator<Item = About<'a>>) -> Tri {
        self.find(key, about)
            .map_or(Tri::Unknown, |answer| answer.value)
    }

    /// The choices of the answer; `None` when nobody answered.
    pub(crate) fn choices(
        &self,
        key: FactKey,
        about: impl IntoIterator<Item = About<'a>>,
    ) -> Option<&'a [String]> {
        self.find(key, about)
            .and_then(|answer| answer.choices.as_deref())
    }
}
