//! Every input that a parser once failed on, and the sound ones, again.

#[path = "../fuzz/dice.rs"]
mod dice;
#[path = "../fuzz/targets.rs"]
mod targets;

use std::panic::catch_unwind;
use std::time::{Duration, Instant};

use dice::{Dice, damaged};
use targets::{TARGETS, kept};

/// Damaged inputs for each target, beside those that are kept.
const FRESH: usize = 5;

#[test]
fn no_parser_panics_or_hangs_on_an_input_that_is_kept_or_fresh() {
    for target in TARGETS {
        let seeds = (target.seeds)();
        assert!(!seeds.is_empty(), "{}", target.name);
        let mut dice = Dice::new(1);
        let named = |(n, bytes)| (format!("{} {n}", target.name), bytes);
        let fresh = (0..FRESH).map(|_| damaged(&seeds, &mut dice));
        let all = kept(target.name)
            .into_iter()
            .chain(fresh.enumerate().map(|(n, bytes)| (n.to_string(), bytes)))
            .map(named);
        for (name, bytes) in all {
            let start = Instant::now();
            assert!(catch_unwind(|| (target.run)(&bytes)).is_ok(), "{name}");
            assert!(start.elapsed() < Duration::from_secs(20), "{name}: hangs");
        }
    }
}

#[test]
fn every_folder_of_kept_inputs_belongs_to_a_target() {
    for entry in std::fs::read_dir(crate::host::fixture("fuzz")).unwrap() {
        let name = entry.unwrap().file_name();
        assert!(
            TARGETS.iter().any(|t| *t.name == *name),
            "{}",
            name.display()
        );
    }
}
