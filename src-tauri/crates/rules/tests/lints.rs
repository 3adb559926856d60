//! Each lint finds its fault, at its line, and nothing else: a sound pack is
//! broken in one place and says exactly that.
#![allow(
    clippy::unwrap_used,
    reason = "a sample that cannot be built is a broken test"
)]

mod sound;

use rules::{IssueCode, PackFiles, PackIssue, check, load};
use sound::sound;

const PACK: &str = "x/pack.toml";
const INSTRUMENTS: &str = "x/instruments.toml";
const WRONG: &str = "x/misquotations.toml";
const RULE: &str = "x/rules/night.toml";
const CASES: &str = "x/cases/night.toml";

/// The sound pack with some words of its files replaced.
fn broken(edits: &[(&str, &str, &str)]) -> Vec<PackIssue> {
    let mut files = sound();
    for (path, from, to) in edits {
        edit(&mut files, path, from, to);
    }
    check(&files).issues
}

fn edit(files: &mut PackFiles, path: &str, from: &str, to: &str) {
    let text = files.get_mut(path).unwrap();
    assert!(text.contains(from), "{path} has no {from}");
    *text = text.replace(from, to);
}

/// That these edits make one issue of this code, and where.
#[track_caller]
fn only(code: IssueCode, path: &str, line: u32, edits: &[(&str, &str, &str)]) -> PackIssue {
    let issues = broken(edits);
    let codes: Vec<_> = issues.iter().map(|issue| issue.code).collect();
    assert_eq!(codes, [code], "{issues:#?}");
    let issue = issues.into_iter().next().unwrap();
    assert_eq!((issue.file.as_str(), issue.line), (path, line), "{issue}");
    issue
}

/// The sound pack with a second rule that takes over from the first.
fn family(first_ends: &str, second_begins: &str) -> PackFiles {
    let mut files = sound();
    let mut later = files[RULE].clone();
    later = later
        .replace(
            "slug = \"night\"",
            "slug = \"night-2\"\nsucceeds = \"night\"",
        )
        .replace(
            "from = \"2025-01-01\"",
            &format!("from = \"{second_begins}\""),
        );
    let cases = files[CASES]
        .replace("2024-12-31", "2025-12-31")
        .replace("2025-01-01", "2026-03-01");
    files.insert("x/rules/night-2.toml".to_owned(), later);
    files.insert("x/cases/night-2.toml".to_owned(), cases);
    edit(
        &mut files,
        RULE,
        "from = \"2025-01-01\"",
        &format!("from = \"2025-01-01\"\nto = \"{first_ends}\""),
    );
    files
}

#[test]
fn the_sound_pack_has_no_issue() {
    assert_eq!(broken(&[]), vec![]);
}

#[test]
fn a_parameter_the_kind_does_not_take() {
    let issue = only(
        IssueCode::UnknownParam,
        RULE,
        16,
        &[(RULE, "to = \"08:00:00\"", "too = \"08:00:00\"")],
    );
    assert_eq!(issue.suggestion.as_deref(), Some("to"));
}

#[test]
fn a_title_in_one_language() {
    only(
        IssueCode::WordsMissing,
        PACK,
        2,
        &[(PACK, "en = \"Sample\"", "en = \"\"")],
    );
    only(
        IssueCode::WordsMissing,
        INSTRUMENTS,
        1,
        &[(INSTRUMENTS, "name_en = \"Sample Law\"", "name_en = \" \"")],
    );
    only(
        IssueCode::WordsMissing,
        WRONG,
        6,
        &[(WRONG, "en = \"It has no number.\"", "en = \"\"")],
    );
}

#[test]
fn a_rule_older_than_its_instrument_or_outliving_it() {
    only(
        IssueCode::OutsideInstrument,
        RULE,
        5,
        &[
            (RULE, "from = \"2025-01-01\"", "from = \"2024-12-31\""),
            (CASES, "2024-12-31", "2024-12-30"),
        ],
    );
    only(
        IssueCode::OutsideInstrument,
        RULE,
        3,
        &[(
            INSTRUMENTS,
            "effective = \"2025-01-01\"",
            "effective = \"2025-01-01\"\nrepealed = \"2026-12-31\"",
        )],
    );
}

