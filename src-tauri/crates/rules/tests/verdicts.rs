//! What worked cases cannot say: several debts, none, corrections, answers.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a sample that cannot be built is a broken test"
)]

use domain::{Case, FactKey, Subject};
use rules::{Evaluation, Finding, TraceStep, Verdict, Why, embedded, evaluate};
use serde_json::{Value, json};

fn case(parts: Value) -> Case {
    let mut whole = json!({ "format": "mingzhang-case/1" });
    for (key, value) in parts.as_object().unwrap() {
        whole[key] = value.clone();
    }
    let case: Case = serde_json::from_value(whole).unwrap();
    assert_eq!(case.problems(), vec![]);
    case
}

fn lenders() -> Value {
    json!([
        { "id": "bank", "name": "示例银行", "role": "lender", "cba_member": "yes" },
        { "id": "net", "name": "示例网贷", "role": "lender" },
    ])
}

fn debts() -> Value {
    json!([
        { "id": "card", "lender": "bank", "lender_type": "bank_card" },
        { "id": "loan", "lender": "net", "lender_type": "bank_internet_loan" },
    ])
}

fn call(id: &str, at: &str) -> Value {
    json!({
        "id": id, "channel": "call", "direction": "incoming", "at": format!("{at}+08:00"),
        "connection": "connected", "purpose": "collection", "reached": { "relation": "borrower" },
    })
}

fn with(mut contact: Value, fields: Value) -> Value {
    for (key, value) in fields.as_object().unwrap() {
        contact[key] = value.clone();
    }
    contact
}

fn run(case: &Case) -> Evaluation {
    evaluate(&embedded().packs, case, None)
}

fn of<'a>(out: &'a Evaluation, rule: &str, verdict: Verdict) -> Vec<&'a Finding> {
    out.findings
        .iter()
        .filter(|f| f.rule == rule && f.verdict == verdict)
        .collect()
}

#[test]
fn an_empty_case_lists_every_rule_as_having_nothing_to_look_at() {
    let out = run(&Case::default());
    assert!(out.findings.len() > 90);
    // A case without debts is taken to be in mainland China.
    assert!(out.findings.iter().all(|f| {
        let elsewhere = f.pack != "cn-conduct";
        f.why
            == Some(if elsewhere {
                Why::Jurisdiction
            } else {
                Why::NoContact
            })
    }));
    assert_eq!(out.packs[0].checked_on.to_string(), "2026-11-21");
}

#[test]
fn the_law_needs_no_debt_but_a_scoped_rule_asks_which() {
    let night = with(
        call("c", "2026-03-01T23:00:00"),
        json!({ "conducts": ["threat_safety"], "number": "4000000000" }),
    );
    let none = run(&case(json!({ "contacts": [night.clone()] })));
    let flagged = of(&none, "psl-threat-26", Verdict::Flagged);
    assert_eq!((flagged.len(), &flagged[0].debt), (1, &None));
    let asks = of(&none, "time-night-gbt", Verdict::NeedsFacts);
    assert_eq!(asks[0].missing[0].key, FactKey::WhichDebt);
    assert_eq!(
        asks[0].missing[0].subject,
        Subject::Number("4000000000".to_owned().into())
    );

    let two = run(&case(
        json!({ "parties": lenders(), "debts": debts(), "contacts": [night] }),
    ));
    assert!(of(&two, "time-night-gbt", Verdict::Flagged).is_empty());
    assert_eq!(
        of(&two, "time-night-gbt", Verdict::NeedsFacts)[0].missing[0].key,
        FactKey::WhichDebt
    );
}

