//! Prints what is wrong with the packs, worked cases among it, and fails if there
//! is anything. With `--on DAY` it also warns, without failing, of what has grown
//! old by that day.
#![allow(clippy::print_stdout, reason = "a tool speaks to a terminal")]

use std::process::ExitCode;

use domain::Day;

fn main() -> ExitCode {
    let today: Option<Day> = match day(std::env::args().skip(1)) {
        Ok(day) => day,
        Err(word) => {
            println!("not a day: {word}");
            return ExitCode::FAILURE;
        }
    };
    let checked = rules::check(&rules::embedded_files());
    for issue in &checked.issues {
        println!("{issue}");
    }
    for pack in &checked.packs {
        for warning in today.map(|day| pack.warnings(day)).unwrap_or_default() {
            println!("warning: {warning}");
        }
        let (rules, cases) = (pack.rules().len(), pack.worked_cases().len());
        println!(
            "{} {}: {rules} rules, {cases} worked cases",
            pack.id(),
            pack.version()
        );
    }
    if checked.issues.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The day after `--on`, if there is one; the word there if it is no day.
fn day(mut args: impl Iterator<Item = String>) -> Result<Option<Day>, String> {
    if !args.any(|arg| arg == "--on") {
        return Ok(None);
    }
    let word = args.next().unwrap_or_default();
    word.parse().map(Some).map_err(|_| word)
}
