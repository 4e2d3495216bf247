//! A list of which a person takes one thing or ticks some: arrows go through it, and letters go to what begins so.

use std::io::{self, Write};

use console::{Key, Term};
use souplesse_words::Words;

use super::ask::fitting;
use super::keys::{Keys, Pressed};
use crate::read::folded::folded;
use crate::tell::paint;

/// As many are shown at once.
const SHOWN: usize = 14;
/// The lines that are no items: the question, what is told of what was typed, a mark that there are more above, one that there
/// are more below, and the cursor's.
const AROUND: usize = 5;
/// No answer is longer.
const LONGEST: usize = 20;

/// What was done with a list.
pub(super) enum Done {
    Back,
    /// Enter, at that place.
    Taken(usize),
    /// Enter, behind that text, which is no item and yet an answer.
    Said(String),
    /// Space, at that place.
    Ticked(usize),
}

/// Answers in a person's own words, beside the items.
#[derive(Clone, Copy)]
pub(super) struct Own<'l> {
    /// How they are typed.
    pub hint: &'l str,
    /// How such a text is understood, as people say it; `None` for what is no answer.
    pub understood: &'l dyn Fn(&str) -> Option<String>,
}

/// A list as it stands; one more key at a time.
pub(super) struct List<'l> {
    items: &'l [String],
    own: Option<Own<'l>>,
    words: &'static Words,
    /// Where one is.
    at: usize,
    /// What was typed to get there.
    typed: String,
    /// Whether a word of the item there begins so.
    is_found: bool,
    /// Whether a scanner has typed last.
    is_scanned: bool,
}

impl<'l> List<'l> {
    pub(super) fn new(items: &'l [String], at: usize, own: Option<Own<'l>>, words: &'static Words) -> Self {
        Self { items, own, words, at, typed: String::new(), is_found: true, is_scanned: false }
    }

    /// Shows the list below `prompt` until the person has done something with it; `ticks` are the boxes before the items.
    pub(super) fn show(
        &mut self,
        (term, keys): (&Term, &mut Keys),
        prompt: &str,
        ticks: Option<&[bool]>,
    ) -> io::Result<Done> {
        loop {
            let lines = self.lines(prompt, ticks, usize::from(term.size().0));
            term.hide_cursor()?;
            writeln!(anstream::stderr(), "{}", lines.join("\n"))?;
            let pressed = keys.next();
            term.clear_last_lines(lines.len())?;
            term.show_cursor()?;
            let pressed = pressed?;
            self.is_scanned = pressed == Pressed::Scan;
            if let Pressed::Key(key) = pressed
                && let Some(done) = self.press(key, ticks.is_some())
            {
                return Ok(done);
            }
        }
    }

    fn press(&mut self, key: Key, has_boxes: bool) -> Option<Done> {
        if key == Key::Escape && self.typed.is_empty() {
            return Some(Done::Back);
        }
        if key == Key::Enter {
            return self.enter();
        }
        if key == Key::Char(' ') && has_boxes {
            return Some(Done::Ticked(self.at));
        }
        if key == Key::Escape {
            self.typed.clear();
        } else if key == Key::Backspace {
            self.typed.pop();
        } else if let Key::Char(letter) = key
            && !letter.is_control()
        {
            self.typed.extend(Some(letter).filter(|_| self.has_room()));
        } else {
            return self.walk(&key);
        }
        self.search();
        None
    }

    /// What was typed and is nothing is no answer, least of all the one where one happens to be.
    fn enter(&self) -> Option<Done> {
        if self.is_found {
            return Some(Done::Taken(self.at));
        }
        self.understood().map(|_| Done::Said(self.typed.clone()))
    }

    fn understood(&self) -> Option<String> {
        self.own.and_then(|own| (own.understood)(&self.typed))
    }

    fn has_room(&self) -> bool {
        self.typed.chars().count() < LONGEST
    }

