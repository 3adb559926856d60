//! Declares the shell's commands, so that each needs a line in
//! `capabilities/main.json` before the page may call it.

use std::process::ExitCode;

use tauri_build::{AppManifest, Attributes, try_build};

fn main() -> ExitCode {
    let commands =
        AppManifest::new().commands(&["rpc", "pick_open", "pick_save", "print", "watch_drags"]);
    match try_build(Attributes::new().app_manifest(commands)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error={error:#}");
            ExitCode::FAILURE
        }
    }
}
