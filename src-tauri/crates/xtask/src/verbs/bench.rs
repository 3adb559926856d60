//! `bench`: measures and prints; never a test, because a slow machine is not
//! a fault.

use crate::{
    Outcome,
    command::{cargo, run as call},
};

/// Runs every benchmark, or those whose name contains the word.
pub(crate) fn run(words: &[String]) -> Outcome {
    call(cargo(["bench", "--workspace", "--exclude", "mingzhang", "--"]).args(words))
}
