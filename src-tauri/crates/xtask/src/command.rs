//! Running other programs, and the folders everything happens in.

use std::{
    env,
    ffi::OsStr,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::Outcome;

/// The folder that holds the workspace.
pub(crate) fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors().nth(3).unwrap_or(own)
}

/// Where cargo builds to.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// A binary that the development profile has built.
pub(crate) fn built(name: &str) -> PathBuf {
    target().join("debug").join(name)
}

/// `cargo` with the given words, in the workspace.
pub(crate) fn cargo<I: IntoIterator<Item: AsRef<OsStr>>>(words: I) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(words).current_dir(root());
    command
}

/// `npm` with the given words, in `ui`.
pub(crate) fn npm<I: IntoIterator<Item: AsRef<OsStr>>>(words: I) -> Command {
    let mut command = Command::new("npm");
    command.args(words).current_dir(root().join("ui"));
    command
}

/// Any other program, in the workspace.
pub(crate) fn program<I: IntoIterator<Item: AsRef<OsStr>>>(
    name: impl AsRef<OsStr>,
    words: I,
) -> Command {
    let mut command = Command::new(name);
    command.args(words).current_dir(root());
    command
}

/// Whether a program of this name can be started at all.
pub(crate) fn exists(name: &str) -> bool {
    Command::new(name)
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok()
}

/// Runs the command with this terminal; anything but success is an error.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let shown = show(command);
    eprintln!("› {shown}");
    let status = command
        .status()
        .map_err(|error| format!("{shown}: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{shown}: {status}"))
    }
}

/// What the command prints, whatever its exit code; `None` if it cannot start.
pub(crate) fn text(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The command as a person would type it, with paths inside the workspace.
fn show(command: &Command) -> String {
    let prefix = format!("{}/", root().display());
    let name = Path::new(command.get_program())
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    let mut line = name.into_owned();
    for word in command.get_args() {
        line.push(' ');
        line.push_str(&word.to_string_lossy().replace(&prefix, ""));
    }
    line
}
