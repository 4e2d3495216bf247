//! What follows from the log: whose updates are taken, how far each document has come, and which version of it counts.
//!
//! One pure function of the lines, of the signed bytes that are there, and of the witness. Two updates in either order give
//! the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::anchor::{Anchor, KeyNumber};
use super::kept::{Counters, author_of};
use super::ledger::{Key, Ledger};
use super::log::{Accepted, Brought, Counter, Hash, Line};
use super::signatories::{Signatories, Voucher};
use super::signed::{Held, Signed};

/// A line, and the signed update that it names where that is there.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub line: Line,
    pub bundle: Option<Arc<Signed>>,
}

/// What everything follows from beside the log.
#[derive(Clone, Debug, Default)]
pub(super) struct Setting {
    /// Keys whose private half is public, which sign for training alone.
    pub demonstration: Vec<Anchor>,
    /// Whether it takes what they sign.
    pub takes_demonstration: bool,
    pub built_in_packs: BTreeSet<String>,
}

/// What follows.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub signatories: Signatories,
    pub ledger: Ledger,
    /// Of each document the version that counts, unless it was withdrawn or given up.
    pub current: BTreeMap<Key, Current>,
    /// The updates of which something counts, may count again when newer versions are given up, or lasts.
    needed: BTreeSet<Hash>,
}

/// The version of a document that counts.
#[derive(Clone, Debug)]
pub(super) struct Current {
    pub counter: Counter,
    /// `None` where only the witness knows of it.
    pub origin: Option<Origin>,
    /// The document itself; `None` where it is lost.
    pub held: Option<Held>,
}

/// Where a version comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin {
    pub signer: KeyNumber,
    /// By what it comes before or after other documents.
    pub from: (DateTime<Utc>, DateTime<Utc>),
}

/// The versions of a document that were accepted, and in which lines.
type Versions = BTreeMap<u64, Vec<(usize, usize)>>;

impl State {
    pub(super) fn of(entries: &[Entry], setting: &Setting, witness: &Counters) -> Self {
        let mut state = Self::default();
        if setting.takes_demonstration {
            for anchor in &setting.demonstration {
                state.signatories.pin(anchor, Voucher::Person, true);
            }
        }
        let mut versions = BTreeMap::<Key, Versions>::new();
        for (line, entry) in entries.iter().enumerate() {
            match &entry.line {
                Line::Pinned(pinned) if setting.is_demonstration(&pinned.anchor) => {}
                Line::Pinned(pinned) => {
                    let voucher = if pinned.for_good { Voucher::Person } else { Voucher::Management };
                    state.signatories.pin(&pinned.anchor, voucher, false);
                }
                Line::Accepted(accepted) => state.accept(accepted, line, setting, &mut versions),
                Line::GivenUp(given_up) => {
                    let (author, name) = (author_of(given_up.author), &given_up.name);
                    // What only the witness knew is told from here on.
                    state.ledger.count(author, name, given_up.counter);
                    let versions = versions.entry((author, name.clone())).or_default();
                    versions.remove(&given_up.counter.sequence);
                }
                Line::Removed(removed) => {
                    let key = KeyNumber(*removed.key);
                    state.signatories.remove(key);
                    for lines in versions.values_mut().flat_map(BTreeMap::values_mut) {
                        lines.retain(|(line, _)| entries[*line].signer() != Some(key));
                    }
                }
            }
        }
        state.settle(versions, entries, witness);
        state
    }

    fn accept(
        &mut self,
        accepted: &Accepted,
        line: usize,
        setting: &Setting,
        versions: &mut BTreeMap<Key, Versions>,
    ) {
        let Some(signatory) = self.signatories.get(accepted.signer()) else { return };
        let author = signatory.author;
        for (index, Brought { name, counter, withdraws, successor }) in accepted.documents.iter().enumerate()
        {
            self.ledger.count(author, name, *counter);
            for id in withdraws {
                self.ledger.withdraw(author, id, setting.built_in_packs.contains(id));
            }
            if let Some(successor) = successor {
                self.signatories.succeed(accepted.signer(), successor);
            }
            let versions = versions.entry((author, name.clone())).or_default();
            versions.entry(counter.sequence).or_default().push((line, index));
        }
    }

    /// Takes of each document the newest version, and what the witness knows and no line does.
    fn settle(&mut self, versions: BTreeMap<Key, Versions>, entries: &[Entry], witness: &Counters) {
        let told = self.ledger.clone();
        witness.raise(&mut self.ledger);
        for (key, versions) in versions {
            if self.ledger.is_withdrawn(key.0, &key.1) {
                continue;
            }
            let lines = versions.values().flatten().filter_map(|(line, _)| entries[*line].accepted());
            self.needed.extend(lines.map(|accepted| *accepted.update));
            let newest = versions.into_iter().rfind(|(_, lines)| !lines.is_empty());
            let Some((_, lines)) = newest else { continue };
            self.current.insert(key, Current::of(&lines, entries));
        }
        for (key, counter) in &self.ledger.counters {
            let is_told = told.counters.get(key).is_some_and(|told| told.sequence >= counter.sequence);
            if !is_told && !self.ledger.is_withdrawn(key.0, &key.1) {
                let lost = Current { counter: *counter, origin: None, held: None };
                self.current.insert(key.clone(), lost);
            }
        }
        let lasting = entries.iter().filter_map(Entry::accepted).filter(|line| line.has_lasting_effects());
        self.needed.extend(lasting.map(|accepted| *accepted.update));
    }

    /// Whether the bytes of a line's update are to be kept.
    pub(super) fn needs(&self, accepted: &Accepted) -> bool {
        // Those of a signer who is not known may count when he is.
        self.needed.contains(&*accepted.update) || self.signatories.get(accepted.signer()).is_none()
    }
}

impl Setting {
    pub(super) fn is_demonstration(&self, anchor: &Anchor) -> bool {
        self.demonstration.iter().any(|known| known.public == anchor.public)
    }
}

impl Entry {
    fn signer(&self) -> Option<KeyNumber> {
        self.accepted().map(Accepted::signer)
    }

    pub(super) fn accepted(&self) -> Option<&Accepted> {
        match &self.line {
            Line::Accepted(accepted) => Some(accepted),
            Line::Pinned(_) | Line::GivenUp(_) | Line::Removed(_) => None,
        }
    }
}

impl Current {
    /// The same version may have come in several updates; the latest says when, and any that is whole says what.
    fn of(lines: &[(usize, usize)], entries: &[Entry]) -> Self {
        let accepted = lines.iter().filter_map(|(line, index)| Some((entries[*line].accepted()?, *index)));
        let latest = accepted.clone().max_by_key(|(accepted, _)| (accepted.counts_from(), *accepted.signer));
        let (latest, index) = latest.expect("versions come of accepted lines");
        let Brought { name, counter, .. } = &latest.documents[index];
        let held = lines.iter().find_map(|(line, index)| {
            let bundle = entries[*line].bundle.as_ref()?;
            // A line may leave out documents of its update, and keeps the order of the others.
            let mut documents = bundle.documents.iter().enumerate().skip(*index);
            let (index, _) = documents.find(|(_, document)| name.is_of(document))?;
            Some(Held { bundle: Arc::clone(bundle), index })
        });
        let counter = *counter;
        let origin = Some(Origin { signer: latest.signer(), from: latest.counts_from() });
        Self { counter, origin, held }
    }
}
