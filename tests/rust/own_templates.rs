//! Templates a user adds: refused whole with every reason, kept inside the vault and
//! marked as the user's own, and gone without a trace in what was finished.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::host::{Bench, PASSPHRASE};

/// A built-in template as a folder to edit; gives its path.
fn started(bench: &Bench, within: &Path, id: &str) -> PathBuf {
    let folder = bench.ok("template_start", json!({ "id": id, "path": within }));
    within.join(folder["folder"].as_str().unwrap())
}

fn change(folder: &Path, name: &str, from: &str, to: &str) {
    let path = folder.join(name);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{name} has no {from}");
    fs::write(path, text.replace(from, to)).unwrap();
}

fn card(bench: &Bench, id: &str) -> Option<Value> {
    let cards = bench.ok("template_list", json!({}));
    let mut cards = cards.as_array().unwrap().iter();
    cards.find(|card| card["id"] == id).cloned()
}

fn draft(debt: &Value) -> Value {
    json!({
        "template": "my-ask-statement", "lang": "zh-CN", "debt": debt, "findings": [],
        "requests": ["ask_account"], "day": "2026-11-20",
    })
}

/// A vault with a borrower and a debt; the debt's id.
fn indebted(bench: &Bench) -> Value {
    bench.ok("borrower_save", json!({ "name": "李示例", "phones": [] }));
    let debt = bench.ok(
        "debt_save",
        json!({ "lender_name": "示例小贷", "lender_type": "micro_loan" }),
    );
    debt["debt"]["id"].clone()
}

#[test]
fn a_template_is_used_until_it_is_removed_and_finished_letters_stay_as_they_are() {
    let bench = Bench::with_vault();
    let debt = indebted(&bench);
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = started(&bench, elsewhere.path(), "ask-statement");
    change(
        &folder,
        "letter.toml",
        "zh-CN = \"索要账目和授权材料的函\"",
        "zh-CN = \"自己的索要账目和授权材料的函\"",
    );
    change(&folder, "zh-CN.txt", "\n> ", "\n这一句是自己写的。\n\n> ");
    let added = bench.ok("template_add", json!({ "path": folder }));
    assert_eq!(added["problems"], json!([]), "{added:#}");
    assert_eq!(added["template"]["own"], true);
    drop(elsewhere);
    assert_eq!(card(&bench, "my-ask-statement").unwrap()["own"], true);
    assert!(card(&bench, "ask-statement").unwrap().get("own").is_none());

    let pages = bench.ok("letter_preview", draft(&debt));
    assert_eq!(pages["problems"], json!([]));
    assert_eq!(pages["own_template"], true);
    let letter = bench.ok("letter_save", draft(&debt));
    assert_eq!(letter["own_template"], true);
    let done = bench.ok("letter_finish", json!({ "id": letter["id"] }));
    let begun = bench.ok("letter_save", draft(&debt));
    let finished = || bench.ok("letter_get", json!({ "id": letter["id"] }));
    let before = finished();
    let text = bench.folder.path().join("before.txt");
    let export = |path: &Path| json!({ "id": letter["id"], "path": path, "form": "text" });
    bench.ok("letter_export", export(&text));
    assert!(
        fs::read_to_string(&text)
            .unwrap()
            .contains("这一句是自己写的。")
    );

    // It goes with its vault.
    bench.ok("vault_lock", json!({}));
    assert!(card(&bench, "my-ask-statement").is_none());
    bench.ok("vault_open", json!({ "passphrase": PASSPHRASE }));
    assert!(card(&bench, "my-ask-statement").is_some());

    bench.ok("template_remove", json!({ "id": "my-ask-statement" }));
    assert!(card(&bench, "my-ask-statement").is_none());
    assert_eq!(finished(), before);
    assert!(
        before["row"]["title"]["zh-CN"]
            .as_str()
            .unwrap()
            .starts_with("自己的")
    );
    assert_eq!(before["row"]["pdf_sha256"], done["pdf_sha256"]);
    let again = bench.folder.path().join("after.txt");
    bench.ok("letter_export", export(&again));
    assert_eq!(fs::read(&text).unwrap(), fs::read(&again).unwrap());
    // A draft is still there, and says what it lacks.
    let left = bench.ok("letter_get", json!({ "id": begun["id"] }));
    assert_eq!(left["row"]["title"], before["row"]["title"]);
    assert_eq!(left["pages"]["problems"][0]["code"], "template_gone");
    assert_eq!(
        bench
            .refused("letter_finish", json!({ "id": begun["id"] }))
            .0,
        "letter_incomplete"
    );
    assert_eq!(bench.refused("letter_save", draft(&debt)).0, "not_found");
    assert_eq!(
        bench
            .refused("template_remove", json!({ "id": "ask-statement" }))
            .0,
        "not_found"
    );
    bench.sound();
}

