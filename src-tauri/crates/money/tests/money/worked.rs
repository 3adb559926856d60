//! Examples worked by hand; the derivation stands with each.

use money::{
    DayConvention, InterestBy, Method, ScheduleRequest, balance, ceiling, cost, irr, offers,
    overdue_interest, plan, post_judgment, schedule, set_off, xirr,
};
use serde_json::json;

use crate::{day, law, money, number, request, yearly};

fn loan(principal: &str, percent: &str, periods: u32, method: Method) -> ScheduleRequest {
    ScheduleRequest {
        principal: money(principal),
        rate: yearly(percent),
        periods,
        method,
        months_per_period: 1,
        start: None,
        first_due: None,
        interest_by: InterestBy::Period,
        day_count: DayConvention::Actual365,
        instalment: None,
        in_advance: false,
    }
}

#[test]
fn three_equal_instalments_by_hand() {
    // 3,000 at 12 % a year, i = 1 %. 1.01³ = 1.030301, v³ = 0.970590147…
    // 3000 × 0.01 ÷ (1 − 0.970590147…) = 30 ÷ 0.029409852… = 1020.0663… → 1020.07.
    // Row 1: 30.00 interest, 990.07 principal, 2009.93 left.
    // Row 2: 20.10 (20.0993), 999.97, 1009.96 left.
    // Row 3: 10.10 (10.0996), 1009.96, payment 1020.06.
    let plan = schedule(&loan("3000", "12", 3, Method::EqualInstalment)).unwrap();
    assert_eq!(plan.instalment, Some(money("1020.07")));
    let rows: Vec<_> = plan
        .rows
        .iter()
        .map(|r| (r.payment, r.interest, r.principal, r.balance))
        .collect();
    let row = |a, b, c, d| (money(a), money(b), money(c), money(d));
    assert_eq!(
        rows,
        [
            row("1020.07", "30.00", "990.07", "2009.93"),
            row("1020.07", "20.10", "999.97", "1009.96"),
            row("1020.06", "10.10", "1009.96", "0.00"),
        ]
    );
    assert_eq!(plan.total_interest, money("60.20"));
}

#[test]
fn three_equal_parts_of_principal_by_hand() {
    // 1,000 ÷ 3 = 333.33, the last takes 333.34. Interest 1 % of 1000.00, 666.67 and
    // 333.34: 10.00, 6.67, 3.33.
    let plan = schedule(&loan("1000", "12", 3, Method::EqualPrincipal)).unwrap();
    let paid: Vec<String> = plan.rows.iter().map(|r| r.payment.to_string()).collect();
    assert_eq!(paid, ["343.33", "340.00", "336.67"]);
    assert_eq!(plan.total_interest, money("20.00"));
}

#[test]
fn interest_only_and_bullet_by_hand() {
    // 10,000 at 6 % for 12 months: 50 a month and the principal with the last;
    // as a bullet 600 at the end.
    let plan = schedule(&loan("10000", "6", 12, Method::InterestOnly)).unwrap();
    assert_eq!(plan.rows[0].payment, money("50"));
    assert_eq!(plan.rows[11].payment, money("10050"));
    let plan = schedule(&loan("10000", "6", 12, Method::Bullet)).unwrap();
    assert_eq!(plan.rows.len(), 1);
    assert_eq!(plan.rows[0].payment, money("10600"));
}

#[test]
fn interest_by_days_knows_a_leap_february() {
    // 10,000 at 3.65 % by days: one yuan a day on 365. From 31 January 2024 to
    // 29 February is 29 days, to 31 March 31 days.
    let mut asked = loan("10000", "3.65", 2, Method::InterestOnly);
    asked.start = Some(day("2024-01-31"));
    asked.interest_by = InterestBy::Day;
    let plan = schedule(&asked).unwrap();
    assert_eq!(plan.rows[0].due, Some(day("2024-02-29")));
    assert_eq!(plan.rows[0].interest, money("29.00"));
    assert_eq!(plan.rows[1].due, Some(day("2024-03-31")));
    assert_eq!(plan.rows[1].interest, money("31.00"));
    // On 360 at 3.6 % a day costs one yuan as well; 30/360 counts 29 and 32.
    asked.rate = yearly("3.6");
    asked.day_count = DayConvention::Thirty360;
    let plan = schedule(&asked).unwrap();
    assert_eq!(plan.rows[0].interest, money("29.00"));
    assert_eq!(plan.rows[1].interest, money("32.00"));
}

