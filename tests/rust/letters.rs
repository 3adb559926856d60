//! Letters from the first choice to the answer: what is asked for, what is left
//! unsaid and why, what the other side will say, and what stays as it was.

use std::fs;

use serde_json::{Value, json};

use crate::exhibits::solid_text;
use crate::host::Bench;

fn said(pages: &Value) -> String {
    let sentences = pages["sentences"].as_array().unwrap().iter();
    let texts = sentences.map(|s| s["text"].as_str().unwrap().to_owned());
    texts.collect::<Vec<_>>().join("\n")
}

fn codes(pages: &Value, list: &str) -> Vec<String> {
    let items = pages[list].as_array().unwrap().iter();
    let codes = items.map(|item| item["code"].as_str().unwrap().to_owned());
    codes.collect()
}

/// A draft of every kind about the sample's loan, with everything it asks for.
fn draft_of(card: &Value, findings: &[Value], lang: &str) -> Value {
    let filled: serde_json::Map<String, Value> = card["asks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ask| {
            let typed = match ask["form"].as_str().unwrap() {
                "day" => json!("2026-11-20"),
                "amount" => json!("1234.50"),
                _ => json!("示例内容"),
            };
            (ask["name"].as_str().unwrap().to_owned(), typed)
        })
        .collect();
    let mut requests: Vec<Value> = Vec::new();
    for choice in card["choices"].as_array().unwrap() {
        requests.push(choice["options"][0]["code"].clone());
    }
    for one in card["requests"].as_array().unwrap() {
        requests.push(one["code"].clone());
    }
    let plan = match card["plans"][0].as_str() {
        None => Value::Null,
        Some("lump_sum") => json!({ "kind": "lump_sum", "amount": "30000.00" }),
        Some("reduction") => {
            json!({ "kind": "reduction", "months": 24, "waived": { "penalty": "100.00" } })
        }
        Some(kind) => json!({ "kind": kind, "months": 12 }),
    };
    let findings = match card["takes_findings"].as_bool().unwrap() {
        true => findings,
        false => &[],
    };
    let mut draft = json!({
        "template": card["id"], "lang": lang, "debt": "loan", "findings": findings,
        "requests": requests, "filled": filled, "day": "2026-11-21",
    });
    if !plan.is_null() {
        draft["plan"] = plan;
    }
    draft
}

#[test]
fn every_letter_can_be_written_from_the_sample_case_and_reads_well() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let cards = bench.ok("template_list", json!({}));
    let cards = cards.as_array().unwrap();
    // Only an agreement is missing for all of them; what that letter lacks is said
    // once, in words.
    let confirm = cards
        .iter()
        .find(|c| c["id"] == "confirm-agreement")
        .unwrap();
    let pages = bench.ok("letter_preview", draft_of(confirm, &[], "zh-CN"));
    let problems = pages["problems"].as_array().unwrap();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0]["about"]["en"].is_string(), "{problems:?}");
    bench.ok(
        "agreement_save",
        json!({ "debt": "loan", "agreed_on": "2026-11-20",
                "payments": [{ "due": "2026-12-15", "amount": "500.00" },
                             { "due": "2027-01-15", "amount": "500.00" }] }),
    );
    assert!(cards.len() >= 20, "{}", cards.len());
    let found = bench.ok(
        "finding_list",
        json!({ "verdict": "flagged", "debt": "loan" }),
    );
    let findings: Vec<Value> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .take(3)
        .map(|f| f["key"].clone())
        .collect();
    for card in cards {
        for lang in ["zh-CN", "en"] {
            let place = format!("{} {lang}", card["id"]);
            let draft = draft_of(card, &findings, lang);
            let pages = bench.ok("letter_preview", draft);
            assert_eq!(pages["problems"], json!([]), "{place}");
            let remarks: Vec<String> = codes(&pages, "remarks")
                .into_iter()
                .filter(|code| code != "no_earlier_letter")
                .collect();
            assert_eq!(
                remarks,
                Vec::<String>::new(),
                "{place}: {}",
                pages["remarks"]
            );
        }
    }
}

