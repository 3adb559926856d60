//! Proceedings in a vault, from the first event to the next right: what is due with its
//! receipt, what comes first, what a notice of holidays moves, what a calendar gets, and
//! what cannot have happened.

use std::fs;

use serde_json::{Value, json};

use crate::host::{Bench, PASSPHRASE};

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

#[test]
fn a_complaint_runs_from_its_first_event_to_the_next_right() {
    let (bench, debt) = bench("2026-10-20");
    let begun = complaint(&bench, &debt);
    let id = json!({ "id": begun["row"]["id"] });

    // It runs: fifteen natural days from receipt, every one of them in the receipt.
    let one = bench.ok("proceeding_get", id.clone());
    assert_eq!(one["row"]["started"], "2026-10-09");
    assert_eq!(one["row"]["lender_name"], "示例银行");
    assert_eq!(one["row"]["stands"]["state"]["id"], "waiting");
    assert_eq!(one["row"]["stands"]["state"]["waits"], "them");
    let decide = deadline(&one, "complaint-lender.decide");
    assert_eq!(
        (&decide["state"], &decide["end"], &decide["force"]),
        (&json!("open"), &json!("2026-10-27"), &json!("statutory"))
    );
    let receipt = &decide["receipt"];
    assert_eq!(receipt["counted"], 15);
    let days = receipt["lines"].as_array().unwrap();
    assert_eq!(days.len(), 16);
    assert_eq!(
        (&days[0]["from"], &days[0]["what"]),
        (&json!("2026-10-12"), &json!("start"))
    );
    assert_eq!(
        (&days[15]["from"], &days[15]["number"]),
        (&json!("2026-10-27"), &json!(15))
    );
    assert_eq!(receipt["basis"]["clause"], "第十八条");
    assert_eq!(receipt["basis"]["title"]["en"], decide["title"]["en"]);
    assert_eq!(receipt["edition"], one["edition"]);
    // The list has the same day without the working.
    let list = bench.ok("proceeding_list", json!({}));
    let row = &list["proceedings"][0];
    assert_eq!(row["stands"]["deadlines"][0]["end"], "2026-10-27");
    assert!(row["stands"]["deadlines"][0].get("receipt").is_none());
    // It is theirs: one waits, and nothing is due.
    assert_eq!(week(&bench, "await_them")[0]["due"], "2026-10-27");
    assert_eq!(bench.ok("week_get", json!({}))["nothing_due"], true);
    assert_eq!(week(&bench, "use_right"), <[Value; 0]>::default());

    // The last day is not late, the day after is, and opens the way to the regulator.
    on(&bench, "2026-10-27");
    let state = |bench: &Bench| {
        let one = bench.ok("proceeding_get", id.clone());
        deadline(&one, "complaint-lender.decide")["state"].clone()
    };
    assert_eq!(state(&bench), "open");
    on(&bench, "2026-10-28");
    assert_eq!(state(&bench), "overdue");
    let list = bench.ok("proceeding_list", json!({}));
    let next = list["proceedings"][0]["stands"]["next"].as_array().unwrap();
    let regulator = next
        .iter()
        .find(|next| next["procedure"]["id"] == "complaint-regulator");
    assert_eq!(regulator.unwrap()["overdue"][0], decide["title"]);
    let rights = week(&bench, "use_right");
    let right = rights
        .iter()
        .find(|step| step["params"]["next"] == "complaint-regulator");
    assert_eq!(right.unwrap()["id"], id["id"]);
    assert_eq!(right.unwrap()["params"]["debt"], debt);
    assert_eq!(week(&bench, "await_them"), <[Value; 0]>::default());

    // The answer comes late; from then on it is mine, and due within the week or not.
    let decided = json!({ "id": id["id"], "event": event("decided", "2026-10-28") });
    let one = bench.ok("proceeding_events", at_once(&decided));
    assert_eq!(
        deadline(&one, "complaint-lender.decide")["state"],
        "met_late"
    );
    let review = deadline(&one, "complaint-lender.review");
    assert_eq!(
        (&review["who"], &review["act_by"]),
        (&json!("me"), &json!("2026-11-27"))
    );
    assert_eq!(week(&bench, "deadline_due")[0]["due"], "2026-11-27");
    assert_eq!(bench.ok("week_get", json!({}))["nothing_due"], true);
    on(&bench, "2026-11-20");
    assert_eq!(bench.ok("week_get", json!({}))["nothing_due"], false);
    on(&bench, "2026-11-28");
    assert_eq!(week(&bench, "deadline_overdue")[0]["due"], "2026-11-27");
    assert_eq!(bench.ok("week_get", json!({}))["nothing_due"], false);

    // Settled: nothing is asked of anybody any more.
    let settled = json!({ "id": id["id"], "event": event("settled", "2026-11-28") });
    assert_eq!(
        bench.ok("proceeding_events", at_once(&settled))["row"]["stands"]["state"]["ends"],
        true
    );
    for code in ["deadline_overdue", "deadline_due", "await_them"] {
        assert_eq!(week(&bench, code), <[Value; 0]>::default(), "{code}");
    }
}

