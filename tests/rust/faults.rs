//! What a person meets when the disk fails them: a full disk, a read-only one, a
//! folder that is gone, a clock that was set back. Each has its own code, nothing is
//! lost, and when the disk is back so is the vault.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use serde_json::{Value, json};

use crate::host::{Bench, PASSPHRASE, app_in};

const FAULTS_C: &str = "fixtures/faults/faults.c";
#[path = "../fixtures/faults/shim.rs"]
mod shim;

/// The commands a child runs, and the folder it runs them in.
const COMMANDS: &str = "FAULTS_COMMANDS";
const FOLDER: &str = "FAULTS_FOLDER";

/// Not a test by itself: what a child process does.
#[test]
fn a_child_runs_what_it_is_told() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let (app, _) = app_in(Path::new(&folder));
    let commands: Vec<(String, Value)> =
        serde_json::from_str(&std::env::var(COMMANDS).unwrap()).unwrap();
    for (command, payload) in commands {
        let said = match api::rpc(&app, &command, payload) {
            Ok(_) => json!("ok"),
            Err(error) => serde_json::to_value(error.code).unwrap(),
        };
        writeln!(std::io::stdout(), "\nsaid {}", said.as_str().unwrap()).unwrap();
    }
}

/// A process that will run these commands on the data in `folder`.
pub(crate) fn child(folder: &Path, commands: &Value) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args([
            "--exact",
            "--nocapture",
            "faults::a_child_runs_what_it_is_told",
        ])
        .env(COMMANDS, commands.to_string())
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// What came of each command, and whether the child ended by itself.
pub(crate) fn said(command: &mut Command) -> (Vec<String>, bool) {
    let output = command.spawn().unwrap().wait_with_output().unwrap();
    let killed = output.status.code() == Some(9);
    assert!(
        output.status.success() || killed,
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    let said = text.lines().filter_map(|line| line.strip_prefix("said "));
    (said.map(str::to_owned).collect(), killed)
}

fn open() -> Value {
    json!(["vault_open", { "passphrase": PASSPHRASE }])
}

/// How many calls it takes to open the vault.
fn calls_to_open(folder: &Path) -> u64 {
    let count = folder.join("count");
    let mut command = child(folder, &json!([open()]));
    shim::inject(&mut command, &folder.join("vault"), "die", 0, &count);
    // Without a lock at the end: it dies open, as the faulty ones begin.
    assert_eq!(said(&mut command).0, ["ok"]);
    shim::counted(&count)
}

#[test]
fn a_full_disk_keeps_what_was_saved_and_says_so() {
    let bench = Bench::with_vault();
    bench.ok("settings_set", json!({ "idle_minutes": 30 }));
    bench.ok("vault_lock", json!({}));
    let folder = bench.folder.path();
    let target = folder.join("vault").join("case.json");
    let commands = json!([
        open(),
        ["settings_set", { "idle_minutes": 40 }],
        ["case_export", { "path": target }],
        ["vault_backup", {}],
        ["settings_get", {}],
        ["about_get", {}],
    ]);
    // Opening dies with its process, so that the count is that of opening and
    // closing; the first write after opening comes before the closing.
    let calls = calls_to_open(folder);
    let mut met = 0;
    for at in 1..=calls + 1 {
        if at < calls.saturating_sub(4) && at % 16 != 1 {
            continue;
        }
        let mut command = child(folder, &commands);
        let count = folder.join("count");
        shim::inject(&mut command, &folder.join("vault"), "full", at, &count);
        let (codes, _) = said(&mut command);
        if codes[0] == "disk_full" {
            assert!(
                codes[1..5].iter().all(|code| code == "locked"),
                "{at}: {codes:?}"
            );
        } else {
            assert_eq!(
                codes,
                ["ok", "disk_full", "disk_full", "disk_full", "ok", "ok"],
                "{at}"
            );
            met += 1;
        }
        assert!(
            !target.exists() && !folder.join("vault/.case.json.mingzhang.part").exists(),
            "{at}"
        );
    }
    assert!(met > 0, "the disk was never full after opening");
    bench.ok("vault_open", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(bench.ok("settings_get", json!({}))["idle_minutes"], 30);
    bench.sound();
    bench.ok("settings_set", json!({ "idle_minutes": 40 }));
    bench.ok("vault_backup", json!({}));
}

#[test]
fn an_exported_file_is_the_old_one_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let out = folder.join("out");
    fs::create_dir(&out).unwrap();
    let target = out.join("case.json");
    // The sample's key is quick to stretch.
    let commands = json!([["sample_open", {}], ["case_export", { "path": target }]]);
    let run = |kind, at| {
        fs::write(&target, "as it was").unwrap();
        let mut command = child(folder, &commands);
        shim::inject(&mut command, &out, kind, at, &folder.join("count"));
        said(&mut command)
    };
    assert_eq!(run("", 0).0, ["ok", "ok"]);
    let whole = fs::read_to_string(&target).unwrap();
    assert!(whole.contains("mingzhang-case/1"));
    let calls = shim::counted(&folder.join("count"));
    assert!(calls >= 4, "open, write, flush, rename: {calls}");
    for kind in shim::KINDS {
        let code = match kind {
            "full" | "short" => "disk_full",
            "readonly" => "read_only",
            _ => "io",
        };
        for at in 1..=calls {
            let (codes, killed) = run(kind, at);
            let found = fs::read_to_string(&target).unwrap();
            let place = format!("{kind} at {at}: {codes:?}");
            match codes.get(1).map(String::as_str) {
                Some("ok") => assert_eq!(found, whole, "{place}"),
                Some(told) => assert!(told == code && found == "as it was", "{place}"),
                None => assert!(
                    killed && (found == whole || found == "as it was"),
                    "{place}"
                ),
            }
            // A read-only disk does not let go of what it holds, nor does a dead process.
            if !killed && kind != "readonly" {
                assert_eq!(fs::read_dir(&out).unwrap().count(), 1, "{place}");
            }
            let _ = fs::remove_file(out.join(".case.json.mingzhang.part"));
        }
    }
}

#[test]
fn a_read_only_folder_says_so_and_stays_as_it_is() {
    let bench = Bench::with_vault();
    bench.ok("vault_lock", json!({}));
    let folder = bench.folder.path();
    let before = fs::read(folder.join("vault/vault.db")).unwrap();
    let mut command = child(
        folder,
        &json!([["vault_status", {}], open(), ["vault_status", {}]]),
    );
    shim::inject(&mut command, folder, "readonly", 1, &folder.join("count"));
    assert_eq!(said(&mut command).0, ["ok", "read_only", "ok"]);
    assert_eq!(fs::read(folder.join("vault/vault.db")).unwrap(), before);
    // A vault cannot be begun there either.
    let empty = tempfile::tempdir().unwrap();
    let create = json!([["vault_create", { "passphrase": PASSPHRASE }], ["vault_status", {}]]);
    let mut command = child(empty.path(), &create);
    shim::inject(
        &mut command,
        empty.path(),
        "readonly",
        1,
        &folder.join("count"),
    );
    assert_eq!(said(&mut command).0, ["read_only", "ok"]);
    assert!(!empty.path().join("vault").exists());
    bench.ok("vault_open", json!({ "passphrase": PASSPHRASE }));
    bench.sound();
}

#[test]
fn a_folder_that_is_gone_is_named_and_goes_on_when_it_is_back() {
    let bench = Bench::with_vault();
    bench.ok("settings_set", json!({ "idle_minutes": 30 }));
    let folder = bench.folder.path();
    let (vault, away) = (folder.join("vault"), folder.join("away"));
    fs::rename(&vault, &away).unwrap();
    for (command, payload) in [
        ("settings_set", json!({ "idle_minutes": 40 })),
        ("vault_backup", json!({})),
        (
            "vault_change_passphrase",
            json!({ "old": PASSPHRASE, "new": "another invented one" }),
        ),
    ] {
        assert_eq!(bench.refused(command, payload).0, "vault_gone", "{command}");
    }
    assert!(!vault.exists(), "nothing is begun in its place");
    assert_eq!(bench.ok("settings_get", json!({}))["idle_minutes"], 30);
    fs::rename(&away, &vault).unwrap();
    bench.ok("settings_set", json!({ "idle_minutes": 50 }));
    bench.sound();
    // Gone while it is locked, and back again.
    fs::rename(&vault, &away).unwrap();
    let _ = bench.rpc("vault_lock", json!({}));
    let status = bench.ok("vault_status", json!({}));
    assert_eq!(status["state"], "gone", "it is not one that was never made");
    assert_eq!(status["folder"], vault.to_str().unwrap());
    let open = json!({ "passphrase": PASSPHRASE });
    for command in ["vault_open", "vault_create"] {
        assert_eq!(
            bench.refused(command, open.clone()).0,
            "vault_gone",
            "{command}"
        );
    }
    let bring = json!({ "folder": folder, "passphrase": PASSPHRASE });
    assert_eq!(bench.refused("vault_bring", bring).0, "vault_gone");
    assert!(!vault.exists(), "nothing is begun in its place");
    // Whoever starts the program now has seen no vault, but for a link that leads to one.
    let other = Bench::on(Arc::clone(&bench.folder));
    assert_eq!(other.ok("vault_status", json!({}))["state"], "none");
    std::os::unix::fs::symlink(folder.join("stick"), &vault).unwrap();
    assert_eq!(other.ok("vault_status", json!({}))["state"], "gone");
    fs::remove_file(&vault).unwrap();
    fs::rename(&away, &vault).unwrap();
    bench.ok("vault_open", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(bench.ok("settings_get", json!({}))["idle_minutes"], 50);
    bench.sound();
    // A new one is made deliberately; the old one is not touched.
    fs::rename(&vault, &away).unwrap();
    let _ = bench.rpc("vault_lock", json!({}));
    let afresh = json!({ "passphrase": PASSPHRASE, "afresh": true });
    bench.ok("vault_create", afresh);
    assert_eq!(bench.ok("settings_get", json!({}))["idle_minutes"], 10);
    assert!(away.join("vault.db").exists());
}

#[test]
fn a_clock_that_was_set_back_is_told_and_nothing_else_changes() {
    let bench = Bench::with_vault();
    bench.ok("settings_set", json!({ "idle_minutes": 30 }));
    let ahead = |bench: &Bench| bench.ok("vault_status", json!({}))["written_ahead"].clone();
    assert_eq!(ahead(&bench), Value::Null);
    bench.ok("vault_lock", json!({}));
    bench.at("2026-11-21T09:57:00+08:00");
    let open = |bench: &Bench| bench.ok("vault_open", json!({ "passphrase": PASSPHRASE }));
    open(&bench);
    assert_eq!(ahead(&bench), Value::Null, "three minutes are a correction");
    bench.ok("vault_lock", json!({}));
    bench.at("2020-01-01T08:00:00+08:00");
    open(&bench);
    assert_eq!(ahead(&bench), "2026-11-21T10:00:00+08:00");
    bench.ok("settings_set", json!({ "idle_minutes": 40 }));
    let made = bench.ok("vault_backup", json!({}));
    let backups = bench.ok("backup_list", json!({}));
    assert!(backups.as_array().unwrap().contains(&made));
    bench.sound();
    bench.ok("vault_lock", json!({}));
    // The newest row is of 2020 now; the clock is still behind the record.
    open(&bench);
    assert_eq!(ahead(&bench), "2026-11-21T10:00:00+08:00");
    assert_eq!(bench.ok("settings_get", json!({}))["idle_minutes"], 40);
    bench.at("2026-11-21T10:00:01+08:00");
    assert_eq!(ahead(&bench), Value::Null);
}
