//! Every reason to refuse has its own code, and refusing changes nothing.

use std::fs::{self, File};
use std::path::Path;

use domain::*;

use super::{CHEAP, PASSPHRASE, create, full, now, open, random, sample};
use crate::error::Part;
use crate::{Error, Vault};

fn refusal<T>(result: Result<T, Error>) -> Error {
    match result {
        Ok(_) => panic!("was not refused"),
        Err(error) => error,
    }
}

#[test]
fn keys() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("v");
    assert_eq!(refusal(open(&path)), Error::NoVault);
    assert!(!path.exists());
    assert_eq!(
        refusal(Vault::create(&path, "1234567", CHEAP, &mut random, now())),
        Error::PassphraseTooShort
    );
    let (vault, words) = create(&path);
    drop(vault);
    assert_eq!(
        refusal(Vault::create(&path, PASSPHRASE, CHEAP, &mut random, now())),
        Error::VaultExists
    );
    assert_eq!(
        refusal(Vault::open(&path, "wrong passphrase", now())),
        Error::WrongKey
    );
    let recover = |words: &str, passphrase: &str| {
        Vault::recover(&path, words, passphrase, &mut random, now())
    };
    let typed = words.words(Lang::ZhCn).concat();
    let other = tempfile::tempdir().unwrap();
    let others = create(other.path()).1.words(Lang::ZhCn).concat();
    assert_eq!(
        refusal(recover(&others, "new passphrase")),
        Error::WrongRecovery
    );
    assert_eq!(
        refusal(recover(&typed[3..], "new passphrase")),
        Error::RecoveryWordsMalformed
    );
    assert_eq!(refusal(recover(&typed, "short")), Error::PassphraseTooShort);
    // None of these changed the passphrase; the right words do, twice.
    drop(open(&path).unwrap());
    drop(recover(&typed, "a new passphrase").unwrap());
    assert_eq!(refusal(open(&path)), Error::WrongKey);
    drop(Vault::open(&path, "a new passphrase", now()).unwrap());
    let english = words.words(Lang::En).join(" ");
    drop(recover(&english, "another passphrase").unwrap());
    assert_eq!(
        refusal(Vault::open(&path, "a new passphrase", now())),
        Error::WrongKey
    );
}

#[test]
fn a_changed_passphrase_is_the_only_one_and_the_data_stays() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = full(dir.path());
    assert_eq!(
        vault.change_passphrase("wrong passphrase", "new passphrase", &mut random),
        Err(Error::WrongKey)
    );
    assert_eq!(
        vault.change_passphrase(PASSPHRASE, "short", &mut random),
        Err(Error::PassphraseTooShort)
    );
    vault
        .change_passphrase(PASSPHRASE, "new passphrase", &mut random)
        .unwrap();
    drop(vault);
    assert_eq!(refusal(open(dir.path())), Error::WrongKey);
    // The copy among the backups does not open with the old one either.
    fs::remove_file(dir.path().join("vault.key")).unwrap();
    assert_eq!(refusal(open(dir.path())), Error::WrongKey);
    let vault = Vault::open(dir.path(), "new passphrase", now()).unwrap();
    assert_eq!(vault.read(|r| r.case()).unwrap(), sample::case());
    assert!(dir.path().join("vault.key").exists());
}

#[test]
fn a_second_instance() {
    let dir = tempfile::tempdir().unwrap();
    let first = full(dir.path());
    assert_eq!(refusal(open(dir.path())), Error::InUse);
    drop(first);
    open(dir.path()).unwrap();
}

#[test]
fn a_newer_vault() {
    let dir = tempfile::tempdir().unwrap();
    let vault = full(dir.path());
    vault
        .conn
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    drop(vault);
    assert_eq!(refusal(open(dir.path())), Error::NewerVault);
}

#[test]
fn a_damaged_key_file_without_its_copy() {
    let dir = tempfile::tempdir().unwrap();
    drop(full(dir.path()));
    let key = dir.path().join("vault.key");
    let copy = dir.path().join("backups/vault.key");
    let good = fs::read(&key).unwrap();
    assert_eq!(fs::read(&copy).unwrap(), good);
    // With the copy the file is healed.
    fs::write(&key, &good[..good.len() / 2]).unwrap();
    drop(open(dir.path()).unwrap());
    assert_eq!(fs::read(&key).unwrap(), good);
    // Without it, the damage is told.
    fs::remove_file(&copy).unwrap();
    fs::write(&key, b"").unwrap();
    assert_eq!(refusal(open(dir.path())), Error::Damaged(Part::KeyFile));
    fs::remove_file(&key).unwrap();
    assert_eq!(refusal(open(dir.path())), Error::Damaged(Part::KeyFile));
}