#[test]
fn rules_of_one_conduct_follow_each_other_day_by_day() {
    assert_eq!(check(&family("2025-12-31", "2026-01-01")).issues, vec![]);
    for (ends, begins, code) in [
        ("2026-01-01", "2026-01-01", IssueCode::DatesOverlap),
        ("2025-12-30", "2026-01-01", IssueCode::DatesApart),
    ] {
        let issues = check(&family(ends, begins)).issues;
        let codes: Vec<_> = issues.iter().map(|issue| issue.code).collect();
        assert_eq!(codes, [code], "{issues:#?}");
        assert_eq!(
            (issues[0].file.as_str(), issues[0].line),
            ("x/rules/night-2.toml", 2)
        );
    }
    let mut files = family("2025-12-31", "2026-01-01");
    edit(
        &mut files,
        "x/rules/night-2.toml",
        "succeeds = \"night\"",
        "succeeds = \"nigth\"",
    );
    let issues = check(&files).issues;
    assert_eq!(issues[0].code, IssueCode::UnknownRule);
    assert_eq!(issues[0].suggestion.as_deref(), Some("night"));
}

#[test]
fn a_rule_has_one_successor() {
    let mut files = family("2025-12-31", "2026-01-01");
    for folder in ["rules", "cases"] {
        let text = files[&format!("x/{folder}/night-2.toml")]
            .replace("slug = \"night-2\"", "slug = \"night-3\"");
        files.insert(format!("x/{folder}/night-3.toml"), text);
    }
    let issues = check(&files).issues;
    let found: Vec<_> = issues.iter().map(|i| (i.code, i.file.as_str())).collect();
    assert_eq!(found, [(IssueCode::DatesOverlap, "x/rules/night-3.toml")]);
}

#[test]
fn the_history_of_a_rule_is_the_same_from_each_of_them() {
    let loaded = check(&family("2025-12-31", "2026-01-01"));
    let pack = &loaded.packs[0];
    for slug in ["night", "night-2"] {
        let history: Vec<_> = pack.history(slug).iter().map(|r| r.slug.as_str()).collect();
        assert_eq!(history, ["night", "night-2"]);
    }
    assert!(check(&sound()).packs[0].history("night").is_empty());
}

#[test]
fn an_instrument_ends_on_the_day_before_the_next() {
    let next = r#"
[[instrument]]
id = "OLD"
name = "旧法"
name_en = "Old Law"
issuer = "示例机关"
effective = "2000-01-01"
repealed = "2024-12-31"
replaced_by = "LAW"
force = "law"
grade = "A1"
sources = ["S"]
"#;
    let with = |from: &str, to: &str| {
        let mut files = sound();
        files.get_mut(INSTRUMENTS).unwrap().push_str(next);
        edit(&mut files, INSTRUMENTS, from, to);
        check(&files).issues
    };
    assert_eq!(with("OLD", "OLD"), vec![]);
    for (from, to, code) in [
        ("2024-12-31", "2024-12-30", IssueCode::DatesApart),
        ("2024-12-31", "2025-01-01", IssueCode::DatesOverlap),
        ("repealed = \"2024-12-31\"\n", "", IssueCode::DatesOverlap),
        ("2024-12-31", "1999-12-31", IssueCode::DatesReversed),
        (
            "replaced_by = \"LAW\"",
            "replaced_by = \"LAV\"",
            IssueCode::UnknownInstrument,
        ),
        ("\"OLD\"", "\"LAW\"", IssueCode::DuplicateId),
    ] {
        let issues = with(from, to);
        assert_eq!(issues[0].code, code, "{to}: {issues:#?}");
        assert_eq!(issues[0].file, INSTRUMENTS);
    }
}