#[test]
fn what_only_the_writer_knows_is_asked_for_and_checked() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let mut draft = json!({
        "template": "payment-order-objection", "lang": "zh-CN", "debt": "loan",
        "findings": [], "requests": [], "day": "2026-11-21",
        "filled": { "court": "示例市示例区人民法院", "received_on": "昨天" },
    });
    let pages = bench.ok("letter_preview", draft.clone());
    let problems = codes(&pages, "problems");
    assert!(
        problems.contains(&"nothing_chosen".to_owned()),
        "{problems:?}"
    );
    assert!(
        problems.contains(&"filled_wrong".to_owned()),
        "{problems:?}"
    );
    // Not only the code of what is missing, but its name.
    for problem in pages["problems"].as_array().unwrap() {
        assert!(problem["about"]["zh-CN"].is_string(), "{problem}");
        assert!(problem["about"]["en"].is_string(), "{problem}");
    }
    assert!(pages["pages"].as_array().unwrap().is_empty());

    draft["filled"] = json!({
        "court": "示例市示例区人民法院", "case_number": "（2026）示0100民督9号",
        "applicant": "示例银行股份有限公司", "received_on": "2026-11-16",
    });
    draft["requests"] = json!(["arbitration"]);
    let pages = bench.ok("letter_preview", draft.clone());
    assert_eq!(pages["problems"], json!([]));
    let text = said(&pages);
    for part in ["2026年11月16日收到", "第二百二十七条", "仲裁"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    // It admits nothing, so nothing restarts a limitation.
    assert!(
        pages.get("act").is_none() && !text.contains("愿意承担还款责任"),
        "{text}"
    );

    // Before the law it names was in force, the letter does without it.
    draft["day"] = json!("2023-05-01");
    draft["filled"]["received_on"] = json!("2023-04-28");
    let pages = bench.ok("letter_preview", draft);
    assert_eq!(pages["problems"], json!([]));
    assert!(!said(&pages).contains("第二百二十七条"));
}

#[test]
fn a_complaint_to_the_regulator_tells_only_of_a_complaint_that_was_sent() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let found = bench.ok(
        "finding_list",
        json!({ "verdict": "flagged", "debt": "loan" }),
    );
    let key = &found["findings"][0]["key"];
    let regulator = json!({
        "template": "complaint-regulator", "lang": "zh-CN", "debt": "loan", "findings": [key],
        "requests": ["tell_forwarding"], "filled": { "authority": "示例监管局" },
        "day": "2026-11-21",
    });
    let pages = bench.ok("letter_preview", regulator.clone());
    assert_eq!(pages["problems"], json!([]));
    assert_eq!(codes(&pages, "remarks"), ["no_earlier_letter"]);
    assert!(!said(&pages).contains("已于"));

    let lender = json!({
        "template": "complaint-lender", "lang": "zh-CN", "debt": "loan", "findings": [key],
        "requests": ["reply_in_writing"], "day": "2026-11-19",
    });
    let letter = bench.ok("letter_save", lender);
    let posting = |more: Value| {
        let mut posting =
            json!({ "letter": letter["id"], "sent_on": "2026-11-19", "method": "ems" });
        for (name, value) in more.as_object().unwrap() {
            posting[name] = value.clone();
        }
        posting
    };
    bench.ok("letter_finish", json!({ "id": letter["id"] }));
    // Finished, but not sent: still nothing to tell.
    let pages = bench.ok("letter_preview", regulator.clone());
    assert_eq!(codes(&pages, "remarks"), ["no_earlier_letter"]);
    bench.ok("letter_send", posting(json!({})));
    let pages = bench.ok("letter_preview", regulator);
    assert_eq!(codes(&pages, "remarks"), Vec::<String>::new());
    let text = said(&pages);
    let reference = letter["reference"].as_str().unwrap();
    assert!(
        text.contains("已于2026年11月19日") && text.contains(reference),
        "{text}"
    );

    // Days that cannot be are named, and nothing is written.
    let wrong = posting(
        json!({ "delivered_on": "2026-11-01", "answered_on": "2030-01-01", "reply": "decision" }),
    );
    let (code, fields) = bench.refused("letter_send", wrong);
    assert_eq!(code, "invalid");
    assert_eq!(fields, ["delivered_on", "answered_on"]);
    let row = bench.ok("letter_get", json!({ "id": letter["id"] }))["row"].clone();
    assert_eq!(row["state"], "sent");

    // Answered: it leaves the list of what is awaited.
    let awaited = |bench: &Bench| {
        let steps = bench.ok("week_get", json!({}))["steps"].clone();
        let codes: Vec<_> = steps
            .as_array()
            .unwrap()
            .iter()
            .map(|s| s["code"].clone())
            .collect();
        codes.contains(&json!("await_reply"))
    };
    assert!(awaited(&bench));
    let row = bench.ok(
        "letter_send",
        posting(
            json!({ "tracking": " 示例123 ", "delivered_on": "2026-11-20",
                         "answered_on": "2026-11-21", "reply": "decision", "answer": "已核实" }),
        ),
    );
    assert_eq!(
        (&row["state"], &row["posting"]["tracking"]),
        (&json!("answered"), &json!("示例123"))
    );
    assert!(!awaited(&bench));
}

