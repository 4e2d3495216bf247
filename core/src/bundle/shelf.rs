//! What a device has installed, and installing.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::anchor::{Anchor, KeyNumber};
use super::document::{Bundle, Content};
use super::kept::Counters;
use super::ledger::Key;
use super::log::{Accepted, Hash, Line, Pinned};
use super::open::open;
use super::refusal::Refusal;
use super::signed::{Held, Signed};
use super::state::{Current, Entry, Setting, State};
use super::update::Update;
use crate::code::Code;
use crate::time::Freshness;
use crate::trust::PublicKey;

/// What a device has installed, in memory: the log of what it has accepted, and all that follows from it.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// The device's own random number, 32 hexadecimal digits, where it has one.
    pub device: Option<String>,
    pub(super) setting: Setting,
    /// Keys of passes whose private halves are public: nobody may bring them but for training.
    pub(super) everybodys_keys: Arc<Vec<PublicKey>>,
    /// The keys that are given at this start.
    pub(super) given: BTreeSet<KeyNumber>,
    pub(super) entries: Vec<Entry>,
    pub(super) witness: Counters,
    pub(super) state: State,
}

impl Shelf {
    /// A shelf for a device whose product has these packs built in. What the `demonstration` anchors sign is for training:
    /// it is refused by that name until [`allow_demonstration`](Self::allow_demonstration). `everybodys_keys` sign passes
    /// whoever likes, so that no signed update may bring them.
    #[must_use]
    pub fn new(
        built_in_packs: impl IntoIterator<Item = String>,
        demonstration: Vec<Anchor>,
        everybodys_keys: Vec<PublicKey>,
    ) -> Self {
        let built_in_packs = built_in_packs.into_iter().collect();
        let setting = Setting { demonstration, takes_demonstration: false, built_in_packs };
        Self { setting, everybodys_keys: Arc::new(everybodys_keys), ..Self::default() }
    }

    /// Lets an anchor sign as long as it is given at every start. A key that is not on P-256 is none, and one of the
    /// demonstration never becomes more than that: it gives whether the anchor was taken.
    pub fn pin(&mut self, anchor: Anchor) -> bool {
        let is_taken = self.pin_as(anchor.clone(), false);
        self.given.extend(anchor.number().filter(|_| is_taken));
        is_taken
    }

    /// Lets an anchor sign for good; like [`pin`](Self::pin) otherwise.
    pub fn pin_for_good(&mut self, anchor: Anchor) -> bool {
        self.pin_as(anchor, true)
    }

    fn pin_as(&mut self, anchor: Anchor, for_good: bool) -> bool {
        if anchor.number().is_none() || self.setting.is_demonstration(&anchor) {
            return false;
        }
        let pinned = Pinned { anchor, for_good };
        if !self.is_pinned(&pinned) {
            self.write(Line::Pinned(pinned));
        }
        true
    }

    /// Whether that is the last word about the key already. What a person pinned for good stays so.
    fn is_pinned(&self, pinned: &Pinned) -> bool {
        let last = self.entries.iter().rev().find_map(|entry| match &entry.line {
            Line::Pinned(known) if known.anchor.public == pinned.anchor.public => Some(Some(known)),
            Line::Removed(removed) if pinned.anchor.number() == Some(KeyNumber(*removed.key)) => Some(None),
            Line::Pinned(_) | Line::Accepted(_) | Line::GivenUp(_) | Line::Removed(_) => None,
        });
        let same = |known: &Pinned| known.anchor == pinned.anchor && known.for_good >= pinned.for_good;
        last.flatten().is_some_and(same)
    }

    /// Takes what is for training too: in memory only, and for what-if runs.
    pub fn allow_demonstration(&mut self) {
        self.setting.takes_demonstration = true;
        self.rebuild();
    }

    /// Installs an update, from a `.souplesse` file or from the text of a QR code. It is taken whole or not at all: whether it
    /// was, and why not, is told by [`Update::code`].
    ///
    /// `device` is the device's time; `None` in a what-if run, in which an update's dates are not judged.
    pub fn install(&mut self, file_or_text: &[u8], device: Option<DateTime<Utc>>) -> Update {
        self.install_at(file_or_text, device, device)
    }

    /// Installs an update whose dates are judged by `device`, and that was accepted at the time `at`.
    pub(crate) fn install_at(
        &mut self,
        file_or_text: &[u8],
        device: Option<DateTime<Utc>>,
        at: Option<DateTime<Utc>>,
    ) -> Update {
        let before = self.contents();
        let mut update = Update::refused(Code::UpdateUnreadable.into());
        match self.take(file_or_text, (device, at), &mut update) {
            Ok(true) => update.code = Code::UpdateInstalled,
            Ok(false) => update.code = Code::UpdateAlreadyInstalled,
            Err(Refusal { code, detail }) => (update.code, update.detail) = (code, detail),
        }
        update.replaces = self.no_longer_in_force(before);
        update
    }

