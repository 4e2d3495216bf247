//! The `souplesse` command.

fn main() {}
