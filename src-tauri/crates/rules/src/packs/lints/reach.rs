//! A rule nothing can reach would look like law and never speak.

use domain::LenderType;

use super::Written;
use crate::evaluate::Verdict;
use crate::packs::issue::{IssueCode, PackIssue};
use crate::packs::vocabulary::{Engine, Force};

/// Its days must meet those of the pack, and its scope somebody it can bind.
pub(super) fn some_contact_can_be_judged(written: &Written<'_>, found: &mut Vec<PackIssue>) {
    let Written {
        place, raw, pack, ..
    } = written;
    if !matches!(raw.engine.get_ref(), Engine::Auto | Engine::Manual) {
        return;
    }
    let (first, last) = pack.covered();
    if let Some(to) = &raw.to
        && *to.get_ref() < first
    {
        let detail = format!("ends before the pack begins on {first}");
        found.push(place.issue(to.span().start, IssueCode::UnreachableRule, detail));
    }
    if let (Some(from), Some(last)) = (&raw.from, last)
        && *from.get_ref() > last
    {
        let detail = format!("begins after the pack ends on {last}");
        found.push(place.issue(from.span().start, IssueCode::UnreachableRule, detail));
    }
    // Only the law itself binds a private lender; see `evaluate/scope.rs`.
    let lenders = &raw.scope.lenders;
    let private = LenderType::PrivateLender.code();
    if let Some(lender) = lenders.first()
        && lenders.iter().all(|lender| lender.get_ref() == private)
        && !matches!(raw.force, Force::Law | Force::Judicial)
    {
        let detail = format!("{private}: not bound by anything but the law");
        found.push(place.issue(lender.span().start, IssueCode::UnreachableRule, detail));
    }
}

/// Parameters that can never be met, a channel the kind does not count, a scope
/// that shuts everybody out: whatever the reason, no case can then show the rule
/// flagging, or pointing something out if that is all it does.
pub(super) fn some_case_shows_it_finding_something(
    written: &Written<'_>,
    found: &mut Vec<PackIssue>,
) {
    let Written {
        place, raw, cases, ..
    } = written;
    let wanted = match raw.engine.get_ref() {
        Engine::Auto => Verdict::Flagged,
        Engine::Manual => Verdict::NeedsFacts,
        Engine::Info | Engine::Off => return,
    };
    if cases.is_some_and(|cases| !cases.iter().any(|case| case.verdict == wanted)) {
        let at = raw.slug.span().start;
        found.push(place.issue(at, IssueCode::NeverFlags, raw.slug.get_ref()));
    }
}
