//! The workspace's own tool: `cargo xtask VERB`. It installs what is missing,
//! starts the product, runs every lane of tests and writes generated files.
//!
//! It knows commands and folders, nothing of the product, and has no
//! dependencies: on a fresh machine it is ready within a second or two.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line tool speaks to the terminal"
)]

mod command;
mod needs;
mod packages;
mod verbs;

use std::process::ExitCode;

/// What a step of the tool answers; the error is the sentence people read.
type Outcome<T = ()> = Result<T, String>;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let verb = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    let Some(found) = verbs::VERBS.iter().find(|known| known.name == verb) else {
        help();
        return match verb.as_str() {
            "" | "help" | "--help" | "-h" => ExitCode::SUCCESS,
            _ => ExitCode::from(2),
        };
    };
    match (found.run)(&rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\n{message}");
            ExitCode::FAILURE
        }
    }
}

fn help() {
    println!("cargo xtask VERB\n");
    for verb in verbs::VERBS {
        println!(
            "  {:<28} {}",
            format!("{} {}", verb.name, verb.words),
            verb.help
        );
    }
}
