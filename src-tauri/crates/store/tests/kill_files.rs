//! Kills a process again and again while it takes files in: every file it
//! acknowledged is there and sound, and nothing half-written stays.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use domain::{Attachment, AttachmentId, Instant, MediaKind, ScreenshotChecks};
use store::{Kdf, Vault, Verified};

const KILLS: u64 = 30;
const PASSPHRASE: &str = "invented passphrase";
const FOLDER: &str = "VAULT_TO_TAKE_FILES_INTO_UNTIL_KILLED";

fn now() -> Instant {
    domain::parse_instant("2026-03-01T12:00:00+08:00").unwrap()
}

fn random(bytes: &mut [u8]) {
    getrandom::fill(bytes).unwrap();
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

/// Takes files in for ever, of one piece and of several, and says the number of each
/// once it is acknowledged.
fn take_in_until_killed(dir: &Path) {
    let mut vault = Vault::open(dir, PASSPHRASE, now()).unwrap();
    let files = vault.files().unwrap();
    let written = vault.read(|r| r.attachments()).unwrap().len();
    let mut out = std::io::stdout().lock();
    for number in written.. {
        let mut content = std::io::repeat(7).take(number as u64 % 7 * 60_000);
        let staged = files
            .take_in(&mut content, &mut random, &mut |_| true)
            .unwrap();
        vault
            .write("attachment_added", now(), |w| {
                w.keep_attachment(&attachment(number), &staged)
            })
            .unwrap();
        writeln!(out, "acknowledged {number}").unwrap();
        out.flush().unwrap();
    }
}

/// Lets another process take files in for a while after its first, kills it, and
/// returns how many there are by its word.
fn acknowledged(dir: &Path, life: Duration) -> usize {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "acknowledged_files_survive_a_kill"])
        .env(FOLDER, dir)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let (said, heard) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        out.lines()
            .map_while(Result::ok)
            .filter_map(|line| line.strip_prefix("acknowledged ")?.parse::<usize>().ok())
            .for_each(|number| said.send(number).unwrap_or_default());
    });
    let mut last = heard.recv_timeout(Duration::from_secs(30)).unwrap();
    std::thread::sleep(life);
    child.kill().unwrap();
    assert_eq!(child.wait().unwrap().code(), None, "it did not fail");
    reader.join().unwrap();
    last = heard.iter().last().unwrap_or(last);
    last + 1
}

#[test]
fn acknowledged_files_survive_a_kill() {
    if let Some(dir) = std::env::var_os(FOLDER) {
        return take_in_until_killed(Path::new(&dir));
    }
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("v");
    let cheap = Kdf {
        memory_kib: 64,
        passes: 1,
        lanes: 1,
    };
    let (vault, _) = Vault::create(&dir, PASSPHRASE, cheap, &mut random, now()).unwrap();
    vault.close().unwrap();
    let mut unnamed = 0;
    for round in 0..KILLS {
        let said = acknowledged(&dir, Duration::from_millis(round * 7 % 40));
        let vault = Vault::open(&dir, PASSPHRASE, now()).unwrap();
        assert_eq!(vault.read(|r| r.verify_journal()).unwrap(), Verified::Sound);
        let kept = vault.read(|r| r.attachments()).unwrap();
        // One more than said: kept, and killed before it was said.
        let rows = kept.len();
        assert!((said..=said + 1).contains(&rows), "round {round}");
        let files = vault.files().unwrap();
        for kept in kept.iter().rev().take(4) {
            assert_eq!(files.check(kept, &mut |_| true).unwrap(), None);
        }
        // Nothing is on its way in any more; of a file that had its name and not
        // its row there is one a round at most.
        let names: Vec<_> = std::fs::read_dir(dir.join("files"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        assert!(names.iter().all(|name| name.extension().unwrap() == "age"));
        let more = names.len() - rows;
        assert!((unnamed..=unnamed + 1).contains(&more), "round {round}");
        unnamed = more;
        vault.close().unwrap();
    }
}
