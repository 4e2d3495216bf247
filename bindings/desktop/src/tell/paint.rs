//! Colour, where the terminal has it.

use anstyle::{AnsiColor, Color, RgbColor, Style};
use souplesse_core::Outcome;

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
