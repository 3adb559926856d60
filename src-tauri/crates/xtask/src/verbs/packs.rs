//! `packs`: checks the law as data.

use crate::{
    Outcome,
    command::{built, cargo, program, run as call},
};

/// Builds the checker and runs it over every pack.
pub(crate) fn run(_: &[String]) -> Outcome {
    call(&mut cargo([
        "run",
        "--quiet",
        "-p",
        "rules",
        "--example",
        "lint",
        "--",
        "src-tauri/packs",
    ]))
}

/// The same with the checker already built.
pub(crate) fn check() -> Outcome {
    call(&mut program(built("examples/lint"), ["src-tauri/packs"]))
}
