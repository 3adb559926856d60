//! What a rule points at must exist.

use domain::nearest;

use super::Written;
use crate::packs::issue::{IssueCode, PackIssue};
use crate::packs::vocabulary::Engine;

pub(super) fn instrument_is_known(written: &Written<'_>, found: &mut Vec<PackIssue>) {
    let Written {
        place, raw, pack, ..
    } = written;
    let id = raw.instrument.get_ref();
    if pack.instrument(id).is_none() {
        let mut issue = place.issue(
            raw.instrument.span().start,
            IssueCode::UnknownInstrument,
            id,
        );
        issue.suggestion = nearest(id, pack.instruments.iter().map(|i| i.id.as_str()));
        found.push(issue);
    }
}

pub(super) fn sources_are_known(written: &Written<'_>, found: &mut Vec<PackIssue>) {
    let Written {
        place, raw, pack, ..
    } = written;
    if raw.sources.is_empty() {
        found.push(place.issue(raw.slug.span().start, IssueCode::UnknownSource, "sources"));
    }
    for source in &raw.sources {
        let id = source.get_ref();
        if !pack.sources.iter().any(|known| known.id == *id) {
            let mut issue = place.issue(source.span().start, IssueCode::UnknownSource, id);
            issue.suggestion = nearest(id, pack.sources.iter().map(|s| s.id.as_str()));
            found.push(issue);
        }
    }
}

pub(super) fn evaluated_rules_have_a_topic(written: &Written<'_>, found: &mut Vec<PackIssue>) {
    let Written { place, raw, .. } = written;
    if raw.topic.is_none() && matches!(raw.engine.get_ref(), Engine::Auto | Engine::Manual) {
        found.push(place.issue(raw.slug.span().start, IssueCode::TopicMissing, "topic"));
    }
}

pub(super) fn evaluated_rules_have_a_kind(written: &Written<'_>, found: &mut Vec<PackIssue>) {
    let Written { place, raw, .. } = written;
    if raw.kind.is_none() && matches!(raw.engine.get_ref(), Engine::Auto | Engine::Manual) {
        found.push(place.issue(raw.engine.span().start, IssueCode::UnknownKind, "kind"));
    }
}
