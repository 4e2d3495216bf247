//! Passes of several people in view at once: none of them is told until one is alone.

use std::time::Duration;

use super::looking::Read;
use super::screen::{Effect, Sound, Vibration};
use super::shown::Next;
use super::{At, Door, Office};
use crate::clock::Now;

/// For so long one must be alone in view.
const ALONE: Duration = Duration::from_millis(500);
/// It goes by itself when nobody has been there for so long.
const GOES_AFTER: Duration = Duration::from_secs(30);

/// Several people are there.
pub(super) struct Several {
    /// When several were last seen.
    since: Duration,
    /// Who seems to be alone since then, and is shown when that has lasted.
    next: Option<Next>,
}

impl Several {
    pub(super) fn left(&self, now: Now) -> Duration {
        GOES_AFTER.saturating_sub(now.up().saturating_sub(self.since))
    }

    pub(super) fn next(&self) -> Option<&Next> {
        self.next.as_ref()
    }

    pub(super) fn take_next(&mut self) -> Option<Next> {
        self.next.take()
    }
}

impl<O: Office> Door<O> {
    /// Several people are in view: no verdict on any of them stands, and none that was shown just now is counted.
    pub(super) fn several(&mut self, now: Now) {
        self.in_view.none_stands(now);
        self.give_up_owed(now);
        if !matches!(self.at, At::Several(_)) {
            self.effects.extend([Effect::Sound(Sound::Neutral), Effect::Vibration(Vibration::Short)]);
        }
        self.at = At::Several(Box::new(Several { since: now.up(), next: None }));
    }

    /// One of them was read alone.
    pub(super) fn alone(&mut self, pass: &Read<'_>, now: Now) {
        let Some(presence) = self.in_view.get(pass.id) else { return };
        let was_there = presence.was_there;
        // Whoever was there all along is alone since the others were last read.
        let others = self.in_view.beside(pass.id, now).map(|other| other.read).max();
        let since = others.filter(|_| was_there).unwrap_or(now.up());
        let At::Several(several) = &mut self.at else { return };
        let mut next = several.next.take().filter(|next| next.id == pass.id && was_there);
        if let Some(next) = &mut next {
            next.improve(self.verdict_on(pass, false, now));
        } else {
            let verdict = self.verdict_on(pass, true, now);
            next = verdict.map(|verdict| Next::new(pass.id, verdict, self.profile(now), since + ALONE));
        }
        if let At::Several(several) = &mut self.at {
            several.next = next;
        }
        self.show_due(now);
    }
}
