//! How a run went, and the exit status that tells it.

use crate::tell::answer::Answer;

/// How a run went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Lines and inputs whose pass was accepted.
    pub accepted: usize,
    /// Those whose pass was not.
    pub not_accepted: usize,
    /// Those that could not be read.
    pub broken: usize,
}

impl Tally {
    /// What one answer counts as; a picture counts by its first pass.
    #[must_use]
    pub fn of(answer: &Answer) -> Self {
        let mut tally = Self::default();
        match &answer.result {
            Err(_) => tally.broken = 1,
            Ok(verdict) if verdict.outcome.is_accepted() => tally.accepted = 1,
            Ok(_) => tally.not_accepted = 1,
        }
        tally
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
