//! The codes of an update on standard input, as a hand scanner types them: in any order, with the progress told between them.

use std::io::{self, BufRead, BufReader, IsTerminal, Read};

use souplesse_core::bundle::{Parts, Progress, scanned};

use crate::read::keyboard::Scans;
use crate::read::kind::Kind;
use crate::read::limits;
use crate::read::lines::{Ends, LineError, Lines};
use crate::read::typed::Typed;
use crate::tell::error::{Error, Misuse};

/// What comes together is taken together: a pipe gives no more than this at once.
const AT_ONCE: usize = 1 << 16;

/// What happens while codes are scanned.
#[derive(Debug)]
pub enum Scanned {
    /// A person is asked for the first code.
    Begin,
    /// A part has come.
    Part {
        /// How many parts there are.
        of: u32,
        /// Which have come, counted from 1.
        seen: Vec<u32>,
        /// Whether it had come before.
        again: bool,
    },
    /// The last part has come.
    Complete {
        /// How many there were.
        of: u32,
    },
    /// A part of another update, which is not taken.
    OtherUpdate,
    /// Something else, which is not taken.
    NoPart,
}

/// Whoever is told what happens while codes are scanned.
pub type Tell<'t> = dyn FnMut(&Scanned) -> io::Result<()> + 't;

/// What standard input holds.
pub(super) enum Input {
    /// A file, as it is.
    File(Vec<u8>),
    /// The updates of the codes that were scanned.
    Updates(Vec<Vec<u8>>),
}

/// Reads standard input: a file or a picture to its end; codes until every update that was begun is complete and nothing more has come with
/// it. A regular file is read to its end in either case.
///
/// # Errors
/// Where reading fails, and where it ends before an update is complete: the numbers of its parts are told.
pub(super) fn read(tell: &mut Tell<'_>) -> Result<Input, Error> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        tell(&Scanned::Begin)?;
        return read_typed(tell);
    }
    let ends_by_itself = !is_regular_file();
    read_from(BufReader::with_capacity(AT_ONCE, stdin.lock()), ends_by_itself, tell)
}

/// What is scanned is not shown: it may be a guest's pass.
fn read_typed(tell: &mut Tell<'_>) -> Result<Input, Error> {
    let mut codes = Codes::default();
    for typed in Scans::begin()? {
        match typed {
            Typed::Text(text) => codes.take(&text, tell)?,
            Typed::TooLong => tell(&Scanned::NoPart)?,
            Typed::End => break,
        }
        if codes.are_done() {
            break;
        }
    }
    codes.finish()
}

fn read_from<R: Read>(
    mut input: BufReader<R>,
    ends_by_itself: bool,
    tell: &mut Tell<'_>,
) -> Result<Input, Error> {
    let start = input.fill_buf()?;
    if Kind::of(start) != Kind::Text {
        return Ok(Input::File(limits::read_by_start(input, super::update::most)?));
    }
    let mut codes = Codes::default();
    let mut most = limits::UPDATE_FILE;
    loop {
        let line = Lines::new(&mut input, Ends::Any, most).next();
        let text = match line.map(|line| line.text) {
            None | Some(Err(LineError::None)) => break,
            Some(Ok(text)) => text,
            Some(Err(LineError::Broken { kind, text })) => return Err(io::Error::new(kind, text).into()),
            Some(Err(error @ (LineError::Utf16 | LineError::Foreign(_) | LineError::OneByOne))) => {
                return Err(error.into());
            }
            Some(Err(LineError::TooLong { .. })) => {
                return Err(Misuse::InputTooLarge { most: limits::UPDATE_FILE }.into());
            }
        };
        most = most.saturating_sub(text.len());
        codes.take(&text, tell)?;
        if codes.are_done() && ends_by_itself && input.buffer().trim_ascii().is_empty() {
            break;
        }
    }
    codes.finish()
}

/// The codes so far.
#[derive(Default)]
struct Codes {
    parts: Parts,
    updates: Vec<Vec<u8>>,
}

impl Codes {
    /// Takes one code. What is none, or of another update, is told and passed over: the next scan may be better.
    fn take(&mut self, text: &[u8], tell: &mut Tell<'_>) -> Result<(), Error> {
        let Some(code) = scanned(text) else { return Ok(tell(&Scanned::NoPart)?) };
        if code.starts_with(b"SPL1:") {
            self.updates.push(code.into_owned());
            return Ok(());
        }
        let before = self.parts.progress();
        let told = match self.parts.add(&code) {
            Ok(Progress { of, bundle: Some(bundle), .. }) => {
                self.updates.push(bundle);
                Scanned::Complete { of }
            }
            Ok(Progress { of, seen, bundle: None }) => Scanned::Part { of, again: seen == before.seen, seen },
            Err(_) if before.of > 0 && !self.parts.is_empty() => Scanned::OtherUpdate,
            Err(_) => Scanned::NoPart,
        };
        Ok(tell(&told)?)
    }

    /// Whether there is an update, and none that was begun.
    fn are_done(&self) -> bool {
        self.parts.is_empty() && !self.updates.is_empty()
    }

    fn finish(self) -> Result<Input, Error> {
        if self.parts.is_empty() {
            return Ok(Input::Updates(self.updates));
        }
        let progress = self.parts.progress();
        Err(super::update::incomplete("-", progress.of, &progress.seen))
    }
}

#[cfg(unix)]
fn is_regular_file() -> bool {
    use std::os::fd::AsFd;
    let owned = io::stdin().as_fd().try_clone_to_owned();
    owned.and_then(|owned| std::fs::File::from(owned).metadata()).is_ok_and(|known| known.is_file())
}

#[cfg(not(unix))]
fn is_regular_file() -> bool {
    false
}
