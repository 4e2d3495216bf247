//! How a run went, and the exit status that tells it.

use std::iter;

use souplesse_core::Outcome;

use crate::tell::answer::Answer;

/// How a run went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Passes that were accepted.
    pub accepted: usize,
    /// Those that were not, and inputs without one.
    pub not_accepted: usize,
    /// Inputs that could not be read.
    pub broken: usize,
}

impl Tally {
    /// What one answer counts as: every pass of a picture, and a picture without one. Documents that were shown as those of
    /// one person and are of several prove nothing of anybody.
    #[must_use]
    pub fn of(answer: &Answer) -> Self {
        let Ok(verdict) = &answer.result else { return Self { broken: 1, ..Self::default() } };
        if answer.is_of_several() {
            return Self { not_accepted: 1, ..Self::default() };
        }
        let others = answer.others.iter().filter(|other| other.outcome != Outcome::NotAPass);
        let outcomes = iter::once(verdict).chain(others).map(|verdict| verdict.outcome);
        let (accepted, not_accepted) = outcomes.partition::<Vec<_>, _>(|outcome| outcome.is_accepted());
        Self { accepted: accepted.len(), not_accepted: not_accepted.len(), broken: 0 }
    }

    /// Adds what others count as.
    pub fn add(&mut self, other: Tally) {
        self.accepted += other.accepted;
        self.not_accepted += other.not_accepted;
        self.broken += other.broken;
    }

    /// Whether nothing was there to be judged.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// 0 where all were accepted, 1 where some were not, 2 where some could not be read or there were none.
    #[must_use]
    pub fn exit_status(self) -> u8 {
        match self {
            Self { broken: 0, not_accepted: 0, accepted: 1.. } => 0,
            Self { broken: 0, not_accepted: 1.., .. } => 1,
            _ => 2,
        }
    }
}