    /// What [`install`](Self::install) would say, and what the update brings, without installing it.
    #[must_use]
    pub fn preview(&self, file_or_text: &[u8], device: Option<DateTime<Utc>>) -> Update {
        self.clone().install(file_or_text, device)
    }

    /// Until when this device may use the profile of controllers, at the device's time.
    #[must_use]
    pub fn controller_until(&self, device: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let until = self.in_force().filter_map(|(_, _, held)| match held.content() {
            // That of another device is nobody's here.
            Content::Authorisation(leave) if leave.device.is_none() || leave.device == self.device => {
                Some(leave.until)
            }
            Content::Authorisation(_)
            | Content::Pack(_)
            | Content::Trust(_)
            | Content::Rules(_)
            | Content::Revocations(_)
            | Content::Withdrawal(_)
            | Content::Successor(_) => None,
        });
        until.filter(|until| *until > device).max()
    }

    /// When the newest of the installed updates was issued.
    #[must_use]
    pub fn newest_issue(&self) -> Option<DateTime<Utc>> {
        let real = self.in_force().filter(|((author, _), ..)| !author.demonstration);
        real.map(|(_, _, held)| held.bundle.issued).max()
    }

    /// The numbers and withdrawals of everything that has been installed.
    #[must_use]
    pub fn counters(&self) -> Counters {
        Counters::of(&self.state.ledger)
    }

    /// Raises numbers to those that are kept, and withdraws what was withdrawn. Nothing is lowered.
    pub fn raise(&mut self, witness: &Counters) {
        self.witness = witness.clone();
        self.rebuild();
    }

    /// The lines that are kept: all but those of the demonstration.
    pub(crate) fn lines(&self) -> Vec<Line> {
        self.kept().map(|entry| entry.line.clone()).collect()
    }

    /// The updates that must be kept, by their hashes, in the order in which they were accepted.
    pub(crate) fn needed(&self) -> Vec<Hash> {
        let accepted = self.kept().filter_map(Entry::accepted);
        let needed = accepted.filter(|accepted| self.state.needs(accepted));
        let mut hashes = Vec::new();
        for hash in needed.map(|accepted| *accepted.update) {
            if !hashes.contains(&hash) {
                hashes.push(hash);
            }
        }
        hashes
    }

    fn kept(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| {
            let signer = entry.accepted().and_then(|accepted| self.state.signatories.get(accepted.signer()));
            !signer.is_some_and(|signer| signer.author.demonstration)
        })
    }

    /// Goes on from what is kept: lines, and the signed bytes as `read` finds them by their hash. Whatever has been pinned before comes last, as far
    /// as the lines do not say it.
    pub(crate) fn restore(&mut self, lines: Vec<Line>, read: &mut dyn FnMut(&Hash) -> Option<Vec<u8>>) {
        let pinned = std::mem::take(&mut self.entries);
        self.entries = lines.into_iter().map(|line| Entry { line, bundle: None }).collect();
        self.rebuild();
        for index in 0..self.entries.len() {
            let Some(accepted) = self.entries[index].accepted() else { continue };
            if self.state.needs(accepted) {
                self.entries[index].bundle = self.opened(accepted, read).map(Signed::new);
            }
        }
        for entry in pinned {
            if let Line::Pinned(pinned) = entry.line {
                self.pin_as(pinned.anchor, pinned.for_good);
            }
        }
        self.rebuild();
    }

    /// The update of a line, if its bytes are there and say what the line says.
    fn opened(&self, accepted: &Accepted, read: &mut dyn FnMut(&Hash) -> Option<Vec<u8>>) -> Option<Bundle> {
        let bytes = read(&accepted.update)?;
        let signatory = self.state.signatories.get(accepted.signer())?;
        let bundle = open(&bytes).ok()?.verify(&signatory.anchor).ok()?;
        let derived = Accepted::of(*accepted.update, accepted.signer(), &bundle, accepted.at);
        accepted.documents.iter().all(|document| derived.documents.contains(document)).then_some(bundle)
    }

    /// What is whole and counts, by whose it is.
    pub(super) fn in_force(&self) -> impl Iterator<Item = (&Key, &Current, &Held)> {
        let current = self.state.current.iter();
        current.filter_map(|(key, current)| Some((key, current, current.held.as_ref()?)))
    }

    pub(super) fn write(&mut self, line: Line) {
        self.entries.push(Entry { line, bundle: None });
        self.rebuild();
    }

    pub(super) fn rebuild(&mut self) {
        self.state = State::of(&self.entries, &self.setting, &self.witness);
    }
}

impl Held {
    pub(super) fn freshness(&self) -> Freshness {
        Freshness { expires: self.bundle.expires, judge_when_expired: self.bundle.judge_when_expired }
    }
}
