//! Run, test, scaffold, generate: the workspace's own tool.

fn main() {}
