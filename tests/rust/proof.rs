//! The proof pack from the vault to whoever checks it: what is in it, what is not,
//! and what the command line says.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::attachments::{PLACE, add, holds, ids, photo, recording, write};
use crate::cli::program;
use crate::host::Bench;
use crate::journeys::pdf_text;

fn verify(args: &[&str]) -> Output {
    Command::new(program())
        .arg("verify")
        .args(args)
        .output()
        .unwrap()
}

fn report(pack: &Path, code: i32) -> Value {
    let output = verify(&[pack.to_str().unwrap(), "--format", "json"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The sample case with a finished complaint, and a draft of a pack about it.
fn case() -> (Bench, Value) {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let list = bench.ok("finding_list", json!({ "debt": "loan" }));
    let found = list["findings"].as_array().unwrap();
    let keys: Vec<Value> = found.iter().take(3).map(|one| one["key"].clone()).collect();
    assert_eq!(keys.len(), 3, "{list}");
    let letters = bench.ok("letter_list", json!({}));
    let letters: Vec<Value> = letters
        .as_array()
        .unwrap()
        .iter()
        .filter(|letter| letter["state"] != "draft")
        .map(|letter| letter["id"].clone())
        .collect();
    let draft = json!({ "lang": "zh-CN", "findings": keys, "letters": letters });
    (bench, draft)
}

/// Makes a pack and waits for it.
fn make(bench: &Bench, draft: &Value, form: &str, path: &Path) -> Result<Value, Value> {
    let request = json!({ "draft": draft, "form": form, "path": path });
    let job = bench.ok("proof_make", request);
    for _ in 0..3000 {
        let status = bench.ok("job_status", job.clone());
        match status["state"].as_str().unwrap() {
            "running" => std::thread::sleep(std::time::Duration::from_millis(20)),
            "done" => return Ok(status["outcome"].clone()),
            _ => return Err(status),
        }
    }
    panic!("the pack was never finished");
}

fn made(form: &str, draft: impl FnOnce(&Bench, &mut Value)) -> (Bench, PathBuf, Value) {
    let (bench, mut wanted) = case();
    draft(&bench, &mut wanted);
    let name = if form == "zip" { "pack.zip" } else { "pack" };
    let path = bench.folder.path().join(name);
    let made = make(&bench, &wanted, form, &path).unwrap();
    (bench, path, made)
}

#[test]
fn a_pack_of_the_vault_matches_as_folder_and_as_archive() {
    let (_bench, folder, said) = made("folder", |_, _| {});
    let of_folder = report(&folder, 0);
    assert_eq!(of_folder["matches"], true);
    assert_eq!(of_folder["seal"], said["seal"]);
    assert_eq!(of_folder["chain"]["head"], said["head"]);
    assert_eq!(of_folder["chain"]["first"], 1);
    let (_bench, archive, _) = made("zip", |_, _| {});
    let of_archive = report(&archive, 0);
    let paths = |report: &Value| -> Vec<Value> {
        let files = report["files"].as_array().unwrap().iter();
        files.map(|file| file["path"].clone()).collect()
    };
    assert_eq!(paths(&of_folder), paths(&of_archive));
    // Nothing half-written stays beside it.
    let beside = fs::read_dir(archive.parent().unwrap()).unwrap();
    let names: Vec<_> = beside.map(|entry| entry.unwrap().file_name()).collect();
    assert!(
        !names
            .iter()
            .any(|name| name.to_string_lossy().contains(".part")),
        "{names:?}"
    );
}

/// A photograph with a redacted copy and a recording, about a row of the pack.
fn with_files(bench: &Bench, draft: &Value) -> (Value, Value) {
    let rows = bench.ok("finding_list", json!({ "debt": "loan" }));
    let key = &draft["findings"][0];
    let mut all = rows["findings"].as_array().unwrap().iter();
    let found = all.find(|one| one["key"] == *key).unwrap();
    let about = json!([{ "kind": "contact", "id": found["events"][0]["id"] }]);
    let photo = write(bench, "短信截图.jpg", &photo());
    let sound = write(bench, "通话录音.amr", &recording());
    let kept = ids(&add(bench, &[photo, sound], about));
    let region = json!({ "x": 0, "y": 0, "width": 20, "height": 20 });
    bench.ok(
        "attachment_redact_image",
        json!({ "id": kept[0], "regions": [region] }),
    );
    (kept[0].clone(), kept[1].clone())
}

#[test]
fn files_about_the_rows_go_in_the_redacted_copy_in_place_of_its_original() {
    let mut kept = None;
    let (bench, pack, _) = made("folder", |bench, draft| {
        kept = Some(with_files(bench, draft));
    });
    let (photo_id, sound_id) = kept.unwrap();
    let said = report(&pack, 0);
    assert_eq!(said["matches"], true, "{said}");
    let of = |role: &str| -> Vec<String> {
        let files = said["files"].as_array().unwrap().iter();
        files
            .filter(|file| file["role"] == role)
            .map(|file| file["path"].as_str().unwrap().to_owned())
            .collect()
    };
    let (copies, originals) = (of("redacted"), of("original"));
    assert_eq!((copies.len(), originals.len()), (1, 1), "{said}");
    let copy = fs::read(pack.join(&copies[0])).unwrap();
    assert!(!holds(&copy, PLACE), "the copy says where it was taken");
    assert_eq!(fs::read(pack.join(&originals[0])).unwrap(), recording());
    let text = pdf_text(&pack.join("index.pdf"));
    let squeezed: String = text.split_whitespace().collect();
    assert!(squeezed.contains("通话录音.amr"), "{text}");

    // What stays out is out, and in full the original goes.
    let (_, mut draft) = case();
    draft["without"] = json!([sound_id]);
    draft["unmasked"] = json!(true);
    let outline = bench.ok("proof_outline", draft.clone());
    assert_eq!(outline["offered"].as_array().unwrap().len(), 2, "{outline}");
    assert_eq!(outline["offered"][0]["id"], photo_id);
    let path = bench.folder.path().join("whole");
    make(&bench, &draft, "folder", &path).unwrap();
    let whole = report(&path, 0);
    let files = whole["files"].as_array().unwrap();
    let originals: Vec<&Value> = files.iter().filter(|f| f["role"] == "original").collect();
    assert_eq!(originals.len(), 1, "{whole}");
    let file = path.join(originals[0]["path"].as_str().unwrap());
    assert_eq!(fs::read(file).unwrap(), photo());
}

#[test]
fn the_index_prints_the_seal_the_head_and_the_findings() {
    let (_bench, pack, said) = made("folder", |_, _| {});
    let text = pdf_text(&pack.join("index.pdf"));
    let squeezed: String = text.split_whitespace().collect();
    for words in [
        said["seal"].as_str().unwrap(),
        said["head"].as_str().unwrap(),
        said["reference"].as_str().unwrap(),
        "证明材料包目录",
        "所涉事项",
        "证据目录",
        "欠款仍然存在",
        "verify.html",
    ] {
        assert!(squeezed.contains(words), "{words}: {text}");
    }
    let foot = format!("清单校验值：{}", &said["seal"].as_str().unwrap()[..16]);
    assert!(squeezed.matches(&foot).count() >= 2, "{foot}: {text}");
}

#[test]
fn the_index_names_the_exhibits_of_each_fact() {
    let (_bench, pack, _) = made("folder", |_, draft| {
        draft["findings"].as_array_mut().unwrap().truncate(1);
    });
    let text = pdf_text(&pack.join("index.pdf"));
    let squeezed: String = text.split_whitespace().collect();
    let facts = squeezed.split("所涉事项").nth(1).unwrap();
    let facts = facts.split("证据目录").next().unwrap();
    // Once more than the head of the column, which the number of the row follows.
    assert!(facts.matches("证据1").count() >= 2, "{text}");
}

#[test]
fn numbers_are_masked_unless_asked_and_texts_are_shown_only_where_chosen() {
    let numbers = |bench: &Bench| {
        let rows = bench.ok("contact_list", json!({}));
        let rows = rows["rows"].as_array().unwrap().clone();
        let mut all: Vec<String> = rows
            .iter()
            .filter_map(|row| row["contact"]["number"].as_str().or(row["number"].as_str()))
            .filter(|number| number.len() >= 7)
            .map(str::to_owned)
            .collect();
        all.sort();
        all.dedup();
        assert!(!all.is_empty(), "{rows:?}");
        all
    };
    let all_of = |pack: &Path| {
        let index = pdf_text(&pack.join("index.pdf"));
        let index: String = index.split_whitespace().collect();
        let rows = fs::read_to_string(pack.join("rows.json")).unwrap();
        let table = fs::read_to_string(pack.join("rows.csv")).unwrap();
        let manifest = fs::read_to_string(pack.join("manifest.json")).unwrap();
        (index + &rows + &table, manifest)
    };
    let (bench, pack, _) = made("folder", |_, _| {});
    let known = numbers(&bench);
    let (masked, manifest) = all_of(&pack);
    for number in &known {
        assert!(
            !masked.contains(number) && !manifest.contains(number),
            "{number}"
        );
    }
    assert!(masked.contains("****"));
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(
        (&manifest["masked"], &manifest["disclosed"]),
        (&json!(true), &json!([]))
    );

    let (bench, pack, _) = made("folder", |bench, draft| {
        draft["unmasked"] = json!(true);
        let outline = bench.ok("proof_outline", draft.clone());
        draft["disclose"] = json!([outline["journal"][0]["seq"]]);
    });
    let (shown, manifest) = all_of(&pack);
    assert!(numbers(&bench).iter().any(|number| shown.contains(number)));
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    let payload = manifest["disclosed"][0]["payload"].as_str().unwrap();
    assert!(payload.contains(r#""kind":"#), "{payload}");
    assert_eq!(report(&pack, 0)["chain"]["disclosed"], 1);
}

/// A contact whose words hold a number with spaces, and look like a formula.
fn spoken(bench: &Bench, draft: &mut Value) {
    bench.ok(
        "contact_add",
        json!({
            "channel": "call", "direction": "incoming", "debt": "loan",
            "at": "2026-11-19T23:30:00+08:00", "connection": "connected", "duration_s": 60,
            "purpose": "collection", "number": "138-0000-0001",
            "reached": { "relation": "borrower" },
            "claimed_identity": "示例公司 +86 138 0000 0003",
            "said": "=请加微信 138 0000 0001 或 138-0000-0002，１３８００００ ０００４",
        }),
    );
    let list = bench.ok("finding_list", json!({ "debt": "loan" }));
    let all = list["findings"].as_array().unwrap().iter();
    draft["findings"] = all.map(|one| one["key"].clone()).collect();
}

#[test]
fn the_rows_are_a_table_too_and_a_number_with_spaces_is_masked_in_all_of_the_pack() {
    for (lang, head, own) in [
        ("zh-CN", "\"对方号码\"", "\"本人记录\""),
        ("en", "\"Their number\"", "\"own notes\""),
    ] {
        let (_bench, pack, _) = made("zip", |bench, draft| {
            spoken(bench, draft);
            draft["lang"] = json!(lang);
        });
        let said = report(&pack, 0);
        let files = said["files"].as_array().unwrap().iter();
        let rows = files.filter(|file| file["role"] == "rows");
        let rows: Vec<&Value> = rows.map(|file| &file["path"]).collect();
        assert_eq!(rows, ["rows.csv", "rows.json"], "{said}");

        let mut archive = zip::ZipArchive::new(fs::File::open(&pack).unwrap()).unwrap();
        let mut read = |name: &str| {
            let mut bytes = Vec::new();
            let mut entry = archive.by_name(name).unwrap();
            std::io::copy(&mut entry, &mut bytes).unwrap();
            bytes
        };
        let (table, rows) = (read("rows.csv"), read("rows.json"));
        let index = pack.with_file_name("index.pdf");
        fs::write(&index, read("index.pdf")).unwrap();
        let table = String::from_utf8(table).unwrap();
        assert!(
            table.starts_with("\u{feff}") && table.contains(head),
            "{table}"
        );
        assert!(table.contains(own) && table.contains("\r\n"), "{table}");
        let rows: Value = serde_json::from_slice(&rows).unwrap();
        let lines = table.trim_end().split("\r\n").count();
        assert_eq!(lines, rows.as_array().unwrap().len() + 1, "{table}");
        // Nothing runs when it is opened, and no digit of a number is lost.
        assert!(table.contains("\"'=请加微信 138 **** 0001"), "{table}");
        assert!(table.contains("\"2026-11-19 23:30:00\""), "{table}");
        for text in [table, rows.to_string(), pdf_text(&index)] {
            let squeezed: String = text
                .chars()
                .filter(|c| !c.is_whitespace() && *c != '-')
                .collect();
            for number in ["13800000001", "13800000002", "13800000003"] {
                assert!(!squeezed.contains(number), "{number}: {text}");
            }
            assert!(!squeezed.contains("１３８０００００００４"), "{text}");
        }
    }
}

#[test]
fn what_a_kill_left_of_a_pack_goes_with_the_next_export_into_its_folder() {
    let (bench, draft) = case();
    let folder = bench.folder.path();
    let left = folder.join(".earlier.zip.mingzhang.part");
    fs::write(&left, "half of a pack").unwrap();
    let other = folder.join(".earlier.mingzhang.part");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("rows.json"), "plain").unwrap();
    make(&bench, &draft, "zip", &folder.join("later.zip")).unwrap();
    assert!(!left.exists() && !other.exists());
}

#[test]
fn the_outline_names_what_goes_in() {
    let (bench, draft) = case();
    let outline = bench.ok("proof_outline", draft.clone());
    let kinds: Vec<&str> = outline["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["kind"].as_str().unwrap())
        .collect();
    assert_eq!(
        (kinds.first(), kinds.last()),
        (Some(&"index"), Some(&"verifier"))
    );
    assert!(kinds.contains(&"rows") && kinds.contains(&"table"));
    assert!(outline["rows"].as_u64().unwrap() > 0 && outline["chain"].as_u64().unwrap() > 0);
    let path = bench.folder.path().join("outlined.zip");
    let made = make(&bench, &draft, "zip", &path).unwrap();
    // The manifest is the one file it does not name.
    assert_eq!(made["files"], kinds.len() + 1);
}

#[test]
fn a_pack_of_nothing_of_a_draft_or_of_a_foreign_row_is_refused() {
    let (bench, draft) = case();
    let refused = |command, draft: Value| {
        let request = match command {
            "proof_make" => json!({ "draft": draft, "form": "zip", "path": "/nowhere/x.zip" }),
            _ => draft,
        };
        bench.refused(command, request)
    };
    let empty = json!({ "lang": "zh-CN" });
    let needs = ("invalid".to_owned(), vec!["findings".to_owned()]);
    assert_eq!(refused("proof_outline", empty.clone()), needs);
    assert_eq!(refused("proof_make", empty), needs);
    let mut gone = draft.clone();
    gone["findings"] = json!(["no such finding"]);
    assert_eq!(refused("proof_make", gone).0, "not_found");
    let mut foreign = draft.clone();
    foreign["disclose"] = json!([999_999]);
    let field = ("invalid".to_owned(), vec!["disclose".to_owned()]);
    assert_eq!(refused("proof_make", foreign), field);
    let letter = bench.ok(
        "letter_save",
        json!({ "template": "complaint-lender", "lang": "zh-CN", "debt": "loan",
                "findings": draft["findings"], "requests": [], "day": "2026-11-21" }),
    );
    let mut unfinished = draft.clone();
    unfinished["letters"] = json!([letter["id"]]);
    let field = ("invalid".to_owned(), vec!["letters".to_owned()]);
    assert_eq!(refused("proof_make", unfinished), field);
}

#[test]
fn a_folder_that_holds_something_is_left_as_it_is() {
    let (bench, draft) = case();
    let full = bench.folder.path().join("full");
    fs::create_dir(&full).unwrap();
    fs::write(full.join("mine.txt"), "mine").unwrap();
    let status = make(&bench, &draft, "folder", &full).unwrap_err();
    assert_eq!(status["error"]["code"], "folder_not_empty");
    assert_eq!(fs::read_dir(&full).unwrap().count(), 1);
    let nowhere = bench.folder.path().join("none/pack.zip");
    let status = make(&bench, &draft, "zip", &nowhere).unwrap_err();
    assert_eq!(status["error"]["code"], "io");
}

#[test]
fn one_changed_bit_is_named_in_both_languages_with_exit_code_one() {
    let (_bench, pack, _) = made("folder", |_, _| {});
    let rows = pack.join("rows.json");
    let mut bytes = fs::read(&rows).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&rows, bytes).unwrap();
    let found = report(&pack, 1);
    assert_eq!(
        found["findings"],
        json!([{ "path": "rows.json", "code": "differs" }])
    );
    for (lang, words) in [("zh-CN", "有不相符之处"), ("en", "Not everything matches")] {
        let output = verify(&[pack.to_str().unwrap(), "--lang", lang]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(
            text.starts_with(words) && text.contains("- rows.json: "),
            "{text}"
        );
    }
}

#[test]
fn a_head_from_elsewhere_is_compared_and_a_wrong_one_is_named() {
    let (_bench, pack, said) = made("zip", |_, _| {});
    let pack = pack.to_str().unwrap();
    let head = said["head"].as_str().unwrap();
    let output = verify(&[pack, "--head", &head[..16]]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success() && text.contains("没有记录被截去"),
        "{text}"
    );
    let output = verify(&[pack, "--head", &"0".repeat(64), "--lang", "en"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text.contains("in no row of this chain"), "{text}");
    assert_eq!(verify(&[pack, "--head", "short"]).status.code(), Some(2));
}

#[test]
fn what_is_no_pack_cannot_be_read_and_says_why_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let none = folder.path().join("none.zip");
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    let broken = folder.path().join("broken");
    fs::create_dir(&broken).unwrap();
    fs::write(broken.join("manifest.json"), "{\"format\":\n 1}").unwrap();
    for (path, zh, en) in [
        (&none, "找不到", "there is no such"),
        (&empty, "没有 manifest.json", "there is no manifest.json"),
        (&broken, "manifest.json:2:2", "cannot be read"),
    ] {
        let output = verify(&[path.to_str().unwrap()]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(zh) && said.contains(en), "{said}");
    }
}

#[test]
fn the_schemas_describe_the_manifest_and_the_report() {
    let (_bench, pack, _) = made("folder", |_, _| {});
    let schema = |what: &str| -> Value {
        let output = Command::new(program())
            .args(["schema", what])
            .output()
            .unwrap();
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let manifest: Value =
        serde_json::from_slice(&fs::read(pack.join("manifest.json")).unwrap()).unwrap();
    for (what, value) in [("proof", manifest), ("proof-report", report(&pack, 0))] {
        let schema = schema(what);
        for field in value.as_object().unwrap().keys() {
            assert!(schema["properties"][field].is_object(), "{what}: {field}");
        }
    }
}
