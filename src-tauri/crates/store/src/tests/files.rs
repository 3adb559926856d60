//! Files come back as they were taken in, whatever became of the vault around
//! them; what did not is named.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use domain::{Attachment, AttachmentId};

use super::{PASSPHRASE, create, full, now, open, random, sample};
use crate::{Error, FileFault, KeptFile, StagedFile, Vault, Verified};

fn content(length: usize) -> Vec<u8> {
    (0..length).map(|n| (n * 7 % 251) as u8).collect()
}

fn take_in(vault: &Vault, bytes: &[u8]) -> Result<StagedFile, Error> {
    let files = vault.files().unwrap();
    files.take_in(&mut Cursor::new(bytes), &mut random, &mut |_| true)
}

fn add(vault: &mut Vault, id: &str, bytes: &[u8]) -> KeptFile {
    let staged = take_in(vault, bytes).unwrap();
    let attachment = Attachment {
        id: AttachmentId::from(id),
        copy_of: None,
        redaction: None,
        ..sample::attachment("f1")
    };
    vault
        .write("attachment_added", now(), |w| {
            w.keep_attachment(&attachment, &staged)
        })
        .unwrap()
}

fn remove(vault: &mut Vault, id: &str) -> Result<(), Error> {
    vault.write("attachment_removed", now(), |w| {
        w.delete_attachment(&AttachmentId::from(id))
    })
}

fn check(vault: &Vault, kept: &KeptFile) -> Option<FileFault> {
    vault.files().unwrap().check(kept, &mut |_| true).unwrap()
}

fn path(dir: &Path, kept: &KeptFile) -> PathBuf {
    dir.join("files").join(&kept.file).with_extension("age")
}

