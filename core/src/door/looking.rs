//! Codes in front of the camera: which of them is new.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use ring::hmac;

use super::update::Offer;
use super::{At, Door, Office};
use crate::clock::Now;
use crate::verdict::Outcome;

/// A code that was away for a shorter time is still the same showing.
const SAME_SHOWING: Duration = Duration::from_secs(3);
/// For so long it is told that a code was shown before.
const REMEMBERED: TimeDelta = TimeDelta::minutes(5);

type Digest = [u8; 32];

/// The codes of the last minutes, as digests under a key of this process. Nothing can be read from them.
pub(super) struct Looking {
    key: hmac::Key,
    in_view: BTreeMap<Digest, Duration>,
    shown: BTreeMap<Digest, DateTime<Utc>>,
}

impl Looking {
    pub(super) fn new(key: [u8; 32]) -> Self {
        Self {
            key: hmac::Key::new(hmac::HMAC_SHA256, &key),
            in_view: BTreeMap::new(),
            shown: BTreeMap::new(),
        }
    }

    pub(super) fn forget(&mut self) {
        self.in_view.clear();
        self.shown.clear();
    }

    /// Whether the code was not in view just now; it is from now on.
    fn is_new(&mut self, digest: Digest, now: Now) -> bool {
        self.in_view.retain(|_, seen| now.up().saturating_sub(*seen) < SAME_SHOWING);
        self.in_view.insert(digest, now.up()).is_none()
    }

    /// When the code was shown in the last minutes; now is remembered.
    fn shown_before(&mut self, digest: Digest, now: Now) -> Option<DateTime<Utc>> {
        self.shown.retain(|_, shown| (TimeDelta::zero()..REMEMBERED).contains(&(now.wall - *shown)));
        self.shown.insert(digest, now.wall)
    }

    fn digest(&self, code: &[u8]) -> Digest {
        let tag = hmac::sign(&self.key, code);
        *tag.as_ref().first_chunk().expect("SHA-256 has 32 bytes")
    }
}

impl<O: Office> Door<O> {
    /// Codes were read in a frame, or typed by a hand scanner.
    pub(super) fn codes(&mut self, codes: &[Vec<u8>], now: Now) {
        if !self.may_look(now) {
            return;
        }
        let digests = codes.iter().map(|code| self.looking.digest(code)).collect::<Vec<_>>();
        let new = digests.iter().map(|digest| self.looking.is_new(*digest, now)).collect::<Vec<_>>();
        let Some(first) = new.iter().position(|is_new| *is_new) else { return };
        if self.update_code(&codes[first], now) || matches!(self.at, At::Offer(_)) {
            return;
        }
        let fresh = codes.iter().zip(&new).filter(|(_, is_new)| **is_new);
        let fresh = fresh.map(|(code, _)| code.as_slice()).collect::<Vec<_>>();
        let profile = self.profile(now);
        let verdicts = self.office().verifier().check_codes(&fresh, self.moment(now), profile);
        let pass = verdicts.iter().find(|verdict| verdict.outcome != Outcome::NotAPass);
        let Some(verdict) = pass.or(verdicts.first()).cloned() else { return };
        if matches!(&self.at, At::Verdict(shown) if shown.outlasts(&verdict)) {
            return;
        }
        let fresh = digests.iter().zip(&new).filter(|(_, is_new)| **is_new);
        let before = fresh.filter_map(|(digest, _)| self.looking.shown_before(*digest, now)).min();
        let tells = self.settings.tells_shown_before && verdict.outcome != Outcome::NotAPass;
        self.show(verdict, before.filter(|_| tells), None, now);
    }

    /// Where a code is waited for; a refusal must have been seen before the next one.
    fn may_look(&self, now: Now) -> bool {
        match &self.at {
            At::Home(_) | At::NoCamera | At::Offer(Offer::Collecting(..)) => true,
            At::Verdict(shown) => shown.may_be_replaced(now),
            At::Welcome | At::Paper(_) | At::Offer(_) | At::Installed(_) | At::Page(_) | At::Background => {
                false
            }
        }
    }
}
