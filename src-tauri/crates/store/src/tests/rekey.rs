//! Under another data key the vault says the same, and what opened it before opens
//! nothing any more. Stopped or killed anywhere it is the old vault or the new one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use domain::{AttachmentId, Lang};

use super::{PASSPHRASE, at, create, full, now, open, random, sample};
use crate::folder::Folder;
use crate::key::Key;
use crate::open::{Mode, connect};
use crate::{Error, FileFault, Files, NextKey, OldBackups, Result, Vault, Verified, backup, rekey};

const NEW: &str = "an invented second passphrase";

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        if entry.file_type().unwrap().is_dir() {
            out.extend(files(&entry.path()));
        } else {
            out.push(entry.path());
        }
    }
    out.sort();
    out
}

/// Every file with its content.
fn contents(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    files(dir)
        .into_iter()
        .map(|file| (file.clone(), fs::read(file).unwrap()))
        .collect()
}

fn next(vault: &Vault, backups: OldBackups) -> NextKey {
    vault
        .next_key(PASSPHRASE, Some(NEW), backups, &mut random)
        .unwrap()
}

fn prepared(vault: &Vault, backups: OldBackups) -> NextKey {
    let next = next(vault, backups);
    let beside = vault.beside().unwrap();
    beside.encrypt_anew(&next, &mut |_, _| true).unwrap();
    next
}

/// Every file the record names is read whole.
fn faults(vault: &Vault) -> Vec<(String, FileFault)> {
    let files = vault.files().unwrap();
    let all = vault.read(|r| r.attachments()).unwrap();
    all.iter()
        .filter_map(|kept| {
            let fault = files.check(kept, &mut |_| true).unwrap()?;
            Some((kept.attachment.id.to_string(), fault))
        })
        .collect()
}

/// Which of the files of a vault a key opens.
fn opens(dir: &Path, key: &Key) -> Vec<String> {
    let folder = Folder::new(dir);
    let age = Files::new(&folder, key).unwrap();
    files(dir)
        .into_iter()
        .filter(|file| match file.extension().and_then(|e| e.to_str()) {
            Some("db") => connect(file, key, Mode::Check).is_ok(),
            Some("age") => age.opens(file),
            _ => false,
        })
        .map(|file| file.strip_prefix(dir).unwrap().display().to_string())
        .collect()
}

#[test]
fn under_a_new_key_everything_is_the_same_and_the_old_one_opens_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (mut vault, old_words) = create(dir.path());
    sample::fill(&mut vault);
    vault.backup(now()).unwrap();
    let old_key = vault.key.again();
    let head = vault.read(|r| r.journal_head()).unwrap();
    let letters = vault.read(|r| r.letters()).unwrap();
    assert_eq!(opens(dir.path(), &old_key).len(), 4);

    let refused = |old: &str, new| {
        let next = vault.next_key(old, Some(new), OldBackups::Remove, &mut random);
        next.err()
    };
    assert_eq!(refused("not the passphrase", NEW), Some(Error::WrongKey));
    assert_eq!(
        refused(PASSPHRASE, "short"),
        Some(Error::PassphraseTooShort)
    );
    let next = prepared(&vault, OldBackups::Remove);
    // One at a time.
    assert_eq!(refused(PASSPHRASE, NEW), Some(Error::InUse));
    let new_words = next.words().words(Lang::ZhCn).concat();
    let later = at("2026-03-02T09:00:00+08:00");
    vault.switch_key(next, later).unwrap();

    let same = |vault: &Vault| {
        assert_eq!(vault.read(|r| r.case()).unwrap(), sample::case());
        assert_eq!(vault.read(|r| r.letters()).unwrap(), letters);
        let pdf = vault.read(|r| r.letter_pdf(&letters[1].id)).unwrap();
        assert_eq!(pdf, sample::PDF);
        assert_eq!(faults(vault), []);
        assert_eq!(vault.read(|r| r.verify_journal()).unwrap(), Verified::Sound);
        let newest = vault.read(|r| r.journal(1)).unwrap().remove(0);
        assert_eq!(
            (newest.seq, newest.action.as_str()),
            (head.seq + 1, "key_changed")
        );
    };
    same(&vault);
    // The old backup went, and a new one is there.
    let backups = vault.backups().unwrap();
    assert_eq!(backups.len(), 1);
    assert_eq!(backups[0].at, later);
    assert_eq!(
        backup::check(
            &dir.path().join("backups").join(&backups[0].name),
            &vault.key
        ),
        Ok(())
    );
    assert_eq!(opens(dir.path(), &old_key), <[String; 0]>::default());
    assert_eq!(opens(dir.path(), &vault.key).len(), 4);
    // It goes on.
    let call = sample::call("c9", "2026-03-02T10:00:00+08:00");
    vault
        .write("contact_added", later, |w| w.add_contact(&call))
        .unwrap();
    vault.restore(&backups[0].name, later).unwrap();
    vault.close().unwrap();

    assert_eq!(open(dir.path()).err(), Some(Error::WrongKey));
    let recover = |words: &str| {
        Vault::recover(
            dir.path(),
            words,
            "a third invented one",
            &mut random,
            later,
        )
    };
    let old_words = old_words.words(Lang::ZhCn).concat();
    assert_eq!(recover(&old_words).err(), Some(Error::WrongRecovery));
    // Nor does the key file that lies among the backups.
    fs::remove_file(dir.path().join("vault.key")).unwrap();
    assert_eq!(recover(&old_words).err(), Some(Error::WrongRecovery));
    drop(Vault::open(dir.path(), NEW, later).unwrap());
    let vault = recover(&new_words).unwrap();
    assert_eq!(vault.read(|r| r.case()).unwrap(), sample::case());
    assert_eq!(faults(&vault), []);
    let names: Vec<_> = fs::read_dir(dir.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("next"))
        .collect();
    assert_eq!(names, <[String; 0]>::default());
}

