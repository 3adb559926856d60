//! `bindings`: the TypeScript form of the wire, from the list of commands.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use crate::{
    Outcome,
    command::{built, cargo, program, root, run as call, target},
};

const EXPORT: &str = "export_bindings";

/// Writes the committed files.
pub(crate) fn run(_: &[String]) -> Outcome {
    call(cargo(["run", "--quiet", "-p", "api", "--example", EXPORT, "--"]).arg(committed()))
}

/// Fails when the committed files are not what the list of commands yields.
/// Wants the example built; touches no committed file.
pub(crate) fn check() -> Outcome {
    let fresh = target().join("bindings");
    // Left over from an earlier list, a file would count as current.
    let _ = fs::remove_dir_all(&fresh);
    call(program(built("examples").join(EXPORT), [&fresh]).current_dir(root()))?;
    if read(&fresh)? == read(&committed())? {
        return Ok(());
    }
    Err(
        "ui/src/ipc/generated is not what src-tauri/crates/api yields. \
         Run `cargo xtask bindings` and commit the result."
            .to_owned(),
    )
}

fn committed() -> PathBuf {
    root().join("ui/src/ipc/generated")
}

/// Every file of a folder by name.
fn read(folder: &Path) -> Outcome<BTreeMap<String, Vec<u8>>> {
    let failed = |error| format!("{}: {error}", folder.display());
    fs::read_dir(folder)
        .map_err(failed)?
        .map(|entry| {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            Ok((name, fs::read(entry.path())?))
        })
        .collect::<std::io::Result<_>>()
        .map_err(failed)
}
