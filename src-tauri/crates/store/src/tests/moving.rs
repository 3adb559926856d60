//! A vault goes to another machine as it is, and goes for good when it is removed.

use std::fs;
use std::path::Path;

use super::{PASSPHRASE, create, full, now, open, sample};
use crate::{Error, Result, Vault, Verified};

fn names(dir: &Path) -> Vec<String> {
    let mut out: Vec<String> = fs::read_dir(dir)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    out.sort();
    out
}

fn carry(vault: &Vault, to: &Path) -> Result<()> {
    vault.beside()?.carry(to, &mut |_, _| true)
}

fn brought(from: &Path, dir: &Path) -> Vault {
    Vault::bring(from, dir, PASSPHRASE, now(), &mut |_, _| true).unwrap();
    open(dir).unwrap()
}

#[test]
fn what_is_carried_is_the_same_vault_on_the_other_machine() {
    let here = tempfile::tempdir().unwrap();
    let stick = tempfile::tempdir().unwrap();
    let there = tempfile::tempdir().unwrap();
    let vault = full(here.path());
    vault.backup(now()).unwrap();
    fs::write(here.path().join("files/a.age"), b"whole").unwrap();
    fs::write(here.path().join("files/b.age.new"), b"half").unwrap();
    let head = vault.read(|r| r.journal_head()).unwrap();
    let carried = stick.path().join("vault-20260301");
    carry(&vault, &carried).unwrap();
    assert_eq!(names(stick.path()), ["vault-20260301"]);
    assert_eq!(
        names(&carried),
        ["backups", "files", "vault.db", "vault.key"]
    );
    // The sample's two, and the one that is whole.
    let files = names(&carried.join("files"));
    assert_eq!(files.len(), 3, "{files:?}");
    assert!(files.contains(&"a.age".to_owned()) && !files.contains(&"b.age.new".to_owned()));
    // The one that was carried goes on being the vault here.
    assert_eq!(vault.read(|r| r.case()).unwrap(), sample::case());

    let dir = there.path().join("data/vault");
    fs::create_dir(there.path().join("data")).unwrap();
    assert_eq!(
        Vault::bring(&carried, &dir, "another passphrase", now(), &mut |_, _| {
            true
        })
        .err(),
        Some(Error::WrongKey)
    );
    assert!(!dir.exists());
    let brought = brought(&carried, &dir);
    assert_eq!(brought.read(|r| r.case()).unwrap(), sample::case());
    assert_eq!(brought.read(|r| r.journal_head()).unwrap(), head);
    assert_eq!(
        brought.read(|r| r.verify_journal()).unwrap(),
        Verified::Sound
    );
    assert_eq!(fs::read(dir.join("files/a.age")).unwrap(), b"whole");
    assert_eq!(names(&there.path().join("data")), ["vault"]);
    drop(brought);
    // A second one does not take its place.
    assert_eq!(
        Vault::bring(&carried, &dir, PASSPHRASE, now(), &mut |_, _| true).err(),
        Some(Error::VaultExists)
    );
}

#[test]
fn a_folder_copied_by_hand_while_the_vault_was_open_is_taken_too() {
    let here = tempfile::tempdir().unwrap();
    let other = tempfile::tempdir().unwrap();
    let vault = full(here.path());
    // Its log is not brought in yet.
    let copy = other.path().join("copied");
    fs::create_dir(&copy).unwrap();
    for name in ["vault.db", "vault.db-wal", "vault.key"] {
        fs::copy(here.path().join(name), copy.join(name)).unwrap();
    }
    let dir = other.path().join("vault");
    // A creation that was cut short is no vault and does not stand in the way.
    fs::create_dir(&dir).unwrap();
    fs::write(dir.join("vault.db.new"), b"").unwrap();
    fs::write(dir.join("vault.key"), b"").unwrap();
    let brought = brought(&copy, &dir);
    assert_eq!(
        brought.read(|r| r.case()).unwrap(),
        vault.read(|r| r.case()).unwrap()
    );
}

#[test]
fn nothing_is_left_of_what_could_not_be_carried_or_brought() {
    let here = tempfile::tempdir().unwrap();
    let other = tempfile::tempdir().unwrap();
    let vault = full(here.path());
    assert_eq!(carry(&vault, other.path()), Err(Error::VaultExists));
    let carried = other.path().join("carried");
    carry(&vault, &carried).unwrap();
    let db = carried.join("vault.db");
    let mut bytes = fs::read(&db).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&db, bytes).unwrap();
    let dir = other.path().join("vault");
    assert!(matches!(
        Vault::bring(&carried, &dir, PASSPHRASE, now(), &mut |_, _| true).err(),
        Some(Error::Damaged(_))
    ));
    assert_eq!(
        Vault::bring(other.path(), &dir, PASSPHRASE, now(), &mut |_, _| true).err(),
        Some(Error::NoVault)
    );
    assert_eq!(names(other.path()), ["carried"]);
}