#[test]
fn a_template_with_faults_is_refused_whole_with_every_reason() {
    let bench = Bench::with_vault();
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = started(&bench, elsewhere.path(), "ask-statement");
    change(&folder, "zh-CN.txt", "{lender_name}", "{lender_nam}");
    change(&folder, "en.txt", "\n> ", "\nSee article 12!\n\n> ");
    fs::write(folder.join("samples/broken.toml"), [0xff, 0xfe]).unwrap();
    fs::write(folder.join("notes.txt"), [0xff, 0xfe]).unwrap();
    let added = bench.ok("template_add", json!({ "path": folder }));
    assert!(added.get("template").is_none());
    let told: Vec<String> = added["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| format!("{} {} {}", one["file"], one["code"], one["suggestion"]))
        .collect();
    for part in [
        "\"my-ask-statement/zh-CN.txt\" \"template_unknown_name\" \"lender_name\"",
        "\"my-ask-statement/en.txt\" \"template_law_in_template\" null",
        "\"my-ask-statement/en.txt\" \"template_forbidden_word\" null",
        "\"my-ask-statement/samples/broken.toml\" \"template_not_text\" null",
    ] {
        assert!(told.iter().any(|one| one == part), "{part}: {told:#?}");
    }
    // Notes beside it are no part of it.
    assert!(
        !told.iter().any(|one| one.contains("notes.txt")),
        "{told:#?}"
    );
    assert!(card(&bench, "my-ask-statement").is_none());
    assert_eq!(bench.ok("template_own", json!({}))["templates"], json!([]));

    // The id of a template of the app is taken.
    let taken = elsewhere.path().join("ask-statement");
    let sound = started(&bench, elsewhere.path(), "ask-statement");
    change(
        &sound,
        "letter.toml",
        "id = \"my-ask-statement-2\"",
        "id = \"ask-statement\"",
    );
    fs::rename(sound, &taken).unwrap();
    let added = bench.ok("template_add", json!({ "path": taken }));
    assert_eq!(added["problems"][0]["code"], "template_embedded_id");
}

#[test]
fn a_false_claim_in_a_template_is_told_where_the_letter_is_written() {
    let bench = Bench::with_vault();
    let debt = indebted(&bench);
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = started(&bench, elsewhere.path(), "ask-statement");
    let packs = rules::embedded().packs;
    let wrong = packs.iter().flat_map(|pack| pack.misquotations());
    let wrong = wrong.flat_map(|one| &one.says).find(|says| {
        let plain = |c: char| !c.is_ascii() && !"《》！第".contains(c);
        says.chars().all(plain)
    });
    let claim = wrong.unwrap();
    change(&folder, "zh-CN.txt", "\n> ", &format!("\n{claim}\n\n> "));
    let added = bench.ok("template_add", json!({ "path": folder }));
    assert_eq!(added["problems"], json!([]), "{added:#}");
    let pages = bench.ok("letter_preview", draft(&debt));
    assert_eq!(
        pages["notes"].as_array().unwrap().len(),
        1,
        "{}",
        pages["notes"]
    );
}

#[test]
fn starting_writes_a_folder_beside_what_is_there_and_nothing_where_it_cannot() {
    let bench = Bench::new();
    let elsewhere = tempfile::tempdir().unwrap();
    let first = started(&bench, elsewhere.path(), "defence");
    let second = started(&bench, elsewhere.path(), "defence");
    assert!(first.ends_with("my-defence") && second.ends_with("my-defence-2"));
    for file in [
        "letter.toml",
        "zh-CN.txt",
        "en.txt",
        "README.txt",
        "reference/citations.toml",
    ] {
        assert!(second.join(file).is_file(), "{file}");
    }
    let nowhere = elsewhere.path().join("my-defence/letter.toml");
    let request = json!({ "id": "defence", "path": nowhere });
    assert_eq!(bench.refused("template_start", request).0, "io");
    let request = json!({ "id": "nothing", "path": elsewhere.path() });
    assert_eq!(bench.refused("template_start", request).0, "not_found");
    let names = fs::read_dir(elsewhere.path()).unwrap().count();
    assert_eq!(names, 2);
}
