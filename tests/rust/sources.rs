//! Several sources of one record: calls counted once, conflicts asked about,
//! payments taken up, columns named, recordings matched, lists taken away.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::host::{Bench, PASSPHRASE, fixture};

/// A call log: `(seconds after 21:00:00 on 1 November 2026, length)`.
fn log(bench: &Bench, name: &str, calls: &[(i64, u32)]) -> PathBuf {
    let path = bench.folder.path().join(name);
    // 2026-11-01T21:00:00+08:00
    let start = 1_793_538_000_000i64;
    let rows: String = calls
        .iter()
        .map(|(at, length)| {
            let kind = if *length > 0 { 1 } else { 3 };
            let date = start + at * 1000;
            format!("<call number=\"01000000001\" duration=\"{length}\" date=\"{date}\" type=\"{kind}\" />\n")
        })
        .collect();
    fs::write(
        &path,
        format!("<calls count=\"{}\">\n{rows}</calls>", calls.len()),
    )
    .unwrap();
    path
}

/// A carrier's bill of the same evening.
fn bill(bench: &Bench, name: &str, calls: &[(i64, u32)]) -> PathBuf {
    let path = bench.folder.path().join(name);
    let rows: String = calls
        .iter()
        .map(|(at, length)| {
            let clock = 21 * 3600 + at;
            format!(
                "2026-11-01 {:02}:{:02}:{:02},示例市,被叫,01000000001,{length}秒,本地,示例套餐,0.00\n",
                clock / 3600,
                clock / 60 % 60,
                clock % 60
            )
        })
        .collect();
    let head = "中国移动通信客户语音详单\n手机号码：13800000002,客户姓名：示例\n日期：2026年11月,查询时间：2026-12-02 09:00:00\n\n起始时间,通信地点,通信方式,对方号码,通信时长,通信类型,套餐优惠,实收通信费(元)\n";
    fs::write(&path, format!("{head}{rows}")).unwrap();
    path
}

fn contacts(bench: &Bench) -> Vec<Value> {
    let page = bench.ok("contact_list", json!({ "ascending": true, "limit": 500 }));
    page["rows"].as_array().unwrap().clone()
}

fn witnesses(row: &Value) -> Vec<String> {
    let witnesses = row["contact"]["witnesses"].as_array();
    let kinds = witnesses.into_iter().flatten();
    kinds
        .map(|witness| witness["source"]["kind"].as_str().unwrap().to_owned())
        .collect()
}

fn counted(bench: &Bench) -> (Value, Value, Value) {
    (
        bench.ok("finding_list", json!({})),
        bench.ok("contact_list", json!({ "limit": 500 })),
        bench.ok("call_questions", json!({})),
    )
}

