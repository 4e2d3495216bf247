//! How many checks ended how: numbers, and nothing of whom.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::verdict::Outcome;

/// The checks of a shift, by outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Counts {
    /// Accepted under the ordinary rules.
    #[n(0)]
    pub valid: u64,
    /// Papers accepted under a relaxation.
    #[n(1)]
    pub tolerated: u64,
    /// Papers that lacked something.
    #[n(2)]
    pub incomplete: u64,
    /// Refused.
    #[n(3)]
    pub refused: u64,
    /// Papers that no relaxation spoke for.
    #[n(4)]
    pub not_covered: u64,
    /// The device could not judge.
    #[n(5)]
    pub cannot_judge: u64,
    /// No passes at all.
    #[n(6)]
    pub not_a_pass: u64,
}

impl Counts {
    /// Counts one check.
    pub fn count(&mut self, outcome: Outcome) {
        *self.of(outcome) += 1;
    }

    /// Adds the checks of another count.
    pub fn add(&mut self, other: &Counts) {
        for (outcome, number) in other.by_outcome() {
            *self.of(outcome) += number;
        }
    }

    /// All checks.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.by_outcome().iter().map(|(_, number)| number).sum()
    }

    /// Each outcome with its number.
    #[must_use]
    pub fn by_outcome(&self) -> [(Outcome, u64); 7] {
        [
            (Outcome::Valid, self.valid),
            (Outcome::Tolerated, self.tolerated),
            (Outcome::Incomplete, self.incomplete),
            (Outcome::Refused, self.refused),
            (Outcome::NotCovered, self.not_covered),
            (Outcome::CannotJudge, self.cannot_judge),
            (Outcome::NotAPass, self.not_a_pass),
        ]
    }

    fn of(&mut self, outcome: Outcome) -> &mut u64 {
        match outcome {
            Outcome::Valid => &mut self.valid,
            Outcome::Tolerated => &mut self.tolerated,
            Outcome::Incomplete => &mut self.incomplete,
            Outcome::Refused => &mut self.refused,
            Outcome::NotCovered => &mut self.not_covered,
            Outcome::CannotJudge => &mut self.cannot_judge,
            Outcome::NotAPass => &mut self.not_a_pass,
        }
    }
}
