//! Packs a user adds: refused whole with every reason, kept inside the vault,
//! used with the packs of the app, and gone when they are removed.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::host::{Bench, PASSPHRASE};

const RULE: &str = r#"slug = "calls-on-sunday"
kind = "contact_in_quiet_hours"
instrument = "HOUSE"
clause = "第1条"
from = "2026-01-01"
force = "self_regulation"
grade = "B1"
engine = "auto"
sources = ["S"]
topic = "time"
[scope]
lenders = ["micro_loan"]

[params]
from = "12:00:00"
to = "13:00:00"

[zh]
title = "午间来电"
why = "示例约定要求午间不打电话。"
allowed = "其他时间可以打电话。"
limits = "只是示例。"
evidence = "通话记录。"
tell = "先告诉机构；再告诉协会。"

[en]
title = "Calls at noon"
why = "The sample convention asks for no calls at noon."
allowed = "They may call at other times."
limits = "A sample only."
evidence = "The call log."
tell = "First the lender; then the association."
"#;

const CASES: &str = r#"[shared]
debt = { lender_type = "micro_loan" }
contact = { purpose = "collection" }
answers = [{ fact = { key = "hours_agreed", subject = { of = "debt", id = "debt" } }, value = "no" }]

[[case]]
name = "the day before"
proves = "day_before"
contacts = [{ at = "2025-12-31 12:30:00" }]
verdict = "not_applicable"
why = "not_in_force"

[[case]]
name = "the first day"
proves = "first_day"
contacts = [{ at = "2026-01-01 12:30:00" }]
verdict = "flagged"

[[case]]
name = "just before noon"
proves = "boundary"
contacts = [{ at = "2026-01-01 11:59:59" }]
verdict = "clear"

[[case]]
name = "nobody knows whether it was collection"
proves = "missing_fact"
contacts = [{ at = "2026-01-01 12:30:00", purpose = "unknown" }]
verdict = "needs_facts"
missing = ["is_collection"]
"#;

