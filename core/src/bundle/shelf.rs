//! What a device has installed, and installing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

use super::anchor::{Anchor, KeyNumber, Right};
use super::document::{Bundle, Content, Document};
use super::ledger::{self, Author, Key, Ledger};
use super::open::{bytes_of, open};
use super::update::{Refusal, Update};
use crate::code::Code;
use crate::time::Freshness;

/// How far the clocks of an authority and of a device may be apart.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::hours(24);

/// How long an authorisation that names no device may last.
const OPEN_AUTHORISATION: TimeDelta = TimeDelta::hours(24);

/// What a device has installed, in memory.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// The device's own random number, 32 hexadecimal digits, where it has one.
    pub device: Option<String>,
    anchors: BTreeMap<KeyNumber, Trusted>,
    /// Keys whose private half is public.
    demonstration: Vec<Anchor>,
    built_in_packs: BTreeSet<String>,
    pub(super) ledger: Ledger,
    pub(super) held: BTreeMap<Key, HeldDocument>,
    /// How many updates have been taken.
    taken: u32,
}

/// An anchor that is pinned, or was until its successor came.
#[derive(Clone, Debug)]
struct Trusted {
    anchor: Anchor,
    author: Author,
    is_retired: bool,
}

/// A document that is installed.
#[derive(Clone, Debug)]
pub(super) struct HeldDocument {
    pub content: Content,
    pub issued: DateTime<Utc>,
    /// The number of the update that it came in, with others of which it may be a part.
    pub update: u32,
    pub freshness: Freshness,
    pub demonstration: bool,
}

impl Shelf {
    /// A shelf for a device whose product has these packs built in. What the `demonstration` anchors sign is for training:
    /// it is refused by that name until [`allow_demonstration`](Self::allow_demonstration).
    #[must_use]
    pub fn new(built_in_packs: impl IntoIterator<Item = String>, demonstration: Vec<Anchor>) -> Self {
        Self { built_in_packs: built_in_packs.into_iter().collect(), demonstration, ..Self::default() }
    }

    /// Lets an anchor sign. One whose key is known keeps what it had; a key that is not on P-256 is none, and a key of
    /// the demonstration never becomes more than that.
    pub fn pin(&mut self, anchor: Anchor) {
        if let Some(number) = anchor.number().filter(|number| !self.is_demonstration(*number)) {
            self.trust(number, anchor, false);
        }
    }

    /// Takes what is for training too: in memory only, and for what-if runs.
    pub fn allow_demonstration(&mut self) {
        for anchor in self.demonstration.clone() {
            if let Some(number) = anchor.number() {
                self.trust(number, anchor, true);
            }
        }
    }

    fn trust(&mut self, number: KeyNumber, anchor: Anchor, demonstration: bool) {
        let author = Author { first_key: number, demonstration };
        self.anchors.entry(number).or_insert(Trusted { anchor, author, is_retired: false });
    }

    /// Whose key it is.
    pub(super) fn author(&self, key: KeyNumber) -> Option<Author> {
        self.anchors.get(&key).map(|trusted| trusted.author)
    }

    /// What an authority is called, by the last of its keys.
    pub(super) fn name_of(&self, author: Author) -> &str {
        let mut keys = self.anchors.values().filter(|trusted| trusted.author == author);
        keys.find(|trusted| !trusted.is_retired).map_or("", |trusted| &trusted.anchor.name)
    }

    fn is_demonstration(&self, number: KeyNumber) -> bool {
        self.demonstration.iter().any(|anchor| anchor.number() == Some(number))
    }

    /// Installs an update, from a `.souplesse` file or from the text of a QR code. It is taken whole or not at all: whether it
    /// was, and why not, is told by [`Update::code`].
    ///
    /// `device` is the device's time; `None` in a what-if run, in which an update's dates are not judged.
    pub fn install(&mut self, file_or_text: &[u8], device: Option<DateTime<Utc>>) -> Update {
        let mut update = Update::refused(Code::UpdateUnreadable.into());
        let outcome = self.take(file_or_text, device, &mut update);
        match outcome {
            Ok(true) => update.code = Code::UpdateInstalled,
            Ok(false) => update.code = Code::UpdateAlreadyInstalled,
            Err(Refusal { code, detail }) => (update.code, update.detail) = (code, detail),
        }
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
        let until = self.held.values().filter_map(|held| match &held.content {
            Content::Authorisation(authorisation) => Some(authorisation.until),
            Content::Pack(_)
            | Content::Trust(_)
            | Content::Rules(_)
            | Content::Revocations(_)
            | Content::Withdrawal(_)
            | Content::Successor(_) => None,
        });
        until.filter(|until| *until > device).max()
    }