fn names(dir: &Path) -> HashSet<String> {
    fs::read_dir(dir.join("files"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn a_file_comes_back_whole_and_from_anywhere() {
    let dir = tempfile::tempdir().unwrap();
    let (mut vault, _) = create(dir.path());
    for length in [0, 1, 65_535, 65_536, 65_537, 300_000] {
        let bytes = content(length);
        let kept = add(&mut vault, &format!("n{length}"), &bytes);
        assert_eq!(kept.attachment.size, length as u64);
        assert_eq!(check(&vault, &kept), None, "{length}");
        let files = vault.files().unwrap();
        assert!(files.read(&kept).unwrap() == bytes, "{length}");
        for from in [0, 1, 65_535, 65_536, 200_001] {
            if from >= length {
                continue;
            }
            let mut reader = files.open(&kept).unwrap();
            reader.seek(SeekFrom::Start(from as u64)).unwrap();
            let mut piece = Vec::new();
            reader.take(100_000).read_to_end(&mut piece).unwrap();
            let end = length.min(from + 100_000);
            assert!(piece == bytes[from..end], "{length} from {from}");
        }
    }
    assert_eq!(vault.read(|r| r.verify_journal()).unwrap(), Verified::Sound);
}

#[test]
fn what_is_known_of_a_file_changes_and_what_it_is_does_not() {
    let dir = tempfile::tempdir().unwrap();
    let (mut vault, _) = create(dir.path());
    let kept = add(&mut vault, "n1", b"%PDF-1.7");
    let mut described = kept.attachment.clone();
    described.note = Some("另一句".to_owned());
    described.about.clear();
    let mut asked = described.clone();
    asked.name = "other.exe".to_owned();
    asked.sha256 = "f".repeat(64);
    vault
        .write("attachment_saved", now(), |w| w.describe_attachment(&asked))
        .unwrap();
    let now_known = vault.read(|r| r.attachment(&kept.attachment.id)).unwrap();
    assert_eq!(now_known.attachment, described);
    assert_eq!(now_known.file, kept.file);
    assert_eq!(vault.read(|r| r.verify_journal()).unwrap(), Verified::Sound);
}

#[test]
fn one_bit_anywhere_in_a_stored_file_is_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let (mut vault, _) = create(dir.path());
    let kept = add(&mut vault, "n1", &content(70_000));
    let path = path(dir.path(), &kept);
    let sound = fs::read(&path).unwrap();
    // All of the head, and a byte here and there of both pieces.
    let places = (0..300).chain((300..sound.len()).step_by(4_001));
    for at in places.chain([sound.len() - 1]) {
        let mut bytes = sound.clone();
        bytes[at] ^= 1 << (at % 8);
        fs::write(&path, &bytes).unwrap();
        assert_eq!(check(&vault, &kept), Some(FileFault::Altered), "byte {at}");
    }
    for cut in [0, 10, 250, 65_752, sound.len() - 1] {
        fs::write(&path, &sound[..cut]).unwrap();
        assert_eq!(
            check(&vault, &kept),
            Some(FileFault::Altered),
            "cut to {cut}"
        );
    }
    fs::write(&path, [sound.as_slice(), b"x"].concat()).unwrap();
    assert_eq!(check(&vault, &kept), Some(FileFault::Altered));
    fs::remove_file(&path).unwrap();
    assert_eq!(check(&vault, &kept), Some(FileFault::Missing));
    fs::write(&path, &sound).unwrap();
    assert_eq!(check(&vault, &kept), None);
}

#[test]
fn a_file_that_was_exchanged_for_another_of_the_vault_is_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let (mut vault, _) = create(dir.path());
    let (one, two) = (add(&mut vault, "n1", b"one"), add(&mut vault, "n2", b"two"));
    fs::copy(path(dir.path(), &one), path(dir.path(), &two)).unwrap();
    assert_eq!(check(&vault, &one), None);
    assert_eq!(check(&vault, &two), Some(FileFault::Altered));
    let read = vault.files().unwrap().read(&two);
    assert_eq!(read, Err(FileFault::Altered));
}

#[test]
fn files_open_after_another_passphrase_and_by_recovery_words() {
    let dir = tempfile::tempdir().unwrap();
    let (mut vault, words) = create(dir.path());
    let kept = add(&mut vault, "n1", &content(1_000));
    vault
        .change_passphrase(PASSPHRASE, "a second passphrase", &mut random)
        .unwrap();
    assert_eq!(check(&vault, &kept), None);
    vault.close().unwrap();
    let vault = Vault::open(dir.path(), "a second passphrase", now()).unwrap();
    assert_eq!(check(&vault, &kept), None);
    vault.close().unwrap();
    let words = words.words(domain::Lang::ZhCn).join(" ");
    let recovered =
        Vault::recover(dir.path(), &words, "a third passphrase", &mut random, now()).unwrap();
    assert_eq!(check(&recovered, &kept), None);
    // Another vault's key does not open it.
    let other = tempfile::tempdir().unwrap();
    let (stranger, _) = create(other.path());
    fs::copy(path(dir.path(), &kept), path(other.path(), &kept)).unwrap();
    assert_eq!(check(&stranger, &kept), Some(FileFault::Altered));
}

#[test]
fn a_restore_and_its_undoing_find_their_files() {
    let dir = tempfile::tempdir().unwrap();
    let (mut vault, _) = create(dir.path());
    let old = add(&mut vault, "n1", b"old");
    let backup = vault.backup(now()).unwrap();
    let new = add(&mut vault, "n2", b"new");
    let before = vault.restore(&backup.name, now()).unwrap();
    assert_eq!(vault.read(|r| r.attachments()).unwrap(), [old.clone()]);
    assert_eq!(check(&vault, &old), None);
    // The file only the later record names outlives an opening of the earlier one.
    vault.close().unwrap();
    let mut vault = open(dir.path()).unwrap();
    let also = add(&mut vault, "n3", b"also");
    vault.restore(&before.name, now()).unwrap();
    let all = vault.read(|r| r.attachments()).unwrap();
    assert_eq!(all, [old, new]);
    assert!(all.iter().all(|kept| check(&vault, kept).is_none()));
    assert_eq!(check(&vault, &also), None, "and the other one stays, too");
}

#[test]
fn a_removed_file_is_gone_its_hash_is_not_and_an_older_backup_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let (mut vault, _) = create(dir.path());
    let kept = add(&mut vault, "n1", b"a secret");
    let backup = vault.backup(now()).unwrap();
    remove(&mut vault, "n1").unwrap();
    assert_eq!(names(dir.path()), HashSet::new());
    assert_eq!(vault.read(|r| r.attachments()).unwrap(), []);
    assert_eq!(
        remove(&mut vault, "n1"),
        Err(Error::NotFound("attachments"))
    );
    let history: String = vault
        .conn
        .query_row("SELECT group_concat(payload) FROM journal", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert!(history.contains(&kept.attachment.sha256));
    assert_eq!(vault.read(|r| r.verify_journal()).unwrap(), Verified::Sound);
    vault.restore(&backup.name, now()).unwrap();
    let again = vault.read(|r| r.attachments()).unwrap();
    assert_eq!(again, [kept.clone()]);
    assert_eq!(check(&vault, &kept), Some(FileFault::Missing));
}

#[test]
fn an_original_stays_while_there_is_a_copy_of_it() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = full(dir.path());
    assert_eq!(
        remove(&mut vault, "f1"),
        Err(Error::Referenced("attachments"))
    );
    let kept = vault
        .read(|r| r.attachment(&AttachmentId::from("f1")))
        .unwrap();
    assert_eq!(check(&vault, &kept), None);
    remove(&mut vault, "f2").unwrap();
    remove(&mut vault, "f1").unwrap();
    assert_eq!(names(dir.path()), HashSet::new());
}

