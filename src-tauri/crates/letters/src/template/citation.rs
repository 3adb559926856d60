//! `citations.toml`: the provisions a letter may name. A template names one by its
//! id, so that no article is written into a text, and none is cited for a day on
//! which it was not in force.

use std::sync::OnceLock;

use domain::{Day, Lang};
use serde::Deserialize;

use super::manifest::from_toml;
use super::{EMBEDDED, TemplateProblem, Words};

const FILE: &str = "citations.toml";

/// A provision a letter may name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Permanent name.
    pub id: String,
    /// The instrument; in Chinese in book-title marks.
    pub instrument: Words,
    /// The clause.
    pub clause: Words,
    /// First day on which it may be cited.
    pub from: Day,
    /// Last day, if it is no longer in force.
    #[serde(default)]
    pub to: Option<Day>,
    /// How well it was verified.
    pub grade: CitationGrade,
    /// Where it was read.
    pub source: String,
}

/// How well a provision was verified. What stands on memory alone is not cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum CitationGrade {
    /// The text was read.
    A,
    /// Consistent secondary sources; marked so where it is cited.
    B,
}

impl Citation {
    /// Is it in force on a day?
    pub fn in_force(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// As a letter names it; what is not fully verified says so.
    pub fn words(&self, lang: Lang) -> String {
        let (instrument, clause) = (self.instrument.get(lang), self.clause.get(lang));
        let named = match lang {
            Lang::ZhCn => format!("{instrument}{clause}"),
            Lang::En => format!("{clause} of the {instrument}"),
        };
        match (self.grade, lang) {
            (CitationGrade::A, _) => named,
            (CitationGrade::B, Lang::ZhCn) => format!("{named}（待核）"),
            (CitationGrade::B, Lang::En) => format!("{named} (to be verified)"),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    citation: Vec<Citation>,
}

/// Every provision, in the order of the file.
pub fn citations() -> &'static [Citation] {
    &read().0
}

/// The provision with this id.
pub(super) fn find(id: &str) -> Option<&'static Citation> {
    citations().iter().find(|citation| citation.id == id)
}

pub(super) fn problems() -> &'static [TemplateProblem] {
    &read().1
}

fn read() -> &'static (Vec<Citation>, Vec<TemplateProblem>) {
    static READ: OnceLock<(Vec<Citation>, Vec<TemplateProblem>)> = OnceLock::new();
    READ.get_or_init(|| {
        let mut problems = Vec::new();
        let text = EMBEDDED
            .get_file(FILE)
            .and_then(|file| file.contents_utf8());
        let raw: Option<Raw> = from_toml(FILE, text.unwrap_or_default(), &mut problems);
        (raw.map(|raw| raw.citation).unwrap_or_default(), problems)
    })
}
