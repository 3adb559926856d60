//! `bench`: measures and prints; never a test, because a slow machine is not
//! a fault.

use crate::{
    Outcome,
    command::{cargo, run as call, target},
    needs::{Need, Needs},
};

/// What is measured: name, crate, its example, the sizes it is run with.
const BENCHES: &[(&str, &str, &str, &[&str])] = &[
    ("evaluate", "rules", "bench", &[""]),
    ("vault", "store", "measure", &["1000", "10000", "100000"]),
];

/// Runs every measurement, or the one that is named.
pub(crate) fn run(words: &[String]) -> Outcome {
    Needs::default().meet(&[Need::Libraries, Need::Fonts])?;
    for (name, package, example, sizes) in BENCHES {
        if words.first().is_some_and(|wanted| wanted != name) {
            continue;
        }
        for size in *sizes {
            println!("\n── {name} {size} ──");
            let mut command = cargo(["run", "--quiet", "--release", "-p", package]);
            command.args(["--example", example, "--"]);
            command.args(Some(*size).filter(|size| !size.is_empty()));
            call(command.env("MINGZHANG_FONTS", target().join("fonts")))?;
        }
    }
    Ok(())
}
