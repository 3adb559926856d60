//! `look`: pictures for a person to look at.

use crate::{
    Outcome,
    needs::{Need, Needs},
    verbs::test::playwright,
};

/// Fills `target/look`.
pub(crate) fn run(_: &[String]) -> Outcome {
    Needs::default().meet(&[Need::Browser, Need::Fonts, Need::Binaries])?;
    playwright("look")
}