#[test]
fn backups_that_stay_can_be_restored_and_damaged_files_stay_what_they_are() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = full(dir.path());
    let before = vault.backup(now()).unwrap();
    let bad = vault.backup(now()).unwrap();
    let path = dir.path().join("backups").join(&bad.name);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).unwrap();
    let kept = vault
        .read(|r| r.attachment(&AttachmentId::from("f1")))
        .unwrap();
    let altered = dir
        .path()
        .join("files")
        .join(&kept.file)
        .with_extension("age");
    let mut bytes = fs::read(&altered).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&altered, &bytes).unwrap();

    let next = prepared(&vault, OldBackups::Encrypt);
    // What is done until the switch is in it.
    let call = sample::call("c9", "2026-03-01T13:00:00+08:00");
    vault
        .write("contact_added", now(), |w| w.add_contact(&call))
        .unwrap();
    let between = vault.backup(now()).unwrap();
    let files = vault.files().unwrap();
    let staged = files
        .take_in(&mut &b"taken in meanwhile"[..], &mut random, &mut |_| true)
        .unwrap();
    let mut added = sample::attachment("f9");
    added.copy_of = None;
    added.redaction = None;
    vault
        .write("attachment_added", now(), |w| {
            w.keep_attachment(&added, &staged)
        })
        .unwrap();
    vault
        .write("attachment_removed", now(), |w| {
            w.delete_attachment(&AttachmentId::from("f2"))
        })
        .unwrap();
    let case = vault.read(|r| r.case()).unwrap();
    let later = at("2026-03-01T14:00:00+08:00");
    vault.switch_key(next, later).unwrap();

    assert_eq!(vault.read(|r| r.case()).unwrap(), case);
    assert_eq!(case.contacts.last(), Some(&call));
    let ids: Vec<_> = vault
        .read(|r| r.attachments())
        .unwrap()
        .into_iter()
        .map(|k| k.attachment.id.to_string())
        .collect();
    assert_eq!(ids, ["f1", "f9"]);
    assert_eq!(faults(&vault), [("f1".to_owned(), FileFault::Altered)]);
    assert_eq!(
        fs::read(&altered).unwrap(),
        bytes,
        "as it was, for whoever looks into it"
    );
    assert_eq!(fs::read_dir(dir.path().join("files")).unwrap().count(), 2);
    let names: Vec<_> = vault
        .backups()
        .unwrap()
        .into_iter()
        .map(|b| b.name)
        .collect();
    assert_eq!(names.len(), 3, "{names:?}");
    assert!(names.contains(&before.name) && names.contains(&between.name));
    assert!(!names.contains(&bad.name));
    vault.restore(&before.name, now()).unwrap();
    assert_eq!(vault.read(|r| r.case()).unwrap(), sample::case());
    assert_eq!(vault.read(|r| r.verify_journal()).unwrap(), Verified::Sound);
}

