//! How a person is asked.

use std::io::{self, Write};
use std::thread;
use std::time::Duration;

use console::Term;
use souplesse_words::Words;

use super::choosing::{Done, List, Own};
use super::keys::Keys;
use super::typing;
use crate::tell::error::Error;
use crate::tell::{layout, paint};
use crate::verbs::terminal;

/// What stands before an item, and a column in which the terminal would break.
const BESIDE: usize = 8;
/// Writing down a shift takes no longer.
const LONGEST_SETTLING: Duration = Duration::from_secs(10);

/// What a person chose.
pub(super) enum Chosen {
    /// The thing at that place.
    Item(usize),
    /// None of them: what they typed instead, and was understood.
    Said(String),
}

/// Asks a person; `None` where they go back.
pub(super) trait Ask {
    /// One of several things; the one at `preset` is where one is.
    fn choose(
        &mut self,
        prompt: &str,
        items: &[String],
        preset: usize,
        own: Option<Own<'_>>,
    ) -> Result<Option<Chosen>, Error>;
    /// Any of several things, by their places; those are ticked of which `preset` says so.
    fn tick(&mut self, prompt: &str, items: &[String], preset: &[bool]) -> Result<Option<Vec<usize>>, Error>;
    /// A text that begins as `preset`; `check` says what is wrong with one.
    fn type_in(
        &mut self,
        prompt: &str,
        preset: &str,
        check: &dyn Fn(&str) -> Result<(), String>,
    ) -> Result<Option<String>, Error>;
    /// Leaves a line above the next question.
    fn note(&mut self, line: &str) -> Result<(), Error>;
    /// Takes the last such line back.
    fn take_back(&mut self) -> Result<(), Error>;
}

/// The terminal. It asks on standard error, so that the answer can be piped.
pub(super) struct Terminal {
    term: Term,
    keys: Keys,
    words: &'static Words,
}

impl Terminal {
    /// The terminal, which a signal puts back as it was.
    pub(super) fn new(words: &'static Words) -> Self {
        terminal::hides_cursor();
        Self { term: Term::stderr(), keys: Keys::new(Term::stderr()), words }
    }
}

impl Ask for Terminal {
    fn choose(
        &mut self,
        prompt: &str,
        items: &[String],
        preset: usize,
        own: Option<Own<'_>>,
    ) -> Result<Option<Chosen>, Error> {
        let mut list = List::new(items, preset, own, self.words);
        loop {
            match list.show((&self.term, &mut self.keys), prompt, None).map_err(ended)? {
                Done::Back => return Ok(None),
                Done::Taken(place) => return Ok(Some(Chosen::Item(place))),
                Done::Said(text) => return Ok(Some(Chosen::Said(text))),
                Done::Ticked(_) => {}
            }
        }
    }

    fn tick(&mut self, prompt: &str, items: &[String], preset: &[bool]) -> Result<Option<Vec<usize>>, Error> {
        let mut list = List::new(items, 0, None, self.words);
        let mut ticks = preset.to_vec();
        loop {
            match list.show((&self.term, &mut self.keys), prompt, Some(&ticks)).map_err(ended)? {
                Done::Back => return Ok(None),
                Done::Taken(_) => return Ok(Some((0..ticks.len()).filter(|place| ticks[*place]).collect())),
                Done::Ticked(place) => ticks[place] = !ticks[place],
                Done::Said(_) => {}
            }
        }
    }

    fn type_in(
        &mut self,
        prompt: &str,
        preset: &str,
        check: &dyn Fn(&str) -> Result<(), String>,
    ) -> Result<Option<String>, Error> {
        let scanned = self.words.label("typed.scanned");
        typing::line((&self.term, &mut self.keys), (prompt, scanned), preset, check).map_err(ended)
    }

    fn note(&mut self, line: &str) -> Result<(), Error> {
        let faint = paint::faint();
        let line = layout::cut(line, layout::page() - 1);
        writeln!(anstream::stderr(), "{faint}{line}{faint:#}")?;
        Ok(())
    }

    fn take_back(&mut self) -> Result<(), Error> {
        Ok(self.term.clear_last_lines(1)?)
    }
}

/// A line that goes on in the next one is not taken back when the list is drawn again.
pub(super) fn fitting(text: &str) -> String {
    layout::cut(text, layout::page() - BESIDE)
}

/// Ctrl-C has been made a signal by whoever reads keys, and what settles the shift ends the program by it: this waits for that,
/// so that nothing else is told and no other status given.
fn ended(error: io::Error) -> Error {
    if error.kind() == io::ErrorKind::Interrupted {
        thread::sleep(LONGEST_SETTLING);
    }
    Error::Stream { source: error }
}
