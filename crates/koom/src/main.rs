//! The `koom` binary.
fn main() {}
