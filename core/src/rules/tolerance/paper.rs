//! A paper as it is judged.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use super::word::Word;

/// What a person has seen on a paper. Nothing of its holder.
#[derive(Clone, Copy)]
pub struct Paper<'a> {
    /// What kind of paper it is; `None` where it does not say.
    pub kind: Option<&'a str>,
    /// When the attested act was, in local time; `None` where it does not say.
    pub act: Option<NaiveDateTime>,
    /// What it does not show; of kind, time and duration the other fields tell too.
    pub lacks: Lacks<'a>,
    /// How long it says that it is good for.
    pub stated: Stated,
}

/// How long a paper says that it is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stated {
    /// It does not say.
    Nothing,
    /// Something that is no number of hours.
    Something,
    /// So many hours.
    Hours(u16),
}

/// What a paper does not show.
#[derive(Clone, Copy)]
pub enum Lacks<'a> {
    /// These elements are missing, and no others.
    These(&'a BTreeSet<Word>),
    /// Everything but these elements is missing.
    AllBut(&'a BTreeSet<Word>),
}

impl Paper<'_> {
    /// Whether an element stands on the paper.
    pub(super) fn shows(&self, element: &str) -> bool {
        match element {
            Word::TEST_KIND if self.kind.is_none() => return false,
            Word::TEST_DATE | Word::TEST_TIME if self.act.is_none() => return false,
            Word::DURATION => return self.stated != Stated::Nothing,
            _ => {}
        }
        match self.lacks {
            Lacks::These(missing) => !missing.contains(element),
            Lacks::AllBut(present) => present.contains(element),
        }
    }
}
