//! Rebuilds the crate when a pack file is added or removed; the packs are
//! embedded at compile time.
#![allow(
    clippy::print_stdout,
    reason = "this is how a build script speaks to Cargo"
)]

fn main() {
    println!("cargo::rerun-if-changed=../../packs");
}
