//! Since when, and until when, a pass is judged as it is judged now.
//!
//! Between two neighbouring moments that a judgement names, every comparison that it made comes out the same,
//! so the outcome is the same too. Walking from moment to moment therefore finds the exact end,
//! without knowing anything of the rules.

use chrono::{DateTime, TimeDelta, Utc};

use super::Verifier;
use super::pass::Pass;
use crate::rules::Moments;

/// More moments than any rule set gives rise to; a hostile one ends here with no date.
const MOST_STEPS: usize = 256;

/// The smallest step of time that rules can tell apart.
const STEP: TimeDelta = TimeDelta::milliseconds(1);

impl Verifier {
    /// The earliest later moment at which the pass is judged otherwise than `accepted`, as it is at `at`.
    /// `moments` are those of the judgement at `at`.
    pub(super) fn judged_until(
        &self,
        pass: &Pass<'_>,
        (at, accepted): (DateTime<Utc>, Option<bool>),
        moments: &Moments,
    ) -> Option<DateTime<Utc>> {
        let mut next = moments.first_after(at)?;
        let mut moments = Moments::new(self.place.zone);
        for _ in 0..MOST_STEPS {
            moments.clear();
            if self.judge_at(pass, next, Some(&mut moments)).accepts() != accepted {
                return Some(next);
            }
            next = moments.first_after(next)?;
        }
        None
    }

    /// The moment since which the pass has been judged as it is at `at`; otherwise like [`judged_until`](Self::judged_until).
    pub(super) fn judged_since(
        &self,
        pass: &Pass<'_>,
        (at, accepted): (DateTime<Utc>, Option<bool>),
        moments: &Moments,
    ) -> Option<DateTime<Utc>> {
        let mut turn = moments.last_until(at)?;
        let mut moments = Moments::new(self.place.zone);
        for _ in 0..MOST_STEPS {
            let before = turn.checked_sub_signed(STEP)?;
            moments.clear();
            if self.judge_at(pass, before, Some(&mut moments)).accepts() != accepted {
                return Some(turn);
            }
            turn = moments.last_until(before)?;
        }
        None
    }
}
