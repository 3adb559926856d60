//! `test`: every lane in order, up to the first that fails.
//!
//! The order is cheap before dear. All lanes share one profile, one set of
//! features and one target folder, so that the heavy crates are built once.

use std::{
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

use crate::{
    Outcome,
    command::{cargo, exists, npm, program, root, run as call, target},
    needs::{DRIVEN, Need, Needs, WINDOW},
    verbs::{bindings, docx, packs, pdf, xlsx},
};

/// One group of checks.
struct Lane {
    name: &'static str,
    needs: &'static [Need],
    run: fn() -> Outcome,
}

const LANES: &[Lane] = &[
    Lane {
        name: "fmt",
        needs: &[],
        run: fmt,
    },
    Lane {
        name: "ui-lint",
        needs: &[Need::Modules],
        run: ui_lint,
    },
    Lane {
        name: "ui-check",
        needs: &[Need::Modules],
        run: ui_check,
    },
    Lane {
        name: "page",
        needs: &[Need::Page],
        run: nothing_more,
    },
    Lane {
        name: "build",
        needs: &[Need::Binaries],
        run: nothing_more,
    },
    Lane {
        name: "bindings",
        needs: &[Need::Binaries],
        run: bindings::check,
    },
    Lane {
        name: "packs",
        needs: &[Need::Binaries],
        run: packs::check,
    },
    Lane {
        name: "core",
        needs: &[Need::Binaries, Need::Fonts, Need::Readers, Need::Trace],
        run: core,
    },
    Lane {
        name: "pdf",
        needs: &[Need::Binaries, Need::Fonts, Need::Readers, Need::Judges],
        run: pdf::check,
    },
    Lane {
        name: "docx",
        needs: &[Need::Binaries, Need::Fonts, Need::Office],
        run: docx::check,
    },
    Lane {
        name: "xlsx",
        needs: &[Need::Binaries, Need::Fonts, Need::Office],
        run: xlsx::check,
    },
    Lane {
        name: "clippy",
        needs: &[Need::Libraries, Need::Page],
        run: clippy,
    },
    Lane {
        name: "ui-test",
        needs: &[Need::Modules, Need::Browser],
        run: ui_test,
    },
    Lane {
        name: "journeys",
        needs: &[Need::Binaries, Need::Fonts, Need::Browser, Need::Readers],
        run: journeys,
    },
    Lane {
        name: "desktop",
        needs: &[
            Need::Driven,
            Need::Fonts,
            Need::Screen,
            Need::Readers,
            Need::Trace,
        ],
        run: desktop,
    },
];

/// Runs the lanes that were named, or all of them.
pub(crate) fn run(words: &[String]) -> Outcome {
    let lanes = chosen(words)?;
    let mut needs = Needs::default();
    let mut rows: Vec<(&str, Duration)> = Vec::new();
    let mut failure = None;
    for lane in &lanes {
        eprintln!("\n── {} ──", lane.name);
        let start = Instant::now();
        let outcome = needs.meet(lane.needs).and_then(|()| (lane.run)());
        rows.push((lane.name, start.elapsed()));
        if let Err(message) = outcome {
            failure = Some(message);
            break;
        }
    }
    report(&lanes, &rows, failure)
}

/// The table of lanes, the failure if there was one, and the last line.
fn report(lanes: &[&Lane], rows: &[(&str, Duration)], failure: Option<String>) -> Outcome {
    let passed = rows.len() - usize::from(failure.is_some());
    let total: Duration = rows.iter().map(|(_, time)| *time).sum();
    println!();
    for (index, lane) in lanes.iter().enumerate() {
        let (word, time) = match rows.get(index) {
            Some((_, time)) if index < passed => ("passed", seconds(*time)),
            Some((_, time)) => ("FAILED", seconds(*time)),
            None => ("not reached", String::new()),
        };
        println!("  {:<10} {:<12} {time:>8}", lane.name, word);
    }
    println!("  {:<10} {:<12} {:>8}", "", "", seconds(total));
    // A lane that was not reached proves nothing, so it does not pass.
    let failed = lanes.len() - passed;
    if let Some(message) = &failure {
        println!("\n{message}");
    }
    println!("\n{passed} passed, {failed} failed");
    match failure {
        None => Ok(()),
        Some(_) => Err(String::new()),
    }
}

fn chosen(words: &[String]) -> Outcome<Vec<&'static Lane>> {
    let usage = || {
        let names: Vec<&str> = LANES.iter().map(|lane| lane.name).collect();
        format!(
            "cargo xtask test [--lane NAME]…, with NAME one of: {}",
            names.join(" ")
        )
    };
    let mut lanes = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let name = words
            .next()
            .filter(|_| word == "--lane")
            .ok_or_else(usage)?;
        lanes.push(
            LANES
                .iter()
                .find(|lane| lane.name == name)
                .ok_or_else(usage)?,
        );
    }
    Ok(if lanes.is_empty() {
        LANES.iter().collect()
    } else {
        lanes
    })
}

