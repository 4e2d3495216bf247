//! The facts that a pass states, whatever family it is of.
//!
//! They are read from the DCC-shaped payload that both families end in.
//! Rules judge the payload itself; facts are what the core checks before any rule and what people may be shown.

use super::sampled::Sampled;
use crate::code::Code;
use crate::time;
use crate::trust::Kind;
use crate::value::Value;

/// What a pass says of its holder and of the proof. Everything borrows from the payload.
///
/// No `Debug`: all of it is personal.
pub struct Facts<'p> {
    /// The surname as written for people, else in its standardised form; empty where the pass has none.
    pub surname: &'p str,
    /// The given names, likewise.
    pub given_names: &'p str,
    /// The birth date, `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; empty where the pass has none.
    pub birth_date: &'p str,
    /// What is proved.
    pub kind: Kind,
    /// The one entry of the certificate.
    pub entry: &'p Value<'p>,
    /// When the sample of a test was taken; `None` for other proofs.
    pub sampled: Option<Sampled>,
}

/// The one entry of each kind of certificate, by the name that the schema gives it.
const ENTRIES: [(&str, Kind); 3] = [("v", Kind::Vaccination), ("t", Kind::Test), ("r", Kind::Recovery)];

impl<'p> Facts<'p> {
    /// Reads the facts of a DCC-shaped payload.
    ///
    /// # Errors
    /// [`Code::NoEntry`] and [`Code::MoreThanOneEntry`]: a certificate proves exactly one thing. [`Code::Hcert`] without
    /// any name, and without a date from which the proof counts: one that is missing or does not exist is the pass's fault,
    /// and not that of rules which cannot decide without it.
    pub fn read(payload: &'p Value<'p>) -> Result<Self, Code> {
        let (kind, entry) = only_entry(payload)?;
        let name = |spoken: &str, standardised: &str| {
            let names = payload.get("nam");
            let written = |key: &str| names.and_then(|names| names.get(key)).and_then(Value::text);
            let spoken = written(spoken).filter(|text| !text.is_empty());
            spoken.or_else(|| written(standardised)).unwrap_or_default()
        };
        let (surname, given_names) = (name("fn", "fnt"), name("gn", "gnt"));
        if !names_somebody(surname) && !names_somebody(given_names) {
            return Err(Code::Hcert);
        }
        Ok(Self {
            surname,
            given_names,
            birth_date: payload.get("dob").and_then(Value::text).map_or("", time::date_part),
            kind,
            entry,
            sampled: read_date(kind, entry).ok_or(Code::Hcert)?,
        })
    }

    /// Whether a dose of a certificate is the noughth, or of a course of none: the schema counts from one, and nought of
    /// nought would be a whole course. A 2D-DOC says by itself whether the course is done.
    #[must_use]
    pub fn counts_from_nought(&self) -> bool {
        let counts = ["dn", "sd"].map(|key| self.entry.get(key));
        self.kind == Kind::Vaccination && counts.into_iter().any(is_below_one)
    }

    /// A text of the entry, such as `mp`; empty where it is missing.
    #[must_use]
    pub fn text(&self, key: &str) -> &'p str {
        self.entry.get(key).and_then(Value::text).unwrap_or_default()
    }
}

fn is_below_one(count: Option<&Value<'_>>) -> bool {
    match count {
        Some(Value::Integer(count)) => *count < 1,
        Some(Value::Float(count)) => *count < 1.0,
        None | Some(Value::Null | Value::Bool(_) | Value::Text(_) | Value::List(_) | Value::Object(_)) => {
            false
        }
    }
}

/// Whether a name has a letter: of blanks, signs and invisible characters nobody could be known.
pub(super) fn names_somebody(name: &str) -> bool {
    name.chars().any(char::is_alphabetic)
}

fn only_entry<'p>(payload: &'p Value<'p>) -> Result<(Kind, &'p Value<'p>), Code> {
    let mut only = None;
    for (key, kind) in ENTRIES {
        for entry in payload.get(key).map_or(&[][..], Value::items) {
            if only.replace((kind, entry)).is_some() {
                return Err(Code::MoreThanOneEntry);
            }
        }
    }
    only.ok_or(Code::NoEntry)
}

/// The time of sampling of a test. Vaccination and recovery must have their day, which rules look at.
fn read_date(kind: Kind, entry: &Value<'_>) -> Option<Option<Sampled>> {
    let written = |key| entry.get(key).and_then(Value::text);
    match kind {
        Kind::Test => Sampled::read(written("sc")?).map(Some),
        Kind::Vaccination => time::day(written("dt")?).map(|_| None),
        Kind::Recovery => time::day(written("fr")?).map(|_| None),
    }
}
