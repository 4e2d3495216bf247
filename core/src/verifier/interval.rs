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
    /// The earliest later moment at which the pass is judged otherwise.
    pub(super) fn judged_until(&self, pass: &Pass<'_>, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let mut moments = Moments::new(self.place.zone);
        let outcome = self.judge_at(pass, at, Some(&mut moments)).accepts();
        let mut reached = at;
        for _ in 0..MOST_STEPS {
            let next = moments.first_after(reached)?;
            moments.clear();
            if self.judge_at(pass, next, Some(&mut moments)).accepts() != outcome {
                return Some(next);
            }
            reached = next;
        }
        None
    }

    /// The moment since which the pass has been judged as it is now.
    pub(super) fn judged_since(&self, pass: &Pass<'_>, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let mut moments = Moments::new(self.place.zone);
        let outcome = self.judge_at(pass, at, Some(&mut moments)).accepts();
        let mut reached = at;
        for _ in 0..MOST_STEPS {
            let turn = moments.last_until(reached)?;
            let before = turn.checked_sub_signed(STEP)?;
            moments.clear();
            if self.judge_at(pass, before, Some(&mut moments)).accepts() != outcome {
                return Some(turn);
            }
            reached = before;
        }
        None
    }
}
