//! The model.

use std::collections::{BTreeMap, BTreeSet};

use souplesse_core::Code;
use souplesse_core::bundle::Right;

use super::following::Now;
use super::universe::{Doc, Kind, PINNED, Universe, Update, Who, kid, revoked_kids, rule};

/// Something that happened and was not refused.
#[derive(Clone, Debug)]
pub enum Act {
    /// A person pinned a key for good.
    Pinned(Who),
    /// A key that a person had taken away is given again at a start.
    GivenAgain(Who),
    /// An update was accepted, at an hour of the device.
    Accepted(usize, i64),
    /// A person gave up a version of a document.
    GivenUp(Name, u64),
    /// A person took a key away.
    Removed(Who),
}

/// Whose document it is, by the first of its authority's keys, and what it is called.
pub type Name = (Who, Kind, String);

/// All that happened.
pub struct Model<'u> {
    pub(super) universe: &'u Universe,
    pub(super) acts: Vec<Act>,
    /// The updates whose files are lost.
    lost: BTreeSet<usize>,
    /// The keys that are given at this start.
    given: BTreeSet<Who>,
}

/// What can be seen of it from outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The ids of the packs that are held, each as often as it is.
    pub packs: Vec<String>,
    /// The keys that are trusted.
    pub keys: BTreeSet<String>,
    /// The rules in force.
    pub rules: BTreeSet<String>,
    /// What is lost: whose, kind, id and number.
    pub missing: Vec<(Who, Kind, String, u64)>,
    /// Whether this device has leave.
    pub has_leave: bool,
    /// The rights of each key that is known.
    pub rights: BTreeMap<Who, BTreeSet<Right>>,
}

impl<'u> Model<'u> {
    /// A device on which nothing happened, with the first authorities given.
    #[must_use]
    pub fn new(universe: &'u Universe) -> Self {
        Self { universe, acts: Vec::new(), lost: BTreeSet::new(), given: (0..PINNED).collect() }
    }

    /// The keys that are given at this start.
    #[must_use]
    pub fn given(&self) -> &BTreeSet<Who> {
        &self.given
    }

    /// What comes of offering an update, with its signer's key or without. The hours are that by which its dates are judged, and
    /// that which is written beside it.
    pub fn offer(&mut self, index: usize, (hour, at): (i64, i64), with_key: bool) -> Code {
        let before = self.acts.len();
        let signer = self.universe.updates[index].signer;
        if with_key && !self.now().known.get(&signer).is_some_and(|known| known.for_good) {
            self.acts.push(Act::Pinned(signer));
        }
        let code = self.code(index, hour);
        let is_taken = matches!(code, Code::UpdateInstalled | Code::UpdateAlreadyInstalled);
        if !is_taken {
            self.acts.truncate(before);
            return code;
        }
        self.lost.remove(&index);
        let is_known = self.acts.iter().any(|act| matches!(act, Act::Accepted(known, _) if *known == index));
        let is_back = is_known && !self.is_given_up(index);
        if !is_back && (code == Code::UpdateInstalled || self.comes_later(index, at)) {
            self.acts.push(Act::Accepted(index, at));
            self.compact();
        }
        code
    }

