//! What a key has signed, in a file beside it, so that nothing is signed twice under one number in two ways.
//!
//! A device knows a document by its kind, id and number, and refuses another one of the same number (`update-conflict`): whoever signs the
//! same file again must get the same bytes, end of validity included, and whoever changed it a higher number. Nothing of the
//! key, and nothing but the digests of what was signed stands in it.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use souplesse_core::bundle::{Bundle, DocumentKind, digest_of};

use crate::read::limits;
use crate::tell::error::{Error, Unusable};
use crate::tell::output::Output;

/// How the file is called, in place of the key's `.pem`.
const ENDING: &str = "signed.jsonl";

/// One update that was signed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    issued: DateTime<Utc>,
    expires: DateTime<Utc>,
    documents: Vec<Signed>,
}

/// One document of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Signed {
    kind: String,
    id: String,
    sequence: u64,
    /// Of what a device compares.
    digest: String,
    /// Packs that end with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    withdraws: Vec<String>,
}

/// A number that was given to other contents, or to another end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Conflict {
    pub document: String,
    pub sequence: u64,
    pub issued: DateTime<Utc>,
    /// The lowest number that is free.
    pub next: u64,
}

/// The file beside a key.
pub(super) struct Ledger {
    path: PathBuf,
    entries: Vec<Entry>,
}

/// The files that signing reads, which nothing may be written over.
pub fn files_read(key: &Path) -> [PathBuf; 2] {
    [key.to_owned(), path_beside(key)]
}

impl Ledger {
    /// What is known of the key in the file `key`.
    ///
    /// # Errors
    /// For a file that cannot be read, or is none of ours: what it says must not be forgotten.
    pub(super) fn beside(key: &Path) -> Result<Self, Error> {
        let path = path_beside(key);
        if !path.exists() {
            return Ok(Self { path, entries: Vec::new() });
        }
        let text = limits::read_text(&path, limits::KEY_LIST)?;
        let entries = (1..).zip(text.lines()).map(|(number, line)| {
            serde_json::from_str::<Entry>(line)
                .map_err(|_| Error::Unusable { path: path.clone(), why: Unusable::Ledger { line: number } })
        });
        let entries = entries.collect::<Result<Vec<_>, _>>()?;
        Ok(Self { path, entries })
    }

    /// The dates of the update that brought these very documents, where they are signed again; `dated` makes the bundle for such dates.
    pub(super) fn dates_of(
        &self,
        dated: impl Fn(DateTime<Utc>, DateTime<Utc>) -> Bundle,
    ) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let same = |entry: &&Entry| documents(&dated(entry.issued, entry.expires)) == entry.documents;
        self.entries.iter().find(same).map(|entry| (entry.issued, entry.expires))
    }

    /// What was signed under the same number and differs.
    pub(super) fn conflict(&self, bundle: &Bundle) -> Option<Conflict> {
        documents(bundle).into_iter().find_map(|document| {
            let is_named = |known: &&Signed| known.kind == document.kind && known.id == document.id;
            let all =
                self.entries.iter().flat_map(|entry| entry.documents.iter().map(move |known| (entry, known)));
            let named = all.filter(|(_, known)| is_named(known)).collect::<Vec<_>>();
            let (entry, _) = named
                .iter()
                .find(|(_, known)| known.sequence == document.sequence && known.digest != document.digest)?;
            let highest = named.iter().map(|(_, known)| known.sequence).max().unwrap_or_default();
            Some(Conflict {
                document: format!("{} {}", document.kind, document.id),
                sequence: document.sequence,
                issued: entry.issued,
                next: highest.saturating_add(1),
            })
        })
    }

    /// A pack that was withdrawn for good, and when.
    pub(super) fn withdrawn(&self, bundle: &Bundle) -> Option<(String, DateTime<Utc>)> {
        let packs = bundle.documents.iter().filter(|document| document.content.kind() == DocumentKind::Pack);
        packs.map(|pack| &pack.id).find_map(|id| {
            let ends = |entry: &&Entry| entry.documents.iter().any(|known| known.withdraws.contains(id));
            self.entries.iter().find(ends).map(|entry| (id.clone(), entry.issued))
        })
    }

    /// The highest number of a document of which a lower one is signed now.
    pub(super) fn higher(&self, bundle: &Bundle) -> Option<(String, u64)> {
        documents(bundle).into_iter().find_map(|document| {
            let known = self.entries.iter().flat_map(|entry| &entry.documents);
            let known = known.filter(|known| known.kind == document.kind && known.id == document.id);
            let highest = known.map(|known| known.sequence).max()?;
            (highest > document.sequence).then(|| (format!("{} {}", document.kind, document.id), highest))
        })
    }

    /// Notes that an update is signed.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(super) fn note(&mut self, bundle: &Bundle) -> Result<(), Error> {
        let entry = Entry { issued: bundle.issued, expires: bundle.expires, documents: documents(bundle) };
        if self.entries.contains(&entry) {
            return Ok(());
        }
        self.entries.push(entry);
        let line =
            |entry: &Entry| serde_json::to_string(entry).expect("texts and numbers become JSON") + "\n";
        let text = self.entries.iter().map(line).collect::<String>();
        Output::new(true, <[&Path; 0]>::default()).write(&self.path, text.as_bytes())
    }
}

/// Where it is noted what the key has signed. A link to a key is that key.
fn path_beside(key: &Path) -> PathBuf {
    let target = key.is_symlink().then(|| key.canonicalize().ok()).flatten();
    target.as_deref().unwrap_or(key).with_extension(ENDING)
}

fn documents(bundle: &Bundle) -> Vec<Signed> {
    let documents = bundle.documents.iter().map(|document| Signed {
        kind: document.content.kind().to_string(),
        id: document.id.clone(),
        sequence: document.sequence,
        digest: HEXLOWER.encode(&digest_of(bundle, document)),
        withdraws: document.content.withdraws().map(str::to_owned).collect(),
    });
    documents.collect()
}
