//! Reads damaged files for so many minutes: `cargo run --release -p intake
//! --example mutate -- [MINUTES] [SEED]`. The samples of the tests are its
//! corpus. It stops at the first panic; the seed brings it back.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a hunt for faults, run by hand"
)]

use std::{
    io::Cursor,
    path::Path,
    time::{Duration, Instant},
};

use intake::{Flow, Row};

/// Xorshift: the same seed, the same files.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(below.max(1)).unwrap()).unwrap()
    }
}

fn main() {
    let mut args = std::env::args().skip(1);
    let minutes: u64 = args.next().map_or(1, |text| text.parse().unwrap());
    let seed: u64 = args.next().map_or(1, |text| text.parse().unwrap());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/intake");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let corpus: Vec<Vec<u8>> = paths
        .iter()
        .map(|path| std::fs::read(path).unwrap())
        .collect();

    let mut dice = Dice(seed.max(1));
    let (mut files, mut rows, mut read) = (0u64, 0u64, 0u64);
    let end = Instant::now() + Duration::from_secs(minutes * 60);
    while Instant::now() < end {
        let which = dice.roll(corpus.len());
        let mut bytes = corpus[which].clone();
        for _ in 0..=dice.roll(12) {
            damage(&mut bytes, &corpus, &mut dice);
        }
        files += 1;
        let outcome = intake::read(
            "t",
            Cursor::new(&bytes),
            &mut |_| Flow::Go,
            &mut |row| match row {
                Row::Read(row) => {
                    assert!(
                        row.contact.problems().is_empty(),
                        "file {files}: {}",
                        row.raw
                    );
                    rows += 1;
                }
                Row::Payment(row) => {
                    assert!(
                        row.amount >= domain::Money::ZERO,
                        "file {files}: {}",
                        row.raw
                    );
                    rows += 1;
                }
                Row::Reject(_) => {}
            },
        );
        read += u64::from(outcome.is_ok());
    }
    println!("seed {seed}: {files} files, {read} read to their end, {rows} rows, no panic");
}

fn damage(bytes: &mut Vec<u8>, corpus: &[Vec<u8>], dice: &mut Dice) {
    let at = dice.roll(bytes.len());
    let byte = u8::try_from(dice.roll(256)).unwrap();
    match dice.roll(6) {
        0 | 1 if !bytes.is_empty() => bytes[at] = byte,
        2 => bytes.insert(at, byte),
        3 if !bytes.is_empty() => {
            bytes.remove(at);
        }
        4 => bytes.truncate(at),
        // A piece of another file in the middle of this one.
        _ => {
            let other = &corpus[dice.roll(corpus.len())];
            let from = dice.roll(other.len());
            let to = (from + dice.roll(200)).min(other.len());
            bytes.splice(at..at, other[from..to].iter().copied());
        }
    }
}
