//! A verdict on the screen, and when it goes.

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::millis;
use super::paper::Form;
use super::screen::VerdictView;
use crate::clock::{Now, Uptime};
use crate::verdict::{Outcome, Profile, Verdict};

/// A verdict is erased after so long, at the latest.
pub(super) const ERASED_AFTER: Duration = Duration::from_secs(30);
/// A verdict that is no acceptance stays for so long before the next code may take its place.
const SEEN_AT_LEAST: Duration = Duration::from_secs(1);

/// A verdict on the screen.
pub(super) struct Shown {
    verdict: Verdict,
    seen_before: Option<DateTime<Utc>>,
    profile: Profile,
    since: Uptime,
    /// The form as it was before the last answer.
    form: Option<Form>,
    details: bool,
    portal: bool,
}

impl Shown {
    pub(super) fn new(
        verdict: Verdict,
        seen_before: Option<DateTime<Utc>>,
        form: Option<Form>,
        profile: Profile,
        now: Now,
    ) -> Self {
        Self { verdict, seen_before, profile, since: now.uptime, form, details: false, portal: false }
    }

    /// Whether it must go: after its time, and where the device was switched off meanwhile.
    pub(super) fn is_over(&self, now: Now) -> bool {
        let has_restarted = now.uptime.start != self.since.start || now.uptime < self.since;
        has_restarted || self.left(now).is_zero()
    }

    /// How long it stays.
    pub(super) fn left(&self, now: Now) -> Duration {
        ERASED_AFTER.saturating_sub(self.for_how_long(now))
    }

    fn for_how_long(&self, now: Now) -> Duration {
        Duration::from_millis(now.uptime.millis.saturating_sub(self.since.millis))
    }

    /// Whether another code may take its place.
    pub(super) fn may_be_replaced(&self, now: Now) -> bool {
        self.verdict.outcome.is_accepted() || self.for_how_long(now) >= SEEN_AT_LEAST
    }

    /// Whether it stays where this one comes: that of the other code on the same paper, or of the poster behind a person.
    pub(super) fn outlasts(&self, other: &Verdict) -> bool {
        let is_same = other.holder.is_some() && self.verdict == *other;
        is_same || (other.outcome == Outcome::NotAPass && self.verdict.outcome != Outcome::NotAPass)
    }

    pub(super) fn is_for_controllers(&self) -> bool {
        self.profile == Profile::Controller
    }

    /// The form that led here, to change an answer.
    pub(super) fn take_form(&mut self) -> Option<Form> {
        self.form.take()
    }

    /// Opens or closes what the verdict rests on, for those who may see it.
    pub(super) fn toggle_details(&mut self) {
        self.details = !self.details && self.is_for_controllers();
    }

    /// Opens or closes the address for the holder, where there is one.
    pub(super) fn toggle_portal(&mut self) {
        self.portal = !self.portal && self.verdict.portal.is_some();
    }

    pub(super) fn view(&self, now: Now) -> Box<VerdictView> {
        Box::new(VerdictView {
            verdict: self.verdict.clone(),
            seen_before: self.seen_before,
            left_ms: millis(self.left(now)),
            of_ms: millis(ERASED_AFTER),
            is_of_form: self.form.is_some(),
            details: self.details,
            portal: self.verdict.portal.clone().filter(|_| self.portal),
        })
    }
}
