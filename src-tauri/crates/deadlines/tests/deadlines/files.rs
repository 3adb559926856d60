//! The files of the procedures: sound as they are, and everything wrong is named when
//! one is broken in one place.

use super::*;
use deadlines::{DataFiles, DataIssueCode as C, DeadlineForce, LawGrade};

#[test]
fn the_files_load_without_a_problem() {
    let loaded = deadlines::embedded();
    assert!(loaded.issues.is_empty(), "{:#?}", loaded.issues);
}

#[test]
fn every_proceeding_that_was_asked_for_is_there() {
    for id in [
        "complaint-lender",
        "complaint-regulator",
        "report-violation",
        "pboc-complaint",
        "credit-objection",
        "credit-complaint",
        "petition",
        "reconsideration",
        "telecom-complaint",
        "consumer-complaint",
        "mediation",
        "personal-information",
        "small-claims",
        "lawsuit",
        "payment-order",
        "arbitration",
        "award-enforcement",
        "notarised-debt",
        "enforcement",
        "third-party-objection",
        "dishonest-list",
        "exit-ban",
        "police-report",
        "agreement",
    ] {
        assert!(law().proceeding(id).is_some(), "{id}");
    }
}

#[test]
fn nothing_known_from_memory_alone_has_a_length_but_a_reminder() {
    for (one, rule) in law().rules() {
        if rule.grade == LawGrade::C {
            let name = format!("{}.{}", one.id, rule.id);
            assert_ne!(rule.force, DeadlineForce::Statutory, "{name}");
            if rule.length.is_some() {
                assert_eq!(one.id, "personal-information", "{name}");
                assert_eq!(rule.force, DeadlineForce::Reminder, "{name}");
            }
        }
    }
}

#[test]
fn the_lengths_of_the_catalogue_are_those_of_the_files() {
    for (name, length) in [
        ("complaint-lender.decide", "days:15"),
        ("complaint-lender.decide-complex", "days:30"),
        ("complaint-lender.decide-special", "days:60"),
        ("complaint-lender.review", "days:30"),
        ("complaint-lender.review-decide", "days:30"),
        ("complaint-regulator.forward", "workdays:7"),
        ("credit-objection.reply", "days:20"),
        ("credit-complaint.reply", "days:30"),
        ("petition.pass-on", "days:15"),
        ("petition.decide", "days:60"),
        ("petition.decide-extended", "days:90"),
        ("petition.review", "days:30"),
        ("petition.second-review", "days:30"),
        ("reconsideration.file", "days:60"),
        ("reconsideration.accept", "workdays:5"),
        ("reconsideration.decide", "days:60"),
        ("reconsideration.sue", "days:15"),
        ("admin-lawsuit.file", "months:6"),
        ("admin-lawsuit.act", "months:2"),
        ("telecom-complaint.reply", "days:15"),
        ("telecom-complaint.file", "months:5"),
        ("consumer-complaint.handle", "workdays:7"),
        ("mediation.confirm", "days:30"),
        ("personal-information.remind", "workdays:15"),
        ("personal-information.remind-again", "days:30"),
        ("lawsuit.answer", "days:15"),
        ("lawsuit.jurisdiction", "days:15"),
        ("lawsuit.appeal", "days:15"),
        ("lawsuit.appeal-ruling", "days:10"),
        ("lawsuit.retrial", "months:6"),
        ("own-lawsuit.limitation", "years:3"),
        ("payment-order.object", "days:15"),
        ("arbitration.set-aside", "months:3"),
        ("arbitration.correct", "days:30"),
        ("award-enforcement.refuse", "days:15"),
        ("notarised-debt.refuse", "days:15"),
        ("enforcement.apply", "years:2"),
        ("enforcement.examine", "days:15"),
        ("enforcement.review", "days:10"),
        ("third-party-objection.examine", "days:15"),
        ("third-party-objection.sue", "days:15"),
        ("exit-ban.review", "days:10"),
        ("exit-ban.review-decide", "days:15"),
        ("police-report.report", "months:6"),
        ("legal-aid.examine", "days:7"),
        ("missed-limit.apply", "days:10"),
        ("legal-aid.assign", "days:3"),
    ] {
        let row = deadlines::rule_rows(law())
            .into_iter()
            .find(|row| row.rule == name);
        let row = row.unwrap_or_else(|| panic!("{name}"));
        assert_eq!(
            row.length.map(|l| l.to_string()).as_deref(),
            Some(length),
            "{name}"
        );
    }
}

/// The files with one place of one of them changed.
fn broken(file: &str, from: &str, to: &str) -> Vec<deadlines::DataIssue> {
    let mut files: DataFiles = deadlines::embedded_files();
    let text = files.get_mut(file).unwrap();
    assert!(text.contains(from), "{file}: {from}");
    *text = text.replacen(from, to, 1);
    deadlines::load(&files).issues
}

