//! The packs this build carries: sound, complete, and every worked case as
//! written.

use std::collections::BTreeSet;

use rules::{Engine, Grade, embedded};

#[test]
fn the_packs_have_no_problem() {
    let loaded = embedded();
    let issues: Vec<String> = loaded.issues.iter().map(ToString::to_string).collect();
    assert_eq!(issues, Vec::<String>::new());
}

#[test]
fn every_worked_case_comes_out_as_written() {
    let loaded = embedded();
    let mut wrong = Vec::new();
    let mut count = 0;
    for pack in &loaded.packs {
        for case in pack.worked_cases() {
            count += 1;
            wrong.extend(case.mismatch(pack));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count > 400, "only {count} worked cases");
}

#[test]
fn the_china_pack_is_complete() {
    let loaded = embedded();
    let pack = loaded
        .packs
        .iter()
        .find(|pack| pack.id() == "cn-conduct")
        .unwrap();
    assert_eq!(pack.rules().len(), 109);
    assert_eq!(pack.instruments().len(), 38);
    assert_eq!(pack.misquotations().len(), 12);
    let auto = pack
        .rules()
        .iter()
        .filter(|rule| rule.engine == Engine::Auto)
        .count();
    assert!(auto >= 70, "{auto}");
    for rule in pack.rules() {
        assert_eq!(
            pack.rule(&rule.slug).map(|found| &found.slug),
            Some(&rule.slug)
        );
    }
}

#[test]
fn what_stands_on_memory_alone_is_never_shown() {
    for pack in embedded().packs {
        for rule in pack.rules().iter().filter(|rule| rule.grade == Grade::C) {
            assert!(!rule.shown());
            assert_eq!(rule.engine, Engine::Off, "{}", rule.slug);
        }
        assert!(!rules::rules_markdown(std::slice::from_ref(&pack)).contains("freq-text"));
    }
}

#[test]
fn every_kind_is_used_by_a_rule() {
    let loaded = embedded();
    let used: BTreeSet<&str> = loaded
        .packs
        .iter()
        .flat_map(|p| p.rules())
        .map(|r| r.kind.as_str())
        .collect();
    for kind in rules::KINDS {
        assert!(used.contains(kind), "{kind}");
    }
}
