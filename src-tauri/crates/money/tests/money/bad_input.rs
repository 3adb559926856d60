//! Input that is wrong, and input at the edge: a named field or the exact answer.

use domain::Money;
use money::{
    BalanceRequest, MoneyCode, OffersRequest, ScheduleRequest, balance, irr, offers,
    overdue_interest, plan, post_judgment, schedule, xirr,
};
use serde_json::{Value, json};

use crate::{law, money, number, request};

fn refused<T: std::fmt::Debug>(answer: money::Result<T>) -> Vec<(String, MoneyCode)> {
    let problems = answer.unwrap_err().problems;
    problems.into_iter().map(|p| (p.field, p.code)).collect()
}

fn at(field: &str, code: MoneyCode) -> Vec<(String, MoneyCode)> {
    vec![(field.to_owned(), code)]
}

fn loan(change: Value) -> ScheduleRequest {
    let mut asked = json!({
        "principal": "1000.00", "rate": {"percent": "12", "per": "year"}, "periods": 12,
        "method": "equal_instalment",
    });
    for (key, value) in change.as_object().unwrap() {
        asked[key] = value.clone();
    }
    request(asked)
}

/// A request that does not even read, with the field and the words.
fn unreadable<T: serde::de::DeserializeOwned>(value: Value) -> String {
    let Err(error) = serde_json::from_value::<T>(value) else {
        panic!("it was read")
    };
    error.to_string()
}

#[test]
fn zero_and_negative_principal_are_refused() {
    for principal in ["0", "0.00", "-0.01", "-1000"] {
        let answer = schedule(&loan(json!({"principal": principal})));
        assert_eq!(refused(answer), at("principal", MoneyCode::NotPositive));
    }
}

#[test]
fn rate_zero_and_one_period_are_exact() {
    let plan = schedule(&loan(json!({"rate": {"percent": "0", "per": "year"}}))).unwrap();
    // 1000 ÷ 12 = 83.33, the last 83.37.
    assert_eq!(plan.rows[0].payment, money("83.33"));
    assert_eq!(plan.rows[11].payment, money("83.37"));
    assert_eq!(plan.total_payment, money("1000"));
    let plan = schedule(&loan(json!({"periods": 1}))).unwrap();
    assert_eq!(plan.rows[0].payment, money("1010"));
    for method in ["equal_principal", "interest_only", "bullet"] {
        let plan = schedule(&loan(json!({"periods": 1, "method": method}))).unwrap();
        assert_eq!(plan.rows[0].payment, money("1010"), "{method}");
    }
}

#[test]
fn no_periods_and_too_many_are_refused_all_problems_at_once() {
    let answer = schedule(&loan(json!({
        "principal": "-1", "periods": 0, "rate": {"percent": "-1", "per": "year"},
        "months_per_period": 13,
    })));
    assert_eq!(
        refused(answer),
        [
            ("principal".to_owned(), MoneyCode::NotPositive),
            ("rate.percent".to_owned(), MoneyCode::Negative),
            ("periods".to_owned(), MoneyCode::OutOfRange),
            ("months_per_period".to_owned(), MoneyCode::OutOfRange),
        ]
    );
    let answer = schedule(&loan(json!({"periods": 601})));
    assert_eq!(refused(answer), at("periods", MoneyCode::OutOfRange));
}

#[test]
fn an_instalment_that_never_repays_is_refused() {
    // 1 % of 1,000 is 10.00 a month.
    for instalment in ["9.99", "10.00"] {
        let answer = schedule(&loan(json!({"instalment": instalment})));
        assert_eq!(refused(answer), at("instalment", MoneyCode::NeverAmortises));
    }
    // Enough to lower it but not to end it: the last payment would be the loan itself.
    let answer = schedule(&loan(json!({"instalment": "10.01"})));
    assert_eq!(refused(answer), at("instalment", MoneyCode::NeverAmortises));
    // More than needed ends early.
    let plan = schedule(&loan(json!({"instalment": "505.00"}))).unwrap();
    assert_eq!(plan.rows.len(), 3);
    assert_eq!(plan.rows[2].balance, money("0"));
    // A fen cannot be divided by twelve.
    let answer = schedule(&loan(json!({"principal": "0.01"})));
    assert_eq!(refused(answer), at("principal", MoneyCode::NeverAmortises));
}

#[test]
fn a_rate_so_high_that_only_rounding_would_repay_is_refused() {
    // 300 % a month for 360 months: the instalment to the fen is the interest.
    let answer = schedule(&loan(json!({
        "periods": 360, "rate": {"percent": "300", "per": "month"},
    })));
    assert_eq!(refused(answer), at("principal", MoneyCode::NeverAmortises));
}

