//! `mingzhang-cli money` as a script sees it: every printed example runs, and what
//! is wrong is named.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use crate::cli::program;

fn money(words: &[&str], input: &str) -> Output {
    let mut child = Command::new(program())
        .arg("money")
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses before reading closes its input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn answer(op: &str, request: &Value) -> Value {
    let output = money(&[op], &request.to_string());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Exit code 2, nothing on stdout, and the words on stderr.
fn refused(op: &str, input: &str) -> String {
    let output = money(&[op], input);
    assert_eq!(output.status.code(), Some(2), "{op}: {}", said(&output));
    assert!(output.stdout.is_empty(), "{op}");
    said(&output)
}

/// The operations that `money --help` lists.
fn operations() -> Vec<String> {
    let help = String::from_utf8(money(&["--help"], "").stdout).unwrap();
    let commands = help.split("Commands:").nth(1).unwrap();
    commands
        .lines()
        .map_while(|line| match line.trim_start() {
            "" => Some(None),
            text if text.starts_with("Options") => None,
            text => Some(text.split_whitespace().next().map(str::to_owned)),
        })
        .flatten()
        .filter(|name| name != "help")
        .collect()
}

/// Every amount, rate and day of an answer is text: no JSON number but counts.
fn only_counts_are_numbers(value: &Value) {
    match value {
        Value::Number(number) => assert!(number.is_u64(), "{number}"),
        Value::Array(items) => items.iter().for_each(only_counts_are_numbers),
        Value::Object(fields) => fields.values().for_each(only_counts_are_numbers),
        _ => {}
    }
}

#[test]
fn every_example_that_help_prints_runs() {
    let operations = operations();
    for wanted in [
        "schedule",
        "irr",
        "xirr",
        "apr",
        "balance",
        "ceiling",
        "overdue-interest",
        "post-judgment",
        "limitation",
        "offers",
        "plan",
    ] {
        assert!(operations.iter().any(|op| op == wanted), "{wanted}");
    }
    for op in &operations {
        let help = String::from_utf8(money(&[op, "--help"], "").stdout).unwrap();
        let call = format!("mingzhang-cli money {op} <<'JSON'\n");
        let example = help.split(&call).nth(1).unwrap_or_else(|| panic!("{op}"));
        let example = example.split("\nJSON").next().unwrap();
        let request: Value = serde_json::from_str(example).unwrap();
        let answered = answer(op, &request);
        assert!(answered.as_object().is_some_and(|a| !a.is_empty()), "{op}");
        only_counts_are_numbers(&answered);
    }
}

#[test]
fn answers_are_the_core_s() {
    let plan = answer(
        "schedule",
        &json!({
            "principal": "3000", "rate": {"percent": "12", "per": "year"}, "periods": 3,
            "method": "equal_instalment",
        }),
    );
    assert_eq!(plan["instalment"], "1020.07");
    assert_eq!(plan["rows"][2]["payment"], "1020.06");
    let rate = answer("irr", &json!({"flows": ["-100", "102"]}));
    assert_eq!(rate["rate"]["effective_annual_percent"], "26.8241794563");
}

#[test]
fn every_operation_refuses_what_is_no_request() {
    for op in operations() {
        for input in ["", "[]", "null", "{\"no\": 1}", "{}}", "\u{0}"] {
            // A card needs entries, a budget nothing: `{}` alone is left out.
            let words = refused(&op, input);
            assert!(words.starts_with("stdin:"), "{op} {input}: {words}");
        }
    }
}

#[test]
fn bad_input_is_named_by_its_field() {
    let loan = |key: &str, value: Value| {
        let mut asked = json!({
            "principal": "1000.00", "rate": {"percent": "12", "per": "year"}, "periods": 12,
            "method": "equal_instalment", "start": "2026-01-31",
        });
        asked[key] = value;
        refused("schedule", &asked.to_string())
    };
    for (key, value, words) in [
        ("principal", json!("0"), "principal: 必须大于零"),
        ("principal", json!("-5"), "principal: 必须大于零"),
        ("principal", json!("1.005"), "principal: 格式不对"),
        (
            "principal",
            json!("1000000000000000"),
            "principal: 格式不对",
        ),
        ("principal", json!(1000), "principal: 格式不对"),
        ("start", json!("2026-02-30"), "start: 格式不对"),
        ("periods", json!(0), "periods: 超出"),
        (
            "instalment",
            json!("10.00"),
            "instalment: 这样还款永远还不清",
        ),
        (
            "rate",
            json!({"percent": "x", "per": "year"}),
            "rate.percent: 格式不对",
        ),
    ] {
        let said = loan(key, value.clone());
        assert!(said.contains(words), "{key} {value}: {said}");
    }
    let said = refused(
        "balance",
        &json!({
            "terms": {}, "days": ["2026-03-01"],
            "entries": [
                {"day": "2026-02-01", "kind": "disbursement", "amount": "10.00"},
                {"day": "2026-01-01", "kind": "payment", "amount": "1.00"},
            ],
        })
        .to_string(),
    );
    assert!(said.contains("entries[1].day: 早于"), "{said}");
    let said = refused(
        "ceiling",
        &json!({
            "lender": "private_lender", "contract_day": "2026-11-01", "as_of": "2026-11-21",
        })
        .to_string(),
    );
    assert!(said.contains("contract_day: LPR没有核实到这一天"), "{said}");
    assert!(said.contains("2026-10-19"), "{said}");
}
