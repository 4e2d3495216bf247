//! What leaves the log: lines from which nothing follows any more.

use std::collections::{BTreeMap, BTreeSet};

use super::kept::author_of;
use super::ledger::Key;
use super::log::{Accepted, Line, Name};
use super::shelf::Shelf;
use super::state::{Entry, State};

impl Shelf {
    /// Drops the updates of which newer versions of everything have been accepted and nothing lasts, and what people had decided
    /// of them. The numbers that follow from the log stay the same.
    pub(super) fn compact(&mut self) {
        let newest = newest(&self.entries, &self.state);
        let is_replaced = |accepted: &Accepted| {
            !accepted.has_lasting_effects()
                && accepted.documents.iter().all(|document| {
                    let key = key(&self.state, accepted, &document.name);
                    key.is_some_and(|key| newest[&key] > document.counter.sequence)
                })
        };
        let replaced = self.entries.iter().map(|entry| entry.accepted().is_some_and(is_replaced));
        let mut replaced = replaced.collect::<Vec<_>>().into_iter();
        self.entries.retain(|_| replaced.next() == Some(false));
        let versions = versions(&self.entries, &self.state);
        self.entries.retain(|entry| match &entry.line {
            Line::GivenUp(given_up) => {
                let author = author_of(given_up.author);
                let (key, sequence) = ((author, given_up.name.clone()), given_up.counter.sequence);
                // It keeps the number where no update does.
                let is_highest = newest.get(&key).is_none_or(|newest| *newest < sequence);
                is_highest || versions.contains(&(key, sequence))
            }
            Line::Pinned(_) | Line::Accepted(_) | Line::Removed(_) => true,
        });
    }
}

/// The highest sequence of each document among the lines.
fn newest(entries: &[Entry], state: &State) -> BTreeMap<Key, u64> {
    let mut newest = BTreeMap::new();
    for (key, sequence) in versions(entries, state) {
        // In the order of keys, then of sequences.
        newest.insert(key, sequence);
    }
    newest
}

fn versions(entries: &[Entry], state: &State) -> BTreeSet<(Key, u64)> {
    let lines = entries.iter().filter_map(Entry::accepted);
    let documents = lines.flat_map(|line| line.documents.iter().map(move |document| (line, document)));
    let versions = documents
        .filter_map(|(line, document)| Some((key(state, line, &document.name)?, document.counter.sequence)));
    versions.collect()
}

fn key(state: &State, accepted: &Accepted, name: &Name) -> Option<Key> {
    Some((state.signatories.get(accepted.signer())?.author, name.clone()))
}
