//! Findings as the interface shows them.

use std::borrow::Cow;
use std::collections::HashSet;

use domain::{Contact, ContactId};
use rules::{Finding, Pack, Verdict};
use store::LetterHead;

use super::{
    EventBrief, FindingCounts, FindingList, FindingQuery, FindingRow, Rank, RuleWords, TraceLine,
    VerdictCode, question::questions,
};
use crate::letters::draft_of;
use crate::settings::pack_rows;
use crate::view::{View, finding_key};
use crate::{App, Error, Words};

/// Contacts and missing facts named per finding; the counts say how many there
/// are, and answering brings up the next ones.
pub(super) const EVENTS_SHOWN: usize = 200;

/// Findings of one verdict, newest first, with open questions and counts.
///
/// # Errors
/// Locked.
pub fn list(app: &App, query: FindingQuery) -> Result<FindingList, Error> {
    let law = app.packs();
    let packs = pack_rows(app);
    let wanted = query.verdict.unwrap_or(VerdictCode::Flagged);
    app.with(|session| {
        let view = &session.view;
        let letters = session.vault.read(|reader| reader.letter_heads())?;
        let found = match wanted {
            VerdictCode::Flagged => Cow::Borrowed(view.flagged(&law)),
            other => Cow::Owned(view.findings(&law, other.into(), Some(EVENTS_SHOWN))),
        };
        let mut findings: Vec<FindingRow> = found
            .iter()
            .filter(|found| query.debt.is_none() || query.debt == found.debt)
            .map(|found| row(&law, view, found))
            .collect();
        for finding in &mut findings {
            finding.letters = letters
                .iter()
                .filter(|letter| uses(letter, &finding.key))
                .map(|letter| letter.id.clone())
                .collect();
        }
        findings.sort_by(|a, b| newest(b).cmp(&newest(a)).then_with(|| a.rule.cmp(&b.rule)));
        Ok(FindingList {
            findings,
            questions: questions(&law, view),
            counts: counts(view),
            packs,
        })
    })
}

fn newest(finding: &FindingRow) -> Option<&str> {
    finding.events.iter().map(|event| event.at.as_str()).max()
}

fn uses(letter: &LetterHead, key: &str) -> bool {
    draft_of(&letter.fields).is_some_and(|draft| draft.findings.iter().any(|used| used == key))
}

/// How many findings have each verdict.
pub(crate) fn counts(view: &View) -> FindingCounts {
    let counts = view.counts();
    FindingCounts {
        flagged: counts.flagged,
        clear: counts.clear,
        not_applicable: counts.not_applicable,
        needs_facts: counts.needs_facts,
        not_covered: counts.not_covered,
    }
}

/// Flags that no sent letter has reported yet.
pub(crate) fn unused_flags(packs: &[Pack], view: &View, letters: &[LetterHead]) -> usize {
    let sent: HashSet<String> = letters
        .iter()
        .filter(|letter| letter.is_finished())
        .filter_map(|letter| draft_of(&letter.fields))
        .flat_map(|draft| draft.findings)
        .collect();
    if sent.is_empty() {
        return usize::try_from(view.counts().flagged).unwrap_or(usize::MAX);
    }
    let flagged = view.flagged(packs).iter();
    flagged
        .filter(|found| !sent.contains(&finding_key(found)))
        .count()
}