fn seconds(time: Duration) -> String {
    format!("{}.{} s", time.as_secs(), time.subsec_millis() / 100)
}

/// For lanes that are no more than their need.
fn nothing_more() -> Outcome {
    Ok(())
}

fn fmt() -> Outcome {
    call(&mut cargo(["fmt", "--all", "--check"]))
}

fn ui_lint() -> Outcome {
    call(&mut npm(["run", "--silent", "lint"]))?;
    let tests = ["ci", "--config-path=ui", "tests/e2e", "tests/desktop"];
    call(&mut program(tool("biome"), tests))
}

fn ui_check() -> Outcome {
    call(&mut npm(["run", "--silent", "check"]))?;
    call(&mut program(tool("tsc"), ["-p", "tests/e2e"]))
}

fn ui_test() -> Outcome {
    call(&mut npm(["run", "--silent", "test"]))
}

/// Once as people get it and once as it is tested; they differ in one crate.
fn clippy() -> Outcome {
    for features in [WINDOW, DRIVEN] {
        call(
            cargo(["clippy", "--all-targets"])
                .args(features)
                .args(["--", "-D", "warnings"]),
        )?;
    }
    Ok(())
}

/// Unit, property and integration tests. nextest is quicker and stops a test
/// that hangs; without it cargo runs the same tests, which is better than
/// building nextest for minutes.
fn core() -> Outcome {
    let fonts = target().join("fonts");
    let nextest = exists("cargo-nextest");
    let words: &[&str] = if nextest {
        &["nextest", "run"]
    } else {
        &["test", "--lib", "--bins", "--tests"]
    };
    call(cargo(words).args(WINDOW).env("MINGZHANG_FONTS", &fonts))?;
    call(
        cargo(["test", "--quiet", "--doc"])
            .args(WINDOW)
            .env("MINGZHANG_FONTS", &fonts),
    )
}

fn journeys() -> Outcome {
    playwright("journeys")
}

/// Runs one of the projects of `tests/e2e` against the built devhost.
pub(crate) fn playwright(project: &str) -> Outcome {
    call(
        program(
            tool("playwright"),
            [
                "test",
                "--config",
                "tests/e2e/playwright.config.ts",
                "--project",
                project,
            ],
        )
        .env("MINGZHANG_TARGET", target()),
    )
}

/// A program among the front end's packages.
fn tool(name: &str) -> PathBuf {
    root().join("ui/node_modules/.bin").join(name)
}

/// The real window on a screen in memory, one window at a time.
fn desktop() -> Outcome {
    let screen = [
        "-a",
        "-s",
        "-screen 0 1280x900x24",
        "node",
        "--test",
        "--test-concurrency=1",
    ];
    call(
        program("xvfb-run", screen)
            .args(desktop_files()?)
            .env("MINGZHANG_TARGET", target()),
    )
}

/// The test files by name: what node takes for a folder or a pattern differs
/// from one version to the next.
fn desktop_files() -> Outcome<Vec<PathBuf>> {
    let folder = root().join("tests/desktop");
    let failed = |error| format!("{}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
