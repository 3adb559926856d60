//! Letters and the proceedings they belong to.

use serde_json::{Value, json};

use super::{begin, deadline, event, on, week};
use crate::host::Bench;

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
    // A day that was taken back is taken back there too.
    send(json!({}));
    let one = bench.ok("proceeding_get", id.clone());
    assert_eq!(one["events"], json!([of_letter("sent", "2026-11-18")]));
    on(&bench, "2026-12-02");
    // What an answer was has to be said: only a decision stops the clock of the decision,
    // and begins one of the borrower's own.
    let answered = |reply: Value| {
        json!({ "letter": letter["id"], "sent_on": "2026-11-18", "method": "ems",
            "delivered_on": "2026-11-20", "answered_on": "2026-12-01", "reply": reply })
    };
    let unsaid = bench.refused("letter_send", answered(Value::Null));
    assert_eq!(unsaid.1, ["reply"]);
    let row = bench.ok("letter_send", answered(json!("interim")));
    assert_eq!(
        (&row["may_decide"], &row["posting"]["reply"]),
        (&json!(true), &json!("interim"))
    );
    let one = bench.ok("proceeding_get", id.clone());
    assert_eq!(one["events"].as_array().unwrap().len(), 2);
    assert_eq!(one["row"]["stands"]["state"]["id"], "waiting");
    assert_eq!(deadline(&one, "complaint-lender.decide")["state"], "open");
    // Word of the way there is not what is waited for.
    assert_eq!(week(&bench, "await_reply")[0]["id"], letter["id"]);
    bench.ok("letter_send", answered(json!("decision")));
    let one = bench.ok("proceeding_get", id.clone());
    assert_eq!(one["events"][2], of_letter("decided", "2026-12-01"));
    assert_eq!(one["row"]["stands"]["state"]["id"], "decided");
    assert_eq!(
        deadline(&one, "complaint-lender.review")["end"],
        "2026-12-31"
    );
    assert_eq!(week(&bench, "await_reply"), <[Value; 0]>::default());
    // Taken back, the days run as before.
    bench.ok("letter_send", answered(json!("interim")));
    let one = bench.ok("proceeding_get", id.clone());
    assert_eq!(one["row"]["stands"]["state"]["id"], "waiting");

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
