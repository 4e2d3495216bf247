//! What the person at the door has answered so far.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use super::Hours;
use crate::rules::tolerance::Word;

/// The answers so far; what is `None` has not been answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// What kind of paper it is.
    pub kind: Option<KindAnswer>,
    /// When the act was, as far as the chips tell.
    pub time: Option<TimeAnswer>,
    /// Which of the form's elements are missing; empty: everything is there.
    pub missing: Option<BTreeSet<Word>>,
    /// How long the paper says that it is good for.
    pub duration: Option<DurationAnswer>,
    /// When the act was to the minute, in local time; within the chip that was answered.
    pub exact: Option<NaiveDateTime>,
}

/// The kind of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KindAnswer {
    /// This one.
    Is(Word),
    /// The paper does not say.
    Unstated,
}

/// The time on a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeAnswer {
    /// In this chip: from, and up to but not including, in local time.
    Within {
        /// Its start.
        from: NaiveDateTime,
        /// Its end.
        until: NaiveDateTime,
    },
    /// Before now, at a time for which there is no chip.
    Elsewhere,
    /// Later than now.
    Future,
    /// Date or time do not stand on the paper.
    Unstated,
}

/// The duration on a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DurationAnswer {
    /// So many hours.
    Hours(Hours),
    /// None.
    Unstated,
}