#[test]
fn a_daily_rate_is_the_catalogue_s_yearly_one() {
    // 日 0.05 % is 年 18.25 %, times 0.7 is 日 0.035 % and 年 12.775 %: over 365 days
    // on 10,000 that is 1,825.00 and 1,277.50.
    for (percent, interest) in [("0.05", "1825.00"), ("0.035", "1277.50")] {
        let answer = overdue_interest(
            law(),
            &request(json!({
                "principal": "10000.00", "from": "2023-01-01", "to": "2024-01-01",
                "ground": "agreed", "rate": {"percent": percent, "per": "day"},
            })),
        )
        .unwrap();
        assert_eq!(answer.interest, money(interest));
    }
}

#[test]
fn published_spreadsheet_examples() {
    // PMT(8 %/12, 10, 10000) = −1037.03; with payments in advance −1030.16.
    let mut asked = loan("10000", "8", 10, Method::EqualInstalment);
    assert_eq!(schedule(&asked).unwrap().instalment, Some(money("1037.03")));
    asked.in_advance = true;
    let plan = schedule(&asked).unwrap();
    assert_eq!(plan.instalment, Some(money("1030.16")));
    assert_eq!(plan.rows[0].interest, money("0"));
    // IRR of −70,000 and 12, 15, 18, 21 (26) thousand: −2.1 % and 8.7 %.
    let percent = |flows: &[&str]| {
        let flows = flows.iter().map(|yuan| money(yuan)).collect();
        let rate = irr(&money::IrrRequest {
            flows,
            periods_per_year: 1,
        });
        rate.unwrap().rate.unwrap().per_period_percent
    };
    let four = percent(&["-70000", "12000", "15000", "18000", "21000"]);
    assert!(number("-2.15") < four && four < number("-2.05"), "{four}");
    let five = percent(&["-70000", "12000", "15000", "18000", "21000", "26000"]);
    assert!(number("8.65") < five && five < number("8.75"), "{five}");
    // XIRR: 37.3362535 %.
    let dated = xirr(&request(json!({"flows": [
        {"day": "2008-01-01", "amount": "-10000"},
        {"day": "2008-03-01", "amount": "2750"},
        {"day": "2008-10-30", "amount": "4250"},
        {"day": "2009-02-15", "amount": "3250"},
        {"day": "2009-04-01", "amount": "2750"},
    ]})))
    .unwrap();
    let rate = dated.rate.unwrap().effective_annual_percent.unwrap();
    assert!(
        number("37.3362530") < rate && rate < number("37.3362540"),
        "{rate}"
    );
}

#[test]
fn nominal_is_twelve_times_and_effective_is_compounded() {
    // 100 becomes 102 in a month: 2 %, 24 % nominal, 1.02¹² − 1 = 26.8241794563 %
    // (1.02² = 1.0404, ⁴ = 1.08243216, ⁸ = 1.171659381…, ⁴ × ⁸ = 1.268241794562…).
    let rate = irr(&request(json!({"flows": ["-100", "102"]}))).unwrap();
    let rate = rate.rate.unwrap();
    assert_eq!(rate.per_period_percent, number("2"));
    assert_eq!(rate.nominal_annual_percent, number("24"));
    assert_eq!(rate.effective_annual_percent, Some(number("26.8241794563")));
}

#[test]
fn a_fee_taken_at_the_start_doubles_a_short_loan_s_cost() {
    // 1,000 on paper, 100 kept back, 1,000 + 35 repaid after one month: 135 on 900
    // is 15 % a month, 180 % a year nominal; the stated rate is 3.5 % and 42 %.
    let answer = cost(
        law(),
        &request(json!({
            "principal": "1000.00",
            "upfront": [{"kind": "service_fee", "amount": "100.00"}],
            "instalments": [{"amount": "1035.00"}],
        })),
    )
    .unwrap();
    let nominal = |view: &money::CostFigures| view.irr.unwrap().nominal_annual_percent;
    assert_eq!(nominal(&answer.stated), number("42"));
    assert_eq!(nominal(&answer.all_in), number("180"));
    assert_eq!(answer.all_in.simple_percent, number("180"));
    // No contract day: no rule can be named, so the fee is not counted by one.
    assert_eq!(nominal(&answer.by_rule), number("42"));
}