#[test]
fn the_week_is_in_order_of_days_and_what_others_owe_comes_last() {
    let (bench, first) = bench("2026-11-01");
    let second = debt(&bench, "示例消费金融");
    let answered = |debt: &Value, day: &str| {
        let one = complaint(&bench, debt);
        let event = json!({ "id": one["row"]["id"], "event": event("decided", day) });
        bench.ok("proceeding_events", at_once(&event));
    };
    answered(&first, "2026-10-22");
    answered(&second, "2026-10-19");
    let third = debt(&bench, "示例小贷");
    let events = [
        event("sent", "2026-10-29"),
        event("delivered", "2026-10-30"),
    ];
    begin(&bench, "complaint-lender", &third, &events);

    let week = bench.ok("week_get", json!({}));
    let steps = week["steps"].as_array().unwrap();
    let dated: Vec<&Value> = steps
        .iter()
        .map(|step| &step["due"])
        .filter(|due| !due.is_null())
        .collect();
    assert_eq!(dated, ["2026-11-18", "2026-11-21", "2026-11-16"]);
    assert_eq!(steps[0]["params"]["lender"], "示例消费金融");
    assert_eq!(steps.last().unwrap()["code"], "await_them");
    assert_eq!(steps.last().unwrap()["due"], "2026-11-16");
}

#[test]
fn what_comes_first_is_said_with_its_reason_and_can_be_passed_on_purpose() {
    let (bench, debt) = bench("2026-11-21");
    let regulator = |more: Value| {
        let mut input = json!({
            "procedure": "complaint-regulator", "debt": debt,
            "events": [event("sent", "2026-11-20")],
        });
        for (name, value) in more.as_object().unwrap() {
            input[name] = value.clone();
        }
        input
    };
    let (code, said) = params(&bench, "proceeding_save", regulator(json!({})));
    assert_eq!(code, "comes_first");
    assert_eq!(said["first"], "complaint-lender");
    // The reason is the one of the catalogue, in both languages.
    let catalogue = bench.ok("procedure_list", json!({}));
    let all = catalogue.as_array().unwrap();
    let card = all
        .iter()
        .find(|card| card["id"] == "complaint-regulator")
        .unwrap();
    assert_eq!(said["reason_zh"], card["first"][0]["reason"]["zh-CN"]);
    assert_eq!(said["reason_en"], card["first"][0]["reason"]["en"]);
    assert_eq!(
        said["first_zh"],
        card["first"][0]["procedure"]["title"]["zh-CN"]
    );
    let list = bench.ok("proceeding_list", json!({}));
    assert_eq!(list["proceedings"], json!([]), "nothing was kept");

    // A complaint that still runs is not enough, nor one about another debt.
    let other = self::debt(&bench, "另一家示例银行");
    complaint(&bench, &other);
    assert_eq!(
        bench.refused("proceeding_save", regulator(json!({}))).0,
        "comes_first"
    );
    let passed = bench.ok(
        "proceeding_save",
        regulator(json!({ "deliberately": true })),
    );
    assert_eq!(passed["row"]["deliberately"], true);

    // Once the lender is late it is the regular way, whatever was ticked.
    complaint(&bench, &debt);
    let regular = bench.ok(
        "proceeding_save",
        regulator(json!({ "deliberately": true })),
    );
    assert_eq!(regular["row"]["deliberately"], false);
}

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
fn a_debt_stays_while_a_proceeding_is_about_it() {
    let (bench, debt) = bench("2026-11-21");
    let id = json!({ "id": complaint(&bench, &debt)["row"]["id"] });
    let (code, said) = params(&bench, "debt_remove", json!({ "id": debt }));
    assert_eq!(
        (code.as_str(), &said["what"]),
        ("still_referenced", &json!("proceeding"))
    );
    bench.ok("proceeding_remove", id.clone());
    assert_eq!(
        bench.ok("proceeding_list", json!({}))["proceedings"],
        json!([])
    );
    for command in ["proceeding_get", "proceeding_remove"] {
        assert_eq!(
            bench.refused(command, id.clone()).0,
            "not_found",
            "{command}"
        );
    }
    bench.ok("debt_remove", json!({ "id": debt }));
    bench.sound();
}

