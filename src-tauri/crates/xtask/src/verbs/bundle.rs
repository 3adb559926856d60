//! `bundle`: packages for people, with the letters' fonts inside.

use crate::{
    Outcome,
    command::{program, root, run as call},
    needs::{Need, Needs},
};

/// Builds the Debian and RPM packages in the release profile.
pub(crate) fn run(_: &[String]) -> Outcome {
    Needs::default().meet(&[Need::Libraries, Need::Fonts])?;
    let tauri = root().join("ui/node_modules/.bin/tauri");
    // The fonts are named here and not in tauri.conf.json, because every build
    // of the shell would otherwise copy forty megabytes.
    let words = [
        "build",
        "--no-sign",
        "--config",
        "src-tauri/tauri.bundle.conf.json",
    ];
    call(&mut program(tauri, words))
}
