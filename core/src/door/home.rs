//! The camera's screen, and what helps where no code is found.

use std::time::Duration;

use super::screen::Help;
use crate::clock::Now;
use crate::scan::Hint;

/// Without a code for so long, it is said what to do.
const FIRST_HELP: Duration = Duration::from_secs(3);
/// And for so long, what to do instead.
const SECOND_HELP: Duration = Duration::from_secs(6);

/// The camera's screen.
pub(super) struct Home {
    since: Duration,
    /// What the scanner made of the last frame.
    pub hint: Option<Hint>,
}

impl Home {
    pub(super) fn since(now: Now) -> Self {
        Self { since: now.up(), hint: None }
    }

    /// A pass is being read: nobody needs help, and the time without one begins anew when it is gone.
    pub(super) fn is_read(&mut self, now: Now) {
        *self = Self::since(now);
    }

    /// What is said now. A code that is there and cannot be read is told at once.
    pub(super) fn help(&self, torch: bool, now: Now) -> Option<Help> {
        let looking = now.up().saturating_sub(self.since);
        match self.hint {
            Some(Hint::Unreadable) => Some(Help::CodeUnreadable),
            Some(Hint::TooDark) if looking >= SECOND_HELP && !torch => Some(Help::UseTorch),
            _ if looking >= SECOND_HELP => Some(Help::UsePaper),
            Some(Hint::HoldStill) if looking >= FIRST_HELP => Some(Help::HoldStill),
            _ if looking >= FIRST_HELP => Some(Help::MoveCloser),
            _ => None,
        }
    }

    /// When something else is to be said by itself.
    pub(super) fn wake_in(&self, now: Now) -> Option<Duration> {
        let looking = now.up().saturating_sub(self.since);
        [FIRST_HELP, SECOND_HELP].into_iter().find(|limit| *limit > looking).map(|limit| limit - looking)
    }
}
