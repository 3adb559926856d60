//! A vault goes to another machine as it is, and goes for good when it is removed.

use std::fs;
use std::path::Path;

use super::{PASSPHRASE, create, full, now, open, sample};
use crate::{Error, Vault, Verified};

fn names(dir: &Path) -> Vec<String> {
    let mut out: Vec<String> = fs::read_dir(dir)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    out.sort();
    out
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
    vault.carry(&carried).unwrap();
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
        Vault::bring(&carried, &dir, "another passphrase", now()).err(),
        Some(Error::WrongKey)
    );
    assert!(!dir.exists());
    let brought = Vault::bring(&carried, &dir, PASSPHRASE, now()).unwrap();
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
        Vault::bring(&carried, &dir, PASSPHRASE, now()).err(),
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
    let brought = Vault::bring(&copy, &dir, PASSPHRASE, now()).unwrap();
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
    assert_eq!(vault.carry(other.path()), Err(Error::VaultExists));
    let carried = other.path().join("carried");
    vault.carry(&carried).unwrap();
    let db = carried.join("vault.db");
    let mut bytes = fs::read(&db).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&db, bytes).unwrap();
    let dir = other.path().join("vault");
    assert!(matches!(
        Vault::bring(&carried, &dir, PASSPHRASE, now()).err(),
        Some(Error::Damaged(_))
    ));
    assert_eq!(
        Vault::bring(other.path(), &dir, PASSPHRASE, now()).err(),
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
    vault.remove().unwrap();
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