/// What is kept in step is what a vault read anew says.
fn in_step(bench: &Bench) {
    let kept = counted(bench);
    bench.ok("vault_lock", json!({}));
    bench.ok("vault_open", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(kept, counted(bench));
}

fn collected(bench: &Bench) {
    bench.ok(
        "debt_save",
        json!({ "lender_name": "示例银行", "lender_type": "bank_internet_loan", "online": "yes" }),
    );
    bench.ok(
        "number_assign",
        json!({ "number": "01000000001", "kind": "collector", "party_name": "示例银行", "party_role": "lender" }),
    );
}

#[test]
fn a_call_in_two_sources_counts_once_and_keeps_its_name() {
    let bench = Bench::with_vault();
    collected(&bench);
    let calls = [(0, 47), (600, 30), (1200, 0), (1800, 60)];
    bench.import(&[log(&bench, "calls.xml", &calls)]);
    let before = contacts(&bench);
    let flags = bench.ok("finding_list", json!({}))["counts"].clone();
    // The bill counts from the answer, has no call that only rang, and one more.
    let path = bill(
        &bench,
        "bill.csv",
        &[(12, 47), (610, 31), (1803, 60), (2400, 20)],
    );
    let (job, _) = bench.read_files(std::slice::from_ref(&path));
    let plan = bench.ok("import_plan", job.clone());
    let sums = ["new", "witnesses", "same", "asked_total"].map(|sum| plan[sum].clone());
    assert_eq!(sums, [json!(1), json!(3), json!(0), json!(0)], "{plan}");
    let done = bench.ok("import_commit", json!({ "job": job["job"] }));
    assert_eq!((&done["added"], &done["witnesses"]), (&json!(1), &json!(3)));
    let after = contacts(&bench);
    assert_eq!(after.len(), 5);
    for (old, new) in before.iter().zip(&after) {
        assert_eq!(old["contact"]["id"], new["contact"]["id"]);
        assert_eq!(old["contact"]["at"], new["contact"]["at"]);
    }
    let found: Vec<_> = after.iter().map(witnesses).collect();
    let one = || vec!["carrier_bill".to_owned()];
    assert_eq!(found, [one(), one(), vec![], one(), vec![]]);
    let first = &after[0]["contact"]["witnesses"][0];
    assert_eq!(first["reason"], "near_in_time");
    assert!(
        first["source"]["raw"]
            .as_str()
            .unwrap()
            .contains("21:00:12")
    );
    assert_eq!(first["at"], "2026-11-01T21:00:12+08:00");
    // One call more on that day, not four.
    let now = bench.ok("finding_list", json!({}))["counts"].clone();
    assert!(now["flagged"].as_u64().unwrap() <= flags["flagged"].as_u64().unwrap() + 2);
    in_step(&bench);

    // The same two files once more: nothing.
    let again = bench.import(&[path, bench.folder.path().join("calls.xml")]);
    assert_eq!(
        (&again["added"], &again["witnesses"]),
        (&json!(0), &json!(0))
    );

    // Taking the bill back takes its witnesses along.
    bench.ok("import_undo", json!({ "id": done["imports"][0] }));
    assert_eq!(contacts(&bench), before);
    bench.sound();
}

#[test]
fn what_was_counted_names_every_kind_of_source_and_counts_a_call_once() {
    let bench = Bench::with_vault();
    collected(&bench);
    let calls: Vec<(i64, u32)> = (0..8).map(|i| (i * 400, 60)).collect();
    bench.import(&[log(&bench, "calls.xml", &calls)]);
    for _ in 0..4 {
        let found = bench.ok("finding_list", json!({}));
        for question in found["questions"].as_array().unwrap() {
            if question["kind"] == "yes_no" {
                let fact = &question["fact"];
                bench.ok("fact_answer", json!({ "fact": fact, "value": "no" }));
            }
        }
    }
    let of = |wanted: &str| -> Vec<String> {
        let found = bench.ok("finding_list", json!({}));
        let all = found["findings"].as_array().unwrap();
        let texts = all.iter().map(ToString::to_string);
        texts.filter(|text| text.contains(wanted)).collect()
    };
    let before = of(r#""sources":"phone_log""#);
    assert!(
        !before.is_empty(),
        "{}",
        bench.ok("finding_list", json!({}))
    );
    bench.import(&[bill(&bench, "bill.csv", &calls)]);
    let after = of(r#""sources":"carrier_bill,phone_log""#);
    assert_eq!(after.len(), before.len());
    // Nothing but the sources is new: the same calls, by the same names.
    let back = |text: &String| text.replace(r#""carrier_bill,phone_log""#, r#""phone_log""#);
    assert_eq!(after.iter().map(back).collect::<Vec<_>>(), before);
    in_step(&bench);
}

#[test]
fn files_in_another_order_are_the_same_calls() {
    let counts = |swap: bool| {
        let bench = Bench::with_vault();
        let calls = log(
            &bench,
            "calls.xml",
            &[(0, 47), (600, 30), (640, 30), (1200, 50)],
        );
        let bill = bill(
            &bench,
            "bill.csv",
            &[(5, 47), (620, 30), (1210, 58), (5000, 9)],
        );
        let files = if swap { [bill, calls] } else { [calls, bill] };
        for file in files {
            bench.import(&[file]);
        }
        in_step(&bench);
        let questions = bench.ok("call_questions", json!({}))["total"].clone();
        let lacking = bench.ok("call_questions", json!({}))["lacking_total"].clone();
        (contacts(&bench).len(), questions, lacking)
    };
    assert_eq!(counts(false), counts(true));
    // Both in one go are the same again.
    let bench = Bench::with_vault();
    let calls = log(
        &bench,
        "calls.xml",
        &[(0, 47), (600, 30), (640, 30), (1200, 50)],
    );
    let bill = bill(
        &bench,
        "bill.csv",
        &[(5, 47), (620, 30), (1210, 58), (5000, 9)],
    );
    bench.import(&[calls, bill]);
    assert_eq!(contacts(&bench).len(), counts(false).0);
}

#[test]
fn a_conflict_is_a_question_and_every_answer_can_be_taken_back() {
    let bench = Bench::with_vault();
    collected(&bench);
    // The bill has it eight hours off, and another with another length.
    bench.import(&[log(&bench, "calls.xml", &[(0, 47), (3600, 40)])]);
    let path = bill(&bench, "bill.csv", &[(3605, 52)]);
    let text = fs::read_to_string(&path).unwrap();
    let early = "2026-11-01 13:00:02,示例市,被叫,01000000001,47秒,本地,示例套餐,0.00\n";
    fs::write(&path, format!("{text}{early}")).unwrap();
    let done = bench.import(&[path]);
    assert_eq!(done["asked"], 2, "{done}");
    assert_eq!(
        contacts(&bench).len(),
        2,
        "neither is counted before somebody says"
    );
    let questions = bench.ok("call_questions", json!({}));
    let mut conflicts: Vec<_> = questions["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["conflict"].as_str().unwrap())
        .collect();
    conflicts.sort_unstable();
    assert_eq!(conflicts, ["eight_hours", "length_differs"]);

    let of = |conflict: &str| {
        let rows = bench.ok("call_questions", json!({}))["rows"].clone();
        let rows = rows.as_array().unwrap().clone();
        let row = rows.into_iter().find(|row| row["conflict"] == conflict);
        let row = row.unwrap_or_else(|| panic!("{conflict}"));
        (row["one"]["id"].clone(), row["other"]["id"].clone())
    };
    // One call, and the second row has the right length.
    let (one, other) = of("length_differs");
    let found = bench.ok(
        "call_answer",
        json!({ "one": one, "other": other, "same": "yes", "right": other }),
    );
    assert_eq!(found["id"], other);
    let detail = bench.ok("contact_get", json!({ "id": one }));
    assert_eq!(detail["row"]["contact"]["id"], other);
    assert_eq!(detail["row"]["contact"]["duration_s"], 52);
    assert_eq!(
        detail["row"]["contact"]["witnesses"][0]["reason"],
        "said_so"
    );
    in_step(&bench);
    // Taken apart: two calls. Taken back: open again.
    bench.ok(
        "call_answer",
        json!({ "one": other, "other": one, "same": "no" }),
    );
    assert_eq!(contacts(&bench).len(), 3);
    let detail = bench.ok("contact_get", json!({ "id": one }));
    assert_eq!(detail["apart"][0]["id"], other);
    bench.ok(
        "call_answer",
        json!({ "one": other, "other": one, "same": "unknown" }),
    );
    assert_eq!(contacts(&bench).len(), 2);
    of("length_differs");

    let (one, other) = of("eight_hours");
    bench.ok(
        "call_answer",
        json!({ "one": one, "other": other, "same": "no" }),
    );
    assert_eq!(contacts(&bench).len(), 3);
    in_step(&bench);
    assert_eq!(
        bench
            .refused(
                "call_answer",
                json!({ "one": one, "other": one, "same": "yes" })
            )
            .1,
        ["other"]
    );
    assert_eq!(
        bench
            .refused(
                "call_answer",
                json!({ "one": one, "other": "nobody", "same": "yes" })
            )
            .0,
        "not_found"
    );
}

#[test]
fn what_is_found_by_itself_can_be_taken_apart_and_corrected() {
    let bench = Bench::with_vault();
    collected(&bench);
    bench.import(&[log(&bench, "calls.xml", &[(0, 47)])]);
    bench.import(&[bill(&bench, "bill.csv", &[(9, 47)])]);
    let row = contacts(&bench).remove(0);
    let id = row["contact"]["id"].clone();
    let witness = row["contact"]["witnesses"][0]["id"].clone();
    bench.ok(
        "call_answer",
        json!({ "one": id, "other": witness, "same": "no" }),
    );
    assert_eq!(contacts(&bench).len(), 2);
    bench.ok(
        "call_answer",
        json!({ "one": id, "other": witness, "same": "unknown" }),
    );
    assert_eq!(contacts(&bench).len(), 1);
    // A correction speaks for the call, and what the sources say stays.
    let mut fixed = row["contact"].clone();
    fixed["said"] = json!("说要上门");
    fixed["at"] = json!("2026-11-01T20:58:00+08:00");
    let saved = bench.ok("contact_correct", json!({ "id": id, "contact": fixed }));
    assert_eq!(saved["row"]["contact"]["witnesses"][0]["id"], witness);
    let now = contacts(&bench);
    assert_eq!(now.len(), 1);
    assert_eq!(now[0]["contact"]["said"], "说要上门");
    assert_eq!(witnesses(&now[0]), ["carrier_bill"]);
    let by_witness = bench.ok("contact_get", json!({ "id": witness }));
    assert_eq!(
        by_witness["row"]["contact"]["id"],
        saved["row"]["contact"]["id"]
    );
    in_step(&bench);
}

#[test]
fn a_case_with_witnesses_and_answers_goes_out_and_comes_in_the_same() {
    let bench = Bench::with_vault();
    collected(&bench);
    bench.import(&[log(&bench, "calls.xml", &[(0, 47), (600, 40)])]);
    bench.import(&[bill(&bench, "bill.csv", &[(9, 47), (605, 52)])]);
    let rows = bench.ok("call_questions", json!({}))["rows"].clone();
    let (one, other) = (&rows[0]["one"]["id"], &rows[0]["other"]["id"]);
    bench.ok(
        "call_answer",
        json!({ "one": one, "other": other, "same": "yes", "right": one }),
    );
    let path = bench.folder.path().join("case.json");
    bench.ok("case_export", json!({ "path": path }));
    let before = counted(&bench);
    let other = Bench::with_vault();
    other.ok("case_import", json!({ "path": path }));
    assert_eq!(before, counted(&other));
    let again = other.folder.path().join("again.json");
    other.ok("case_export", json!({ "path": again }));
    assert_eq!(fs::read(path).unwrap(), fs::read(again).unwrap());
    let (_, fields) = other.refused(
        "case_import",
        json!({ "path": bench.folder.path().join("case.json") }),
    );
    assert!(
        fields.contains(&"same_calls[0].id".to_owned()),
        "{fields:?}"
    );
}

#[test]
fn payments_are_taken_up_as_the_user_says_and_go_with_their_import() {
    let bench = Bench::with_vault();
    let debt = bench.ok(
        "debt_save",
        json!({ "lender_name": "示例消费金融有限公司", "lender_type": "consumer_finance" }),
    );
    let id = debt["debt"]["id"].clone();
    let (job, status) = bench.read_files(&[fixture("intake/wechat-pay.csv")]);
    assert_eq!(status["state"], "done", "{status}");
    let plan = bench.ok("import_plan", job.clone());
    let payments = plan["payments"].as_array().unwrap();
    // What failed, came back whole or is itself money back is no payment.
    assert_eq!(payments.len(), 4, "{plan}");
    let first = &payments[0];
    assert_eq!(first["row"]["amount"], "1028.16");
    assert_eq!(first["suggested"], id);
    assert_eq!(first["because"], "示例消费金融有限公司");
    assert!(payments[1..].iter().all(|one| one["suggested"].is_null()));
    // A suggestion alone saves nothing.
    let wrong = json!({ "job": job["job"], "payments": [{ "index": 99, "debt": id }] });
    assert_eq!(bench.refused("import_commit", wrong).0, "invalid");
    let partly = payments
        .iter()
        .find(|one| one["row"]["amount"] == "199.00")
        .unwrap();
    let done = bench.ok(
        "import_commit",
        json!({ "job": job["job"], "payments": [
            { "index": first["index"], "debt": id }, { "index": partly["index"], "debt": id },
        ] }),
    );
    assert_eq!((&done["payments"], &done["added"]), (&json!(2), &json!(0)));
    let account = bench.ok("account_get", json!({ "debt": id })).to_string();
    assert!(account.contains("1028.16"), "{account}");
    // Of 199.00 came 99.00 back.
    assert!(account.contains("\"100.00\""), "{account}");
    let path = bench.folder.path().join("case.json");
    bench.ok("case_export", json!({ "path": path }));
    let case: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let source = &case["payments"][0]["source"];
    assert_eq!(
        (&source["file"], &source["position"]),
        (&json!("wechat-pay.csv"), &json!(12))
    );
    assert!(source["raw"].as_str().unwrap().contains("100000000001"));

    // The same file again: those two are known.
    let (job, _) = bench.read_files(&[fixture("intake/wechat-pay.csv")]);
    let plan = bench.ok("import_plan", job);
    assert_eq!(
        (&plan["payments_same"], &plan["payments_total"]),
        (&json!(2), &json!(2))
    );

    bench.ok("import_undo", json!({ "id": done["imports"][0] }));
    let account = bench.ok("account_get", json!({ "debt": id })).to_string();
    assert!(!account.contains("1028.16"), "{account}");
    bench.sound();
}

#[test]
fn a_table_nobody_knows_is_named_once() {
    let bench = Bench::with_vault();
    let path = fixture("intake/unknown-table.csv");
    let (job, status) = bench.read_files(std::slice::from_ref(&path));
    assert_eq!(status["state"], "done", "{status}");
    let plan = bench.ok("import_plan", job);
    let head = &plan["tables"][0]["head"];
    assert_eq!(head["columns"][0], "来电的号");
    assert_eq!(head["sample"][0][0], "01000000001");
    let mut mapping = json!({
        "signature": head["signature"], "kind": "calls", "day_first": true,
        "columns": [
            { "index": 0, "role": "peer" }, { "index": 1, "role": "day" }, { "index": 2, "role": "clock" },
            { "index": 4, "role": "length" }, { "index": 5, "role": "ignored" },
        ],
    });
    // What is missing is named.
    let request = |mapping: &Value| json!({ "paths": [path], "mappings": [mapping] });
    assert_eq!(
        bench.refused("import_read", request(&mapping)),
        (
            "invalid".to_owned(),
            vec!["mappings[0].direction".to_owned()]
        )
    );
    mapping["columns"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "index": 3, "role": "direction" }));
    let job = bench.ok("import_read", request(&mapping));
    let wait = |job: &Value| {
        while bench.ok("job_status", job.clone())["state"] == "running" {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        bench.ok("import_plan", job.clone())
    };
    let plan = wait(&job);
    assert_eq!(
        (&plan["new"], &plan["tables"]),
        (&json!(2), &json!([])),
        "{plan}"
    );
    assert_eq!(plan["preview"][0]["at"], "2026-06-02T22:30:15+08:00");
    // It says by what it was recognised, and what is left out.
    let file = &plan["files"][0];
    assert_eq!(file["unread"], json!(["备忘"]));
    assert!(
        file["known_by"]
            .as_array()
            .unwrap()
            .contains(&json!("来电的号"))
    );
    bench.ok("import_commit", json!({ "job": job["job"] }));
    // From now on no question is asked of such a table.
    let next = bench.folder.path().join("next.csv");
    fs::write(&next, "催收登记表\n来电的号,哪一天,几点,打进打出,讲了多久,备忘\n01000000001,07/06/26,22:30:15,打进,47,\n").unwrap();
    let (job, status) = bench.read_files(&[next]);
    assert_eq!(status["state"], "done", "{status}");
    assert_eq!(bench.ok("import_plan", job)["new"], 1);
}

#[test]
fn tables_in_a_folder_and_in_an_archive_are_named_once_too() {
    use std::io::Write as _;
    let bench = Bench::with_vault();
    let folder = bench.folder.path().join("phone");
    fs::create_dir(&folder).unwrap();
    let table = fs::read(fixture("intake/unknown-table.csv")).unwrap();
    fs::write(folder.join("登记.csv"), &table).unwrap();
    fs::write(folder.join("letter.txt"), "您好，\n").unwrap();
    let calls = log(&bench, "calls.xml", &[(0, 47)]);
    fs::rename(calls, folder.join("calls.xml")).unwrap();
    let mut archive = zip::ZipWriter::new(fs::File::create(folder.join("更早.zip")).unwrap());
    let plain = zip::write::SimpleFileOptions::default();
    archive.start_file("旧手机/登记.csv", plain).unwrap();
    let older = String::from_utf8(table).unwrap().replace("/06/", "/05/");
    archive.write_all(older.as_bytes()).unwrap();
    archive.finish().unwrap();

    let (job, status) = bench.read_files(std::slice::from_ref(&folder));
    assert_eq!(status["state"], "done", "{status}");
    let plan = bench.ok("import_plan", job);
    let files = |plan: &Value, list: &str| -> Vec<String> {
        let all = plan[list].as_array().unwrap().iter();
        all.map(|one| one["file"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(files(&plan, "tables"), ["更早.zip/登记.csv", "登记.csv"]);
    assert_eq!(files(&plan, "files"), ["calls.xml"]);
    assert_eq!(
        (&plan["new"], &plan["skipped"]),
        (&json!(1), &json!(["letter.txt"]))
    );

    // Both have the same header row: named once, read in both places.
    let roles = ["peer", "day", "clock", "direction", "length"];
    let columns = (0..).zip(roles);
    let columns: Vec<Value> = columns
        .map(|(index, role): (u32, _)| json!({ "index": index, "role": role }))
        .collect();
    let mapping = json!({
        "signature": plan["tables"][0]["head"]["signature"], "kind": "calls",
        "day_first": true, "columns": columns,
    });
    let request = json!({ "paths": [folder], "mappings": [mapping] });
    let (job, status) = bench.job("import_read", request);
    assert_eq!(status["state"], "done", "{status}");
    let plan = bench.ok("import_plan", job.clone());
    assert_eq!((&plan["new"], &plan["tables"]), (&json!(5), &json!([])));
    assert_eq!(files(&plan, "files"), ["calls.xml", "更早.zip", "登记.csv"]);
    bench.ok("import_commit", json!({ "job": job["job"] }));

    // Remembered: the next archive of the kind asks nothing.
    let next = bench.folder.path().join("next.zip");
    fs::copy(folder.join("更早.zip"), &next).unwrap();
    let (job, _) = bench.read_files(&[next]);
    let plan = bench.ok("import_plan", job);
    assert_eq!((&plan["same"], &plan["tables"]), (&json!(2), &json!([])));
}

#[test]
fn recordings_are_matched_to_their_calls() {
    let bench = Bench::with_vault();
    let folder = bench.folder.path().join("phone");
    fs::create_dir(&folder).unwrap();
    let calls = log(&bench, "calls.xml", &[(0, 47), (600, 30)]);
    fs::rename(calls, folder.join("calls.xml")).unwrap();
    for name in [
        "01000000001_20261101210010.amr",
        "95000_20261101210010.amr",
        "memo.mp3",
    ] {
        fs::write(folder.join(name), b"#!AMR\n").unwrap();
    }
    let (job, status) = bench.read_files(std::slice::from_ref(&folder));
    assert_eq!(status["state"], "done", "{status}");
    let plan = bench.ok("import_plan", job.clone());
    assert_eq!(plan["skipped"], json!(["memo.mp3"]));
    let rows = plan["recordings"].as_array().unwrap();
    assert_eq!(rows.len(), 2);
    let call = &rows[0]["calls"][0];
    assert_eq!(
        (&call["apart_s"], &call["same_number"]),
        (&json!(10), &json!(true))
    );
    assert_eq!(rows[1]["calls"], json!([]));
    let done = bench.ok("import_commit", json!({ "job": job["job"] }));
    let links = done["recordings"].as_array().unwrap();
    assert_eq!(links.len(), 1);
    let first = contacts(&bench).remove(0);
    assert_eq!(links[0]["contact"], first["contact"]["id"]);
    assert!(
        links[0]["path"]
            .as_str()
            .unwrap()
            .ends_with("01000000001_20261101210010.amr")
    );

    // Kept in one go, each about its own call.
    let other = folder.join("memo.mp3");
    let paths = json!({ "paths": [links[0]["path"], other] });
    let (job, status) = bench.job("attachment_add", paths);
    assert_eq!(status["state"], "done", "{status}");
    let second = contacts(&bench).remove(1);
    let about = |row: &Value| json!({ "kind": "contact", "id": row["contact"]["id"] });
    let each = json!([about(&first)]);
    let short = json!({ "job": job["job"], "each": each });
    assert_eq!(
        bench.refused("attachment_keep", short),
        ("invalid".to_owned(), vec!["each".to_owned()])
    );
    let unknown = json!([about(&first), { "kind": "contact", "id": "nobody" }]);
    let unknown = json!({ "job": job["job"], "each": unknown });
    assert_eq!(bench.refused("attachment_keep", unknown).1, ["each[1]"]);
    let each = json!([about(&first), about(&second)]);
    let kept = bench.ok(
        "attachment_keep",
        json!({ "job": job["job"], "each": each }),
    );
    // The two are the same to the byte: kept once, about both.
    assert_eq!(
        (
            kept["added"].as_array().unwrap().len(),
            kept["same"].as_array().unwrap().len()
        ),
        (1, 1)
    );
    for row in [&first, &second] {
        let files = bench.ok("attachment_list", json!({ "about": about(row) }));
        assert_eq!(files["rows"].as_array().unwrap().len(), 1, "{files}");
    }
}

#[test]
fn a_list_goes_out_with_the_head_of_the_journal() {
    let bench = Bench::with_vault();
    let path = bench.folder.path().join("list.csv");
    let request = json!({
        "path": path, "form": "csv", "title": "号码簿",
        "columns": [{ "title": "号码", "kind": "text" }, { "title": "次数", "kind": "count" }],
        "rows": [["01000000001", "3"], ["=1+1", ""]],
        "about": { "title": "关于", "made": "导出时间", "rows": "行数", "entry": "流水号", "hash": "指纹" },
    });
    bench.ok("sheet_export", request.clone());
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("\u{feff}\"号码\",\"次数\"\r\n"), "{text}");
    assert!(text.contains("\"'=1+1\""), "{text}");
    let hash = text.trim_end().rsplit('"').nth(1).unwrap();
    assert!(
        hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()),
        "{text}"
    );
    let mut short = request.clone();
    short["rows"][1] = json!(["x"]);
    assert_eq!(bench.refused("sheet_export", short).1, ["rows[1]"]);
    let mut book = request;
    book["form"] = json!("xlsx");
    book["path"] = json!(bench.folder.path().join("list.xlsx"));
    bench.ok("sheet_export", book);
    let bytes = fs::read(bench.folder.path().join("list.xlsx")).unwrap();
    assert!(bytes.starts_with(b"PK"));
}
