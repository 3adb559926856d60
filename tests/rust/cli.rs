//! The command line as a script sees it: output, exit codes, messages.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::host::{fixture, fonts};
use crate::journeys::pdf_text;

/// Built by the same `cargo` run as this test; beside it in the target folder.
pub(crate) fn program() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let program = own
        .parent()
        .unwrap()
        .parent()
        .unwrap()
        .join("mingzhang-cli");
    assert!(
        program.exists(),
        "build the `cli` package first: {}",
        program.display()
    );
    program
}

fn run(args: &[&str]) -> Output {
    Command::new(program())
        .args(args)
        .env("MINGZHANG_FONTS", fonts())
        .output()
        .unwrap()
}

fn sample() -> String {
    concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../src-tauri/crates/app/src/case_file/sample.json"
    )
    .to_owned()
}

fn json_of(output: &Output) -> Value {
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A run whose output goes to `place`: exit code and what was said of it.
fn run_into(place: impl Into<std::process::Stdio>, args: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(program())
        .args(args)
        .stdout(place)
        .stderr(std::process::Stdio::piped())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), said)
}

#[test]
fn who_has_read_enough_is_no_fault_and_a_full_disk_is_told() {
    for args in [&["deadline", "--list"][..], &["letter", "--list"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        assert_eq!(run_into(writer, args), (Some(141), String::new()));
        let full = std::fs::File::options()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let (code, said) = run_into(full, args);
        assert_eq!(code, Some(2));
        assert!(said.contains("写不出来 / cannot write"), "{said}");
    }
}

#[test]
fn audit_lists_every_rule_with_its_verdict() {
    let report = json_of(&run(&["audit", &sample(), "--format", "json"]));
    let findings = report["findings"].as_array().unwrap();
    let verdicts = [
        "flagged",
        "clear",
        "not_applicable",
        "needs_facts",
        "not_covered",
    ];
    for finding in findings {
        assert!(
            verdicts.contains(&finding["verdict"].as_str().unwrap()),
            "{finding}"
        );
        for field in [
            "rule",
            "events",
            "missing",
            "instrument",
            "clause",
            "force",
            "confidence",
            "trace",
        ] {
            assert!(!finding[field].is_null(), "{field}: {finding}");
        }
    }
    let named: std::collections::BTreeSet<&str> = findings
        .iter()
        .map(|finding| finding["rule"].as_str().unwrap())
        .collect();
    for pack in rules::embedded().packs {
        for rule in pack
            .rules()
            .iter()
            .filter(|rule| rule.engine == rules::Engine::Auto)
        {
            assert!(
                named.contains(rule.slug.as_str()),
                "{} is not listed",
                rule.slug
            );
        }
    }
    // As of a day before anything happened nothing is flagged.
    let early = json_of(&run(&[
        "audit",
        &sample(),
        "--format",
        "json",
        "--as-of",
        "2026-01-01",
    ]));
    assert!(
        early["findings"]
            .as_array()
            .unwrap()
            .iter()
            .all(|f| f["verdict"] != "flagged")
    );
}

#[test]
fn exit_codes_say_how_it_went() {
    assert_eq!(
        run(&["audit", &sample(), "--fail-on-findings"])
            .status
            .code(),
        Some(1)
    );
    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("bad.json");
    std::fs::write(&bad, "{\n\"format\": 1 }").unwrap();
    let output = run(&["audit", bad.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(
        message.contains("bad.json:2:") && message.contains("format"),
        "{message}"
    );
    assert_eq!(run(&["audit", "nowhere.json"]).status.code(), Some(2));
}

#[test]
fn audit_speaks_both_languages() {
    for (lang, word) in [("zh-CN", "涉嫌违反"), ("en", "suspected breach of")] {
        let output = run(&["audit", &sample(), "--lang", lang]);
        assert!(
            String::from_utf8(output.stdout).unwrap().contains(word),
            "{lang}"
        );
    }
}

#[test]
fn import_gives_rows_with_their_source() {
    let file = fixture("intake/calls-sample.xml");
    let report = json_of(&run(&[
        "import",
        file.to_str().unwrap(),
        "--format",
        "json",
    ]));
    let rows = report["rows"].as_array().unwrap();
    assert!(rows.len() > 20);
    for row in rows {
        let source = &row["source"];
        assert_eq!(source["file"], "calls-sample.xml");
        assert_eq!(source["sha256"].as_str().unwrap().len(), 64);
        assert!(source["position"].as_u64().unwrap() > 0);
    }
    let bad = fixture("intake/calls-bad-records.xml");
    let report = json_of(&run(&["import", bad.to_str().unwrap(), "--format", "json"]));
    for reject in report["rejects"].as_array().unwrap() {
        assert!(reject["position"].is_u64() && reject["code"].is_string());
        assert!(!reject["message"].as_str().unwrap().is_empty());
    }
    assert!(!report["rejects"].as_array().unwrap().is_empty());
}

#[test]
fn import_reads_every_source_on_the_list() {
    let read = |name: &str| {
        let file = fixture(&format!("intake/{name}"));
        json_of(&run(&[
            "import",
            file.to_str().unwrap(),
            "--format",
            "json",
        ]))
    };
    let bill = read("mobile-bill.csv");
    assert_eq!(bill["rows"].as_array().unwrap().len(), 5);
    assert_eq!(bill["rows"][0]["source"]["kind"], "carrier_bill");
    let paid = read("wechat-pay.xlsx");
    assert!(paid["rows"].as_array().unwrap().is_empty());
    assert_eq!(paid["payments"][0]["payment"]["amount"], "1028.16");
    assert_eq!(paid["payments"][0]["source"]["file"], "wechat-pay.xlsx");
}

#[test]
fn letter_writes_a_pdf_about_the_flags() {
    let folder = tempfile::tempdir().unwrap();
    for (lang, words) in [
        ("zh-CN", ["投诉书", "张示例"]),
        ("en", ["Complaint", "willing to pay"]),
    ] {
        let out = folder.path().join(format!("{lang}.pdf"));
        let out_text = out.to_str().unwrap();
        let args = [
            "letter",
            &sample(),
            "--template",
            "complaint-lender",
            "--lang",
            lang,
            "--out",
            out_text,
        ];
        let output = run(&args);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let text = pdf_text(&out);
        for word in words {
            assert!(text.contains(word), "{lang}: {word}");
        }
        // The same input gives the same bytes.
        let bytes = std::fs::read(&out).unwrap();
        run(&args);
        assert!(std::fs::read(&out).unwrap() == bytes);
    }
    let output = run(&[
        "letter",
        &sample(),
        "--template",
        "nothing",
        "--out",
        "x.pdf",
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!Path::new("x.pdf").exists());
    let listed = String::from_utf8(run(&["letter", "--list"]).stdout).unwrap();
    assert!(listed.contains("complaint-lender"));
}

#[test]
fn letter_writes_text_word_and_what_fits_a_form() {
    let folder = tempfile::tempdir().unwrap();
    let letter = |name: &str, more: &[&str]| {
        let out = folder.path().join(name);
        let sample = sample();
        let mut args = vec!["letter", &sample, "--template", "complaint-lender"];
        args.extend(["--out", out.to_str().unwrap()]);
        args.extend(more);
        (run(&args), out)
    };
    // No fonts are asked for.
    let none = ["--fonts", "no-such-folder"];
    let (output, text) = letter("letter.txt", &none);
    assert_eq!(output.status.code(), Some(0));
    let text = std::fs::read_to_string(text).unwrap();
    assert!(text.starts_with("投诉书\n") && text.contains("签名"));

    let (output, docx) = letter("letter.docx", &none);
    assert_eq!(output.status.code(), Some(0));
    let docx = std::fs::read(docx).unwrap();
    assert!(docx.starts_with(b"PK\x03\x04") && docx.len() > 4000);

    let (output, form) = letter("form.txt", &["--form-limit", "300"]);
    assert_eq!(output.status.code(), Some(0));
    let form = std::fs::read_to_string(form).unwrap();
    assert!(form.chars().count() <= 300 && form.contains("请求") && form.contains("附件"));
    assert!(!form.contains("投诉书") && !form.contains("签名"), "{form}");
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        said.contains("放不下") && said.contains("left out"),
        "{said}"
    );

    let (output, whole) = letter("whole.txt", &["--form-limit", "100000"]);
    assert!(output.stdout.is_empty());
    let whole = std::fs::read_to_string(whole).unwrap();
    assert!(whole.chars().count() > form.chars().count());

    let (output, none) = letter("small.txt", &["--form-limit", "5"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("too small; needed: "), "{said}");
    assert!(!none.exists());
    let (output, none) = letter("form.docx", &["--form-limit", "300"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!none.exists());
}

#[test]
fn the_schema_describes_what_is_read() {
    let schema = json_of(&run(&["schema", "case"]));
    for list in [
        "borrower",
        "parties",
        "people",
        "debts",
        "numbers",
        "contacts",
        "payments",
        "agreements",
        "notices",
        "answers",
    ] {
        assert!(schema["properties"][list].is_object(), "{list}");
    }
    assert_eq!(schema["required"], json!(["format"]));
}

/// A debt in the United States, and one in China beside it when `both`.
fn abroad(folder: &Path, both: bool) -> String {
    let rang = |id: &str, at: &str| {
        json!({
            "id": id, "channel": "call", "direction": "incoming", "at": at, "debt": "us",
            "party": "agency", "connection": "rang_only", "purpose": "collection",
            "reached": { "relation": "borrower" }, "conducts": [], "disclosed": [],
        })
    };
    let mut contacts: Vec<Value> = (2..9)
        .map(|day| {
            rang(
                &format!("c{day}"),
                &format!("2026-03-{day:02}T10:00:00-06:00"),
            )
        })
        .collect();
    contacts.push(rang("eighth", "2026-03-08T15:00:00-06:00"));
    contacts.push(rang("letter-was-there", "2026-04-20T10:00:00-05:00"));
    let mut debts = vec![json!({
        "id": "us", "lender": "bank", "lender_type": "bank_card", "jurisdiction": "US",
        "currency": "USD", "chain": [{ "party": "agency", "role": "agency" }],
    })];
    if both {
        debts.push(json!({ "id": "cn", "lender": "bank", "lender_type": "bank_card" }));
        let mut threat = rang("threat", "2026-03-02T12:00:00+08:00");
        threat["debt"] = json!("cn");
        threat["party"] = json!("bank");
        threat["connection"] = json!("connected");
        threat["conducts"] = json!(["threat_safety"]);
        contacts.push(threat);
    }
    let case = json!({
        "format": "mingzhang-case/1",
        "borrower": { "name": "Sample Person", "time_zones": ["America/Chicago"] },
        "parties": [
            { "id": "bank", "name": "Sample Bank", "role": "lender" },
            { "id": "agency", "name": "Sample Recovery", "role": "agency" },
        ],
        "debts": debts,
        "contacts": contacts,
        "notices": [{
            "id": "stop", "kind": "stop_contact", "debt": "us", "party": "agency",
            "channel": "letter", "sent_at": "2026-04-10T10:00:00-05:00",
            "received_at": "2026-04-13T10:00:00-05:00",
        }],
        "answers": [{
            "fact": { "key": "permitted_anyway",
                      "subject": { "of": "contact", "id": "letter-was-there" } },
            "value": "no",
        }],
    });
    let path = folder.join("case.json");
    std::fs::write(&path, case.to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}

fn flagged(report: &Value) -> std::collections::BTreeSet<(String, String)> {
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .filter(|found| found["verdict"] == "flagged")
        .map(|found| {
            let text = |field: &str| found[field].as_str().unwrap_or_default().to_owned();
            (text("rule"), text("debt"))
        })
        .collect()
}

fn pairs(list: &[(&str, &str)]) -> std::collections::BTreeSet<(String, String)> {
    list.iter()
        .map(|(rule, debt)| ((*rule).to_owned(), (*debt).to_owned()))
        .collect()
}

#[test]
fn a_letter_for_mainland_china_is_not_written_about_a_debt_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("letter.pdf");
    let case = abroad(folder.path(), false);
    let output = run(&[
        "letter",
        &case,
        "--template",
        "complaint-lender",
        "--lang",
        "en",
        "--out",
        out.to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(2));
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(words.contains("debt.jurisdiction"), "{words}");
    assert!(!out.exists());
}

#[test]
fn audit_judges_a_debt_in_the_united_states_by_its_law() {
    let folder = tempfile::tempdir().unwrap();
    let report = json_of(&run(&[
        "audit",
        &abroad(folder.path(), false),
        "--format",
        "json",
    ]));
    assert_eq!(
        flagged(&report),
        pairs(&[
            ("us.fdcpa.cease-communication", "us"),
            ("us.regf.calls-7-in-7", "us"),
        ])
    );
    let findings = report["findings"].as_array().unwrap();
    let seven = findings
        .iter()
        .find(|f| f["rule"] == "us.regf.calls-7-in-7" && f["verdict"] == "flagged")
        .unwrap();
    assert_eq!(seven["events"].as_array().unwrap().len(), 8);
    assert_eq!(seven["law_date"], "2026-03-08");
    for found in findings.iter().filter(|f| f["pack"] == "cn-conduct") {
        assert_eq!(found["why"], "jurisdiction", "{found}");
    }
}

#[test]
fn audit_of_a_debt_in_each_country_runs_both_packs() {
    let folder = tempfile::tempdir().unwrap();
    let path = abroad(folder.path(), true);
    let report = json_of(&run(&["audit", &path, "--format", "json"]));
    let found = flagged(&report);
    assert!(found.contains(&("us.regf.calls-7-in-7".to_owned(), "us".to_owned())));
    assert!(found.contains(&("psl-threat-26".to_owned(), "cn".to_owned())));
    for (rule, debt) in &found {
        assert_eq!(rule.starts_with("us."), debt == "us", "{rule} on {debt}");
    }
    // Each finding names its pack, and the text names both.
    let text = String::from_utf8(run(&["audit", &path, "--lang", "en"]).stdout).unwrap();
    for pack in ["us-debt-collection", "cn-conduct"] {
        assert!(text.contains(pack), "{pack}");
    }
}

#[test]
fn every_letter_that_is_listed_can_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let listed = String::from_utf8(run(&["letter", "--list"]).stdout).unwrap();
    let mut written = 0;
    for template in letters::templates() {
        let id = template.id();
        let manifest = &template.manifest;
        // Everything it takes is listed under it.
        let start = listed.find(&format!("{id}\t")).unwrap();
        let described = &listed[start..];
        let end = described.match_indices('\n').map(|(at, _)| at + 1);
        let end = end
            .into_iter()
            .find(|&at| !described[at..].starts_with('\t'));
        let described = &described[..end.unwrap_or(described.len())];
        let out = folder.path().join(format!("{id}.txt"));
        let sample = sample();
        let mut args: Vec<String> = [
            "letter",
            &sample,
            "--template",
            id,
            "--debt",
            "loan",
            "--out",
        ]
        .map(str::to_owned)
        .to_vec();
        args.push(out.to_str().unwrap().to_owned());
        for text in manifest.text.iter().filter(|text| text.ask.is_some()) {
            assert!(
                described.contains(&format!("--fill {}=", text.name)),
                "{id}: {}",
                text.name
            );
            let typed = match text.ask.as_ref().unwrap().form {
                letters::template::AskForm::Day => "2026-11-20",
                letters::template::AskForm::Amount => "1234.50",
                _ => "示例内容",
            };
            args.extend(["--fill".to_owned(), format!("{}={typed}", text.name)]);
        }
        let chosen = manifest.choice.iter().map(|choice| &choice.flags[0]);
        for flag in chosen {
            assert!(
                described.contains(&format!("--request {flag}\t")),
                "{id}: {flag}"
            );
            args.extend(["--request".to_owned(), flag.clone()]);
        }
        // The plans the sample keeps with its loan, by their place.
        let kept = [("instalments", "1"), ("extension", "3"), ("lump_sum", "4")];
        let mut kinds = manifest.plans.iter().map(|kind| kind.code());
        let plan = kinds.find_map(|kind| kept.iter().find(|one| one.0 == kind));
        if !manifest.plans.is_empty() {
            assert!(described.contains("--plan N"), "{id}");
            args.extend(
                plan.iter()
                    .flat_map(|one| ["--plan".to_owned(), one.1.to_owned()]),
            );
        }
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let output = run(&args);
        let said = String::from_utf8_lossy(&output.stderr);
        // The sample has no agreement to confirm, and keeps no plan of a reduction.
        let lacks = id == "confirm-agreement" || !manifest.plans.is_empty() && plan.is_none();
        assert_eq!(
            output.status.code(),
            Some(if lacks { 2 } else { 0 }),
            "{id}: {said}"
        );
        assert_eq!(out.exists(), !lacks, "{id}");
        assert_eq!(said.is_empty(), !lacks, "{id}: {said}");
        written += usize::from(!lacks);
    }
    assert!(written >= 18, "{written}");
}

#[test]
fn letter_writes_an_envelope_and_an_identity_number_for_a_court() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("envelope.pdf");
    let path = out.to_str().unwrap();
    let sample = sample();
    let to = [
        "--recipient",
        "示例银行",
        "--address",
        "示例市示例路1号",
        "--postcode",
        "100000",
    ];
    for size in ["c5", "dl", "dl-window"] {
        let output = run(&[
            &["letter", &sample, "--envelope", size, "--out", path][..],
            &to,
        ]
        .concat());
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{said}");
        let text = pdf_text(&out);
        assert!(
            text.contains("示例银行") && text.contains("张示例"),
            "{size}: {text}"
        );
    }
    // Without somebody to send it to there is none.
    std::fs::remove_file(&out).unwrap();
    let output = run(&["letter", &sample, "--envelope", "dl", "--out", path]);
    assert_eq!((output.status.code(), out.exists()), (Some(2), false));

    let mut case: Value = serde_json::from_str(&std::fs::read_to_string(&sample).unwrap()).unwrap();
    case["borrower"]["id_number"] = json!("11010519491231002X");
    let with_id = folder.path().join("case.json");
    std::fs::write(&with_id, case.to_string()).unwrap();
    let text = folder.path().join("letter.txt");
    let write = |template: &str, more: &[&str]| {
        let (case, text) = (with_id.to_str().unwrap(), text.to_str().unwrap());
        let fixed = [
            "letter",
            case,
            "--debt",
            "loan",
            "--template",
            template,
            "--out",
            text,
        ];
        let output = run(&[&fixed[..], more].concat());
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{said}");
        std::fs::read_to_string(text).unwrap()
    };
    let filled = [
        "--fill",
        "court=示例法院",
        "--fill",
        "case_number=1",
        "--fill",
        "applicant=示例银行",
        "--fill",
        "received_on=2026-11-16",
        "--request",
        "arbitration",
    ];
    let full = |text: &str| text.contains("11010519491231002X");
    assert!(!full(&write("payment-order-objection", &filled)));
    let asked = [&filled[..], &["--full-id"]].concat();
    assert!(full(&write("payment-order-objection", &asked)));
    let own = ["--full-id", "--own-words", "想先对账。"];
    let text = write("ask-statement", &own);
    assert!(!full(&text) && text.contains("想先对账。"));
}
