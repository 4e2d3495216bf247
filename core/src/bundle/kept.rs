//! The witness: numbers and withdrawals, kept a second time apart from the log, by which a lost log or an older one in its
//! place is found out. It can only raise what the log says.

use std::collections::BTreeSet;

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

use super::anchor::KeyNumber;
use super::ledger::Ledger;
use super::log::{Counter, Name};
use super::signatories::Author;

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

impl Counters {
    /// Nothing was ever installed.
    pub const NONE: Counters =
        Counters { numbers: Vec::new(), withdrawn: Vec::new(), withdrawn_built_in: BTreeSet::new() };

    pub(super) fn of(ledger: &Ledger) -> Self {
        let numbers = ledger.counters.iter().filter(|((author, _), _)| !author.demonstration);
        let withdrawn = ledger.withdrawn.iter().filter(|(author, _)| !author.demonstration);
        Self {
            numbers: numbers
                .map(|((author, name), counter)| Number {
                    author: author.first_key.0.into(),
                    kind: name.kind.as_str().to_owned(),
                    id: name.id.clone(),
                    sequence: counter.sequence,
                    digest: counter.digest,
                })
                .collect(),
            withdrawn: withdrawn
                .map(|(author, id)| Withdrawn { author: author.first_key.0.into(), id: id.clone() })
                .collect(),
            withdrawn_built_in: ledger.withdrawn_built_in.clone(),
        }
    }

    /// Raises numbers to those that are kept, and withdraws what was withdrawn. Nothing is lowered.
    pub(super) fn raise(&self, ledger: &mut Ledger) {
        for number in &self.numbers {
            // A later version of this program may know more kinds.
            let Ok(kind) = number.kind.parse() else { continue };
            let counter = Counter { sequence: number.sequence, digest: number.digest };
            ledger.count(author_of(number.author), &Name { kind, id: number.id.clone() }, counter);
        }
        for Withdrawn { author, id } in &self.withdrawn {
            ledger.withdraw(author_of(*author), id, false);
        }
        ledger.withdrawn_built_in.extend(self.withdrawn_built_in.iter().cloned());
    }

    /// The higher of both numbers, and all withdrawals.
    #[must_use]
    pub(crate) fn joined(&self, other: &Self) -> Self {
        let mut ledger = Ledger::default();
        self.raise(&mut ledger);
        other.raise(&mut ledger);
        Self::of(&ledger)
    }

    /// How many numbers and withdrawals there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.numbers.len() + self.withdrawn.len() + self.withdrawn_built_in.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The demonstration is never kept.
pub(super) fn author_of(first_key: ByteArray<8>) -> Author {
    Author { first_key: KeyNumber(*first_key), demonstration: false }
}