#[test]
fn a_database_cut_short_or_flipped_anywhere() {
    let dir = tempfile::tempdir().unwrap();
    full(dir.path()).close().unwrap();
    let db = dir.path().join("vault.db");
    let good = fs::read(&db).unwrap();
    let damaged = Error::Damaged(Part::Database);
    let try_with = |bytes: &[u8], what: String| {
        fs::write(&db, bytes).unwrap();
        assert_eq!(refusal(open(dir.path())), damaged, "{what}");
    };
    for cut in [
        0,
        1,
        15,
        16,
        100,
        4096,
        good.len() / 2,
        good.len() - 4096,
        good.len() - 1,
    ] {
        try_with(&good[..cut], format!("cut to {cut}"));
    }
    // The salt, then start, middle and end of every page.
    let pages = (0..good.len()).step_by(4096);
    for at in [0, 15]
        .into_iter()
        .chain(pages.flat_map(|p| [p + 16, p + 2000, p + 4095]))
    {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        try_with(&bytes, format!("byte {at}"));
    }
    try_with(
        b"SQLite format 3\0 and then nothing like it",
        "another file".to_owned(),
    );
    fs::remove_file(&db).unwrap();
    assert_eq!(refusal(open(dir.path())), damaged);
    fs::write(&db, &good).unwrap();
    open(dir.path()).unwrap();
}

#[test]
fn a_creation_cut_short_can_be_begun_again_but_a_lost_file_is_no_permission() {
    let dir = tempfile::tempdir().unwrap();
    let again = || Vault::create(dir.path(), PASSPHRASE, CHEAP, &mut random, now()).map(drop);
    create(dir.path()).0.close().unwrap();
    let (db, key) = (dir.path().join("vault.db"), dir.path().join("vault.key"));
    // As it stood before the database took its name.
    fs::rename(&db, dir.path().join("vault.db.new")).unwrap();
    assert!(!Vault::exists(dir.path()));
    assert_eq!(again(), Ok(()));
    // Lost files of a real vault.
    let backup = open(dir.path()).unwrap().backup(now()).unwrap();
    fs::remove_file(&key).unwrap();
    assert_eq!(again(), Err(Error::VaultExists));
    fs::remove_file(&db).unwrap();
    assert_eq!(again(), Err(Error::VaultExists));
    assert_eq!(refusal(open(dir.path())), Error::Damaged(Part::Database));
    drop(Vault::open_restored(dir.path(), PASSPHRASE, &backup.name, now()).unwrap());
    drop(open(dir.path()).unwrap());
}

#[test]
fn the_database_of_another_vault() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    full(one.path()).close().unwrap();
    full(two.path()).close().unwrap();
    fs::copy(two.path().join("vault.db"), one.path().join("vault.db")).unwrap();
    assert_eq!(refusal(open(one.path())), Error::Damaged(Part::Database));
}

#[test]
fn a_full_disk() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = full(dir.path());
    let pages: i64 = vault
        .conn
        .query_row("PRAGMA page_count", [], |row| row.get(0))
        .unwrap();
    let limit = format!("PRAGMA max_page_count = {}", pages + 2);
    vault.conn.query_row(&limit, [], |_| Ok(())).unwrap();
    let mut contact = sample::call("c9", "2026-02-03T10:00:00+08:00");
    contact.said = Some("长".repeat(20_000));
    let result: Result<(), Error> =
        vault.write("contact_added", now(), |w| w.add_contact(&contact));
    assert_eq!(result, Err(Error::DiskFull));
    assert_eq!(vault.read(|r| r.case()).unwrap(), sample::case());
}

#[test]
fn file_system_errors_keep_their_meaning() {
    use std::io::{Error as Io, ErrorKind as Kind};
    assert_eq!(Error::from(Io::from(Kind::StorageFull)), Error::DiskFull);
    assert_eq!(
        Error::from(Io::from(Kind::ReadOnlyFilesystem)),
        Error::ReadOnly
    );
    assert_eq!(
        Error::from(Io::from(Kind::PermissionDenied)),
        Error::ReadOnly
    );
    assert_eq!(
        Error::from(Io::from(Kind::TimedOut)),
        Error::Io(Kind::TimedOut)
    );
}

#[test]
fn a_connection_that_only_looks_cannot_write() {
    let dir = tempfile::tempdir().unwrap();
    let vault = full(dir.path());
    let backup = vault.backup(now()).unwrap();
    let path = dir.path().join("backups").join(backup.name);
    let conn = crate::open::connect(&path, &vault.key, crate::open::Mode::Check).unwrap();
    let error = conn.execute("DELETE FROM settings", []).unwrap_err();
    assert_eq!(Error::from(error), Error::ReadOnly);
}

