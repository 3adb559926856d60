//! The dated figures: what was read, where it ends, what is never shown.

use domain::LenderType;
use money::{MoneyCode, QuoteOrigin, Tenor, ceiling};
use serde_json::json;

use crate::{day, law, number, request};

#[test]
fn every_figure_names_its_instrument_sources_and_both_languages() {
    let law = law();
    let slugs = law.provisions().iter().map(|p| &p.slug);
    for slug in slugs.chain(law.ceilings().iter().map(|c| &c.slug)) {
        let basis = law.basis(slug).unwrap();
        assert!(
            !basis.name.is_empty() && !basis.name_en.is_empty() && !basis.sources.is_empty(),
            "{slug}"
        );
        assert!(
            !basis.title.zh.is_empty() && !basis.title.en.is_empty(),
            "{slug}"
        );
        // A clause nobody verified is left out, never made up; such a figure is
        // no better than B.
        assert!(
            !basis.clause.is_empty() || basis.grade == money::FigureGrade::B,
            "{slug}"
        );
    }
}

#[test]
fn the_lpr_steps_and_their_fourfold_are_the_catalogue_s() {
    let law = law();
    for (from, one_year, fourfold) in [
        ("2019-08-20", "4.25", "17.0"),
        ("2019-09-20", "4.20", "16.8"),
        ("2019-11-20", "4.15", "16.6"),
        ("2020-02-20", "4.05", "16.2"),
        ("2020-04-20", "3.85", "15.4"),
        ("2021-12-20", "3.80", "15.2"),
        ("2022-01-20", "3.70", "14.8"),
        ("2022-08-22", "3.65", "14.6"),
        ("2023-06-20", "3.55", "14.2"),
        ("2023-08-21", "3.45", "13.8"),
        ("2024-07-22", "3.35", "13.4"),
        ("2024-10-21", "3.10", "12.4"),
        ("2025-05-20", "3.00", "12.0"),
        ("2026-09-21", "3.00", "12.0"),
    ] {
        let at = |text| law.lpr().at(day(text), Tenor::OneYear, &[], "day").unwrap();
        assert_eq!(at(from).percent, number(one_year), "{from}");
        let before = day(from).pred_opt().unwrap();
        if from != "2019-08-20" && from != "2026-09-21" {
            let earlier = law.lpr().at(before, Tenor::OneYear, &[], "day").unwrap();
            assert!(earlier.percent > number(one_year), "{from}");
        }
        if day(from) >= day("2020-08-20") {
            let answer = ceiling(
                law,
                &request(json!({
                    "lender": "private_lender", "contract_day": from, "as_of": from,
                })),
            )
            .unwrap();
            assert_eq!(answer.lines[0].percent, Some(number(fourfold)), "{from}");
        }
    }
}

#[test]
fn the_five_year_steps_are_the_catalogue_s() {
    let law = law();
    for (from, percent) in [
        ("2019-08-20", "4.85"),
        ("2019-11-20", "4.80"),
        ("2020-02-20", "4.75"),
        ("2020-04-20", "4.65"),
        ("2022-01-20", "4.60"),
        ("2022-05-20", "4.45"),
        ("2022-08-22", "4.30"),
        ("2023-06-20", "4.20"),
        ("2024-02-20", "3.95"),
        ("2024-07-22", "3.85"),
        ("2024-10-21", "3.60"),
        ("2025-05-20", "3.50"),
    ] {
        let quote = law
            .lpr()
            .at(day(from), Tenor::FiveYear, &[], "day")
            .unwrap();
        assert_eq!(quote.percent, number(percent), "{from}");
        assert_eq!(quote.published, day(from));
    }
    // Not verified on 2026-09-21, though the one-year figure is.
    let error = law
        .lpr()
        .at(day("2026-09-21"), Tenor::FiveYear, &[], "day")
        .unwrap_err();
    assert_eq!(error.problems[0].code, MoneyCode::PastVerified);
}

#[test]
fn before_the_lpr_stands_the_benchmark_and_before_that_nothing() {
    let law = law();
    let at = |text, tenor| law.lpr().at(day(text), tenor, &[], "day");
    let quote = at("2019-08-19", Tenor::OneYear).unwrap();
    assert_eq!(quote.percent, number("4.35"));
    assert_eq!(quote.origin, QuoteOrigin::Benchmark);
    let quote = at("2015-10-24", Tenor::FiveYear).unwrap();
    assert_eq!(quote.percent, number("4.90"));
    let error = at("2015-10-23", Tenor::OneYear).unwrap_err();
    assert_eq!(error.problems[0].code, MoneyCode::NotCovered);
}