/// Writes a sound pack into a folder of this name, and gives its path.
fn pack(at: &Path, id: &str) -> PathBuf {
    let folder = at.join(id);
    fs::create_dir_all(folder.join("rules")).unwrap();
    fs::create_dir_all(folder.join("cases")).unwrap();
    let head = format!(
        "id = \"{id}\"\ntitle = {{ zh = \"示例约定\", en = \"Sample convention\" }}\nversion = \"1.0.0\"\n\
         jurisdiction = \"CN\"\nchecked_on = \"2026-05-01\"\ncovers_from = \"2020-01-01\"\n"
    );
    let house = "[[instrument]]\nid = \"HOUSE\"\nname = \"示例约定\"\nname_en = \"Sample convention\"\n\
                 issuer = \"示例协会\"\neffective = \"2026-01-01\"\nforce = \"self_regulation\"\n\
                 grade = \"B1\"\nclauses = [\"1\"]\nsources = [\"S\"]\n";
    for (name, text) in [
        ("pack.toml", head.as_str()),
        ("sources.toml", "[[source]]\nid = \"S\"\ntitle = \"T\"\n"),
        ("instruments.toml", house),
        ("rules/calls-on-sunday.toml", RULE),
        ("cases/calls-on-sunday.toml", CASES),
        ("README.md", "Not a part of the pack."),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
    folder
}

fn change(folder: &Path, name: &str, from: &str, to: &str) {
    let path = folder.join(name);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{name} has no {from}");
    fs::write(path, text.replace(from, to)).unwrap();
}

fn ids(bench: &Bench) -> Vec<String> {
    let list = bench.ok("pack_list", json!({}));
    let packs = list["packs"].as_array().unwrap().iter();
    packs
        .map(|p| p["id"].as_str().unwrap().to_owned())
        .collect()
}

/// A debt, and a call at noon about it.
fn called_at_noon(bench: &Bench) {
    let debt = bench.ok(
        "debt_save",
        json!({ "lender_name": "示例小贷", "lender_type": "micro_loan" }),
    );
    let debt = &debt["debt"]["id"];
    bench.ok(
        "contact_add",
        json!({
            "channel": "call", "direction": "incoming", "at": "2026-11-10T12:30:00+08:00",
            "debt": debt, "purpose": "collection", "connection": "connected",
        }),
    );
    bench.ok(
        "fact_answer",
        json!({ "fact": { "key": "hours_agreed", "subject": { "of": "debt", "id": debt } }, "value": "no" }),
    );
}

/// Is there a flag of the added rule?
fn flagged(bench: &Bench) -> bool {
    let found = bench.ok("finding_list", json!({}));
    let mut findings = found["findings"].as_array().unwrap().iter();
    findings.any(|f| f["pack"] == "my-pack" && f["verdict"] == "flagged")
}

#[test]
fn a_sound_pack_is_used_until_it_is_removed_and_while_its_vault_is_open() {
    let bench = Bench::with_vault();
    let elsewhere = tempfile::tempdir().unwrap();
    called_at_noon(&bench);
    assert!(!flagged(&bench));
    let before = ids(&bench);

    let added = bench.ok(
        "pack_add",
        json!({ "path": pack(elsewhere.path(), "my-pack") }),
    );
    assert_eq!(added["issues"], json!([]), "{added:#}");
    let row = &added["pack"];
    assert_eq!(
        (
            &row["id"],
            &row["version"],
            &row["checked_on"],
            &row["added"],
            &row["rules"]
        ),
        (
            &json!("my-pack"),
            &json!("1.0.0"),
            &json!("2026-05-01"),
            &json!(true),
            &json!(1)
        )
    );
    // Checked on 1 May, 204 days before the 21st of November.
    assert_eq!(row["stale"], true);
    assert!(flagged(&bench));
    assert_eq!(
        ids(&bench),
        [before.clone(), vec!["my-pack".to_owned()]].concat()
    );
    let titles = bench.ok("rule_list", json!({})).to_string();
    assert!(titles.contains("午间来电"));
    let found = || bench.ok("rule_search", json!({ "text": "午间来电" }))["hits"].clone();
    assert_eq!(found()[0]["card"]["pack"], "my-pack");

    // The folder may go: what counts is in the vault.
    drop(elsewhere);
    bench.ok("vault_lock", json!({}));
    assert!(
        !bench
            .ok("rule_list", json!({}))
            .to_string()
            .contains("午间来电")
    );
    // Nor does the index outlive the lock.
    assert_eq!(found(), json!([]));
    bench.ok("vault_open", json!({ "passphrase": PASSPHRASE }));
    assert!(flagged(&bench));

    bench.ok("pack_remove", json!({ "id": "my-pack" }));
    assert!(!flagged(&bench));
    assert_eq!(ids(&bench), before);
    assert_eq!(
        bench.refused("pack_remove", json!({ "id": "my-pack" })).0,
        "not_found"
    );
    assert_eq!(
        bench
            .refused("pack_remove", json!({ "id": "cn-conduct" }))
            .0,
        "not_found"
    );
    bench.sound();
}

#[test]
fn a_pack_with_faults_is_refused_whole_with_every_reason() {
    let bench = Bench::with_vault();
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = pack(elsewhere.path(), "my-pack");
    let before = ids(&bench);
    change(
        &folder,
        "rules/calls-on-sunday.toml",
        "micro_loan",
        "micro_laon",
    );
    change(&folder, "rules/calls-on-sunday.toml", "第1条", "第9条");
    change(
        &folder,
        "cases/calls-on-sunday.toml",
        "\"boundary\"",
        "\"scope\"",
    );
    change(&folder, "pack.toml", "zh = \"示例约定\"", "zh = \"\"");
    let answer = bench.ok("pack_add", json!({ "path": folder }));
    assert!(answer.get("pack").is_none(), "{answer:#}");
    let issues = answer["issues"].as_array().unwrap();
    let told: Vec<(&str, u64, &str)> = issues
        .iter()
        .map(|i| {
            let text = |name: &str| i[name].as_str().unwrap();
            (text("file"), i["line"].as_u64().unwrap(), text("code"))
        })
        .collect();
    let rule = "my-pack/rules/calls-on-sunday.toml";
    assert_eq!(
        told,
        [
            ("my-pack/pack.toml", 2, "words_missing"),
            (rule, 1, "case_missing"),
            (rule, 4, "clause_not_verified"),
            (rule, 12, "unknown_code"),
        ]
    );
    let spelled = issues.iter().find(|i| i["code"] == "unknown_code").unwrap();
    assert_eq!(spelled["suggestion"], "micro_loan");
    assert_eq!(ids(&bench), before);

    // A case that does not come out as written is a reason too.
    let folder = pack(elsewhere.path(), "my-pack");
    change(
        &folder,
        "cases/calls-on-sunday.toml",
        "11:59:59",
        "12:00:00",
    );
    let answer = bench.ok("pack_add", json!({ "path": folder }));
    assert_eq!(answer["issues"][0]["code"], "case_fails", "{answer:#}");
    assert_eq!(ids(&bench), before);
}

#[test]
fn a_pack_of_the_app_cannot_be_replaced_and_an_added_one_can() {
    let bench = Bench::with_vault();
    let elsewhere = tempfile::tempdir().unwrap();
    let answer = bench.ok(
        "pack_add",
        json!({ "path": pack(elsewhere.path(), "cn-conduct") }),
    );
    let codes: Vec<&Value> = answer["issues"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| &i["code"])
        .collect();
    assert_eq!(codes, [&json!("embedded_id")]);
    assert!(
        bench
            .ok("rule_list", json!({}))
            .to_string()
            .contains("time-night-gbt")
    );

    let folder = pack(elsewhere.path(), "my-pack");
    bench.ok("pack_add", json!({ "path": folder }));
    change(&folder, "pack.toml", "1.0.0", "1.1.0");
    let again = bench.ok("pack_add", json!({ "path": folder }));
    assert_eq!(again["pack"]["version"], "1.1.0");
    assert_eq!(ids(&bench).iter().filter(|id| *id == "my-pack").count(), 1);
}

#[test]
fn what_is_no_pack_is_told_apart() {
    let bench = Bench::with_vault();
    let elsewhere = tempfile::tempdir().unwrap();
    let nowhere = elsewhere.path().join("nowhere");
    assert_eq!(
        bench.refused("pack_add", json!({ "path": nowhere })).0,
        "io"
    );

    let empty = elsewhere.path().join("empty");
    fs::create_dir(&empty).unwrap();
    let answer = bench.ok("pack_add", json!({ "path": empty }));
    assert_eq!(answer["issues"][0]["code"], "missing_file");

    let folder = pack(elsewhere.path(), "my-pack");
    fs::write(folder.join("rules/odd.toml"), [0xff, 0xfe, 0x00]).unwrap();
    fs::write(folder.join("rules/huge.toml"), vec![b'#'; 5 * 1024 * 1024]).unwrap();
    let answer = bench.ok("pack_add", json!({ "path": folder })).to_string();
    assert!(answer.contains("too_large"), "{answer}");

    bench.ok("vault_lock", json!({}));
    for command in ["pack_list", "pack_add", "pack_remove"] {
        let request = json!({ "path": folder, "id": "my-pack" });
        assert_eq!(bench.refused(command, request).0, "locked", "{command}");
    }
}

/// Nothing of an added pack can be read beside the vault.
#[test]
fn an_added_pack_is_kept_unreadable() {
    let bench = Bench::with_vault();
    let elsewhere = tempfile::tempdir().unwrap();
    bench.ok(
        "pack_add",
        json!({ "path": pack(elsewhere.path(), "my-pack") }),
    );
    bench.ok("vault_backup", json!({}));
    bench.ok("vault_lock", json!({}));
    let mut folders = vec![bench.folder.path().to_owned()];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            seen += 1;
            for mark in ["午间来电", "my-pack", "calls-on-sunday"] {
                let found = bytes.windows(mark.len()).any(|w| w == mark.as_bytes());
                assert!(!found, "{mark} in {}", path.display());
            }
        }
    }
    assert!(seen >= 3);
}

