//! The packs this build carries: sound, complete, and every worked case as
//! written.

use std::collections::BTreeSet;

use rules::{Engine, Grade, embedded, embedded_rules};

#[test]
fn the_packs_have_no_problem() {
    let loaded = embedded();
    let issues: Vec<String> = loaded.issues.iter().map(ToString::to_string).collect();
    assert_eq!(issues, Vec::<String>::new());
}

/// Read for judging alone, the packs say the same.
#[test]
fn the_rules_alone_are_the_same_rules() {
    let told = |pack: &rules::Pack| {
        format!(
            "{} {} {:?} {:?} {:?} {:?} {:?}",
            pack.id(),
            pack.version(),
            pack.rules(),
            pack.instruments(),
            pack.sources(),
            pack.misquotations(),
            pack.issues(),
        )
    };
    let whole: Vec<String> = embedded().packs.iter().map(told).collect();
    let alone: Vec<String> = embedded_rules().iter().map(told).collect();
    assert!(!whole.is_empty());
    assert_eq!(alone, whole);
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

/// The map of old and new articles, and the guidance the standard replaced.
#[test]
fn the_china_pack_knows_what_came_before() {
    let loaded = embedded();
    let pack = loaded
        .packs
        .iter()
        .find(|p| p.id() == "cn-conduct")
        .unwrap();
    let followed: BTreeSet<(&str, &str)> = pack
        .rules()
        .iter()
        .filter_map(|rule| Some((rule.succeeds.as_deref()?, rule.slug.as_str())))
        .collect();
    let same = [
        "beat", "chase", "damage", "entry", "extort", "forge", "imperson", "insult", "office",
        "privacy", "restrain", "threat",
    ]
    .map(|matter| (format!("psl-{matter}-12"), format!("psl-{matter}-26")));
    let mut wanted: BTreeSet<(&str, &str)> = same.iter().map(|(a, b)| (&**a, &**b)).collect();
    wanted.insert(("psl12-harass", "psl26-harass"));
    wanted.insert(("time-night-nifa2024", "time-night-gbt"));
    assert_eq!(followed, wanted);
    for (old, new, from) in [
        ("CONTRACT1999", "CIVIL", "2021-01-01"),
        ("GUAR1995", "CIVIL", "2021-01-01"),
        ("PSL2012", "PSL2025", "2026-01-01"),
        ("NIFA2024", "GBT45251", "2025-02-28"),
    ] {
        let next = pack.instrument(old).unwrap().replaced_by.as_deref();
        assert_eq!(next, Some(new), "{old}");
        let effective = pack.instrument(new).unwrap().effective.unwrap();
        assert_eq!(effective.to_string(), from);
    }
}

#[test]
fn the_china_pack_says_whom_to_tell_first_and_next_and_what_to_look_at() {
    let loaded = embedded();
    let pack = loaded
        .packs
        .iter()
        .find(|p| p.id() == "cn-conduct")
        .unwrap();
    for rule in pack.rules() {
        let (zh, en) = (&rule.texts.zh, &rule.texts.en);
        let next = en.tell.contains("then") || en.tell.contains("next");
        assert!(
            zh.tell.contains('先') && zh.tell.contains('再'),
            "{}",
            rule.slug
        );
        assert!(
            en.tell.to_lowercase().contains("first") && next,
            "{}",
            rule.slug
        );
        if rule.engine == Engine::Manual {
            let looks = zh.limits.contains("请看") || zh.limits.contains("请对照");
            assert!(looks && en.limits.contains("ook at"), "{}", rule.slug);
        }
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

/// What it flags, why, what it does not know, and an example.
#[test]
fn every_kind_explains_itself() {
    for kind in rules::KINDS {
        let file = format!("{}/src/kinds/{kind}.rs", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&file).unwrap();
        for heading in ["What it does", "Why", "Known problems", "Example"] {
            assert!(
                text.contains(&format!("//! **{heading}.**")),
                "{kind}: {heading}"
            );
        }
    }
}
