//! Whom to turn to, what paper it is, what the stage is about.

use super::*;
use deadlines::{Bystander, MayNot, PaperKind, ProblemKind, Wording, find_recourse};
use domain::{LenderType as L, Stage};

#[test]
fn the_right_authority_follows_lender_and_problem() {
    for (lender, problem, id, number) in [
        (
            L::BankCard,
            ProblemKind::Charges,
            "charges-licensed",
            Some("12378"),
        ),
        (
            L::ConsumerFinance,
            ProblemKind::Charges,
            "charges-licensed",
            Some("12378"),
        ),
        (
            L::MicroLoan,
            ProblemKind::Charges,
            "charges-micro",
            Some("12345"),
        ),
        (
            L::FacilitationPlatform,
            ProblemKind::Charges,
            "charges-platform",
            Some("12378"),
        ),
        (
            L::PrivateLender,
            ProblemKind::Charges,
            "charges-private",
            Some("110"),
        ),
        (
            L::MicroLoan,
            ProblemKind::CreditReport,
            "credit-report",
            Some("12363"),
        ),
        (L::Other, ProblemKind::Threats, "threats", Some("110")),
        (
            L::BankCard,
            ProblemKind::PersonalData,
            "personal-data",
            Some("12377"),
        ),
        (
            L::FacilitationPlatform,
            ProblemKind::ConsumerService,
            "consumer-service",
            Some("12315"),
        ),
        (
            L::BankCard,
            ProblemKind::LegalAdvice,
            "legal-advice",
            Some("12348"),
        ),
    ] {
        let recourse = find_recourse(law(), lender, problem).unwrap();
        assert_eq!(recourse.id, id);
        assert_eq!(
            recourse.numbers.first().map(|n| n.digits.as_str()),
            number,
            "{id}"
        );
    }
    // Nothing was collected for a lender of no known kind.
    assert_eq!(find_recourse(law(), L::Other, ProblemKind::Charges), None);
}

#[test]
fn a_micro_lender_is_not_sent_to_the_bank_regulator() {
    let recourse = find_recourse(law(), L::MicroLoan, ProblemKind::Charges).unwrap();
    let stops = recourse.first.iter().chain(&recourse.then);
    assert!(
        stops
            .filter_map(|s| s.proceeding.as_deref())
            .all(|p| p != "complaint-regulator")
    );
    let lender = law().proceeding("complaint-lender").unwrap();
    assert!(!lender.lenders.contains(&L::MicroLoan));
}

#[test]
fn every_paper_has_marks_to_check_and_says_when_to_stop() {
    for kind in PaperKind::ALL {
        let paper = law()
            .papers()
            .iter()
            .find(|paper| paper.kind == *kind)
            .unwrap();
        assert!(paper.marks.len() >= 3, "{}", kind.code());
        assert!(
            !paper.does.is_empty() && !paper.does_not.is_empty(),
            "{}",
            kind.code()
        );
        assert!(
            !paper.lawyer.is_empty() && !paper.todo.is_empty(),
            "{}",
            kind.code()
        );
        for clock in &paper.clocks {
            assert!(
                law()
                    .rules()
                    .any(|(one, rule)| *clock == format!("{}.{}", one.id, rule.id))
            );
        }
    }
    let of = |kind| {
        law()
            .papers()
            .iter()
            .find(|paper| paper.kind == kind)
            .unwrap()
    };
    assert_eq!(of(PaperKind::PaymentOrder).clocks, ["payment-order.object"]);
    // A letter starts no clock of a court.
    assert!(of(PaperKind::LawyerLetter).clocks.is_empty());
    assert!(of(PaperKind::DunningLetter).clocks.is_empty());
}

#[test]
fn every_stage_says_what_they_may_and_may_not_do_with_rules_that_exist() {
    for stage in Stage::ALL {
        let guide = law()
            .stages()
            .iter()
            .find(|guide| guide.stage == *stage)
            .unwrap();
        assert!(!guide.may.is_empty() && !guide.ask.is_empty() && !guide.write_down.is_empty());
        assert!(guide.script.len() >= 3, "{}", stage.code());
        rules_exist(&guide.may_not);
    }
}

fn rules_exist(points: &[MayNot]) {
    for point in points {
        assert!(!point.rules.is_empty(), "{}", point.text.zh);
        for slug in &point.rules {
            let path = format!(
                "{}/../../packs/cn-conduct/rules/{slug}.toml",
                env!("CARGO_MANIFEST_DIR")
            );
            assert!(std::path::Path::new(&path).exists(), "{slug}");
        }
    }
}

#[test]
fn family_and_workplace_have_half_a_page_with_a_statement_to_sign() {
    for who in Bystander::ALL {
        let guide = law()
            .bystanders()
            .iter()
            .find(|one| one.who == *who)
            .unwrap();
        rules_exist(&guide.may_not);
        assert!(guide.may_not.len() >= 3 && guide.script.len() >= 3 && guide.write_down.len() >= 4);
        assert!(guide.letter.ends_with("-statement"), "{}", guide.letter);
        // It is half a page: what is longer is not read while the telephone rings.
        let length = |lang: fn(&Wording) -> &str| -> usize {
            let script = guide.script.iter().flat_map(|line| [&line.when, &line.say]);
            let points = guide.may_not.iter().map(|point| &point.text);
            let words = script
                .chain(points)
                .chain(&guide.write_down)
                .chain(&guide.avoid);
            words.map(|one| lang(one).chars().count()).sum()
        };
        assert!(
            length(|words| &words.zh) < 600,
            "{}",
            length(|words| &words.zh)
        );
        assert!(
            length(|words| &words.en) < 1600,
            "{}",
            length(|words| &words.en)
        );
    }
}
