//! Makes each call that changes the disk fail in turn, in every way a disk fails,
//! during everything a vault does. Afterwards the vault opens, its journal
//! verifies, what was acknowledged is there, nothing is half there, nothing else
//! lies in the folder, and what was said of the failure is true.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

use domain::{Contact, ImportId, LetterId};
use serde_json::{Value, json};

use super::migration::{open_with, with_next};
use super::sample::{self, call, import};
use super::{CHEAP, PASSPHRASE, full, now, open, random};
use crate::{Error, OldBackups, Result, Vault, Verified, Writer};

const FAULTS_C: &str = "../../../tests/fixtures/faults/faults.c";
#[path = "../../../../../tests/fixtures/faults/shim.rs"]
mod shim;

/// Where a child process plays its scenario.
const FOLDER: &str = "FAULTS_FOLDER";
/// Of more calls than this an even choice fails, another one for each kind.
/// `FAULTS_EVERY=1` lets every one fail, which takes a quarter of an hour.
const MOST: u64 = 8;
const NEW_PASSPHRASE: &str = "another invented passphrase";
/// Those that after an error must not have happened: whoever thinks that there is
/// no vault, or that the old passphrase holds, would be locked out.
const ERROR_MEANS_NOT_DONE: [&str; 4] = [
    "create",
    "change_the_passphrase",
    "change_the_key",
    "recover",
];
/// Said in the record, and so nowhere on the disk.
const SECRET: &str = "再不还就通知你全家";

/// Something that is done to a vault, from what there is before.
struct Scenario {
    name: &'static str,
    /// Lays out the folder. It is copied for every fault.
    before: fn(&Path),
    /// Does it, and calls `acknowledged` as soon as a person would be told so.
    act: fn(&Path, acknowledged: &dyn Fn()) -> Result<()>,
}

