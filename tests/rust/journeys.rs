//! Whole paths of a case through the wire, on a real encrypted vault.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};

use crate::host::{Bench, PASSPHRASE, fixture};

pub(crate) fn debt(bench: &Bench) -> Value {
    bench.ok(
        "borrower_save",
        json!({
            "name": "张示例", "id_number": "110101199001010000", "phones": ["13800000001"],
            "address": "示例省示例市示例路 1 号",
        }),
    );
    bench.ok(
        "debt_save",
        json!({
            "lender_name": "示例银行", "lender_type": "bank_internet_loan", "product": "示例快贷",
            "contract_no": "SL202500000001", "cba_member": "yes", "online": "yes",
            "opened": "2025-03-18", "overdue_since": "2026-02-01", "principal": "60000",
            "chain": [{ "name": "示例信息服务有限公司", "role": "agency", "from": "2026-02-10",
                        "authorisation_shown": "no", "told_in_advance": "no" }],
            "balances": [{ "as_of": "2026-10-31", "principal": "41200.00", "interest": "2310.55",
                           "penalty": "618.40", "fee": "0", "said_by": "示例银行" }],
        }),
    )
}

fn findings(bench: &Bench) -> Value {
    bench.ok("finding_list", json!({}))
}

/// The main job: phone log in, dated findings, a complaint printed.
#[test]
fn from_a_phone_log_to_a_complaint_on_disk() {
    let bench = Bench::with_vault();
    let debt = debt(&bench);
    let id = &debt["debt"]["id"];
    let done = bench.import(&[
        fixture("intake/calls-sample.xml"),
        fixture("intake/sms-sample.xml"),
    ]);
    assert!(done["added"].as_u64().unwrap() > 20, "{done}");

    // Nothing is known about the numbers yet, so nothing is flagged: it asks.
    let before = findings(&bench);
    assert_eq!(
        before["counts"]["flagged"], 0,
        "flagged although nobody said whose numbers these are"
    );
    assert!(!before["questions"].as_array().unwrap().is_empty());

    // Say once whose number it is, and the log fills in.
    let numbers = bench.ok("number_list", json!({}));
    let most = &numbers[0];
    bench.ok(
        "number_assign",
        json!({
            "number": most["number"], "kind": "collector",
            "party_name": "示例信息服务有限公司", "debt": id,
        }),
    );
    let after = findings(&bench);
    let flagged = after["findings"].as_array().unwrap();
    assert!(!flagged.is_empty(), "{}", after["counts"]);

    // Every flag says rank, instrument, day of the law, what is allowed, and its rows.
    for finding in flagged {
        assert_eq!(finding["verdict"], "flagged");
        assert!(finding["law_date"].is_string(), "{finding}");
        assert!(!finding["instrument"]["zh-CN"].as_str().unwrap().is_empty());
        assert!(
            !finding["texts"]["allowed"]["zh-CN"]
                .as_str()
                .unwrap()
                .is_empty()
        );
        assert!(
            !finding["texts"]["allowed"]["en"]
                .as_str()
                .unwrap()
                .is_empty()
        );
        assert!(!finding["events"].as_array().unwrap().is_empty());
        assert_ne!(finding["grade"], "C");
    }

    // Answer the first question; findings follow at once.
    let question = &after["questions"][0];
    assert_eq!(question["kind"], "yes_no", "{question}");
    let counts = bench.ok(
        "fact_answer",
        json!({ "fact": question["fact"], "value": "no" }),
    );
    assert_ne!(counts, after["counts"]);

    // A letter from three findings.
    let keys: Vec<&Value> = flagged
        .iter()
        .take(3)
        .map(|finding| &finding["key"])
        .collect();
    let still: Vec<Value> = findings(&bench)["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["key"].clone())
        .collect();
    let keys: Vec<&Value> = keys.into_iter().filter(|key| still.contains(key)).collect();
    assert!(!keys.is_empty());
    let draft = json!({
        "template": "complaint-lender", "lang": "zh-CN", "debt": id, "findings": keys,
        "requests": ["private_account", "reply_in_writing", "instalment_wanted"], "day": "2026-11-21",
    });
    let shown = bench.ok("letter_preview", draft.clone());
    assert_eq!(shown["problems"], json!([]));
    let assertions: Vec<&Value> = shown["sentences"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|sentence| !sentence["rows"].as_array().unwrap().is_empty())
        .collect();
    assert_eq!(
        assertions.len(),
        keys.len(),
        "one sentence of fact per finding, each with rows"
    );

    // Nothing shows that a private account was named, so nothing asks about one.
    let said = shown["sentences"].to_string();
    assert!(
        said.contains("书面答复") && !said.contains("个人账户"),
        "{said}"
    );

    let letter = bench.ok("letter_save", draft);
    let path = bench.folder.path().join("out.pdf");
    bench.ok(
        "letter_export",
        json!({ "id": letter["id"], "path": path, "form": "pdf" }),
    );
    let text = pdf_text(&path);
    assert!(
        text.contains("投诉书") && text.contains("示例银行") && text.contains("张示例"),
        "{text}"
    );
    // Willingness to pay comes before any fact.
    assert!(text.find("愿意").unwrap() < text.find("事实").unwrap());
    // What identifies is masked.
    assert!(!text.contains("110101199001010000") && !text.contains("SL202500000001"));
    for word in ["停息挂账", "反催收", "话术"] {
        assert!(!text.contains(word));
    }

    // Sent: frozen, whatever happens to the record afterwards.
    let sent = bench.ok(
        "letter_send",
        json!({ "letter": letter["id"], "sent_on": "2026-11-21", "method": "ems" }),
    );
    assert_eq!(sent["state"], "sent");
    bench.ok("borrower_save", json!({ "name": "李示例", "phones": [] }));
    let again = bench.folder.path().join("again.pdf");
    bench.ok(
        "letter_export",
        json!({ "id": letter["id"], "path": again, "form": "pdf" }),
    );
    let bytes = fs::read(&again).unwrap();
    assert_eq!(hex(&bytes), sent["pdf_sha256"].as_str().unwrap());
    assert!(pdf_text(&again).contains("张示例"));
    let detail = bench.ok("letter_get", json!({ "id": letter["id"] }));
    let mut changed = detail["draft"].clone();
    changed["day"] = json!("2026-11-20");
    assert_eq!(bench.refused("letter_save", changed).0, "letter_frozen");
    assert_eq!(
        bench
            .refused("letter_discard", json!({ "id": letter["id"] }))
            .0,
        "letter_frozen"
    );
}

#[test]
fn a_folder_is_read_for_every_kind_of_log_and_the_rest_is_named() {
    let bench = Bench::with_vault();
    let folder = bench.folder.path().join("phone");
    fs::create_dir(&folder).unwrap();
    for name in ["calls-sample.xml", "mobile-bill.csv"] {
        fs::copy(fixture(&format!("intake/{name}")), folder.join(name)).unwrap();
    }
    fs::write(folder.join("notes.txt"), "买菜\n牛奶\n").unwrap();
    fs::write(folder.join("photo.jpg"), [0xff, 0xd8]).unwrap();
    let (job, _) = bench.read_files(std::slice::from_ref(&folder));
    let plan = bench.ok("import_plan", job);
    let mut names: Vec<_> = plan["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["file"].as_str().unwrap())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["calls-sample.xml", "mobile-bill.csv"]);
    // A picture is not looked at; a text that is no log is said.
    assert_eq!(plan["skipped"], json!(["notes.txt"]));
    // Named by itself, the same file is refused by name.
    let (job, state) = bench.read_files(&[folder.join("notes.txt")]);
    assert!(
        state.to_string().contains("file_unknown_format"),
        "{job} {state}"
    );
}

#[test]
fn a_second_import_of_the_same_file_adds_nothing() {
    let bench = Bench::with_vault();
    let path = fixture("intake/calls-sample.xml");
    let first = bench.import(std::slice::from_ref(&path));
    assert!(first["added"].as_u64().unwrap() > 0);
    let (job, _) = bench.read_files(std::slice::from_ref(&path));
    let plan = bench.ok("import_plan", job);
    assert_eq!(
        (
            plan["new"].as_u64(),
            plan["doubtful"].as_array().unwrap().len()
        ),
        (Some(0), 0)
    );
    let total = || {
        bench.ok("contact_list", json!({}))["total"]
            .as_u64()
            .unwrap()
    };
    assert_eq!(total(), first["added"].as_u64().unwrap());
    // Taking the import back empties the log and leaves the journal sound.
    bench.ok("import_undo", json!({ "id": first["imports"][0] }));
    assert_eq!(total(), 0);
    bench.sound();
}

#[test]
fn a_correction_supersedes_and_the_old_row_stays() {
    let bench = Bench::with_vault();
    let debt = debt(&bench);
    let call = json!({
        "channel": "call", "direction": "incoming", "at": "2026-11-10T21:40:00+08:00",
        "debt": debt["debt"]["id"], "connection": "connected", "duration_s": 40,
        "voice": "interactive", "purpose": "collection", "reached": { "relation": "borrower" },
        "conducts": [], "disclosed": [],
    });
    let first = bench.ok("contact_add", call.clone());
    assert_eq!(first["row"]["night"], false);
    let night = |findings: &Value| {
        findings["findings"]
            .as_array()
            .unwrap()
            .iter()
            .any(|finding| finding["rule"] == "time-night-cba" && finding["verdict"] == "flagged")
    };
    assert!(!night(&first));
    let mut later = call;
    later["at"] = json!("2026-11-10T22:40:00+08:00");
    let second = bench.ok(
        "contact_correct",
        json!({ "id": first["row"]["contact"]["id"], "contact": later }),
    );
    assert!(
        !night(&second),
        "whether other hours were agreed to must be asked first"
    );
    bench.ok("fact_answer", json!({
        "fact": { "key": "hours_agreed", "subject": { "of": "debt", "id": debt["debt"]["id"] } },
        "value": "no",
    }));
    let detail = bench.ok(
        "contact_get",
        json!({ "id": second["row"]["contact"]["id"] }),
    );
    assert!(night(&detail), "{}", detail["findings"]);
    assert_eq!(detail["history"].as_array().unwrap().len(), 1);
    assert_eq!(bench.ok("contact_list", json!({}))["total"], 1);
    // The old row cannot be corrected a second time.
    let id = &first["row"]["contact"]["id"];
    let again = json!({ "id": id, "contact": detail["row"]["contact"] });
    assert_eq!(bench.refused("contact_correct", again).0, "not_found");
}

#[test]
fn what_was_saved_is_there_after_locking_and_the_words_open_it_too() {
    let bench = Bench::new();
    let made = bench.ok("vault_create", json!({ "passphrase": PASSPHRASE }));
    debt(&bench);
    bench.ok("vault_lock", json!({}));
    assert_eq!(bench.refused("debt_list", json!({})).0, "locked");
    assert_eq!(
        bench
            .refused("vault_open", json!({ "passphrase": "something else" }))
            .0,
        "wrong_passphrase"
    );
    assert_eq!(
        bench
            .refused("vault_create", json!({ "passphrase": PASSPHRASE }))
            .0,
        "vault_exists"
    );
    let words: String = made["recovery_words"]
        .as_array()
        .unwrap()
        .iter()
        .map(|w| w.as_str().unwrap())
        .collect();
    bench.ok(
        "vault_recover",
        json!({ "words": words, "passphrase": "another passphrase" }),
    );
    assert_eq!(
        bench.ok("debt_list", json!({})).as_array().unwrap().len(),
        1
    );
    bench.ok("vault_lock", json!({}));
    assert_eq!(
        bench
            .refused("vault_open", json!({ "passphrase": PASSPHRASE }))
            .0,
        "wrong_passphrase"
    );
    bench.ok("vault_open", json!({ "passphrase": "another passphrase" }));
    // English words open it as well, and wrong ones are told from malformed ones.
    bench.ok("vault_lock", json!({}));
    let english: Vec<&str> = made["recovery_words_en"]
        .as_array()
        .unwrap()
        .iter()
        .map(|w| w.as_str().unwrap())
        .collect();
    bench.ok(
        "vault_recover",
        json!({ "words": english.join(" "), "passphrase": PASSPHRASE }),
    );
    bench.ok("vault_lock", json!({}));
    let malformed = json!({ "words": "的一是在不了有和人这中", "passphrase": PASSPHRASE });
    assert_eq!(
        bench.refused("vault_recover", malformed).0,
        "recovery_malformed"
    );
}

#[test]
fn a_second_window_on_the_same_vault_is_told_so() {
    let bench = Bench::with_vault();
    let second = Bench::on(std::sync::Arc::clone(&bench.folder));
    assert_eq!(
        second
            .refused("vault_open", json!({ "passphrase": PASSPHRASE }))
            .0,
        "vault_in_use"
    );
    bench.ok("vault_lock", json!({}));
    second.ok("vault_open", json!({ "passphrase": PASSPHRASE }));
}

#[test]
fn the_sample_shows_the_whole_path_and_leaves_nothing() {
    let bench = Bench::new();
    let status = bench.ok("sample_open", json!({}));
    assert_eq!(
        (&status["state"], &status["sample"]),
        (&json!("open"), &json!(true))
    );
    let found = findings(&bench);
    let flagged = found["findings"].as_array().unwrap();
    let ranks: std::collections::BTreeSet<&str> = flagged
        .iter()
        .map(|finding| finding["rank"].as_str().unwrap())
        .collect();
    assert_eq!(
        ranks.len(),
        3,
        "the sample shows all three ranks: {ranks:?}"
    );
    assert!(!found["questions"].as_array().unwrap().is_empty());
    let week = bench.ok("week_get", json!({}));
    assert!(!week["steps"].as_array().unwrap().is_empty());
    bench.ok("vault_lock", json!({}));
    assert!(!bench.folder.path().join("sample").exists());
    assert_eq!(bench.ok("vault_status", json!({}))["state"], "none");
}

#[test]
fn a_case_goes_out_and_comes_in_again() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let path = bench.folder.path().join("case.json");
    bench.ok("case_export", json!({ "path": path }));
    let before = findings(&bench)["counts"].clone();
    bench.ok("vault_create", json!({ "passphrase": PASSPHRASE }));
    bench.ok("case_import", json!({ "path": path }));
    assert_eq!(findings(&bench)["counts"], before);
    // The same identifiers a second time are refused, and nothing is doubled.
    let (code, fields) = bench.refused("case_import", json!({ "path": path }));
    assert_eq!(code, "invalid");
    assert!(fields.contains(&"debts[0].id".to_owned()));
    assert_eq!(findings(&bench)["counts"], before);
}

#[test]
fn a_restored_backup_can_itself_be_undone() {
    let bench = Bench::with_vault();
    let backup = bench.ok("vault_backup", json!({}));
    debt(&bench);
    bench.at("2026-11-21T11:00:00+08:00");
    bench.ok("backup_restore", json!({ "name": backup["name"] }));
    assert_eq!(bench.ok("debt_list", json!({})), json!([]));
    let newest = &bench.ok("backup_list", json!({}))[0];
    bench.at("2026-11-21T12:00:00+08:00");
    bench.ok("backup_restore", json!({ "name": newest["name"] }));
    assert_eq!(
        bench.ok("debt_list", json!({})).as_array().unwrap().len(),
        1
    );
}

/// Nothing that was typed can be read in any file the app leaves behind.
#[test]
fn nothing_readable_stands_beside_the_vault() {
    let marks = [
        "张示例",
        "示例快贷",
        "说再不还就上门",
        "13800000077",
        PASSPHRASE,
    ];
    let temp_before = listing(&std::env::temp_dir());
    let bench = Bench::with_vault();
    let debt = debt(&bench);
    bench.ok(
        "contact_add",
        json!({
            "channel": "sms", "direction": "incoming", "at": "2026-11-10T12:00:00+08:00",
            "debt": debt["debt"]["id"], "number": "13800000077", "said": "说再不还就上门",
            "conducts": ["intimidation"], "purpose": "collection", "connection": "connected",
        }),
    );
    let found = findings(&bench);
    let keys: Vec<&Value> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| &f["key"])
        .collect();
    let draft = json!({ "template": "complaint-lender", "lang": "zh-CN", "debt": debt["debt"]["id"],
        "findings": keys, "requests": [], "day": "2026-11-21" });
    bench.ok("letter_preview", draft.clone());
    let letter = bench.ok("letter_save", draft);
    bench.ok(
        "letter_send",
        json!({ "letter": letter["id"], "sent_on": "2026-11-21", "method": "ems" }),
    );
    bench.ok("vault_backup", json!({}));
    let look = |bench: &Bench| {
        let mut files = all_files(bench.folder.path());
        assert!(files.len() >= 3, "{files:?}");
        for path in listing(&std::env::temp_dir()) {
            if !temp_before.contains(&path)
                && !path.starts_with(bench.folder.path())
                && path.is_file()
            {
                files.push(path);
            }
        }
        for file in files {
            let Ok(bytes) = fs::read(&file) else { continue };
            for mark in marks {
                assert!(
                    !contains(&bytes, mark.as_bytes()),
                    "{mark} in {}",
                    file.display()
                );
                let wide: Vec<u8> = mark.encode_utf16().flat_map(u16::to_le_bytes).collect();
                assert!(!contains(&bytes, &wide), "{mark} in {}", file.display());
            }
        }
    };
    look(&bench);
    bench.ok("vault_lock", json!({}));
    look(&bench);
}

