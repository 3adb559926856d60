//! `bench`: measures and prints; never a test, because a slow machine is not
//! a fault. Everything is measured in the release profile.

use std::fs;
use std::path::Path;
use std::time::Instant;

use crate::{
    Outcome,
    command::{cargo, program, root, run as call, target},
    needs::{Need, Needs},
};

/// One measurement.
struct Bench {
    name: &'static str,
    run: fn() -> Outcome,
}

const BENCHES: &[Bench] = &[
    Bench {
        name: "evaluate",
        run: || example("rules", "evaluate", &[]),
    },
    Bench {
        name: "latency",
        run: || example("app", "latency", &[]),
    },
    Bench {
        name: "letters",
        run: letters,
    },
    Bench {
        name: "money",
        run: || example("money", "amounts", &[]),
    },
    Bench {
        name: "sources",
        run: || example("intake", "sources", &[]),
    },
    Bench {
        name: "vault",
        run: || {
            ["1000", "10000", "100000"]
                .iter()
                .try_for_each(|size| example("store", "vault", &[size]))
        },
    },
    Bench {
        name: "window",
        run: window,
    },
];

/// Runs every measurement, or the one that is named.
pub(crate) fn run(words: &[String]) -> Outcome {
    Needs::default().meet(&[Need::Libraries, Need::Fonts, Need::Page, Need::Screen])?;
    let named = |bench: &&Bench| words.first().is_none_or(|name| name == bench.name);
    for bench in BENCHES.iter().filter(named) {
        println!("\n── {} ──", bench.name);
        (bench.run)()?;
    }
    Ok(())
}

/// An example of a crate that prints what it measures.
fn example(package: &str, name: &str, words: &[&str]) -> Outcome {
    let mut command = cargo([
        "run",
        "--quiet",
        "--release",
        "-p",
        package,
        "--example",
        name,
        "--",
    ]);
    call(
        command
            .args(words)
            .env("MINGZHANG_FONTS", target().join("fonts")),
    )
}

/// A letter of two pages, a pack of a hundred photographs, the whole command line, and
/// Typst on the same words.
fn letters() -> Outcome {
    let folder = target().join("bench/letters");
    let place = folder.display().to_string();
    example("letters", "speed", &[&place])?;
    example("letters", "pack", &[&place, "100"])?;
    command_line(&folder)?;
    typst(&folder)
}

/// From the start of the program to the PDF on disk.
fn command_line(folder: &Path) -> Outcome {
    const ROUNDS: usize = 11;
    call(&mut cargo(["build", "--quiet", "--release", "-p", "cli"]))?;
    let sample = root().join("src-tauri/crates/app/src/case_file/sample.json");
    let letter = folder.join("letter.pdf");
    let mut costs = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let clock = Instant::now();
        let words = ["letter", "--template", "complaint-lender", "--debt", "loan"];
        call(
            program(target().join("release/mingzhang-cli"), words)
                .arg(&sample)
                .arg("--out")
                .arg(&letter)
                .env("MINGZHANG_FONTS", target().join("fonts")),
        )?;
        costs.push(clock.elapsed().as_millis());
    }
    costs.sort_unstable();
    println!(
        "mingzhang-cli letter, whole process: median {} ms",
        costs[ROUNDS / 2]
    );
    Ok(())
}

/// Typst on the same words, where somebody installed it: it serves a comparison alone,
/// so nothing installs it.
fn typst(folder: &Path) -> Outcome {
    let venv = target().join("bench/typst");
    let python = venv.join("bin/python");
    if !python.exists() {
        println!(
            "typst: skipped, not installed. To compare: python3 -m venv {0} && {0}/bin/pip install typst",
            venv.display()
        );
        return Ok(());
    }
    let words = ["-c", include_str!("typst.py")];
    call(
        program(python, words)
            .arg(folder.join("letter.typ"))
            .arg(target().join("fonts")),
    )
}

/// The window against the same program with an all but empty page.
fn window() -> Outcome {
    let folder = target().join("bench");
    let page = folder.join("page");
    let failed = |error| format!("{}: {error}", folder.display());
    fs::create_dir_all(&page).map_err(failed)?;
    fs::write(page.join("index.html"), "<!doctype html><title>.</title>.").map_err(failed)?;
    let config = format!(
        "{{\"build\":{{\"frontendDist\":{:?}}}}}",
        page.display().to_string()
    );
    for (name, config) in [("full", "{}"), ("empty", &config)] {
        let mut build = cargo(["build", "--release", "-p", "mingzhang"]);
        build.args(["--features", "custom-protocol,webdriver"]);
        call(build.env("TAURI_CONFIG", config))?;
        fs::copy(target().join("release/mingzhang"), folder.join(name)).map_err(failed)?;
    }
    // What is left in place must not be the driven program, nor the empty one.
    fs::remove_file(target().join("release/mingzhang")).map_err(failed)?;
    let screen = ["-a", "-s", "-screen 0 1280x900x24", "node"];
    call(
        program("xvfb-run", screen)
            .arg(root().join("tests/desktop/bench.mjs"))
            .args([folder.join("full"), folder.join("empty")])
            .env("MINGZHANG_TARGET", target()),
    )
}
