//! Gives damaged inputs to one parser for so many seconds:
//!
//! ```sh
//! cargo run -p mingzhang-tests --example fuzz -- TARGET [--seconds N] [--seed S]
//! ```
//!
//! Without a target it lists them. It runs in the ordinary profile on purpose: there
//! an overflow of numbers is a fault. A panic, an input that takes more than two
//! seconds of work and a process that grows by more than 500 MB end the run; the input is
//! then in `target/fuzz`, to be made small and kept in `tests/fixtures/fuzz/TARGET`,
//! which the core lane replays.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a hunt for faults, run by hand"
)]

mod dice;
#[path = "../rust/host.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod host;
mod targets;

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{fs, panic, process, thread};

use dice::{Dice, damaged};
use targets::{TARGETS, Target, kept};

const SLOWEST: Duration = Duration::from_secs(2);
const HUNG: Duration = Duration::from_secs(20);
const MOST_KB: u64 = 500 * 1024;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let after = |name: &str, otherwise: u64| {
        let at = words.iter().position(|word| word == name);
        at.map_or(otherwise, |at| words[at + 1].parse().unwrap())
    };
    let Some(target) = words
        .first()
        .and_then(|name| TARGETS.iter().find(|t| t.name == name))
    else {
        for target in TARGETS {
            println!("{}", target.name);
        }
        return;
    };
    hunt(target, after("--seconds", 60), after("--seed", 1));
}

/// The input in hand, and the work done before it.
type InHand = Arc<Mutex<(Vec<u8>, Duration)>>;

fn hunt(target: &'static Target, seconds: u64, seed: u64) {
    let mut corpus = (target.seeds)();
    corpus.extend(kept(target.name).into_iter().map(|(_, bytes)| bytes));
    corpus.iter().for_each(|sound| (target.run)(sound));
    let before = memory_kb();
    let in_hand: InHand = Arc::new(Mutex::new((Vec::new(), worked())));
    watch(target.name, seed, Arc::clone(&in_hand));
    let mut dice = Dice::new(seed);
    let (start, mut inputs, mut slowest) = (Instant::now(), 0u64, Duration::ZERO);
    while start.elapsed() < Duration::from_secs(seconds) {
        let bytes = damaged(&corpus, &mut dice);
        let begun = worked();
        *in_hand.lock().unwrap() = (bytes.clone(), begun);
        inputs += 1;
        let fine = panic::catch_unwind(|| (target.run)(&bytes)).is_ok();
        let took = worked().saturating_sub(begun);
        slowest = slowest.max(took);
        let grown = memory_kb().saturating_sub(before);
        if !fine || took > SLOWEST || grown > MOST_KB {
            let path = keep(target.name, seed, &bytes);
            println!(
                "{}: seed {seed}, input {inputs}: panicked {}, took {took:.1?}, grew {grown} kB: {path}",
                target.name, !fine
            );
            process::exit(1);
        }
    }
    println!(
        "{}: seed {seed}, {} s, {inputs} inputs, slowest {slowest:.1?}, grew {} kB, no fault",
        target.name,
        start.elapsed().as_secs(),
        memory_kb().saturating_sub(before)
    );
}

/// Ends the process when an input does not come back at all.
fn watch(name: &'static str, seed: u64, in_hand: InHand) {
    thread::spawn(move || {
        loop {
            thread::sleep(Duration::from_secs(1));
            let (bytes, begun) = in_hand.lock().unwrap().clone();
            if worked().saturating_sub(begun) > HUNG && !bytes.is_empty() {
                println!("{name}: seed {seed}: hangs: {}", keep(name, seed, &bytes));
                process::exit(1);
            }
        }
    });
}

fn keep(name: &str, seed: u64, bytes: &[u8]) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/fuzz");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{name}-{seed}"));
    fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

/// How long the first thread of this process has worked: a busy machine must not
/// make an input slow.
fn worked() -> Duration {
    let text = fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanos = text.split_whitespace().next().and_then(|n| n.parse().ok());
    Duration::from_nanos(nanos.unwrap_or(0))
}

/// The most memory this process has held.
fn memory_kb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}
