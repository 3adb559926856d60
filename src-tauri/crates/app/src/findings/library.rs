//! The rights library: every rule with its words, whatever the record holds.

use domain::Day;
use rules::{Instrument, Pack, Rule};

use super::list::code;
use super::page::in_library;
use super::{RuleCard, RuleWords};
use crate::{App, Empty, Error, Words};

/// All rules that may be shown.
///
/// # Errors
/// None.
pub fn rules(app: &App, _: Empty) -> Result<Vec<RuleCard>, Error> {
    let today = app.today();
    let shown = |pack: &Pack| {
        let rules = pack.rules().iter().filter(|rule| in_library(rule));
        rules
            .map(|rule| card(pack, rule, today))
            .collect::<Vec<_>>()
    };
    Ok(app.packs().iter().flat_map(shown).collect())
}

/// A rule as the library shows it on `today`.
pub(super) fn card(pack: &Pack, rule: &Rule, today: Day) -> RuleCard {
    RuleCard {
        rule: rule.slug.clone(),
        pack: pack.id().to_owned(),
        topic: rule.topic,
        engine: code(rule.engine),
        rank: rule.force.rank().into(),
        grade: code(rule.grade),
        unverified: rule.grade.to_verify(),
        instrument: pack
            .instrument(&rule.instrument)
            .map(instrument_words)
            .unwrap_or_default(),
        clause: clause_words(rule),
        from: rule.from,
        to: rule.to,
        in_force: rule.from.map(|_| rule.in_force(today)),
        texts: RuleWords::from(&rule.texts),
    }
}

pub(super) fn instrument_words(instrument: &Instrument) -> Words {
    Words {
        zh: instrument.name.clone(),
        en: instrument.name_en.clone(),
    }
}

/// The clause with what is not settled about it.
pub(super) fn clause_words(rule: &Rule) -> Words {
    let note = rule.clause_note.as_ref();
    let with = |clause: &str, open: &str, close: &str, note: Option<&String>| match note {
        Some(note) if clause.is_empty() => note.clone(),
        Some(note) => format!("{clause}{open}{note}{close}"),
        None => clause.to_owned(),
    };
    Words {
        zh: with(&rule.clause, "（", "）", note.map(|note| &note.zh)),
        en: with(
            &clause_in_english(&rule.clause),
            " (",
            ")",
            note.map(|note| &note.en),
        ),
    }
}

/// A clause such as 第50条第1款（五） in English: Article 50, paragraph 1(5).
/// What is not of that form stays as it is.
fn clause_in_english(clause: &str) -> String {
    const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let mut clause = clause.to_owned();
    for (i, numeral) in NUMERALS.iter().enumerate() {
        let item = format!("({})", i + 1);
        clause = clause.replace(&format!("（{numeral}）"), &item);
        clause = clause.replace(&format!("({numeral})"), &item);
    }
    let mut out = String::new();
    let mut rest = clause.as_str();
    while let Some((before, after)) = rest.split_once('第') {
        let Some(end) = after.find(['条', '款', '项']) else {
            break;
        };
        let (numbers, tail) = after.split_at(end);
        let plain = numbers.replace(['、', '，'], ", ").replace('之', "-");
        if plain
            .chars()
            .any(|c| !c.is_ascii_digit() && !", -–—()".contains(c))
        {
            break;
        }
        let unit = match tail.chars().next() {
            Some('条') if plain.contains([',', '–', '—']) => "Articles",
            Some('条') => "Article",
            Some('款') => "paragraph",
            _ => "item",
        };
        out.push_str(before);
        if !out.is_empty() && !out.ends_with(' ') {
            out.push_str(", ");
        }
        out.push_str(unit);
        out.push(' ');
        out.push_str(&plain);
        rest = tail
            .get(tail.chars().next().map_or(0, char::len_utf8)..)
            .unwrap_or_default();
        if let Some(after) = rest.strip_prefix("之一") {
            out.push_str("-1");
            rest = after;
        }
    }
    out.push_str(rest);
    out.replace('；', "; ").replace('、', ", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_read_in_english() {
        assert_eq!(clause_in_english("第68条"), "Article 68");
        assert_eq!(clause_in_english("第10、23、25条"), "Articles 10, 23, 25");
        assert_eq!(
            clause_in_english("第50条第1款（五）"),
            "Article 50, paragraph 1(5)"
        );
        assert_eq!(clause_in_english("第51、56（九）条"), "Articles 51, 56(9)");
        assert_eq!(clause_in_english("5.3"), "5.3");
        assert_eq!(clause_in_english("第293条之一"), "Article 293-1");
    }
}