const SCENARIOS: &[Scenario] = &[
    Scenario {
        name: "create",
        before: |_| {},
        act: |dir, acknowledged| {
            let (vault, _) = Vault::create(dir, PASSPHRASE, CHEAP, &mut random, now())?;
            acknowledged();
            vault.close()
        },
    },
    Scenario {
        name: "open",
        before: |dir| full(dir).close().unwrap(),
        act: |dir, acknowledged| {
            let vault = open(dir)?;
            acknowledged();
            vault.close()
        },
    },
    Scenario {
        name: "open_after_a_kill",
        before: killed,
        act: |dir, acknowledged| {
            let vault = open(dir)?;
            acknowledged();
            vault.close()
        },
    },
    Scenario {
        name: "add_a_contact",
        before: |dir| full(dir).close().unwrap(),
        act: |dir, acknowledged| {
            let mut added = call("c9", "2026-03-01T11:00:00+08:00");
            added.said = Some(SECRET.repeat(40));
            write(dir, acknowledged, &|w| w.add_contact(&added))
        },
    },
    Scenario {
        name: "import",
        before: |dir| full(dir).close().unwrap(),
        act: |dir, acknowledged| {
            let rows: Vec<Contact> = (0..300)
                .map(|n| call(&format!("row{n}"), "2026-02-01T09:00:00+08:00"))
                .collect();
            write(dir, acknowledged, &|w| {
                let import = import("i9");
                w.put_import(&import)?;
                w.add_imported(&rows, &import.id)
            })
        },
    },
    Scenario {
        name: "undo_an_import",
        before: |dir| full(dir).close().unwrap(),
        act: |dir, acknowledged| {
            write(dir, acknowledged, &|w| {
                w.undo_import(&ImportId::from("i1"), now())
            })
        },
    },
    Scenario {
        name: "finish_a_letter",
        before: |dir| full(dir).close().unwrap(),
        act: |dir, acknowledged| {
            let pdf: Vec<u8> = (0..100_000u32).flat_map(u32::to_le_bytes).collect();
            write(dir, acknowledged, &|w| {
                let id = LetterId::from("l1");
                w.freeze_letter(&id, json!({"pages": [SECRET]}), json!([]), &pdf, now())
            })
        },
    },
    Scenario {
        name: "change_a_setting",
        before: |dir| full(dir).close().unwrap(),
        act: |dir, acknowledged| write(dir, acknowledged, &|w| w.set_setting("lang", "en")),
    },
    Scenario {
        name: "back_up",
        before: |dir| full(dir).close().unwrap(),
        act: |dir, acknowledged| {
            let vault = open(dir)?;
            vault.backup(now())?;
            acknowledged();
            vault.close()
        },
    },
    Scenario {
        name: "restore",
        before: |dir| drop(one_more_than_its_backup(dir)),
        act: |dir, acknowledged| {
            let mut vault = open(dir)?;
            let name = vault.backups()?[0].name.clone();
            vault.restore(&name, now())?;
            acknowledged();
            vault.close()
        },
    },
    Scenario {
        name: "restore_a_damaged_vault",
        before: |dir| {
            one_more_than_its_backup(dir).close().unwrap();
            let path = dir.join("vault.db");
            let mut bytes = fs::read(&path).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(path, bytes).unwrap();
        },
        act: |dir, acknowledged| {
            let name = &Vault::backups_in(dir)?[0].name;
            let vault = Vault::open_restored(dir, PASSPHRASE, name, now())?;
            acknowledged();
            vault.close()
        },
    },
    Scenario {
        name: "change_the_passphrase",
        before: |dir| full(dir).close().unwrap(),
        act: |dir, acknowledged| {
            let mut vault = open(dir)?;
            vault.change_passphrase(PASSPHRASE, NEW_PASSPHRASE, &mut random)?;
            acknowledged();
            vault.close()
        },
    },
    Scenario {
        name: "change_the_key",
        before: |dir| drop(one_more_than_its_backup(dir)),
        act: |dir, acknowledged| {
            let mut vault = open(dir)?;
            let next = vault.next_key(
                PASSPHRASE,
                Some(NEW_PASSPHRASE),
                OldBackups::Encrypt,
                &mut random,
            )?;
            vault.beside()?.encrypt_anew(&next, &mut |_, _| true)?;
            let switched = vault.switch_key(next, now());
            // A person is told so by this error too.
            if matches!(switched, Ok(()) | Err(Error::KeyChanged)) {
                acknowledged();
            }
            switched.and(vault.close())
        },
    },
    Scenario {
        name: "recover",
        before: |dir| {
            let (mut vault, words) = super::create(dir);
            sample::fill(&mut vault);
            vault.close().unwrap();
            let words = words.words(domain::Lang::ZhCn).concat();
            fs::write(dir.with_extension("words"), words).unwrap();
        },
        act: |dir, acknowledged| {
            // Beside the first folder, not beside the copy.
            let words = dir.with_file_name("recover.words");
            let words = fs::read_to_string(words).unwrap();
            let vault = Vault::recover(dir, &words, NEW_PASSPHRASE, &mut random, now())?;
            acknowledged();
            vault.close()
        },
    },
    Scenario {
        name: "migrate",
        before: |dir| full(dir).close().unwrap(),
        act: |dir, acknowledged| {
            let vault = open_with(dir, &with_next(NEXT))?;
            acknowledged();
            vault.close()
        },
    },
];

/// A step that rewrites a table.
const NEXT: &str = "CREATE TABLE next (id TEXT PRIMARY KEY, said TEXT) STRICT;
    INSERT INTO next SELECT id, said FROM contacts;
    ALTER TABLE settings ADD COLUMN note TEXT;";

