//! Packs as people write them: TOML, with the line and column of what is wrong.

use std::fmt;
use std::path::Path;

use souplesse_core::rules::tolerance::{PackError, Tolerance};
use souplesse_words::{Language, Words};

use crate::read::limits;
use crate::read::pack_faults::read_first;
use crate::read::pack_places::{line_and_column, path_at};
use crate::read::syntax::Syntax;
use crate::tell::error::{self, Error, Unusable};

/// What is wrong with a text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// What is wrong.
    pub what: What,
}

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It is not of its form.
    Syntax(Syntax),
    /// It is a pack that makes no sense.
    Pack(PackError),
}

impl What {
    /// Whether something is missing, which has no place of its own.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Syntax(Syntax::Missing { .. }))
    }
}

/// Reads and checks a pack.
///
/// # Errors
/// [`Error::Read`], or [`Error::Unusable`] with line and column.
pub fn read_file(path: &Path) -> Result<Tolerance, Error> {
    read(&read_text(path)?)
        .map_err(|fault| Error::Unusable { path: path.to_owned(), why: Unusable::Text(fault) })
}

/// The text of a pack's file.
///
/// # Errors
/// [`Error::Read`], and [`Error::Unusable`] for what is larger than any pack.
pub fn read_text(path: &Path) -> Result<String, Error> {
    limits::read_text(path, limits::TOML_FILE)
}

/// Reads and checks a pack.
///
/// # Errors
/// The first fault of the text; [`read_all`](crate::read::pack_faults::read_all) tells all of them.
pub fn read(text: &str) -> Result<Tolerance, Fault> {
    read_first(text)
}

impl Fault {
    /// What a reader of TOML found in a text, and where; nothing of the text is repeated.
    #[must_use]
    pub fn of(text: &str, error: &toml::de::Error) -> Self {
        let start = error.span().map_or(0, |span| span.start);
        let syntax = Syntax::of_toml(text, error).at(&path_at(text, start));
        Self::at(text, start, What::Syntax(syntax))
    }

    /// Something at a place in a text, in bytes.
    pub(super) fn at(text: &str, offset: usize, what: What) -> Self {
        let (line, column) = line_and_column(text, offset);
        Self { line, column, what }
    }
}

/// In English, for programs and developers.
impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&error::fault(self, Words::of(Language::English)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACK: &str = include_str!("../../../../core/data/pack-fr-psc-2021-08.toml");

    #[test]
    fn the_built_in_pack_is_read() {
        assert_eq!(read(PACK).expect("a pack").pack().id, "FR-PSC-2021-08");
    }

    /// The text `to` takes the place of `from`; the fault is told at `culprit` within it.
    #[test]
    fn faults_are_found_where_they_stand() {
        for (from, to, culprit, expected) in [
            ("axis =", "axes =", "axes", "unknown field, expected one of version, id"),
            ("\"time-of-act\"", "\"time-of-day\"", "\"time", "unknown word, expected one of time-of-act"),
            (
                "\"Europe/Paris\"",
                "\"Europe/Pariss\"",
                "\"Europe",
                "“zone”: expected a zone whose clock is built in",
            ),
            ("version = 1", "version = 2", "2", "“version”: expected the number 1"),
            (
                "until = \"2021-08-14T00:00\"",
                "until = \"2021-08-13T00:00\"",
                "\"2021",
                "“windows[0].until”: it must come after “from”",
            ),
            ("level = \"firm\"", "level = \"strict\"", "\"strict", "unknown word, expected one of essential"),
            ("id = \"brand\"", "id = \"colour\"", "\"colour", "“elements[7].id”: “colour” has no words"),
            (
                "sunset = \"2021-08-17T00:00\"",
                "sunset = \"17 August\"",
                "\"17",
                "“in-force.sunset”: expected a local time of the years 1900 to 2200",
            ),
        ] {
            assert!(PACK.contains(from), "{from}");
            let changed = PACK.replacen(from, to, 1);
            let place = changed.find(to).expect("it was put there") + to.find(culprit).expect("it is in it");
            let before = changed.get(..place).expect("a place in the text");
            let line = before.matches('\n').count() + 1;
            let column = before.chars().rev().take_while(|letter| *letter != '\n').count() + 1;
            let found = read(&changed).expect_err("a fault").to_string();
            let expected = format!("line {line}, column {column}: {expected}");
            assert!(found.starts_with(&expected), "{found}\nexpected {expected}");
        }
    }
}
