//! The `starcoach` command.

fn main() {}
