//! All packs that a device holds, and which of them speaks.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};

use super::decide::{Circumstances, Decision};
use super::paper::Paper;
use super::ready::Tolerance;
use crate::time::Freshness;

/// The packs that a device holds.
#[derive(Clone, Debug, Default)]
pub struct ToleranceBook {
    /// In the order in which they came.
    pub held: Vec<Held>,
}

/// A pack with what is known of where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The pack.
    pub tolerance: Tolerance,
    /// How long it is good for; what is built in does not go stale.
    pub freshness: Option<Freshness>,
    /// Whether it was signed with the demonstration key.
    pub demonstration: bool,
}

impl Held {
    /// Whether papers may be judged by it at the device's time.
    #[must_use]
    pub fn may_judge(&self, device: Option<DateTime<Utc>>) -> bool {
        let Some((freshness, device)) = self.freshness.zip(device) else { return true };
        freshness.judge_when_expired || !freshness.is_over(device)
    }
}

impl ToleranceBook {
    /// The packs that speak about checks made then.
    pub fn in_force(&self, at: DateTime<Utc>) -> impl Iterator<Item = &Held> {
        self.held.iter().filter(move |held| held.tolerance.is_in_force(at))
    }

    /// What comes of a paper, and by which pack; `None` where none is in force.
    ///
    /// One that covers the kind speaks before one that does not; then the best outcome for the holder counts, of a pack
    /// that may still be judged by, and the longest.
    #[must_use]
    pub fn decide(
        &self,
        paper: &Paper<'_>,
        circumstances: &Circumstances<'_>,
    ) -> Option<(&Held, Decision<'_>)> {
        best(self.in_force(circumstances.at), paper, circumstances)
    }
}

/// The decision of the pack among `packs` that speaks.
pub(crate) fn best<'h>(
    packs: impl Iterator<Item = &'h Held>,
    paper: &Paper<'_>,
    circumstances: &Circumstances<'_>,
) -> Option<(&'h Held, Decision<'h>)> {
    let decided = packs.map(|held| (held, held.tolerance.decide(paper, circumstances)));
    decided.min_by_key(|(held, decision)| {
        let until = decision.until.unwrap_or(DateTime::<Utc>::MAX_UTC);
        let may_judge = held.may_judge(circumstances.device);
        (!held.tolerance.covers(paper.kind), decision.outcome, !may_judge, Reverse(until))
    })
}
