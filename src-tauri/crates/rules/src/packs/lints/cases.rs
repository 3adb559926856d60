//! A rule without its worked cases does not load.

use std::collections::BTreeSet;

use super::Written;
use crate::evaluate::{Verdict, Why};
use crate::packs::case_file::Proves;
use crate::packs::issue::{IssueCode, PackIssue};
use crate::packs::vocabulary::Engine;

/// A rule is shown from at least so many sides.
const FEWEST_SORTS: usize = 4;

/// Rules that are decided from rows need all four; rules that only point
/// something out ask nothing, so they have no missing fact; rules of the
/// library are not evaluated at all.
pub(super) fn every_needed_case_is_there(written: &Written<'_>, found: &mut Vec<PackIssue>) {
    let Written {
        place, raw, cases, ..
    } = written;
    let needed: &[Proves] = match raw.engine.get_ref() {
        Engine::Auto => &[
            Proves::DayBefore,
            Proves::FirstDay,
            Proves::Boundary,
            Proves::MissingFact,
        ],
        Engine::Manual => &[Proves::DayBefore, Proves::FirstDay, Proves::Boundary],
        Engine::Info | Engine::Off => return,
    };
    let at = raw.slug.span().start;
    let Some(cases) = cases else {
        found.push(place.issue(at, IssueCode::CasesMissing, raw.slug.get_ref()));
        return;
    };
    let sorts: BTreeSet<&str> = cases.iter().map(|case| case.proves.code()).collect();
    if sorts.len() < FEWEST_SORTS {
        let detail = format!("only {}: {sorts:?}", sorts.len());
        found.push(place.issue(at, IssueCode::TooFewCases, detail));
    }
    for proves in needed {
        if !cases.iter().any(|case| case.proves == *proves) {
            found.push(place.issue(at, IssueCode::CaseMissing, proves.code()));
        }
    }
}

/// A flag is worth something only if the rule can also be seen to hold back: in
/// force, with a contact before it, and nothing found.
pub(super) fn one_case_shows_when_it_is_quiet(written: &Written<'_>, found: &mut Vec<PackIssue>) {
    let Written {
        place, raw, cases, ..
    } = written;
    let (Some(cases), Engine::Auto | Engine::Manual) = (cases, raw.engine.get_ref()) else {
        return;
    };
    let quiet = |verdict, why| match verdict {
        Verdict::Clear => true,
        Verdict::NotApplicable => why != Some(Why::NotInForce),
        _ => false,
    };
    if !cases.iter().any(|case| quiet(case.verdict, case.why)) {
        let at = raw.slug.span().start;
        found.push(place.issue(at, IssueCode::QuietCaseMissing, raw.slug.get_ref()));
    }
}
