//! What is on a shelf, to be told to people.

use chrono::{DateTime, Utc};

use super::shelf::Shelf;
use super::update::Taken;

/// A document that is installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// What it is.
    pub document: Taken,
    /// Who signed it.
    pub signer: String,
    /// When its update was issued.
    pub issued: DateTime<Utc>,
    /// When it expires.
    pub expires: DateTime<Utc>,
    /// Whether it is for training only.
    pub demonstration: bool,
}

impl Shelf {
    /// Everything that is installed, by who signed it and by kind.
    #[must_use]
    pub fn contents(&self) -> Vec<Installed> {
        let contents = self.held.iter().map(|(key, held)| {
            let (author, _, id) = key;
            let sequence = self.ledger.counters.get(key).map_or(0, |counter| counter.sequence);
            Installed {
                document: Taken::of(&held.content, id, sequence),
                signer: self.name_of(*author).to_owned(),
                issued: held.issued,
                expires: held.freshness.expires,
                demonstration: held.demonstration,
            }
        });
        contents.collect()
    }
}
