//! The words of a rule: complete in both languages, calm, and standing on more
//! than memory.

use super::Written;
use crate::packs::issue::{IssueCode, PackIssue};
use crate::packs::rule::RuleText;
use crate::packs::vocabulary::{Engine, Grade};

/// Words this product does not use: they belong to the trade that sells false
/// hope to borrowers, or they shout.
const FORBIDDEN: &[&str] = &["停息挂账", "反催收", "话术", "！", "!"];

/// Words that fill a field and say nothing.
const NOTHING: &[&str] = &[
    "无",
    "没有",
    "暂无",
    "不适用",
    "同上",
    "-",
    "—",
    "none",
    "nothing",
    "n/a",
    "not applicable",
    "ditto",
];

pub(super) fn fields(text: &RuleText) -> [(&'static str, &str); 6] {
    [
        ("title", &text.title),
        ("why", &text.why),
        ("allowed", &text.allowed),
        ("limits", &text.limits),
        ("evidence", &text.evidence),
        ("tell", &text.tell),
    ]
}

pub(super) fn both_languages_are_complete(written: &Written<'_>, found: &mut Vec<PackIssue>) {
    let Written { place, raw, .. } = written;
    for (language, words) in [("zh", &raw.zh), ("en", &raw.en)] {
        let Some(words) = words else {
            found.push(place.issue(raw.slug.span().start, IssueCode::WordsMissing, language));
            continue;
        };
        for (field, text) in fields(words.get_ref()) {
            if text.trim().is_empty() {
                let detail = format!("{language}.{field}");
                found.push(place.issue(words.span().start, IssueCode::WordsMissing, detail));
            }
        }
    }
    if let Some(note) = &raw.clause_note
        && (note.get_ref().zh.is_empty() || note.get_ref().en.is_empty())
    {
        found.push(place.issue(note.span().start, IssueCode::WordsMissing, "clause_note"));
    }
}

/// Beside every rule stands what the collector may do; “nothing” is no answer.
pub(super) fn allowed_says_something(written: &Written<'_>, found: &mut Vec<PackIssue>) {
    let Written { place, raw, .. } = written;
    if !matches!(raw.engine.get_ref(), Engine::Auto | Engine::Manual) {
        return;
    }
    for (language, words) in [("zh", &raw.zh), ("en", &raw.en)] {
        let Some(words) = words else { continue };
        let RuleText { allowed, why, .. } = words.get_ref();
        let plain = allowed.trim().trim_end_matches(['.', '。']).to_lowercase();
        if NOTHING.contains(&plain.as_str()) || (!plain.is_empty() && allowed == why) {
            let at = place.find(words.span().start, "allowed");
            found.push(place.issue(at, IssueCode::AllowedMissing, format!("{language}.allowed")));
        }
    }
}

pub(super) fn no_forbidden_word(written: &Written<'_>, found: &mut Vec<PackIssue>) {
    let Written { place, raw, .. } = written;
    for words in [&raw.zh, &raw.en].into_iter().flatten() {
        for (_, text) in fields(words.get_ref()) {
            for word in FORBIDDEN {
                if text.contains(word) {
                    found.push(place.issue(words.span().start, IssueCode::ForbiddenWord, *word));
                }
            }
        }
    }
}

pub(super) fn memory_alone_is_never_active(written: &Written<'_>, found: &mut Vec<PackIssue>) {
    let Written { place, raw, .. } = written;
    if *raw.grade.get_ref() == Grade::C && *raw.engine.get_ref() != Engine::Off {
        found.push(place.issue(raw.grade.span().start, IssueCode::MemoryOnly, "C"));
    }
}