#[test]
fn a_finished_letter_is_what_is_printed_whatever_comes_after() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let draft = json!({
        "template": "ask-statement", "lang": "zh-CN", "debt": "loan", "findings": [],
        "requests": ["ask_account"], "day": "2026-11-20",
    });
    let letter = bench.ok("letter_save", draft);
    let id = json!({ "id": letter["id"] });
    let save = |name: &str, form: serde_json::Value| {
        let path = bench.folder.path().join(name);
        json!({ "id": letter["id"], "path": path, "form": form })
    };
    let form = |limit: u32| json!({ "form": { "limit": limit } });
    let docx = bench.ok("letter_export", save("draft.docx", json!("docx")));
    assert_eq!(docx["file"], "draft.docx");
    assert!(docx.get("left_out").is_none());
    bench.ok("letter_export", save("all.txt", form(100_000)));
    let all = fs::read_to_string(bench.folder.path().join("all.txt")).unwrap();
    let least = u32::try_from(all.chars().count()).unwrap() - 1;
    let cut = bench.ok("letter_export", save("cut.txt", form(least)));
    assert!(cut["left_out"].as_u64().unwrap() > 0);
    assert_eq!(
        bench.refused("letter_export", save("no.txt", form(1))).0,
        "invalid"
    );
    let done = bench.ok("letter_finish", id.clone());
    // What was not frozen with it is not made up afterwards.
    for (name, form) in [("late.docx", json!("docx")), ("late.txt", form(100_000))] {
        assert_eq!(
            bench.refused("letter_export", save(name, form)).0,
            "letter_frozen"
        );
        assert!(!bench.folder.path().join(name).exists());
    }
    assert_eq!(done["state"], "final");
    assert_eq!(
        bench.refused("letter_finish", id.clone()).0,
        "letter_frozen"
    );
    assert_eq!(
        bench.refused("letter_discard", id.clone()).0,
        "letter_frozen"
    );
    bench.ok("borrower_save", json!({ "name": "李示例", "phones": [] }));
    let path = bench.folder.path().join("final.pdf");
    bench.ok(
        "letter_export",
        json!({ "id": letter["id"], "path": path, "form": "pdf" }),
    );
    assert_eq!(
        crate::journeys::hex(&fs::read(&path).unwrap()),
        done["pdf_sha256"].as_str().unwrap()
    );
    let sent = bench.ok(
        "letter_send",
        json!({ "letter": letter["id"], "sent_on": "2026-11-21", "method": "registered" }),
    );
    assert_eq!(sent["pdf_sha256"], done["pdf_sha256"]);
}

