//! The small parts of a pack: words, texts in both languages, zones.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The longest word.
const LONGEST: usize = 32;

/// The name of a kind of paper, of an element on it, of a reason or of a kind of place: `[a-z0-9-]{1,32}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Word(Box<str>);

impl Word {
    /// What is asked for by a question of its own: what kind of paper it is.
    pub const TEST_KIND: &'static str = "test-kind";
    /// The day of the act.
    pub const TEST_DATE: &'static str = "test-date";
    /// The time of the act on its day.
    pub const TEST_TIME: &'static str = "test-time";
    /// How long the paper says that it is good for.
    pub const DURATION: &'static str = "duration";

    /// The reason for a kind of paper that a pack does not speak of.
    pub(super) fn kind_not_covered() -> Self {
        Self("kind-not-covered".into())
    }

    /// The word as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text that is no word.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{given}` is no word, expected 1 to {LONGEST} of a to z, 0 to 9 and -")]
pub struct NotAWord {
    /// What was given.
    pub given: String,
}

impl TryFrom<String> for Word {
    type Error = NotAWord;

    fn try_from(text: String) -> Result<Self, NotAWord> {
        text.parse()
    }
}

impl TryFrom<&str> for Word {
    type Error = NotAWord;

    fn try_from(text: &str) -> Result<Self, NotAWord> {
        text.parse()
    }
}

impl FromStr for Word {
    type Err = NotAWord;

    fn from_str(text: &str) -> Result<Self, NotAWord> {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if text.is_empty() || text.len() > LONGEST || !text.bytes().all(allowed) {
            return Err(NotAWord { given: text.to_owned() });
        }
        Ok(Self(text.into()))
    }
}

impl From<Word> for String {
    fn from(word: Word) -> Self {
        word.0.into()
    }
}

impl Borrow<str> for Word {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Word {
    fn eq(&self, text: &str) -> bool {
        &*self.0 == text
    }
}

impl fmt::Display for Word {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A text for people, in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

/// What a word means to people, where the product has no words for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordText {
    /// The word.
    pub id: Word,
    /// What it is, in a few words.
    pub label: Text,
    /// What the person at the door does next, in one sentence.
    pub text: Text,
}

/// A zone of the tz database, such as `Europe/Paris`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(pub Tz);

impl TryFrom<String> for Zone {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        let zone = name.parse::<Tz>();
        zone.map(Self).map_err(|_| {
            format!("`{name}` is no zone, expected one whose clock is built in, such as Europe/Paris")
        })
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.0.name().to_owned()
    }
}