    fn code(&self, index: usize, hour: i64) -> Code {
        let now = self.now();
        let update = &self.universe.updates[index];
        let Some(known) = now.known.get(&update.signer) else { return Code::UpdateUnknownAnchor };
        let names =
            update.docs.iter().map(|doc| (known.author, doc.kind, doc.id.clone())).collect::<Vec<_>>();
        let is_known = self.acts.iter().any(|act| matches!(act, Act::Accepted(known, _) if *known == index));
        let is_any_missing =
            self.missing(&now).iter().any(|(name, doc)| names.contains(name) && update.docs.contains(doc));
        if is_known && !self.is_given_up(index) && is_any_missing {
            return Code::UpdateInstalled;
        }
        let is_known_already = |(name, doc): (&Name, &Doc)| {
            let is_replaced = now.counters.get(name).is_some_and(|counted| counted.sequence > doc.sequence);
            let ends_nothing = || {
                let mut ends = doc.ends.iter();
                doc.successor.is_none() && ends.all(|id| now.tombstones.contains(&(name.0, id.clone())))
            };
            now.counters.get(name) == Some(doc) || (is_replaced && ends_nothing())
        };
        if is_any_missing && names.iter().zip(&update.docs).all(is_known_already) {
            return Code::UpdateInstalled;
        }
        let is_again = is_known && !self.is_given_up(index);
        let forbidden = if is_again { None } else { self.forbidden(&now, update, hour) };
        if let Some(code) = forbidden {
            return code;
        }
        let (mut is_news, mut holds) = (false, false);
        for (name, doc) in names.iter().zip(&update.docs) {
            let is_ended = doc.kind == Kind::Pack && now.tombstones.contains(&(name.0, doc.id.clone()));
            holds |= !is_ended;
            match now.counters.get(name) {
                Some(counted) if counted == doc => {
                    let current = self.current(&now, name);
                    let is_there = current.is_some_and(|(held, is_whole)| held == *doc && is_whole);
                    is_news |= !is_there && !is_ended;
                }
                _ if is_ended => return Code::UpdateWithdrawn,
                Some(counted) if doc.sequence < counted.sequence => return Code::UpdateOlder,
                Some(counted) if doc.sequence == counted.sequence => return Code::UpdateConflict,
                Some(_) | None => is_news = true,
            }
        }
        match (is_news, holds) {
            (true, _) => Code::UpdateInstalled,
            (false, true) => Code::UpdateAlreadyInstalled,
            (false, false) => Code::UpdateWithdrawn,
        }
    }

    fn forbidden(&self, now: &Now, update: &Update, hour: i64) -> Option<Code> {
        let known = &now.known[&update.signer];
        if !self.is_vouched_for(now, update.signer) {
            return Some(Code::UpdateUnknownAnchor);
        }
        let needs = |doc: &Doc| match doc.kind {
            Kind::Pack | Kind::Withdrawal => Some(Right::Pack),
            Kind::Trust => Some(Right::Trust),
            Kind::Rules => Some(Right::Rules),
            Kind::Revocations => Some(Right::Revocations),
            Kind::Leave => Some(Right::Authorisation),
            Kind::Successor => None,
        };
        if known.has_successor
            || update.docs.iter().filter_map(needs).any(|right| !known.rights.contains(&right))
        {
            return Some(Code::UpdateNotForAnchor);
        }
        if update.issued > hour + 24 {
            return Some(Code::UpdateFromFuture);
        }
        let is_others = update.docs.iter().any(|doc| doc.kind == Kind::Leave && doc.variant != 0);
        is_others.then_some(Code::UpdateNotForDevice)
    }

    fn is_vouched_for(&self, now: &Now, who: Who) -> bool {
        let Some(known) = now.known.get(&who) else { return false };
        known.for_good
            || (known.given && self.given.contains(&who))
            || known.before.is_some_and(|before| self.is_vouched_for(now, before))
    }

    /// Whether somebody gave up the newest version of something that it brought.
    fn is_given_up(&self, index: usize) -> bool {
        let now = self.now();
        let update = &self.universe.updates[index];
        let Some(known) = now.known.get(&update.signer) else { return false };
        update.docs.iter().any(|doc| {
            let name = (known.author, doc.kind, doc.id.clone());
            let is_ended = doc.kind == Kind::Pack && now.tombstones.contains(&(known.author, doc.id.clone()));
            let is_current = self.current(&now, &name).is_some_and(|(current, _)| current == *doc);
            now.counters.get(&name) == Some(doc) && !is_current && !is_ended
        })
    }

    /// Whether it was issued later than what is there of it.
    fn comes_later(&self, index: usize, hour: i64) -> bool {
        let now = self.now();
        let update = &self.universe.updates[index];
        let author = now.known[&update.signer].author;
        update.docs.iter().any(|doc| {
            let name = (author, doc.kind, doc.id.clone());
            let is_there = self.current(&now, &name).is_some_and(|(current, _)| current == *doc);
            is_there && self.since(&now, &name) < Some((update.issued.min(hour), update.issued))
        })
    }

    /// Gives up the document of that place among those that count; which it was.
    pub fn give_up(&mut self, place: usize) -> Option<(Name, u64)> {
        let now = self.now();
        let names =
            now.versions.keys().filter_map(|name| Some((name.clone(), self.current(&now, name)?.0.sequence)));
        let mut names = names.collect::<Vec<_>>();
        if names.is_empty() {
            return None;
        }
        let (name, sequence) = names.swap_remove(place % names.len());
        self.acts.push(Act::GivenUp(name.clone(), sequence));
        Some((name, sequence))
    }

