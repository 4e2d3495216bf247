//! A second screen, which leaves nothing behind in what can be scrolled back to; what is typed is not shown on it.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::read::keyboard::{self, Waiting};

const SECOND_SCREEN: &str = "\u{1B}[?1049h";
const FIRST_SCREEN: &str = "\u{1B}[?1049l";
/// Shows where one is.
const CURSOR: &str = "\u{1B}[?25h";
/// Clears the screen and goes to its first line.
const CLEAR: &str = "\u{1B}[2J\u{1B}[H";

/// Whether a question may have hidden the cursor.
static HIDES_CURSOR: AtomicBool = AtomicBool::new(false);

/// Whether the second screen is shown.
static IS_SECOND: AtomicBool = AtomicBool::new(false);

/// Questions are about to be put, which hide the cursor until they are answered.
pub fn hides_cursor() {
    HIDES_CURSOR.store(true, Ordering::Relaxed);
}

/// The second screen, as long as it lives.
pub struct Second(());

impl Second {
    /// Goes to the second screen and keeps what is typed from being shown.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn enter() -> io::Result<Self> {
        keyboard::silence(Waiting::Long)?;
        IS_SECOND.store(true, Ordering::Relaxed);
        write!(io::stdout(), "{SECOND_SCREEN}{CLEAR}")?;
        io::stdout().flush()?;
        Ok(Self(()))
    }

    /// Shows that text and nothing else.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn show(&self, text: &str) -> io::Result<()> {
        // Without colours, the screen is to be cleared all the same.
        write!(io::stdout(), "{CLEAR}")?;
        io::stdout().flush()?;
        let mut output = anstream::stdout();
        write!(output, "{text}")?;
        output.flush()
    }
}

impl Drop for Second {
    fn drop(&mut self) {
        leave();
    }
}

/// Back to the terminal as it was; nothing where it never was otherwise. A signal calls it too.
pub fn leave() {
    // Where the terminal is gone, there is nothing to be put back.
    if HIDES_CURSOR.swap(false, Ordering::Relaxed) {
        let _ = write!(io::stderr(), "{CURSOR}");
    }
    keyboard::put_back();
    if IS_SECOND.swap(false, Ordering::Relaxed) {
        let _ = write!(io::stdout(), "{CLEAR}{FIRST_SCREEN}").and_then(|()| io::stdout().flush());
    }
}
