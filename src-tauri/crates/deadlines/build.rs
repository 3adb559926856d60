//! Rebuilds the crate when a file of the procedures is added or removed; they are
//! embedded at compile time.
#![allow(
    clippy::print_stdout,
    reason = "this is how a build script speaks to Cargo"
)]

fn main() {
    println!("cargo::rerun-if-changed=../../procedures");
}