#[test]
fn past_the_verified_series_a_figure_is_refused_or_marked_as_the_user_s() {
    let law = law();
    assert_eq!(law.lpr().verified_to(), day("2026-10-19"));
    let ask = |own: serde_json::Value| {
        ceiling(
            law,
            &request(json!({
                "lender": "private_lender", "contract_day": "2026-10-20", "as_of": "2026-11-21",
                "own_lpr": own,
            })),
        )
    };
    let error = ask(json!([])).unwrap_err();
    assert_eq!(error.problems[0].field, "contract_day");
    assert_eq!(error.problems[0].code, MoneyCode::PastVerified);
    let answer = ask(json!([{"day": "2026-10-20", "percent": "2.9"}])).unwrap();
    let quote = answer.lines[0].lpr.unwrap();
    assert_eq!(quote.origin, QuoteOrigin::User);
    assert_eq!(quote.grade, None);
    assert_eq!(answer.lines[0].percent, Some(number("11.6")));
    // The user's figure never replaces a verified one.
    let error = ask(json!([{"day": "2026-10-19", "percent": "2.9"}])).unwrap_err();
    assert_eq!(error.problems[0].field, "own_lpr[0].day");
}

/// `(slug, percent)` of every line, in order.
fn lines(
    lender: LenderType,
    contract: &str,
    filing: &str,
    more: serde_json::Value,
) -> Vec<(String, Option<String>)> {
    let mut asked = json!({
        "lender": lender.code(), "contract_day": contract, "filing_day": filing, "as_of": filing,
    });
    for (key, value) in more.as_object().unwrap() {
        asked[key] = value.clone();
    }
    ceiling(law(), &request(asked))
        .unwrap()
        .lines
        .into_iter()
        .map(|line| (line.basis.slug, line.percent.map(|p| p.to_string())))
        .collect()
}

fn named(of: &[(&str, Option<&str>)]) -> Vec<(String, Option<String>)> {
    of.iter()
        .map(|(slug, percent)| ((*slug).to_owned(), percent.map(str::to_owned)))
        .collect()
}

#[test]
fn a_private_loan_is_judged_by_its_contract_day_and_the_split_of_2020() {
    use LenderType::PrivateLender as P;
    // On and after 20 August 2020: the LPR of the contract, never of filing.
    assert_eq!(
        lines(P, "2023-06-19", "2025-06-01", json!({})),
        named(&[("cap-private-4lpr", Some("14.6"))])
    );
    assert_eq!(
        lines(P, "2023-06-20", "2025-06-01", json!({})),
        named(&[("cap-private-4lpr", Some("14.2"))])
    );
    assert_eq!(
        lines(P, "2020-08-20", "2020-08-20", json!({})),
        named(&[("cap-private-4lpr", Some("15.4"))])
    );
    // The day before: two regimes, the later at the LPR of filing.
    let old = |filing| lines(P, "2020-08-19", filing, json!({}));
    assert_eq!(
        old("2020-08-20"),
        named(&[
            ("cap-private-transition", Some("15.4")),
            ("cap-private-2015-24", Some("24")),
            ("cap-private-2015-36", Some("36")),
        ])
    );
    assert_eq!(old("2025-06-01")[0].1.as_deref(), Some("12"));
    // Filed before the split: the old lines alone.
    assert_eq!(
        old("2020-08-19"),
        named(&[
            ("cap-private-2015-24", Some("24")),
            ("cap-private-2015-36", Some("36"))
        ])
    );
    // Before September 2015 only the later interest is covered.
    assert_eq!(
        lines(P, "2015-08-31", "2021-01-01", json!({})),
        named(&[("cap-private-transition", Some("15.4"))])
    );
}