#[test]
fn a_call_of_no_known_debt_may_fill_any_count() {
    let sure = |i: u32| {
        with(
            call(&format!("c{i}"), &format!("2026-03-01T1{i}:00:00")),
            json!({ "debt": "loan", "voice": "interactive" }),
        )
    };
    let loose = with(
        call("x", "2026-03-01T18:00:00"),
        json!({ "voice": "interactive" }),
    );
    let agreed = json!([{ "fact": { "key": "frequency_agreed", "subject": { "of": "debt", "id": "loan" } }, "value": "no" }]);
    let rule = "freq-voice-interactive-gbt";
    let parts = |contacts: Value| json!({ "parties": lenders(), "debts": debts(), "contacts": contacts, "answers": agreed });
    let open = run(&case(parts(json!([sure(1), sure(2), sure(3), loose]))));
    let asks = of(&open, rule, Verdict::NeedsFacts);
    assert_eq!(
        asks[0].missing.iter().map(|f| f.key).collect::<Vec<_>>(),
        [FactKey::WhichDebt]
    );
    assert_eq!(asks[0].events.len(), 4);
    let clear = run(&case(parts(json!([sure(1), sure(2), loose]))));
    assert!(of(&clear, rule, Verdict::NeedsFacts).is_empty());
    let over = run(&case(parts(json!([
        sure(1),
        sure(2),
        sure(3),
        sure(4),
        loose
    ]))));
    let flagged = of(&over, rule, Verdict::Flagged);
    assert_eq!((flagged.len(), flagged[0].events.len()), (1, 4));
    let counted = flagged[0].trace.iter().any(|step| {
        matches!(
            step,
            TraceStep::Counted {
                count: 4,
                possible: 5,
                limit: 3,
                ..
            }
        )
    });
    assert!(counted, "{:?}", flagged[0].trace);
}

