//! The two languages, and what differs between them besides the words.

use std::fmt;
use std::str::FromStr;

/// A language that people are spoken to in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// French.
    French,
    /// English.
    English,
}

/// A text that names neither language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLanguage;

impl Language {
    /// Both languages.
    pub const ALL: [Language; 2] = [Language::French, Language::English];

    /// The ISO 639-1 code, `fr` or `en`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Language::French => "fr",
            Language::English => "en",
        }
    }

    /// Nought is singular in French and plural in English.
    pub(crate) fn is_singular(self, count: usize) -> bool {
        match self {
            Language::French => count <= 1,
            Language::English => count == 1,
        }
    }

    /// The file of words.
    pub(crate) fn source(self) -> &'static str {
        match self {
            Language::French => include_str!("../fr.toml"),
            Language::English => include_str!("../en.toml"),
        }
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads `fr` or `en`, and the same with a region as systems write it: `fr_FR.UTF-8`, `en-GB`.
    fn from_str(text: &str) -> Result<Self, UnknownLanguage> {
        let code = text.split(['-', '_', '.']).next();
        Language::ALL.into_iter().find(|language| Some(language.code()) == code).ok_or(UnknownLanguage)
    }
}

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the language is neither fr nor en")
    }
}

impl std::error::Error for UnknownLanguage {}