#[test]
fn a_pack_lies_in_the_folder_of_its_name() {
    only(
        IssueCode::IdNotFolderName,
        PACK,
        1,
        &[(PACK, "id = \"x\"", "id = \"y\"")],
    );
}

#[test]
fn a_check_of_long_ago_is_a_warning_and_no_issue() {
    let day = |text: &str| text.parse::<domain::Day>().unwrap();
    let loaded = check(&sound());
    let pack = &loaded.packs[0];
    // Checked on 2026-11-21; day 180 after it is 2027-05-20.
    assert!(!pack.stale(day("2027-05-20")));
    assert!(pack.stale(day("2027-05-21")));
    assert_eq!(pack.warnings(day("2027-05-20")), vec![]);
    let warning = &pack.warnings(day("2027-05-21"))[0];
    assert_eq!(
        (warning.code, warning.file.as_str(), warning.line),
        (IssueCode::StaleCheck, PACK, 5)
    );
}

#[test]
fn a_case_that_is_not_there() {
    for (sort, other) in [
        ("day_before", "exception"),
        ("first_day", "exception"),
        ("boundary", "exception"),
        ("missing_fact", "exception"),
    ] {
        let issue = only(
            IssueCode::CaseMissing,
            RULE,
            1,
            &[(CASES, &format!("\"{sort}\""), &format!("\"{other}\""))],
        );
        assert_eq!(issue.detail, sort);
    }
}

#[test]
fn three_sorts_of_case_are_too_few_for_a_rule_shown_to_a_person() {
    let manual: &[(&str, &str, &str)] = &[
        (RULE, "contact_in_quiet_hours", "look_with_a_person"),
        (
            RULE,
            "from = \"22:00:00\"\nto = \"08:00:00\"",
            "conducts = [\"harassment\"]",
        ),
        (RULE, "engine = \"auto\"", "engine = \"manual\""),
        (CASES, "verdict = \"flagged\"", "verdict = \"needs_facts\""),
        (
            CASES,
            "2025-01-01 23:00:00\" }",
            "2025-01-01 23:00:00\", conducts = [\"harassment\"] }",
        ),
        (
            CASES,
            "verdict = \"clear\"",
            "verdict = \"not_applicable\"\nwhy = \"not_triggered\"",
        ),
        (
            CASES,
            "purpose = \"unknown\" }]",
            "direction = \"outgoing\", conducts = [\"harassment\"] }]",
        ),
        (
            CASES,
            "verdict = \"needs_facts\"\nmissing = [\"is_collection\"]",
            "verdict = \"not_applicable\"\nwhy = \"outgoing\"",
        ),
    ];
    let mut edits = manual.to_vec();
    edits.push((CASES, "\"missing_fact\"", "\"scope\""));
    assert_eq!(broken(&edits), vec![]);
    edits.pop();
    edits.push((CASES, "\"missing_fact\"", "\"boundary\""));
    only(IssueCode::TooFewCases, RULE, 1, &edits);
}

#[test]
fn no_case_in_which_the_rule_holds_back() {
    only(
        IssueCode::QuietCaseMissing,
        RULE,
        1,
        &[
            (CASES, "2025-01-01 21:59:59", "2025-01-01 22:00:00"),
            (CASES, "verdict = \"clear\"", "verdict = \"flagged\""),
        ],
    );
}

#[test]
fn numbers_that_can_never_be_met() {
    // Quiet hours from 08:00:00 to 08:00:00 hold no moment.
    only(
        IssueCode::NeverFlags,
        RULE,
        1,
        &[
            (RULE, "from = \"22:00:00\"", "from = \"08:00:00\""),
            (CASES, "verdict = \"flagged\"", "verdict = \"clear\""),
            (
                CASES,
                "verdict = \"needs_facts\"\nmissing = [\"is_collection\"]",
                "verdict = \"clear\"",
            ),
        ],
    );
}

