//! A rule lives within its instrument, forwards.

use super::Written;
use crate::packs::issue::{IssueCode, PackIssue};
use crate::packs::vocabulary::Engine;

pub(super) fn dates_are_in_order(written: &Written<'_>, found: &mut Vec<PackIssue>) {
    let Written { place, raw, .. } = written;
    if let (Some(from), Some(to)) = (&raw.from, &raw.to)
        && to.get_ref() < from.get_ref()
    {
        found.push(place.issue(
            to.span().start,
            IssueCode::DatesReversed,
            to.get_ref().to_string(),
        ));
    }
}

pub(super) fn evaluated_rules_are_dated(written: &Written<'_>, found: &mut Vec<PackIssue>) {
    let Written { place, raw, .. } = written;
    if raw.from.is_none() && matches!(raw.engine.get_ref(), Engine::Auto | Engine::Manual) {
        found.push(place.issue(raw.engine.span().start, IssueCode::DateMissing, "from"));
    }
}

pub(super) fn rule_lies_within_its_instrument(written: &Written<'_>, found: &mut Vec<PackIssue>) {
    let Written {
        place, raw, pack, ..
    } = written;
    let Some(instrument) = pack.instrument(raw.instrument.get_ref()) else {
        return;
    };
    if let (Some(from), Some(effective)) = (&raw.from, instrument.effective)
        && *from.get_ref() < effective
    {
        let detail = format!("from {} before {effective}", from.get_ref());
        found.push(place.issue(from.span().start, IssueCode::OutsideInstrument, detail));
    }
    if let Some(repealed) = instrument.repealed
        && raw.to.as_ref().is_none_or(|to| *to.get_ref() > repealed)
    {
        let at = raw
            .to
            .as_ref()
            .map_or(raw.instrument.span().start, |to| to.span().start);
        found.push(place.issue(
            at,
            IssueCode::OutsideInstrument,
            format!("to after {repealed}"),
        ));
    }
}
