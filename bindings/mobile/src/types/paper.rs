//! Paper attestations: the form, and what stands on a paper.

use souplesse_core::attestation::{
    Answers, Attestation, AttestationForm, Chip, Choice, DurationAnswer, Half, Hours, KindAnswer, Question,
    TimeAnswer, TimeGroup,
};
use souplesse_core::rules::tolerance::{Word, WordText};
use souplesse_core::verdict::{Basis, Verdict};
use souplesse_core::verifier::FormStep;

use crate::misuse::Misuse;

use super::plain::{LocalDate, LocalTime, Words};

/// The questions of now. Empty where no pack is in force.
#[uniffi::remote(Record)]
pub struct AttestationForm {
    /// The packs in force.
    pub basis: Vec<Basis>,
    /// The kinds of paper; "not stated" is always possible beside them.
    pub kinds: Vec<Choice>,
    /// The times of act, in order; "another time", "later than now" and "not on the paper" are always possible beside them.
    /// Empty where the time does not matter.
    pub times: Vec<TimeGroup>,
    /// The elements to be ticked.
    pub elements: Vec<Choice>,
    /// Durations that papers usually state; any other is possible.
    pub durations: Vec<Hours>,
}

/// One thing to choose.
#[uniffi::remote(Record)]
pub struct Choice {
    /// Its word.
    pub word: Word,
    /// What it is called, where the product has no words for it.
    pub words: Option<WordText>,
}

/// Chips that stand under one heading.
#[uniffi::remote(Record)]
pub struct TimeGroup {
    /// The day.
    pub day: LocalDate,
    /// The half of it; `None` where the chips are whole days or longer.
    pub half: Option<Half>,
    /// The chips.
    pub chips: Vec<Chip>,
}

/// Half a day.
#[uniffi::remote(Enum)]
pub enum Half {
    /// Up to 12:00.
    Morning,
    /// From 12:00 on.
    Afternoon,
}

/// A time to choose, from and up to but not including, in local time.
#[uniffi::remote(Record)]
pub struct Chip {
    /// Its start.
    pub from: LocalTime,
    /// Its end.
    pub until: LocalTime,
    /// Whether a relaxation covers it.
    pub covered: bool,
}

/// What to ask next.
#[uniffi::remote(Enum)]
pub enum Question {
    /// What kind of paper it is.
    Kind,
    /// When the act was, by chips.
    Time,
    /// What the paper does not show.
    Elements,
    /// How long it says that it is good for.
    Duration,
    /// The minute of the act within the chip, from and up to but not including.
    Exact {
        /// The chip's start.
        from: LocalTime,
        /// The chip's end.
        until: LocalTime,
    },
}

/// The answers so far; what is `None` has not been answered.
#[uniffi::remote(Record)]
pub struct Answers {
    /// What kind of paper it is.
    pub kind: Option<KindAnswer>,
    /// When the act was, as far as the chips tell.
    pub time: Option<TimeAnswer>,
    /// Which of the form's elements are missing; empty: everything is there.
    pub missing: Option<Words>,
    /// How long the paper says that it is good for.
    pub duration: Option<DurationAnswer>,
    /// When the act was to the minute, in local time; within the chip that was answered.
    pub exact: Option<LocalTime>,
}

/// The kind of a paper.
#[uniffi::remote(Enum)]
pub enum KindAnswer {
    /// This one.
    Is(Word),
    /// The paper does not say.
    Unstated,
}

/// The time on a paper.
#[uniffi::remote(Enum)]
pub enum TimeAnswer {
    /// In this chip: from, and up to but not including, in local time.
    Within {
        /// Its start.
        from: LocalTime,
        /// Its end.
        until: LocalTime,
    },
    /// Before now, at a time for which there is no chip.
    Elsewhere,
    /// Later than now.
    Future,
    /// Date or time do not stand on the paper.
    Unstated,
}

/// The duration on a paper.
#[uniffi::remote(Enum)]
pub enum DurationAnswer {
    /// So many hours.
    Hours(Hours),
    /// None.
    Unstated,
}

/// What a person has seen on a paper. Nothing of its holder.
#[derive(uniffi::Record)]
pub struct AttestationFields {
    /// What kind of paper it is; `None` where it does not say.
    pub kind: Option<Word>,
    /// When the act was, in local time of the pack, of the years 1900 to 2200; `None` where date and time are missing.
    pub tested_at: Option<LocalTime>,
    /// The elements that stand on it.
    pub present: Words,
    /// The duration of validity that stands on it.
    pub stated_hours: Option<Hours>,
}

uniffi::custom_type!(
    /// What a person has seen on a paper, as far as papers can say it.
    Attestation,
    AttestationFields,
    {
        remote,
        lower: |paper| AttestationFields {
            kind: paper.kind().cloned(),
            tested_at: paper.tested_at(),
            present: paper.present().clone(),
            stated_hours: paper.stated(),
        },
        try_lift: |fields| {
            let AttestationFields { kind, tested_at, present, stated_hours } = fields;
            Ok(Attestation::new(kind, tested_at, present, stated_hours).map_err(Misuse::of_paper)?)
        },
    }
);

/// How the form goes on.
#[uniffi::remote(Enum)]
pub enum FormStep {
    /// This can still change the verdict.
    Ask(Question),
    /// Nothing can: whatever else stands on the paper, this is the verdict. `valid_until` is the earliest possible.
    Decided(Box<Verdict>),
}
