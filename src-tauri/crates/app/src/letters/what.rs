//! What happened, in one clause: the phrase of the rule's kind, filled from the
//! finding's steps and its contacts.

use domain::{Contact, Lang, Relation};
use rules::{Finding, TraceStep};

use super::phrases::{Phrases, day, time};

/// Longest passage of a note or message quoted in a letter, in characters.
const QUOTED: usize = 120;

/// One clause without a full stop.
pub(super) fn what(kind: &str, found: &Finding, contacts: &[&Contact], lang: Lang) -> String {
    let phrases = Phrases::of(lang);
    let code = if phrases.get("what", kind).is_empty() {
        "other"
    } else {
        kind
    };
    let channel = contacts
        .first()
        .map_or("", |c| phrases.get("channel", c.channel.code()));
    let relation = contacts
        .first()
        .map_or(Relation::Unknown, |c| c.reached.relation);
    // What a rule took as the borrower, because no other person is named.
    let relation = step(found, |s| match s {
        TraceStep::Reached { relation } => Relation::from_code(relation),
        _ => None,
    })
    .unwrap_or(relation);
    let who = phrases.get("who", relation.code());
    let times: Vec<String> = contacts.iter().map(|contact| time(&contact.at)).collect();
    let count = step(found, |s| match s {
        TraceStep::Counted { count, .. } => Some(*count),
        _ => None,
    })
    .unwrap_or(u32::try_from(contacts.len()).unwrap_or(u32::MAX));
    let conducts = step(found, |s| match s {
        TraceStep::Conducts { conducts } => Some(conducts.clone()),
        _ => None,
    })
    .unwrap_or_default();
    let disclosed = step(found, |s| match s {
        TraceStep::Disclosed { disclosed } => Some(disclosed.clone()),
        _ => None,
    })
    .unwrap_or_default();
    let agreed_on = step(found, |s| match s {
        TraceStep::PlanAgreed { agreed_on } => Some(day(lang, *agreed_on)),
        _ => None,
    })
    .unwrap_or_default();
    let mut text = phrases.fill(
        "what",
        code,
        &[
            ("channel", channel),
            ("who", who),
            ("time", times.first().map_or("", String::as_str)),
            ("times", &times.join(phrases.get("join", "times"))),
            ("count", &count.to_string()),
            (
                "conducts",
                &phrases.join("conduct", conducts.iter().map(String::as_str), "list"),
            ),
            (
                "disclosed",
                &phrases.join("disclosed", disclosed.iter().map(String::as_str), "list"),
            ),
            ("agreed_on", &agreed_on),
            ("faults", &faults(found, phrases)),
        ],
    );
    // The writer's own note says best what was said; only where one contact is meant.
    if let [contact] = contacts
        && !conducts.is_empty()
        && let Some(said) = contact
            .said
            .as_deref()
            .map(str::trim)
            .filter(|said| !said.is_empty())
    {
        text.push_str(&phrases.fill("join", "said", &[("said", &quote(said))]));
    }
    text
}

fn step<T>(found: &Finding, pick: impl Fn(&TraceStep) -> Option<T>) -> Option<T> {
    found.trace.iter().find_map(pick)
}

fn faults(found: &Finding, phrases: &Phrases) -> String {
    let words: Vec<String> = found
        .trace
        .iter()
        .filter_map(|step| {
            let (code, people) = match step {
                TraceStep::Visitors { people, .. } => ("visitors", people.to_string()),
                TraceStep::NoIdShown => ("no_id_shown", String::new()),
                TraceStep::NotRecorded => ("not_recorded", String::new()),
                TraceStep::EnteredWithoutConsent => ("entered_without_consent", String::new()),
                TraceStep::OthersDisturbed => ("others_disturbed", String::new()),
                _ => return None,
            };
            Some(phrases.fill("fault", code, &[("people", &people)]))
        })
        .collect();
    words.join(phrases.get("join", "clauses"))
}

/// A passage on one line, cut at a length people will read.
fn quote(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_end_matches(['。', '.', '！', '!']);
    match line.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}……", &line[..end]),
        None => line.to_owned(),
    }
}