#[test]
fn which_charges_count_depends_on_lender_and_day() {
    let counted = |lender: &str, contract: &str, kind: &str| {
        let answer = cost(
            law(),
            &request(json!({
                "principal": "1000.00", "lender": lender, "contract_day": contract,
                "facilitated": true,
                "upfront": [{"kind": kind, "amount": "10.00"}],
                "instalments": [{"amount": "1035.00"}],
            })),
        )
        .unwrap();
        answer.charges[0]
            .basis
            .as_ref()
            .map(|basis| basis.slug.clone())
    };
    let fin = Some("cap-loan-facilitation-24".to_owned());
    assert_eq!(
        counted("bank_internet_loan", "2025-10-01", "guarantee"),
        fin
    );
    assert_eq!(
        counted("bank_internet_loan", "2025-09-30", "guarantee"),
        None
    );
    let micro = Some("cap-microloan-2025-guideline".to_owned());
    assert_eq!(counted("micro_loan", "2026-01-01", "insurance"), micro);
    let apr = Some("disclose-apr-2021".to_owned());
    assert_eq!(
        counted("consumer_finance", "2021-03-31", "service_fee"),
        apr
    );
    assert_eq!(
        counted("consumer_finance", "2021-03-30", "service_fee"),
        None
    );
    assert_eq!(
        counted("consumer_finance", "2026-01-01", "membership"),
        None
    );
}

#[test]
fn an_account_from_withheld_interest_to_a_part_payment() {
    // 10,000 on paper, 600 withheld: principal 9,400 (民法典 670). 12 % to the due day,
    // 1 January to 1 April 2026, 90 days: 9400 × 12 % × 90 ÷ 365 = 278.1369… → 278.14.
    // Overdue at 18 %: to 1 June 61 days: 9400 × 18 % × 61 ÷ 365 = 282.7726… → 282.77.
    // 2,000 paid: fee 50.00, interest 278.14, penalty 282.77, principal 1,389.09.
    // Left 8,010.91; to 30 June 29 days: 8010.91 × 18 % × 29 ÷ 365 = 114.5669… → 114.57.
    let answer = balance(&request(json!({
        "terms": {"rate": {"percent": "12", "per": "year"},
                  "penalty_rate": {"percent": "18", "per": "year"}},
        "entries": [
            {"day": "2026-01-01", "kind": "disbursement", "amount": "10000.00"},
            {"day": "2026-01-01", "kind": "interest_withheld", "amount": "600.00"},
            {"day": "2026-04-01", "kind": "due", "amount": "9400.00"},
            {"day": "2026-05-01", "kind": "fee", "amount": "50.00"},
            {"day": "2026-06-01", "kind": "payment", "amount": "2000.00"},
        ],
        "days": ["2026-04-01", "2026-05-31", "2026-06-01", "2026-06-30"],
        "working": true,
    })))
    .unwrap();
    let [due, eve, paid, end] = &answer.balances[..] else {
        panic!("four days")
    };
    assert_eq!(
        (due.principal, due.interest),
        (money("9400"), money("278.14"))
    );
    assert_eq!(due.overdue_principal, money("9400"));
    // 60 days of penalty on 31 May: 278.1369… (18 % × 60 = 12 % × 90).
    assert_eq!(eve.penalty, money("278.14"));
    assert_eq!(paid.principal, money("8010.91"));
    assert_eq!(paid.total, money("8010.91"));
    assert_eq!(end.penalty, money("114.57"));
    assert_eq!(end.total, money("8125.48"));
    let exact = answer.working.iter().filter_map(|line| line.exact);
    assert!(exact.into_iter().any(|e| e == number("114.5669868493")));
}

