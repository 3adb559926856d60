//! Where days are told of: the week, the calendar file, the reminder.

use std::fs;

use serde_json::{Value, json};

use super::{at_once, begin, bench, complaint, debt, event, on};
use crate::host::PASSPHRASE;

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
