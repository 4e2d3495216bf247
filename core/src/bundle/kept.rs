//! What of a shelf is kept from run to run beside the updates themselves: numbers and withdrawals.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

use super::anchor::KeyNumber;
use super::document::Content;
use super::ledger::{self, Author, Counter};
use super::open::open;
use super::shelf::Shelf;

/// Numbers and withdrawals. Those of the demonstration are never among them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub struct Counters {
    #[n(0)]
    numbers: Vec<Number>,
    #[n(1)]
    withdrawn: Vec<Withdrawn>,
    #[n(2)]
    withdrawn_built_in: BTreeSet<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
struct Number {
    #[n(0)]
    author: ByteArray<8>,
    #[n(1)]
    kind: String,
    #[n(2)]
    id: String,
    #[n(3)]
    sequence: u64,
    #[n(4)]
    digest: ByteArray<32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
struct Withdrawn {
    #[n(0)]
    author: ByteArray<8>,
    #[n(1)]
    id: String,
}

impl Shelf {
    /// The numbers and withdrawals of everything that has been installed.
    #[must_use]
    pub fn counters(&self) -> Counters {
        let numbers = self.ledger.counters.iter().filter(|((author, ..), _)| !author.demonstration);
        let withdrawn = self.ledger.withdrawn.iter().filter(|(author, _)| !author.demonstration);
        Counters {
            numbers: numbers
                .map(|((author, kind, id), counter)| Number {
                    author: ByteArray::from(author.first_key.0),
                    kind: (*kind).to_owned(),
                    id: id.clone(),
                    sequence: counter.sequence,
                    digest: ByteArray::from(counter.digest),
                })
                .collect(),
            withdrawn: withdrawn
                .map(|(author, id)| Withdrawn { author: ByteArray::from(author.first_key.0), id: id.clone() })
                .collect(),
            withdrawn_built_in: self.ledger.withdrawn_built_in.clone(),
        }
    }

    /// Raises numbers to those that are kept, and withdraws what was withdrawn. Nothing is lowered.
    pub fn raise(&mut self, counters: &Counters) {
        for number in &counters.numbers {
            let Some(kind) = Content::KINDS.into_iter().find(|kind| *kind == number.kind) else { continue };
            let kept = Counter { sequence: number.sequence, digest: *number.digest };
            let key = (author_of(&number.author), kind, number.id.clone());
            let known = self.ledger.counters.entry(key).or_insert(kept);
            if known.sequence < kept.sequence {
                *known = kept;
            }
        }
        for withdrawn in &counters.withdrawn {
            self.withdraw(author_of(&withdrawn.author), &withdrawn.id);
        }
        self.ledger.withdrawn_built_in.extend(counters.withdrawn_built_in.iter().cloned());
    }

    /// When the newest of the installed updates was issued.
    #[must_use]
    pub fn newest_issue(&self) -> Option<DateTime<Utc>> {
        self.held.values().filter(|held| !held.demonstration).map(|held| held.issued).max()
    }

    /// Which of these updates, in the order in which they were installed, must be kept so that installing them again gives
    /// this shelf: those that brought what is held and that no later one brought too, and those with lasting effects.
    #[must_use]
    pub fn needed(&self, updates: &[Vec<u8>]) -> Vec<bool> {
        let mut covered = BTreeSet::new();
        let mut needed = vec![false; updates.len()];
        for (is_needed, update) in needed.iter_mut().zip(updates).rev() {
            let Ok(opened) = open(update) else { continue };
            let Some(author) = self.author(opened.key()) else { continue };
            let Ok(bundle) = opened.read() else { continue };
            for document in &bundle.documents {
                let key = ledger::key(author, document);
                let counter = self.ledger.counters.get(&key).filter(|_| self.held.contains_key(&key));
                let is_held = counter.is_some_and(|counter| counter.sequence == document.sequence);
                *is_needed |= has_lasting_effects(&document.content) || (is_held && covered.insert(key));
            }
        }
        needed
    }
}

/// What a successor or a withdrawal did stays, also when another document of its name has replaced it.
fn has_lasting_effects(content: &Content) -> bool {
    match content {
        Content::Pack(pack) => !pack.supersedes.is_empty() || !pack.revokes.is_empty(),
        Content::Withdrawal(_) | Content::Successor(_) => true,
        Content::Trust(_) | Content::Rules(_) | Content::Revocations(_) | Content::Authorisation(_) => false,
    }
}

fn author_of(first_key: &ByteArray<8>) -> Author {
    Author { first_key: KeyNumber(**first_key), demonstration: false }
}
