//! What the passing of time does by itself, and when.

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::{At, Door, Office};
use crate::clock::Now;
use crate::verdict::Profile;

impl<O: Office> Door<O> {
    /// What the passing of time alone does.
    pub(super) fn elapse(&mut self, now: Now) {
        let is_another_start = now.uptime.start != self.last.start || now.uptime < self.last;
        self.last = now.uptime;
        if is_another_start {
            self.begin_again(now);
        }
        self.in_view.forget_gone(now);
        let may_be_controller = self.may_be_controller(now);
        let is_over = match &self.at {
            At::Verdict(shown) => {
                shown.left(now).is_zero() || (shown.is_for_controllers() && !may_be_controller)
            }
            At::Several(several) => several.left(now).is_zero(),
            At::Paper(form) => form.left(now).is_zero(),
            At::Welcome
            | At::Home(_)
            | At::Offer(_)
            | At::Installed(_)
            | At::Page(_)
            | At::NoCamera
            | At::Background(_) => false,
        };
        if is_over {
            self.go_home(now);
        }
        if !may_be_controller {
            self.wanted = Profile::Venue;
        }
        self.show_due(now);
        self.count_due(now);
    }

    /// The device was switched off meanwhile: nobody knows for how long.
    fn begin_again(&mut self, now: Now) {
        self.in_view.forget();
        if matches!(self.at, At::Home(_) | At::Verdict(_) | At::Several(_) | At::Paper(_)) {
            self.go_home(now);
        }
    }

    /// When the screen changes by itself.
    pub(super) fn wake_in(&self, now: Now) -> Option<Duration> {
        let of_view = match &self.at {
            At::Home(home) => home.wake_in(now),
            At::Verdict(shown) => Some(shown.left(now)),
            At::Several(several) => Some(several.left(now)),
            At::Paper(form) => Some(form.left(now)),
            At::Welcome | At::Offer(_) | At::Installed(_) | At::Page(_) | At::NoCamera => None,
            At::Background(_) => return None,
        };
        let of_next = self.next().map(|next| next.left(now));
        [of_view, of_next, self.leave_left(now)].into_iter().flatten().min()
    }

    /// How long there is still leave for controllers, where the profile hangs on it.
    fn leave_left(&self, now: Now) -> Option<Duration> {
        if self.settings.controller || self.training.is_some() {
            return None;
        }
        // A clock that can be believed is that of the wall.
        (leave(&self.office, now)? - now.wall).to_std().ok()
    }
}

/// Until when a device has leave to be a controller's, by the time that can be believed: a clock in doubt gives none.
pub(super) fn leave(office: &dyn Office, now: Now) -> Option<DateTime<Utc>> {
    let moment = office.moment(now);
    if moment.clock_behind.is_some() {
        return None;
    }
    office.controller_until(moment.device.unwrap_or(moment.check))
}