#[test]
fn earlier_forms_of_a_draft_can_be_taken_up_again() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let mut draft = json!({
        "template": "ask-statement", "lang": "zh-CN", "debt": "loan", "findings": [],
        "requests": ["ask_account"], "day": "2026-11-20", "own_words": "第一稿",
    });
    let letter = bench.ok("letter_save", draft.clone());
    let id = json!({ "id": letter["id"] });
    assert_eq!(bench.ok("letter_versions", id.clone()), json!([]));
    draft["id"] = letter["id"].clone();
    for words in ["第二稿", "第二稿", "第三稿"] {
        draft["own_words"] = json!(words);
        bench.ok("letter_save", draft.clone());
    }
    let versions = bench.ok("letter_versions", id);
    let words: Vec<_> = versions
        .as_array()
        .unwrap()
        .iter()
        .map(|version| version["draft"]["own_words"].as_str().unwrap())
        .collect();
    assert_eq!(words, ["第二稿", "第一稿"]);
}

#[test]
fn own_paragraphs_stand_where_they_were_put_and_say_whose_they_are() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let draft = json!({
        "template": "ask-statement", "lang": "zh-CN", "debt": "loan", "findings": [],
        "requests": ["ask_account"], "day": "2026-11-20",
        "paragraphs": [
            { "section": 1, "text": "这一段在第一部分之后。" },
            { "section": 99, "text": "这一段在最后。" },
            { "section": 0, "text": "  " },
        ],
    });
    let pages = bench.ok("letter_preview", draft.clone());
    let sections = pages["sections"].as_array().unwrap();
    assert!(sections.len() >= 2, "{sections:?}");
    let text = said(&pages);
    let place = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words}: {text}"))
    };
    let first = place("本人补充：这一段在第一部分之后。");
    let second = place(sections[1].as_str().unwrap());
    let last = place("本人补充：这一段在最后。");
    assert!(
        first < second && second < last && last < place("此致"),
        "{text}"
    );

    // Strong words are kept out of them as out of the rest; long ones are pointed at.
    let mut strong = draft;
    strong["paragraphs"] =
        json!([{ "section": 1, "text": format!("停息挂账，{}。", "长".repeat(140)) }]);
    let pages = bench.ok("letter_preview", strong);
    assert_eq!(codes(&pages, "problems"), ["forbidden_word"]);
    assert!(codes(&pages, "remarks").contains(&"long_sentence".to_owned()));
}

#[test]
fn the_answers_to_expect_follow_the_record() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let found = bench.ok("finding_list", json!({ "verdict": "flagged" }));
    let night = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["kind"] == "contact_in_quiet_hours")
        .unwrap();
    let draft = json!({
        "template": "complaint-lender", "lang": "zh-CN", "debt": night["debt"],
        "findings": [night["key"]], "requests": [], "day": "2026-11-21",
    });
    let replies = |bench: &Bench| bench.ok("letter_preview", draft.clone())["replies"].clone();
    let of = |replies: &Value, code: &str| {
        let found = replies
            .as_array()
            .unwrap()
            .iter()
            .find(|r| r["code"] == code);
        found
            .cloned()
            .unwrap_or_else(|| panic!("{code}: {replies}"))
    };
    // The sample's calls were typed, its numbers are named, and its owner has
    // answered that no hour outside the usual ones was agreed.
    let before = replies(&bench);
    for code in ["debt_is_true", "time_was_agreed", "not_our_agency"] {
        assert_eq!(of(&before, code)["met"], true, "{code}: {before}");
    }
    let events = night["events"].as_array().unwrap().iter();
    let ids: Vec<Value> = events.map(|event| event["id"].clone()).collect();
    let hours = of(&before, "within_hours");
    assert_eq!(
        (&hours["met"], &hours["rows"]),
        (&json!(false), &json!(ids))
    );
    // Only what was told is answered to: no third person is in it.
    assert!(
        !before.to_string().contains("could_not_reach_you"),
        "{before}"
    );

    // A call nobody but the writer wrote down is pointed at.
    let typed = bench.ok(
        "contact_add",
        json!({ "channel": "call", "direction": "incoming", "at": "2026-11-10T23:10:00+08:00",
                "debt": night["debt"], "connection": "connected", "purpose": "collection",
                "reached": { "relation": "borrower" } }),
    );
    let id = &typed["row"]["contact"]["id"];
    let found = bench.ok("finding_list", json!({ "verdict": "flagged" }));
    let of_typed = |f: &&Value| {
        f["kind"] == "contact_in_quiet_hours"
            && f["events"].to_string().contains(id.as_str().unwrap())
    };
    let keys: Vec<Value> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(of_typed)
        .map(|f| f["key"].clone())
        .collect();
    assert!(!keys.is_empty());
    let mut hand = draft.clone();
    hand["findings"] = json!(keys);
    let pages = bench.ok("letter_preview", hand);
    let reply = of(&pages["replies"], "within_hours");
    assert_eq!(
        (&reply["met"], &reply["rows"]),
        (&json!(false), &json!([id]))
    );
    let reply = of(&pages["replies"], "not_our_agency");
    assert_eq!(
        (&reply["met"], &reply["rows"]),
        (&json!(false), &json!([id]))
    );

    // A letter that tells nothing has nothing to be answered to.
    let ask = json!({
        "template": "ask-statement", "lang": "zh-CN", "debt": night["debt"], "findings": [],
        "requests": [], "day": "2026-11-21",
    });
    let pages = bench.ok("letter_preview", ask);
    assert_eq!(pages["replies"], json!([]));
    // What it leaves out is named, in words.
    for lack in pages["unsaid"].as_array().unwrap() {
        assert!(lack["zh-CN"].is_string() && lack["en"].is_string());
    }
}

