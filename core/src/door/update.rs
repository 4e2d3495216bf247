//! An update in front of the camera or in a file. Nothing installs by itself.

use super::screen::View;
use super::{At, Door, Office};
use crate::bundle::{self, Parts, Progress, Update};
use crate::clock::Now;
use crate::code::Code;

/// An update that was seen, in part or whole.
pub(super) enum Offer {
    /// Some of its codes are still to come; with what was wrong with the last one.
    Collecting(Parts, Option<Code>),
    /// What it is; its bytes, if it can be installed.
    Whole(Box<Update>, Option<Vec<u8>>),
}

impl Offer {
    pub(super) fn view(&self) -> View {
        match self {
            Offer::Collecting(parts, fault) => {
                let Progress { seen, of, .. } = parts.progress();
                View::Collecting { seen, of, fault: fault.clone() }
            }
            Offer::Whole(update, bytes) => {
                View::Offer { update: update.clone(), can_be_installed: bytes.is_some() }
            }
        }
    }
}

impl<O: Office> Door<O> {
    /// Takes a code that is an update or a part of one; `false` for any other.
    pub(super) fn update_code(&mut self, code: &[u8], now: Now) -> bool {
        if !self.settings.installs_by_code {
            return false;
        }
        let Some(text) = bundle::scanned(code) else { return false };
        if text.starts_with(b"SPP1:") {
            self.part(&text, now)
        } else {
            self.offer(text.into_owned(), now)
        }
        true
    }

    fn part(&mut self, code: &[u8], now: Now) {
        let was_at = std::mem::replace(&mut self.at, At::Background);
        let mut parts =
            if let At::Offer(Offer::Collecting(parts, _)) = was_at { parts } else { Parts::default() };
        self.at = match parts.add(code) {
            Ok(Progress { bundle: Some(bundle), .. }) => return self.offer(bundle, now),
            Ok(_) => At::Offer(Offer::Collecting(parts, None)),
            // The codes that were read so far are kept.
            Err(refusal) if !parts.is_empty() => At::Offer(Offer::Collecting(parts, Some(refusal.code))),
            Err(refusal) => At::Offer(Offer::Whole(Box::new(Update::refused(refusal)), None)),
        };
    }

    /// Shows who signed an update and what it brings.
    pub(super) fn offer(&mut self, bytes: Vec<u8>, now: Now) {
        if self.settings.first_run {
            return;
        }
        let update = self.office().preview(&bytes, now);
        let bytes = update.is_taken().then_some(bytes);
        self.at = At::Offer(Offer::Whole(Box::new(update), bytes));
    }

    pub(super) fn install(&mut self, now: Now) {
        let At::Offer(Offer::Whole(_, Some(bytes))) = &self.at else { return };
        let update = self.office().install(bytes, now);
        self.at = At::Installed(Box::new(update));
    }
}