#[test]
fn what_a_kill_left_is_cleared_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let (mut vault, _) = create(dir.path());
    let kept = add(&mut vault, "n1", b"kept");
    let removed = add(&mut vault, "n2", b"removed");
    let bytes = fs::read(path(dir.path(), &removed)).unwrap();
    remove(&mut vault, "n2").unwrap();
    vault.close().unwrap();
    // Killed on the way in, after its name and before its row, and after the row
    // of a removed one went and before its file did.
    let files = dir.path().join("files");
    fs::write(files.join(format!("{}.age.new", "a".repeat(32))), b"half").unwrap();
    let unnamed = format!("{}.age", "b".repeat(32));
    fs::write(files.join(&unnamed), b"whole").unwrap();
    fs::write(path(dir.path(), &removed), bytes).unwrap();
    fs::write(files.join("README"), b"somebody else's").unwrap();
    let vault = open(dir.path()).unwrap();
    let expected = [unnamed, format!("{}.age", kept.file), "README".to_owned()];
    assert_eq!(names(dir.path()), HashSet::from(expected));
    assert_eq!(check(&vault, &kept), None);
}

#[test]
fn what_was_not_kept_goes_and_what_fails_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (mut vault, _) = create(dir.path());
    let staged = take_in(&vault, b"not kept").unwrap();
    assert_eq!(names(dir.path()).len(), 1);
    drop(staged);
    assert_eq!(names(dir.path()), HashSet::new());

    let files = vault.files().unwrap();
    let mut endless = io::repeat(7);
    let stopped = files.take_in(&mut endless, &mut random, &mut |bytes| bytes < 1_000_000);
    assert_eq!(stopped.err(), Some(Error::Cancelled));
    struct Torn;
    impl Read for Torn {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::TimedOut.into())
        }
    }
    let mut torn = io::repeat(7).take(200_000).chain(Torn);
    let failed = files.take_in(&mut torn, &mut random, &mut |_| true);
    assert_eq!(failed.err(), Some(Error::Source(io::ErrorKind::TimedOut)));
    let silent = files.take_in(&mut Cursor::new(b"x"), &mut |_: &mut [u8]| {}, &mut |_| {
        true
    });
    assert_eq!(silent.err(), Some(Error::NoRandomness));
    assert_eq!(names(dir.path()), HashSet::new());
    // A name drawn twice does not take the place of what has it.
    let mut same = |bytes: &mut [u8]| bytes.fill(7);
    let taken = dir
        .path()
        .join("files")
        .join("07".repeat(16))
        .with_extension("age");
    fs::write(&taken, b"kept").unwrap();
    let again = files.take_in(&mut Cursor::new(b"x"), &mut same, &mut |_| true);
    assert_eq!(again.err(), Some(Error::NoRandomness));
    assert_eq!(fs::read(&taken).unwrap(), b"kept");
    fs::remove_file(taken).unwrap();

    // A row that is refused keeps no file.
    let staged = take_in(&vault, b"refused").unwrap();
    let nameless = Attachment {
        name: String::new(),
        ..sample::attachment("f1")
    };
    let refused = vault.write("attachment_added", now(), |w| {
        w.keep_attachment(&nameless, &staged)
    });
    assert_eq!(refused, Err(Error::Refused("attachments")));
    drop(staged);
    assert_eq!(names(dir.path()), HashSet::new());
}

#[test]
fn a_folder_that_takes_no_file_is_an_error_and_the_record_stays() {
    let dir = tempfile::tempdir().unwrap();
    let (mut vault, _) = create(dir.path());
    let staged = take_in(&vault, b"on its way").unwrap();
    let files = dir.path().join("files");
    fs::remove_dir_all(&files).unwrap();
    fs::write(&files, b"not a folder").unwrap();
    let refused = take_in(&vault, b"content").err();
    assert_eq!(refused, Some(Error::Io(io::ErrorKind::NotADirectory)));
    // The file is gone before it got its name: no row speaks of it.
    let kept = vault.write("attachment_added", now(), |w| {
        w.keep_attachment(&sample::attachment("f1"), &staged)
    });
    assert!(kept.is_err());
    assert_eq!(vault.read(|r| r.attachments()).unwrap(), []);
    assert_eq!(vault.read(|r| r.verify_journal()).unwrap(), Verified::Sound);
}
