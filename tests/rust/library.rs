//! The rights library: searching it, a rule's own page, and what the rules say
//! of one contact.

use serde_json::{Value, json};

use crate::host::Bench;

fn slugs(found: &Value) -> Vec<&str> {
    found["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit["card"]["rule"].as_str().unwrap())
        .collect()
}

fn search(bench: &Bench, query: Value) -> Value {
    bench.ok("rule_search", query)
}

#[test]
fn an_empty_query_shows_the_whole_library_rights_first_and_nothing_hidden() {
    let bench = Bench::new();
    let found = search(&bench, json!({}));
    let hits = found["hits"].as_array().unwrap();
    assert_eq!(hits.len() as u64, found["total"].as_u64().unwrap());
    let engines: Vec<&str> = hits
        .iter()
        .map(|hit| hit["card"]["engine"].as_str().unwrap())
        .collect();
    let rights = engines.iter().filter(|engine| **engine == "info").count();
    assert!(rights > 5, "{rights}");
    assert!(engines[..rights].iter().all(|engine| *engine == "info"));
    assert!(!engines.contains(&"off"));
    assert!(hits.iter().all(|hit| hit["card"]["grade"] != "C"));
    for hidden in ["freq-interval7-gbt", "freq-text"] {
        assert!(!slugs(&found).contains(&hidden), "{hidden}");
        let page = json!({ "pack": "cn-conduct", "rule": hidden });
        let vault = Bench::with_vault();
        assert_eq!(vault.refused("rule_get", page).0, "not_found", "{hidden}");
    }
}

#[test]
fn rules_are_found_in_both_languages_and_by_parts_of_words() {
    let bench = Bench::new();
    for (text, wanted) in [
        ("夜间", "time-night-gbt"),
        ("不开展催收", "time-night-gbt"),
        ("collection at NIGHT", "time-night-cba"),
        ("个性化分期", "stop-after-plan"),
        ("GB/T 45251", "time-night-gbt"),
        ("律", "fake-lawyer"),
        ("查阅 复制", "pipl-access"),
    ] {
        let found = search(&bench, json!({ "text": text }));
        assert!(slugs(&found).contains(&wanted), "{text}: {found}");
    }
    // A name comes before a mention.
    let found = search(&bench, json!({ "text": "夜间催收" }));
    assert!(slugs(&found)[0].starts_with("time-night"), "{found}");
    let marked = found["hits"][0]["found"]["zh-CN"].as_array().unwrap();
    let hit: String = marked
        .iter()
        .filter(|piece| piece["hit"] == true)
        .map(|piece| piece["text"].as_str().unwrap())
        .collect();
    assert_eq!(hit, "夜间催收");
    assert!(slugs(&search(&bench, json!({ "text": "停车场收费" }))).is_empty());
}

#[test]
fn filters_narrow_what_is_found() {
    let bench = Bench::new();
    let all = |filter: Value, holds: &dyn Fn(&Value) -> bool| {
        let found = search(&bench, filter.clone());
        let hits = found["hits"].as_array().unwrap();
        assert!(!hits.is_empty(), "{filter}");
        assert!(hits.len() < found["total"].as_u64().unwrap() as usize);
        assert!(hits.iter().all(|hit| holds(&hit["card"])), "{filter}");
    };
    all(json!({ "topic": "time" }), &|card| card["topic"] == "time");
    all(json!({ "rank": "law" }), &|card| card["rank"] == "law");
    all(json!({ "engine": "manual" }), &|card| {
        card["engine"] == "manual"
    });
    all(json!({ "in_force": false }), &|card| {
        card["in_force"] == false
    });
    let other = search(&bench, json!({ "pack": "nowhere" }));
    assert!(slugs(&other).is_empty());
    // The old law of public security ended with 2025.
    let old = search(
        &bench,
        json!({ "text": "治安管理处罚法", "in_force": false }),
    );
    assert!(slugs(&old).contains(&"psl-threat-12"), "{old}");
}

#[test]
fn a_rule_has_a_page_with_its_instrument_history_sources_and_findings() {
    let bench = Bench::new();
    let get = |rule: &str| bench.ok("rule_get", json!({ "pack": "cn-conduct", "rule": rule }));
    bench.ok("sample_open", json!({}));
    let page = get("psl-threat-26");
    assert_eq!(page["card"]["topic"], "means");
    assert_eq!(page["instrument"]["effective"], "2026-01-01");
    let steps: Vec<(&str, &str, bool)> = page["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| {
            (
                step["rule"].as_str().unwrap(),
                step["from"].as_str().unwrap(),
                step["here"].as_bool().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        steps,
        [
            ("psl-threat-12", "2006-03-01", false),
            ("psl-threat-26", "2026-01-01", true),
        ]
    );
    assert_eq!(page["history"][0]["to"], "2025-12-31");

    let page = get("time-night-gbt");
    assert_eq!(page["instrument"]["force"], "national_standard");
    assert!(!page["instrument"]["doc_no"].as_str().unwrap().is_empty());
    assert_eq!(page["scope"]["network_credit"], true);
    assert!(page["sources"].as_array().unwrap().len() > 1);
    let findings = page["findings"].as_array().unwrap();
    assert!(findings.iter().all(|one| one["rule"] == "time-night-gbt"));
    assert_eq!(findings[0]["verdict"], "flagged");
    assert_eq!(findings[0]["kind"], "contact_in_quiet_hours");
    assert_eq!(findings[0]["given"]["from"], json!(["22:00:00"]));
}

#[test]
fn every_rule_that_looked_at_a_contact_says_what_it_found() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let log = bench.ok("contact_list", json!({ "limit": 500 }));
    let contacts = log["rows"].as_array().unwrap();
    let mut clear = 0;
    for contact in contacts.iter().take(12) {
        let id = &contact["contact"]["id"];
        let looked = bench.ok("contact_rules", json!({ "id": id }));
        let looked = looked.as_array().unwrap();
        let detail = bench.ok("contact_get", json!({ "id": id }));
        // Flags and questions are those of the contact's own page.
        let loud = |rows: &[Value]| -> Vec<Value> {
            rows.iter()
                .filter(|row| row["verdict"] == "flagged" || row["verdict"] == "needs_facts")
                .map(|row| row["key"].clone())
                .collect()
        };
        assert_eq!(loud(looked), loud(detail["findings"].as_array().unwrap()));
        for row in looked {
            if row["verdict"] == "not_applicable" {
                assert!(row["why"].is_string(), "{row}");
            }
            let quiet = row["verdict"] != "flagged" && row["verdict"] != "needs_facts";
            if quiet {
                assert_eq!(row["events"][0]["id"], *id);
            }
            clear += usize::from(row["verdict"] == "clear");
        }
        // No rule gives two quiet answers, and none a quiet one beside a loud one.
        let mut seen = std::collections::BTreeMap::<&str, bool>::new();
        for row in looked {
            let quiet = !["flagged", "needs_facts"].contains(&row["verdict"].as_str().unwrap());
            let rule = row["rule"].as_str().unwrap();
            let before = seen.insert(rule, quiet);
            assert!(
                before.is_none() || before == Some(false) && !quiet,
                "{rule}"
            );
        }
        assert!(looked.len() > 20, "{}", looked.len());
    }
    assert!(clear > 0);
}