/// The values of a property, in order.
fn values(ics: &str, name: &str) -> Vec<String> {
    let prefix = format!("{name}:");
    let lines = ics
        .split("\r\n")
        .filter_map(|line| line.strip_prefix(&prefix));
    lines.map(str::to_owned).collect()
}

#[test]
fn a_calendar_gets_the_same_item_again_and_learns_nothing_from_its_title() {
    let (bench, debt) = bench("2026-10-28");
    let one = complaint(&bench, &debt);
    let id = one["row"]["id"].as_str().unwrap();
    let decided = json!({ "id": id, "event": event("decided", "2026-10-26") });
    bench.ok("proceeding_events", at_once(&decided));
    let path = bench.folder.path().join("deadlines.ics");
    let export = |more: Value| {
        let mut input = json!({ "path": path });
        for (name, value) in more.as_object().unwrap() {
            input[name] = value.clone();
        }
        bench.ok("deadlines_export", input);
        fs::read_to_string(&path).unwrap()
    };
    let first = export(json!({}));
    // The lender answered in time; what is left is mine.
    assert_eq!(
        values(&first, "UID"),
        [format!("{id}.complaint-lender.review@mingzhang")]
    );
    assert_eq!(values(&first, "DTSTART;VALUE=DATE"), ["20261125"]);
    assert_eq!(values(&first, "SUMMARY"), ["待办 / To do"]);
    assert_eq!(values(&first, "TRIGGER"), ["-PT159H", "-PT15H"]);
    assert!(
        !first.contains("示例银行") && !first.contains("核查"),
        "{first}"
    );

    // It was a day later after all: the same item, on another day, newer than before.
    bench.ok("proceeding_event_remove", decided);
    let later = json!({ "id": id, "event": event("decided", "2026-10-27") });
    bench.ok("proceeding_events", at_once(&later));
    let second = export(json!({ "titles": true, "lang": "zh-CN", "remind_days": [3] }));
    assert_eq!(values(&second, "UID"), values(&first, "UID"));
    assert_eq!(values(&second, "DTSTART;VALUE=DATE"), ["20261126"]);
    assert!(
        values(&second, "SUMMARY")[0].starts_with("向机构投诉："),
        "{second}"
    );
    assert_eq!(values(&second, "TRIGGER"), ["-PT63H"]);
    let sequence = |ics: &str| values(ics, "SEQUENCE")[0].parse::<u32>().unwrap();
    assert!(sequence(&second) > sequence(&first));
    let english = export(json!({ "titles": true, "lang": "en" }));
    assert!(values(&english, "SUMMARY")[0].starts_with("Complaint to the lender: "));
}