#[test]
fn a_long_month_that_costs_more_than_the_level_instalment_is_refused() {
    // 60 % on 360 over 119 months: about 50.2 a month on 1,000, but 31 days of
    // interest are 51.67.
    let answer = schedule(&loan(json!({
        "periods": 119, "rate": {"percent": "60", "per": "year"}, "day_count": "actual_360",
        "interest_by": "day", "start": "2025-01-01",
    })));
    assert_eq!(refused(answer), at("principal", MoneyCode::NeverAmortises));
}

#[test]
fn finer_than_a_fen_and_beyond_range_do_not_read() {
    let amount = |text: &str| json!({"surplus": text, "debts": []});
    let said = unreadable::<OffersRequest>(amount("1.001"));
    assert!(said.contains("more than two decimals"), "{said}");
    let said = unreadable::<OffersRequest>(amount("1000000000000000"));
    assert!(said.contains("amount out of range"), "{said}");
    let said = unreadable::<OffersRequest>(amount("1e5"));
    assert!(said.contains("not a decimal amount"), "{said}");
    let said = unreadable::<OffersRequest>(json!({"surplus": 5, "debts": []}));
    assert!(said.contains("expected a string"), "{said}");
    let said = unreadable::<OffersRequest>(json!({"surplus": "5", "debts": [], "debt": []}));
    assert!(said.contains("unknown field `debt`"), "{said}");
}

#[test]
fn the_largest_amount_is_exact() {
    // 10^12 at 12 % for a month: 10^10 exactly; a schedule over 600 months still sums.
    let most = "1000000000000";
    let plan = schedule(&loan(json!({"principal": most, "periods": 1})));
    assert_eq!(
        refused(plan),
        at("principal", MoneyCode::OutOfRange),
        "the sum passes the range"
    );
    let plan = schedule(&loan(json!({"principal": "100000000000", "periods": 600}))).unwrap();
    let repaid = plan
        .rows
        .iter()
        .fold(Money::ZERO, |sum, row| sum.plus(row.principal));
    assert_eq!(repaid, money("100000000000"));
    assert_eq!(plan.rows[0].interest, money("1000000000"));
}

#[test]
fn thirty_february_does_not_read_and_a_leap_day_does() {
    let days = |text: &str| {
        json!({
            "terms": {}, "days": [text],
            "entries": [{"day": "2024-01-01", "kind": "disbursement", "amount": "1.00"}],
        })
    };
    unreadable::<BalanceRequest>(days("2024-02-30"));
    unreadable::<BalanceRequest>(days("2023-02-29"));
    unreadable::<BalanceRequest>(days("2024-2-1x"));
    let asked: BalanceRequest = request(days("2024-02-29"));
    assert_eq!(balance(&asked).unwrap().balances[0].total, money("1.00"));
}

fn account(entries: Value, days: Value) -> money::Result<money::BalanceAnswer> {
    balance(&request(
        json!({"terms": {}, "entries": entries, "days": days}),
    ))
}

#[test]
fn a_payment_before_the_money_was_handed_over_is_refused() {
    let answer = account(
        json!([
            {"day": "2026-01-02", "kind": "disbursement", "amount": "100.00"},
            {"day": "2026-01-01", "kind": "payment", "amount": "10.00"},
        ]),
        json!(["2026-02-01"]),
    );
    assert_eq!(
        refused(answer),
        at("entries[1].day", MoneyCode::BeforeStart)
    );
}

#[test]
fn entries_may_stand_in_any_order_days_may_not() {
    let entries = [
        json!({"day": "2026-01-01", "kind": "disbursement", "amount": "100.00"}),
        json!({"day": "2026-03-01", "kind": "payment", "amount": "20.00"}),
        json!({"day": "2026-02-01", "kind": "payment", "amount": "10.00"}),
    ];
    let mut turned = entries.clone();
    turned.reverse();
    let days = json!(["2026-02-15", "2026-03-15"]);
    let one = account(json!(entries), days.clone()).unwrap();
    let two = account(json!(turned), days).unwrap();
    assert_eq!(one, two);
    assert_eq!(one.balances[0].total, money("90"));
    let answer = account(json!(entries), json!(["2026-03-15", "2026-02-15"]));
    assert_eq!(refused(answer), at("days[1]", MoneyCode::BeforeStart));
    let answer = account(json!(entries), json!(["2025-12-31"]));
    assert_eq!(refused(answer), at("days[0]", MoneyCode::BeforeStart));
    let answer = account(json!([]), json!(["2026-01-01"]));
    assert_eq!(refused(answer), at("entries", MoneyCode::Required));
}

