//! The list of exhibits: which files and notes prove which facts.

use std::collections::{BTreeMap, BTreeSet};

use domain::{AttachedTo, Attachment, Contact, ContactId, Lang, Source, beijing};
use letters::merge::Values;
use letters::{Block, Fonts, Inline, Table};

use super::compose::{Fact, put};
use super::page_counts::of_text;
use super::phrases::Phrases;
use crate::attachments::with_corrected;
use crate::findings::events;
use crate::view::View;

/// The columns of the list, in order, and their relative widths.
pub(super) const COLUMNS: [&str; 6] = ["number", "name", "proves", "pages", "source", "hash8"];
pub(super) const WIDTHS: [u16; 6] = [9, 22, 27, 8, 20, 14];

/// Positions named in the list before “and others”.
const POSITIONS_NAMED: usize = 12;

/// One exhibit: a source file, the writer's own notes, or a file that is enclosed.
struct Exhibit<'a> {
    /// Name and hash of the source file; none for the writer's own notes.
    file: Option<(&'a str, &'a str)>,
    /// The file that is enclosed; none for what the log rests on.
    enclosed: Option<&'a Attachment>,
    /// Facts it proves, with the rows of each.
    proves: BTreeMap<usize, BTreeSet<u32>>,
    /// The contacts that rest on it.
    contacts: BTreeSet<&'a ContactId>,
    /// How many pages it has; none: it is not shown on pages, or nobody counted.
    pages: Option<u32>,
}

/// The exhibits of a letter: each source file once, and the writer's own notes; then
/// the files that are enclosed.
pub(super) struct Exhibits<'a> {
    all: Vec<Exhibit<'a>>,
}