#[test]
fn another_order_of_set_off_only_if_it_was_agreed() {
    let left = |order: serde_json::Value| {
        let mut asked = json!({
            "terms": {},
            "entries": [
                {"day": "2026-01-01", "kind": "disbursement", "amount": "1000.00"},
                {"day": "2026-02-01", "kind": "interest", "amount": "100.00"},
                {"day": "2026-02-01", "kind": "damages", "amount": "70.00"},
                {"day": "2026-02-01", "kind": "fee", "amount": "30.00"},
                {"day": "2026-03-01", "kind": "payment", "amount": "150.00"},
            ],
            "days": ["2026-03-01"],
        });
        if !order.is_null() {
            asked["terms"]["order"] = order;
        }
        let answer = balance(&request(asked)).unwrap().balances.remove(0);
        (
            answer.principal,
            answer.interest,
            answer.damages,
            answer.fee,
        )
    };
    let owed = |a, b, c, d| (money(a), money(b), money(c), money(d));
    // Costs 30, interest 100, then 20 of the principal.
    assert_eq!(left(json!(null)), owed("980", "0", "70", "0"));
    // Agreed: principal first.
    let agreed = json!(["principal", "interest", "penalty", "damages", "fee"]);
    assert_eq!(left(agreed), owed("850", "100", "70", "30"));
}

#[test]
fn an_instalment_paid_a_day_early_is_not_late_the_next_day() {
    let entries = |paid: &str| {
        json!({
            "terms": {"penalty_rate": {"percent": "36.5", "per": "year"}},
            "entries": [
                {"day": "2026-01-01", "kind": "disbursement", "amount": "1000.00"},
                {"day": "2026-02-01", "kind": "due", "amount": "500.00"},
                {"day": paid, "kind": "payment", "amount": "500.00"},
                {"day": "2026-03-01", "kind": "acceleration"},
            ],
            "days": ["2026-02-11", "2026-03-11"],
        })
    };
    // 0.1 % a day. Early or in time: the other 500 falls due on 1 March and costs 5.00
    // by the 11th. A day late: 0.50, set off first, so 500.50 of principal are left, of
    // them 0.50 overdue, which cost 0.0135 → 0.01 to 1 March; then ten days on 500.50
    // cost 5.005 → 5.01. 500.50 + 0.01 + 5.01 = 505.52.
    for (paid, first, second) in [
        ("2026-01-31", "500.00", "505.00"),
        ("2026-02-01", "500.00", "505.00"),
        ("2026-02-02", "500.50", "505.52"),
    ] {
        let answer = balance(&request(entries(paid))).unwrap();
        assert_eq!(answer.balances[0].total, money(first), "{paid}");
        assert_eq!(answer.balances[1].total, money(second), "{paid}");
    }
}

#[test]
fn agreed_compound_interest_follows_the_judgment_s_formula() {
    // (本金 + 应付未付利息) × days × daily penalty rate: principal 10,000, due with
    // 100 of interest; 18.25 % is 0.05 % a day; 10 days on 10,100 are 50.50. Without
    // the agreement on 10,000: 50.00.
    let penalty = |compound: bool| {
        let answer = balance(&request(json!({
            "terms": {"penalty_rate": {"percent": "18.25", "per": "year"}, "compound": compound},
            "entries": [
                {"day": "2026-01-01", "kind": "disbursement", "amount": "10000.00"},
                {"day": "2026-02-01", "kind": "interest", "amount": "100.00"},
                {"day": "2026-02-01", "kind": "due", "amount": "10000.00"},
            ],
            "days": ["2026-02-11"],
        })));
        answer.unwrap().balances[0].penalty
    };
    assert_eq!(penalty(true), money("50.50"));
    assert_eq!(penalty(false), money("50.00"));
}

#[test]
fn early_repayment_costs_interest_for_the_actual_days() {
    // 10,000 at 3.65 %: one yuan a day. Repaid after 40 days with 10,040: nothing left.
    let answer = balance(&request(json!({
        "terms": {"rate": {"percent": "3.65", "per": "year"}},
        "entries": [
            {"day": "2026-01-01", "kind": "disbursement", "amount": "10000.00"},
            {"day": "2026-02-10", "kind": "payment", "amount": "10040.00"},
            {"day": "2026-12-31", "kind": "due", "amount": "10000.00"},
        ],
        "days": ["2026-02-09", "2026-02-10", "2027-01-31"],
    })))
    .unwrap();
    assert_eq!(answer.balances[0].total, money("10039"));
    assert_eq!(answer.balances[1].total, money("0"));
    assert_eq!(answer.balances[2].total, money("0"));
}

