//! What is known without a vault: procedures, papers, stages, recourse.

use serde_json::{Value, json};

use crate::host::Bench;

/// Words in both languages, wherever they stand.
fn worded(value: &Value, path: &str) {
    match value {
        Value::Object(map) => {
            assert!(!map.contains_key("zh"), "{path}: words without their tag");
            if let Some(zh) = map.get("zh-CN") {
                for text in [zh, &map["en"]] {
                    assert!(!text.as_str().unwrap().is_empty(), "{path}");
                }
            }
            for (name, value) in map {
                worded(value, &format!("{path}.{name}"));
            }
        }
        Value::Array(list) => list
            .iter()
            .enumerate()
            .for_each(|(i, value)| worded(value, &format!("{path}[{i}]"))),
        _ => {}
    }
}

#[test]
fn the_catalogue_papers_stages_and_recourse_are_in_words_without_a_vault() {
    let bench = Bench::new();
    let procedures = bench.ok("procedure_list", json!({}));
    worded(&procedures, "procedures");
    let all = procedures.as_array().unwrap();
    let title = |id: &str| {
        let card = all.iter().find(|card| card["id"] == id);
        card.unwrap_or_else(|| panic!("{id}"))["title"].clone()
    };
    for card in all {
        let id = card["id"].as_str().unwrap();
        assert!(!card["begins_with"].as_array().unwrap().is_empty(), "{id}");
        assert!(!card["evidence"].as_array().unwrap().is_empty(), "{id}");
        for next in card["next"].as_array().unwrap() {
            let named = &next["procedure"];
            assert_eq!(named["title"], title(named["id"].as_str().unwrap()), "{id}");
        }
        for rule in card["deadlines"].as_array().unwrap() {
            // By law: with its length, text, clause and a grade that was read.
            if rule["force"] == "statutory" {
                assert!(
                    rule["length"].is_u64() && rule["unit"].is_string(),
                    "{rule}"
                );
                assert_ne!(rule["ground"]["clause"], "", "{rule}");
                assert_ne!(rule["grade"], "C", "{rule}");
            }
        }
    }
    let lender = all
        .iter()
        .find(|card| card["id"] == "complaint-lender")
        .unwrap();
    let decide = &lender["deadlines"][0];
    assert_eq!(
        (&decide["unit"], &decide["length"]),
        (&json!("days"), &json!(15))
    );
    assert_eq!(lender["letters"][0]["id"], "complaint-lender");

    let papers = bench.ok("paper_list", json!({}));
    worded(&papers, "papers");
    let papers = papers.as_array().unwrap();
    assert_eq!(papers.len(), 10);
    let summons = papers
        .iter()
        .find(|paper| paper["kind"] == "summons")
        .unwrap();
    assert_eq!(summons["clocks"][0]["rule"], "lawsuit.hearing");
    assert_eq!(summons["procedure"]["title"], title("lawsuit"));
    assert_eq!(summons["letters"][0]["id"], "defence");
    assert_eq!(summons["does"][0]["ground"]["clause"], "第一百四十七条");

    for stage in domain::Stage::ALL {
        let guide = bench.ok("stage_guide", json!({ "stage": stage.code() }));
        worded(&guide, stage.code());
        for part in [
            "usual",
            "may",
            "may_not",
            "ask",
            "script",
            "write_down",
            "letters",
        ] {
            assert!(
                !guide[part].as_array().unwrap().is_empty(),
                "{stage:?} {part}"
            );
        }
    }
    let first = bench.ok("stage_guide", json!({ "stage": "first_contact" }));
    let letters: Vec<&Value> = first["letters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| &l["id"])
        .collect();
    assert!(letters.contains(&&json!("family-statement")), "{letters:?}");

    let find = |lender: &str, problem: &str| {
        bench.ok(
            "recourse_find",
            json!({ "lender": lender, "problem": problem }),
        )
    };
    let charges = find("bank_card", "charges")["recourse"].clone();
    worded(&charges, "charges");
    assert_eq!(charges["first"][0]["procedure"]["id"], "complaint-lender");
    assert!(!charges["next"].as_array().unwrap().is_empty());
    assert_eq!(find("other", "charges"), json!({}));
    assert_eq!(
        bench
            .refused(
                "recourse_find",
                json!({ "lender": "bank_card", "problem": "boredom" })
            )
            .1,
        ["problem"]
    );
}
