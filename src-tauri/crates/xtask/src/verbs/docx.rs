//! The lane `docx`: every sample letter as LibreOffice reads its Word copy.
//!
//! Words are compared, not spaces and lines: how a table or a label's column
//! becomes plain text is the reader's own affair.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    Outcome,
    command::{program, run, target},
};

/// Writes the samples anew, has all of them read in one call and compares.
pub(crate) fn check() -> Outcome {
    let folder = target().join("docx");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let example = target().join("debug/examples/samples");
    let fonts = target().join("fonts");
    run(program(example, [&folder]).env("MINGZHANG_FONTS", fonts))?;
    let letters = letters(&folder)?;
    let read = folder.join("read");
    // A profile of its own: nobody's settings are used or changed.
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let words = ["--headless", "--convert-to", "txt:Text (encoded):UTF8"];
    run(program("soffice", [&profile])
        .args(words)
        .arg("--outdir")
        .arg(&read)
        .args(&letters))?;
    let mut faults = Vec::new();
    for letter in &letters {
        let name = letter.with_extension("txt");
        let expected = words_of(&name)?;
        let found = words_of(&read.join(name.file_name().unwrap_or_default()))?;
        if expected.is_empty() || found != expected {
            faults.push(format!(
                "{}: {}",
                letter.display(),
                difference(&expected, &found)
            ));
        }
    }
    println!("  {} letters", letters.len());
    match (letters.is_empty(), faults.is_empty()) {
        (true, _) => Err("there is no sample".to_owned()),
        (_, true) => Ok(()),
        (_, false) => Err(faults.join("\n\n")),
    }
}

/// A text without what only lays it out: white space, the bars between cells and
/// the mark some files start with.
fn words_of(file: &Path) -> Outcome<Vec<char>> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let layout = |c: &char| c.is_whitespace() || matches!(c, '|' | '\u{FEFF}');
    Ok(text.chars().filter(|c| !layout(c)).collect())
}

/// Where two texts part, with some words of each.
fn difference(expected: &[char], found: &[char]) -> String {
    let pairs = expected.iter().zip(found);
    let at = pairs.take_while(|(one, other)| one == other).count();
    let some = |text: &[char]| text.iter().skip(at).take(30).collect::<String>();
    format!(
        "after {at} characters “{}” is read as “{}”",
        some(expected),
        some(found)
    )
}

fn letters(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let failed = |error| format!("{}: {error}", folder.display());
    let mut letters = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|ending| ending == "docx") {
            letters.push(path);
        }
    }
    letters.sort();
    Ok(letters)
}