#[test]
fn a_waiver_lowers_its_part_and_the_rate_may_change() {
    // 36.5 % is 10 yuan a day on 10,000, 18.25 % is 5. Ten days each: 100 + 50; 30 of
    // it is waived.
    let answer = balance(&request(json!({
        "terms": {"rate": {"percent": "36.5", "per": "year"}},
        "entries": [
            {"day": "2026-01-01", "kind": "disbursement", "amount": "10000.00"},
            {"day": "2026-01-11", "kind": "rate_change", "rate": {"percent": "18.25", "per": "year"}},
            {"day": "2026-01-21", "kind": "waiver", "part": "interest", "amount": "30.00"},
        ],
        "days": ["2026-01-21"],
    })))
    .unwrap();
    assert_eq!(answer.balances[0].interest, money("120"));
}

#[test]
fn the_transition_splits_a_private_loan_s_interest_at_20_august_2020() {
    // 100,000 at 36 % from 1 June 2019 to 1 March 2021, 639 days, 63,000 claimed.
    // To 20 August 2020 446 days. 24 %: 100000 × 24 % × 446 ÷ 365 = 29,326.027… The
    // share claimed for it: 63000 × 446 ÷ 639 = 43,971.830…, above 14,645.80.
    // After it 193 days at 4 × 3.85 % = 15.4 % (LPR of filing): 8,143.013…; claimed
    // 19,028.17, above 10,885.16.
    let answer = ceiling(
        law(),
        &request(json!({
            "lender": "private_lender", "contract_day": "2019-06-01",
            "filing_day": "2021-03-01", "as_of": "2021-03-01",
            "spans": [{"from": "2019-06-01", "to": "2021-03-01", "principal": "100000.00"}],
            "charges": [{"kind": "interest", "amount": "63000.00"}],
        })),
    )
    .unwrap();
    let of = |slug: &str| {
        let line = answer.lines.iter().find(|line| line.basis.slug == slug);
        line.unwrap().amounts.clone().unwrap()
    };
    let new = of("cap-private-transition");
    assert_eq!(
        (new.allowed, new.above),
        (money("8143.01"), money("10885.16"))
    );
    let old = of("cap-private-2015-24");
    assert_eq!(
        (old.allowed, old.above),
        (money("29326.03"), money("14645.80"))
    );
    assert_eq!(new.charged.plus(old.charged), money("63000"));
    assert!(answer.uncovered.is_empty());
}

#[test]
fn what_is_above_is_shared_over_the_items_to_the_fen() {
    // 10,000 for 365 days, 24 % allow 2,400. Claimed 1,800 + 1,000 + 200 = 3,000: 600
    // above, shared 360, 200, 40. 2,700 was paid: 300 of it is still unpaid, and 300
    // was paid beyond the line.
    let answer = ceiling(
        law(),
        &request(json!({
            "lender": "consumer_finance", "contract_day": "2023-01-01", "as_of": "2024-01-01",
            "rate": {"percent": "1.6", "per": "month"},
            "spans": [{"from": "2023-01-01", "to": "2024-01-01", "principal": "10000.00"}],
            "charges": [
                {"kind": "interest", "amount": "1800.00", "paid": "1800.00"},
                {"kind": "penalty_interest", "amount": "1000.00", "paid": "900.00"},
                {"kind": "liquidated_damages", "amount": "200.00"},
            ],
        })),
    )
    .unwrap();
    let line = &answer.lines[0];
    assert_eq!(line.unpaid, money::AboveEffect::ReducedOnRequest);
    assert_eq!(line.paid, money::AboveEffect::NotSettled);
    assert_eq!(line.rate_above, Some(false), "19.2 % a year");
    let amounts = line.amounts.as_ref().unwrap();
    assert_eq!(amounts.above, money("600"));
    assert_eq!(
        (amounts.above_unpaid, amounts.above_paid),
        (money("300"), money("300"))
    );
    let items: Vec<String> = amounts.items.iter().map(|i| i.above.to_string()).collect();
    assert_eq!(items, ["360.00", "200.00", "40.00"]);
}

#[test]
fn a_bank_s_penalty_rate_is_the_contract_rate_plus_half() {
    // 6.12 % plus 50 % is 9.18 %: 100,000 for 365 days, 9,180.00.
    let ask = |uplift: &str| {
        overdue_interest(
            law(),
            &request(json!({
                "principal": "100000.00", "from": "2019-01-01", "to": "2020-01-01",
                "ground": "bank_penalty", "rate": {"percent": "6.12", "per": "year"},
                "uplift_percent": uplift,
            })),
        )
        .unwrap()
    };
    let answer = ask("50");
    assert_eq!(answer.segments[0].percent, number("9.18"));
    assert_eq!(answer.interest, money("9180"));
    assert!(!answer.uplift_outside_band && !ask("30").uplift_outside_band);
    assert!(ask("50.01").uplift_outside_band && ask("29.99").uplift_outside_band);
}

