//! Proceedings in a vault: their course, their days, and where these are told of.

mod catalogue;
mod course;
mod holidays;
mod posted;
mod reminding;

use serde_json::{Value, json};

use crate::host::Bench;

/// A vault with a credit card debt, at ten in the morning of `day`.
fn bench(day: &str) -> (Bench, Value) {
    let bench = Bench::with_vault();
    on(&bench, day);
    let debt = debt(&bench, "示例银行");
    (bench, debt)
}

fn on(bench: &Bench, day: &str) {
    bench.at(&format!("{day}T10:00:00+08:00"));
}

fn debt(bench: &Bench, lender: &str) -> Value {
    let input = json!({ "lender_name": lender, "lender_type": "bank_card" });
    bench.ok("debt_save", input)["debt"]["id"].clone()
}

fn event(kind: &str, day: &str) -> Value {
    json!({ "kind": kind, "day": day })
}

/// One event, as it is added.
fn at_once(one: &Value) -> Value {
    json!({ "id": one["id"], "events": [one["event"]] })
}

fn begin(bench: &Bench, procedure: &str, debt: &Value, events: &[Value]) -> Value {
    bench.ok(
        "proceeding_save",
        json!({ "procedure": procedure, "debt": debt, "events": events }),
    )
}

/// A complaint to the lender, sent on a Friday and delivered on the Monday after it.
fn complaint(bench: &Bench, debt: &Value) -> Value {
    let events = [
        event("sent", "2026-10-09"),
        event("delivered", "2026-10-12"),
    ];
    begin(bench, "complaint-lender", debt, &events)
}

fn deadline<'a>(detail: &'a Value, rule: &str) -> &'a Value {
    let all = detail["deadlines"].as_array().unwrap();
    let found = all.iter().find(|one| one["rule"] == rule);
    found.unwrap_or_else(|| panic!("{rule}: {detail}"))
}

/// The steps of this week with a code.
fn week(bench: &Bench, code: &str) -> Vec<Value> {
    let steps = bench.ok("week_get", json!({}))["steps"].clone();
    let all = steps.as_array().unwrap().iter();
    all.filter(|step| step["code"] == code).cloned().collect()
}

fn params(bench: &Bench, command: &str, payload: Value) -> (String, Value) {
    let error = bench.rpc(command, payload).expect_err(command);
    let wire = serde_json::to_value(&error).unwrap();
    (
        wire["code"].as_str().unwrap().to_owned(),
        wire["params"].clone(),
    )
}