#[test]
fn every_entry_says_what_is_missing_or_too_much() {
    let answer = account(
        json!([
            {"day": "2026-01-01", "kind": "disbursement", "amount": "100.00"},
            {"day": "2026-01-02", "kind": "payment"},
            {"day": "2026-01-02", "kind": "fee", "amount": "0.00"},
            {"day": "2026-01-02", "kind": "waiver", "amount": "1.00"},
            {"day": "2026-01-02", "kind": "rate_change"},
            {"day": "2026-01-02", "kind": "acceleration", "amount": "1.00"},
        ]),
        json!(["2026-02-01"]),
    );
    assert_eq!(
        refused(answer),
        [
            ("entries[1].amount".to_owned(), MoneyCode::Required),
            ("entries[2].amount".to_owned(), MoneyCode::NotPositive),
            ("entries[3].part".to_owned(), MoneyCode::Required),
            ("entries[4].rate".to_owned(), MoneyCode::Required),
            ("entries[5].amount".to_owned(), MoneyCode::Contradiction),
        ]
    );
}

#[test]
fn a_waiver_above_its_part_and_a_withholding_of_everything_are_refused() {
    for (entry, field) in [
        (
            json!({"day": "2026-01-02", "kind": "waiver", "part": "fee", "amount": "1.00"}),
            "entries[1].amount",
        ),
        (
            json!({"day": "2026-01-01", "kind": "interest_withheld", "amount": "100.00"}),
            "entries[1].amount",
        ),
    ] {
        let entries = json!([
            {"day": "2026-01-01", "kind": "disbursement", "amount": "100.00"}, entry,
        ]);
        let answer = account(entries, json!(["2026-02-01"]));
        assert_eq!(refused(answer), at(field, MoneyCode::OutOfRange));
    }
}

#[test]
fn an_order_that_leaves_a_part_out_is_refused() {
    let answer = balance(&request(json!({
        "terms": {"order": ["fee", "interest", "principal"]},
        "entries": [{"day": "2026-01-01", "kind": "disbursement", "amount": "100.00"}],
        "days": ["2026-02-01"],
    })));
    assert_eq!(refused(answer), at("terms.order", MoneyCode::Contradiction));
}

#[test]
fn flows_without_a_rate_say_so() {
    let of = |flows: Value| irr(&request(json!({"flows": flows})));
    assert_eq!(refused(of(json!([]))), at("flows", MoneyCode::OneSided));
    assert_eq!(
        refused(of(json!(["0", "0"]))),
        at("flows", MoneyCode::OneSided)
    );
    assert_eq!(
        refused(of(json!(["5", "5"]))),
        at("flows", MoneyCode::OneSided)
    );
    assert_eq!(
        refused(of(json!(["100", "-10", "100"]))),
        at("flows", MoneyCode::NoRate)
    );
    // Several rates: all of them, none preferred.
    let answer = of(json!(["-100", "230", "-132"])).unwrap();
    assert_eq!(answer.rate, None);
    let rates: Vec<_> = answer
        .rates
        .iter()
        .map(|rate| rate.per_period_percent)
        .collect();
    assert_eq!(rates, [number("10"), number("20")]);
    assert_eq!(answer.sign_changes, 2);
    // Nothing gained, nothing lost.
    let answer = of(json!(["-100", "50", "50"])).unwrap();
    assert_eq!(answer.rate.unwrap().nominal_annual_percent, number("0"));
    // Less comes back than went out.
    let answer = of(json!(["-100", "50"])).unwrap();
    assert_eq!(answer.rate.unwrap().per_period_percent, number("-50"));
    // A year of doubling every day is beyond the digits there are: the rate of the day
    // is given, the effective one is left out.
    let answer = xirr(&request(json!({"flows": [
        {"day": "2026-01-01", "amount": "-1"}, {"day": "2026-01-02", "amount": "2"},
    ]})))
    .unwrap();
    let rate = answer.rate.unwrap();
    assert_eq!(rate.per_period_percent, number("100"));
    assert_eq!(rate.effective_annual_percent, None);
    let answer = xirr(&request(json!({"flows": [
        {"day": "2026-01-02", "amount": "-1"}, {"day": "2026-01-01", "amount": "2"},
    ]})));
    assert_eq!(refused(answer), at("flows[1].day", MoneyCode::BeforeStart));
    assert_eq!(
        refused(xirr(&request(json!({"flows": []})))),
        at("flows", MoneyCode::Required)
    );
}

