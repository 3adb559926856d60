//! `fonts`: the letters' fonts, out of the front end's packages.

use crate::{
    Outcome,
    needs::{Need, Needs},
};

/// Fills `target/fonts`.
pub(crate) fn run(_: &[String]) -> Outcome {
    Needs::default().meet(&[Need::Fonts])
}