#[test]
fn every_fault_is_found_at_its_place() {
    let lender = "cn/proceedings/complaint-lender.toml";
    let cases: &[(&str, &str, &str, C)] = &[
        (
            lender,
            "id = \"complaint-lender\"",
            "id = \"complaint\"",
            C::IdNotFileName,
        ),
        (lender, "order = 10", "order = 20", C::DuplicateId),
        (
            lender,
            "to = \"waiting\"",
            "to = \"wating\"",
            C::UnknownState,
        ),
        (
            lender,
            "event = \"delivered\"",
            "event = \"delivred\"",
            C::Unreadable,
        ),
        (
            lender,
            "from = [\"sent\"]\nto = \"waiting\"",
            "from = [\"sent\"]\nto = \"sent\"",
            C::Unreachable,
        ),
        (
            lender,
            "event = \"review_decided\"\nby = \"them\"\nfrom = [\"reviewing\"]",
            "event = \"settled\"\nby = \"them\"\nfrom = [\"reviewing\"]",
            C::TwoWays,
        ),
        (lender, "waits = \"nobody\"", "waits = \"me\"", C::EndGoesOn),
        (
            lender,
            "letter = \"complaint-lender\"",
            "letter = \"complaint-lenter\"",
            C::UnknownText,
        ),
        (
            lender,
            "length = \"days:15\"\nforce",
            "force",
            C::GroundMissing,
        ),
        (
            lender,
            "grade = \"A\"\nsources = [\"S3\"]",
            "grade = \"C\"\nsources = [\"S3\"]",
            C::NotVerified,
        ),
        (
            lender,
            "sources = [\"S3\"]",
            "sources = [\"S33\"]",
            C::UnknownSource,
        ),
        (
            lender,
            "instrument = \"COMP2020-3\"",
            "instrument = \"COMP2020\"",
            C::UnknownText,
        ),
        (
            lender,
            "replaces = \"decide\"",
            "replaces = \"decyde\"",
            C::UnknownDeadline,
        ),
        (
            lender,
            "met_by = [\"decided\"",
            "met_by = [\"heard\"",
            C::UnknownEvent,
        ),
        (
            lender,
            "proceeding = \"mediation\"",
            "proceeding = \"meditation\"",
            C::UnknownProceeding,
        ),
        (lender, "zh = \"向机构投诉\"", "zh = \"\"", C::WordsMissing),
        (
            lender,
            "zh = \"向机构投诉\"",
            "zh = \"停息挂账\"",
            C::ForbiddenWord,
        ),
        (
            "cn/periods.toml",
            "slug = \"period-mail\"",
            "slug = \"period-post\"",
            C::GroundUnknown,
        ),
        (
            "cn/calendar/2026.toml",
            "work = [\"2026-01-04\"]",
            "work = [\"2026-01-05\"]",
            C::NotAWeekend,
        ),
        (
            "cn/calendar/2026.toml",
            "to = \"2026-02-23\"",
            "to = \"2026-02-03\"",
            C::DatesReversed,
        ),
        (
            "cn/calendar/2026.toml",
            "grade = \"B\"\n",
            "",
            C::GroundMissing,
        ),
        (
            "cn/proceedings/pboc-complaint.toml",
            "force = \"to_confirm\"",
            "length = \"days:15\"\nforce = \"to_confirm\"",
            C::NotVerified,
        ),
    ];
    for (file, from, to, code) in cases {
        let issues = broken(file, from, to);
        let found = issues.iter().find(|issue| issue.code == *code);
        let found = found.unwrap_or_else(|| panic!("{from}: {issues:#?}"));
        // Of two that are the same the second is at fault, in the order of the files.
        let second = *code == C::DuplicateId;
        assert!(second || &found.file == file, "{from}: {found}");
        assert!(
            found.line > 1 || from.starts_with("id =") || *code == C::GroundMissing,
            "{found}"
        );
    }
    let slip = broken(lender, "to = \"waiting\"", "to = \"waitng\"");
    assert!(
        slip.iter()
            .any(|issue| issue.suggestion.as_deref() == Some("waiting")),
        "{slip:#?}"
    );
    let slip = broken(lender, "event = \"delivered\"", "event = \"delivred\"");
    assert!(
        slip.iter()
            .any(|issue| issue.suggestion.as_deref() == Some("delivered")),
        "{slip:#?}"
    );
}

#[test]
fn several_faults_are_named_at_once() {
    let mut files = deadlines::embedded_files();
    files.remove("cn/periods.toml");
    let text = files.get_mut("cn/recourse.toml").unwrap();
    *text = text.replacen("problem = ", "problme = ", 1);
    let codes: Vec<C> = deadlines::load(&files)
        .issues
        .iter()
        .map(|issue| issue.code)
        .collect();
    assert!(codes.contains(&C::MissingFile) && codes.contains(&C::Unreadable));
}

#[test]
fn the_page_of_the_proceedings_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/procedures.md");
    let held = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        held == deadlines::procedures_markdown(law()),
        "run `cargo xtask packs`"
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    /// A file cut or doubled anywhere is reported or still sound, and never a panic.
    #[test]
    fn a_mangled_file_never_stops_the_loader(which in 0_usize..200, from in 0_usize..9000, long in 1_usize..400, twice: bool) {
        let mut files: DataFiles = deadlines::embedded_files();
        let name = files.keys().nth(which % files.len()).unwrap().clone();
        let chars: Vec<char> = files[&name].chars().collect();
        let from = from % chars.len();
        let to = (from + long).min(chars.len());
        let cut: Vec<char> = if twice {
            [&chars[..to], &chars[from..]].concat()
        } else {
            [&chars[..from], &chars[to..]].concat()
        };
        files.insert(name, cut.into_iter().collect());
        for issue in deadlines::load(&files).issues {
            proptest::prop_assert!(issue.line >= 1 && issue.file.starts_with("cn"));
        }
    }

    #[test]
    fn any_text_is_a_notice_or_is_refused_with_a_place(text in "\\PC{0,200}") {
        if let Err(issues) = deadlines::read_notice("own.toml", &text) {
            proptest::prop_assert!(issues.iter().all(|issue| issue.line >= 1));
        }
        if let Err(issue) = deadlines::read_changes("events.toml", &text) {
            proptest::prop_assert!(issue.line >= 1);
        }
    }
}
