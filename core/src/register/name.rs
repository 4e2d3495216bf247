//! Who checks: the one kind of name that the register takes.

use std::fmt;

use minicbor::{Decode, Decoder, Encode};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Longer names are none.
const LONGEST: usize = 80;

/// Signs that names of people and services have beside letters, digits and single spaces.
const SIGNS: [char; 8] = ['\'', '’', '-', '.', ',', '(', ')', '&'];

/// A person or a service named to check passes. `Debug` shows that there is one, and not who.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Encode, Serialize, Deserialize)]
#[cbor(transparent)]
#[serde(try_from = "String", into = "String")]
pub struct Name(#[n(0)] String);

/// A text that is no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "a name has 1 to 80 letters, digits, single spaces and any of ' ’ - . , ( ) &, and begins with a letter or a digit"
)]
pub struct NotAName;

impl Name {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is the same name, whatever is written in capitals.
    pub(super) fn is_of_same_person(&self, other: &Self) -> bool {
        self.0.to_lowercase() == other.0.to_lowercase()
    }
}

/// The first letter or digit keeps a spreadsheet from taking a name for a formula.
impl TryFrom<String> for Name {
    type Error = NotAName;

    fn try_from(text: String) -> Result<Self, NotAName> {
        let is_allowed = |letter: char| letter.is_alphanumeric() || letter == ' ' || SIGNS.contains(&letter);
        let begins = text.chars().next().is_some_and(char::is_alphanumeric);
        let is_tidy = text.trim() == text && !text.contains("  ");
        let fits = text.chars().count() <= LONGEST && text.chars().all(is_allowed);
        if begins && is_tidy && fits { Ok(Self(text)) } else { Err(NotAName) }
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}

impl<'b, C> Decode<'b, C> for Name {
    fn decode(decoder: &mut Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        Self::try_from(decoder.str()?.to_owned()).map_err(minicbor::decode::Error::custom)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Name(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_people_and_services_are_taken_and_nothing_else() {
        for name in ["Anne Le Goff", "D’Artagnan (sécurité)", "Service 3, hall B", "Ö", "2e équipe"] {
            assert!(Name::try_from(name.to_owned()).is_ok(), "{name}");
        }
        let long = "a".repeat(LONGEST + 1);
        for text in
            ["", " Anne", "Anne ", "An  ne", "=1+1", "@SUM", "-x", "A\nB", "A;B", "HC1:6BF", "A\"B", &long]
        {
            assert!(Name::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