#[test]
fn every_sentence_tells_its_rows_its_writer_and_its_place() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let found = bench.ok("finding_list", json!({ "verdict": "flagged" }));
    let found = found["findings"].as_array().unwrap();
    let debt = &found[0]["debt"];
    let of_debt = found.iter().filter(|one| one["debt"] == *debt);
    let keys: Vec<_> = of_debt.map(|one| one["key"].clone()).collect();
    let draft = json!({
        "template": "complaint-lender", "lang": "zh-CN", "debt": debt, "findings": keys,
        "requests": [], "day": "2026-11-21", "own_words": "示例：本人自三月起收入减少",
        "paragraphs": [{ "section": 1, "text": "示例：本人愿意当面说明" }],
    });
    let shown = bench.ok("letter_preview", draft.clone());
    let sentences = shown["sentences"].as_array().unwrap();
    let rows = shown["rows"].as_array().unwrap();
    let mut supported = 0;
    for row in sentences
        .iter()
        .flat_map(|one| one["rows"].as_array().unwrap())
    {
        let told = rows.iter().find(|one| one["contact"]["id"] == *row);
        let told = told.unwrap_or_else(|| panic!("{row}"));
        let detail = bench.ok("contact_get", json!({ "id": row }));
        let contact = &detail["row"]["contact"];
        let day = |at: &Value| at.as_str().unwrap()[..10].to_owned();
        assert_eq!(day(&told["contact"]["at"]), day(&contact["at"]));
        assert_eq!(told["contact"]["number"], contact["number"]);
        match contact.get("source") {
            Some(source) => assert_eq!(told["sources"][0]["file"], source["file"]),
            None => assert_eq!(told["sources"], json!([])),
        }
        supported += 1;
    }
    assert!(supported > 0);
    // The writer's own words, and only those, are told as such.
    let own: Vec<_> = sentences.iter().filter(|one| one["own"] == true).collect();
    assert_eq!(own.len(), 2, "{own:?}");
    for one in own {
        assert!(
            one["text"].as_str().unwrap().contains("示例：本人"),
            "{one}"
        );
        assert_eq!(one["rows"], json!([]));
    }
    // Whatever rests on a row, and every sentence of the writer's, can be pointed at.
    let spots = shown["spots"].as_array().unwrap();
    let pages = shown["pages"].as_array().unwrap().len();
    for (place, one) in sentences.iter().enumerate() {
        let spot = spots.iter().find(|spot| spot["sentence"] == place);
        if one["own"] == true || one["rows"] != json!([]) {
            assert!(spot.is_some(), "{one}");
        }
    }
    let inside = |share: &Value| share.as_u64().is_some_and(|share| share < 10_000);
    for spot in spots {
        assert!(inside(&spot["x"]) && inside(&spot["y"]), "{spot}");
        assert!((spot["page"].as_u64().unwrap() as usize) < pages, "{spot}");
    }

    // Finished, it keeps what it rested on, whatever is corrected later.
    let letter = bench.ok("letter_save", draft);
    let id = json!({ "id": letter["id"] });
    bench.ok("letter_finish", id.clone());
    let kept = bench.ok("letter_get", id)["pages"].clone();
    assert_eq!(
        (&kept["rows"], &kept["spots"]),
        (&shown["rows"], &shown["spots"])
    );
}