#[test]
fn proceedings_go_with_the_case_file() {
    let (bench, debt) = bench("2026-11-21");
    let one = complaint(&bench, &debt);
    let id = one["row"]["id"].clone();
    let note = json!({
        "id": id, "procedure": "complaint-lender", "debt": debt, "events": one["events"],
        "note": "挂号信",
    });
    bench.ok("proceeding_save", note);
    let path = bench.folder.path().join("case.json");
    bench.ok("case_export", json!({ "path": path }));
    let text = fs::read_to_string(&path).unwrap();

    let other = Bench::with_vault();
    other.ok("case_import", json!({ "path": path }));
    assert_eq!(
        other.ok("proceeding_list", json!({})),
        bench.ok("proceeding_list", json!({}))
    );
    assert_eq!(
        other.ok("proceeding_get", json!({ "id": id }))["row"]["note"],
        "挂号信"
    );
    // Twice is once too often.
    let (code, fields) = other.refused("case_import", json!({ "path": path }));
    assert_eq!(code, "invalid");
    assert!(
        fields.contains(&"proceedings[0].id".to_owned()),
        "{fields:?}"
    );

    // A file by hand whose events cannot have happened names each of them.
    let mut case: Value = serde_json::from_str(&text).unwrap();
    case["proceedings"][0]["events"] = json!([event("decided", "2026-10-09")]);
    let mut unknown = case["proceedings"][0].clone();
    unknown["id"] = json!("g2");
    unknown["procedure"] = json!("complaint-to-nobody");
    case["proceedings"].as_array_mut().unwrap().push(unknown);
    fs::write(&path, case.to_string()).unwrap();
    let third = Bench::with_vault();
    let (code, fields) = third.refused("case_import", json!({ "path": path }));
    assert_eq!(code, "invalid");
    assert_eq!(
        fields,
        ["proceedings[0].events[0].kind", "proceedings[1].procedure"]
    );
    // And one whose debt is not in it.
    case["proceedings"] = json!([{
        "id": "g1", "debt": "nowhere", "procedure": "complaint-lender", "events": [],
    }]);
    fs::write(&path, case.to_string()).unwrap();
    let (_, fields) = third.refused("case_import", json!({ "path": path }));
    assert_eq!(fields, ["proceedings[0].debt", "proceedings[0].events"]);
}

#[test]
fn days_and_events_that_cannot_be_are_named_and_nothing_is_written() {
    let (bench, debt) = bench("2026-11-21");
    let save = |procedure: &str, events: Value| json!({ "procedure": procedure, "debt": debt, "events": events });
    for (input, field) in [
        (save("complaint-lender", json!([])), "events"),
        (
            save("no-such-way", json!([event("sent", "2026-11-20")])),
            "procedure",
        ),
        (
            save("complaint-lender", json!([event("sent", "2026-11-22")])),
            "events[0].day",
        ),
        // Delivery before sending, by its place and by its day.
        (
            save(
                "complaint-lender",
                json!([event("delivered", "2026-11-20")]),
            ),
            "events[0].kind",
        ),
        (
            save(
                "complaint-lender",
                json!([
                    event("sent", "2026-11-20"),
                    event("delivered", "2026-11-19")
                ]),
            ),
            "events[1].kind",
        ),
        (
            save(
                "complaint-lender",
                json!([event("sent", "2026-11-18"),
                       { "kind": "postponed", "day": "2026-11-19", "rule": "decide" }]),
            ),
            "events[1].until",
        ),
        (
            save(
                "complaint-lender",
                json!([event("sent", "2026-11-18"),
                       { "kind": "postponed", "day": "2026-11-19", "until": "2026-11-30",
                         "rule": "no-such-rule" }]),
            ),
            "events[1].rule",
        ),
        (
            json!({ "procedure": "complaint-lender", "debt": "nowhere",
                    "events": [event("sent", "2026-11-20")] }),
            "debt",
        ),
    ] {
        let (code, fields) = bench.refused("proceeding_save", input.clone());
        assert_eq!(
            (code.as_str(), fields),
            ("invalid", vec![field.to_owned()]),
            "{input}"
        );
    }
    // What has to happen before is said.
    let early = save(
        "complaint-lender",
        json!([event("delivered", "2026-11-20")]),
    );
    assert_eq!(params(&bench, "proceeding_save", early).1["needs"], "sent");
    assert_eq!(
        bench.ok("proceeding_list", json!({}))["proceedings"],
        json!([])
    );

    let one = complaint(&bench, &debt);
    let add = |event: Value| json!({ "id": one["row"]["id"], "event": event });
    for (added, field) in [
        (event("decided", "2026-11-22"), "events[0].day"),
        (event("served", "2026-11-20"), "events[0].kind"),
        // Before it was delivered there was nothing to decide.
        (event("decided", "2026-10-10"), "events[0].kind"),
    ] {
        let (code, fields) = bench.refused("proceeding_events", at_once(&add(added)));
        assert_eq!((code.as_str(), fields), ("invalid", vec![field.to_owned()]));
    }
    let (_, said) = params(
        &bench,
        "proceeding_events",
        at_once(&add(event("served", "2026-11-20"))),
    );
    let possible: Vec<&str> = said["possible"].as_str().unwrap().split(',').collect();
    assert!(possible.contains(&"decided"), "{possible:?}");
    let held = bench.ok("proceeding_get", json!({ "id": one["row"]["id"] }));
    assert_eq!(held["events"], one["events"]);

    // Taking out what later events rest on is refused; the last one may go, the only
    // one may not.
    let (code, fields) = bench.refused("proceeding_event_remove", add(event("sent", "2026-10-09")));
    assert_eq!(
        (code.as_str(), fields),
        ("invalid", vec!["events[0].kind".to_owned()])
    );
    let (code, _) = bench.refused("proceeding_event_remove", add(event("sent", "2026-10-10")));
    assert_eq!(code, "not_found");
    let left = bench.ok(
        "proceeding_event_remove",
        add(event("delivered", "2026-10-12")),
    );
    assert_eq!(left["row"]["stands"]["state"]["id"], "sent");
    assert_eq!(left["deadlines"], json!([]));
    let (_, fields) = bench.refused("proceeding_event_remove", add(event("sent", "2026-10-09")));
    assert_eq!(fields, ["event"]);
    // The procedure of a proceeding does not change.
    let other = json!({ "id": one["row"]["id"], "procedure": "petition", "debt": debt,
                        "events": [event("sent", "2026-10-09")] });
    assert_eq!(bench.refused("proceeding_save", other).1, ["procedure"]);
    bench.sound();
}

