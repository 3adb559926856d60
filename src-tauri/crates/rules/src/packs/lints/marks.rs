//! Misquotations: words in both languages, an instrument that exists, and marks
//! that find the claims and leave true sentences alone.

use domain::nearest;

use super::WrittenPack;
use crate::packs::issue::{IssueCode, PackIssue};

pub(super) fn marks_tell_the_examples_apart(written: &WrittenPack<'_>, found: &mut Vec<PackIssue>) {
    let pack = written.pack;
    written.at("misquotations.toml", |place| {
        for spanned in &written.misquotations.misquotation {
            let (at, wrong) = (spanned.span().start, spanned.get_ref());
            for (field, both) in [("claim", &wrong.claim), ("correction", &wrong.correction)] {
                if both.zh.trim().is_empty() || both.en.trim().is_empty() {
                    let at = place.find(at, field);
                    let detail = format!("{}.{field}", wrong.id);
                    found.push(place.issue(at, IssueCode::WordsMissing, detail));
                }
            }
            if let Some(id) = &wrong.instrument
                && pack.instrument(id).is_none()
            {
                let at = place.find(at, "instrument");
                let mut issue = place.issue(at, IssueCode::UnknownInstrument, id);
                issue.suggestion = nearest(id, pack.instruments.iter().map(|i| i.id.as_str()));
                found.push(issue);
            }
            // Without examples of both sorts nothing shows that the marks work.
            for (field, list) in [("says", &wrong.says), ("says_not", &wrong.says_not)] {
                if list.is_empty() {
                    let at = place.find(at, field);
                    let detail = format!("{}.{field}", wrong.id);
                    found.push(place.issue(at, IssueCode::MarkFails, detail));
                }
            }
            for example in wrong.failing() {
                let at = place.find(at, example);
                found.push(place.issue(at, IssueCode::MarkFails, example));
            }
        }
    });
}
