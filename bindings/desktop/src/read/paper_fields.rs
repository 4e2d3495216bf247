//! A paper attestation as scripts and options describe it.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use serde::Deserialize;
use souplesse_core::attestation::{Attestation, Hours};
use souplesse_core::rules::tolerance::{ELEMENTS, KINDS, ToleranceBook, Word};

use crate::read::moment;

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
    pub fn read(self, packs: &ToleranceBook) -> Result<Attestation, String> {
        let known = Known::of(packs);
        let stated = self.stated_hours.map(Hours::new).transpose();
        let stated = stated.map_err(|error| format!("stated_hours: {error}"))?;
        let kind = self.kind.map(|kind| word("kind", &kind, &known.kinds)).transpose()?;
        let tested_at = self.tested_at.map(|text| local_time(&text)).transpose()?;
        let present = self.present.iter().map(|element| word("present", element, &known.elements));
        let present = present.collect::<Result<Vec<_>, _>>()?;
        Attestation::new(kind, tested_at, present, stated).map_err(|error| format!("tested_at: {error}"))
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
pub fn word(field: &str, text: &str, known: &BTreeSet<String>) -> Result<Word, String> {
    if !known.contains(text) {
        let list = known.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        return Err(format!("{field}: expected one of {list}"));
    }
    Word::try_from(text).map_err(|error| format!("{field}: {error}"))
}

/// A local time as it stands on a paper.
///
/// # Errors
/// Says how to write one.
pub fn local_time(text: &str) -> Result<NaiveDateTime, String> {
    let local = moment::local(text).map_err(|error| format!("tested_at: {error}"))?;
    local.ok_or_else(|| "tested_at: expected a local time such as 2021-08-14T09:15".to_owned())
}
