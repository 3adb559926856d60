//! Rules graded A1 against the articles they name. The texts are kept in
//! `tests/fixtures/law`, one file per statute; statutes are free of copyright.
#![allow(
    clippy::unwrap_used,
    reason = "a sample that cannot be read is a broken test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use rules::{Force, Grade, Pack, Rule, embedded};

/// Article number to text.
type Articles = BTreeMap<String, String>;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/law")
}

/// The statutes that are kept, by id.
fn statutes() -> BTreeMap<String, Articles> {
    let mut out = BTreeMap::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "md") {
            let text = fs::read_to_string(&path).unwrap();
            let articles = text.split("\n## ").skip(1).map(|article| {
                let (number, text) = article.split_once('\n').unwrap();
                (number.to_owned(), text.trim().to_owned())
            });
            let id = path.file_stem().unwrap().to_str().unwrap().to_owned();
            out.insert(id, articles.collect());
        }
    }
    out
}

fn notes() -> toml::Table {
    let text = fs::read_to_string(folder().join("terms.toml")).unwrap();
    text.parse().unwrap()
}

fn china() -> Pack {
    let packs = embedded().packs;
    packs.into_iter().find(|p| p.id() == "cn-conduct").unwrap()
}

/// Rules graded A1 that stand on articles of a law, a regulation or an
/// interpretation, and are not switched off.
fn verified(pack: &Pack) -> Vec<&Rule> {
    let statute = |rule: &&Rule| {
        matches!(rule.force, Force::Law | Force::Regulation | Force::Judicial)
            && rule.grade == Grade::A1
            && rule.clause.contains('条')
    };
    pack.rules().iter().filter(statute).collect()
}

/// The article numbers of a clause such as 第51、56（九）条、第293条之一.
fn articles(clause: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut depth = 0;
    let mut plain = String::new();
    for c in clause.chars() {
        match c {
            '（' => depth += 1,
            '）' => depth -= 1,
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    for piece in plain.split('第').skip(1) {
        let Some((list, after)) = piece.split_once('条') else {
            continue;
        };
        for part in list.split('、') {
            let (from, to) = part.split_once('–').unwrap_or((part, part));
            let (from, to): (u32, u32) = (from.parse().unwrap(), to.parse().unwrap());
            out.extend((from..=to).map(|n| n.to_string()));
        }
        if after.starts_with("之一") {
            let last = out.pop().unwrap();
            out.push(format!("{last}-1"));
        }
    }
    out
}

#[test]
fn clauses_fall_into_articles() {
    assert_eq!(articles("第14、27、56（九）条"), ["14", "27", "56"]);
    assert_eq!(articles("第6–9条"), ["6", "7", "8", "9"]);
    assert_eq!(articles("第293条之一"), ["293-1"]);
    assert_eq!(articles("第23条第2款、第69条"), ["23", "69"]);
}

/// No statute a verified rule stands on is missing here.
#[test]
fn every_article_a_verified_rule_names_is_among_the_texts() {
    let (pack, statutes) = (china(), statutes());
    for rule in verified(&pack) {
        let texts = statutes.get(&rule.instrument);
        let texts =
            texts.unwrap_or_else(|| panic!("{}: no text of {}", rule.slug, rule.instrument));
        let named = articles(&rule.clause);
        assert!(!named.is_empty(), "{}", rule.slug);
        for article in named {
            assert!(texts.contains_key(&article), "{}: {article}", rule.slug);
        }
    }
}

#[test]
fn the_words_of_a_verified_rule_are_those_of_its_articles() {
    let (pack, statutes, notes) = (china(), statutes(), notes());
    let terms = notes["terms"].as_table().unwrap();
    let mut held = BTreeSet::new();
    for rule in verified(&pack) {
        let texts = &statutes[&rule.instrument];
        held.insert(rule.slug.as_str());
        let law: String = articles(&rule.clause)
            .iter()
            .filter_map(|article| texts.get(article))
            .flat_map(|text| [text.as_str(), "\n"])
            .collect();
        let words = terms[&rule.slug].as_array().unwrap();
        assert!(!words.is_empty(), "{}", rule.slug);
        for word in words {
            let word = word.as_str().unwrap();
            assert!(law.contains(word), "{}: the law lacks {word}", rule.slug);
            let said = &rule.texts.zh.why;
            assert!(said.contains(word), "{}: the rule lacks {word}", rule.slug);
        }
    }
    let listed: BTreeSet<&str> = terms.keys().map(String::as_str).collect();
    assert_eq!(held, listed);
}

/// What the pack says was read of a statute that is kept is kept.
#[test]
fn the_clauses_said_to_be_read_are_among_the_texts() {
    let pack = china();
    for (id, texts) in statutes() {
        let instrument = pack.instrument(&id).unwrap();
        for clause in &instrument.clauses {
            assert!(texts.contains_key(clause), "{id}: {clause}");
        }
        assert_eq!(instrument.grade, Grade::A1, "{id}");
    }
}
