//! What to ask about a paper now, from the packs in force.

use chrono::{NaiveDate, Timelike};

use super::chip::Chip;
use super::domain::Domain;
use super::{Hours, chips};
use crate::rules::tolerance::{Held, Word, WordText};
use crate::verdict::Basis;

/// The questions of now. Empty where no pack is in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its word.
    pub word: Word,
    /// What it is called, where the product has no words for it.
    pub words: Option<WordText>,
}

/// Chips that stand under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeGroup {
    /// The day.
    pub day: NaiveDate,
    /// The half of it; `None` where the chips are whole days or longer.
    pub half: Option<Half>,
    /// The chips.
    pub chips: Vec<Chip>,
}

/// Half a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// Up to 12:00.
    Morning,
    /// From 12:00 on.
    Afternoon,
}

impl AttestationForm {
    /// The form of these packs, which are in force.
    pub(crate) fn of(packs: &[&Held], domain: &Domain<'_>) -> Self {
        Self {
            basis: packs.iter().map(|held| held.tolerance.basis()).collect(),
            kinds: domain.kinds.iter().map(|word| choice(word, packs)).collect(),
            times: group(&domain.chips),
            elements: domain.elements.iter().map(|word| choice(word, packs)).collect(),
            durations: domain
                .hours
                .iter()
                .map(|hours| Hours::new(*hours).expect("a pack’s hours were checked"))
                .collect(),
        }
    }
}

fn choice(word: &Word, packs: &[&Held]) -> Choice {
    let words = packs.iter().find_map(|held| held.tolerance.pack().words_of(word.as_str()));
    Choice { word: word.clone(), words: words.cloned() }
}

fn group(chips: &[Chip]) -> Vec<TimeGroup> {
    let mut groups: Vec<TimeGroup> = Vec::new();
    for chip in chips {
        let short = chip.until - chip.from <= chips::HALF_A_DAY;
        let half = short.then(|| if chip.from.hour() < 12 { Half::Morning } else { Half::Afternoon });
        let day = chip.from.date();
        match groups.last_mut() {
            Some(group) if (group.day, group.half) == (day, half) => group.chips.push(*chip),
            _ => groups.push(TimeGroup { day, half, chips: vec![*chip] }),
        }
    }
    groups
}
