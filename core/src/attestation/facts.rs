//! What stands on a paper.

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDateTime;
use thiserror::Error;

use super::Hours;
use crate::rules::tolerance::{Lacks, Paper, Stated, Word};
use crate::time;

/// What a person has seen on a paper. Nothing of its holder.
///
/// `Debug` shows the words only.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Attestation {
    kind: Option<Word>,
    tested_at: Option<NaiveDateTime>,
    present: BTreeSet<Word>,
    stated: Option<Hours>,
}

/// What no paper can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PaperError {
    /// A duration of no hours, or of more than a year.
    #[error("whole hours from 1 to {}", Hours::MOST)]
    Hours,
    /// A time of which no paper can speak.
    #[error("a time of the years 1900 to 2200")]
    Time,
}

impl Attestation {
    /// What stands on a paper.
    ///
    /// - `kind`: what kind of paper it is; `None` where it does not say;
    /// - `tested_at`: when the act was, in local time of the pack; `None` where date and time are missing;
    /// - `present`: the elements that stand on it, such as `stamp`;
    /// - `stated`: for how long it says that it is good, which implies the element `duration`.
    ///
    /// # Errors
    /// Where the act lies outside the years 1900 to 2200.
    pub fn new(
        kind: Option<Word>,
        tested_at: Option<NaiveDateTime>,
        present: impl IntoIterator<Item = Word>,
        stated: Option<Hours>,
    ) -> Result<Self, PaperError> {
        if tested_at.is_some_and(|act| !time::is_told(act.date())) {
            return Err(PaperError::Time);
        }
        Ok(Self { kind, tested_at, present: present.into_iter().collect(), stated })
    }

    /// What kind of paper it is; `None` where it does not say.
    #[must_use]
    pub fn kind(&self) -> Option<&Word> {
        self.kind.as_ref()
    }

    /// When the act was, in local time of the pack; `None` where date and time are missing.
    #[must_use]
    pub fn tested_at(&self) -> Option<NaiveDateTime> {
        self.tested_at
    }

    /// The elements that stand on it.
    #[must_use]
    pub fn present(&self) -> &BTreeSet<Word> {
        &self.present
    }

    /// For how long it says that it is good.
    #[must_use]
    pub fn stated(&self) -> Option<Hours> {
        self.stated
    }

    /// The paper as packs judge it.
    pub(crate) fn paper(&self) -> Paper<'_> {
        let stated = match self.stated {
            Some(hours) => Stated::Hours(hours.get()),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_on_a_paper_is_read_from_it_again() {
        let word = |text: &str| Word::try_from(text).unwrap();
        let (act, hours) = ("2021-08-14T09:15:00".parse().ok(), Hours::new(12).ok());
        let full = Attestation::new(Some(word("antigen")), act, [word("stamp")], hours).unwrap();
        assert_eq!((full.kind(), full.tested_at(), full.stated()), (Some(&word("antigen")), act, hours));
        assert_eq!(full.present(), &BTreeSet::from([word("stamp")]));
        let bare = Attestation::new(None, None, [], None).unwrap();
        assert_eq!((bare.kind(), bare.tested_at(), bare.stated()), (None, None, None));
        assert!(bare.present().is_empty());
    }

    #[test]
    fn an_act_of_another_century_is_on_no_paper() {
        let paper = |act: &str| Attestation::new(None, Some(act.parse().unwrap()), [], None).map(drop);
        for act in ["1900-01-01T00:00:00", "2021-08-14T09:15:00", "2200-12-31T23:59:59"] {
            assert_eq!(paper(act), Ok(()), "{act}");
        }
        for act in
            ["-262143-01-01T00:00:00", "1899-12-31T23:59:59", "2201-01-01T00:00:00", "+262142-12-31T23:59:59"]
        {
            assert_eq!(paper(act), Err(PaperError::Time), "{act}");
        }
    }
}
