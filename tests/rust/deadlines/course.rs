//! What happens in a proceeding, from the first event to the next right: what is due with
//! its receipt, what comes first, and what cannot have happened.

use std::fs;

use serde_json::{Value, json};

use super::{at_once, begin, bench, complaint, deadline, debt, event, on, params, week};
use crate::host::Bench;

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