#[test]
fn overdue_interest_follows_the_benchmark_and_then_the_lpr() {
    // 36,500: one percent a year is one yuan a day. 10 August to 20 August 2019 at the
    // benchmark, 10 days × 4.35; to 20 September 31 × 4.25; to 1 October 11 × 4.20.
    // 43.50 + 131.75 + 46.20 = 221.45; with 1.5 times 332.175 → 332.18.
    let ask = |multiple: &str| {
        let asked = request(json!({
            "principal": "36500.00", "from": "2019-08-10", "to": "2019-10-01",
            "ground": "lpr_of_each_day", "multiple": multiple,
        }));
        overdue_interest(law(), &asked).unwrap()
    };
    let answer = ask("1");
    let days: Vec<u32> = answer.segments.iter().map(|s| s.days).collect();
    assert_eq!(days, [10, 31, 11]);
    assert_eq!(answer.interest, money("221.45"));
    assert_eq!(ask("1.5").interest, money("332.18"));
}

#[test]
fn private_overdue_interest_stays_under_four_times_the_lpr() {
    // Contract of 1 July 2023: 4 × 3.55 = 14.2 %. Agreed 24 %: cut. 36,500 for 10 days
    // at 14.2 yuan a day: 142.00. Nothing agreed: the LPR of the day of default, 3.45.
    let ask = |ground: &str, rate: Option<&str>| {
        let mut asked = json!({
            "principal": "36500.00", "from": "2023-12-01", "to": "2023-12-11",
            "ground": ground, "lender": "private_lender", "contract_day": "2023-07-01",
        });
        if let Some(percent) = rate {
            asked["rate"] = json!({"percent": percent, "per": "year"});
        }
        overdue_interest(law(), &request(asked)).unwrap()
    };
    let cut = ask("agreed", Some("24"));
    assert_eq!(
        (cut.interest, cut.cut_to),
        (money("142"), Some(number("14.2")))
    );
    let kept = ask("term_rate", Some("10"));
    assert_eq!((kept.interest, kept.cut_to), (money("100"), None));
    assert_eq!(ask("nothing_agreed", None).interest, money("34.50"));
}

#[test]
fn the_surcharge_after_judgment_is_0_0175_percent_a_day() {
    // A year on 100,000: 0.000175 × 365 = 6.3875 %, 6,387.50.
    let ask = |more: serde_json::Value| {
        let mut asked = json!({
            "adjudged": "100000.00", "perform_by": "2025-03-10", "as_of": "2026-03-10",
        });
        for (key, value) in more.as_object().unwrap() {
            asked[key] = value.clone();
        }
        post_judgment(law(), &request(asked)).unwrap()
    };
    assert_eq!(ask(json!({})).surcharge, money("6387.50"));
    // 40,000 paid after 100 days: 100 × 17.50 + 265 × 10.50 = 4,532.50.
    let paid = json!({"payments": [{"day": "2025-06-18", "amount": "40000.00"}]});
    let answer = ask(paid);
    assert_eq!(answer.surcharge, money("4532.50"));
    assert_eq!(answer.adjudged, money("60000"));
    // Paid off after 100 days with 101,000: 1,750 of surcharge, 1,000 of it met.
    let off = ask(json!({"payments": [{"day": "2025-06-18", "amount": "101000.00"}]}));
    assert_eq!(
        (off.surcharge_total, off.surcharge),
        (money("1750"), money("750"))
    );
    assert_eq!(off.total, money("750"));
    // Ten days of suspension do not count.
    let paused = ask(json!({"pauses": [{"from": "2025-05-01", "to": "2025-05-11"}]}));
    assert_eq!(paused.surcharge, money("6212.50"));
    // Ordinary interest of 3.65 % is 10 yuan a day; it bears no surcharge.
    let both = ask(json!({"ordinary": {
        "rate": {"percent": "3.65", "per": "year"}, "from": "2025-01-01", "stated": "500.00",
    }}));
    // 1 January 2025 to 10 March 2026: 433 days.
    assert_eq!(both.ordinary_interest, money("4830"));
    assert_eq!(both.surcharge, money("6387.50"));
    assert_eq!(both.total, money("111217.50"));
}

