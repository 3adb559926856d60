//! What is checked beyond the form of the files, one file per concern. Each lint
//! is one function; [`ALL`] lists those that look at a rule, [`OF_PACKS`] those
//! that look at what the rules share. To add one, write it and name it there.

mod cases;
mod citations;
mod dates;
mod families;
mod instruments;
mod marks;
mod reach;
mod references;
mod words;

use super::case_file::WorkedCase;
use super::issue::PackIssue;
use super::load::{PackFiles, Place};
use super::pack::Pack;
use super::raw::{RawInstruments, RawMisquotations, RawPack, RawRule};

/// Every rule of the pack that could be read.
pub(super) type Siblings<'a> = Vec<&'a RawRule>;

/// A rule as written, with what surrounds it.
pub(super) struct Written<'a> {
    pub(super) place: &'a Place<'a>,
    pub(super) raw: &'a RawRule,
    /// The pack so far: instruments and sources are complete.
    pub(super) pack: &'a Pack,
    /// Its worked cases; `None` when there is no file.
    pub(super) cases: Option<&'a [WorkedCase]>,
    /// The rules beside it, itself among them.
    pub(super) siblings: &'a Siblings<'a>,
}

/// What the rules of a pack share, as written.
pub(super) struct WrittenPack<'a> {
    /// Name of its folder.
    pub(super) folder: &'a str,
    pub(super) head: &'a RawPack,
    pub(super) instruments: &'a RawInstruments,
    pub(super) misquotations: &'a RawMisquotations,
    pub(super) pack: &'a Pack,
    pub(super) files: &'a PackFiles,
}

impl<'a> WrittenPack<'a> {
    /// Calls `work` with one of the pack's files.
    pub(super) fn at<T>(&self, name: &str, work: impl FnOnce(&Place<'_>) -> T) -> T {
        let file = format!("{}/{name}", self.folder);
        let text = self.files.get(&file).map_or("", String::as_str);
        work(&Place { file: &file, text })
    }
}

type Lint = fn(&Written<'_>, &mut Vec<PackIssue>);
type PackLint = fn(&WrittenPack<'_>, &mut Vec<PackIssue>);

/// Every lint of a rule, in the order they run.
pub(super) const ALL: &[Lint] = &[
    references::instrument_is_known,
    references::sources_are_known,
    references::evaluated_rules_have_a_kind,
    references::evaluated_rules_have_a_topic,
    dates::dates_are_in_order,
    dates::evaluated_rules_are_dated,
    dates::rule_lies_within_its_instrument,
    families::rule_follows_the_one_it_succeeds,
    words::both_languages_are_complete,
    words::allowed_says_something,
    words::no_forbidden_word,
    words::memory_alone_is_never_active,
    citations::what_a_rule_cites_was_read,
    cases::every_needed_case_is_there,
    cases::one_case_shows_when_it_is_quiet,
    reach::some_contact_can_be_judged,
    reach::some_case_shows_it_finding_something,
];

/// Every lint of what the rules share.
pub(super) const OF_PACKS: &[PackLint] = &[
    instruments::pack_is_named_and_dated,
    instruments::ids_are_unique,
    instruments::instruments_are_complete,
    instruments::instruments_follow_each_other,
    citations::what_a_pack_cites_was_read,
    marks::marks_tell_the_examples_apart,
];