#[test]
fn overdue_interest_names_what_it_needs() {
    let ask = |change: Value| {
        let mut asked = json!({
            "principal": "1000.00", "from": "2024-01-01", "to": "2024-02-01", "ground": "agreed",
        });
        for (key, value) in change.as_object().unwrap() {
            asked[key] = value.clone();
        }
        overdue_interest(law(), &request(asked))
    };
    assert_eq!(refused(ask(json!({}))), at("rate", MoneyCode::Required));
    assert_eq!(
        refused(ask(json!({"to": "2023-12-31"}))),
        at("to", MoneyCode::BeforeStart)
    );
    assert_eq!(
        refused(ask(json!({"ground": "bank_penalty"}))),
        at("uplift_percent", MoneyCode::Required)
    );
    assert_eq!(
        refused(ask(
            json!({"ground": "lpr_of_each_day", "to": "2026-10-21"})
        )),
        at("to", MoneyCode::PastVerified)
    );
    // The last verified day itself is 19 October 2026.
    assert!(ask(json!({"ground": "lpr_of_each_day", "to": "2026-10-20"})).is_ok());
    assert_eq!(
        refused(ask(json!({
            "ground": "lpr_of_each_day", "to": "2026-10-20", "tenor": "five_year",
        }))),
        at("to", MoneyCode::PastVerified)
    );
    assert_eq!(
        refused(ask(
            json!({"ground": "nothing_agreed", "from": "2015-10-23"})
        )),
        at("from", MoneyCode::NotCovered)
    );
    assert_eq!(
        refused(ask(json!({
            "rate": {"percent": "24", "per": "year"}, "lender": "private_lender",
            "contract_day": "2020-08-19",
        }))),
        at("contract_day", MoneyCode::NotCovered)
    );
    assert_eq!(
        refused(ask(json!({
            "rate": {"percent": "24", "per": "year"},
            "payments": [{"day": "2024-01-15", "amount": "1000.01"}],
        }))),
        at("payments[0].amount", MoneyCode::OutOfRange)
    );
    // No day, no interest.
    let same = ask(json!({"to": "2024-01-01", "rate": {"percent": "24", "per": "year"}}));
    assert_eq!(same.unwrap().interest, money("0"));
    // Both days counted: one.
    let both = ask(json!({
        "to": "2024-01-01", "last_day_counts": true, "rate": {"percent": "36.5", "per": "year"},
    }));
    assert_eq!(both.unwrap().interest, money("1"));
}

#[test]
fn plans_beyond_sixty_months_and_waivers_beyond_the_debt_are_refused() {
    let ask = |option: Value| {
        plan(
            law(),
            &request(json!({
                "as_of": "2026-01-01", "balance": {"principal": "100.00", "fee": "5.00"},
                "options": [option],
            })),
        )
    };
    assert!(ask(json!({"kind": "instalments", "months": 60})).is_ok());
    assert_eq!(
        refused(ask(json!({"kind": "instalments", "months": 61}))),
        at("options[0].months", MoneyCode::OutOfRange)
    );
    assert_eq!(
        refused(ask(
            json!({"kind": "reduction", "months": 2, "waived": {"fee": "5.01"}})
        )),
        at("options[0].waived.fee", MoneyCode::OutOfRange)
    );
    assert_eq!(
        refused(ask(json!({"kind": "lump_sum"}))),
        at("options[0].amount", MoneyCode::Required)
    );
}

#[test]
fn judgment_payments_are_in_order_and_before_the_day_asked_for() {
    let ask = |payments: Value| {
        post_judgment(
            law(),
            &request(json!({
                "adjudged": "100.00", "perform_by": "2026-01-01", "as_of": "2026-06-01",
                "payments": payments,
            })),
        )
    };
    assert_eq!(
        refused(ask(json!([
            {"day": "2026-03-01", "amount": "1.00"}, {"day": "2026-02-01", "amount": "1.00"},
        ]))),
        at("payments[1].day", MoneyCode::BeforeStart)
    );
    assert_eq!(
        refused(ask(json!([{"day": "2026-06-02", "amount": "1.00"}]))),
        at("payments[0].day", MoneyCode::AfterEnd)
    );
    let early = post_judgment(
        law(),
        &request(json!({"adjudged": "100.00", "perform_by": "2026-01-01", "as_of": "2025-06-01"})),
    );
    assert_eq!(early.unwrap().surcharge, money("0"));
}

#[test]
fn offers_need_debts_and_name_them_once() {
    let ask = |debts: Value| offers(&request(json!({"surplus": "10.00", "debts": debts})));
    assert_eq!(refused(ask(json!([]))), at("debts", MoneyCode::Required));
    assert_eq!(
        refused(ask(json!([{"id": "a", "balance": "0.00"}]))),
        at("debts[0].balance", MoneyCode::NotPositive)
    );
    assert_eq!(
        refused(ask(
            json!([{"id": "a", "balance": "1.00"}, {"id": "a", "balance": "1.00"}])
        )),
        at("debts[1].id", MoneyCode::Duplicate)
    );
    // Nothing to give is an answer, not an error.
    let none = offers(&request(
        json!({"surplus": "0.00", "debts": [{"id": "a", "balance": "1.00"}]}),
    ));
    assert_eq!(none.unwrap().offers[0].months, None);
}
