//! What has been installed: numbers that only go up, and what was withdrawn for good.

use std::collections::{BTreeMap, BTreeSet};

use ring::digest::{SHA256, digest};

use super::anchor::KeyNumber;
use super::document::{Bundle, Document, DocumentKind};
use super::update::Refusal;
use crate::code::Code;
use crate::compact;

/// Whose document it is, of which kind, and its name. The demonstration counts for itself.
pub(super) type Key = (Author, &'static str, String);

/// An authority, known by the first of the keys that it has had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Author {
    pub first_key: KeyNumber,
    pub demonstration: bool,
}

/// Numbers and withdrawals.
#[derive(Clone, Debug, Default)]
pub(super) struct Ledger {
    pub(super) counters: BTreeMap<Key, Counter>,
    pub(super) withdrawn: BTreeSet<(Author, String)>,
    /// Built-in packs that somebody who may sign packs has withdrawn.
    pub(super) withdrawn_built_in: BTreeSet<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counter {
    pub sequence: u64,
    pub digest: [u8; 32],
}

impl Ledger {
    /// Whether a document is newer than what is known of it; `false` for the very same.
    ///
    /// # Errors
    /// `update-older`, `update-conflict`, `update-withdrawn`.
    pub(super) fn is_new(
        &self,
        author: Author,
        bundle: &Bundle,
        document: &Document,
    ) -> Result<bool, Refusal> {
        let refuse = |code| Err(Refusal::with(code, &document.id));
        if document.content.kind() == DocumentKind::Pack && self.is_withdrawn(author, &document.id) {
            return refuse(Code::UpdateWithdrawn);
        }
        let Some(known) = self.counters.get(&key(author, document)) else { return Ok(true) };
        let counter = Counter::of(bundle, document);
        match counter.sequence.cmp(&known.sequence) {
            std::cmp::Ordering::Less => refuse(Code::UpdateOlder),
            std::cmp::Ordering::Equal if counter.digest != known.digest => refuse(Code::UpdateConflict),
            std::cmp::Ordering::Equal => Ok(false),
            std::cmp::Ordering::Greater => Ok(true),
        }
    }

    pub(super) fn count(&mut self, author: Author, bundle: &Bundle, document: &Document) {
        self.counters.insert(key(author, document), Counter::of(bundle, document));
    }

    pub(super) fn withdraw(&mut self, author: Author, id: &str, is_built_in: bool) {
        self.withdrawn.insert((author, id.to_owned()));
        if is_built_in {
            self.withdrawn_built_in.insert(id.to_owned());
        }
    }

    pub(super) fn is_withdrawn(&self, author: Author, id: &str) -> bool {
        self.withdrawn.contains(&(author, id.to_owned()))
    }

    pub(super) fn is_built_in_withdrawn(&self, id: &str) -> bool {
        self.withdrawn_built_in.contains(id)
    }
}

impl Counter {
    /// A later end is another document: what is the same in every byte is also good for as long.
    fn of(bundle: &Bundle, document: &Document) -> Self {
        let mut bytes = compact::to_cbor(document);
        bytes.extend(bundle.expires.timestamp_millis().to_be_bytes());
        bytes.push(u8::from(bundle.judge_when_expired));
        let hash = digest(&SHA256, &bytes);
        let digest = *hash.as_ref().first_chunk().expect("SHA-256 has 32 bytes");
        Self { sequence: document.sequence, digest }
    }
}

pub(super) fn key(author: Author, document: &Document) -> Key {
    (author, document.content.kind().as_str(), document.id.clone())
}