#[test]
fn a_count_says_which_sources_it_rests_on() {
    let from =
        |kind: &str| json!({ "kind": kind, "file": "f", "sha256": "0", "position": 1, "raw": "" });
    let call = |i: u32, source: Option<Value>| {
        let row = with(
            call(&format!("c{i}"), &format!("2026-03-01T1{i}:00:00")),
            json!({ "debt": "card", "connection": "rang_only" }),
        );
        match source {
            Some(source) => with(row, json!({ "source": source })),
            None => row,
        }
    };
    let mut rows: Vec<Value> = (0..5).map(|i| call(i, Some(from("phone_log")))).collect();
    rows.push(call(5, Some(from("carrier_bill"))));
    let rule = "freq-unanswered-cba";
    let sources = |rows: &[Value], verdict: Verdict| {
        let out = run(&case(
            json!({ "parties": lenders(), "debts": debts(), "contacts": rows }),
        ));
        let found = of(&out, rule, verdict);
        let steps = found.iter().flat_map(|f| &f.trace);
        steps
            .filter_map(|step| match step {
                TraceStep::Sources { sources } => Some(sources.join(" ")),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(sources(&rows, Verdict::Clear), ["carrier_bill phone_log"]);
    rows.push(call(6, None));
    assert_eq!(
        sources(&rows, Verdict::NeedsFacts),
        ["by_hand carrier_bill phone_log"]
    );
}

#[test]
fn a_correction_replaces_and_a_later_answer_wins() {
    let wrong = with(call("c1", "2026-03-01T23:00:00"), json!({ "debt": "loan" }));
    let right = with(
        call("c2", "2026-03-01T13:00:00"),
        json!({ "debt": "loan", "supersedes": "c1" }),
    );
    let answer = |value: &str| json!({ "fact": { "key": "hours_agreed", "subject": { "of": "debt", "id": "loan" } }, "value": value });
    let parts = |contacts: Value, answers: Value| {
        run(&case(
            json!({ "parties": lenders(), "debts": debts(), "contacts": contacts, "answers": answers }),
        ))
    };
    let rule = "time-night-gbt";
    let flagged = parts(json!([wrong]), json!([answer("yes"), answer("no")]));
    assert_eq!(of(&flagged, rule, Verdict::Flagged).len(), 1);
    let agreed = parts(json!([wrong]), json!([answer("no"), answer("yes")]));
    assert!(of(&agreed, rule, Verdict::Flagged).is_empty());
    let corrected = parts(json!([wrong, right]), json!([answer("no")]));
    assert!(of(&corrected, rule, Verdict::Flagged).is_empty());
    assert_eq!(of(&corrected, rule, Verdict::Clear)[0].events.len(), 1);
}

#[test]
fn five_hundred_unlooked_rows_are_one_question_of_one_sort() {
    let rows: Vec<Value> = (0..500)
        .map(|i| {
            with(
                call(
                    &format!("c{i}"),
                    &format!("2026-03-{:02}T10:{:02}:00", 1 + i / 60, i % 60),
                ),
                json!({ "debt": "card" }),
            )
        })
        .collect();
    let out = run(&case(
        json!({ "parties": lenders(), "debts": debts(), "contacts": rows }),
    ));
    let asks = of(&out, "means-card", Verdict::NeedsFacts);
    assert_eq!(
        (asks.len(), asks[0].events.len(), asks[0].missing.len()),
        (1, 500, 500)
    );
    assert!(
        asks[0]
            .missing
            .iter()
            .all(|f| f.key == FactKey::WhichConducts)
    );
}

#[test]
fn the_number_book_settles_what_a_row_leaves_open() {
    let row = with(
        call("c", "2026-03-01T23:00:00"),
        json!({ "purpose": "unknown", "number": "01000000001" }),
    );
    let parts = |kind: &str| {
        let numbers = json!([{ "number": "01000000001", "kind": kind, "debt": "loan" }]);
        run(&case(
            json!({ "parties": lenders(), "debts": debts(), "contacts": [row], "numbers": numbers }),
        ))
    };
    let rule = "time-night-gbt";
    let keys = |out: &Evaluation| {
        let open = of(out, rule, Verdict::NeedsFacts);
        open.iter()
            .flat_map(|f| &f.missing)
            .map(|f| f.key)
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(&parts("collector")), [FactKey::HoursAgreed]);
    assert_eq!(
        keys(&parts("lender_official")),
        [FactKey::IsCollection, FactKey::HoursAgreed]
    );
    let own = parts("own");
    assert!(
        of(&own, rule, Verdict::NotApplicable)
            .iter()
            .any(|f| f.why == Some(Why::NotCollection))
    );
}

#[test]
fn an_open_answer_says_what_is_known_and_no_more() {
    let row = with(call("c", "2026-03-01T23:00:00"), json!({ "debt": "loan" }));
    let out = run(&case(
        json!({ "parties": lenders(), "debts": debts(), "contacts": [row] }),
    ));
    let open = of(&out, "time-night-gbt", Verdict::NeedsFacts);
    assert!(
        matches!(open[0].trace[..], [TraceStep::Time { .. }]),
        "{:?}",
        open[0].trace
    );
    assert_eq!(
        open[0].law_date.map(|d| d.to_string()).as_deref(),
        Some("2026-03-01")
    );
}

#[test]
fn the_law_of_the_day_is_applied_across_the_turn_of_the_year() {
    let threat = |id: &str, at: &str| {
        with(
            call(id, at),
            json!({ "debt": "card", "conducts": ["threat_safety"] }),
        )
    };
    let rows = json!([
        threat("old", "2025-12-31T23:59:59"),
        threat("new", "2026-01-01T00:00:00")
    ]);
    let out = run(&case(
        json!({ "parties": lenders(), "debts": debts(), "contacts": rows }),
    ));
    let (old, new) = (
        of(&out, "psl-threat-12", Verdict::Flagged),
        of(&out, "psl-threat-26", Verdict::Flagged),
    );
    assert_eq!(
        old.iter().map(|f| f.events[0].as_str()).collect::<Vec<_>>(),
        ["old"]
    );
    assert_eq!(
        new.iter().map(|f| f.events[0].as_str()).collect::<Vec<_>>(),
        ["new"]
    );
}
