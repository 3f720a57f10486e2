//! The `clearleaf` program.

fn main() {}
