//! mingzhang-cli: the same core without a window or a vault.

fn main() {}
