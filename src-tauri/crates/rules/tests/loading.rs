//! Loading reports every problem with its place, and a rule with a problem
//! stays out.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a sample that cannot be built is a broken test"
)]

mod sound;

use rules::{IssueCode, Loaded, load};
use sound::sound;

fn changed(path: &str, from: &str, to: &str) -> Loaded {
    let mut files = sound();
    let text = files.get_mut(path).unwrap();
    assert!(text.contains(from), "{from}");
    *text = text.replace(from, to);
    load(&files)
}

fn codes(loaded: &Loaded) -> Vec<IssueCode> {
    loaded.issues.iter().map(|issue| issue.code).collect()
}

const RULE: &str = "x/rules/night.toml";

#[test]
fn a_sound_pack_loads_and_its_cases_hold() {
    let loaded = load(&sound());
    assert_eq!(loaded.issues, vec![]);
    let pack = &loaded.packs[0];
    assert_eq!(pack.rules().len(), 1);
    let wrong: Vec<_> = pack
        .worked_cases()
        .iter()
        .filter_map(|c| c.mismatch(pack))
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_wrong_number_is_caught_by_the_cases() {
    let loaded = changed(RULE, "from = \"22:00:00\"", "from = \"21:00:00\"");
    let pack = &loaded.packs[0];
    let wrong: Vec<_> = pack
        .worked_cases()
        .iter()
        .filter_map(|c| c.mismatch(pack))
        .collect();
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert!(wrong[0].contains("edge"), "{wrong:?}");
}

#[test]
fn each_problem_is_found_at_its_line() {
    for (path, from, to, code, line) in [
        (RULE, "bank_card", "bank_crad", IssueCode::UnknownCode, 12),
        (
            RULE,
            "contact_in_quiet_hours",
            "contact_in_quite_hours",
            IssueCode::UnknownKind,
            2,
        ),
        (
            RULE,
            "instrument = \"LAW\"",
            "instrument = \"LAWS\"",
            IssueCode::UnknownInstrument,
            3,
        ),
        (
            RULE,
            "sources = [\"S\"]",
            "sources = [\"Q\"]",
            IssueCode::UnknownSource,
            9,
        ),
        (
            RULE,
            "from = \"2025-01-01\"",
            "from = \"2024-12-31\"",
            IssueCode::OutsideInstrument,
            5,
        ),
        (
            RULE,
            "from = \"2025-01-01\"\n",
            "",
            IssueCode::DateMissing,
            7,
        ),
        (
            RULE,
            "slug = \"night\"",
            "slug = \"day\"",
            IssueCode::SlugNotFileName,
            1,
        ),
        (
            RULE,
            "allowed = \"By day.\"",
            "allowed = \"\"",
            IssueCode::WordsMissing,
            26,
        ),
        (
            RULE,
            "白天可以。",
            "白天可以停息挂账。",
            IssueCode::ForbiddenWord,
            18,
        ),
        (
            RULE,
            "grade = \"A1\"",
            "grade = \"C\"",
            IssueCode::MemoryOnly,
            7,
        ),
        (
            RULE,
            "to = \"08:00:00\"",
            "to = \"eight\"",
            IssueCode::BadParams,
            14,
        ),
        (RULE, "kind = ", "kin = ", IssueCode::Unreadable, 2),
        (
            "x/cases/night.toml",
            "\"boundary\"",
            "\"exception\"",
            IssueCode::CaseMissing,
            1,
        ),
    ] {
        let loaded = changed(path, from, to);
        let found = loaded.issues.iter().find(|issue| issue.code == code);
        let found = found.unwrap_or_else(|| panic!("{to}: {:?}", loaded.issues));
        assert_eq!(found.line, line, "{found}");
        assert!(loaded.packs[0].rules().is_empty(), "{to}");
    }
}

#[test]
fn a_slip_is_told_what_was_meant() {
    let loaded = changed(RULE, "bank_card", "bank_crad");
    assert_eq!(loaded.issues[0].suggestion.as_deref(), Some("bank_card"));
}

#[test]
fn all_problems_of_a_rule_are_told_at_once() {
    let mut files = sound();
    let text = files.get_mut(RULE).unwrap();
    *text = text
        .replace("bank_card", "bank_crad")
        .replace("\"LAW\"", "\"LEX\"")
        .replace("[\"S\"]", "[\"Q\"]");
    let found = codes(&load(&files));
    for code in [
        IssueCode::UnknownCode,
        IssueCode::UnknownInstrument,
        IssueCode::UnknownSource,
    ] {
        assert!(found.contains(&code), "{found:?}");
    }
}

#[test]
fn a_rule_without_cases_and_cases_without_a_rule_are_told() {
    let mut files = sound();
    let cases = files.remove("x/cases/night.toml").unwrap();
    let loaded = load(&files);
    assert_eq!(codes(&loaded), [IssueCode::CasesMissing]);
    assert!(loaded.packs[0].rules().is_empty());
    files.insert("x/cases/other.toml".to_owned(), cases);
    assert_eq!(
        codes(&load(&files)),
        [IssueCode::OrphanCases, IssueCode::CasesMissing]
    );
}

#[test]
fn two_files_cannot_share_a_slug() {
    let mut files = sound();
    let rule = files[RULE].clone();
    files.insert("x/rules/night-again.toml".to_owned(), rule);
    let found = codes(&load(&files));
    assert!(found.contains(&IssueCode::DuplicateSlug), "{found:?}");
}

#[test]
fn a_missing_file_is_named() {
    let mut files = sound();
    files.remove("x/instruments.toml");
    let loaded = load(&files);
    assert_eq!(loaded.issues[0].code, IssueCode::MissingFile);
    assert!(codes(&loaded).contains(&IssueCode::UnknownInstrument));
}
