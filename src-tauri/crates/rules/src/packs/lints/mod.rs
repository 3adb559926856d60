//! What is checked of a written rule beyond its form. Each lint is one
//! function; [`ALL`] is the list. To add one, write it and name it here.

mod cases;
mod dates;
mod references;
mod words;

use super::case_file::WorkedCase;
use super::issue::PackIssue;
use super::load::Place;
use super::pack::Pack;
use super::raw::RawRule;

/// A rule as written, with what surrounds it.
pub(super) struct Written<'a> {
    pub(super) place: &'a Place<'a>,
    pub(super) raw: &'a RawRule,
    /// The pack so far: instruments and sources are complete.
    pub(super) pack: &'a Pack,
    /// Its worked cases; `None` when there is no file.
    pub(super) cases: Option<&'a [WorkedCase]>,
}

type Lint = fn(&Written<'_>, &mut Vec<PackIssue>);

/// Every lint, in the order they run.
pub(super) const ALL: &[Lint] = &[
    references::instrument_is_known,
    references::sources_are_known,
    references::evaluated_rules_have_a_kind,
    dates::dates_are_in_order,
    dates::evaluated_rules_are_dated,
    dates::rule_lies_within_its_instrument,
    words::both_languages_are_complete,
    words::no_forbidden_word,
    words::memory_alone_is_never_active,
    cases::every_needed_case_is_there,
];