#[test]
fn a_letter_that_went_out_offers_to_begin_the_count_with_its_day() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let query = json!({ "verdict": "flagged", "debt": "loan" });
    let found = bench.ok("finding_list", query);
    let letter = bench.ok(
        "letter_save",
        json!({ "template": "complaint-lender", "lang": "zh-CN", "debt": "loan",
                "findings": [found["findings"][0]["key"]], "requests": ["reply_in_writing"],
                "day": "2026-11-17" }),
    );
    let offers = || bench.ok("proceeding_list", json!({}))["offers"].clone();
    assert_eq!(offers(), json!([]), "a draft begins nothing");
    let send = |more: Value| {
        let mut posting =
            json!({ "letter": letter["id"], "sent_on": "2026-11-18", "method": "ems" });
        for (name, value) in more.as_object().unwrap() {
            posting[name] = value.clone();
        }
        bench.ok("letter_send", posting);
    };
    send(json!({}));
    let offer = offers()[0].clone();
    assert_eq!(offer["procedure"]["id"], "complaint-lender");
    assert_eq!(
        (&offer["letter"], &offer["debt"]),
        (&letter["id"], &json!("loan"))
    );
    let of_letter = |kind: &str, day: &str| {
        let mut event = event(kind, day);
        event["letter"] = letter["id"].clone();
        event
    };
    assert_eq!(offer["events"], json!([of_letter("sent", "2026-11-18")]));
    assert_eq!(offer["delivered"], false);
    let step = &week(&bench, "begin_counting")[0];
    assert_eq!(
        (&step["id"], &step["params"]["day"]),
        (&letter["id"], &json!("2026-11-18"))
    );

    // Taken up as it is offered, it is offered no more, and from then on it is followed by
    // itself: what is noted of the letter is known to its proceeding, once.
    let begun = begin(
        &bench,
        "complaint-lender",
        &json!("loan"),
        offer["events"].as_array().unwrap(),
    );
    let id = json!({ "id": begun["row"]["id"] });
    assert_eq!(offers(), json!([]));
    assert_eq!(week(&bench, "begin_counting"), <[Value; 0]>::default());
    let row = bench.ok("letter_get", json!({ "id": letter["id"] }))["row"].clone();
    assert_eq!(row["proceeding"], begun["row"]["id"]);
    for _ in 0..2 {
        send(json!({ "delivered_on": "2026-11-19" }));
    }
    // A day that was corrected is corrected there too.
    send(json!({ "delivered_on": "2026-11-20" }));
    let one = bench.ok("proceeding_get", id.clone());
    let both = json!([
        of_letter("sent", "2026-11-18"),
        of_letter("delivered", "2026-11-20")
    ]);
    assert_eq!(one["events"], both);
    // The fifteenth day is a Saturday: counted as it is read, and as nobody disputes.
    let decide = deadline(&one, "complaint-lender.decide");
    assert_eq!(
        (&decide["end"], &decide["act_by"]),
        (&json!("2026-12-07"), &json!("2026-12-05"))
    );
    assert_eq!(offers(), json!([]));
    // A day that was taken back is taken back there too; an answer is the decision.
    send(json!({}));
    let one = bench.ok("proceeding_get", id.clone());
    assert_eq!(one["events"], json!([of_letter("sent", "2026-11-18")]));
    on(&bench, "2026-12-02");
    send(json!({ "delivered_on": "2026-11-20", "answered_on": "2026-12-01" }));
    let one = bench.ok("proceeding_get", id.clone());
    assert_eq!(one["events"][2], of_letter("decided", "2026-12-01"));
    assert_eq!(one["row"]["stands"]["state"]["id"], "decided");

    // With both days known and nothing counted, both are offered at once.
    bench.ok("proceeding_remove", id);
    send(json!({ "delivered_on": "2026-11-20" }));
    assert_eq!(offers()[0]["events"], both);
    assert_eq!(offers()[0]["delivered"], true);
    assert!(offers()[0].get("proceeding").is_none());

    // Begun by hand on the same day, it is offered to be joined, and then is that letter's.
    let by_hand = begin(
        &bench,
        "complaint-lender",
        &json!("loan"),
        &[event("sent", "2026-11-18")],
    );
    let offer = offers()[0].clone();
    assert_eq!(offer["proceeding"], by_hand["row"]["id"]);
    let joined = bench.ok(
        "proceeding_events",
        json!({ "id": offer["proceeding"], "events": offer["events"] }),
    );
    assert_eq!(joined["events"], both);
    assert_eq!(offers(), json!([]));
    // A letter that is not there cannot be named.
    let mut stray = event("decided", "2026-12-01");
    stray["letter"] = json!("nowhere");
    let stray = json!({ "id": offer["proceeding"], "events": [stray] });
    assert_eq!(
        bench.refused("proceeding_events", stray).1,
        ["events[0].letter"]
    );
}

