//! Kills a process two hundred times in the middle of its writes: every row and
//! every file it acknowledged is there, none is half there, and the journal
//! verifies.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use domain::{
    Attachment, AttachmentId, Channel, Contact, ContactId, Direction, Instant, MediaKind,
    ScreenshotChecks,
};
use store::{Kdf, Vault, Verified};

const KILLS: u64 = 200;
const PASSPHRASE: &str = "invented passphrase";
const FOLDER: &str = "VAULT_TO_WRITE_UNTIL_KILLED";

fn now() -> Instant {
    domain::parse_instant("2026-03-01T12:00:00+08:00").unwrap()
}

/// Creates or opens the vault, then writes contacts for ever and says the id
/// of each once it is acknowledged. Every few rows it makes a backup.
fn write_until_killed(dir: &Path) {
    let cheap = Kdf {
        memory_kib: 64,
        passes: 1,
        lanes: 1,
    };
    let mut random = |bytes: &mut [u8]| getrandom::fill(bytes).unwrap();
    let mut vault = if Vault::exists(dir) {
        Vault::open(dir, PASSPHRASE, now()).unwrap()
    } else {
        Vault::create(dir, PASSPHRASE, cheap, &mut random, now())
            .unwrap()
            .0
    };
    let written = vault.read(|r| r.case()).unwrap().contacts.len();
    let files = vault.files().unwrap();
    let mut out = std::io::stdout().lock();
    for number in written.. {
        let id = ContactId::from(format!("c{number}"));
        let mut contact = Contact::new(id, Channel::Sms, Direction::Incoming, now());
        // Of one page and of many.
        contact.said = Some("一条示例短信。".repeat(number % 13 * 40));
        // With a file of one piece or of several.
        let mut content = std::io::repeat(7).take(number as u64 % 7 * 30_000);
        let staged = files
            .take_in(&mut content, &mut random, &mut |_| true)
            .unwrap();
        let file = attachment(number);
        vault
            .write("contact_added", now(), |w| {
                w.add_contact(&contact)?;
                w.keep_attachment(&file, &staged)
            })
            .unwrap();
        writeln!(out, "acknowledged {number}").unwrap();
        out.flush().unwrap();
        if number % 20 == 19 {
            vault.backup(now()).unwrap();
        }
    }
}

fn attachment(number: usize) -> Attachment {
    Attachment {
        id: AttachmentId::from(format!("f{number}")),
        name: "示例.jpg".to_owned(),
        kind: MediaKind::Image,
        mime: "image/jpeg".to_owned(),
        size: 0,
        sha256: String::new(),
        added_at: now(),
        taken_at: None,
        about: Vec::new(),
        note: None,
        timed_notes: Vec::new(),
        checks: ScreenshotChecks::default(),
        copy_of: None,
        redaction: None,
    }
}

/// Lets another process live for a while, or write for a while, kills it, and
/// returns how many rows it had acknowledged of all there are.
fn acknowledged(dir: &Path, life: Duration, writing: bool) -> Option<usize> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "acknowledged_rows_survive_a_kill"])
        .env(FOLDER, dir)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let (said, first) = std::sync::mpsc::channel();
    let reader = std::thread::spawn(move || {
        out.lines()
            .map_while(Result::ok)
            .filter_map(|line| line.strip_prefix("acknowledged ")?.parse::<usize>().ok())
            .inspect(|_| drop(said.send(())))
            .last()
    });
    if writing {
        // However long it takes a busy machine to open the vault.
        first.recv_timeout(Duration::from_secs(20)).unwrap();
    }
    std::thread::sleep(life);
    child.kill().unwrap();
    assert_eq!(
        child.wait().unwrap().code(),
        None,
        "it was killed and did not fail"
    );
    reader.join().unwrap().map(|last| last + 1)
}

#[test]
fn acknowledged_rows_survive_a_kill() {
    if let Some(dir) = std::env::var_os(FOLDER) {
        return write_until_killed(Path::new(&dir));
    }
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("v");
    let (mut rows, mut working_kills, mut unnamed) = (0, 0, 1);
    for round in 0..KILLS {
        // From before the vault is open to well within its writes.
        let writing = round % 2 == 1;
        let life = if writing {
            round * 7 % 50
        } else {
            10 + round * 7 % 110
        };
        let said = acknowledged(&dir, Duration::from_millis(life), writing);
        working_kills += usize::from(said.is_some());
        if !Vault::exists(&dir) {
            // Killed while it was being created; nothing had been said.
            assert_eq!((said, rows), (None, 0));
            continue;
        }
        let vault = Vault::open(&dir, PASSPHRASE, now()).unwrap();
        let case = vault.read(|r| r.case()).unwrap();
        let ids: Vec<_> = case.contacts.iter().map(|c| c.id.to_string()).collect();
        let gapless: Vec<_> = (0..ids.len()).map(|n| format!("c{n}")).collect();
        assert_eq!(ids, gapless, "round {round}");
        // One more than said: written, and killed before it was said.
        let least = said.unwrap_or(rows);
        assert!(
            (least..=least + 1).contains(&ids.len()),
            "round {round}: {} rows, {least} acknowledged",
            ids.len()
        );
        rows = ids.len();
        assert_eq!(vault.read(|r| r.verify_journal()).unwrap(), Verified::Sound);
        // Each row has its file, the newest ones are looked at, and nothing is on
        // its way in any more.
        let kept = vault.read(|r| r.attachments()).unwrap();
        assert_eq!(kept.len(), rows, "round {round}");
        let files = vault.files().unwrap();
        for kept in kept.iter().rev().take(5) {
            assert_eq!(files.check(kept, &mut |_| true).unwrap(), None);
        }
        let names: Vec<_> = std::fs::read_dir(dir.join("files"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        assert!(names.iter().all(|name| name.extension().unwrap() == "age"));
        assert!(
            (rows..=rows + unnamed).contains(&names.len()),
            "round {round}"
        );
        // Killed between the name of a file and its row: one a round at most.
        unnamed = names.len() - rows + 1;
        vault.close().unwrap();
    }
    assert!(
        working_kills >= 100,
        "too few kills hit a write: {working_kills}"
    );
}
