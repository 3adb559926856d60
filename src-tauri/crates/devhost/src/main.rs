//! A loopback host for browser tests. Never in a release.

fn main() {}
