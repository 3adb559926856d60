//! Tells Cargo that a new template file means a new build.

#![allow(
    clippy::print_stdout,
    reason = "a build script speaks to Cargo on stdout"
)]

fn main() {
    println!("cargo::rerun-if-changed=../../templates");
}