#[test]
fn an_envelope_names_both_sides_or_says_what_it_lacks() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let draft = json!({ "template": "ask-statement", "lang": "zh-CN", "debt": "loan",
        "findings": [], "requests": [], "day": "2026-11-21" });
    let letter = bench.ok("letter_save", draft);
    let path = bench.folder.path().join("envelope.pdf");
    let mut request = json!({ "id": letter["id"], "size": "dl", "recipient": " ", "address": "",
        "postcode": "100000", "path": path });
    let (code, fields) = bench.refused("letter_envelope", request.clone());
    assert_eq!(
        (code.as_str(), fields),
        ("invalid", vec!["recipient".into(), "address".into()])
    );
    request["recipient"] = json!("示例银行股份有限公司");
    request["address"] = json!("示例省示例市示例区示例路9号");
    bench.ok("letter_envelope", request.clone());
    let text = solid_text(&path);
    for part in ["示例银行股份有限公司", "示例路9号", "张示例"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    request["address"] = json!("很长的地址".repeat(60));
    assert_eq!(bench.refused("letter_envelope", request).1, ["address"]);
}

/// A job that has ended.
fn ended(bench: &Bench, job: &Value) -> Value {
    for _ in 0..1500 {
        let status = bench.ok("job_status", job.clone());
        if status["state"] != "running" {
            return status;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("the job does not end");
}

fn files_in(folder: &std::path::Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn several_letters_are_written_in_one_go_and_what_the_others_lack_is_told() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let out = tempfile::tempdir().unwrap();
    let debts = bench.ok("debt_list", json!({}));
    let debts: Vec<&Value> = debts
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["debt"]["id"])
        .collect();
    assert!(debts.len() >= 2);
    let draft = |template: &str, debt: &Value| {
        json!({ "template": template, "lang": "zh-CN", "debt": debt, "findings": [],
                "requests": ["ask_account"], "day": "2026-11-21" })
    };
    let kept = bench.ok("letter_save", draft("ask-statement", debts[0]));
    let mut drafts: Vec<Value> = debts
        .iter()
        .map(|debt| draft("ask-statement", debt))
        .collect();
    drafts.push(draft("payment-order-objection", debts[0]));
    // What is there already stays what it is.
    let reference = kept["reference"].as_str().unwrap();
    fs::write(out.path().join(format!("{reference}.pdf")), "mine").unwrap();
    let before = bench.ok("letter_list", json!({})).as_array().unwrap().len();
    let request =
        json!({ "letters": [kept["id"]], "drafts": drafts, "folder": out.path(), "form": "pdf" });
    let job = bench.ok("letter_batch", request);
    let status = ended(&bench, &job);
    assert_eq!(status["state"], "done", "{status}");
    let outcome = &status["outcome"];
    let files = outcome["files"].as_array().unwrap();
    assert_eq!(files.len(), debts.len() + 1);
    assert_eq!(files[0]["file"]["file"], format!("{reference}-2.pdf"));
    for one in files {
        let bytes = fs::read(out.path().join(one["file"]["file"].as_str().unwrap())).unwrap();
        assert!(bytes.starts_with(b"%PDF-"));
        assert_eq!(
            crate::journeys::hex(&bytes),
            one["file"]["sha256"].as_str().unwrap()
        );
        // A name says nothing of who writes to whom.
        assert!(one["file"]["file"].as_str().unwrap().is_ascii());
    }
    assert_eq!(
        fs::read(out.path().join(format!("{reference}.pdf"))).unwrap(),
        b"mine"
    );
    assert_eq!(files_in(out.path()).len(), files.len() + 1);
    let lacking = outcome["lacking"].as_array().unwrap();
    assert_eq!(lacking.len(), 1);
    assert!(lacking[0].get("id").is_none());
    assert!(!lacking[0]["problems"].as_array().unwrap().is_empty());
    // Each new letter is in the record, under a number of its own.
    let letters = bench.ok("letter_list", json!({}));
    let letters = letters.as_array().unwrap();
    assert_eq!(letters.len(), before + debts.len());
    let references: std::collections::BTreeSet<_> = letters
        .iter()
        .map(|row| row["reference"].as_str().unwrap())
        .collect();
    assert_eq!(references.len(), letters.len());
}

#[test]
fn of_letters_in_one_go_that_fail_or_are_stopped_no_file_stays() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let out = tempfile::tempdir().unwrap();
    let draft = json!({ "template": "ask-statement", "lang": "zh-CN", "debt": "loan", "findings": [],
                        "requests": ["ask_account"], "day": "2026-11-21" });
    let request = |form: Value| json!({ "drafts": vec![draft.clone(); 60], "folder": out.path(), "form": form });
    // A form too small for one sentence fails them all, with what it needs.
    let job = bench.ok("letter_batch", request(json!({ "form": { "limit": 1 } })));
    let status = ended(&bench, &job);
    assert_eq!(
        (&status["state"], &status["error"]["code"]),
        (&json!("failed"), &json!("invalid"))
    );
    assert_eq!(files_in(out.path()), Vec::<String>::new());
    let job = bench.ok("letter_batch", request(json!("pdf")));
    bench.ok("job_cancel", job.clone());
    assert_eq!(ended(&bench, &job)["state"], "cancelled");
    assert_eq!(files_in(out.path()), Vec::<String>::new());

    let nowhere = json!({ "drafts": [draft], "folder": out.path().join("no"), "form": "pdf" });
    assert_eq!(bench.refused("letter_batch", nowhere).1, ["folder"]);
    let nothing = json!({ "folder": out.path(), "form": "pdf" });
    assert_eq!(bench.refused("letter_batch", nothing).1, ["letters"]);
}

