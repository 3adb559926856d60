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
    let (foreign, own): (Vec<&PathBuf>, Vec<&PathBuf>) = files
        .iter()
        .partition(|file| name(file).starts_with(FOREIGN));
    let mut faults = Vec::new();
    for file in &files {
        faults.extend(fault(program("qpdf", ["--check"]).arg(file), &name(file))?);
        faults.extend(bad_fonts(file)?.map(|font| format!("{}: {font}", name(file))));
    }
    for file in &own {
        faults.extend(fault(preflight().arg(file), &name(file))?);
    }
    // These take longer to start than to read a letter.
    let bin = target().join("judges/bin");
    let judges = [
        program(bin.join("pdfua"), ["check"]),
        program(bin.join("outloud"), ["--fail-on", "error"]),
    ];
    for mut judge in judges {
        faults.extend(fault(judge.args(&own), "letters")?);
    }
    println!(
        "  {} files, {} of them wholly our own",
        files.len(),
        own.len()
    );
    if own.is_empty() || foreign.is_empty() {
        return Err("a sample is missing".to_owned());
    }
    if faults.is_empty() {
        return Ok(());
    }
    Err(faults.join("\n\n"))
}

fn name(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// Apache Preflight; it looks at one file a call.
fn preflight() -> Command {
    let path: Vec<String> = PREFLIGHT
        .iter()
        .map(|library| format!("{LIBRARIES}/{library}.jar"))
        .collect();
    let class = "org.apache.pdfbox.preflight.Validator_A1b";
    program("java", ["-cp", &path.join(":"), class])
}

/// What a judge says if it does not pass.
fn fault(judge: &mut Command, name: &str) -> Outcome<Option<String>> {
    let (passed, said) = ask(judge)?;
    Ok((!passed).then(|| format!("{name}:\n{}", said.trim())))
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
