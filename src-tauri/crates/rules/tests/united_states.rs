//! Two packs over one case, and the counts of the United States pack against a
//! slow and obvious count.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a sample that cannot be built is a broken test"
)]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::TimeDelta;
use domain::{Case, ContactId, Day, FactKey, parse_instant};
use proptest::prelude::*;
use rules::{Engine, Finding, Grade, Nature, Pack, TraceStep, Verdict, Why, embedded, evaluate};
use serde_json::{Value, json};

static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| embedded().packs);

const US: &str = "us-debt-collection";
const SEVEN: &str = "us.regf.calls-7-in-7";

fn case(debts: &Value, contacts: &[Value]) -> Case {
    let case: Case = serde_json::from_value(json!({
        "format": "mingzhang-case/1",
        "parties": [
            { "id": "bank", "name": "示例银行", "role": "lender" },
            { "id": "agency", "name": "Sample Recovery", "role": "agency" },
            { "id": "other", "name": "Sample Collections", "role": "agency" },
        ],
        "debts": debts,
        "contacts": contacts,
    }))
    .unwrap();
    assert_eq!(case.problems(), vec![]);
    case
}

fn debt(id: &str, place: &str) -> Value {
    json!({
        "id": id, "lender": "bank", "lender_type": "bank_internet_loan", "jurisdiction": place,
        "chain": [{ "party": "agency", "role": "agency" }],
    })
}

fn call(id: &str, at: &str, debt: Option<&str>) -> Value {
    let mut call = json!({
        "id": id, "channel": "call", "direction": "incoming", "at": at, "party": "agency",
        "connection": "rang_only", "purpose": "collection",
        "reached": { "relation": "borrower" }, "conducts": [], "disclosed": [],
    });
    if let Some(debt) = debt {
        call["debt"] = json!(debt);
    }
    call
}

fn of_pack<'a>(findings: &'a [Finding], pack: &str) -> Vec<&'a Finding> {
    findings.iter().filter(|f| f.pack == pack).collect()
}

#[test]
fn a_case_in_china_is_told_nothing_but_that_the_other_law_is_elsewhere() {
    let contacts = [call("a", "2026-03-02T23:00:00+08:00", Some("d"))];
    let mut debts = json!([debt("d", "CN")]);
    debts[0].as_object_mut().unwrap().remove("jurisdiction");
    let out = evaluate(&PACKS, &case(&debts, &contacts), None);
    let us = of_pack(&out.findings, US);
    assert!(us.len() > 15);
    for finding in us {
        assert_eq!(finding.why, Some(Why::Jurisdiction), "{}", finding.rule);
        assert!(finding.missing.is_empty() && finding.events.is_empty());
    }
    // With the China pack alone the same things are said of China.
    let alone: Vec<Pack> = PACKS.iter().filter(|p| p.id() != US).cloned().collect();
    let before = evaluate(&alone, &case(&debts, &contacts), None);
    let china: Vec<Finding> = of_pack(&out.findings, "cn-conduct")
        .into_iter()
        .cloned()
        .collect();
    assert_eq!(china, before.findings);
}

#[test]
fn two_packs_judge_one_case_each_its_own_debt_by_its_own_clock() {
    let debts = json!([debt("cn", "CN"), debt("us", "US")]);
    // Ten in the morning in Beijing is nine in the evening in New York, and the
    // other way round.
    let contacts = [
        call("a", "2026-03-02T22:30:00+08:00", Some("cn")),
        call("b", "2026-03-02T22:30:00-05:00", Some("us")),
        call("c", "2026-03-02T12:00:00-05:00", Some("us")),
    ];
    let out = evaluate(&PACKS, &case(&debts, &contacts), None);
    for finding in &out.findings {
        let Some(debt) = &finding.debt else { continue };
        let own = if debt.as_str() == "us" {
            US
        } else {
            "cn-conduct"
        };
        if finding.pack != own {
            assert_eq!(finding.why, Some(Why::Jurisdiction), "{}", finding.rule);
        }
    }
    let time = |rule: &str| {
        let found = out.findings.iter().find(|f| {
            f.rule == rule && matches!(f.verdict, Verdict::NeedsFacts | Verdict::Flagged)
        });
        found.unwrap().events.clone()
    };
    assert_eq!(time("us.regf.inconvenient-time"), [ContactId::from("b")]);
    assert_eq!(time("time-night-gbt"), [ContactId::from("a")]);
}

