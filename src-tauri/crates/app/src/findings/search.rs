//! The rights library, searched. The index is made once, of words that are no
//! secret; a vault's content never comes near it.

use std::sync::Arc;

use domain::Day;
use rules::{Engine, Pack, Rule, Topic};
use store::{Document, TextIndex, snippet};

use super::library::{card, clause_words, instrument_words};
use super::page::in_library;
use super::{RuleHit, RuleQuery, RuleSearch, Snippet, SnippetPiece};
use crate::{App, Error};

/// The packs' rules that may be shown, in the order of the library, and their index.
pub(crate) struct Library {
    packs: Arc<Vec<Pack>>,
    /// Pack and rule, by place.
    places: Vec<(usize, usize)>,
    index: TextIndex,
}

impl Library {
    /// Is it the library of these very packs?
    pub(crate) fn is_of(&self, packs: &Arc<Vec<Pack>>) -> bool {
        Arc::ptr_eq(&self.packs, packs)
    }

    pub(crate) fn new(packs: Arc<Vec<Pack>>) -> Result<Self, Error> {
        let mut places: Vec<(usize, usize)> = packs
            .iter()
            .enumerate()
            .flat_map(|(at, pack)| (0..pack.rules().len()).map(move |rule| (at, rule)))
            .collect();
        places.retain(|place| entry(&packs, *place).is_some_and(|(_, rule)| in_library(rule)));
        places.sort_by_key(|place| entry(&packs, *place).map(|(_, rule)| order(rule)));
        let documents: Vec<Document> = places
            .iter()
            .filter_map(|place| entry(&packs, *place))
            .map(|(pack, rule)| document(pack, rule))
            .collect();
        let index = TextIndex::new(&documents)?;
        Ok(Self {
            packs,
            places,
            index,
        })
    }
}

fn entry(packs: &[Pack], (pack, rule): (usize, usize)) -> Option<(&Pack, &Rule)> {
    let pack = packs.get(pack)?;
    Some((pack, pack.rules().get(rule)?))
}

/// Rights first, those whose text was seen before the others; then conduct by
/// conduct, the strictest first, the newest first.
fn order(rule: &Rule) -> impl Ord + use<> {
    (
        rule.engine != Engine::Info,
        rule.engine == Engine::Info && rule.grade.to_verify(),
        rule.topic.unwrap_or(Topic::Duties),
        rule.force,
        std::cmp::Reverse(rule.from),
        rule.slug.clone(),
    )
}

/// What of a rule can be found, by language: its name, then the rest.
fn texts(pack: &Pack, rule: &Rule) -> [Vec<String>; 2] {
    let instrument = pack.instrument(&rule.instrument);
    let name = instrument.map(instrument_words).unwrap_or_default();
    let clause = clause_words(rule);
    let number = instrument.map(|one| one.doc_no.clone()).unwrap_or_default();
    let say = |words: &rules::RuleText, name: &str, clause: &str| {
        vec![
            words.title.clone(),
            format!("{name} {clause}"),
            words.why.clone(),
            words.allowed.clone(),
            words.limits.clone(),
            words.evidence.clone(),
            words.tell.clone(),
            number.clone(),
        ]
    };
    [
        say(&rule.texts.zh, &name.zh, &clause.zh),
        say(&rule.texts.en, &name.en, &clause.en),
    ]
}

fn document(pack: &Pack, rule: &Rule) -> Document {
    let [zh, en] = texts(pack, rule);
    let rest = |texts: &[String]| texts.get(1..).unwrap_or_default().join("\n");
    Document {
        title: format!("{}\n{}", rule.texts.zh.title, rule.texts.en.title),
        body: format!("{}\n{}\n{}", rest(&zh), rest(&en), rule.slug),
    }
}

/// Rules that hold every word of the query, best first, within its filters. A
/// query without words finds the whole library in its own order.
///
/// # Errors
/// The index could not be made or read.
pub fn search(app: &App, query: RuleQuery) -> Result<RuleSearch, Error> {
    let library = app.library()?;
    let today = app.today();
    let hits = library
        .index
        .find(&query.text)?
        .into_iter()
        .filter_map(|at| entry(&library.packs, *library.places.get(at)?))
        .filter(|(pack, rule)| wanted(&query, pack, rule, today))
        .map(|(pack, rule)| RuleHit {
            card: card(pack, rule, today),
            found: found(&texts(pack, rule), &query.text),
        })
        .collect();
    Ok(RuleSearch {
        hits,
        total: u32::try_from(library.places.len()).unwrap_or(u32::MAX),
    })
}

fn wanted(query: &RuleQuery, pack: &Pack, rule: &Rule, today: Day) -> bool {
    let asked = |filter: &Option<String>, is: &str| filter.as_ref().is_none_or(|one| one == is);
    asked(&query.pack, pack.id())
        && query.topic.is_none_or(|topic| rule.topic == Some(topic))
        && query
            .rank
            .is_none_or(|rank| rank == rule.force.rank().into())
        && query.engine.is_none_or(|engine| rule.engine == engine)
        && query
            .in_force
            .is_none_or(|wanted| rule.from.is_some() && rule.in_force(today) == wanted)
}

/// Where it was found in either language, the first text that holds it.
fn found(texts: &[Vec<String>; 2], query: &str) -> Snippet {
    let first = |texts: &[String]| {
        let pieces = texts.iter().find_map(|text| snippet(text, query));
        pieces.map_or_else(Vec::new, |pieces| {
            pieces
                .into_iter()
                .map(|piece| SnippetPiece {
                    text: piece.text,
                    hit: piece.hit,
                })
                .collect()
        })
    };
    let [zh, en] = texts;
    Snippet {
        zh: first(zh),
        en: first(en),
    }
}
