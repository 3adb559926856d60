//! The list of exhibits: which files and notes prove which facts.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Contact, Lang, Source, beijing};
use letters::merge::Values;

use super::compose::{Fact, put};
use super::phrases::Phrases;
use crate::findings::events;
use crate::view::View;

/// Positions named in the list before “and others”.
const POSITIONS_NAMED: usize = 12;

/// One exhibit: a source file, or the writer's own notes.
struct Exhibit<'a> {
    /// Name and hash of the file; none for the writer's own notes.
    file: Option<(&'a str, &'a str)>,
    /// Facts it proves, with the rows of each.
    proves: BTreeMap<usize, BTreeSet<u32>>,
}

/// The exhibits of a letter: each source file once, and the writer's own notes.
pub(super) struct Exhibits<'a> {
    all: Vec<Exhibit<'a>>,
}

impl<'a> Exhibits<'a> {
    /// What the contacts of the facts rest on.
    pub(super) fn of(view: &'a View, facts: &[Fact<'a>]) -> Self {
        let mut all: Vec<Exhibit<'a>> = Vec::new();
        for (i, fact) in facts.iter().enumerate() {
            let contacts = fact
                .first()
                .into_iter()
                .flat_map(|found| events(view, found));
            for (n, contact) in contacts.enumerate() {
                for source in sources(contact) {
                    let file = source.map(|source| (source.file.as_str(), source.sha256.as_str()));
                    let row = source.map_or_else(|| u32::try_from(n).unwrap_or(0), |s| s.position);
                    let at = all
                        .iter()
                        .position(|known| known.file == file)
                        .unwrap_or_else(|| {
                            all.push(Exhibit {
                                file,
                                proves: BTreeMap::new(),
                            });
                            all.len() - 1
                        });
                    all[at].proves.entry(i + 1).or_default().insert(row);
                }
            }
        }
        Self { all }
    }

    /// The exhibits that prove one fact, by name.
    pub(super) fn names(&self, fact: usize, phrases: &Phrases) -> String {
        let names: Vec<String> = (1..)
            .zip(&self.all)
            .filter(|(_, exhibit)| exhibit.proves.contains_key(&fact))
            .map(|(n, _): (usize, _)| phrases.fill("exhibit", "number", &[("n", &n.to_string())]))
            .collect();
        names.join(phrases.get("join", "exhibits"))
    }

    /// Name and source of each exhibit.
    pub(super) fn named(&self, lang: Lang) -> Vec<(String, String)> {
        let of = |values: &Values, name: &str| {
            let value = values.text.get(name).map(|value| value.text.clone());
            value.unwrap_or_default()
        };
        let rows = self.list(lang);
        rows.iter()
            .map(|row| (of(row, "name"), of(row, "source")))
            .collect()
    }

    /// What each exhibit holds of the facts, row by row: of a file the records as
    /// they stand in it, of the writer's own notes the words that were kept.
    pub(super) fn texts(&self, view: &View, facts: &[Fact<'_>], lang: Lang) -> Vec<String> {
        let phrases = Phrases::of(lang);
        self.all
            .iter()
            .map(|exhibit| {
                let mut rows: BTreeMap<(u32, &str), String> = BTreeMap::new();
                let contacts = facts
                    .iter()
                    .filter_map(|fact| fact.first())
                    .flat_map(|found| events(view, found));
                for contact in contacts {
                    for source in sources(contact) {
                        let file = source.map(|s| (s.file.as_str(), s.sha256.as_str()));
                        if file == exhibit.file {
                            let place = source.map_or(0, |source| source.position);
                            let text = row(phrases, contact, source);
                            rows.insert((place, contact.id.as_str()), text);
                        }
                    }
                }
                let head = exhibit.file.map_or_else(
                    || phrases.get("volume", "own").to_owned(),
                    |(file, sha256)| {
                        let about = [("file", file), ("sha256", sha256)];
                        phrases.fill("volume", "of_file", &about)
                    },
                );
                let rows: Vec<String> = rows.into_values().collect();
                format!("{head}\n\n{}\n", rows.join("\n\n"))
            })
            .collect()
    }

    /// The values of the list.
    pub(super) fn list(&self, lang: Lang) -> Vec<Values> {
        let phrases = Phrases::of(lang);
        let joined = |items: Vec<String>| items.join(phrases.get("join", "list"));
        (1..)
            .zip(&self.all)
            .map(|(n, Exhibit { file, proves }): (usize, _)| {
                let findings = joined(proves.keys().map(ToString::to_string).collect());
                let rows: BTreeSet<u32> = proves.values().flatten().copied().collect();
                let mut item = Values::default();
                put(&mut item, "number", n.to_string());
                let about = [("findings", findings.as_str())];
                match file {
                    Some((name, sha256)) => {
                        let mut named = joined(
                            rows.iter()
                                .take(POSITIONS_NAMED)
                                .map(ToString::to_string)
                                .collect(),
                        );
                        if rows.len() > POSITIONS_NAMED {
                            named.push_str(phrases.get("exhibit", "more"));
                        }
                        put(
                            &mut item,
                            "name",
                            phrases.fill("exhibit", "file", &[("file", name)]),
                        );
                        put(
                            &mut item,
                            "proves",
                            phrases.fill("exhibit", "file_proves", &about),
                        );
                        let positions = [("positions", named.as_str())];
                        put(
                            &mut item,
                            "source",
                            phrases.fill("exhibit", "file_source", &positions),
                        );
                        put(&mut item, "hash8", sha256.get(..8).unwrap_or(sha256));
                    }
                    None => {
                        let count = proves
                            .values()
                            .map(BTreeSet::len)
                            .sum::<usize>()
                            .to_string();
                        put(&mut item, "name", phrases.get("exhibit", "log"));
                        put(
                            &mut item,
                            "proves",
                            phrases.fill("exhibit", "log_proves", &about),
                        );
                        let count = [("count", count.as_str())];
                        put(
                            &mut item,
                            "source",
                            phrases.fill("exhibit", "log_source", &count),
                        );
                        put(&mut item, "hash8", "—");
                    }
                }
                item
            })
            .collect()
    }
}

/// Every source of a contact; the writer's own notes are one too.
fn sources(contact: &Contact) -> impl Iterator<Item = Option<&Source>> {
    let others = contact
        .witnesses
        .iter()
        .map(|witness| Some(&witness.source));
    [contact.source.as_ref()].into_iter().chain(others)
}

/// One record: when, from which number, and as it stands in its source.
fn row(phrases: &Phrases, contact: &Contact, source: Option<&Source>) -> String {
    let at = contact.at.with_timezone(&beijing());
    let at = at.format("%Y-%m-%d %H:%M:%S").to_string();
    let number = contact.number.as_ref().map_or("", |number| number.as_str());
    let channel = phrases.get("channel", contact.channel.code());
    match source {
        Some(source) => {
            let place = source.position.to_string();
            let about = [
                ("place", place.as_str()),
                ("at", &at),
                ("channel", channel),
                ("number", number),
                ("raw", &source.raw),
            ];
            phrases.fill("volume", "record", &about)
        }
        None => {
            let said = contact.said.as_deref().unwrap_or_default();
            let about = [
                ("at", at.as_str()),
                ("channel", channel),
                ("number", number),
                ("said", said),
            ];
            phrases.fill("volume", "note_row", &about)
        }
    }
}