#[test]
fn a_letter_written_for_a_proceeding_is_its_next_step_once_it_is_sent() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    on(&bench, "2026-12-01");
    let order = begin(
        &bench,
        "payment-order",
        &json!("xf"),
        &[event("served", "2026-11-23")],
    );
    let id = json!({ "id": order["row"]["id"] });
    let letters = &order["row"]["stands"]["state"]["letters"];
    assert_eq!(letters[0]["id"], "payment-order-objection");
    let cards = bench.ok("template_list", json!({}));
    let all = cards.as_array().unwrap();
    let card = all
        .iter()
        .find(|card| card["id"] == "payment-order-objection");
    let choice = &card.unwrap()["choices"][0]["options"][0]["code"];
    let filled: serde_json::Map<String, Value> = card.unwrap()["asks"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|ask| ask["optional"] == false)
        .map(|ask| {
            let value = match ask["form"].as_str().unwrap() {
                "day" => "2026-11-23",
                "amount" => "1000.00",
                _ => "示例",
            };
            (ask["name"].as_str().unwrap().to_owned(), json!(value))
        })
        .collect();
    let letter = bench.ok(
        "letter_save",
        json!({ "template": "payment-order-objection", "lang": "zh-CN", "debt": "xf",
                "findings": [], "requests": [choice], "filled": filled,
                "proceeding": id["id"], "day": "2026-11-30" }),
    );
    assert_eq!(letter["proceeding"], id["id"]);
    bench.ok(
        "letter_send",
        json!({ "letter": letter["id"], "sent_on": "2026-12-01", "method": "ems" }),
    );
    let one = bench.ok("proceeding_get", id);
    assert_eq!(one["events"][1]["kind"], "objected");
    assert_eq!(one["events"][1]["letter"], letter["id"]);
    assert_eq!(deadline(&one, "payment-order.object")["state"], "met");
    assert_eq!(
        bench.ok("proceeding_list", json!({}))["offers"],
        json!([]),
        "it is known already"
    );
}