    /// Takes a key away; whether that may be.
    pub fn remove(&mut self, who: Who) -> bool {
        let may_be = self.now().known.contains_key(&who) && !self.given.contains(&who);
        if may_be {
            self.acts.push(Act::Removed(who));
        }
        may_be
    }

    /// The device starts once more with these keys.
    pub fn start(&mut self, given: BTreeSet<Who>) {
        let known = self.now().known;
        let is_gone = |who: &&Who| !known[who].given && !known[who].for_good;
        self.acts.extend(given.iter().filter(is_gone).map(|who| Act::GivenAgain(*who)));
        self.given = given;
    }

    /// The file of an update is lost.
    pub fn lose(&mut self, index: usize) {
        self.lost.insert(index);
    }

    /// What can be seen from outside.
    #[must_use]
    pub fn seen(&self) -> Seen {
        let now = self.now();
        let current = now.versions.keys().filter_map(|name| Some((name, self.current(&now, name)?)));
        let whole = current.filter(|(_, (_, is_whole))| *is_whole);
        let whole = whole.map(|(name, (doc, _))| (name.clone(), doc)).collect::<Vec<_>>();
        let of = |kind: Kind| whole.iter().filter(move |((_, known, _), _)| *known == kind);
        let revoked = of(Kind::Revocations).flat_map(|(_, doc)| revoked_kids(doc)).collect::<BTreeSet<_>>();
        let newest = of(Kind::Rules).filter_map(|(name, _)| self.since(&now, name)).max();
        Seen {
            packs: sorted(of(Kind::Pack).map(|(_, doc)| doc.id.clone()).collect()),
            keys: of(Kind::Trust).map(|(_, doc)| kid(doc)).filter(|kid| !revoked.contains(kid)).collect(),
            rules: of(Kind::Rules)
                .filter(|(name, _)| self.since(&now, name) == newest)
                .map(|(_, doc)| rule(doc))
                .collect(),
            missing: self
                .missing(&now)
                .into_iter()
                .map(|((author, kind, id), doc)| (author, kind, id, doc.sequence))
                .collect(),
            has_leave: of(Kind::Leave).any(|(_, doc)| doc.variant == 0),
            rights: now.known.iter().map(|(who, known)| (*who, known.rights.clone())).collect(),
        }
    }

    fn missing(&self, now: &Now) -> Vec<(Name, Doc)> {
        let current = now.versions.keys().filter_map(|name| Some((name.clone(), self.current(now, name)?)));
        current.filter(|(_, (_, is_whole))| !is_whole).map(|(name, (doc, _))| (name, doc)).collect()
    }

    /// The version of a document that counts, and whether it is there.
    fn current(&self, now: &Now, name: &Name) -> Option<(Doc, bool)> {
        if name.1 == Kind::Pack && now.tombstones.contains(&(name.0, name.2.clone())) {
            return None;
        }
        let (_, acts) = now.versions.get(name)?.iter().rfind(|(_, acts)| !acts.is_empty())?;
        let updates = acts.iter().map(|act| self.update_of(*act)).collect::<Vec<_>>();
        let doc = self.universe.updates[updates[0]]
            .docs
            .iter()
            .find(|doc| (doc.kind, &doc.id) == (name.1, &name.2))?;
        Some((doc.clone(), updates.iter().any(|update| !self.lost.contains(update))))
    }

    /// By what the version that counts comes before or after others.
    fn since(&self, now: &Now, name: &Name) -> Option<(i64, i64)> {
        let (_, acts) = now.versions.get(name)?.iter().rfind(|(_, acts)| !acts.is_empty())?;
        let times = acts.iter().map(|act| match self.acts[*act] {
            Act::Accepted(update, hour) => {
                let issued = self.universe.updates[update].issued;
                (issued.min(hour), issued)
            }
            Act::Pinned(_) | Act::GivenAgain(_) | Act::GivenUp(..) | Act::Removed(_) => {
                unreachable!("versions come of accepted updates")
            }
        });
        times.max()
    }

    pub(super) fn update_of(&self, act: usize) -> usize {
        match self.acts[act] {
            Act::Accepted(update, _) => update,
            Act::Pinned(_) | Act::GivenAgain(_) | Act::GivenUp(..) | Act::Removed(_) => {
                unreachable!("versions come of accepted updates")
            }
        }
    }
}

fn sorted(mut texts: Vec<String>) -> Vec<String> {
    texts.sort();
    texts
}
