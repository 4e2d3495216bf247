//! What follows from what happened.

use std::collections::{BTreeMap, BTreeSet};

use souplesse_core::bundle::Right;

use super::model::{Act, Model, Name};
use super::universe::{Doc, PINNED, Who};

/// A key that is known.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Known {
    pub(super) author: Who,
    pub(super) rights: BTreeSet<Right>,
    pub(super) for_good: bool,
    pub(super) given: bool,
    pub(super) before: Option<Who>,
    pub(super) has_successor: bool,
}

/// What follows from what happened.
#[derive(Default)]
pub(super) struct Now {
    pub(super) known: BTreeMap<Who, Known>,
    /// The highest number of each document, and which it was.
    pub(super) counters: BTreeMap<Name, Doc>,
    pub(super) tombstones: BTreeSet<(Who, String)>,
    /// Where each version that nobody gave up comes from, as places among the acts.
    pub(super) versions: BTreeMap<Name, BTreeMap<u64, Vec<usize>>>,
}

impl Model<'_> {
    pub(super) fn now(&self) -> Now {
        let mut now = Now::default();
        for who in 0..PINNED {
            now.known.insert(who, self.fresh(who, false));
        }
        for (place, act) in self.acts.iter().enumerate() {
            match act {
                Act::Pinned(who) => {
                    let author = now.known.get(who).map_or(*who, |known| known.author);
                    let has_successor = now.known.get(who).is_some_and(|known| known.has_successor);
                    now.known.insert(*who, Known { author, has_successor, ..self.fresh(*who, true) });
                }
                Act::GivenAgain(who) => {
                    if let Some(known) = now.known.get_mut(who) {
                        known.given = true;
                    }
                }
                Act::Accepted(index, _) => self.accept(&mut now, *index, place),
                Act::GivenUp(name, sequence) => {
                    now.versions.entry(name.clone()).or_default().remove(sequence);
                }
                Act::Removed(who) => {
                    if let Some(known) = now.known.get_mut(who) {
                        (known.for_good, known.given, known.before) = (false, false, None);
                    }
                    for acts in now.versions.values_mut().flat_map(BTreeMap::values_mut) {
                        acts.retain(|act| self.universe.updates[self.update_of(*act)].signer != *who);
                    }
                }
            }
        }
        now
    }

    fn fresh(&self, who: Who, for_good: bool) -> Known {
        let rights = self.universe.authorities[who].anchor.may_sign.iter().copied().collect();
        Known { author: who, rights, for_good, given: !for_good, before: None, has_successor: false }
    }

    fn accept(&self, now: &mut Now, index: usize, place: usize) {
        let update = &self.universe.updates[index];
        let author = now.known[&update.signer].author;
        for doc in &update.docs {
            let name = (author, doc.kind, doc.id.clone());
            let counted = now.counters.entry(name.clone()).or_insert_with(|| doc.clone());
            if counted.sequence < doc.sequence {
                *counted = doc.clone();
            }
            // It rides along with something that was lost.
            if counted.sequence > doc.sequence {
                continue;
            }
            now.tombstones.extend(doc.ends.iter().map(|id| (author, id.clone())));
            now.versions.entry(name).or_default().entry(doc.sequence).or_default().push(place);
            if let Some(successor) = doc.successor {
                self.succeed(now, update.signer, successor);
            }
        }
    }

    fn succeed(&self, now: &mut Now, who: Who, successor: Who) {
        let predecessor = now.known.get_mut(&who).expect("it signed");
        if std::mem::replace(&mut predecessor.has_successor, true) {
            return;
        }
        let (author, rights) = (predecessor.author, predecessor.rights.clone());
        now.known.entry(successor).or_insert_with(|| {
            let asked = self.fresh(successor, false);
            let rights = asked.rights.intersection(&rights).copied().collect();
            Known { author, rights, for_good: false, given: false, before: Some(who), has_successor: false }
        });
    }

    /// Updates leave of which everything was replaced and nothing lasts.
    pub(super) fn compact(&mut self) {
        let now = self.now();
        let lines = self.acts.iter().filter_map(|act| match act {
            Act::Accepted(index, _) => Some(*index),
            Act::Pinned(_) | Act::GivenAgain(_) | Act::GivenUp(..) | Act::Removed(_) => None,
        });
        let mut newest = BTreeMap::new();
        for index in lines {
            let update = &self.universe.updates[index];
            for doc in &update.docs {
                let name = (now.known[&update.signer].author, doc.kind, doc.id.clone());
                let sequence = newest.entry(name).or_insert(doc.sequence);
                *sequence = doc.sequence.max(*sequence);
            }
        }
        let universe = self.universe;
        self.acts.retain(|act| {
            let Act::Accepted(index, _) = act else { return true };
            let update = &universe.updates[*index];
            let author = now.known[&update.signer].author;
            update.docs.iter().any(|doc| {
                !doc.ends.is_empty()
                    || doc.successor.is_some()
                    || newest[&(author, doc.kind, doc.id.clone())] == doc.sequence
            })
        });
    }
}
