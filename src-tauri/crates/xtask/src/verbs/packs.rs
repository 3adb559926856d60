//! `packs`: checks the law as data.

use crate::{
    Outcome,
    command::{built, cargo, program, run as call},
};

const LINT: &str = "lint";

/// Builds the checker and runs it over every pack.
pub(crate) fn run(_: &[String]) -> Outcome {
    call(&mut cargo([
        "run",
        "--quiet",
        "-p",
        "rules",
        "--example",
        LINT,
    ]))
}

/// The same with the checker already built.
pub(crate) fn check() -> Outcome {
    call(&mut program(built("examples").join(LINT), [""; 0]))
}
