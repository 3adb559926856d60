//! One verb per file.

pub(crate) mod audit;
pub(crate) mod deadline;
pub(crate) mod import;
pub(crate) mod letter;
pub(crate) mod money;
pub(crate) mod schema;
pub(crate) mod verify;

use std::path::Path;

use domain::Case;

use crate::outcome::Failure;
use crate::words;

/// Reads and checks a case file; every problem is named at once.
pub(crate) fn read_case(path: &Path) -> Result<Case, Failure> {
    let text = read_text(path)?;
    app::case_file::read_case(&text)
        .map_err(|error| Failure::input(words::case_error(path, &error)))
}

/// Reads a file of text that is not empty.
pub(crate) fn read_text(path: &Path) -> Result<String, Failure> {
    let name = path.display();
    let bytes = std::fs::read(path).map_err(|error| {
        Failure::input(format!(
            "{name}: 无法读取 / cannot be read: {}",
            error.kind()
        ))
    })?;
    if bytes.is_empty() {
        return Err(Failure::input(format!(
            "{name}: 文件是空的 / the file is empty"
        )));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::input(format!(
            "{name}: 第 {at} 字节起不是 UTF-8 文本 / not UTF-8 text from byte {at}"
        ))
    })
}

/// Writes JSON to stdout.
pub(crate) fn print_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|error| Failure::internal(format!("json: {error}")))?;
    say!("{text}");
    Ok(())
}
