//! A part of the register as JSON: for programs, and to be verified where the register is not.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_path_to_error::{Path, Segment};
use thiserror::Error;

use super::chain::{Verification, Walk};
use super::line::{Entry, Hash, Head, Line};
use super::{Register, StoreError};
use crate::compact::Version;

/// The lines of a span of time, with their hashes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// The version of this form: 1.
    pub version: Version,
    /// The end of the register when it was exported, whether or not that line is among these.
    pub end: Head,
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
#[error("`{path}`: {detail}")]
pub struct ExportError {
    /// Where.
    pub path: String,
    /// What is wrong there.
    pub detail: String,
}

impl Export {
    /// The longest export that is read, in bytes: a shift takes about a thousand of them.
    pub const LARGEST: usize = 4 << 20;

    /// The lines from `from` until before `until`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn of(register: &Register, from: DateTime<Utc>, until: DateTime<Utc>) -> Result<Self, StoreError> {
        let mut lines = Vec::new();
        register.lines(|line| {
            if (from..until).contains(&line.at) {
                lines.push(Exported::of(line));
            }
        })?;
        Ok(Self { version: Version, end: register.head(), lines })
    }

    /// Reads an export again.
    ///
    /// # Errors
    /// [`ExportError`]; lines that do not fit together are found by [`verify`](Self::verify).
    pub fn read(json: &str) -> Result<Self, ExportError> {
        if json.len() > Self::LARGEST {
            let (length, most) = (json.len(), Self::LARGEST);
            let detail = format!("{length} bytes are more than {most}: export a shorter span of time");
            return Err(ExportError { path: String::new(), detail });
        }
        let mut reader = serde_json::Deserializer::from_str(json);
        let export = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            let path = known_part(error.path());
            // The reader's own words may repeat what stands there, which is nobody's business here.
            let error = error.into_inner();
            ExportError { path, detail: format!("{:?} error in line {}", error.classify(), error.line()) }
        })?;
        reader.end().map_err(|_| ExportError {
            path: String::new(),
            detail: "something stands behind the export".to_owned(),
        })?;
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

    /// Whether these lines follow from each other, and have the hashes that stand with them.
    #[must_use]
    pub fn verify(&self) -> Verification {
        let mut walk = Walk::new();
        for exported in &self.lines {
            let line = exported.line();
            let is_whole = line.hash() == exported.hash;
            walk.step(exported.number, Some(line).filter(|_| is_whole).as_ref());
        }
        walk.finish()
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
