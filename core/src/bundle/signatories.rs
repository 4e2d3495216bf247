//! Whose updates a device takes: keys that are pinned, and those that followed them.
//!
//! What is known is never touched by another's word: a successor that is known already stays what it is, and only the key
//! that named it signs no longer.

use std::collections::{BTreeMap, BTreeSet};

use super::anchor::{Anchor, KeyNumber};

/// An authority, known by the first of the keys that it has had. The demonstration counts for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Author {
    pub first_key: KeyNumber,
    pub demonstration: bool,
}

/// A key that is known, and what is known of it.
#[derive(Clone, Debug)]
pub(super) struct Signatory {
    /// With the name and the rights that count.
    pub anchor: Anchor,
    pub author: Author,
    pub voucher: Voucher,
    /// The key that followed it: it signs nothing new.
    pub successor: Option<Succession>,
}

/// Whose word it is that a key may sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voucher {
    /// A person's, for good.
    Person,
    /// That of who manages the device or calls the program, as long as it is given.
    Management,
    /// That of the key before it.
    Predecessor(KeyNumber),
    /// A person has taken it away.
    Nobody,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Succession {
    pub to: KeyNumber,
    /// Whether the successor was known by itself before, so that the two are not one authority.
    pub was_known: bool,
}

/// All keys that are known.
#[derive(Clone, Debug, Default)]
pub(super) struct Signatories {
    known: BTreeMap<KeyNumber, Signatory>,
}

impl Signatories {
    pub(super) fn get(&self, key: KeyNumber) -> Option<&Signatory> {
        self.known.get(&key)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (KeyNumber, &Signatory)> {
        self.known.iter().map(|(key, signatory)| (*key, signatory))
    }

    /// Name and rights become those of `anchor`; whose key it is, that it has a successor, and a person's word for it stay.
    pub(super) fn pin(&mut self, anchor: &Anchor, voucher: Voucher, demonstration: bool) {
        let Some(key) = anchor.number() else { return };
        let author = Author { first_key: key, demonstration };
        let fresh = Signatory { anchor: anchor.clone(), author, voucher, successor: None };
        let known = self.known.entry(key).or_insert(fresh);
        known.anchor = anchor.clone();
        if known.voucher != Voucher::Person {
            known.voucher = voucher;
        }
    }

    pub(super) fn remove(&mut self, key: KeyNumber) {
        if let Some(known) = self.known.get_mut(&key) {
            known.voucher = Voucher::Nobody;
        }
    }

    /// A key names the one that signs from now on. One that is not known gets the numbers and withdrawals of its predecessor,
    /// and of the rights that it asks for those that its predecessor had. The first succession stands.
    pub(super) fn succeed(&mut self, key: KeyNumber, successor: &Anchor) {
        let Some(to) = successor.number() else { return };
        let was_known = self.known.contains_key(&to);
        let Some(predecessor) = self.known.get_mut(&key).filter(|known| known.successor.is_none()) else {
            return;
        };
        predecessor.successor = Some(Succession { to, was_known });
        if was_known {
            return;
        }
        let (rights, author) = (&predecessor.anchor.may_sign, predecessor.author);
        let may_sign = successor.may_sign.iter().copied().filter(|right| rights.contains(right)).collect();
        let anchor = Anchor { may_sign, ..successor.clone() };
        let voucher = Voucher::Predecessor(key);
        self.known.insert(to, Signatory { anchor, author, voucher, successor: None });
    }

    /// Whether somebody stands for a key now; `given` are the keys that are given at this start.
    pub(super) fn is_vouched_for(&self, key: KeyNumber, given: &BTreeSet<KeyNumber>) -> bool {
        match self.known.get(&key).map(|known| known.voucher) {
            Some(Voucher::Person) => true,
            Some(Voucher::Management) => given.contains(&key),
            // A predecessor is always older than the keys that followed it.
            Some(Voucher::Predecessor(before)) => self.is_vouched_for(before, given),
            Some(Voucher::Nobody) | None => false,
        }
    }

    /// What a key is called.
    pub(super) fn name(&self, key: KeyNumber) -> &str {
        self.known.get(&key).map_or("", |known| &known.anchor.name)
    }

    /// What the pinned key was called from which this one has its rights; `None` for one that is pinned itself.
    pub(super) fn name_before(&self, key: KeyNumber) -> Option<&str> {
        let Voucher::Predecessor(mut before) = self.known.get(&key)?.voucher else { return None };
        while let Some(Signatory { voucher: Voucher::Predecessor(earlier), .. }) = self.known.get(&before) {
            before = *earlier;
        }
        Some(self.name(before))
    }
}
