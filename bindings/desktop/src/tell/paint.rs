//! Colour and width, where the terminal has them.

use anstyle::{AnsiColor, Color, RgbColor, Style};
use souplesse_core::Outcome;

/// The column in which values begin.
pub const INDENT: usize = 22;

/// The colours of the verdict screens: white on a ground of at least 7:1 contrast.
#[must_use]
pub fn verdict(outcome: Outcome) -> Style {
    let ground = match outcome {
        Outcome::Valid => RgbColor(0x0B, 0x5A, 0x24),
        Outcome::Tolerated => RgbColor(0x0B, 0x3D, 0x91),
        Outcome::Incomplete => RgbColor(0x7A, 0x42, 0x00),
        Outcome::Refused => RgbColor(0xA1, 0x12, 0x1A),
        Outcome::CannotJudge => RgbColor(0x4A, 0x3B, 0x5C),
        Outcome::NotCovered | Outcome::NotAPass => RgbColor(0x3C, 0x40, 0x43),
    };
    Style::new()
        .bold()
        .fg_color(Some(Color::Rgb(RgbColor(0xFF, 0xFF, 0xFF))))
        .bg_color(Some(Color::Rgb(ground)))
}

/// The mark in front of the word, so that colour never says anything alone.
#[must_use]
pub fn mark(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Valid => "✔",
        Outcome::Tolerated => "▤",
        Outcome::Incomplete => "◫",
        Outcome::NotCovered => "?",
        Outcome::Refused => "✘",
        Outcome::CannotJudge => "◷",
        Outcome::NotAPass => "▫",
    }
}

/// Names, headings.
#[must_use]
pub fn strong() -> Style {
    Style::new().bold()
}

/// What only some readers need.
#[must_use]
pub fn faint() -> Style {
    Style::new().dimmed()
}

/// What wants attention.
#[must_use]
pub fn warning() -> Style {
    Style::new().fg_color(Some(Color::Ansi(AnsiColor::Yellow))).bold()
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

#[cfg(test)]
mod tests {
    use souplesse_words::{Language, Words};

    use super::*;

    #[test]
    fn a_label_stands_apart_from_its_value_however_long_it_is() {
        for text in ["", "short", "as long as its column is", "x".repeat(INDENT).as_str()] {
            let label = label(text, INDENT);
            assert!(label.ends_with(' ') && width(&label) >= INDENT, "{label}|");
        }
        for language in [Language::English, Language::French] {
            let words = Words::of(language).label("card.stale-since");
            assert!(width(words) >= INDENT, "the one that was too long for its column: {words}");
        }
    }
}