#[test]
fn an_identity_number_stands_in_full_for_a_court_that_asks_and_nowhere_else() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    // The usual example of a number with a sound check digit.
    let id = "11010519491231002X";
    bench.ok(
        "borrower_save",
        json!({ "name": "李示例", "phones": [], "id_number": id }),
    );
    let cards = bench.ok("template_list", json!({}));
    for card in cards.as_array().unwrap() {
        assert_eq!(
            card["offers_full_id"],
            json!(card["audience"] == "court"),
            "{}",
            card["id"]
        );
    }
    let court = |full: bool| {
        json!({ "template": "payment-order-objection", "lang": "zh-CN", "debt": "loan",
                "findings": [], "requests": ["arbitration"], "day": "2026-11-21", "full_id": full,
                "filled": { "court": "示例市示例区人民法院", "case_number": "4111111111111111",
                            "applicant": "示例银行股份有限公司", "received_on": "2026-11-16" } })
    };
    let pages = bench.ok("letter_preview", court(false));
    assert!(said(&pages).contains("110105**********2X"));
    // The number of a case may look like one of a card.
    assert_eq!(codes(&pages, "remarks"), Vec::<String>::new());
    let pages = bench.ok("letter_preview", court(true));
    assert!(said(&pages).contains(id));
    assert_eq!(codes(&pages, "remarks"), Vec::<String>::new());

    let mut lender = json!({ "template": "ask-statement", "lang": "zh-CN", "debt": "loan",
        "findings": [], "requests": ["ask_account"], "day": "2026-11-21", "full_id": true });
    let pages = bench.ok("letter_preview", lender.clone());
    assert!(!said(&pages).contains(id));
    // Written out by hand it is told.
    lender["own_words"] = json!(format!("本人身份证号{id}。"));
    let pages = bench.ok("letter_preview", lender);
    assert_eq!(codes(&pages, "remarks"), ["unmasked_number"]);
}
