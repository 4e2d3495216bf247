//! A paper attestation as scripts and options describe it.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::Deserialize;
use souplesse_core::attestation::{Attestation, Hours, PaperError};
use souplesse_core::rules::tolerance::{ELEMENTS, KINDS, ToleranceBook, Word};
use thiserror::Error;

use crate::read::moment::{self, TimeError};

/// A field of a paper that cannot be read. The text is for programs; people are told by the option of that name.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{field}: {wrong}")]
pub struct PaperFault {
    /// Its name, as in a batch line.
    pub field: &'static str,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// What is wrong with a field of a paper.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Wrong {
    /// A word that means nothing here.
    #[error("expected one of {}", known.join(", "))]
    Word {
        /// The words that do.
        known: Vec<String>,
    },
    /// A word with which several things begin.
    #[error("several of these begin like this: {}", known.join(", "))]
    Several {
        /// The things.
        known: Vec<String>,
    },
    /// Not a time as people say it.
    #[error("expected a time such as 2021-08-14T09:15")]
    NoTime,
    /// Not a local time.
    #[error("expected a local time such as 2021-08-14T09:15")]
    NoLocalTime,
    /// A time with which nobody reckons.
    #[error(transparent)]
    Time(TimeError),
    /// A duration of no hours, or of more than a year.
    #[error("whole hours from 1 to {}", Hours::MOST)]
    Hours,
}

impl PaperFault {
    /// A paper that the core does not take.
    #[must_use]
    pub fn of_time(_: PaperError) -> Self {
        Self { field: "tested_at", wrong: Wrong::Time(TimeError::Years) }
    }
}

/// The fields of `attestation` in a batch line.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with kind, tested_at and present")]
pub struct PaperFields {
    /// The kind, or `null`.
    pub kind: Option<String>,
    /// Local time of the test, or `null`.
    pub tested_at: Option<String>,
    /// What stands on the paper.
    pub present: Vec<String>,
    /// The duration that it states, in hours, or `null`.
    #[serde(default)]
    pub stated_hours: Option<u16>,
}

impl PaperFields {
    /// The paper, if every word of it is one that is known or that a pack brings.
    ///
    /// # Errors
    /// Which field is wrong, and what it may be.
    pub fn read(self, packs: &ToleranceBook) -> Result<Attestation, PaperFault> {
        let known = Known::of(packs);
        let stated = self.stated_hours.map(Hours::new).transpose();
        let stated = stated.map_err(|_| PaperFault { field: "stated_hours", wrong: Wrong::Hours })?;
        let kind = self.kind.map(|kind| word("kind", &kind, &known.kinds)).transpose()?;
        // A paper that says no more than its day.
        let day = self.tested_at.as_deref().and_then(|text| text.parse::<NaiveDate>().ok());
        let tested_at = match day {
            Some(day) => Some(day.and_time(NaiveTime::MIN)),
            None => self.tested_at.map(|text| local_time(&text)).transpose()?,
        };
        let present = self.present.iter().map(|element| word("present", element, &known.elements));
        let mut present = present.collect::<Result<Vec<_>, _>>()?;
        present.retain(|element| day.is_none() || *element != *Word::TEST_TIME);
        Attestation::new(kind, tested_at, present, stated).map_err(PaperFault::of_time)
    }
}

/// The words that mean something here: the product's, and those of the packs.
pub struct Known {
    /// Kinds of paper.
    pub kinds: BTreeSet<String>,
    /// What may stand on one.
    pub elements: BTreeSet<String>,
}

impl Known {
    /// What is known beside these packs.
    #[must_use]
    pub fn of(packs: &ToleranceBook) -> Self {
        let packs = || packs.held.iter().map(|held| held.tolerance.pack());
        let kinds = packs().flat_map(|pack| &pack.kinds).map(|kind| kind.id.to_string());
        let elements = packs().flat_map(|pack| &pack.elements).map(|element| element.id.to_string());
        let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        Self { kinds: kinds.chain(own(KINDS)).collect(), elements: elements.chain(own(ELEMENTS)).collect() }
    }
}

/// A word of a list.
///
/// # Errors
/// Names the field and the whole list.
pub fn word(field: &'static str, text: &str, known: &BTreeSet<String>) -> Result<Word, PaperFault> {
    let word = Word::try_from(text).ok().filter(|_| known.contains(text));
    word.ok_or_else(|| PaperFault { field, wrong: Wrong::Word { known: known.iter().cloned().collect() } })
}

/// A local time as it stands on a paper.
///
/// # Errors
/// Says how to write one.
pub fn local_time(text: &str) -> Result<NaiveDateTime, PaperFault> {
    let wrong = |wrong| PaperFault { field: "tested_at", wrong };
    let local = moment::local(text).map_err(|error| wrong(Wrong::Time(error)))?;
    local.ok_or(wrong(Wrong::NoLocalTime))
}
