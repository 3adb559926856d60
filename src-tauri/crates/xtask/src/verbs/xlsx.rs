//! The lane `xlsx`: a list as LibreOffice reads its workbook, cell by cell.

use std::fs;

use crate::{
    Outcome,
    command::{program, run, target},
};

/// Comma, double quote, UTF-8, from the first line; texts in quotes, cells as they are
/// shown, the first sheet.
const CSV: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,true,false,false,1";

/// Writes the sample anew, has it read and compares: a telephone number that became a
/// number has no quotes any more.
pub(crate) fn check() -> Outcome {
    let folder = target().join("xlsx");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    run(&mut program(
        target().join("debug/examples/sheet"),
        [&folder],
    ))?;
    // A profile of its own: nobody's settings are used or changed.
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    run(program("soffice", [&profile])
        .args(["--headless", "--convert-to", CSV, "--outdir"])
        .arg(folder.join("read"))
        .arg(folder.join("list.xlsx")))?;
    let read = folder.join("read");
    let failed = |error| format!("{}: {error}", read.display());
    let mut entries = fs::read_dir(&read).map_err(failed)?;
    // Named after its sheet, and there is one.
    let file = entries
        .next()
        .ok_or("LibreOffice wrote nothing")?
        .map_err(failed)?;
    let text = |path| fs::read_to_string(path).map_err(failed);
    let (expected, found) = (text(folder.join("list.txt"))?, text(file.path())?);
    let rows = expected.lines().count();
    println!("  {rows} rows");
    match found.trim_start_matches('\u{FEFF}') == expected {
        true => Ok(()),
        false => Err(format!("expected:\n{expected}\nread:\n{found}")),
    }
}
