//! `new`: the files a rule, a letter or a screen starts from.
use crate::Outcome;

/// x
pub(crate) fn run(_: &[String]) -> Outcome {
    Ok(())
}