/// Permissions do not bind the superuser, so the test runs itself again as
/// nobody when it has to.
#[cfg(unix)]
#[test]
fn a_read_only_folder() {
    use std::os::unix::fs::{PermissionsExt, chown};
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65_534;
    let set =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    if let Some(dir) = std::env::var_os("READ_ONLY_VAULT") {
        assert_eq!(refusal(open(Path::new(&dir))), Error::ReadOnly);
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    set(dir.path(), 0o755);
    let path = dir.path().join("v");
    full(&path).close().unwrap();
    let program = dir.path().join("again");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    let mut command = std::process::Command::new(&program);
    command
        .args(["--exact", "tests::refusals::a_read_only_folder"])
        .env("READ_ONLY_VAULT", &path)
        .stdout(File::create(dir.path().join("out")).unwrap());
    for file in ["vault.db", "vault.key", "vault.lock", "backups/vault.key"] {
        set(&path.join(file), 0o444);
    }
    set(&path.join("backups"), 0o555);
    set(&path, 0o555);
    if chown(&path, Some(NOBODY), None).is_ok() {
        for name in [
            "vault.db",
            "vault.key",
            "vault.lock",
            "backups",
            "backups/vault.key",
        ] {
            chown(path.join(name), Some(NOBODY), None).unwrap();
        }
        command.uid(NOBODY);
    }
    let done = command.status().unwrap();
    let said = fs::read_to_string(dir.path().join("out")).unwrap();
    for folder in [&path, &path.join("backups")] {
        set(folder, 0o755);
    }
    assert!(done.success() && said.contains("1 passed"), "{said}");
}

#[test]
fn rows_that_do_not_fit() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = full(dir.path());
    let case = sample::case();
    let mut refuse = |expected: Error, f: &dyn Fn(&crate::Writer<'_>) -> Result<(), Error>| {
        assert_eq!(vault.write("anything", now(), f), Err(expected));
    };
    refuse(Error::Referenced("parties"), &|w| {
        w.delete_party(&PartyId::from("bank"))
    });
    refuse(Error::Referenced("debts"), &|w| {
        w.delete_debt(&DebtId::from("d1"))
    });
    refuse(Error::Referenced("people"), &|w| {
        w.delete_person(&PersonId::from("p1"))
    });
    refuse(Error::NotFound("debts"), &|w| {
        w.delete_debt(&DebtId::from("d9"))
    });
    refuse(Error::Duplicate("contacts"), &|w| {
        w.add_contact(&case.contacts[0])
    });
    refuse(Error::Duplicate("contacts"), &|w| {
        let mut twice = sample::call("c9", "2026-02-03T10:00:00+08:00");
        twice.supersedes = Some(ContactId::from("c2"));
        w.add_contact(&twice)
    });
    refuse(Error::Referenced("contacts"), &|w| {
        let mut stray = sample::call("c9", "2026-02-03T10:00:00+08:00");
        stray.supersedes = Some(ContactId::from("c8"));
        w.add_contact(&stray)
    });
    refuse(Error::Refused("parties"), &|w| {
        let mut nameless = case.parties[0].clone();
        nameless.id = PartyId::from("");
        w.put_party(&nameless)
    });
    refuse(Error::AppendOnly("letters"), &|w| {
        w.put_letter(&sample::letter("l2"))
    });
    refuse(Error::AppendOnly("letters"), &|w| {
        w.delete_letter(&LetterId::from("l2"))
    });
    refuse(Error::AppendOnly("letters"), &|w| {
        let sent = w.letter(&LetterId::from("l2"))?;
        w.put_letter(&sent)
    });
    // What nothing refers to can go.
    vault
        .write("debt_deleted", now(), |w| {
            w.delete_debt(&DebtId::from("d2"))?;
            w.delete_letter(&LetterId::from("l1"))
        })
        .unwrap();
    assert_eq!(
        vault.read(|r| r.verify_journal()).unwrap(),
        crate::Verified::Sound
    );
}

#[test]
fn an_action_that_is_no_code_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let (mut vault, _) = create(dir.path());
    let result = vault.write("张示例 called", now(), |w| w.set_setting("a", "b"));
    assert_eq!(result, Err(Error::Refused("journal")));
}

/// However often it is cut short, and wherever.
#[test]
fn a_creation_cut_short_twice_can_be_begun_again() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("v");
    fs::create_dir(&path).unwrap();
    // The first was cut short before the database took its name …
    File::create(path.join("vault.key")).unwrap();
    File::create(path.join("vault.db.new")).unwrap();
    // … the second while it cleared that away.
    let stuck = path.join("vault.db.new-wal");
    fs::create_dir(&stuck).unwrap();
    refusal(Vault::create(&path, PASSPHRASE, CHEAP, &mut random, now()));
    assert!(!Vault::exists(&path));
    fs::remove_dir(&stuck).unwrap();
    create(&path).0.close().unwrap();
    open(&path).unwrap();
}
