//! Writes the page of the proceedings to `src-tauri/docs/procedures.md`; with `--check`
//! only says whether it is current.

use std::path::Path;
use std::process::ExitCode;

fn main() -> std::io::Result<ExitCode> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/procedures.md");
    let text = deadlines::procedures_markdown(&deadlines::embedded().procedures);
    if std::env::args().any(|arg| arg == "--check") {
        let current = std::fs::read_to_string(path)? == text;
        return Ok(if current {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        });
    }
    std::fs::write(path, text)?;
    Ok(ExitCode::SUCCESS)
}
