//! The law as data: the packs load without a single problem, and what the
//! product promises about them holds.

use rules::{Engine, Grade};

#[test]
fn the_packs_load_without_a_problem() {
    let loaded = rules::embedded();
    assert!(loaded.issues.is_empty(), "{:#?}", loaded.issues);
    for id in ["cn-conduct", "us-debt-collection"] {
        assert!(loaded.packs.iter().any(|pack| pack.id() == id), "{id}");
    }
}

#[test]
fn every_rule_that_decides_has_its_words_sources_and_cases() {
    for pack in rules::embedded().packs {
        for rule in pack
            .rules()
            .iter()
            .filter(|rule| rule.engine == Engine::Auto)
        {
            assert_ne!(rule.grade, Grade::C, "{}", rule.slug);
            assert!(!rule.sources.is_empty(), "{}", rule.slug);
            for texts in [&rule.texts.zh, &rule.texts.en] {
                for text in [
                    &texts.title,
                    &texts.why,
                    &texts.allowed,
                    &texts.limits,
                    &texts.evidence,
                    &texts.tell,
                ] {
                    assert!(!text.trim().is_empty(), "{}", rule.slug);
                }
            }
            let cases = pack
                .worked_cases()
                .iter()
                .filter(|case| case.rule == rule.slug)
                .count();
            assert!(cases >= 4, "{}: {cases} worked cases", rule.slug);
        }
    }
}

#[test]
fn the_generated_rule_book_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../src-tauri/docs/rules.md");
    let held = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        held == rules::rules_markdown(&rules::embedded().packs),
        "run `cargo xtask packs`"
    );
}
