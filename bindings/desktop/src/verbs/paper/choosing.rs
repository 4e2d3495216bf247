//! A list of which a person takes one thing or ticks some: arrows go through it, and letters go to what begins so.

use std::io::{self, Write};

use console::{Key, Term};

use super::ask::fitting;
use crate::read::folded::folded;
use crate::tell::paint;

/// As many are shown at once.
const SHOWN: usize = 14;
/// The lines that are no items: the question, a mark that there are more above, one that there are more below, and the cursor's.
const AROUND: usize = 4;

/// What was done with a list.
pub(super) enum Done {
    Back,
    /// Enter, at that place.
    Taken(usize),
    /// Space, at that place.
    Ticked(usize),
}

/// A list as it stands; one more key at a time.
pub(super) struct List<'l> {
    items: &'l [String],
    /// Where one is.
    at: usize,
    /// What was typed to get there.
    typed: String,
}

impl<'l> List<'l> {
    pub(super) fn new(items: &'l [String], at: usize) -> Self {
        Self { items, at, typed: String::new() }
    }

    /// Shows the list below `prompt` until the person has done something with it; `ticks` are the boxes before the items.
    pub(super) fn show(&mut self, term: &Term, prompt: &str, ticks: Option<&[bool]>) -> io::Result<Done> {
        loop {
            let lines = self.lines(prompt, ticks, usize::from(term.size().0));
            term.hide_cursor()?;
            writeln!(anstream::stderr(), "{}", lines.join("\n"))?;
            let key = term.read_key();
            term.clear_last_lines(lines.len())?;
            term.show_cursor()?;
            if let Some(done) = self.press(key?, ticks.is_some()) {
                return Ok(done);
            }
        }
    }

    fn press(&mut self, key: Key, has_boxes: bool) -> Option<Done> {
        if key == Key::Escape {
            return Some(Done::Back);
        }
        if key == Key::Enter {
            return Some(Done::Taken(self.at));
        }
        if key == Key::Char(' ') && has_boxes {
            return Some(Done::Ticked(self.at));
        }
        if let Key::Char(letter) = key
            && !letter.is_control()
        {
            self.search(letter);
        } else if key == Key::Backspace {
            self.typed.pop();
        } else {
            self.walk(&key);
        }
        None
    }

    fn walk(&mut self, key: &Key) {
        let last = self.items.len().saturating_sub(1);
        let up = self.at.checked_sub(1).unwrap_or(last);
        let down = if self.at == last { 0 } else { self.at + 1 };
        let ways = [
            (Key::ArrowUp, up),
            (Key::BackTab, up),
            (Key::ArrowDown, down),
            (Key::Tab, down),
            (Key::PageUp, self.at.saturating_sub(SHOWN)),
            (Key::PageDown, last.min(self.at + SHOWN)),
            (Key::Home, 0),
            (Key::End, last),
        ];
        if let Some((_, place)) = ways.into_iter().find(|(way, _)| way == key) {
            self.at = place;
            self.typed.clear();
        }
    }

    /// Goes to the next thing of which a word begins as was typed; a letter that leads nowhere begins anew or is passed over.
    fn search(&mut self, letter: char) {
        for typed in [format!("{}{letter}", self.typed), letter.to_string()] {
            let sought = folded(&typed);
            let begins =
                |index: &usize| format!(" {}", folded(&self.items[*index])).contains(&format!(" {sought}"));
            let from_here = (self.at..self.items.len()).chain(0..self.at);
            if let Some(found) = from_here.into_iter().find(begins).filter(|_| !sought.is_empty()) {
                (self.at, self.typed) = (found, typed);
                return;
            }
        }
    }

    fn lines(&self, prompt: &str, ticks: Option<&[bool]>, rows: usize) -> Vec<String> {
        let shown = SHOWN.min(rows.saturating_sub(AROUND)).max(1);
        let first = self.at.saturating_sub(shown / 2).min(self.items.len().saturating_sub(shown));
        let (faint, strong, here) = (paint::faint(), paint::strong(), paint::here());
        let typed =
            if self.typed.is_empty() { String::new() } else { format!("  {faint}{}{faint:#}", self.typed) };
        let mut lines = vec![format!("{strong}{}{strong:#}{typed}", fitting(prompt))];
        lines.extend((first > 0).then(|| format!("  {faint}↑{faint:#}")));
        for (index, item) in self.items.iter().enumerate().skip(first).take(shown) {
            let tick = ticks.map_or("", |ticks| if ticks[index] { "[x] " } else { "[ ] " });
            let item = fitting(&format!("{tick}{item}"));
            lines.push(if index == self.at {
                format!("{here}> {item}{here:#}")
            } else {
                format!("  {item}")
            });
        }
        lines.extend((first + shown < self.items.len()).then(|| format!("  {faint}↓{faint:#}")));
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items() -> Vec<String> {
        ["Today 6 pm – 9 pm", "Today 9 pm – midnight", "Élément illisible", "Earlier", "No date"]
            .map(str::to_owned)
            .to_vec()
    }

    fn typed(text: &str) -> usize {
        let items = items();
        let mut list = List::new(&items, 0);
        for letter in text.chars() {
            assert!(list.press(Key::Char(letter), false).is_none(), "{letter} acts");
        }
        list.at
    }

    #[test]
    fn letters_search_and_never_act() {
        assert_eq!(typed("jhkl"), 0, "no word begins so");
        assert_eq!(typed("elem"), 2);
        assert_eq!(typed("no d"), 4);
        assert_eq!(typed("9"), 0, "where one is fits already");
        assert_eq!(typed("9 pm m"), 1, "a space is a letter like others");
        assert_eq!(typed("midx"), 1, "what leads nowhere is passed over");
        assert_eq!(typed("mide"), 2, "or begins anew");
    }

    #[test]
    fn a_space_ticks_where_there_are_boxes() {
        let items = items();
        let mut list = List::new(&items, 0);
        assert!(list.press(Key::Char('e'), true).is_none());
        assert!(matches!(list.press(Key::Char(' '), true), Some(Done::Ticked(2))));
        assert!(matches!(list.press(Key::Enter, true), Some(Done::Taken(2))));
    }

    #[test]
    fn a_short_terminal_shows_what_is_around_the_place() {
        let items = (0..40).map(|number| format!("item {number}")).collect::<Vec<_>>();
        for at in 0..items.len() {
            let list = List::new(&items, at);
            for rows in [1, 5, 8, 24, 200] {
                let lines = list.lines("Which?", None, rows);
                assert!(lines.len() <= rows.max(AROUND), "{rows}: {lines:#?}");
                let here = format!("> item {at}");
                assert!(lines.iter().any(|line| line.contains(&here)), "{rows}: {lines:#?}");
            }
        }
    }
}
