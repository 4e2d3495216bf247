//! Documents as people are told of them.

use chrono::{DateTime, Utc};

use super::anchor::KeyNumber;
use super::brings::Brings;
use super::document::{Content, Document, DocumentKind};
use super::signatories::Signatories;
use super::signed::Held;
use crate::rules::tolerance::Text;

/// One document of an update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// What it is.
    pub kind: DocumentKind,
    /// Its name.
    pub id: String,
    /// Its number.
    pub sequence: u64,
    /// What a pack is called.
    pub title: Option<Text>,
    /// What matters of it.
    pub brings: Brings,
}

/// A document that is installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// What it is.
    pub document: Taken,
    /// Who signed it.
    pub signer: String,
    /// Where its signer's key followed another and nobody has pinned it, what the other was called.
    pub signer_before: Option<String>,
    /// The number of the key that signed it.
    pub key: KeyNumber,
    /// When its update was issued.
    pub issued: DateTime<Utc>,
    /// When it expires.
    pub expires: DateTime<Utc>,
    /// Whether it is for training only.
    pub demonstration: bool,
    /// Whether anything of it is judged by; of rules, newer ones may have taken everything's place.
    pub is_in_force: bool,
}

impl Taken {
    /// What a document is, that a key has signed, where these are known.
    pub(super) fn of(held: &Held, signatories: &Signatories, signer: KeyNumber) -> Self {
        let Document { id, sequence, content } = held.document();
        let title = match content {
            Content::Pack(pack) => Some(pack.title.clone()),
            Content::Trust(_)
            | Content::Rules(_)
            | Content::Revocations(_)
            | Content::Withdrawal(_)
            | Content::Successor(_)
            | Content::Authorisation(_) => None,
        };
        let brings = Brings::of(held).among(signatories, signer);
        Self { kind: content.kind(), id: id.clone(), sequence: *sequence, title, brings }
    }
}
