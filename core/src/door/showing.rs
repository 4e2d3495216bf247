//! A verdict comes onto the screen, with its sound, and is counted once it has stood.
//!
//! A presentation is counted once: when its verdict has stood for a second, or is left before. Where another person comes
//! meanwhile it did not stand, and where an answer to a form is changed, the verdict behind the change is the one that counts.

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::in_view::{Digest, Id};
use super::paper::Form;
use super::screen;
use super::shown::{Next, Shown};
use super::{At, Door, Office};
use crate::clock::Now;
use crate::verdict::{Outcome, Verdict};

/// A verdict that has stood for so long is counted.
const STOOD: Duration = Duration::from_secs(1);

/// A check that is not counted yet.
pub(super) struct Owed {
    outcome: Outcome,
    since: Duration,
    at: DateTime<Utc>,
    of: Of,
}

enum Of {
    /// What was in view, and its codes at that time.
    Presence(Id, Vec<Digest>),
    /// A form, whose answers may still be changed.
    Form,
}

impl<O: Office> Door<O> {
    /// Shows a verdict on what is in view, as soon as the one that is there has been seen.
    pub(super) fn show_soon(&mut self, id: Id, verdict: Verdict, now: Now) {
        let next = Next::new(id, verdict, self.profile(now), now.up());
        match &mut self.at {
            At::Verdict(shown) if !shown.may_be_replaced(now) => shown.then(next),
            At::Welcome
            | At::Home(_)
            | At::Verdict(_)
            | At::Several(_)
            | At::Paper(_)
            | At::Offer(_)
            | At::Installed(_)
            | At::Page(_)
            | At::NoCamera
            | At::Background(_) => self.show(next, now),
        }
    }

    /// Shows the verdict that waits, where its time has come.
    pub(super) fn show_due(&mut self, now: Now) {
        if self.next().is_none_or(|next| !next.left(now).is_zero()) {
            return;
        }
        let next = match &mut self.at {
            At::Verdict(shown) => shown.take_next(),
            At::Several(several) => several.take_next(),
            At::Welcome
            | At::Home(_)
            | At::Paper(_)
            | At::Offer(_)
            | At::Installed(_)
            | At::Page(_)
            | At::NoCamera
            | At::Background(_) => None,
        };
        let Some(next) = next else { return };
        if matches!(self.at, At::Several(_)) {
            self.in_view.is_alone(next.id);
        }
        // Nobody sees what was made for a controller whose leave has ended, or of what has long gone.
        if next.profile == self.profile(now) && self.in_view.get(next.id).is_some() {
            self.show(next, now);
        }
    }

    /// The verdict that waits.
    pub(super) fn next(&self) -> Option<&Next> {
        match &self.at {
            At::Verdict(shown) => shown.next(),
            At::Several(several) => several.next(),
            At::Welcome
            | At::Home(_)
            | At::Paper(_)
            | At::Offer(_)
            | At::Installed(_)
            | At::Page(_)
            | At::NoCamera
            | At::Background(_) => None,
        }
    }

    fn show(&mut self, next: Next, now: Now) {
        let Next { id, verdict, profile, .. } = next;
        self.in_view.is_shown(id, verdict.outcome);
        let tells = self.settings.tells_shown_before && verdict.outcome != Outcome::NotAPass;
        let presence = self.in_view.get(id).filter(|_| !self.in_view.is_counted(id));
        let seen_before = self.in_view.get(id).and_then(|known| known.seen_before).filter(|_| tells);
        let owed = presence.map(|known| Of::Presence(id, known.codes().to_vec()));
        let is_the_same = matches!(&self.owed, Some(Owed { of: Of::Presence(owed, _), .. }) if *owed == id);
        self.owe(owed, is_the_same, verdict.outcome, now);
        self.effects.extend(screen::effects_of(verdict.outcome));
        self.at = At::Verdict(Box::new(Shown::new(verdict, (Some(id), seen_before), profile, now)));
    }

    /// Shows the verdict on a paper. `form` is what led to it, where anything was asked.
    pub(super) fn show_paper(&mut self, verdict: Verdict, form: Option<Form>, now: Now) {
        let is_the_same = form.is_some() && matches!(&self.owed, Some(Owed { of: Of::Form, .. }));
        self.owe(Some(Of::Form), is_the_same, verdict.outcome, now);
        self.effects.extend(screen::effects_of(verdict.outcome));
        let mut shown = Shown::new(verdict, (None, None), self.profile(now), now);
        if let Some(form) = form {
            shown.came_of(form);
        }
        self.at = At::Verdict(Box::new(shown));
    }

    /// A check is to be counted. What was owed before is counted first, unless this is the same check with another end.
    fn owe(&mut self, of: Option<Of>, is_the_same: bool, outcome: Outcome, now: Now) {
        if !is_the_same {
            self.count_owed(now);
        }
        if let Some(of) = of {
            self.owed = Some(Owed { outcome, since: now.up(), at: now.wall, of });
        }
    }

    /// Counts what has stood for long enough. A form's verdict may be changed for as long as it is there.
    pub(super) fn count_due(&mut self, now: Now) {
        let stood = |owed: &Owed| now.up().saturating_sub(owed.since) >= STOOD;
        if self.owed.as_ref().is_some_and(|owed| stood(owed) && matches!(owed.of, Of::Presence(..))) {
            self.count_owed(now);
        }
    }

    /// Counts what is owed: its screen is left.
    pub(super) fn count_owed(&mut self, now: Now) {
        let Some(Owed { outcome, at, of, .. }) = self.owed.take() else { return };
        self.office().count(outcome, now);
        if let Of::Presence(id, codes) = of {
            self.in_view.counted(id, &codes, at);
        }
    }

    /// What does not stand any longer is not counted.
    pub(super) fn give_up_owed(&mut self, now: Now) {
        if let Some(Owed { of: Of::Presence(id, _), .. }) = &self.owed
            && self.in_view.get(*id).is_some_and(|known| known.shown.is_none())
        {
            self.owed = None;
        }
        self.count_owed(now);
    }
}
