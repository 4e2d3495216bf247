//! Packs as people write them: TOML, with the line and column of what is wrong.

use std::fmt;
use std::path::Path;

use souplesse_core::json::without_values;
use souplesse_core::rules::tolerance::Tolerance;

use crate::read::limits;
use crate::read::pack_faults::read_first;
use crate::tell::error::Error;

/// What is wrong with a text, and where.
#[derive(Debug)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// What is wrong.
    pub detail: String,
}

/// Reads and checks a pack.
///
/// # Errors
/// [`Error::Read`], or [`Error::Unusable`] with line and column.
pub fn read_file(path: &Path) -> Result<Tolerance, Error> {
    read(&read_text(path)?)
        .map_err(|fault| Error::Unusable { path: path.to_owned(), detail: fault.to_string() })
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

/// What a reader of TOML found in a text, and where; nothing of the text is repeated.
#[must_use]
pub fn told(text: &str, error: &toml::de::Error) -> String {
    Fault::of(text, error).to_string()
}

impl Fault {
    fn of(text: &str, error: &toml::de::Error) -> Self {
        let start = error.span().map_or(0, |span| span.start);
        Self::at(text, start, without_values(error.message()))
    }

    /// Something at a place in a text, in bytes.
    pub(crate) fn at(text: &str, offset: usize, detail: String) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
        Self { line, column, detail }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fault { line, column, detail } = self;
        write!(formatter, "line {line}, column {column}: {detail}")
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
            ("axis =", "axes =", "axes", "unknown field, expected one of `version`"),
            ("\"time-of-act\"", "\"time-of-day\"", "\"time", "unknown variant, expected"),
            ("\"Europe/Paris\"", "\"Europe/Pariss\"", "\"Europe", "expected one whose clock is built in"),
            ("version = 1", "version = 2", "2", "unknown version 2"),
            (
                "until = \"2021-08-14T00:00\"",
                "until = \"2021-08-13T00:00\"",
                "\"2021",
                "`windows[0].until`: it must",
            ),
            ("level = \"firm\"", "level = \"strict\"", "\"strict", "unknown variant, expected"),
            ("id = \"brand\"", "id = \"colour\"", "\"colour", "`elements[7].id`: `colour` has no words"),
            (
                "sunset = \"2021-08-17T00:00\"",
                "sunset = \"17 August\"",
                "\"17",
                "no local time of 1900 to 2200",
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