#[test]
fn a_kind_of_lender_it_is_not_open_to_is_refused_with_what_leads_nowhere() {
    let (bench, _) = bench("2026-11-21");
    let input = json!({ "lender_name": "示例小贷", "lender_type": "micro_loan" });
    let micro = bench.ok("debt_save", input)["debt"]["id"].clone();
    let begin = |more: bool| {
        json!({ "procedure": "complaint-lender", "debt": micro, "deliberately": more,
                "events": [event("sent", "2026-11-20")] })
    };
    let (code, said) = params(&bench, "proceeding_save", begin(false));
    assert_eq!(code, "not_open_to_lender");
    assert_eq!(said["lender"], "micro_loan");
    let open_to = said["open_to"].as_str().unwrap();
    assert!(open_to.contains("bank_card") && !open_to.contains("micro_loan"));
    assert!(said["dead_zh"].as_str().unwrap().contains("小额贷款公司"));
    let list = bench.ok("proceeding_list", json!({}));
    assert_eq!(list["proceedings"], json!([]), "nothing was kept");
    // On purpose it can be begun, and says so as long as it is kept.
    let row = bench.ok("proceeding_save", begin(true))["row"].clone();
    assert_eq!(
        (&row["deliberately"], &row["not_open"]),
        (&json!(true), &json!(true))
    );
    // Nor can one be moved to such a debt.
    let bank = debt(&bench, "示例银行");
    let one = complaint(&bench, &bank);
    let moved = json!({ "id": one["row"]["id"], "procedure": "complaint-lender",
                        "debt": micro, "events": one["events"] });
    assert_eq!(
        bench.refused("proceeding_save", moved).0,
        "not_open_to_lender"
    );
}

#[test]
fn several_events_are_added_in_one_go_or_not_at_all() {
    let (bench, debt) = bench("2026-11-21");
    let one = begin(
        &bench,
        "complaint-lender",
        &debt,
        &[event("sent", "2026-10-09")],
    );
    let add = |events: Value| json!({ "id": one["row"]["id"], "events": events });
    let wrong = add(json!([
        event("delivered", "2026-10-12"),
        event("served", "2026-10-20")
    ]));
    let (_, fields) = bench.refused("proceeding_events", wrong);
    assert_eq!(fields, ["events[1].kind"]);
    assert_eq!(
        bench.refused("proceeding_events", add(json!([]))).1,
        ["events"]
    );
    let held = bench.ok("proceeding_get", json!({ "id": one["row"]["id"] }));
    assert_eq!(held["events"], json!([event("sent", "2026-10-09")]));
    let both = [
        event("delivered", "2026-10-12"),
        event("decided", "2026-10-23"),
    ];
    let all = bench.ok("proceeding_events", add(json!(both)));
    assert_eq!(all["row"]["stands"]["state"]["id"], "decided");
}

#[test]
fn a_reminder_says_how_many_and_only_when_it_was_asked_for() {
    let (bench, debt) = bench("2026-10-26");
    let events = [
        event("sent", "2026-09-18"),
        event("delivered", "2026-09-21"),
        event("decided", "2026-09-27"),
    ];
    begin(&bench, "complaint-lender", &debt, &events);
    let asked = |on: bool| {
        let settings = bench.ok("settings_get", json!({}));
        assert_eq!(settings["reminders"].as_bool(), Some(!on), "{settings}");
        bench.ok(
            "settings_set",
            json!({ "idle_minutes": settings["idle_minutes"], "reminders": on }),
        );
    };
    // Nobody asked: nothing is said, though the review has to be asked for by tomorrow.
    assert_eq!(bench.app.reminder(), None);
    asked(true);
    let told = bench.app.reminder().unwrap();
    assert!(
        told.body.contains("1 项") && !told.body.contains("示例银行"),
        "{told:?}"
    );
    assert_eq!(bench.app.reminder(), None, "once a day");
    // Locked, on the day itself, only the number is left.
    bench.ok("vault_lock", json!({}));
    assert_eq!(bench.app.reminder(), None);
    on(&bench, "2026-10-27");
    let told = bench.app.reminder().unwrap();
    assert_eq!(told.body, "1 项 / 1 item");
    assert_eq!(bench.app.reminder(), None);
    // Turned off, it forgets.
    bench.ok("vault_open", json!({ "passphrase": PASSPHRASE }));
    asked(false);
    assert_eq!(bench.app.reminder(), None);
    bench.ok("vault_lock", json!({}));
    on(&bench, "2026-10-28");
    assert_eq!(bench.app.reminder(), None);
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
