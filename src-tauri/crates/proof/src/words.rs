//! The words for every code, Chinese and English: one file, from which the page
//! and the command line speak.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::Lang;
use serde::Deserialize;

use crate::report::{FileState, Finding, LimitCode, UnreadableCode};
use crate::{Role, names};

/// The file itself; the page carries it whole.
pub(crate) const FILE: &str = include_str!("../verifier/words.json");

#[derive(Deserialize)]
struct Both {
    #[serde(rename = "zh-CN")]
    zh: String,
    en: String,
}

/// The words of one section and code; nothing for one that has none, which a test
/// keeps from happening.
pub fn say(lang: Lang, section: &str, code: &str) -> &'static str {
    static WORDS: LazyLock<BTreeMap<String, BTreeMap<String, Both>>> =
        LazyLock::new(|| serde_json::from_str(FILE).unwrap_or_default());
    let words = WORDS.get(section).and_then(|words| words.get(code));
    words.map_or("", |both| match lang {
        Lang::ZhCn => both.zh.as_str(),
        Lang::En => both.en.as_str(),
    })
}

/// What does not match, in one sentence that names its file or row.
pub fn finding(lang: Lang, finding: &Finding) -> String {
    let words = say(lang, "finding", finding.code.code());
    match (&finding.path, finding.seq) {
        (Some(path), _) => format!("{}: {words}", names::shown(path)),
        (None, Some(seq)) if seq > 0 => {
            format!(
                "{}: {words}",
                say(lang, "ui", "row").replace("{n}", &seq.to_string())
            )
        }
        _ => words.to_owned(),
    }
}

/// What no check can tell.
pub fn limit(lang: Lang, code: LimitCode) -> &'static str {
    say(lang, "limit", code.code())
}

/// Why a pack cannot be checked.
pub fn unreadable(lang: Lang, code: UnreadableCode) -> &'static str {
    say(lang, "unreadable", code.code())
}

/// What a file is.
pub fn role(lang: Lang, role: Role) -> &'static str {
    say(lang, "role", role.code())
}

/// How a file compares.
pub fn state(lang: Lang, state: FileState) -> &'static str {
    say(lang, "state", state.code())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::FindingCode;

    #[test]
    fn every_code_has_words_in_both_languages() {
        let mut codes: Vec<(&str, &str)> = Vec::new();
        codes.extend(FindingCode::ALL.iter().map(|code| ("finding", code.code())));
        codes.extend(LimitCode::ALL.iter().map(|code| ("limit", code.code())));
        codes.extend(
            UnreadableCode::ALL
                .iter()
                .map(|code| ("unreadable", code.code())),
        );
        codes.extend(Role::ALL.iter().map(|role| ("role", role.code())));
        codes.extend(FileState::ALL.iter().map(|state| ("state", state.code())));
        for (section, code) in codes {
            let (zh, en) = (say(Lang::ZhCn, section, code), say(Lang::En, section, code));
            assert!(
                !zh.is_ascii() && en.len() > 2,
                "{section}.{code}: {zh:?} {en:?}"
            );
        }
    }

    /// The page takes its codes and their order from the words.
    #[test]
    fn the_words_stand_in_the_order_of_the_codes() {
        let order = |section: &str, next: &str, codes: Vec<&str>| {
            let from = FILE.find(&format!("  \"{section}\": {{")).unwrap();
            let to = FILE.find(&format!("  \"{next}\": {{")).unwrap();
            let words = FILE[from..to].lines().skip(1);
            let words: Vec<&str> = words.filter_map(|line| line.split('"').nth(1)).collect();
            assert_eq!(words, codes);
        };
        let codes = FindingCode::ALL.iter().map(|code| code.code()).collect();
        order("finding", "limit", codes);
        let codes = LimitCode::ALL.iter().map(|code| code.code()).collect();
        order("limit", "unreadable", codes);
        order(
            "role",
            "state",
            Role::ALL.iter().map(|role| role.code()).collect(),
        );
    }
}
