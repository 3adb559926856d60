//! The words a letter uses for what the record holds, as data in two languages.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::{Datelike, Timelike};
use domain::{Day, Instant, Lang, beijing};
use serde::Deserialize;

/// Words by section and code.
#[derive(Deserialize)]
pub(crate) struct Phrases(BTreeMap<String, BTreeMap<String, String>>);

impl Phrases {
    /// The words of a language; they are part of the program and checked by a test.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        static ZH: OnceLock<Phrases> = OnceLock::new();
        static EN: OnceLock<Phrases> = OnceLock::new();
        let (cell, text) = match lang {
            Lang::ZhCn => (&ZH, include_str!("phrases/zh-CN.toml")),
            Lang::En => (&EN, include_str!("phrases/en.toml")),
        };
        cell.get_or_init(|| toml::from_str(text).unwrap_or(Self(BTreeMap::new())))
    }

    /// The words for a code; nothing for an unknown one.
    pub(crate) fn get(&self, section: &str, code: &str) -> &str {
        self.0
            .get(section)
            .and_then(|words| words.get(code))
            .map_or("", String::as_str)
    }

    /// The words for a code with its values filled in. What a value holds is
    /// never read as a placeholder.
    pub(crate) fn fill(&self, section: &str, code: &str, values: &[(&str, &str)]) -> String {
        let mut out = String::new();
        let mut rest = self.get(section, code);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                break;
            };
            out.push_str(
                values
                    .iter()
                    .find(|(key, _)| *key == name)
                    .map_or("", |(_, v)| v),
            );
            rest = tail;
        }
        out.push_str(rest);
        out
    }

    /// The words for several codes, joined.
    pub(super) fn join<'a>(
        &self,
        section: &str,
        codes: impl IntoIterator<Item = &'a str>,
        with: &str,
    ) -> String {
        let words: Vec<&str> = codes
            .into_iter()
            .map(|code| self.get(section, code))
            .collect();
        words.join(self.get("join", with))
    }
}

/// A day written out.
pub(super) fn day(lang: Lang, day: Day) -> String {
    match lang {
        Lang::ZhCn => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Lang::En => format!(
            "{} {} {}",
            day.day(),
            MONTHS[day.month0() as usize % 12],
            day.year()
        ),
    }
}

/// A time of day in Beijing, to the minute; to the second where the minute is
/// the edge of an hour that rules speak of.
pub(super) fn time(at: &Instant) -> String {
    let at = at.with_timezone(&beijing());
    if at.minute() == 59 || (at.minute() == 0 && at.second() > 0) {
        at.format("%H:%M:%S").to_string()
    } else {
        at.format("%H:%M").to_string()
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        Channel, Conduct, Connection, Direction, Disclosure, GapReason, HardshipProof, LenderType,
        MediaKind, Part, Relation,
    };

    #[test]
    fn every_code_has_words_in_both_languages() {
        for lang in [Lang::ZhCn, Lang::En] {
            let phrases = Phrases::of(lang);
            let mut missing = Vec::new();
            let mut check = |section: &str, code: &str| {
                if phrases.get(section, code).is_empty() {
                    missing.push(format!("{section}.{code}"));
                }
            };
            Channel::ALL.iter().for_each(|c| check("channel", c.code()));
            Direction::ALL
                .iter()
                .for_each(|d| check("direction", d.code()));
            Connection::ALL
                .iter()
                .for_each(|c| check("connection", c.code()));
            Conduct::ALL.iter().for_each(|c| check("conduct", c.code()));
            Disclosure::ALL
                .iter()
                .for_each(|c| check("disclosed", c.code()));
            MediaKind::ALL.iter().for_each(|c| check("media", c.code()));
            LenderType::ALL
                .iter()
                .for_each(|c| check("product", c.code()));
            Relation::ALL.iter().for_each(|c| check("who", c.code()));
            GapReason::ALL
                .iter()
                .for_each(|c| check("gap_reason", c.code()));
            Part::ALL.iter().for_each(|c| check("gap_part", c.code()));
            Part::ALL.iter().for_each(|c| check("owed_part", c.code()));
            HardshipProof::ALL
                .iter()
                .for_each(|c| check("hardship", c.code()));
            let deciding = rules::KINDS
                .iter()
                .filter(|kind| **kind != "look_with_a_person");
            deciding.for_each(|kind| check("what", kind));
            assert_eq!(missing, Vec::<String>::new(), "{}", lang.tag());
        }
    }

    #[test]
    fn both_languages_have_the_same_entries() {
        let keys = |lang| {
            let words = &Phrases::of(lang).0;
            words
                .iter()
                .map(|(s, w)| (s, w.keys().collect::<Vec<_>>()))
                .collect::<Vec<_>>()
        };
        assert_eq!(keys(Lang::ZhCn), keys(Lang::En));
    }

    #[test]
    fn a_value_is_never_read_as_a_placeholder() {
        let phrases = Phrases::of(Lang::ZhCn);
        let text = phrases.fill("join", "said", &[("said", "{count}")]);
        assert_eq!(text, "，记录内容为：“{count}”");
    }
}
