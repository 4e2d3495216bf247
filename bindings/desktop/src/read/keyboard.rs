//! A terminal as a scanner types at it: nothing of it is shown, and nothing is a signal.
//!
//! A scanner types control characters, which a terminal would take for signals and the end of input, and more letters than it
//! takes into one line.

use std::collections::VecDeque;
use std::io::{self, Read};
#[cfg(unix)]
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

#[cfg(unix)]
use rustix::event::{PollFd, PollFlags, Timespec, poll};
#[cfg(unix)]
use rustix::termios::{
    InputModes, LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
};

use super::typed::{Typed, Typing};

/// A terminal that gives nothing sooner is gone.
const GONE: Duration = Duration::from_millis(30);

/// How the terminal was before, while it is otherwise.
#[cfg(unix)]
static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);

/// How reading keys waits for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// Until there is one.
    Long,
    /// A tenth of a second: where nothing came, nothing is read.
    Shortly,
}

/// The codes that a scanner types at the terminal, until the person ends. As long as it lives, nothing else reads keys.
pub(super) struct Scans {
    typing: Typing,
    started: Instant,
    arrived: VecDeque<Typed>,
}

impl Scans {
    /// Keeps what is typed from being shown.
    pub(super) fn begin() -> io::Result<Self> {
        silence(Waiting::Shortly)?;
        Ok(Self { typing: Typing::default(), started: Instant::now(), arrived: VecDeque::new() })
    }
}

impl Iterator for Scans {
    type Item = Typed;

    fn next(&mut self) -> Option<Typed> {
        let mut bytes = [0; 4096];
        loop {
            if let Some(typed) = self.arrived.pop_front() {
                return Some(typed).filter(|typed| *typed != Typed::End);
            }
            let asked = Instant::now();
            match io::stdin().read(&mut bytes) {
                Ok(count @ 1..) => {
                    self.arrived.extend(self.typing.take(&bytes[..count], self.started.elapsed()));
                }
                Ok(0) if asked.elapsed() >= GONE => {
                    self.arrived.extend(self.typing.pause(self.started.elapsed()));
                }
                Ok(_) | Err(_) => return None,
            }
        }
    }
}

impl Drop for Scans {
    fn drop(&mut self) {
        put_back();
    }
}

/// Keeps what is typed from being shown, until it is [put back](put_back).
///
/// # Errors
/// Where the terminal is gone.
#[cfg(unix)]
pub fn silence(waiting: Waiting) -> io::Result<()> {
    let mut modes = tcgetattr(io::stdin())?;
    *BEFORE.lock().unwrap_or_else(PoisonError::into_inner) = Some(modes.clone());
    modes.local_modes -= LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG | LocalModes::IEXTEN;
    modes.input_modes -= InputModes::IXON;
    if waiting == Waiting::Shortly {
        modes.special_codes[SpecialCodeIndex::VMIN] = 0;
        modes.special_codes[SpecialCodeIndex::VTIME] = 1;
    }
    tcsetattr(io::stdin(), OptionalActions::Flush, &modes)?;
    Ok(())
}

/// The same.
///
/// # Errors
/// None here: the terminal stays as it is.
#[cfg(not(unix))]
pub fn silence(_: Waiting) -> io::Result<()> {
    Ok(())
}

/// Whether something more is typed within that time.
#[cfg(unix)]
#[must_use]
pub fn is_waiting(within: Duration) -> bool {
    let timeout = Timespec::try_from(within).unwrap_or_default();
    let stdin = io::stdin();
    let mut asked = [PollFd::new(&stdin, PollFlags::IN)];
    poll(&mut asked, Some(&timeout)).is_ok_and(|ready| ready > 0)
}

/// The same.
#[cfg(not(unix))]
#[must_use]
pub fn is_waiting(_: Duration) -> bool {
    false
}

/// The terminal as it was; nothing where it never was otherwise.
pub fn put_back() {
    #[cfg(unix)]
    if let Some(before) = BEFORE.lock().unwrap_or_else(PoisonError::into_inner).take() {
        // What was typed meanwhile may be a pass, and is not to reach the shell. Where the terminal is gone, there is nothing to
        // be put back.
        let _ = tcsetattr(io::stdin(), OptionalActions::Flush, &before);
    }
}
