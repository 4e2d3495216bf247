//! What is told on standard error, beside the answers.

use std::io::{self, Write};

use souplesse_words::Words;

use crate::cli::Common;
use crate::read::input::PassedOver;
use crate::tell::visible::{visible, visible_lines};

/// Tells what is wrong and what to do, under this program's name.
///
/// # Errors
/// Where standard error is gone.
pub fn tell(text: &str) -> io::Result<()> {
    writeln!(anstream::stderr(), "souplesse: {}", visible_lines(text))
}

/// Asks for passes at a terminal, which shows nothing of what is typed, and tells how to end.
///
/// # Errors
/// Where standard error is gone.
pub fn ask_for_scans(common: &Common) -> io::Result<()> {
    let words = Words::of(common.language());
    writeln!(anstream::stderr(), "{} {}", words.label("terminal.scan-several"), words.label("terminal.end"))
}

/// Tells how many files of folders were passed over, and on request which.
///
/// # Errors
/// Where standard error is gone.
pub fn tell_passed_over(passed_over: &PassedOver, common: &Common) -> io::Result<()> {
    if passed_over.is_empty() || common.quiet {
        return Ok(());
    }
    let mut output = anstream::stderr();
    let words = Words::of(common.language());
    writeln!(output, "{}", words.count("count.passed-over", passed_over.len()))?;
    if common.verbose > 0 {
        for path in passed_over {
            writeln!(output, "  {}", visible(&path.display().to_string()))?;
        }
    }
    Ok(())
}