/// Own words that repeat a known wrong claim are answered, and nothing is kept
/// from being printed.
#[test]
fn a_wrong_claim_in_own_words_is_answered_and_does_not_block() {
    let bench = Bench::with_vault();
    bench.ok("borrower_save", json!({ "name": "张示例", "phones": [] }));
    let debt = bench.ok(
        "debt_save",
        json!({ "lender_name": "示例银行", "lender_type": "bank_card" }),
    );
    let debt = &debt["debt"]["id"];
    bench.ok(
        "contact_add",
        json!({
            "channel": "sms", "direction": "incoming", "at": "2026-11-10T12:00:00+08:00",
            "debt": debt, "conducts": ["intimidation"], "purpose": "collection",
            "connection": "connected",
        }),
    );
    let found = bench.ok("finding_list", json!({}));
    let keys: Vec<&Value> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| &f["key"])
        .collect();
    let draft = |own: &str| {
        json!({ "template": "complaint-lender", "lang": "zh-CN", "debt": debt, "findings": keys,
            "requests": [], "day": "2026-11-21", "own_words": own })
    };
    let calm = bench.ok("letter_preview", draft("我愿意按月还款，请书面答复。"));
    assert_eq!(calm["notes"], json!([]));
    let shown = bench.ok(
        "letter_preview",
        draft("我愿意还款。依照《催收自律公约》，每天不得超过３次。"),
    );
    assert_eq!(shown["problems"], json!([]));
    let notes = shown["notes"].as_array().unwrap();
    assert_eq!(notes.len(), 1, "{notes:#?}");
    assert_eq!(notes[0]["quoted"], "依照《催收自律公约》，每天不得超过３次");
    assert!(
        notes[0]["correction"]["zh-CN"]
            .as_str()
            .unwrap()
            .contains("没有任何数字")
    );
    assert!(!notes[0]["correction"]["en"].as_str().unwrap().is_empty());

    // Kept on purpose: it prints, and what was sent is not argued with.
    let letter = bench.ok(
        "letter_save",
        draft("依照《催收自律公约》，每天不得超过3次。"),
    );
    let request = json!({ "letter": letter["id"], "sent_on": "2026-11-21", "method": "ems" });
    bench.ok("letter_send", request);
    let sent = bench.ok("letter_get", json!({ "id": letter["id"] }));
    assert_eq!(sent["pages"]["notes"], json!([]));
    assert!(!sent["pages"]["pages"].as_array().unwrap().is_empty());
}

#[test]
fn a_rule_tells_what_came_before_it() {
    let bench = Bench::with_vault();
    let page = |slug: &str| {
        bench.ok("rule_get", json!({ "pack": "cn-conduct", "rule": slug }))["history"].clone()
    };
    let history = page("psl-threat-26");
    for (one, other) in history
        .as_array()
        .unwrap()
        .iter()
        .zip(page("psl-threat-12").as_array().unwrap())
    {
        assert_eq!(one["rule"], other["rule"]);
    }
    let days: Vec<(&Value, &Value, &Value)> = history
        .as_array()
        .unwrap()
        .iter()
        .map(|period| (&period["rule"], &period["from"], &period["to"]))
        .collect();
    assert_eq!(
        days,
        [
            (
                &json!("psl-threat-12"),
                &json!("2006-03-01"),
                &json!("2025-12-31")
            ),
            (&json!("psl-threat-26"), &json!("2026-01-01"), &Value::Null),
        ]
    );
    assert_eq!(page("psl-pi-26"), json!([]));
}
