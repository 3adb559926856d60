//! When they make contact, on a real vault.

use serde_json::{Value, json};

use crate::host::{Bench, fixture};

fn sum(list: &Value, field: &str) -> u64 {
    let items = list.as_array().unwrap().iter();
    items.map(|item| item[field].as_u64().unwrap()).sum()
}

#[test]
fn hours_collectors_and_stretches_count_the_same_contacts() {
    let bench = Bench::with_vault();
    bench.import(&[
        fixture("intake/calls-sample.xml"),
        fixture("intake/sms-sample.xml"),
    ]);
    let log = bench.ok("contact_list", json!({ "limit": 500 }));
    let rows = log["rows"].as_array().unwrap();
    let incoming: Vec<&Value> = rows
        .iter()
        .filter(|row| row["contact"]["direction"] == "incoming")
        .collect();
    assert!(incoming.len() < rows.len(), "the log holds both directions");

    let hours = bench.ok("contact_hours", json!({}));
    let total = hours["total"].as_u64().unwrap();
    assert_eq!(total, incoming.len() as u64);
    for part in ["cells", "collectors", "spans"] {
        assert_eq!(sum(&hours[part], "contacts"), total, "{part}");
    }
    let nights = incoming.iter().filter(|row| row["night"] == true).count() as u64;
    assert!(nights > 0);
    assert_eq!(hours["night"], nights);
    for part in ["collectors", "spans"] {
        assert_eq!(sum(&hours[part], "night"), nights, "{part}");
    }
    for cell in hours["cells"].as_array().unwrap() {
        let (weekday, hour) = (
            cell["weekday"].as_u64().unwrap(),
            cell["hour"].as_u64().unwrap(),
        );
        let there = incoming.iter().any(|row| {
            let at = row["contact"]["at"].as_str().unwrap();
            let at = chrono::DateTime::parse_from_rfc3339(at).unwrap();
            let at = at.with_timezone(&domain::beijing());
            use chrono::{Datelike, Timelike};
            u64::from(at.weekday().num_days_from_monday()) == weekday
                && u64::from(at.hour()) == hour
        });
        assert!(there, "{cell}");
    }

    // One collector, and one stretch, of the same time.
    let first = &hours["collectors"][0];
    let one = bench.ok("contact_hours", json!({ "collector": first["who"] }));
    assert_eq!(one["total"], first["contacts"]);
    assert_eq!(
        one["collectors"].as_array().unwrap().len(),
        hours["collectors"].as_array().unwrap().len()
    );
    let day = hours["last"].as_str().unwrap();
    let last = bench.ok("contact_hours", json!({ "from": day, "to": day }));
    assert_eq!(last["step"], "day");
    assert_eq!(last["spans"].as_array().unwrap().len(), 1);
    assert!(last["total"].as_u64().unwrap() >= 1);

    // A number said to have nothing to do with collection is not counted.
    let number = hours["collectors"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["who"]["of"] == "number")
        .unwrap();
    bench.ok(
        "number_assign",
        json!({ "number": number["who"]["id"], "kind": "unrelated" }),
    );
    let left = bench.ok("contact_hours", json!({}));
    assert_eq!(
        left["total"].as_u64().unwrap(),
        total - number["contacts"].as_u64().unwrap()
    );
}
