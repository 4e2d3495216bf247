//! What the form's choices are called.

use chrono::{Datelike, Timelike};
use souplesse_core::attestation::{Chip, Choice, Half, TimeGroup};
use souplesse_words::{Language, Words};

/// The names of choices in one language.
pub(super) struct Labels {
    pub words: &'static Words,
    pub language: Language,
}

impl Labels {
    pub fn of(language: Language) -> Self {
        Self { words: Words::of(language), language }
    }

    /// A kind or an element; `table` is where the product keeps its own.
    pub fn choice(&self, choice: &Choice, table: &str) -> String {
        let own = choice.words.as_ref().map(|words| match self.language {
            Language::French => words.label.fr.clone(),
            Language::English => words.label.en.clone(),
        });
        own.unwrap_or_else(|| self.words.label(&format!("{table}.{}", choice.word)).to_owned())
    }

    /// An hour or a day with its heading, such as `Fri 13/08 afternoon · 17:00`.
    pub fn chip(&self, group: &TimeGroup, chip: &Chip) -> String {
        let day = format!(
            "{} {}",
            self.words.weekday(chip.from.weekday().num_days_from_monday()),
            chip.from.format("%d/%m")
        );
        let half = group.half.map(|half| {
            self.words.label(match half {
                Half::Morning => "half.morning",
                Half::Afternoon => "half.afternoon",
            })
        });
        let heading = half.map_or(day.clone(), |half| format!("{day} {half}"));
        let hours = (chip.until - chip.from).num_minutes();
        if !chip.covered || hours > 60 {
            return heading;
        }
        format!(
            "{heading} · {}",
            self.words.fill("form-chip.hour", &[("hour", &chip.from.hour().to_string())])
        )
    }
}
