//! The `souplesse` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    souplesse::run()
}
