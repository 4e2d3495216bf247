//! What a verdict is worth when what it rests on is past its date, or not all there.

use chrono::{DateTime, FixedOffset, Utc};

use super::Verifier;
use super::checks::Checks;
use crate::code::Code;
use crate::time::{Freshness, Moment};
use crate::verdict::{Level, Outcome, Reason, Verdict};

impl Verifier {
    /// The date of the rules by which passes are judged at that time; `None` where none are in force.
    #[must_use]
    pub fn rules_date(&self, at: Moment) -> Option<DateTime<FixedOffset>> {
        let date = self.rules.date(self.place.country().as_str(), self.purpose, at.check)?;
        Some(self.local(date))
    }

    /// Since when something that passes are judged by now, or a pack in force, is past its date.
    #[must_use]
    pub fn stale_since(&self, at: Moment) -> Option<DateTime<FixedOffset>> {
        let device = at.device?;
        let packs = self.tolerances.in_force(at.check).filter_map(|held| held.freshness.as_ref());
        let over = self.freshness.iter().chain(packs).filter(|freshness| freshness.is_over(device));
        over.map(|freshness| freshness.expires).min().map(|since| self.local(since))
    }

    /// The verdict on a pass, marked where keys, rules or revocations are past their date; none that accepts where some of
    /// them are missing.
    pub(super) fn marked_stale(&self, verdict: Verdict, at: Moment) -> Verdict {
        if verdict.outcome == Outcome::NotAPass {
            return verdict;
        }
        self.marked_stale_by(self.unless_lost_forbids(verdict), &self.freshness, at)
    }

    /// The verdict, marked where something of `freshness` is past its date, and where the clock cannot be believed; none
    /// at all where what is past its date may not be judged by, but of a pass that was disproved.
    pub(super) fn marked_stale_by(&self, verdict: Verdict, freshness: &[Freshness], at: Moment) -> Verdict {
        let Some(device) = at.device else { return verdict };
        let mut marked = self.marked_expired(verdict, freshness, device);
        if at.clock_behind.is_some() {
            marked.reasons.push(Reason::new(Code::ClockBehind, Level::Note));
        }
        marked
    }

    fn marked_expired(&self, verdict: Verdict, freshness: &[Freshness], device: DateTime<Utc>) -> Verdict {
        let expired = || freshness.iter().filter(move |freshness| freshness.is_over(device));
        let Some(since) = expired().map(|freshness| freshness.expires).min() else {
            return verdict;
        };
        let judges_on = expired().all(|freshness| freshness.judge_when_expired);
        let mut marked = if judges_on || verdict.is_disproved() {
            let mut marked = verdict;
            marked.reasons.push(Reason::new(Code::Stale, Level::Note));
            marked
        } else {
            self.verdict(Outcome::CannotJudge, vec![Reason::new(Code::Stale, Level::Doubt)], Checks::NONE_RUN)
        };
        marked.stale_since = Some(self.local(since));
        marked
    }
}
