//! Colour, where the terminal has it.

use anstyle::{AnsiColor, Color, RgbColor, Style};
use souplesse_core::Outcome;
use souplesse_words::{Rgb, look};

/// The colours of the verdict screens: ink on a field.
#[must_use]
pub fn verdict(outcome: Outcome) -> Style {
    let look = match outcome {
        Outcome::Valid => look::VALID,
        Outcome::Tolerated => look::TOLERATED,
        Outcome::Incomplete => look::INCOMPLETE,
        Outcome::NotCovered => look::NOT_COVERED,
        Outcome::Refused => look::REFUSED,
        Outcome::CannotJudge => look::CANNOT_JUDGE,
        Outcome::NotAPass => look::NOT_A_PASS,
    };
    Style::new().bold().fg_color(Some(color(look.ink))).bg_color(Some(color(look.field)))
}

fn color([red, green, blue]: Rgb) -> Color {
    Color::Rgb(RgbColor(red, green, blue))
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

/// Where one is in a list.
#[must_use]
pub fn here() -> Style {
    Style::new().fg_color(Some(Color::Ansi(AnsiColor::Cyan))).bold()
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
