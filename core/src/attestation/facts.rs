//! What stands on a paper.

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDateTime;

use crate::rules::tolerance::{Lacks, Paper, Stated, Word};

/// What a person has seen on a paper. Nothing of its holder.
///
/// `Debug` shows the words only.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Attestation {
    /// What kind of paper it is; `None` where it does not say.
    pub kind: Option<Word>,
    /// When the act was, in local time of the pack; `None` where date and time are missing.
    pub tested_at: Option<NaiveDateTime>,
    /// The elements that stand on it.
    pub present: BTreeSet<Word>,
    /// The duration of validity that stands on it, in hours, 1 to 8760.
    pub stated_hours: Option<u16>,
}

impl Attestation {
    /// The paper as packs judge it.
    pub(crate) fn paper(&self) -> Paper<'_> {
        let stated = match self.stated_hours {
            Some(hours) => Stated::Hours(hours),
            None if self.present.contains(Word::DURATION) => Stated::Something,
            None => Stated::Nothing,
        };
        Paper {
            kind: self.kind.as_ref().map(Word::as_str),
            act: self.tested_at,
            lacks: Lacks::AllBut(&self.present),
            stated,
        }
    }
}

impl fmt::Debug for Attestation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Attestation");
        shown.field("kind", &self.kind).field("present", &self.present).finish_non_exhaustive()
    }
}
