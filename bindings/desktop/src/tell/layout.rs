//! How wide a text is, and what is done where it does not fit.

use std::env;

/// The column in which values begin.
pub const INDENT: usize = 22;
/// Longer lines are hard to read, however wide the terminal is.
const WIDEST: usize = 100;
/// No layout fits fewer columns.
const NARROWEST: usize = 40;

/// The columns of a page of text: those of the terminal, as far as lines are read easily.
#[must_use]
pub fn page() -> usize {
    terminal().unwrap_or(WIDEST).min(WIDEST)
}

/// The columns of the terminal; `None` where answers go into a file or another program.
#[must_use]
pub fn terminal() -> Option<usize> {
    let said = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let found = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    said.or_else(found).filter(|columns| *columns > 0).map(|columns: usize| columns.max(NARROWEST))
}

/// The lines of the terminal; `None` as for [`terminal`].
#[must_use]
pub fn rows() -> Option<usize> {
    let said = env::var("LINES").ok().and_then(|lines| lines.parse().ok());
    let found = || terminal_size::terminal_size().map(|(_, height)| usize::from(height.0));
    said.or_else(found).filter(|lines| *lines > 0)
}

/// How many columns a text takes on a terminal. Enough for Latin letters, marks and signs;
/// combining accents take none.
#[must_use]
pub fn width(text: &str) -> usize {
    text.chars().filter(|letter| !('\u{300}'..='\u{36F}').contains(letter)).count()
}

/// `text` filled up with spaces to `columns`.
#[must_use]
pub fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// A label in front of a value in its column; a longer one still stands apart from it.
#[must_use]
pub fn label(text: &str, columns: usize) -> String {
    pad(&format!("{text} "), columns)
}

/// `text` cut to `columns`, with an ellipsis where something is missing.
#[must_use]
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let kept = text.chars().take(columns.saturating_sub(1)).collect::<String>();
    format!("{}…", kept.trim_end())
}

/// `text` cut to `columns`, with an ellipsis for what is missing: the end of a path tells more than its middle.
#[must_use]
pub fn cut_in_the_middle(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let letters = text.chars().collect::<Vec<_>>();
    let kept = columns.saturating_sub(1);
    let start = letters[..kept / 3].iter().collect::<String>();
    let end = letters[letters.len() - (kept - kept / 3)..].iter().collect::<String>();
    format!("{start}…{end}")
}

/// The text in lines of so many columns, broken at its spaces; a word that is longer is broken where the line ends.
#[must_use]
pub fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::<String>::new();
    for word in words(text) {
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(&word) <= columns => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.extend(pieces(&word, columns)),
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// Words with the French signs that stand apart from them: who wrote a title typed plain spaces there.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::<String>::new();
    for word in text.split(' ') {
        match words.last_mut() {
            Some(last) if last.ends_with('«') || word.starts_with(['»', ':', ';', '?', '!']) => {
                last.push('\u{a0}');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

fn pieces(word: &str, columns: usize) -> Vec<String> {
    let letters = word.chars().collect::<Vec<_>>();
    let pieces = letters.chunks(columns.max(1)).map(|piece| piece.iter().collect());
    if letters.is_empty() { vec![String::new()] } else { pieces.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_loses_its_middle_or_goes_on_in_the_next_line() {
        assert_eq!(cut_in_the_middle("queue/pass.png", 14), "queue/pass.png");
        assert_eq!(
            cut_in_the_middle("queue/of/saturday/pass.png", 14),
            "queu….pass.png".replace(".pass", "/pass")
        );
        assert_eq!(wrapped("an ellipsis for what is missing", 12), ["an ellipsis", "for what is", "missing"]);
        assert_eq!(wrapped("x123456789 y", 4), ["x123", "4567", "89 y"]);
        assert!(wrapped("", 10).is_empty());
        assert_eq!(
            wrapped("Passe « activités », août : oui", 14),
            ["Passe", "«\u{a0}activités\u{a0}»,", "août\u{a0}: oui"]
        );
    }

    #[test]
    fn a_label_stands_apart_from_its_value_however_long_it_is() {
        for text in ["", "short", "as long as its column is", "x".repeat(INDENT).as_str()] {
            let label = label(text, INDENT);
            assert!(label.ends_with(' ') && width(&label) >= INDENT, "{label}|");
        }
    }
}
