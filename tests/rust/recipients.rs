//! The directory of recipients: what the case and the law's data know, and what the
//! user enters, each with where it is from.

use serde_json::{Value, json};

use crate::host::Bench;

fn rows(bench: &Bench, origin: &str) -> Vec<Value> {
    let list = bench.ok("recipient_list", json!({}));
    let rows = list.as_array().unwrap().iter();
    rows.filter(|row| row["origin"] == origin)
        .cloned()
        .collect()
}

#[test]
fn nothing_is_there_that_nobody_entered() {
    let bench = Bench::with_vault();
    assert_eq!(rows(&bench, "own"), Vec::<Value>::new());
    assert_eq!(rows(&bench, "case"), Vec::<Value>::new());
    let known = rows(&bench, "finder");
    assert!(known.len() >= 6, "{known:#?}");
    for row in &known {
        // A kind of authority: no address, and its source and grade are said.
        assert!(row.get("address").is_none() && row.get("postcode").is_none());
        assert_eq!(
            (&row["grade"], &row["verified_on"]),
            (&json!("B"), &json!("2026-11-21"))
        );
        assert!(
            row["source"]
                .as_str()
                .unwrap()
                .contains("secondary sources"),
            "{row}"
        );
    }
    bench.ok(
        "debt_save",
        json!({ "lender_name": "示例小贷", "lender_type": "micro_loan",
                "lender_address": "示例市示例路1号" }),
    );
    let case = rows(&bench, "case");
    assert_eq!(case[0]["name"]["zh-CN"], "示例小贷");
    assert_eq!(case[0]["address"], "示例市示例路1号");
    assert_eq!(case[0]["freshness"], "never");
    bench.at("2027-11-22T10:00:00+08:00");
    assert!(
        rows(&bench, "finder")
            .iter()
            .all(|row| row["freshness"] == "old")
    );
}

#[test]
fn an_entry_is_made_changed_checked_and_removed() {
    let bench = Bench::with_vault();
    let wrong = json!({
        "name": " ", "postcode": "10000a", "verified_on": "2026-11-22",
        "address": "长".repeat(201),
    });
    let (code, fields) = bench.refused("recipient_save", wrong);
    assert_eq!(code, "invalid");
    assert_eq!(
        fields,
        ["name", "address", "postcode", "source", "verified_on"]
    );
    let mut entry = json!({
        "name": "示例市示例区人民法院", "department": " 立案庭 ", "address": "示例市示例路2号",
        "postcode": "100000", "source": "应诉通知书", "verified_on": "2026-11-20",
    });
    let saved = bench.ok("recipient_save", entry.clone());
    assert_eq!(
        (&saved["department"], &saved["freshness"]),
        (&json!("立案庭"), &json!("fresh"))
    );
    assert_eq!(rows(&bench, "own"), std::slice::from_ref(&saved));
    entry["id"] = saved["id"].clone();
    entry["verified_on"] = json!("2025-11-20");
    let changed = bench.ok("recipient_save", entry.clone());
    assert_eq!(changed["freshness"], "old");
    assert_eq!(rows(&bench, "own"), [changed]);
    entry["id"] = json!("nobody");
    assert_eq!(bench.refused("recipient_save", entry).0, "not_found");
    bench.ok("recipient_remove", json!({ "id": saved["id"] }));
    assert_eq!(rows(&bench, "own"), Vec::<Value>::new());
    assert_eq!(
        bench
            .refused("recipient_remove", json!({ "id": saved["id"] }))
            .0,
        "not_found"
    );
}

#[test]
fn a_letter_is_listed_with_whom_it_is_addressed_to() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let mut draft = json!({
        "template": "payment-order-objection", "lang": "zh-CN", "debt": "loan", "findings": [],
        "requests": ["arbitration"], "day": "2026-11-21",
        "filled": { "court": " 示例市示例区人民法院 " },
    });
    let to = |draft: &Value| bench.ok("letter_save", draft.clone())["recipient"].clone();
    assert_eq!(to(&draft), "示例市示例区人民法院");
    draft["template"] = json!("ask-statement");
    let lender = bench.ok("letter_save", draft)["lender_name"].clone();
    assert_eq!(bench.ok("letter_list", json!({}))[0]["recipient"], lender);
}