/// One finding with the words of its rule.
pub(crate) fn row(packs: &[Pack], view: &View, found: &Finding) -> FindingRow {
    let pack = packs.iter().find(|pack| pack.id() == found.pack);
    let rule = pack.and_then(|pack| pack.rule(&found.rule));
    let instrument = pack.and_then(|pack| pack.instrument(&found.instrument));
    FindingRow {
        key: finding_key(found),
        rule: found.rule.clone(),
        pack: found.pack.clone(),
        pack_version: found.pack_version.clone(),
        verdict: found.verdict.into(),
        why: found.why.map(code),
        manual: found.manual,
        topic: rule.and_then(|rule| rule.topic),
        kind: rule.map(|rule| rule.kind.clone()).unwrap_or_default(),
        given: rule.map(|rule| rule.params.clone()).unwrap_or_default(),
        from: rule.and_then(|rule| rule.from),
        to: rule.and_then(|rule| rule.to),
        rank: found.rank.into(),
        grade: code(found.grade),
        unverified: found.grade.to_verify(),
        instrument: instrument
            .map(super::library::instrument_words)
            .unwrap_or_default(),
        clause: rule.map(super::library::clause_words).unwrap_or_default(),
        law_date: found.law_date,
        debt: found.debt.clone(),
        events: found
            .events
            .iter()
            .take(EVENTS_SHOWN)
            .filter_map(|id| view.contact(id))
            .map(|contact| brief(view, contact))
            .collect(),
        event_count: found.event_count,
        missing: found.missing.iter().take(EVENTS_SHOWN).cloned().collect(),
        trace: found.trace.iter().map(trace_line).collect(),
        texts: rule
            .map(|rule| RuleWords::from(&rule.texts))
            .unwrap_or_default(),
        letters: Vec::new(),
        requests: crate::letters::reasons(packs, found)
            .into_iter()
            .map(str::to_owned)
            .collect(),
    }
}

/// A contact in one line.
pub(crate) fn brief(view: &View, contact: &Contact) -> EventBrief {
    EventBrief {
        id: contact.id.clone(),
        at: contact.at.to_rfc3339(),
        channel: contact.channel,
        direction: contact.direction,
        connection: contact.connection,
        duration_s: contact.duration_s,
        number: contact.number.clone(),
        party_name: view.party_of(contact).map(|party| party.name.clone()),
    }
}

/// A step as code and plain values; lists are joined with commas.
fn trace_line(step: &rules::TraceStep) -> TraceLine {
    let value = serde_json::to_value(step).unwrap_or_default();
    let params = value["params"].as_object().map(|params| {
        params
            .iter()
            .map(|(name, value)| (name.clone(), plain(value)))
            .collect()
    });
    TraceLine {
        code: value["code"].as_str().unwrap_or_default().to_owned(),
        params: params.unwrap_or_default(),
    }
}

fn plain(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

/// The permanent code of a unit enum.
pub(super) fn code(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}

impl From<Verdict> for VerdictCode {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Flagged => Self::Flagged,
            Verdict::Clear => Self::Clear,
            Verdict::NotApplicable => Self::NotApplicable,
            Verdict::NeedsFacts => Self::NeedsFacts,
            Verdict::NotCovered => Self::NotCovered,
        }
    }
}

impl From<VerdictCode> for Verdict {
    fn from(code: VerdictCode) -> Self {
        match code {
            VerdictCode::Flagged => Self::Flagged,
            VerdictCode::Clear => Self::Clear,
            VerdictCode::NotApplicable => Self::NotApplicable,
            VerdictCode::NeedsFacts => Self::NeedsFacts,
            VerdictCode::NotCovered => Self::NotCovered,
        }
    }
}

impl From<rules::Rank> for Rank {
    fn from(rank: rules::Rank) -> Self {
        match rank {
            rules::Rank::SuspectedBreach => Self::Law,
            rules::Rank::BelowStandard => Self::NationalStandard,
            rules::Rank::BelowSelfRegulation => Self::SelfRegulation,
        }
    }
}

impl From<&rules::Texts> for RuleWords {
    fn from(texts: &rules::Texts) -> Self {
        let words = |zh: &str, en: &str| Words {
            zh: zh.to_owned(),
            en: en.to_owned(),
        };
        let (zh, en) = (&texts.zh, &texts.en);
        Self {
            title: words(&zh.title, &en.title),
            why: words(&zh.why, &en.why),
            allowed: words(&zh.allowed, &en.allowed),
            limits: words(&zh.limits, &en.limits),
            evidence: words(&zh.evidence, &en.evidence),
            tell: words(&zh.tell, &en.tell),
        }
    }
}

/// The contacts of a finding that are still in the record.
pub(crate) fn events<'a>(view: &'a View, found: &'a Finding) -> impl Iterator<Item = &'a Contact> {
    found
        .events
        .iter()
        .filter_map(|id: &ContactId| view.contact(id))
}
