//! Backups are whole, encrypted, rotated, and a restore can be undone.

use std::fs;

use domain::*;

use super::{PASSPHRASE, at, create, full, now, open, sample};
use crate::{Error, Vault, Verified};

#[test]
fn a_restore_brings_back_and_can_be_undone() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = full(dir.path());
    let backup = vault.backup(now()).unwrap();
    assert_eq!(backup.name, "backup-20260301T040000Z.db");
    let later = sample::call("c9", "2026-03-01T13:00:00+08:00");
    vault
        .write("contact_added", now(), |w| w.add_contact(&later))
        .unwrap();
    let before = vault.restore(&backup.name, now()).unwrap();
    assert_eq!(before.name, "backup-20260301T040000Z-2.db");
    assert_eq!(vault.read(|r| r.case()).unwrap(), sample::case());
    vault.restore(&before.name, now()).unwrap();
    let case = vault.read(|r| r.case()).unwrap();
    assert_eq!(case.contacts.last(), Some(&later));
    assert_eq!(vault.read(|r| r.verify_journal()).unwrap(), Verified::Sound);
    let newest = vault.read(|r| r.journal(1)).unwrap().remove(0);
    assert_eq!(newest.action, "vault_restored");
    assert_eq!(newest.subjects, [("backup".to_owned(), before.name)]);
    // It goes on after closing.
    vault.close().unwrap();
    let vault = super::open(dir.path()).unwrap();
    assert_eq!(vault.read(|r| r.case()).unwrap(), case);
}

#[test]
fn a_damaged_backup_is_refused_and_the_vault_stays() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = full(dir.path());
    let backup = vault.backup(now()).unwrap();
    let path = dir.path().join("backups").join(&backup.name);
    let mut bytes = fs::read(&path).unwrap();
    assert_eq!(u64::try_from(bytes.len()).unwrap(), backup.bytes);
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).unwrap();
    assert_eq!(vault.restore(&backup.name, now()), Err(Error::BadBackup));
    for name in ["../vault.db", "vault.key", "backup-19990101T000000Z.db"] {
        assert_eq!(vault.restore(name, now()), Err(Error::NoBackup));
    }
    assert_eq!(vault.read(|r| r.case()).unwrap(), sample::case());
    assert!(!dir.path().join("vault.db.restored").exists());
}

#[test]
fn an_altered_vault_goes_back_to_a_sound_backup_and_its_fault_stays_visible() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = full(dir.path());
    let good = vault.backup(now()).unwrap();
    vault
        .conn
        .execute("UPDATE borrower SET name = '别人'", [])
        .unwrap();
    let fault = vault.read(|r| r.verify_journal()).unwrap();
    assert_ne!(fault, Verified::Sound);
    let altered = vault.restore(&good.name, now()).unwrap();
    assert_eq!(vault.read(|r| r.verify_journal()).unwrap(), Verified::Sound);
    vault.restore(&altered.name, now()).unwrap();
    assert_eq!(vault.read(|r| r.verify_journal()).unwrap(), fault);
}

#[test]
fn a_damaged_vault_opens_with_a_backup_and_the_damaged_file_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let vault = full(dir.path());
    let backup = vault.backup(now()).unwrap();
    vault.close().unwrap();
    let db = dir.path().join("vault.db");
    let mut bytes = fs::read(&db).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&db, &bytes).unwrap();
    assert!(matches!(open(dir.path()), Err(Error::Damaged(_))));
    assert_eq!(Vault::backups_in(dir.path()).unwrap()[0], backup);
    let open_restored =
        |passphrase, name| Vault::open_restored(dir.path(), passphrase, name, now());
    assert_eq!(
        open_restored("wrong passphrase", &backup.name).err(),
        Some(Error::WrongKey)
    );
    assert_eq!(
        open_restored(PASSPHRASE, "backup-19990101T000000Z.db").err(),
        Some(Error::NoBackup)
    );
    assert_eq!(fs::read(&db).unwrap(), bytes);
    let vault = open_restored(PASSPHRASE, &backup.name).unwrap();
    assert_eq!(vault.read(|r| r.case()).unwrap(), sample::case());
    assert_eq!(vault.read(|r| r.verify_journal()).unwrap(), Verified::Sound);
    let kept = dir.path().join("backups/damaged-20260301T040000Z.db");
    assert_eq!(fs::read(kept).unwrap(), bytes);
    vault.close().unwrap();
    drop(open(dir.path()).unwrap());
}

#[test]
fn old_backups_go_but_never_the_newest_or_the_chosen() {
    let dir = tempfile::tempdir().unwrap();
    let (mut vault, _) = create(dir.path());
    for day in 1..=12 {
        for hour in 1..=4 {
            vault
                .backup(at(&format!("2026-03-{day:02}T{hour:02}:00:00+08:00")))
                .unwrap();
        }
    }
    let kept: Vec<_> = vault
        .backups()
        .unwrap()
        .iter()
        .map(|b| b.at.with_timezone(&beijing()).format("%d %H").to_string())
        .collect();
    assert_eq!(
        kept,
        [
            "12 04", "12 03", "12 02", "11 04", "10 04", "09 04", "08 04", "07 04", "06 04",
            "05 04"
        ]
    );
    // The oldest would fall out of the rotation by the backup before it.
    let oldest = vault.backups().unwrap().pop().unwrap();
    let later = at("2026-03-13T08:00:00+08:00");
    vault.restore(&oldest.name, later).unwrap();
    assert!(vault.backups().unwrap().contains(&oldest));
}
