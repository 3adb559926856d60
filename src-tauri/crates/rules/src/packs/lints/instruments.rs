//! The pack's head and its instruments: named in both languages, dated forwards,
//! each replaced by one that begins when it ends.

use std::collections::BTreeSet;

use domain::nearest;

use super::WrittenPack;
use crate::packs::issue::{IssueCode, PackIssue};

const HEAD: &str = "pack.toml";
const INSTRUMENTS: &str = "instruments.toml";
const MISQUOTATIONS: &str = "misquotations.toml";

pub(super) fn pack_is_named_and_dated(written: &WrittenPack<'_>, found: &mut Vec<PackIssue>) {
    let WrittenPack { folder, head, .. } = written;
    written.at(HEAD, |place| {
        if head.id.get_ref() != folder {
            let at = head.id.span().start;
            found.push(place.issue(at, IssueCode::IdNotFolderName, head.id.get_ref()));
        }
        let title = head.title.get_ref();
        if title.zh.trim().is_empty() || title.en.trim().is_empty() {
            let at = head.title.span().start;
            found.push(place.issue(at, IssueCode::WordsMissing, "title"));
        }
        if let Some(to) = &head.covers_to
            && *to.get_ref() < head.covers_from
        {
            let detail = to.get_ref().to_string();
            found.push(place.issue(to.span().start, IssueCode::DatesReversed, detail));
        }
    });
}

pub(super) fn ids_are_unique(written: &WrittenPack<'_>, found: &mut Vec<PackIssue>) {
    let instruments = written.instruments.instrument.iter();
    let misquotations = written.misquotations.misquotation.iter();
    let entries = [
        (
            INSTRUMENTS,
            instruments
                .map(|i| (i.span().start, i.get_ref().id.as_str()))
                .collect::<Vec<_>>(),
        ),
        (
            MISQUOTATIONS,
            misquotations
                .map(|m| (m.span().start, m.get_ref().id.as_str()))
                .collect(),
        ),
    ];
    for (file, ids) in entries {
        let mut seen = BTreeSet::new();
        for (at, id) in ids {
            if !seen.insert(id) {
                written.at(file, |place| {
                    found.push(place.issue(at, IssueCode::DuplicateId, id));
                });
            }
        }
    }
}

pub(super) fn instruments_are_complete(written: &WrittenPack<'_>, found: &mut Vec<PackIssue>) {
    written.at(INSTRUMENTS, |place| {
        for spanned in &written.instruments.instrument {
            let (at, instrument) = (spanned.span().start, spanned.get_ref());
            let note = instrument.note.as_ref();
            for (field, empty) in [
                ("name", instrument.name.trim().is_empty()),
                ("name_en", instrument.name_en.trim().is_empty()),
                (
                    "note",
                    note.is_some_and(|n| n.zh.trim().is_empty() || n.en.trim().is_empty()),
                ),
            ] {
                if empty {
                    let detail = format!("{}.{field}", instrument.id);
                    found.push(place.issue(at, IssueCode::WordsMissing, detail));
                }
            }
            for source in &instrument.sources {
                let known = &written.pack.sources;
                if !known.iter().any(|s| s.id == *source) {
                    let at = place.find(at, "sources");
                    let mut issue = place.issue(at, IssueCode::UnknownSource, source);
                    issue.suggestion = nearest(source, known.iter().map(|s| s.id.as_str()));
                    found.push(issue);
                }
            }
            if let (Some(effective), Some(repealed)) = (instrument.effective, instrument.repealed)
                && repealed < effective
            {
                let at = place.find(at, "repealed");
                found.push(place.issue(at, IssueCode::DatesReversed, repealed.to_string()));
            }
        }
    });
}

pub(super) fn instruments_follow_each_other(written: &WrittenPack<'_>, found: &mut Vec<PackIssue>) {
    let pack = written.pack;
    written.at(INSTRUMENTS, |place| {
        for spanned in &written.instruments.instrument {
            let instrument = spanned.get_ref();
            let Some(next) = &instrument.replaced_by else {
                continue;
            };
            let at = place.find(spanned.span().start, "replaced_by");
            let Some(successor) = pack.instrument(next) else {
                let mut issue = place.issue(at, IssueCode::UnknownInstrument, next);
                issue.suggestion = nearest(next, pack.instruments.iter().map(|i| i.id.as_str()));
                found.push(issue);
                continue;
            };
            let after = instrument.repealed.and_then(|day| day.succ_opt());
            if after.is_some() && after == successor.effective {
                continue;
            }
            let code = match (after, successor.effective) {
                (Some(after), Some(effective)) if after < effective => IssueCode::DatesApart,
                _ => IssueCode::DatesOverlap,
            };
            let day = |day: Option<domain::Day>| {
                day.map_or_else(|| "no day".to_owned(), |day| day.to_string())
            };
            let detail = format!(
                "ends on {}, {next} begins on {}",
                day(instrument.repealed),
                day(successor.effective)
            );
            found.push(place.issue(at, code, detail));
        }
    });
}
