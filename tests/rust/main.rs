//! Whole-product tests, one binary: floors, contract, journeys, secrets, bad
//! input, golden letters. A test of one crate stands beside its code.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "nothing here is but tests and what they stand on"
)]

mod attachments;
mod bad_input;
mod cli;
mod cli_deadline;
mod cli_money;
mod contract;
mod deadlines;
mod exhibits;
#[cfg(target_os = "linux")]
mod faults;
mod floors;
mod fuzz;
mod golden;
mod host;
mod hours;
mod journeys;
mod letters;
mod library;
mod money;
mod money_letters;
mod own_templates;
mod packs;
mod proof;
mod recipients;
#[cfg(target_os = "linux")]
mod sockets;
mod sources;
mod user_packs;
mod vault;

/// A file of tests that nobody lists here would silently never run.
#[test]
fn every_file_here_is_listed() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rust");
    let listed = include_str!("main.rs");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let module = name.trim_end_matches(".rs");
        assert!(
            module == "main" || listed.contains(&format!("mod {module};")),
            "{name}"
        );
    }
}
