//! Kills a process two hundred times in the middle of its writes: every row it
//! acknowledged is there, none is half there, and the journal verifies. It counts what
//! the process did, not how long it took: a slow machine kills at the same places.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant as Clock};

use domain::{Channel, Contact, ContactId, Direction, Instant};
use store::{Kdf, Vault, Verified};

const KILLS: usize = 200;
/// How many of them one vault sees.
const OF_ONE: usize = 25;
/// Into how many parts a write is divided for the kill.
const PARTS: u32 = 5;
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
    let mut out = std::io::stdout().lock();
    writeln!(out, "\nbegun").unwrap();
    out.flush().unwrap();
    let mut vault = if Vault::exists(dir) {
        Vault::open(dir, PASSPHRASE, now()).unwrap()
    } else {
        Vault::create(dir, PASSPHRASE, cheap, &mut random, now())
            .unwrap()
            .0
    };
    let written = vault.read(|r| r.case()).unwrap().contacts.len();
    for number in written.. {
        let id = ContactId::from(format!("c{number}"));
        let mut contact = Contact::new(id, Channel::Sms, Direction::Incoming, now());
        // Of one page and of many.
        contact.said = Some("一条示例短信。".repeat(number % 13 * 40));
        vault
            .write("contact_added", now(), |w| w.add_contact(&contact))
            .unwrap();
        writeln!(out, "acknowledged {number}").unwrap();
        out.flush().unwrap();
        if number % 20 == 19 {
            vault.backup(now()).unwrap();
        }
    }
}

/// Lets another process acknowledge `writes` rows, and then go on for at most as long as
/// the shortest of them took, so that it is killed within the next; without any, somewhere
/// from the creating or opening of the vault on. Returns how many rows it had acknowledged of all there are.
fn acknowledged(dir: &Path, writes: usize, round: usize) -> Option<usize> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--nocapture", "acknowledged_rows_survive_a_kill"])
        .env(FOLDER, dir)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    let begun = said.find(|line| line.as_ref().unwrap() == "begun");
    assert!(begun.is_some(), "it ended before it began");
    let mut rows = said
        .map_while(Result::ok)
        .filter_map(|line| line.strip_prefix("acknowledged ")?.parse::<usize>().ok());
    let (mut last, mut shortest, mut before) = (None, Duration::from_millis(2), Clock::now());
    for write in 0..writes {
        last = rows.next();
        assert!(last.is_some(), "it ended before it was killed");
        if write > 0 {
            shortest = shortest.min(before.elapsed());
        }
        before = Clock::now();
    }
    let round = u32::try_from(round).unwrap();
    std::thread::sleep(match writes {
        0 => Duration::from_millis(u64::from(round % 40) * 2),
        _ => shortest * (round % PARTS) / PARTS,
    });
    child.kill().unwrap();
    assert_eq!(
        child.wait().unwrap().code(),
        None,
        "it was killed and did not fail"
    );
    rows.last().or(last).map(|last| last + 1)
}

#[test]
fn acknowledged_rows_survive_a_kill() {
    if let Some(dir) = std::env::var_os(FOLDER) {
        return write_until_killed(Path::new(&dir));
    }
    let folder = tempfile::tempdir().unwrap();
    let mut rows = 0;
    for round in 0..KILLS {
        // Another vault now and then: creating one is killed too, and looking through one
        // with many rows costs more than it shows.
        let dir = folder.path().join(format!("v{}", round / OF_ONE));
        if round % OF_ONE == 0 {
            rows = 0;
        }
        // From before the vault is open to well within its writes, its backups too, and
        // at every part of them.
        let writes = if round % 8 < 2 { 0 } else { round * 7 % 10 };
        let said = acknowledged(&dir, writes, round);
        assert!(
            said.is_some() || writes == 0,
            "round {round}: killed too early"
        );
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
        vault.close().unwrap();
    }
}
