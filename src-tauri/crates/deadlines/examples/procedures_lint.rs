//! Prints what is wrong with the files of the procedures, and fails if anything is.
#![allow(clippy::print_stdout, reason = "a tool speaks to a terminal")]

use std::process::ExitCode;

fn main() -> ExitCode {
    let loaded = deadlines::embedded();
    for issue in &loaded.issues {
        println!("{issue}");
    }
    let law = &loaded.procedures;
    println!(
        "{}: {} proceedings, {} deadlines, working days to {}",
        law.edition(),
        law.proceedings().len(),
        law.rules().count(),
        law.calendar()
            .to()
            .map_or_else(|| "?".to_owned(), |day| day.to_string()),
    );
    if loaded.issues.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
