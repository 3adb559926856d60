//! `golden`: accepts the letters as they are now. Look at the pages first.

use crate::{
    Outcome,
    command::{cargo, run as call, target},
    needs::{Need, Needs, WINDOW},
};

/// Writes `tests/golden` anew.
pub(crate) fn run(_: &[String]) -> Outcome {
    Needs::default().meet(&[Need::Libraries, Need::Fonts])?;
    call(
        cargo(["test", "--test", "all"])
            .args(WINDOW)
            .args(["--", "golden::"])
            .env("MINGZHANG_FONTS", target().join("fonts"))
            .env("MINGZHANG_ACCEPT_GOLDEN", "1"),
    )
}
