//! `run`: from a fresh checkout to an open window.

use crate::{
    Outcome,
    command::{cargo, run as call, target},
    needs::{Need, Needs, WINDOW, display, own},
};

/// Installs, builds, opens the window and waits for it to close.
pub(crate) fn run(_: &[String]) -> Outcome {
    // Before anything is installed: without a display all of it is in vain.
    display()?;
    Needs::default().meet(&[Need::Libraries, Need::Fonts, Need::Page])?;
    call(cargo(["build"]).args(WINDOW))?;
    call(own("mingzhang").env("MINGZHANG_FONTS", target().join("fonts")))
}
