//! `packs`: checks the law as data and writes its book.

use crate::{
    Outcome,
    command::{built, cargo, program, run as call},
};

const LINT: &str = "lint";

/// Runs the checker over every pack, then writes `src-tauri/docs/rules.md`.
/// With `--on DAY` the checker also warns of packs that have grown old by then.
pub(crate) fn run(args: &[String]) -> Outcome {
    let example = |name| cargo(["run", "--quiet", "-p", "rules", "--example", name]);
    call(example(LINT).arg("--").args(args))?;
    call(&mut example("rules_doc"))
}

/// The same with the checker already built.
pub(crate) fn check() -> Outcome {
    call(&mut program(built("examples").join(LINT), [""; 0]))
}
