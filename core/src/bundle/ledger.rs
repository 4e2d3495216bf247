//! What has been accepted: numbers that only go up, and what was withdrawn for good.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::document::DocumentKind;
use super::log::{Counter, Name};
use super::refusal::Refusal;
use super::signatories::Author;
use crate::code::Code;

/// Whose document it is, of which kind, and its id.
pub(super) type Key = (Author, Name);

/// Numbers and withdrawals.
#[derive(Clone, Debug, Default)]
pub(super) struct Ledger {
    pub counters: BTreeMap<Key, Counter>,
    pub withdrawn: BTreeSet<(Author, String)>,
    /// Built-in packs that somebody who may sign packs has withdrawn.
    pub withdrawn_built_in: BTreeSet<String>,
}

impl Ledger {
    /// Whether a document is newer than what is known of it; `false` for the very same.
    ///
    /// # Errors
    /// `update-older`, `update-conflict`, `update-withdrawn`.
    pub(super) fn is_new(&self, author: Author, name: &Name, counter: Counter) -> Result<bool, Refusal> {
        let refuse = |code| Err(Refusal::named(code, &name.id));
        let known = self.counters.get(&(author, name.clone()));
        // What was installed and then withdrawn is no news.
        if known == Some(&counter) {
            return Ok(false);
        }
        if self.is_withdrawn(author, name) {
            return refuse(Code::UpdateWithdrawn);
        }
        match known.map(|known| counter.sequence.cmp(&known.sequence)) {
            Some(Ordering::Less) => refuse(Code::UpdateOlder),
            Some(Ordering::Equal) => refuse(Code::UpdateConflict),
            Some(Ordering::Greater) | None => Ok(true),
        }
    }

    /// Raises the number of a document; none is lowered.
    pub(super) fn count(&mut self, author: Author, name: &Name, counter: Counter) {
        let known = self.counters.entry((author, name.clone())).or_insert(counter);
        if known.sequence < counter.sequence {
            *known = counter;
        }
    }

    pub(super) fn withdraw(&mut self, author: Author, id: &str, is_built_in: bool) {
        self.withdrawn.insert((author, id.to_owned()));
        if is_built_in {
            self.withdrawn_built_in.insert(id.to_owned());
        }
    }

    pub(super) fn is_withdrawn(&self, author: Author, name: &Name) -> bool {
        name.kind == DocumentKind::Pack && self.withdrawn.contains(&(author, name.id.clone()))
    }
}
