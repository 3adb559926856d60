//! Prints what is wrong with the packs, and every worked case that does not
//! come out as written. Fails if there is anything.
#![allow(clippy::print_stdout, reason = "a tool speaks to a terminal")]

use std::process::ExitCode;

fn main() -> ExitCode {
    let loaded = rules::embedded();
    let mut wrong: Vec<String> = loaded.issues.iter().map(ToString::to_string).collect();
    for pack in &loaded.packs {
        wrong.extend(
            pack.worked_cases()
                .iter()
                .filter_map(|case| case.mismatch(pack)),
        );
    }
    for line in &wrong {
        println!("{line}");
    }
    for pack in &loaded.packs {
        let (rules, cases) = (pack.rules().len(), pack.worked_cases().len());
        println!(
            "{} {}: {rules} rules, {cases} worked cases",
            pack.id(),
            pack.version()
        );
    }
    if wrong.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
