//! What is told on standard error, beside the answers.

use std::io::{self, Write};

use crate::tell::visible::visible_lines;

/// Tells what is wrong and what to do, under this program's name.
///
/// # Errors
/// Where standard error is gone.
pub fn tell(text: &str) -> io::Result<()> {
    writeln!(anstream::stderr(), "souplesse: {}", visible_lines(text))
}
