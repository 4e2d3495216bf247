//! What is on a shelf, to be told to people.

use super::anchor::{Anchor, KeyNumber, Right};
use super::document::DocumentKind;
use super::ledger::Key;
use super::shelf::Shelf;
use super::signatories::Voucher;
use super::told::{Installed, Taken};

/// A document that was accepted and is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// What it is.
    pub kind: DocumentKind,
    /// Its id.
    pub id: String,
    /// Its number.
    pub sequence: u64,
    /// Who signed it; empty where that is not known any more.
    pub signer: String,
    /// The first key of its authority.
    pub key: KeyNumber,
}

/// A key whose updates are taken, or were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownAnchor {
    /// What it is called.
    pub name: String,
    /// What the pinned key was called from which it has its rights; `None` for one that is pinned itself.
    pub name_before: Option<String>,
    /// Its number.
    pub key: KeyNumber,
    /// The first key of its authority.
    pub author: KeyNumber,
    /// What it may sign.
    pub may_sign: Vec<Right>,
    /// How it stands.
    pub standing: Standing,
    /// The key that followed it.
    pub successor: Option<KeyNumber>,
    /// Whether its successor was known by itself before, so that the two are not one authority.
    pub successor_was_known: bool,
    /// How many of the documents that count it has signed.
    pub documents: usize,
    /// Whether it is for training only.
    pub demonstration: bool,
}

/// How a key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A person pinned it for good.
    Pinned,
    /// It is given at every start: built in, by management, by the call.
    Given,
    /// It followed a key that may sign.
    Inherited,
    /// It was given at an earlier start and is not any more: what it signed stays, and it signs nothing new.
    NotGiven,
    /// A person has taken it away.
    Removed,
}

impl Shelf {
    /// Everything that is installed, by who signed it and by kind.
    #[must_use]
    pub fn contents(&self) -> Vec<Installed> {
        let rules_in_force = self.rules_in_force();
        let contents = self.in_force().filter_map(|(key, current, held)| {
            let (author, name) = key;
            let signer = current.origin?.signer;
            let signatories = &self.state.signatories;
            Some(Installed {
                document: Taken::of(held, signatories, signer),
                signer: signatories.name(signer).to_owned(),
                signer_before: signatories.name_before(signer).map(str::to_owned),
                key: signer,
                issued: held.bundle.issued,
                expires: held.bundle.expires,
                demonstration: author.demonstration,
                is_in_force: name.kind != DocumentKind::Rules || rules_in_force.contains(key),
            })
        });
        contents.collect()
    }

    /// What was accepted and is lost, by whose it was and by kind.
    #[must_use]
    pub fn missing(&self) -> Vec<Missing> {
        let lost = self.state.current.iter().filter(|(_, current)| current.held.is_none());
        let missing = lost.map(|((author, name), current)| {
            let signer = current.origin.map_or(author.first_key, |origin| origin.signer);
            Missing {
                kind: name.kind,
                id: name.id.clone(),
                sequence: current.counter.sequence,
                signer: self.state.signatories.name(signer).to_owned(),
                key: author.first_key,
            }
        });
        missing.collect()
    }

    /// Every key that is known, by its number.
    #[must_use]
    pub fn anchors(&self) -> Vec<KnownAnchor> {
        let known = self.state.signatories.iter().map(|(key, known)| KnownAnchor {
            name: known.anchor.name.clone(),
            name_before: self.state.signatories.name_before(key).map(str::to_owned),
            key,
            author: known.author.first_key,
            may_sign: known.anchor.may_sign.clone(),
            standing: self.standing(key, known.voucher),
            successor: known.successor.map(|succession| succession.to),
            successor_was_known: known.successor.is_some_and(|succession| succession.was_known),
            documents: self.signed_by(key).count(),
            demonstration: known.author.demonstration,
        });
        known.collect()
    }

    /// The keys that a person has pinned or management gives, as they are written: what another device needs to take the same updates.
    #[must_use]
    pub fn vouched_anchors(&self) -> Vec<Anchor> {
        let vouched = self.state.signatories.iter().filter(|(key, known)| {
            let standing = self.standing(*key, known.voucher);
            matches!(standing, Standing::Pinned | Standing::Given) && !known.author.demonstration
        });
        vouched.map(|(_, known)| known.anchor.clone()).collect()
    }

    fn standing(&self, key: KeyNumber, voucher: Voucher) -> Standing {
        let is_vouched_for = self.state.signatories.is_vouched_for(key, &self.given);
        match voucher {
            Voucher::Nobody => Standing::Removed,
            Voucher::Person => Standing::Pinned,
            Voucher::Management | Voucher::Predecessor(_) if !is_vouched_for => Standing::NotGiven,
            Voucher::Management => Standing::Given,
            Voucher::Predecessor(_) => Standing::Inherited,
        }
    }

    /// The documents that count and that a key has signed.
    pub(super) fn signed_by(&self, key: KeyNumber) -> impl Iterator<Item = &Key> {
        let current = self.state.current.iter();
        current
            .filter(move |(_, current)| current.origin.is_some_and(|origin| origin.signer == key))
            .map(|(key, _)| key)
    }

    /// What was judged by before and is not now.
    pub(super) fn no_longer_in_force(&self, before: Vec<Installed>) -> Vec<Installed> {
        let now = self.contents();
        let gone = |was: &Installed| was.is_in_force && !now.iter().any(|now| now.is_in_force && now.is(was));
        before.into_iter().filter(gone).collect()
    }
}

impl Installed {
    /// Whether both are the same version of one signer's document, whatever is known of the signer now.
    pub(super) fn is(&self, other: &Self) -> bool {
        (self.key, self.document.kind, &self.document.id, self.document.sequence)
            == (other.key, other.document.kind, &other.document.id, other.document.sequence)
    }
}
