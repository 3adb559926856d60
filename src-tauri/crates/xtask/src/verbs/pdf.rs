//! The lane `pdf`: every sample letter and the sample packs, as programs that
//! have nothing to do with this product see them.
//!
//! Apache Preflight judges PDF/A-1b; `pdfua` and `outloud` judge what a machine
//! can tell of PDF/UA-1. An address printed in a letter is on purpose no link
//! (it may be the collector's), so `outloud` fails on errors only.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    Outcome,
    command::{program, run, target},
};

/// Where Debian puts Java's libraries, and the ones Preflight rests on.
const LIBRARIES: &str = "/usr/share/java";
const PREFLIGHT: &[&str] = &[
    "preflight",
    "pdfbox2",
    "fontbox2",
    "xmpbox",
    "commons-logging",
    "commons-io",
    "javax.activation",
    "jaxb-api",
];

/// A pack that holds pages of another PDF cannot vouch for them: it claims
/// nothing, and only what every PDF must keep is asked of it.
const FOREIGN: &str = "pack-with-pdf.";

/// Writes the samples anew and checks each.
pub(crate) fn check() -> Outcome {
    let folder = target().join("pdf");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    for example in ["samples", "pack"] {
        let example = target().join("debug/examples").join(example);
        let fonts = target().join("fonts");
        run(program(example, [&folder]).env("MINGZHANG_FONTS", fonts))?;
    }
    let files = files(&folder)?;
    if files.is_empty() {
        return Err("no sample was written".to_owned());
    }
    let mut faults = Vec::new();
    for file in &files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        faults.extend(judge(file, &name)?);
    }
    println!("  {} files", files.len());
    if faults.is_empty() {
        return Ok(());
    }
    Err(faults.join("\n\n"))
}

/// What the judges find wrong with one file.
fn judge(file: &Path, name: &str) -> Outcome<Vec<String>> {
    let mut judges = vec![program("qpdf", ["--check"])];
    if !name.starts_with(FOREIGN) {
        let path: Vec<String> = PREFLIGHT
            .iter()
            .map(|library| format!("{LIBRARIES}/{library}.jar"))
            .collect();
        let class = "org.apache.pdfbox.preflight.Validator_A1b";
        judges.push(program("java", ["-cp", &path.join(":"), class]));
        let bin = target().join("judges/bin");
        judges.push(program(bin.join("pdfua"), ["check"]));
        judges.push(program(bin.join("outloud"), ["--fail-on", "error"]));
    }
    let mut faults = Vec::new();
    for mut judge in judges {
        let (passed, said) = ask(judge.arg(file))?;
        if !passed {
            faults.push(format!("{name}:\n{}", said.trim()));
        }
    }
    faults.extend(bad_fonts(file)?.map(|font| format!("{name}: {font}")));
    Ok(faults)
}

/// Whether the command succeeds, and what it says. One that cannot start is an
/// error: what nobody looked at has not passed.
fn ask(command: &mut Command) -> Outcome<(bool, String)> {
    let output = command
        .output()
        .map_err(|error| format!("{}: {error}", command.get_program().to_string_lossy()))?;
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    Ok((output.status.success(), said))
}

/// The first font that is not embedded, not a subset or cannot be read as text.
fn bad_fonts(file: &Path) -> Outcome<Option<String>> {
    let (passed, said) = ask(program("pdffonts", [file]).env("LC_ALL", "C"))?;
    let mut fonts = said.lines().skip(2).peekable();
    if !passed || fonts.peek().is_none() {
        return Ok(Some(format!("pdffonts finds no font: {}", said.trim())));
    }
    // The columns before the object's two numbers: embedded, subset, Unicode.
    let good = |line: &&str| {
        let words: Vec<&str> = line.split_whitespace().rev().skip(2).take(3).collect();
        words == ["yes", "yes", "yes"]
    };
    Ok(fonts
        .find(|line| !good(line))
        .map(|line| format!("a font is not embedded, subset and readable: {line}")))
}

fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let failed = |error| format!("{}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|ending| ending == "pdf") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