    /// Gives whether anything was new.
    fn take(
        &mut self,
        file_or_text: &[u8],
        device: Option<DateTime<Utc>>,
        update: &mut Update,
    ) -> Result<bool, Refusal> {
        let bytes = bytes_of(file_or_text)?;
        let opened = open(&bytes)?;
        update.key = Some(opened.key());
        let Some(trusted) = self.anchors.get(&opened.key()) else {
            let known = self.is_demonstration(opened.key());
            return Err(if known { Code::UpdateDemonstration } else { Code::UpdateUnknownAnchor }.into());
        };
        let (anchor, author) = (&trusted.anchor, trusted.author);
        let bundle = opened.verify(anchor)?;
        update.signer = Some(anchor.name.clone());
        update.demonstration = author.demonstration;
        update.describe(&bundle);
        if bundle.demonstration && !author.demonstration {
            return Err(Code::UpdateDemonstration.into());
        }
        let is_retired = trusted.is_retired;
        check_rights(&bundle, anchor)?;
        check_dates(&bundle, device)?;
        self.check_authorisations(&bundle)?;
        self.check_successors(&bundle, author)?;
        let mut any_is_new = false;
        for document in &bundle.documents {
            // What was installed and then lost is as good as new.
            let is_lost = !self.held.contains_key(&ledger::key(author, document));
            any_is_new |= self.ledger.is_new(author, &bundle, document)? || is_lost;
        }
        if !any_is_new {
            return Ok(false);
        }
        if is_retired {
            return Err(Refusal::with(Code::UpdateNotForAnchor, "its key has a successor"));
        }
        // What is here already belongs to the newer bundle from now on: its documents are one whole.
        self.taken += 1;
        for document in &bundle.documents {
            self.put(author, opened.key(), &bundle, document);
        }
        Ok(true)
    }

    fn check_authorisations(&self, bundle: &Bundle) -> Result<(), Refusal> {
        for document in &bundle.documents {
            let Content::Authorisation(authorisation) = &document.content else { continue };
            match &authorisation.device {
                Some(device) if self.device.as_ref() != Some(device) => {
                    return Err(Code::UpdateNotForDevice.into());
                }
                None if authorisation.until - bundle.issued > OPEN_AUTHORISATION => {
                    return Err(Code::UpdateTooLong.into());
                }
                Some(_) | None => {}
            }
        }
        Ok(())
    }

    /// A key that everybody has cannot succeed anybody's.
    fn check_successors(&self, bundle: &Bundle, author: Author) -> Result<(), Refusal> {
        let public = bundle.documents.iter().any(|document| match &document.content {
            Content::Successor(anchor) => anchor.number().is_some_and(|number| self.is_demonstration(number)),
            Content::Pack(_)
            | Content::Trust(_)
            | Content::Rules(_)
            | Content::Revocations(_)
            | Content::Withdrawal(_)
            | Content::Authorisation(_) => false,
        });
        if public && !author.demonstration {
            return Err(Code::UpdateDemonstration.into());
        }
        Ok(())
    }

    /// Puts a document in the place of the older one of its name.
    fn put(&mut self, author: Author, key: KeyNumber, bundle: &Bundle, document: &Document) {
        self.ledger.count(author, bundle, document);
        match &document.content {
            Content::Pack(pack) => {
                for id in pack.supersedes.iter().chain(&pack.revokes) {
                    self.withdraw(author, id);
                }
            }
            Content::Withdrawal(withdrawal) => {
                withdrawal.revokes.iter().for_each(|id| self.withdraw(author, id))
            }
            Content::Successor(anchor) => self.succeed(author, key, anchor),
            Content::Trust(_) | Content::Rules(_) | Content::Revocations(_) | Content::Authorisation(_) => {}
        }
        let freshness = Freshness { expires: bundle.expires, judge_when_expired: bundle.judge_when_expired };
        let held = HeldDocument {
            content: document.content.clone(),
            issued: bundle.issued,
            update: self.taken,
            freshness,
            demonstration: author.demonstration,
        };
        self.held.insert(ledger::key(author, document), held);
    }

    pub(super) fn withdraw(&mut self, author: Author, id: &str) {
        self.ledger.withdraw(author, id, self.built_in_packs.contains(id));
        self.held.remove(&(author, "pack", id.to_owned()));
    }

    /// The successor is the same authority and gets no more rights than its predecessor, which signs no longer.
    fn succeed(&mut self, author: Author, key: KeyNumber, successor: &Anchor) {
        let Some(predecessor) = self.anchors.get_mut(&key) else { return };
        predecessor.is_retired = true;
        let rights = predecessor.anchor.may_sign.clone();
        let may_sign = successor.may_sign.iter().copied().filter(|right| rights.contains(right)).collect();
        let Some(number) = successor.number() else { return };
        let anchor = Anchor { may_sign, ..successor.clone() };
        self.anchors.insert(number, Trusted { anchor, author, is_retired: false });
    }
}

fn check_rights(bundle: &Bundle, anchor: &Anchor) -> Result<(), Refusal> {
    for document in &bundle.documents {
        let needed = match &document.content {
            Content::Pack(_) | Content::Withdrawal(_) => Right::Pack,
            Content::Trust(_) => Right::Trust,
            Content::Rules(_) => Right::Rules,
            Content::Revocations(_) => Right::Revocations,
            Content::Authorisation(_) => Right::Authorisation,
            Content::Successor(_) => continue,
        };
        if !anchor.may_sign.contains(&needed) {
            return Err(Refusal::with(Code::UpdateNotForAnchor, document.content.kind().as_str()));
        }
    }
    Ok(())
}

fn check_dates(bundle: &Bundle, device: Option<DateTime<Utc>>) -> Result<(), Refusal> {
    let Some(device) = device else { return Ok(()) };
    if bundle.issued - device > CLOCKS_DIFFER {
        return Err(Refusal::with(Code::UpdateFromFuture, bundle.issued));
    }
    if bundle.expires <= device {
        return Err(Refusal::with(Code::UpdateExpired, bundle.expires));
    }
    Ok(())
}