impl<'a> Exhibits<'a> {
    /// What the contacts of the facts rest on, and the files that are enclosed, each with
    /// its pages.
    pub(super) fn of(
        view: &'a View,
        facts: &[Fact<'a>],
        enclosed: impl IntoIterator<Item = (&'a Attachment, Option<u32>)>,
    ) -> Self {
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
                        .position(|known| known.file == file && known.enclosed.is_none())
                        .unwrap_or_else(|| {
                            all.push(Exhibit {
                                file,
                                enclosed: None,
                                proves: BTreeMap::new(),
                                contacts: BTreeSet::new(),
                                pages: None,
                            });
                            all.len() - 1
                        });
                    all[at].contacts.insert(&contact.id);
                    all[at].proves.entry(i + 1).or_default().insert(row);
                }
            }
        }
        for (attachment, pages) in enclosed {
            let about: Vec<&ContactId> = attachment
                .about
                .iter()
                .filter_map(|about| match about {
                    AttachedTo::Contact(id) => Some(id),
                    _ => None,
                })
                .collect();
            let mut proves = BTreeMap::new();
            for (i, fact) in facts.iter().enumerate() {
                let mut contacts = fact
                    .first()
                    .into_iter()
                    .flat_map(|found| events(view, found));
                let shows = contacts.any(|contact| {
                    let rows = with_corrected(&view.case, &contact.id);
                    rows.iter().any(|row| about.contains(&row))
                });
                if shows {
                    proves.insert(i + 1, BTreeSet::new());
                }
            }
            all.push(Exhibit {
                file: None,
                enclosed: Some(attachment),
                proves,
                contacts: BTreeSet::new(),
                pages,
            });
        }
        Self { all }
    }

    /// With the pages of what the log holds, as it is set in `lang`.
    pub(super) fn counted(
        mut self,
        view: &View,
        facts: &[Fact<'_>],
        lang: Lang,
        fonts: Option<&Fonts>,
    ) -> Self {
        let Some(fonts) = fonts else {
            return self;
        };
        let names = self.named(lang);
        let texts = self.texts(view, facts, lang);
        let log = self.all.iter_mut().filter(|one| one.enclosed.is_none());
        for (((exhibit, text), (name, _)), number) in log.zip(texts).zip(names).zip(1..) {
            exhibit.pages = of_text(number, &name, &text, lang, fonts);
        }
        self
    }

    /// The number of the first file that is enclosed.
    pub(super) fn first_file(&self) -> usize {
        let files = self.all.iter().filter(|one| one.enclosed.is_some());
        self.all.len() - files.count() + 1
    }

    /// The list as a section of its own, for a letter whose template has none.
    pub(super) fn annex(&self, lang: Lang) -> Vec<Block> {
        let phrases = Phrases::of(lang);
        vec![
            Block::Heading(Inline::plain(phrases.get("volume", "list"))),
            Block::Table(self.table(lang)),
            Block::Paragraph(Inline::plain(phrases.get("volume", "check"))),
        ]
    }

    /// The list as a table.
    pub(super) fn table(&self, lang: Lang) -> Table {
        let phrases = Phrases::of(lang);
        let columns = COLUMNS;
        let cell = |values: &Values, name: &str| {
            let value = values.text.get(name).map(|value| value.text.clone());
            Inline::plain(value.unwrap_or_default())
        };
        let rows = self.list(lang);
        Table {
            widths: WIDTHS.to_vec(),
            amounts: Vec::new(),
            head: columns
                .map(|name| Inline::plain(phrases.get("volume", name)))
                .to_vec(),
            rows: rows
                .iter()
                .map(|row| columns.map(|name| cell(row, name)).to_vec())
                .collect(),
        }
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

    /// What each exhibit of the log holds of the facts, row by row: of a file the records as
    /// they stand in it, of the writer's own notes the words that were kept.
    pub(super) fn texts(&self, view: &View, facts: &[Fact<'_>], lang: Lang) -> Vec<String> {
        let phrases = Phrases::of(lang);
        self.all
            .iter()
            .filter(|exhibit| exhibit.enclosed.is_none())
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
                            let text = text.trim_end().to_owned();
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
            .map(|(n, exhibit): (usize, _)| {
                let Exhibit {
                    file,
                    enclosed,
                    proves,
                    contacts,
                    pages,
                } = exhibit;
                let pages = pages.map_or_else(|| "—".to_owned(), |count| count.to_string());
                let facts = told(proves.keys(), phrases);
                let rows: BTreeSet<u32> = proves.values().flatten().copied().collect();
                let mut item = Values::default();
                put(&mut item, "number", n.to_string());
                put(&mut item, "pages", pages);
                let about = [("facts", facts.as_str())];
                if let Some(attachment) = enclosed {
                    put_enclosed(&mut item, attachment, &facts, phrases);
                    return item;
                }
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
                        // One contact may show several facts.
                        let count = contacts.len().to_string();
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

/// The facts an exhibit proves, by their numbers; empty: none.
fn told<'n>(numbers: impl Iterator<Item = &'n usize>, phrases: &Phrases) -> String {
    let numbers: Vec<String> = numbers.map(ToString::to_string).collect();
    let word = match numbers.len() {
        0 => return String::new(),
        1 => "fact",
        _ => "facts",
    };
    let named = numbers.join(phrases.get("join", "list"));
    phrases.fill("exhibit", word, &[("findings", &named)])
}

/// One file that is enclosed: what it proves, else what its note says of it.
fn put_enclosed(item: &mut Values, attachment: &Attachment, facts: &str, phrases: &Phrases) {
    let kind = phrases.get("media", attachment.kind.code());
    let named = [("file", attachment.name.as_str()), ("kind", kind)];
    put(item, "name", phrases.fill("exhibit", "enclosed", &named));
    let proves = match &attachment.note {
        _ if !facts.is_empty() => phrases.fill("exhibit", "enclosed_proves", &[("facts", facts)]),
        Some(note) => note.clone(),
        None => phrases.get("exhibit", "enclosed_alone").to_owned(),
    };
    put(item, "proves", proves);
    let source = match (&attachment.copy_of, &attachment.taken_at) {
        (Some(_), _) => phrases.get("exhibit", "redacted_source").to_owned(),
        (None, Some(at)) => {
            let at = at.replacen('T', " ", 1);
            phrases.fill("exhibit", "taken_source", &[("at", &at)])
        }
        (None, None) => phrases.get("exhibit", "enclosed_source").to_owned(),
    };
    put(item, "source", source);
    let sha256 = &attachment.sha256;
    put(item, "hash8", sha256.get(..8).unwrap_or(sha256));
}

/// Every source of a contact; the writer's own notes are one too.
pub(super) fn sources(contact: &Contact) -> impl Iterator<Item = Option<&Source>> {
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