#[test]
fn where_debts_are_in_two_places_a_contact_of_no_known_debt_is_asked_about() {
    let debts = json!([debt("cn", "CN"), debt("us", "US")]);
    let mut row = call("a", "2026-03-02T12:00:00+08:00", None);
    row["conducts"] = json!(["threat_safety", "obscene_language"]);
    let out = evaluate(&PACKS, &case(&debts, &[row.clone()]), None);
    assert!(
        !out.findings.iter().any(|f| f.verdict == Verdict::Flagged),
        "neither law is known to apply"
    );
    for rule in ["us.regf.abusive-language", "psl-threat-26"] {
        let open = out
            .findings
            .iter()
            .find(|f| f.rule == rule && f.verdict == Verdict::NeedsFacts);
        let keys: Vec<FactKey> = open.unwrap().missing.iter().map(|f| f.key).collect();
        assert_eq!(keys, [FactKey::WhichDebt], "{rule}");
    }
    // Where all debts are in one place, that law applies whichever it was.
    let both = json!([debt("one", "US"), debt("two", "US")]);
    let out = evaluate(&PACKS, &case(&both, &[row]), None);
    let flagged: BTreeSet<&str> = out
        .findings
        .iter()
        .filter(|f| f.verdict == Verdict::Flagged)
        .map(|f| f.rule.as_str())
        .collect();
    assert_eq!(flagged, BTreeSet::from(["us.regf.abusive-language"]));
}

#[test]
fn a_presumption_is_worded_as_one_either_way() {
    let at = |day: u32| format!("2026-03-{day:02}T10:00:00-05:00");
    let mut rows: Vec<Value> = (2..10)
        .map(|day| call(&format!("c{day}"), &at(day), Some("d")))
        .collect();
    let debts = json!([debt("d", "US")]);
    let of = |rows: &[Value], verdict| {
        let out = evaluate(&PACKS, &case(&debts, rows), None);
        let found = out
            .findings
            .into_iter()
            .find(|f| f.rule == SEVEN && f.verdict == verdict);
        found.unwrap().trace
    };
    let clear = of(&rows, Verdict::Clear);
    assert!(clear.contains(&TraceStep::PresumptionHolds), "{clear:?}");
    rows.push(call("c10", "2026-03-09T15:00:00-05:00", Some("d")));
    let flagged = of(&rows, Verdict::Flagged);
    assert!(flagged.contains(&TraceStep::Presumed), "{flagged:?}");
    assert!(flagged.iter().any(|step| matches!(
        step,
        TraceStep::CountedWindow {
            count: 8,
            possible: 8,
            limit: 7,
            ..
        }
    )));
}

#[test]
fn the_pack_is_complete_and_honest_about_its_grades() {
    let pack = PACKS.iter().find(|p| p.id() == US).unwrap();
    assert_eq!(pack.rules().len(), 31);
    for rule in pack.rules() {
        assert!(rule.slug.starts_with("us."), "{}", rule.slug);
        if rule.engine == Engine::Auto {
            assert!(rule.scope.third_party_collector, "{}", rule.slug);
            assert!(rule.nature.is_some(), "{}", rule.slug);
        }
        if rule.nature == Some(Nature::Standard) {
            assert_eq!(rule.engine, Engine::Manual, "{}", rule.slug);
        }
        if rule.grade == Grade::C {
            assert_eq!(rule.engine, Engine::Off, "{}", rule.slug);
        }
        // A list of holidays is not the statute that names them.
        if rule.sources.iter().any(|source| source == "HOL") {
            assert!(rule.grade.to_verify(), "{}", rule.slug);
        }
        // Nothing of the regulation is used before its first day.
        if rule.instrument == "us-reg-f" {
            assert_eq!(rule.from.unwrap().to_string(), "2021-11-30");
        }
    }
}