/// One use case that writes. When it fails it is tried again in the same open
/// vault, as a person would.
fn write(dir: &Path, acknowledged: &dyn Fn(), f: &dyn Fn(&Writer<'_>) -> Result<()>) -> Result<()> {
    let mut vault = open(dir)?;
    let first = vault.write("tried", now(), f);
    let tried = first.or_else(|_| vault.write("tried", now(), f));
    if tried.is_ok() {
        acknowledged();
    }
    first.and(tried).and(vault.close())
}

/// What a killed process leaves: its log is not brought in.
fn killed(dir: &Path) {
    let open = dir.with_extension("open");
    let vault = full(&open);
    copy(&open, dir);
    drop(vault);
    fs::remove_dir_all(open).unwrap();
    assert!(dir.join("vault.db-wal").metadata().unwrap().len() > 0);
}

fn one_more_than_its_backup(dir: &Path) -> Vault {
    let mut vault = full(dir);
    vault.backup(now()).unwrap();
    let later = call("c9", "2026-03-01T11:30:00+08:00");
    vault
        .write("contact_added", now(), |w| w.add_contact(&later))
        .unwrap();
    vault
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).into_iter().flatten() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

/// All a vault says, and which passphrase opens it; an error when it does not open.
fn look(dir: &Path) -> Result<Value> {
    alone(|| look_alone(dir))
}

/// Runs `f` while no other test of this process starts a child or has a vault
/// open: a child holds the locks that are held when it is started, for an instant.
fn alone<T>(f: impl FnOnce() -> T) -> T {
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    f()
}

fn look_alone(dir: &Path) -> Result<Value> {
    let vault = |passphrase| {
        let next = with_next(NEXT);
        Vault::open(dir, passphrase, now()).or_else(|error| match error {
            Error::NewerVault => open_with(dir, &next),
            other => Err(other),
        })
    };
    let (vault, opened_by) = match vault(PASSPHRASE) {
        Err(Error::WrongKey) => (vault(NEW_PASSPHRASE)?, NEW_PASSPHRASE),
        other => (other?, PASSPHRASE),
    };
    let verified = vault.read(|r| r.verify_journal())?;
    assert_eq!(verified, Verified::Sound);
    let steps: i64 = vault
        .conn
        .query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let said = vault.read(|r| {
        let letters = r.letters()?;
        let files = vault.files()?;
        for kept in r.attachments()? {
            assert_eq!(files.check(&kept, &mut |_| true)?, None);
        }
        for letter in letters.iter().filter(|letter| letter.frozen.is_some()) {
            r.letter_pdf(&letter.id)?;
        }
        Ok::<_, Error>(json!({
            "case": r.case()?,
            "settings": r.settings()?,
            "imports": r.imports()?,
            "letters": letters,
            "opened_by": opened_by,
            "steps": steps,
        }))
    })?;
    vault.close()?;
    Ok(said)
}

/// Files of the folder that do not belong there once the vault is closed.
fn strays(dir: &Path) -> Vec<String> {
    let known = |name: &str| {
        ["vault.db", "vault.key", "vault.lock", "backups", "files"].contains(&name)
            || (name.starts_with("backup-") || name.starts_with("damaged-"))
                && name.ends_with(".db")
    };
    let mut out = Vec::new();
    for folder in [dir.to_owned(), dir.join("backups")] {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if !known(&name) {
                out.push(name);
            }
        }
    }
    out
}

fn holds(dir: &Path, needle: &str) -> bool {
    fs::read_dir(dir).into_iter().flatten().any(|entry| {
        let path = entry.unwrap().path();
        let found = |bytes: Vec<u8>| {
            let first = needle.as_bytes()[0];
            let mut starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == first);
            starts.any(|(at, _)| bytes[at..].starts_with(needle.as_bytes()))
        };
        holds(&path, needle) || fs::read(&path).is_ok_and(found)
    })
}

/// The child: plays its scenario and says what came of it.
fn play(scenario: &Scenario, dir: &Path) {
    let say = |words: &str| writeln!(std::io::stdout().lock(), "\nsaid {words}").unwrap();
    match (scenario.act)(dir, &|| say("acknowledged")) {
        Ok(()) => say("done"),
        Err(error) => say(error.code()),
    }
}

/// What a child said, and whether it ended by itself.
fn child(scenario: &Scenario, dir: &Path, kind: &str, at: u64) -> (Vec<String>, bool) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "--nocapture"])
        .arg(format!(
            "tests::faults::nothing_is_lost_by_a_call_that_fails::{}",
            scenario.name
        ))
        .env(FOLDER, dir);
    shim::inject(&mut command, dir, kind, at, &dir.with_extension("count"));
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let started = alone(|| command.spawn().unwrap());
    let output = started.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let killed = output.status.code() == Some(9);
    assert!(
        output.status.success() || killed,
        "{}: {kind} at {at}: {said}{}",
        scenario.name,
        String::from_utf8_lossy(&output.stderr)
    );
    let said = said.lines().filter_map(|line| line.strip_prefix("said "));
    (said.map(str::to_owned).collect(), killed)
}

/// Codes that are a true word for a kind of failure.
fn true_codes(kind: &str) -> &'static [&'static str] {
    match kind {
        "full" | "short" => &["disk_full"],
        "readonly" => &["read_only"],
        // SQLite opens for reading what it cannot open for writing.
        _ => &["io", "read_only"],
    }
}

