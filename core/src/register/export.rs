//! A part of the register as JSON: for programs, and to be verified where the register is not.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_path_to_error::{Path, Segment};
use thiserror::Error;

use super::chain::{Fault, Verification, Walk};
use super::line::{Entry, Hash, Head, Line, Span};
use super::{Register, StoreError};
use crate::compact::Version;

/// The lines of a span of time, with their hashes. They follow each other without a gap: a line whose clock was wrong is among
/// those that it was written between.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// The version of this form: 1.
    pub version: Version,
    /// The end of the register when it was exported, whether or not that line is among these.
    pub end: Head,
    /// Which lines were chosen; `None` where there was none, and in exports of earlier versions of this program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// The lines, in order.
    pub lines: Vec<Exported>,
}

/// A line and its hash, which follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exported {
    number: u64,
    at: DateTime<Utc>,
    entry: Entry,
    before: Hash,
    hash: Hash,
}

/// A text that is no export.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExportError {
    /// One that is longer than any.
    #[error("{length} bytes are more than {}: export a shorter span of time", Export::LARGEST)]
    TooLong {
        /// How many bytes it has.
        length: usize,
    },
    /// Something that is not JSON, or not what an export holds.
    #[error("`{path}`: not the form of an export in line {line}")]
    Form {
        /// Where, by the names that an export has.
        path: String,
        /// In which line, from 1.
        line: usize,
    },
    /// Something that follows the end.
    #[error("something follows the export")]
    Trailing,
}

impl Export {
    /// The longest export that is read, in bytes: a shift takes about a thousand of them.
    pub const LARGEST: usize = 4 << 20;

    /// The lines from the first to the last that were written from `from` until before `until`, with all between them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn of(register: &Register, from: DateTime<Utc>, until: DateTime<Utc>) -> Result<Self, StoreError> {
        let (mut lines, mut between) = (Vec::new(), Vec::new());
        register.lines(|line| {
            let is_chosen = (from..until).contains(&line.at);
            if is_chosen || !lines.is_empty() {
                between.push(Exported::of(line));
            }
            if is_chosen {
                lines.append(&mut between);
            }
        })?;
        let span = lines.first().zip(lines.last()).map(|(first, last): (&Exported, &Exported)| Span {
            first: first.number,
            last: Head { number: last.number, hash: last.hash },
        });
        Ok(Self { version: Version, end: register.head(), span, lines })
    }

    /// Reads an export again.
    ///
    /// # Errors
    /// [`ExportError`]; lines that do not fit together are found by [`verify`](Self::verify).
    pub fn read(json: &str) -> Result<Self, ExportError> {
        if json.len() > Self::LARGEST {
            return Err(ExportError::TooLong { length: json.len() });
        }
        let mut reader = serde_json::Deserializer::from_str(json);
        let export = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            let path = known_part(error.path());
            // The reader's own words may repeat what stands there, which is nobody's business here.
            ExportError::Form { path, line: error.inner().line() }
        })?;
        reader.end().map_err(|_| ExportError::Trailing)?;
        Ok(export)
    }

    /// The export as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("texts and numbers always become JSON")
    }

    /// The lines.
    pub fn lines(&self) -> impl Iterator<Item = Line> {
        self.lines.iter().map(Exported::line)
    }

    /// Whether these lines follow from each other, have the hashes that stand with them, and are those that were chosen of a
    /// register with that end.
    #[must_use]
    pub fn verify(&self) -> Verification {
        let mut walk = Walk::new();
        for exported in &self.lines {
            let line = exported.line();
            if line.hash() == exported.hash {
                walk.step(exported.number, Some(&line));
            } else {
                walk.step_over(Fault::Changed { line: exported.number }, exported.number);
            }
        }
        walk.end_part(self.span, self.end)
    }
}

/// The path up to a name that no export has: what stands in place of one may be anything.
fn known_part(path: &Path) -> String {
    const NAMES: [&str; 8] = ["version", "end", "lines", "number", "at", "entry", "before", "hash"];
    let mut known = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => known.push_str(&format!("[{index}]")),
            Segment::Map { key } if NAMES.contains(&key.as_str()) => {
                let dot = if known.is_empty() { "" } else { "." };
                known.push_str(&format!("{dot}{key}"));
            }
            Segment::Map { .. } | Segment::Enum { .. } | Segment::Unknown => break,
        }
    }
    known
}

impl Exported {
    fn of(line: Line) -> Self {
        let hash = line.hash();
        let Line { number, at, entry, before } = line;
        Self { number, at, entry, before, hash }
    }

    fn line(&self) -> Line {
        Line { number: self.number, at: self.at, entry: self.entry.clone(), before: self.before }
    }
}
