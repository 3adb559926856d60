//! The vault looked after: checked by itself when it opens, and put under another key.

use std::fs;

use serde_json::{Value, json};

use crate::attachments::{add, ids, recording, write};
use crate::host::{Bench, PASSPHRASE, fixture};
use crate::journeys::debt;

const NEW: &str = "an invented second passphrase";

fn check(bench: &Bench) -> Value {
    let job = bench.ok("vault_status", json!({}))["check"].clone();
    assert!(job.is_string(), "{job}");
    bench.ended(&json!({ "job": job }))
}

/// A record with a log, findings, a file and a backup, and its recovery words.
fn full() -> (Bench, Value) {
    let bench = Bench::new();
    let words = bench.ok("vault_create", json!({ "passphrase": PASSPHRASE }));
    debt(&bench);
    bench.import(&[fixture("intake/calls-sample.xml")]);
    let path = write(&bench, "通话录音.amr", &recording());
    add(&bench, &[path], json!([]));
    bench.ok("vault_backup", json!({}));
    (bench, words)
}

/// What the screens show of the record.
fn shown(bench: &Bench) -> Value {
    json!([
        bench.ok("contact_list", json!({ "limit": 500 })),
        bench.ok("finding_list", json!({})),
        bench.ok("debt_list", json!({})),
        bench.ok("attachment_list", json!({}))["rows"],
    ])
}

#[test]
fn the_record_is_checked_by_itself_when_the_vault_opens_and_again_on_demand() {
    let (bench, _) = full();
    bench.ok("vault_lock", json!({}));
    bench.at("2026-11-22T08:00:00+08:00");
    bench.ok("vault_open", json!({ "passphrase": PASSPHRASE }));
    let first = check(&bench);
    assert_eq!(first["state"], "done", "{first}");
    let found = &first["outcome"];
    let rows = bench.ok("about_get", json!({}))["journal_rows"].clone();
    assert_eq!(found["kind"], "checked");
    assert_eq!(found["at"], "2026-11-22T08:00:00+08:00");
    assert_eq!((&found["rows"], &found["altered"]), (&rows, &json!(0)));
    assert_eq!(found["files"], json!({ "files": 1, "faults": [] }));
    // The list of files names the same job.
    let job = bench.ok("vault_status", json!({}))["check"].clone();
    assert_eq!(bench.ok("attachment_list", json!({}))["check"], job);

    bench.at("2026-11-22T09:00:00+08:00");
    bench.ok("settings_set", json!({ "idle_minutes": 30 }));
    bench.ok("vault_check", json!({}));
    let second = check(&bench);
    assert_eq!(second["outcome"]["at"], "2026-11-22T09:00:00+08:00");
    assert_eq!(second["outcome"]["rows"], rows.as_u64().unwrap() + 1);
}

#[test]
fn under_another_key_everything_is_shown_as_before() {
    let (bench, old) = full();
    let before = shown(&bench);
    let vault = bench.folder.path().join("vault");
    let asked =
        |passphrase: &str| json!({ "passphrase": passphrase, "new": NEW, "backups": "remove" });
    assert_eq!(
        bench.refused("vault_rekey", asked("not it")).0,
        "wrong_passphrase"
    );

    // Given up after it was made ready: nothing of it stays.
    let (job, done) = bench.job("vault_rekey", asked(PASSPHRASE));
    assert_eq!(done["state"], "done", "{done}");
    assert!(
        done.get("outcome").is_none(),
        "the words are asked for: {done}"
    );
    assert!(vault.join("vault.next.new").exists());
    bench.ok("job_cancel", job.clone());
    assert!(!vault.join("vault.next.new").exists());
    assert_eq!(bench.refused("vault_rekey_switch", job).0, "not_found");
    assert_eq!(shown(&bench), before);

    let (job, done) = bench.job("vault_rekey", asked(PASSPHRASE));
    assert_eq!(done["state"], "done", "{done}");
    let words = bench.ok("vault_rekey_words", job.clone());
    assert_eq!(words["recovery_words"].as_array().unwrap().len(), 12);
    assert_ne!(words["recovery_words"], old["recovery_words"]);
    let status = bench.ok("vault_rekey_switch", job.clone());
    assert_eq!(status["state"], "open");
    assert_eq!(bench.refused("vault_rekey_words", job).0, "not_found");
    assert_eq!(shown(&bench), before);
    bench.sound();
    let id = ids(&json!({ "added": before[3] })).remove(0);
    bench.ok(
        "attachment_read",
        json!({ "id": id, "from": 70_000, "length": 5 }),
    );
    // One backup, of just now.
    let backups = bench.ok("backup_list", json!({}));
    assert_eq!(backups.as_array().unwrap().len(), 1, "{backups}");
    // New files go under the new key.
    let more = write(
        &bench,
        "另一段.amr",
        &[b"#!AMR\n".as_slice(), &[7; 100]].concat(),
    );
    add(&bench, &[more], json!([]));
    bench.sound();
    bench.ok("vault_lock", json!({}));

    let open = |passphrase: &str| json!({ "passphrase": passphrase });
    assert_eq!(
        bench.refused("vault_open", open(PASSPHRASE)).0,
        "wrong_passphrase"
    );
    bench.ok("vault_open", open(NEW));
    bench.sound();
    let text: Vec<_> = words["recovery_words"]
        .as_array()
        .unwrap()
        .iter()
        .map(|w| w.as_str().unwrap())
        .collect();
    let given: Vec<_> = old["recovery_words"]
        .as_array()
        .unwrap()
        .iter()
        .map(|w| w.as_str().unwrap())
        .collect();
    bench.ok("vault_lock", json!({}));
    let recover = json!({ "words": given.concat(), "passphrase": "a third invented one" });
    assert_eq!(bench.refused("vault_recover", recover).0, "wrong_recovery");
    let recover = json!({ "words": text.concat(), "passphrase": "a third invented one" });
    bench.ok("vault_recover", recover);
    bench.sound();
    let left: Vec<_> = fs::read_dir(&vault)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("next"))
        .collect();
    assert_eq!(left, <[String; 0]>::default());
}

#[test]
fn the_sample_has_no_key_to_change() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let asked = json!({ "passphrase": PASSPHRASE, "backups": "encrypt" });
    assert_eq!(bench.refused("vault_rekey", asked).0, "locked");
}
