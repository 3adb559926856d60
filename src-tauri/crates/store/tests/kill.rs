//! Kills a process in the middle of its writes: what it acknowledged is there.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use store::{Vault, Verified};

const PASSPHRASE: &str = "invented passphrase";

/// The example beside this test's own program.
fn writer() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let profile = own.ancestors().nth(2).unwrap();
    profile.join("examples").join("writer")
}

/// Lets the writer work for a while, kills it and returns what it
/// acknowledged.
fn write_and_kill(dir: &Path, after: Duration) -> Vec<String> {
    let mut child = Command::new(writer())
        .arg(dir)
        .arg(PASSPHRASE)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let reader = std::thread::spawn(move || out.lines().map_while(Result::ok).collect());
    std::thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

#[test]
fn acknowledged_rows_survive_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("v");
    let mut acknowledged = Vec::new();
    for round in 0..10u64 {
        acknowledged.extend(write_and_kill(
            &dir,
            Duration::from_millis(150 + 37 * round),
        ));
        if !Vault::exists(&dir) {
            // Killed while it was being created.
            continue;
        }
        let now = domain::parse_instant("2026-03-01T12:00:00+08:00").unwrap();
        let vault = Vault::open(&dir, PASSPHRASE, now).unwrap();
        let case = vault.read(|r| r.case()).unwrap();
        let ids: Vec<_> = case.contacts.iter().map(|c| c.id.to_string()).collect();
        // At most one more: written, killed before it was said. It is then the
        // next one's predecessor, so the list stays without gaps.
        let expected: Vec<_> = (0..ids.len()).map(|n| format!("c{n}")).collect();
        assert_eq!(ids, expected);
        assert!(acknowledged.iter().all(|id| ids.contains(id)));
        assert!(ids.len() <= acknowledged.len() + 1 + usize::try_from(round).unwrap());
        let verified = vault.read(|r| r.verify_journal()).unwrap();
        assert_eq!(verified, Verified::Sound);
    }
    assert!(acknowledged.len() > 10, "{}", acknowledged.len());
}
