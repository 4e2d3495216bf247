//! What is in view, and what has been made of it.
//!
//! Codes of one holder are one *presence*, from the first reading until nothing of it was read for three seconds: that is
//! one presentation. Everything here is a digest under a key of this process; nothing of a holder can be read from it.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use ring::hmac;

use crate::clock::Now;
use crate::verdict::Outcome;
use crate::verifier::Person;

/// What was away for a shorter time is still the same presentation.
const SAME_PRESENTATION: Duration = Duration::from_secs(3);
/// No code is read in every frame: what was read so lately is taken to be in view still.
const IN_VIEW: Duration = Duration::from_secs(1);
/// For so long it is told that a code was shown before.
const REMEMBERED: TimeDelta = TimeDelta::minutes(5);

pub(super) type Digest = [u8; 32];

/// The number of a presence. None is given twice.
pub(super) type Id = u64;

/// What was read in the last seconds, and which codes were shown in the last minutes.
pub(super) struct InView {
    key: hmac::Key,
    next: Id,
    presences: Vec<Presence>,
    shown: BTreeMap<Digest, DateTime<Utc>>,
}

/// One person's pass, or one other thing, in view.
pub(super) struct Presence {
    pub id: Id,
    pub what: What,
    codes: Vec<Digest>,
    /// When it was last read, and whether it was in view just before that.
    pub read: Duration,
    pub was_there: bool,
    /// It is taken to have left: somebody else was alone for long enough, or was asked for.
    has_left: bool,
    /// The best that has been shown of it in this presentation. What was passed over counts as shown.
    pub shown: Option<Outcome>,
    /// Whether it is counted; its codes are then known to have been shown at that time.
    counted: Option<DateTime<Utc>>,
    /// When it was shown in the minutes before it came.
    pub seen_before: Option<DateTime<Utc>>,
}

/// What a code is.
pub(super) enum What {
    /// A pass, and whose it is where its signature holds.
    Pass(Option<Person>),
    /// An update, or a part of one.
    Update,
    /// Neither.
    Other,
}