    fn walk(&mut self, key: &Key) -> Option<Done> {
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
            (self.at, self.is_found) = (place, true);
            self.typed.clear();
        }
        None
    }

    /// Goes to the next thing of which a word begins as was typed.
    fn search(&mut self) {
        let sought = folded(&self.typed);
        let begins =
            |index: &usize| format!(" {}", folded(&self.items[*index])).contains(&format!(" {sought}"));
        let mut from_here = (self.at..self.items.len()).chain(0..self.at);
        let found = from_here.find(begins).filter(|_| !sought.is_empty());
        self.is_found = self.typed.is_empty() || found.is_some();
        self.at = found.unwrap_or(self.at);
    }

    /// What was typed, and what becomes of it.
    fn told(&self) -> Option<String> {
        if self.is_scanned {
            return Some(self.words.label("typed.scanned").to_owned());
        }
        if self.typed.is_empty() {
            return self.own.map(|own| own.hint.to_owned());
        }
        let nothing = || self.words.label("typed.nothing-so").to_owned();
        let told = (!self.is_found).then(|| self.understood().unwrap_or_else(nothing));
        Some([Some(self.typed.clone()), told].into_iter().flatten().collect::<Vec<_>>().join("  →  "))
    }

    fn lines(&self, prompt: &str, ticks: Option<&[bool]>, rows: usize) -> Vec<String> {
        let shown = SHOWN.min(rows.saturating_sub(AROUND)).max(1);
        let first = self.at.saturating_sub(shown / 2).min(self.items.len().saturating_sub(shown));
        let (faint, strong, here) = (paint::faint(), paint::strong(), paint::here());
        let mut lines = vec![format!("{strong}{}{strong:#}", fitting(prompt))];
        lines.extend(self.told().map(|told| format!("  {faint}{}{faint:#}", fitting(&told))));
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
    use souplesse_words::Language;

    use super::*;

    fn items() -> Vec<String> {
        ["Today 6 pm – 9 pm", "Today 9 pm – midnight", "Élément illisible", "Earlier", "No date"]
            .map(str::to_owned)
            .to_vec()
    }

    fn list(items: &[String]) -> List<'_> {
        let understood = &|text: &str| (text == "14/08 9h15").then(|| "14/08 at 9:15".to_owned());
        List::new(items, 0, Some(Own { hint: "or so", understood }), Words::of(Language::English))
    }

    /// Where one is behind that text, and what Enter does.
    fn typed(text: &str) -> (usize, Option<Done>) {
        let items = items();
        let mut list = list(&items);
        for letter in text.chars() {
            assert!(list.press(Key::Char(letter), false).is_none(), "{letter} acts");
        }
        (list.at, list.press(Key::Enter, false))
    }

    #[test]
    fn letters_search_and_never_act() {
        for (text, place) in [("elem", 2), ("no d", 4), ("9", 0), ("9 pm m", 1)] {
            let (at, done) = typed(text);
            assert!(at == place && matches!(done, Some(Done::Taken(taken)) if taken == place), "{text}");
        }
    }

    #[test]
    fn what_leads_nowhere_is_no_answer_and_what_is_understood_is_said() {
        for text in ["jhkl", "midx", "mide", "9 pm, or so", "today at 9:15", "earlierr", " "] {
            assert!(typed(text).1.is_none(), "{text}");
        }
        assert!(matches!(typed("14/08 9h15").1, Some(Done::Said(said)) if said == "14/08 9h15"));
        let items = items();
        let mut list = list(&items);
        "earlierr".chars().for_each(|letter| _ = list.press(Key::Char(letter), false));
        assert!(list.told().is_some_and(|told| told.starts_with("earlierr  →")));
        // It can be mended, and given up.
        assert!(list.press(Key::Backspace, false).is_none());
        assert!(matches!(list.press(Key::Enter, false), Some(Done::Taken(3))));
        assert!(list.press(Key::Escape, false).is_none());
        assert!(matches!(list.press(Key::Escape, false), Some(Done::Back)));
    }

    #[test]
    fn a_space_ticks_where_there_are_boxes() {
        let items = items();
        let mut list = list(&items);
        assert!(list.press(Key::Char('e'), true).is_none());
        assert!(matches!(list.press(Key::Char(' '), true), Some(Done::Ticked(2))));
        assert!(matches!(list.press(Key::Enter, true), Some(Done::Taken(2))));
    }

    #[test]
    fn a_short_terminal_shows_what_is_around_the_place() {
        let items = (0..40).map(|number| format!("item {number}")).collect::<Vec<_>>();
        for at in 0..items.len() {
            let list = List { at, ..list(&items) };
            for rows in [1, 5, 8, 24, 200] {
                let lines = list.lines("Which?", None, rows);
                assert!(lines.len() <= rows.max(AROUND), "{rows}: {lines:#?}");
                let here = format!("> item {at}");
                assert!(lines.iter().any(|line| line.contains(&here)), "{rows}: {lines:#?}");
            }
        }
    }
}
