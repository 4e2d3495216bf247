//! A verdict on the screen, and when it goes.

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::in_view::Id;
use super::millis;
use super::paper::Form;
use super::screen::VerdictView;
use crate::clock::Now;
use crate::verdict::{Outcome, Profile, Verdict};

/// A verdict is erased after so long, at the latest.
pub(super) const ERASED_AFTER: Duration = Duration::from_secs(30);
/// A verdict that is no acceptance stays for so long before the next code may take its place.
const SEEN_AT_LEAST: Duration = Duration::from_secs(1);

/// A verdict on the screen.
pub(super) struct Shown {
    verdict: Verdict,
    /// What in view it is about; nothing of a paper.
    of: Option<Id>,
    seen_before: Option<DateTime<Utc>>,
    profile: Profile,
    since: Duration,
    /// The form as it was before the last answer.
    form: Option<Form>,
    /// What takes its place when it has been seen.
    next: Option<Next>,
    details: bool,
    portal: bool,
}

/// A verdict that is to be shown soon.
pub(super) struct Next {
    pub id: Id,
    pub verdict: Verdict,
    /// For whom it was made.
    pub profile: Profile,
    /// By the time that the device is up.
    pub due: Duration,
}

impl Next {
    pub(super) fn new(id: Id, verdict: Verdict, profile: Profile, due: Duration) -> Self {
        Self { id, verdict, profile, due }
    }

    pub(super) fn left(&self, now: Now) -> Duration {
        self.due.saturating_sub(now.up())
    }

    /// Takes a better verdict on the same person.
    pub(super) fn improve(&mut self, other: Option<Verdict>) {
        if let Some(better) = other.filter(|other| other.outcome < self.verdict.outcome) {
            self.verdict = better;
        }
    }
}

impl Shown {
    pub(super) fn new(
        verdict: Verdict,
        (of, seen_before): (Option<Id>, Option<DateTime<Utc>>),
        profile: Profile,
        now: Now,
    ) -> Self {
        Self {
            verdict,
            of,
            seen_before,
            profile,
            since: now.up(),
            form: None,
            next: None,
            details: false,
            portal: false,
        }
    }

    /// Remembers the form that led here, as it was before the last answer.
    pub(super) fn came_of(&mut self, form: Form) {
        self.form = Some(form);
    }

    pub(super) fn outcome(&self) -> Outcome {
        self.verdict.outcome
    }

    /// Whether it is a verdict on another pass than this one.
    pub(super) fn is_of_other_than(&self, id: Id) -> bool {
        self.outcome() != Outcome::NotAPass && self.of.is_some_and(|of| of != id)
    }

    /// How long it stays.
    pub(super) fn left(&self, now: Now) -> Duration {
        ERASED_AFTER.saturating_sub(self.for_how_long(now))
    }

    fn for_how_long(&self, now: Now) -> Duration {
        now.up().saturating_sub(self.since)
    }

    /// Whether another code may take its place.
    pub(super) fn may_be_replaced(&self, now: Now) -> bool {
        self.verdict.outcome.is_accepted() || self.for_how_long(now) >= SEEN_AT_LEAST
    }

    /// Shows another one as soon as this one has been seen. No poster takes the place of a pass that waits.
    pub(super) fn then(&mut self, next: Next) {
        let waits = self.next.as_ref().is_some_and(|waits| waits.verdict.outcome != Outcome::NotAPass);
        if !waits || next.verdict.outcome != Outcome::NotAPass {
            self.next = Some(Next { due: self.since + SEEN_AT_LEAST, ..next });
        }
    }

    pub(super) fn next(&self) -> Option<&Next> {
        self.next.as_ref()
    }

    pub(super) fn take_next(&mut self) -> Option<Next> {
        self.next.take()
    }

    /// Whether this one takes its place soon.
    pub(super) fn waits_for(&self, id: Id) -> bool {
        self.next.as_ref().is_some_and(|next| next.id == id)
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
