//! `packs`: checks the law as data and writes its books.

use crate::{
    Outcome,
    command::{built, cargo, program, run as call},
};

const LINT: &str = "lint";
const PROCEDURES_LINT: &str = "procedures_lint";
const PROCEDURES_DOC: &str = "procedures_doc";

/// Runs the checkers over every pack and the procedures, then writes
/// `src-tauri/docs/rules.md` and `procedures.md`. With `--on DAY` the checker of packs
/// also warns of those that have grown old by then.
pub(crate) fn run(args: &[String]) -> Outcome {
    let example = |package, name| cargo(["run", "--quiet", "-p", package, "--example", name]);
    call(example("rules", LINT).arg("--").args(args))?;
    call(&mut example("rules", "rules_doc"))?;
    call(&mut example("deadlines", PROCEDURES_LINT))?;
    call(&mut example("deadlines", PROCEDURES_DOC))
}

/// The same with the checkers already built; writes nothing.
pub(crate) fn check() -> Outcome {
    let example = |name| built("examples").join(name);
    call(&mut program(example(LINT), [""; 0]))?;
    call(&mut program(example(PROCEDURES_LINT), [""; 0]))?;
    call(&mut program(example(PROCEDURES_DOC), ["--check"]))
}
