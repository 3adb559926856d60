//! Whom to turn to, what paper it is, what the stage is about.

use super::*;
use deadlines::{PaperKind, ProblemKind, find_recourse};
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
        for point in &guide.may_not {
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
}
