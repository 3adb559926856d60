//! `packs`: checks the law as data and writes its book.

use crate::{
    Outcome,
    command::{built, cargo, program, run as call},
};

const LINT: &str = "lint";

/// Runs the checker over every pack, then writes `src-tauri/docs/rules.md`.
pub(crate) fn run(_: &[String]) -> Outcome {
    for example in [LINT, "rules_doc"] {
        call(&mut cargo([
            "run",
            "--quiet",
            "-p",
            "rules",
            "--example",
            example,
        ]))?;
    }
    Ok(())
}

/// The same with the checker already built.
pub(crate) fn check() -> Outcome {
    call(&mut program(built("examples").join(LINT), [""; 0]))
}
