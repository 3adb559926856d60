//! A rule without its worked cases does not load.

use super::Written;
use crate::packs::case_file::Proves;
use crate::packs::issue::{IssueCode, PackIssue};
use crate::packs::vocabulary::Engine;

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
    for proves in needed {
        if !cases.iter().any(|case| case.proves == *proves) {
            found.push(place.issue(at, IssueCode::CaseMissing, proves.code()));
        }
    }
}
