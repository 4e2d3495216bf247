//! Keys as a person presses them, told from what a scanner types: a pass is no answer to a question.

use std::collections::VecDeque;
use std::io;
use std::time::{Duration, Instant};

use console::{Key, Term};

use crate::read::keyboard;

/// Nobody presses two keys so soon one after the other; a scanner does.
const BETWEEN: Duration = Duration::from_millis(25);
/// Nor so many at this pace, which is that of a scanner at a busy machine.
const HURRIED: Duration = Duration::from_millis(60);
/// Behind so long a pause a scanner has typed all.
const PAUSE: Duration = Duration::from_millis(150);
/// No code that is scanned at a door is shorter, and nobody types so many letters in one go.
const SHORTEST: usize = 24;

/// What came of the keyboard.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Pressed {
    /// A person's key.
    Key(Key),
    /// What a scanner typed; nothing of it is kept.
    Scan,
}

/// The keys of a terminal.
pub(super) struct Keys {
    term: Term,
    read: fn(&Term) -> io::Result<Key>,
    /// Keys that were read to see whether a scanner types.
    ahead: VecDeque<Key>,
    last: Option<Instant>,
    /// How many came in a hurry, one after the other.
    hurried: usize,
}

impl Keys {
    /// Where Ctrl-C is a signal.
    pub(super) fn new(term: Term) -> Self {
        Self { term, read: Term::read_key, ahead: VecDeque::new(), last: None, hurried: 0 }
    }

    /// Where Ctrl-C is a key like others.
    pub(super) fn raw(term: Term) -> Self {
        Self { read: Term::read_key_raw, ..Self::new(term) }
    }

    /// The next key, or scan.
    pub(super) fn next(&mut self) -> io::Result<Pressed> {
        if let Some(key) = self.ahead.pop_front() {
            return Ok(Pressed::Key(key));
        }
        let mut burst = vec![self.read()?];
        while burst.last().is_some_and(is_typed) && self.hurried < SHORTEST && keyboard::is_waiting(BETWEEN) {
            burst.push(self.read()?);
        }
        if self.hurried >= SHORTEST {
            while keyboard::is_waiting(PAUSE) {
                self.read()?;
            }
            self.hurried = 0;
            return Ok(Pressed::Scan);
        }
        self.ahead = burst.into();
        Ok(Pressed::Key(self.ahead.pop_front().unwrap_or(Key::Unknown)))
    }

    fn read(&mut self) -> io::Result<Key> {
        let key = (self.read)(&self.term)?;
        let before = self.last.replace(Instant::now());
        let is_hurried = is_typed(&key) && before.is_some_and(|before| before.elapsed() < HURRIED);
        self.hurried = if is_hurried { self.hurried + 1 } else { 0 };
        Ok(key)
    }

    /// The next key that stands alone: a scanner that types slowly never presses one so.
    pub(super) fn next_alone(&mut self) -> io::Result<Key> {
        loop {
            let before = self.last;
            let pressed = self.next()?;
            let is_behind = before.zip(self.last).is_some_and(|(before, last)| last - before < PAUSE);
            let is_before = !self.ahead.is_empty() || keyboard::is_waiting(PAUSE);
            if let Pressed::Key(key) = pressed
                && !is_behind
                && !is_before
            {
                return Ok(key);
            }
        }
    }
}

/// What a scanner types, too.
fn is_typed(key: &Key) -> bool {
    matches!(key, Key::Char(_) | Key::Enter | Key::Tab)
}