/// Calls of two collectors about two debts, at any hour of six weeks.
fn log() -> impl Strategy<Value = Vec<Value>> {
    let one = (0i64..42 * 24 * 60, 0u8..2, 0u8..2, any::<bool>());
    prop::collection::vec(one, 0..60).prop_map(|rows| {
        let start = parse_instant("2026-03-02T00:00:00-05:00").unwrap();
        rows.into_iter()
            .enumerate()
            .map(|(i, (minute, debt, party, sms))| {
                let at = (start + TimeDelta::minutes(minute)).to_rfc3339();
                let mut row = call(
                    &format!("c{i:02}"),
                    &at,
                    Some(["x", "y"][usize::from(debt)]),
                );
                row["party"] = json!(["agency", "other"][usize::from(party)]);
                if sms {
                    row["channel"] = json!("sms");
                    row["connection"] = json!("connected");
                }
                row
            })
            .collect()
    })
}

/// Every day on which some window is too full, found the slow way.
fn slowly(case: &Case) -> BTreeSet<(String, Day, usize)> {
    let mut out = BTreeSet::new();
    for debt in ["x", "y"] {
        for party in ["agency", "other"] {
            let days: Vec<Day> = case
                .contacts
                .iter()
                .filter(|c| c.channel == domain::Channel::Call)
                .filter(|c| c.debt.as_ref().unwrap().as_str() == debt)
                .filter(|c| c.party.as_ref().unwrap().as_str() == party)
                .map(|c| c.at.date_naive())
                .collect();
            for last in &days {
                let inside = |day: &&Day| **day <= *last && (*last - **day).num_days() < 7;
                let count = days.iter().filter(inside).count();
                if count > 7 {
                    out.insert((debt.to_owned(), *last, count));
                }
            }
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_rolling_count_is_the_slow_count(rows in log()) {
        let case = case(&json!([debt("x", "US"), debt("y", "US")]), &rows);
        let out = evaluate(&PACKS, &case, None);
        let found: BTreeSet<(String, Day, usize)> = out
            .findings
            .iter()
            .filter(|f| f.rule == SEVEN && f.verdict == Verdict::Flagged)
            .map(|f| (f.debt.clone().unwrap().to_string(), f.law_date.unwrap(), f.events.len()))
            .collect();
        prop_assert_eq!(found, slowly(&case));
    }

    #[test]
    fn rows_in_another_order_say_the_same(rows in log(), seed in any::<u64>()) {
        let debts = json!([debt("x", "US"), debt("y", "US")]);
        let once = evaluate(&PACKS, &case(&debts, &rows), None);
        let mut shuffled = rows;
        shuffled.sort_by_key(|row| {
            let id = row["id"].as_str().unwrap().bytes();
            id.fold(seed, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
        });
        prop_assert_eq!(once, evaluate(&PACKS, &case(&debts, &shuffled), None));
    }

    #[test]
    fn nothing_of_the_regulation_is_flagged_before_its_first_day(rows in log()) {
        let back = |row: &Value| {
            let mut row = row.clone();
            let at = parse_instant(row["at"].as_str().unwrap()).unwrap();
            row["at"] = json!((at - TimeDelta::days(1700)).to_rfc3339());
            row
        };
        let early: Vec<Value> = rows.iter().map(back).collect();
        let case = case(&json!([debt("x", "US"), debt("y", "US")]), &early);
        let out = evaluate(&PACKS, &case, None);
        prop_assert!(!out.findings.iter().any(|f| f.instrument == "us-reg-f"
            && matches!(f.verdict, Verdict::Flagged | Verdict::NeedsFacts)));
    }
}