fn contains(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}

fn listing(folder: &std::path::Path) -> std::collections::BTreeSet<std::path::PathBuf> {
    fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect()
}

fn all_files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    listing(folder)
        .into_iter()
        .flat_map(|path| {
            if path.is_dir() {
                all_files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The text of a PDF as a reader extracts it, without white space at line ends.
pub(crate) fn pdf_text(path: &std::path::Path) -> String {
    extracted(path).replace('\n', "")
}

/// The text of a PDF, its pages ended by form feeds.
pub(crate) fn extracted(path: &std::path::Path) -> String {
    let output = Command::new("pdftotext")
        .arg("-raw")
        .arg(path)
        .arg("-")
        .output()
        .unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

/// A vault that no longer opens is replaced by its backup, and kept aside.
#[test]
fn a_damaged_vault_opens_with_its_backup() {
    let bench = Bench::with_vault();
    debt(&bench);
    let backup = bench.ok("vault_backup", json!({}));
    bench.ok("vault_lock", json!({}));
    let database = bench.folder.path().join("vault/vault.db");
    let mut bytes = fs::read(&database).unwrap();
    bytes[..4096].fill(0x5a);
    fs::write(&database, &bytes).unwrap();
    assert_eq!(
        bench
            .refused("vault_open", json!({ "passphrase": PASSPHRASE }))
            .0,
        "damaged_vault"
    );
    let listed = bench.ok("backup_list", json!({}));
    assert!(
        listed
            .as_array()
            .unwrap()
            .iter()
            .any(|row| row["name"] == backup["name"])
    );
    let name = &backup["name"];
    assert_eq!(
        bench.refused("backup_restore", json!({ "name": name })).0,
        "locked"
    );
    let wrong = json!({ "name": name, "passphrase": "something else" });
    assert_eq!(bench.refused("backup_restore", wrong).0, "wrong_passphrase");
    bench.ok(
        "backup_restore",
        json!({ "name": name, "passphrase": PASSPHRASE }),
    );
    assert_eq!(
        bench.ok("debt_list", json!({})).as_array().unwrap().len(),
        1
    );
}

/// What was told is a record of its own, and what a form does not show stays.
#[test]
fn a_notice_is_written_down_changed_and_taken_out_again() {
    let bench = Bench::with_vault();
    let debt = debt(&bench)["debt"].clone();
    let id = &debt["id"];
    let told = json!({
        "kind": "stop_medium", "debt": id, "channel": "letter", "medium": "call",
        "sent_at": "2026-03-02T10:00:00+08:00",
    });
    let saved = bench.ok("notice_save", told.clone());
    let mut arrived = told.clone();
    arrived["id"] = saved["id"].clone();
    arrived["received_at"] = json!("2026-03-05T10:00:00+08:00");
    bench.ok("notice_save", arrived);
    let list = bench.ok("notice_list", json!({}));
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!(list[0]["received_at"], "2026-03-05T10:00:00+08:00");

    let mut bare = told.clone();
    bare.as_object_mut().unwrap().remove("medium");
    assert_eq!(bench.refused("notice_save", bare).1, ["medium"]);
    let mut nowhere = told;
    nowhere["debt"] = json!("nowhere");
    assert_eq!(bench.refused("notice_save", nowhere).1, ["debt"]);
    assert_eq!(
        bench.refused("debt_remove", json!({ "id": id })).0,
        "still_referenced"
    );

    bench.ok("notice_remove", json!({ "id": saved["id"] }));
    assert_eq!(bench.ok("notice_list", json!({})), json!([]));
    bench.ok("debt_remove", json!({ "id": id }));
}

/// A form of before, which knows nothing of places, does not move a debt.
#[test]
fn what_a_form_leaves_out_stays_as_it_was() {
    let bench = Bench::with_vault();
    let input = json!({ "lender_name": "Sample Bank", "lender_type": "bank_card",
                        "jurisdiction": "US" });
    let saved = bench.ok("debt_save", input);
    let again = bench.ok(
        "debt_save",
        json!({ "id": saved["debt"]["id"], "lender_name": "Sample Bank",
                "lender_type": "bank_card", "note": "x" }),
    );
    assert_eq!(again["debt"]["jurisdiction"], "US");
    bench.ok(
        "borrower_save",
        json!({ "name": "Sample Person", "time_zones": ["America/Chicago"] }),
    );
    let kept = bench.ok("borrower_save", json!({ "name": "Sample Person" }));
    assert_eq!(kept["time_zones"], json!(["America/Chicago"]));
    // An emptied list is an answer, not a gap.
    bench.ok(
        "borrower_save",
        json!({ "name": "Sample Person", "time_zones": [] }),
    );
    assert_eq!(
        bench.ok("borrower_get", json!({})).get("time_zones"),
        None::<&serde_json::Value>
    );
    let (code, fields) = bench.refused(
        "borrower_save",
        json!({ "name": "Sample Person",
                "time_zones": ["Nowhere", "America/Chicago", "Here"] }),
    );
    assert_eq!(
        (code.as_str(), fields),
        (
            "invalid",
            vec!["time_zones[0]".to_owned(), "time_zones[2]".to_owned()]
        )
    );
}

/// A form says all of a debt and of a contact: what was emptied is empty.
#[test]
fn what_was_emptied_is_saved_as_empty() {
    let bench = Bench::with_vault();
    let mut input = json!({ "lender_name": "Sample Bank", "lender_type": "bank_card",
                            "jurisdiction": "US", "credit_reported_on": "2026-01-10" });
    let saved = bench.ok("debt_save", input.clone());
    assert_eq!(saved["debt"]["credit_reported_on"], "2026-01-10");
    input["id"] = saved["debt"]["id"].clone();
    input.as_object_mut().unwrap().remove("credit_reported_on");
    let again = bench.ok("debt_save", input);
    assert!(again["debt"].get("credit_reported_on").is_none());

    let call = bench.ok(
        "contact_add",
        json!({ "channel": "call", "direction": "incoming", "at": "2026-03-02T10:00:00-06:00",
                "voicemail": "limited_content", "debts_discussed": [saved["debt"]["id"]] }),
    );
    let mut all = json!({ "channel": "call", "direction": "incoming",
                          "at": "2026-03-02T10:05:00-06:00", "voicemail": "other",
                          "debts_discussed": [saved["debt"]["id"]] });
    let fixed = bench.ok(
        "contact_correct",
        json!({ "id": call["row"]["contact"]["id"], "contact": all.clone() }),
    );
    let contact = &fixed["row"]["contact"];
    assert_eq!(contact["voicemail"], "other");
    assert_eq!(contact["debts_discussed"], json!([saved["debt"]["id"]]));

    all.as_object_mut().unwrap().remove("voicemail");
    let emptied = bench.ok(
        "contact_correct",
        json!({ "id": contact["id"], "contact": all }),
    );
    assert!(emptied["row"]["contact"].get("voicemail").is_none());
}

/// A case moves to another machine, and goes for good from the first.
#[test]
fn a_vault_is_carried_to_another_machine_and_removed_from_the_first() {
    let here = Bench::with_vault();
    debt(&here);
    here.import(&[fixture("intake/calls-sample.xml")]);
    let before = here.ok("contact_list", json!({ "limit": 500 }));
    let stick = tempfile::tempdir().unwrap();
    let folder = stick.path().to_str().unwrap();
    let carry = || {
        let (_, done) = here.job("vault_carry", json!({ "folder": folder }));
        assert_eq!(done["state"], "done", "{done}");
        stick
            .path()
            .join(done["outcome"]["folder"].as_str().unwrap())
    };
    let carried = carry();
    assert!(carried.join("vault.db").exists());
    assert_ne!(carry(), carried);

    let there = Bench::new();
    let path = carried.to_str().unwrap();
    let bring = |folder: &str, passphrase: &str| {
        let from = json!({ "folder": folder, "passphrase": passphrase });
        there.job("vault_bring", from).1
    };
    assert_eq!(bring(folder, PASSPHRASE)["error"]["code"], "no_vault");
    assert_eq!(
        bring(path, "not this one")["error"]["code"],
        "wrong_passphrase"
    );
    assert_eq!(there.ok("vault_status", json!({}))["state"], "none");
    assert_eq!(bring(path, PASSPHRASE)["state"], "done");
    assert_eq!(there.ok("vault_status", json!({}))["state"], "locked");
    there.ok("vault_open", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(there.ok("contact_list", json!({ "limit": 500 })), before);
    there.sound();

    let holdings = here.ok("vault_holdings", json!({}));
    assert_eq!(holdings["contacts"], before["total"]);
    assert_eq!(holdings["debts"], 1);
    let refused = here.refused("vault_remove", json!({ "passphrase": "not this one" }));
    assert_eq!(refused.0, "wrong_passphrase");
    assert_eq!(here.ok("vault_holdings", json!({})), holdings);
    let (_, done) = here.job("vault_remove", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(done["state"], "done", "{done}");
    assert_eq!(here.ok("vault_status", json!({}))["state"], "none");
    let left: Vec<_> = fs::read_dir(here.folder.path().join("vault"))
        .unwrap()
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