fn every_fault(name: &str) {
    let scenario = SCENARIOS.iter().find(|s| s.name == name).unwrap();
    if let Some(dir) = std::env::var_os(FOLDER) {
        return play(scenario, Path::new(&dir));
    }
    // In memory where there is such a folder: looking flushes, thousands of times.
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
    let folder = folder.unwrap();
    let first = folder.path().join(scenario.name);
    alone(|| (scenario.before)(&first));
    let before = look_at_copy(&first, &folder.path().join("before"));
    let run = folder.path().join("run");
    let run = run.as_path();
    copy(&first, run);
    let (said, _) = child(scenario, run, "", 0);
    assert_eq!(said, ["acknowledged", "done"], "{}", scenario.name);
    let calls = shim::counted(&run.with_extension("count"));
    let after = look(run);
    assert!(after.is_ok(), "{}: {:?}", scenario.name, after.err());
    let most = if std::env::var_os("FAULTS_EVERY").is_some() {
        u64::MAX
    } else {
        MOST
    };
    let (mut faults, mut late) = (0, 0);
    for (turn, kind) in (0..).zip(shim::KINDS) {
        let mut places = spread(calls, most, turn);
        if name == "change_the_key" {
            // Its last calls move the new vault into place: each fails in one way.
            places.extend((calls.saturating_sub(59) + turn..=calls).step_by(shim::KINDS.len()));
        }
        for at in places {
            let place = format!("{}: {kind} at call {at} of {calls}", scenario.name);
            fs::remove_dir_all(run).unwrap();
            copy(&first, run);
            let (said, killed) = child(scenario, run, kind, at);
            faults += 1;
            let acknowledged = said.iter().any(|word| word == "acknowledged");
            if killed {
                assert!(!holds(run, SECRET), "{place}: plaintext");
            } else {
                let code = said.last().unwrap().as_str();
                assert!(
                    ["done", "key_changed"].contains(&code) || true_codes(kind).contains(&code),
                    "{place}: {code}"
                );
                assert!(
                    acknowledged || !["done", "key_changed"].contains(&code),
                    "{place}: neither done nor said why not"
                );
            }
            let found = look(run);
            if acknowledged {
                assert!(found == after, "{place}: acknowledged and not there");
            } else {
                let either = found == before || found == after;
                assert!(either, "{place}: half there: {:?}", found.err());
                let strict = !killed && ERROR_MEANS_NOT_DONE.contains(&name);
                assert!(
                    !strict || found == before,
                    "{place}: done in spite of the error"
                );
                late += u32::from(found != before);
                // The disk is back: what failed can be done.
                if found == before {
                    let again = alone(|| (scenario.act)(run, &|| {}));
                    assert_eq!(again, Ok(()), "{place}: again");
                    assert!(look(run) == after, "{place}: again");
                }
            }
            assert_eq!(strays(run), <[String; 0]>::default(), "{place}");
        }
    }
    // For people who run it with --nocapture.
    writeln!(
        std::io::stdout(),
        "{name}: {calls} calls, {faults} faults, {late} there though not acknowledged"
    )
    .unwrap();
}

/// At most `most` of the numbers from 1 to `all`, evenly spread, beginning with
/// another one for each `turn`.
fn spread(all: u64, most: u64, turn: u64) -> Vec<u64> {
    if all <= most {
        return (1..=all).collect();
    }
    (0..most)
        .map(|n| (n * all + turn * all / 6) / most % all + 1)
        .collect()
}

/// Looking opens, and opening changes the folder.
fn look_at_copy(first: &Path, copied: &Path) -> Result<Value> {
    copy(first, copied);
    look(copied)
}

/// One test for each, named like it, so that they run side by side.
mod nothing_is_lost_by_a_call_that_fails {
    macro_rules! tests {
        ($($name:ident)+) => {
            $(#[test]
            fn $name() {
                super::every_fault(stringify!($name));
            })+

            #[test]
            fn in_any_scenario() {
                let names: Vec<_> = super::SCENARIOS.iter().map(|s| s.name).collect();
                assert_eq!(names, [$(stringify!($name)),+]);
            }
        };
    }

    tests! {
        create open open_after_a_kill add_a_contact import undo_an_import finish_a_letter
        change_a_setting back_up restore restore_a_damaged_vault change_the_passphrase
        change_the_key recover migrate
    }
}
