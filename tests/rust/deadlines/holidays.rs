//! What the calendar of working days moves: open deadlines, and the end of limitation.

use std::fs;

use serde_json::{Value, json};

use super::{bench, deadline, debt, event, on, week};
use crate::host::{Bench, PASSPHRASE};

const NOTICE: &str = r#"year = 2027
verified_to = "2027-12-31"

[[notice]]
title = "示例放假安排"

[[holiday]]
name = { zh = "元旦", en = "New Year" }
from = "2027-01-01"
to = "2027-01-03"
"#;

#[test]
fn working_days_past_the_calendar_wait_for_its_notice_which_then_moves_them() {
    let (bench, debt) = bench("2026-12-30");
    let events = [
        event("sent", "2026-12-25"),
        event("delivered", "2026-12-28"),
    ];
    let one = bench.ok(
        "proceeding_save",
        json!({ "procedure": "complaint-regulator", "debt": debt, "events": events,
                "deliberately": true }),
    );
    let rule = "complaint-regulator.forward";
    let id = json!({ "id": one["row"]["id"] });
    let waits = deadline(&one, rule);
    assert_eq!(waits["state"], "no_day");
    assert_eq!(
        waits["refusal"],
        json!({ "code": "not_covered", "from": "2027-01-01" })
    );
    assert!(waits.get("end").is_none());
    let step = &week(&bench, "enter_holidays")[0];
    assert_eq!(
        (&step["id"], &step["params"]["from"]),
        (&id["id"], &json!("2027-01-01"))
    );

    // A notice with faults is refused whole, every one with its line.
    let faulty = "year = 2027\nverified_to = \"2027-12-31\"\n[[holiday]]\nname = { zh = \"元旦\", en = \"New Year\" }\nfrom = \"2027-01-03\"\nto = \"2027-01-01\"\n[[holiday]]\nname = { zh = \"春节\", en = \"Spring Festival\" }\nfrom = \"2027-02-05\"\nto = \"2027-02-11\"\nwork = [\"2027-02-18\"]\n";
    let refused = bench.ok("holidays_add", json!({ "text": faulty }));
    let issues = refused["issues"].as_array().unwrap();
    let told: Vec<(u64, &str)> = issues
        .iter()
        .map(|issue| {
            (
                issue["line"].as_u64().unwrap(),
                issue["code"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(told, [(6, "dates_reversed"), (11, "not_a_weekend")]);
    assert!(refused.get("year").is_none());
    assert_eq!(bench.ok("holidays_list", json!({}))["to"], "2026-12-31");

    // A sound one is taken up, and says which deadline has a day now.
    let path = bench.folder.path().join("2027.toml");
    fs::write(&path, NOTICE).unwrap();
    let added = bench.ok("holidays_add", json!({ "path": path }));
    assert_eq!(added["year"], 2027);
    let moved = &added["moved"];
    assert_eq!(moved.as_array().unwrap().len(), 1, "{moved}");
    assert_eq!(
        (&moved[0]["proceeding"], &moved[0]["rule"], &moved[0]["now"]),
        (&id["id"], &json!(rule), &json!("2027-01-07"))
    );
    assert!(moved[0].get("was").is_none());
    let counted = |bench: &Bench| {
        let one = bench.ok("proceeding_get", id.clone());
        deadline(&one, rule).clone()
    };
    let now = counted(&bench);
    assert_eq!(
        (&now["state"], &now["end"]),
        (&json!("open"), &json!("2027-01-07"))
    );
    let own = json!({ "code": "own_notice", "year": 2027 });
    assert!(
        now["receipt"]["notes"].as_array().unwrap().contains(&own),
        "{now}"
    );
    assert_eq!(week(&bench, "enter_holidays"), <[Value; 0]>::default());
    let list = bench.ok("holidays_list", json!({}));
    assert_eq!(list["to"], "2027-12-31");
    let year = list["years"].as_array().unwrap().last().unwrap();
    assert_eq!((&year["own"], year.get("grade")), (&json!(true), None));

    // It is the vault's: gone when it is locked, there again when it is opened, also by
    // another app.
    bench.ok("vault_lock", json!({}));
    assert_eq!(bench.refused("holidays_list", json!({})).0, "locked");
    let again = Bench::on(std::sync::Arc::clone(&bench.folder));
    on(&again, "2026-12-30");
    again.ok("vault_open", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(counted(&again)["end"], "2027-01-07");

    // Another text for the year moves it again, removal takes the day away.
    let longer = NOTICE.replace("to = \"2027-01-03\"", "to = \"2027-01-04\"");
    let moved = again.ok("holidays_add", json!({ "text": longer }))["moved"].clone();
    assert_eq!(
        (&moved[0]["was"], &moved[0]["now"]),
        (&json!("2027-01-07"), &json!("2027-01-08"))
    );
    let moved = again.ok("holidays_remove", json!({ "year": 2027 }))["moved"].clone();
    assert_eq!(
        (&moved[0]["was"], moved[0].get("now")),
        (&json!("2027-01-08"), None)
    );
    assert_eq!(counted(&again)["state"], "no_day");
    assert_eq!(
        again.refused("holidays_remove", json!({ "year": 2027 })).0,
        "not_found"
    );
    assert_eq!(
        again.refused("holidays_remove", json!({ "year": 2026 })).0,
        "not_found"
    );
}

#[test]
fn a_notice_of_holidays_is_one_readable_text() {
    let (bench, _) = bench("2026-11-21");
    let path = |name: &str| bench.folder.path().join(name);
    fs::write(path("empty.toml"), "").unwrap();
    fs::write(path("picture.toml"), [0xff, 0xd8, 0xff]).unwrap();
    for (input, code, fields) in [
        (json!({}), "invalid", &["text".to_owned()][..]),
        (
            json!({ "text": NOTICE, "path": "x" }),
            "invalid",
            &["text".to_owned()][..],
        ),
        (json!({ "path": path("nowhere.toml") }), "io", &[][..]),
        (json!({ "path": path("empty.toml") }), "file_empty", &[][..]),
        (
            json!({ "path": path("picture.toml") }),
            "file_binary",
            &[][..],
        ),
    ] {
        let (got, named) = bench.refused("holidays_add", input);
        assert_eq!((got.as_str(), named.as_slice()), (code, fields));
    }
    let refused = bench.ok("holidays_add", json!({ "text": "明年放假" }));
    assert_eq!(refused["issues"][0]["code"], "unreadable");
    assert_eq!(refused["issues"][0]["line"], 1);
}

#[test]
fn limitation_that_ends_on_a_legal_holiday_ends_on_the_day_after_it() {
    let (bench, _) = bench("2026-01-05");
    let of = |due: &str| {
        let debt = debt(&bench, "示例银行");
        let asked = json!({ "debt": debt, "as_of": "2026-01-05" });
        let mut input = bench.ok("account_get", asked.clone())["account"].clone();
        input["last_due"] = json!(due);
        input["plans"] = json!([]);
        input["gap"] = json!([]);
        bench.ok("account_save", input);
        bench.ok("account_get", asked)
    };
    // 民法典 203: three years from 1 October 2022 end within the holiday of 2025.
    let holiday = of("2022-10-01");
    assert_eq!(holiday["limitation"]["expires"], "2025-10-09");
    assert!(holiday.get("limitation_worked").is_none());
    // A plain Saturday stays, and the next day that is worked is said beside it.
    let weekend = of("2021-06-15");
    assert_eq!(weekend["limitation"]["expires"], "2024-06-15");
    assert_eq!(weekend["limitation_worked"], "2024-06-17");
    let plain = of("2022-03-03");
    assert_eq!(plain["limitation"]["expires"], "2025-03-03");
}
