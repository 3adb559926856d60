//! mingzhang-cli: the same core without a window or a vault, for scripts.
//!
//! Reads files or its input and writes what it is asked to; never opens a vault, never asks
//! the clock but for the default of `--as-of`, never opens a socket.

// The one place whose job is to print.
#![allow(clippy::print_stderr)]

#[macro_use]
mod out;

mod args;
mod deadline_words;
mod money_words;
mod outcome;
mod verbs;
mod words;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Verb};
use outcome::Outcome;

fn main() -> ExitCode {
    let args = Args::parse();
    let outcome = match args.verb {
        Verb::Audit(request) => verbs::audit::audit(&request),
        Verb::Deadline(request) => verbs::deadline::deadline(&request),
        Verb::Import(request) => verbs::import::import(&request),
        Verb::Letter(request) => verbs::letter::letter(&request),
        Verb::Money(op) => verbs::money::money(op),
        Verb::Schema(request) => verbs::schema::schema(&request),
        Verb::Verify(request) => verbs::verify::verify(&request),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(failure) => {
            eprintln!("{}", failure.text);
            ExitCode::from(failure.code)
        }
    }
}
