//! A verdict on the screen, and when it goes.

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::event::Now;
use super::paper::Form;
use super::screen::VerdictView;
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
    since: Duration,
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

    /// Whether it must go. An uptime before its own is that of a device that was switched off.
    pub(super) fn is_over(&self, now: Now) -> bool {
        now.uptime < self.since || self.left(now).is_zero()
    }

    /// How long it stays.
    pub(super) fn left(&self, now: Now) -> Duration {
        (self.since + ERASED_AFTER).saturating_sub(now.uptime)
    }

    /// Whether another code may take its place.
    pub(super) fn may_be_replaced(&self, now: Now) -> bool {
        self.verdict.outcome.is_accepted() || now.uptime.saturating_sub(self.since) >= SEEN_AT_LEAST
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
            left: self.left(now),
            of: ERASED_AFTER,
            details: self.details,
            portal: self.verdict.portal.clone().filter(|_| self.portal),
        })
    }
}
