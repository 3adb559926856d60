//! What happened, in a letter's words: the phrases of the kinds of rule that speak
//! of it, filled from the findings' steps and their contacts.

use std::collections::BTreeSet;

use domain::{Conduct, Connection, Contact, Disclosure, Lang, Relation};
use rules::{Finding, Pack, TraceStep};

use super::phrases::{Phrases, day, time};
use super::reasons::kind_of;

/// Longest passage of a note or message quoted in a letter, in characters.
const QUOTED: usize = 120;

/// What happened, without a full stop: one clause per kind of rule that speaks
/// of it, then the writer's own note.
pub(super) fn what(packs: &[Pack], fact: &[&Finding], contacts: &[&Contact], lang: Lang) -> String {
    let phrases = Phrases::of(lang);
    let mut kinds: Vec<&str> = Vec::new();
    for found in fact {
        let kind = kind_of(packs, found);
        let kind = if phrases.get("what", kind).is_empty() {
            "other"
        } else {
            kind
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let values = values(fact, contacts, lang);
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    let clauses: Vec<String> = kinds
        .iter()
        .map(|kind| phrases.fill("what", kind, &values))
        .collect();
    let mut text = clauses.join(phrases.get("join", "facts"));
    // The writer's own note says best what was said; only where one contact is meant.
    if let [contact] = contacts
        && kinds.iter().any(|kind| QUOTING.contains(kind))
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

/// Kinds about what was said or done, where the note is part of the fact.
const QUOTING: &[&str] = &[
    "prohibited_means",
    "disclosure_to_other",
    "contact_with_person_not_owing",
    "visit_conditions",
];

/// Everything a phrase may ask for.
fn values(fact: &[&Finding], contacts: &[&Contact], lang: Lang) -> Vec<(&'static str, String)> {
    let phrases = Phrases::of(lang);
    let steps = || fact.iter().flat_map(|found| &found.trace);
    let first = contacts.first();
    let relation = first.map_or(Relation::Unknown, |contact| contact.reached.relation);
    // Whom a rule took as reached, when only an answer says so.
    let relation = steps()
        .find_map(|step| match step {
            TraceStep::Reached { relation } => Relation::from_code(relation),
            _ => None,
        })
        .unwrap_or(relation);
    let times: Vec<String> = contacts.iter().map(|contact| time(&contact.at)).collect();
    let count = steps().find_map(|step| match step {
        TraceStep::Counted { count, .. } | TraceStep::CountedWindow { count, .. } => {
            Some(*count as usize)
        }
        _ => None,
    });
    let mut conducts = BTreeSet::new();
    let mut disclosed = BTreeSet::new();
    for step in steps() {
        match step {
            TraceStep::Conducts { conducts: codes } => {
                conducts.extend(codes.iter().map(String::as_str))
            }
            TraceStep::Disclosed { disclosed: codes } => {
                disclosed.extend(codes.iter().map(String::as_str));
            }
            _ => {}
        }
    }
    // In the order people are shown them, not that of their codes.
    let conducts = Conduct::ALL
        .iter()
        .map(|c| c.code())
        .filter(|code| conducts.contains(code));
    let disclosed = Disclosure::ALL
        .iter()
        .map(|d| d.code())
        .filter(|code| disclosed.contains(code));
    let agreed_on = steps().find_map(|step| match step {
        TraceStep::PlanAgreed { agreed_on } => Some(day(lang, *agreed_on)),
        _ => None,
    });
    let minutes = |time: &str| time.get(..5).unwrap_or(time).to_owned();
    let hours = steps()
        .find_map(|step| match step {
            TraceStep::Time { from, to, .. } => Some((minutes(from), minutes(to))),
            _ => None,
        })
        .unwrap_or_default();
    vec![
        (
            "channel",
            first
                .map_or("", |c| phrases.get("channel", c.channel.code()))
                .to_owned(),
        ),
        ("who", who(relation, contacts, phrases)),
        ("from", hours.0),
        ("to", hours.1),
        ("times", times.join(phrases.get("join", "times"))),
        ("count", count.unwrap_or(contacts.len()).to_string()),
        ("conducts", phrases.join("conduct", conducts, "list")),
        ("disclosed", phrases.join("disclosed", disclosed, "list")),
        ("agreed_on", agreed_on.unwrap_or_default()),
        ("faults", faults(steps(), phrases)),
    ]
}

/// Who was reached; where nobody answered and nobody is named, the number was.
fn who(relation: Relation, contacts: &[&Contact], phrases: &Phrases) -> String {
    let unanswered = contacts
        .iter()
        .all(|contact| contact.connection == Connection::RangOnly);
    let code = match relation {
        Relation::Unknown if unanswered => "unanswered",
        known => known.code(),
    };
    phrases.get("who", code).to_owned()
}

fn faults<'a>(steps: impl Iterator<Item = &'a TraceStep>, phrases: &Phrases) -> String {
    let mut words: Vec<String> = Vec::new();
    for step in steps {
        let (code, people) = match step {
            TraceStep::Visitors { people: 1, .. } => ("visitor", String::new()),
            TraceStep::Visitors { people, .. } => ("visitors", people.to_string()),
            TraceStep::NoIdShown => ("no_id_shown", String::new()),
            TraceStep::NotRecorded => ("not_recorded", String::new()),
            TraceStep::EnteredWithoutConsent => ("entered_without_consent", String::new()),
            TraceStep::OthersDisturbed => ("others_disturbed", String::new()),
            _ => continue,
        };
        let word = phrases.fill("fault", code, &[("people", &people)]);
        if !words.contains(&word) {
            words.push(word);
        }
    }
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