#[test]
fn nothing_readable_lies_in_the_folder_at_any_moment() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = full(dir.path());
    vault.backup(now()).unwrap();
    let known = [
        "vault.db",
        "vault.db-wal",
        "vault.db-shm",
        "vault.key",
        "vault.lock",
    ];
    let mut moments = 0;
    let mut look = || {
        moments += 1;
        for (file, bytes) in contents(dir.path()) {
            let name = file.file_name().unwrap().to_str().unwrap();
            let ours = known.contains(&name)
                || name.len() == 36 && name.ends_with(".age")
                || name.starts_with("backup-")
                    && (name.ends_with(".db") || name.ends_with(".db.new"));
            assert!(ours, "{name}");
            for secret in [
                "再不还就通知你全家",
                "SQLite format 3",
                "invented photograph",
                "PDF-1.7",
                PASSPHRASE,
                NEW,
                "AGE-SECRET",
            ] {
                let secret = secret.as_bytes();
                assert!(!bytes.windows(secret.len()).any(|w| w == secret), "{name}");
            }
        }
        true
    };
    let next = next(&vault, OldBackups::Encrypt);
    let beside = vault.beside().unwrap();
    beside.encrypt_anew(&next, &mut |_, _| look()).unwrap();
    drop(beside);
    look();
    vault.switch_key(next, now()).unwrap();
    look();
    vault.close().unwrap();
    look();
    assert!(moments > 8, "{moments}");
}

#[test]
fn a_change_of_key_that_is_stopped_leaves_no_trace() {
    let dir = tempfile::tempdir().unwrap();
    let vault = full(dir.path());
    vault.backup(now()).unwrap();
    let before = contents(dir.path());
    for turns in 0.. {
        let next = next(&vault, OldBackups::Encrypt);
        let mut left = turns;
        let done = vault.beside().unwrap().encrypt_anew(&next, &mut |_, _| {
            left -= 1;
            left >= 0
        });
        // Prepared whole, and not used.
        drop(next);
        assert!(contents(dir.path()) == before, "{turns}");
        if done.is_ok() {
            assert!(turns > 5, "{turns}");
            break;
        }
        assert_eq!(done, Err(Error::Cancelled));
    }
    vault.close().unwrap();
    // A kill leaves its half; the next opening takes it away.
    let half = dir.path().join("vault.next.new/files");
    fs::create_dir_all(&half).unwrap();
    fs::write(half.join("half.age"), b"half").unwrap();
    drop(open(dir.path()).unwrap());
    assert!(!dir.path().join("vault.next.new").exists());
}

/// The folder as a kill right after the switch leaves it: nothing is moved yet.
fn switched(dir: &Path) -> Result<()> {
    let vault = full(dir);
    let next = prepared(&vault, OldBackups::Remove);
    vault.complete(&next, now())?;
    vault.close()?;
    rekey::into_force(&dir.join("vault.next.new"), &Folder::new(dir))
}

#[test]
fn what_was_not_moved_into_place_is_moved_by_the_next_opening() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path().join("here");
    switched(&here).unwrap();
    // Also where it is carried to before that.
    let there = dir.path().join("there");
    let bring = |passphrase| Vault::bring(&here, &there, passphrase, now(), &mut |_, _| true);
    assert_eq!(bring(PASSPHRASE), Err(Error::WrongKey));
    bring(NEW).unwrap();
    for dir in [&there, &here] {
        assert_eq!(open(dir).err(), Some(Error::WrongKey));
        let vault = Vault::open(dir, NEW, now()).unwrap();
        assert_eq!(vault.read(|r| r.case()).unwrap(), sample::case());
        assert_eq!(faults(&vault), []);
        assert_eq!(vault.backups().unwrap().len(), 1);
        assert!(!dir.join("vault.next").exists());
    }
}
