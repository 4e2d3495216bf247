//! A terminal that neither shows what is typed nor keeps what was shown.
//!
//! A scanner types control characters, which a terminal would take for signals and the end of input, and more letters than it
//! takes into one line. All is shown on a second screen, which leaves nothing behind in what can be scrolled back to.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

#[cfg(unix)]
use rustix::termios::{InputModes, LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

const SECOND_SCREEN: &str = "\u{1B}[?1049h";
const FIRST_SCREEN: &str = "\u{1B}[?1049l";
/// Shows where one is.
const CURSOR: &str = "\u{1B}[?25h";
/// Clears the screen and goes to its first line.
const CLEAR: &str = "\u{1B}[2J\u{1B}[H";

/// How the terminal was before, while it is otherwise.
#[cfg(unix)]
static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);
#[cfg(not(unix))]
static BEFORE: Mutex<Option<()>> = Mutex::new(None);

/// Whether a question may have hidden the cursor.
static HIDES_CURSOR: AtomicBool = AtomicBool::new(false);

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
        silence()?;
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
    let before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(before) = before else { return };
    let _ = write!(io::stdout(), "{CLEAR}{FIRST_SCREEN}").and_then(|()| io::stdout().flush());
    put_back(&before);
}

#[cfg(unix)]
fn silence() -> io::Result<()> {
    let mut modes = tcgetattr(io::stdin())?;
    *BEFORE.lock().unwrap_or_else(PoisonError::into_inner) = Some(modes.clone());
    modes.local_modes -= LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG | LocalModes::IEXTEN;
    modes.input_modes -= InputModes::IXON;
    tcsetattr(io::stdin(), OptionalActions::Flush, &modes)?;
    Ok(())
}

#[cfg(unix)]
fn put_back(before: &Termios) {
    // What was typed meanwhile may be a pass, and is not to reach the shell.
    let _ = tcsetattr(io::stdin(), OptionalActions::Flush, before);
}

#[cfg(not(unix))]
fn silence() -> io::Result<()> {
    *BEFORE.lock().unwrap_or_else(PoisonError::into_inner) = Some(());
    Ok(())
}

#[cfg(not(unix))]
fn put_back(_: &()) {}