impl InView {
    pub(super) fn new(key: [u8; 32]) -> Self {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &key);
        Self { key, next: 0, presences: Vec::new(), shown: BTreeMap::new() }
    }

    /// Forgets everything.
    pub(super) fn forget(&mut self) {
        self.presences.clear();
        self.shown.clear();
    }

    /// Forgets what has been away too long.
    pub(super) fn forget_gone(&mut self, now: Now) {
        self.presences.retain(|presence| since(presence.read, now) < SAME_PRESENTATION);
        self.shown.retain(|_, shown| (TimeDelta::zero()..REMEMBERED).contains(&(now.wall - *shown)));
    }

    pub(super) fn digest(&self, data: &[u8]) -> Digest {
        let tag = hmac::sign(&self.key, data);
        *tag.as_ref().first_chunk().expect("SHA-256 has 32 bytes")
    }

    /// A code was read that may be known; which presence it belongs to.
    pub(super) fn read_again(&mut self, code: Digest, now: Now) -> Option<Id> {
        let known = self.presences.iter_mut().find(|presence| presence.codes.contains(&code))?;
        known.read_at(now);
        Some(known.id)
    }

    /// A code was read that is not known: it belongs to whose it is, or stands for itself.
    pub(super) fn read_first(&mut self, code: Digest, what: What, now: Now) -> Id {
        let before = self.shown.get(&code).copied();
        if let What::Pass(Some(person)) = &what {
            let holds = |presence: &&mut Presence| presence.person().is_some_and(|known| known.is(person));
            if let Some(known) = self.presences.iter_mut().find(holds) {
                known.read_at(now);
                known.codes.push(code);
                known.what = What::Pass(known.person().map(|known| known.or_better_named(person)));
                if let Some(at) = known.counted {
                    self.shown.insert(code, at);
                } else {
                    known.seen_before = [known.seen_before, before].into_iter().flatten().min();
                }
                return known.id;
            }
        }
        let id = self.next;
        self.next += 1;
        self.presences.push(Presence {
            id,
            what,
            codes: vec![code],
            read: now.up(),
            was_there: false,
            has_left: false,
            shown: None,
            counted: None,
            seen_before: before,
        });
        id
    }

    pub(super) fn get(&self, id: Id) -> Option<&Presence> {
        self.presences.iter().find(|presence| presence.id == id)
    }

    /// What a code belongs to, where it is known.
    pub(super) fn of(&self, code: Digest) -> Option<&Presence> {
        self.presences.iter().find(|presence| presence.codes.contains(&code))
    }

    fn get_mut(&mut self, id: Id) -> Option<&mut Presence> {
        self.presences.iter_mut().find(|presence| presence.id == id)
    }

    /// The other passes that are in view beside this one.
    pub(super) fn beside(&self, id: Id, now: Now) -> impl Iterator<Item = &Presence> {
        self.presences.iter().filter(move |other| other.id != id && other.is_pass_in_view(now))
    }

    /// Nothing that is in view stands as shown: several people are there.
    pub(super) fn none_stands(&mut self, now: Now) {
        for pass in self.presences.iter_mut().filter(|presence| presence.is_pass_in_view(now)) {
            pass.shown = None;
        }
    }

    /// Somebody asks for the next person: all have left, unless they are read again.
    pub(super) fn all_leave(&mut self) {
        self.presences.iter_mut().for_each(|presence| presence.has_left = true);
    }

    /// This one was alone for long enough: all others have left, until they are read again.
    pub(super) fn is_alone(&mut self, id: Id) {
        for other in self.presences.iter_mut().filter(|other| other.id != id) {
            other.has_left = true;
        }
    }

    /// It is not worth a verdict where something better is to be seen. An update waits for its turn.
    pub(super) fn pass_over(&mut self, id: Id) {
        if let Some(other) = self.get_mut(id).filter(|other| matches!(other.what, What::Other)) {
            other.shown = Some(Outcome::NotAPass);
        }
    }

    /// Something was shown of it.
    pub(super) fn is_shown(&mut self, id: Id, outcome: Outcome) {
        if let Some(presence) = self.get_mut(id) {
            presence.shown = Some(outcome);
        }
    }

    /// Whether it is counted already.
    pub(super) fn is_counted(&self, id: Id) -> bool {
        self.get(id).is_some_and(|presence| presence.counted.is_some())
    }

    /// What was shown of it stood: it is counted, and its codes have been shown at that time.
    pub(super) fn counted(&mut self, id: Id, codes: &[Digest], at: DateTime<Utc>) {
        self.shown.extend(codes.iter().map(|code| (*code, at)));
        if let Some(presence) = self.presences.iter_mut().find(|known| known.id == id) {
            presence.counted = Some(at);
            self.shown.extend(presence.codes.iter().map(|code| (*code, at)));
        }
    }
}

impl Presence {
    pub(super) fn is_pass(&self) -> bool {
        matches!(self.what, What::Pass(_))
    }

    fn is_pass_in_view(&self, now: Now) -> bool {
        self.is_pass() && !self.has_left && since(self.read, now) < IN_VIEW
    }

    pub(super) fn codes(&self) -> &[Digest] {
        &self.codes
    }

    pub(super) fn is_update(&self) -> bool {
        matches!(self.what, What::Update)
    }

    fn person(&self) -> Option<&Person> {
        let What::Pass(person) = &self.what else { return None };
        person.as_ref()
    }

    fn read_at(&mut self, now: Now) {
        if self.read != now.up() || self.has_left {
            self.was_there = !self.has_left && since(self.read, now) < IN_VIEW;
        }
        (self.read, self.has_left) = (now.up(), false);
    }
}

fn since(then: Duration, now: Now) -> Duration {
    now.up().saturating_sub(then)
}