#[test]
fn a_removed_vault_is_gone_with_its_backups_and_files() {
    let dir = tempfile::tempdir().unwrap();
    let vault = full(dir.path());
    vault.backup(now()).unwrap();
    fs::write(dir.path().join("files/a.age"), b"whole").unwrap();
    let holdings = vault.holdings().unwrap();
    assert_eq!((holdings.backups, holdings.files), (1, 3));
    let database = fs::metadata(dir.path().join("vault.db")).unwrap().len();
    assert!(holdings.bytes > 2 * database);
    let mut told = Vec::new();
    vault
        .remove(&mut |done, all| told.push((done, all)))
        .unwrap();
    assert_eq!(told[0].0, 0);
    assert!(told.len() > 4 && told.iter().all(|(_, all)| *all == told[0].1));
    assert_eq!(names(dir.path()), Vec::<String>::new());
    assert!(!Vault::exists(dir.path()));
    drop(create(dir.path()));
}

#[test]
fn a_removal_cut_short_leaves_no_vault_and_is_finished_by_the_next() {
    let dir = tempfile::tempdir().unwrap();
    let vault = full(dir.path());
    vault.backup(now()).unwrap();
    vault.close().unwrap();
    fs::write(dir.path().join("vault.removing"), b"").unwrap();
    assert!(!Vault::exists(dir.path()));
    assert_eq!(open(dir.path()).err(), Some(Error::NoVault));
    let (vault, _) = create(dir.path());
    assert!(vault.backups().unwrap().is_empty());
    assert!(vault.read(|r| r.case()).unwrap().contacts.is_empty());
    assert!(!dir.path().join("vault.removing").exists());
}

#[test]
fn carrying_and_bringing_tell_how_far_they_are_and_stop_without_a_trace() {
    let here = tempfile::tempdir().unwrap();
    let other = tempfile::tempdir().unwrap();
    let vault = full(here.path());
    fs::write(here.path().join("files/a.age"), vec![7; 3_000_000]).unwrap();
    let carried = other.path().join("carried");
    let mut told = Vec::new();
    let beside = vault.beside().unwrap();
    beside
        .carry(&carried, &mut |done, all| {
            told.push((done, all));
            true
        })
        .unwrap();
    let all = told[0].1;
    assert!(all > 3_000_000);
    assert!(told.is_sorted_by_key(|(done, _)| *done) && told.len() > 5);
    assert_eq!(*told.last().unwrap(), (all, all));
    // Wherever it is stopped.
    for turns in 0..told.len() {
        let mut left = turns;
        let mut stop = |_, _| {
            left = left.wrapping_sub(1);
            left != usize::MAX
        };
        let to = other.path().join("again");
        assert_eq!(beside.carry(&to, &mut stop), Err(Error::Cancelled));
        let mut left = turns;
        let mut stop = |_, _| {
            left = left.wrapping_sub(1);
            left != usize::MAX
        };
        let dir = other.path().join("vault");
        assert_eq!(
            Vault::bring(&carried, &dir, PASSPHRASE, now(), &mut stop),
            Err(Error::Cancelled)
        );
        assert_eq!(names(other.path()), ["carried"], "{turns}");
    }
}

#[test]
fn whoever_works_beside_a_vault_is_ended_before_it_closes() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = full(dir.path());
    let beside = vault.beside().unwrap();
    // It looks without standing in the way of who writes, and sees one moment.
    let written = sample::call("c9", "2026-03-01T11:00:00+08:00");
    let mut wrote = false;
    let head = vault.read(|r| r.journal_head()).unwrap();
    let seen = beside
        .verify_journal(&mut |_, _| {
            if !wrote {
                wrote = true;
                vault
                    .write("contact_added", now(), |w| w.add_contact(&written))
                    .unwrap();
            }
            true
        })
        .unwrap();
    assert_eq!(seen, (head, Verified::Sound));
    assert_eq!(
        beside.verify_journal(&mut |_, _| false).err(),
        Some(Error::Cancelled)
    );
    let (started, running) = std::sync::mpsc::channel();
    let work = std::thread::spawn(move || {
        loop {
            if let Err(error) = beside.verify_journal(&mut |_, _| true) {
                return error;
            }
            started.send(()).ok();
        }
    });
    running.recv().unwrap();
    vault.close().unwrap();
    assert_eq!(work.join().unwrap(), Error::Cancelled);
    assert!(!dir.path().join("vault.db-wal").exists());
}