#[test]
fn one_payment_over_several_debts_follows_article_560() {
    let debts = json!([
        {"id": "later", "balance": "500.00", "due": "2026-09-01", "annual_percent": "36"},
        {"id": "secured", "balance": "500.00", "due": "2026-01-01", "secured": "500.00", "annual_percent": "24"},
        {"id": "light", "balance": "500.00", "due": "2026-02-01", "annual_percent": "10"},
        {"id": "old", "balance": "300.00", "due": "2026-03-01", "annual_percent": "18"},
        {"id": "twin-a", "balance": "100.00", "due": "2026-04-01", "annual_percent": "18"},
        {"id": "twin-b", "balance": "200.00", "due": "2026-04-01", "annual_percent": "18"},
    ]);
    let ask = |payment: &str, designated: serde_json::Value| {
        let asked = request(json!({
            "payment": payment, "day": "2026-06-01", "debts": debts, "designated": designated,
        }));
        let answer = set_off(law(), &asked).unwrap();
        let shares = answer
            .shares
            .iter()
            .filter(|share| share.amount > money("0"));
        shares
            .map(|share| format!("{} {}", share.id, share.amount))
            .collect::<Vec<_>>()
    };
    // Due before not due, unsecured before secured, heavy before light, early before
    // late, twins in proportion: 50 over 100 and 200 is 16.67 and 33.33.
    assert_eq!(
        ask("350.00", json!([])),
        ["old 300.00", "twin-a 16.67", "twin-b 33.33"]
    );
    assert_eq!(
        ask("1700.00", json!([])),
        [
            "old 300.00",
            "twin-a 100.00",
            "twin-b 200.00",
            "light 500.00",
            "secured 500.00",
            "later 100.00"
        ]
    );
    // The debtor's choice comes first.
    assert_eq!(ask("350.00", json!(["later"])), ["later 350.00"]);
}

#[test]
fn offers_are_in_proportion_and_sum_to_the_surplus() {
    // 100 over 3 equal debts: 33.34, 33.33, 33.33.
    let answer = offers(&request(json!({"surplus": "100.00", "debts": [
        {"id": "a", "balance": "900.00"}, {"id": "b", "balance": "900.00"},
        {"id": "c", "balance": "900.00"},
    ]})))
    .unwrap();
    let given: Vec<String> = answer.offers.iter().map(|o| o.offer.to_string()).collect();
    assert_eq!(given, ["33.34", "33.33", "33.33"]);
    // Never more than is owed.
    let answer = offers(&request(json!({"surplus": "100.00", "debts": [
        {"id": "a", "balance": "30.00"}, {"id": "b", "balance": "20.01"},
    ]})))
    .unwrap();
    assert_eq!(answer.total, money("50.01"));
    assert_eq!(answer.offers[1].offer, money("20.01"));
}

#[test]
fn plans_side_by_side_by_hand() {
    // 12,000 and 600 of interest owed; a surplus of 1,000. Twelve months without
    // interest: 1,050 each, too much. With the interest waived: 1,000, it fits.
    let answer = plan(
        law(),
        &request(json!({
            "as_of": "2026-01-31",
            "balance": {"principal": "12000.00", "interest": "600.00"},
            "surplus": "1000.00",
            "options": [
                {"kind": "instalments", "months": 12},
                {"kind": "reduction", "months": 12, "waived": {"interest": "600.00"}},
                {"kind": "lump_sum", "amount": "9000.00"},
                {"kind": "extension", "months": 6, "rate": {"percent": "10", "per": "year"}},
            ],
        })),
    )
    .unwrap();
    let [spread, reduced, lump, extended] = &answer.outcomes[..] else {
        panic!("four plans")
    };
    assert_eq!((spread.highest, spread.fits), (money("1050"), Some(false)));
    assert_eq!((reduced.highest, reduced.fits), (money("1000"), Some(true)));
    assert_eq!(reduced.waived, money("600"));
    assert_eq!(reduced.rows[0].due, day("2026-02-28"));
    assert_eq!(reduced.rows[1].due, day("2026-03-28"));
    assert_eq!(lump.against_today, money("-3600"));
    // Half a year of 10 % on the principal alone: 600.
    assert_eq!(extended.total, money("13200"));
    assert_eq!(extended.ends, day("2026-07-31"));
}