#[test]
fn a_period_no_day_of_the_pack_lies_in() {
    let mut files = sound();
    let covers = "covers_from = \"2020-01-01\"";
    edit(
        &mut files,
        PACK,
        covers,
        &format!("{covers}\ncovers_to = \"2024-12-31\""),
    );
    // Its cases claim what they claimed; only the files are looked at here.
    let issues = load(&files).issues;
    let found: Vec<_> = issues.iter().map(|i| (i.code, i.line)).collect();
    assert_eq!(found, [(IssueCode::UnreachableRule, 5)]);
    assert!(
        issues[0].detail.contains("after the pack ends"),
        "{}",
        issues[0]
    );
}

#[test]
fn a_scope_nobody_is_in() {
    only(
        IssueCode::UnreachableRule,
        RULE,
        12,
        &[
            (RULE, "bank_card", "private_lender"),
            (RULE, "force = \"law\"", "force = \"regulation\""),
        ],
    );
}

#[test]
fn a_clause_that_was_not_read() {
    only(
        IssueCode::ClauseNotVerified,
        RULE,
        4,
        &[(RULE, "clause = \"第1条\"", "clause = \"第2条\"")],
    );
    only(
        IssueCode::ClauseNotVerified,
        RULE,
        20,
        &[(RULE, "夜间不得联系。", "第3条：夜间不得联系。")],
    );
    only(
        IssueCode::ClauseNotVerified,
        RULE,
        28,
        &[(
            RULE,
            "No contact at night.",
            "Article 7: no contact at night.",
        )],
    );
    only(
        IssueCode::ClauseNotVerified,
        WRONG,
        6,
        &[(WRONG, "示例法第1条没有数字", "示例法第4条没有数字")],
    );
    // What says itself that it is not verified may be named.
    assert_eq!(
        broken(&[(RULE, "夜间不得联系。", "夜间不得联系，见第3条，条号未核。")]),
        vec![]
    );
}

#[test]
fn a_citation_of_nothing_in_the_pack() {
    for cited in ["《另一部法》", "GB/T 99999", "银监发〔2010〕44号"] {
        let issue = only(
            IssueCode::CitationUnknown,
            RULE,
            20,
            &[(
                RULE,
                "夜间不得联系。",
                &format!("夜间不得联系，见{cited}。"),
            )],
        );
        assert!(cited.ends_with(&issue.detail), "{issue}");
    }
    assert_eq!(
        broken(&[(RULE, "夜间不得联系。", "《示例法》第1条：夜间不得联系。")]),
        vec![]
    );
}

#[test]
fn a_rule_that_does_not_say_what_is_allowed() {
    for nothing in ["无。", "不适用"] {
        only(
            IssueCode::AllowedMissing,
            RULE,
            21,
            &[(RULE, "白天可以。", nothing)],
        );
    }
    only(
        IssueCode::AllowedMissing,
        RULE,
        29,
        &[(RULE, "By day.", "None.")],
    );
}

#[test]
fn a_case_that_comes_out_otherwise() {
    let issue = only(
        IssueCode::CaseFails,
        CASES,
        15,
        &[(CASES, "2025-01-01 21:59:59", "2025-01-01 22:00:00")],
    );
    assert!(issue.detail.contains("edge"), "{issue}");
}

#[test]
fn marks_that_miss_a_claim_or_hit_a_true_sentence() {
    only(
        IssueCode::MarkFails,
        WRONG,
        9,
        &[(
            WRONG,
            "says = [\"示例法规定每天3次。\"]",
            "says = [\"示例法规定每天5次。\"]",
        )],
    );
    only(
        IssueCode::MarkFails,
        WRONG,
        10,
        &[(
            WRONG,
            "says_not = [\"示例法没有规定每天3次。\"]",
            "says_not = [\"示例法写明每天3次。\"]",
        )],
    );
    only(
        IssueCode::MarkFails,
        WRONG,
        10,
        &[(
            WRONG,
            "says_not = [\"示例法没有规定每天3次。\"]",
            "says_not = []",
        )],
    );
    only(
        IssueCode::UnknownInstrument,
        WRONG,
        3,
        &[(WRONG, "instrument = \"LAW\"", "instrument = \"LOW\"")],
    );
}