#[test]
fn licensed_lenders_have_their_own_lines_each_from_its_day() {
    use LenderType as L;
    let twenty_four = ("cap-fin-24", Some("24"));
    assert_eq!(
        lines(L::BankConsumerLoan, "2024-01-01", "2026-01-01", json!({})),
        named(&[twenty_four])
    );
    // Facilitation from 1 October 2025, only if it was one.
    let facilitated = json!({"facilitated": true});
    let loan = |day, more| lines(L::BankInternetLoan, day, "2026-06-01", more);
    assert_eq!(
        loan("2025-09-30", facilitated.clone()),
        named(&[twenty_four])
    );
    assert_eq!(
        loan("2025-10-01", facilitated),
        named(&[twenty_four, ("cap-loan-facilitation-24", Some("24"))])
    );
    assert_eq!(loan("2025-10-01", json!({})), named(&[twenty_four]));
    // Guidance of the end of October 2025: a reference for new loans.
    let cf = |day| lines(L::ConsumerFinance, day, "2026-06-01", json!({}));
    assert_eq!(cf("2025-10-31"), named(&[twenty_four]));
    assert_eq!(
        cf("2025-11-01"),
        named(&[twenty_four, ("cap-consumer-finance-20", Some("20"))])
    );
    // Guideline of December 2025: new loans, from the month after.
    let micro = |day| lines(L::MicroLoan, day, "2026-06-01", json!({}));
    assert_eq!(micro("2025-12-31"), named(&[twenty_four]));
    assert_eq!(
        micro("2026-01-01"),
        named(&[twenty_four, ("cap-microloan-2025-guideline", Some("24"))])
    );
}

#[test]
fn a_card_has_a_fairness_test_without_a_number_and_a_band_that_ended() {
    let card = |day, filing| lines(LenderType::BankCard, day, filing, json!({}));
    assert_eq!(
        card("2022-01-01", "2023-01-01"),
        named(&[("cap-fin-24", Some("24")), ("cap-card-reduction", None)])
    );
    assert_eq!(
        card("2019-01-01", "2021-05-24"),
        named(&[("cap-fin-24", Some("24")), ("card-cap-2017", Some("18.25"))])
    );
    // What may not be charged at all, whatever the amount.
    let answer = ceiling(
        law(),
        &request(json!({
            "lender": "bank_card", "contract_day": "2023-01-01", "as_of": "2024-01-01",
            "spans": [{"from": "2023-01-01", "to": "2024-01-01", "principal": "10000.00"}],
            "charges": [{"kind": "overlimit_fee", "amount": "50.00"}],
        })),
    )
    .unwrap();
    let line = answer
        .lines
        .iter()
        .find(|l| l.basis.slug == "card-no-overlimit");
    let amounts = line.unwrap().amounts.as_ref().unwrap();
    assert_eq!(amounts.above.to_string(), "50.00");
    assert!(
        answer
            .lines
            .iter()
            .all(|l| l.basis.slug != "card-no-late-fee")
    );
}

#[test]
fn since_august_2026_what_is_not_on_the_cost_statement_may_not_be_charged() {
    let ask = |contract: &str| {
        let answer = ceiling(
            law(),
            &request(json!({
                "lender": "consumer_finance", "contract_day": contract, "as_of": "2026-11-01",
                "spans": [{"from": contract, "to": "2026-11-01", "principal": "10000.00"}],
                "charges": [{"kind": "not_on_cost_statement", "amount": "99.00"}],
            })),
        );
        let mut lines = answer.unwrap().lines.into_iter();
        lines.find(|line| line.basis.slug == "disclose-cost-table-2026")
    };
    assert!(ask("2026-07-31").is_none());
    let line = ask("2026-08-01").unwrap();
    assert_eq!(line.amounts.unwrap().above.to_string(), "99.00");
}

#[test]
fn a_platform_is_no_lender_and_others_are_not_covered() {
    for lender in ["facilitation_platform", "other"] {
        let error = ceiling(
            law(),
            &request(json!({
                "lender": lender, "contract_day": "2024-01-01", "as_of": "2024-02-01",
            })),
        )
        .unwrap_err();
        assert_eq!(error.problems[0].field, "lender");
        assert_eq!(error.problems[0].code, MoneyCode::NotCovered);
    }
}

#[test]
fn days_without_a_line_are_listed() {
    let answer = ceiling(
        law(),
        &request(json!({
            "lender": "private_lender", "contract_day": "2015-01-01", "filing_day": "2021-01-01",
            "as_of": "2021-01-01",
            "spans": [{"from": "2015-01-01", "to": "2021-01-01", "principal": "10000.00"}],
        })),
    )
    .unwrap();
    let [only] = answer.uncovered[..] else {
        panic!("{:?}", answer.uncovered)
    };
    assert_eq!((only.from, only.to), (day("2015-01-01"), day("2020-08-20")));
}
