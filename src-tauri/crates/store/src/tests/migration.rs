//! From an earlier version to this one, and to one that does not exist yet.

use std::fs;

use super::{PASSPHRASE, full, now, sample};
use crate::header::Header;
use crate::migrate::{self, STEPS, Step};
use crate::{Error, Vault, Verified};

pub(super) fn open_with(dir: &std::path::Path, steps: &[Step]) -> Result<Vault, Error> {
    let unlock = |header: &Header| Ok((header.by_passphrase(PASSPHRASE)?, None));
    Vault::open_with(dir, steps, now(), unlock, |_, _| Ok(()))
}

pub(super) fn with_next(up: &'static str) -> Vec<Step> {
    let mut steps = STEPS.to_vec();
    steps.push(Step {
        name: "next",
        up,
        sha256: "",
    });
    steps
}

#[test]
fn a_vault_of_an_earlier_version_is_backed_up_and_then_migrated() {
    let dir = tempfile::tempdir().unwrap();
    full(dir.path()).close().unwrap();
    let steps = with_next("ALTER TABLE settings ADD COLUMN note TEXT;");
    let vault = open_with(dir.path(), &steps).unwrap();
    assert_eq!(vault.backups().unwrap().len(), 1);
    assert_eq!(migrate::pending(&vault.conn, &steps), Ok(0));
    assert_eq!(vault.read(|r| r.case()).unwrap(), sample::case());
    assert_eq!(vault.read(|r| r.verify_journal()).unwrap(), Verified::Sound);
    drop(vault);
    // For the program of today it is a newer vault now; its backup is not.
    assert_eq!(super::open(dir.path()).err(), Some(Error::NewerVault));
    // Nothing pending: no further backup.
    let vault = open_with(dir.path(), &steps).unwrap();
    assert_eq!(vault.backups().unwrap().len(), 1);
}

#[test]
fn a_migration_that_fails_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    full(dir.path()).close().unwrap();
    let before = fs::read(dir.path().join("vault.db")).unwrap();
    for bad in [
        "ALTER TABLE settings ADD COLUMN note TEXT; INSERT INTO nowhere VALUES (1);",
        "PRAGMA defer_foreign_keys = ON; DELETE FROM parties;",
    ] {
        assert!(open_with(dir.path(), &with_next(bad)).is_err());
        let vault = super::open(dir.path()).unwrap();
        assert_eq!(vault.read(|r| r.case()).unwrap(), sample::case());
        vault.close().unwrap();
    }
    assert_eq!(
        fs::read(dir.path().join("vault.db")).unwrap().len(),
        before.len()
    );
}
