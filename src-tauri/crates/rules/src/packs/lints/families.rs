//! Rules of one conduct over time: each begins on the day after the one before
//! it ended, so that no day has two of them and none has neither.

use domain::nearest;

use super::Written;
use crate::packs::issue::{IssueCode, PackIssue};

pub(super) fn rule_follows_the_one_it_succeeds(written: &Written<'_>, found: &mut Vec<PackIssue>) {
    let Written {
        place,
        raw,
        siblings,
        ..
    } = written;
    let Some(succeeds) = &raw.succeeds else {
        return;
    };
    let (at, id) = (succeeds.span().start, succeeds.get_ref());
    let Some(earlier) = siblings.iter().find(|rule| rule.slug.get_ref() == id) else {
        let mut issue = place.issue(at, IssueCode::UnknownRule, id);
        issue.suggestion = nearest(id, siblings.iter().map(|rule| rule.slug.get_ref().as_str()));
        found.push(issue);
        return;
    };
    // Two successors of one rule would both apply from the same day.
    let rival = siblings.iter().find(|rule| {
        let same = rule.succeeds.as_ref().is_some_and(|s| s.get_ref() == id);
        same && rule.slug.get_ref() < raw.slug.get_ref()
    });
    if let Some(rival) = rival {
        let detail = format!("{id} is succeeded by {} too", rival.slug.get_ref());
        found.push(place.issue(at, IssueCode::DatesOverlap, detail));
    }
    let ended = earlier.to.as_ref().map(|day| *day.get_ref());
    let begins = raw.from.as_ref().map(|day| *day.get_ref());
    if let Some(begins) = begins
        && ended.and_then(|day| day.succ_opt()) != Some(begins)
    {
        let code = match ended {
            Some(day) if day < begins => IssueCode::DatesApart,
            _ => IssueCode::DatesOverlap,
        };
        let ended = ended.map_or_else(|| "no day".to_owned(), |day| day.to_string());
        let detail = format!("{id} ends on {ended}, this begins on {begins}");
        found.push(place.issue(at, code, detail));
    }
}
