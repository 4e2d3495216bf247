//! What came of an update.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::anchor::KeyNumber;
use super::brings::Brings;
use super::contents::Installed;
use super::document::{Content, Document, DocumentKind};
use super::signatories::Signatories;
use super::signed::{Held, Signed};
use crate::code::Code;
use crate::rules::tolerance::Text;
use crate::store::StoreError;

/// What an update is, and what came of it. A refusal has changed nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// `update-installed`, `update-already-installed`, or why it was refused.
    pub code: Code,
    /// What the code cannot say, such as the path of an unknown field.
    pub detail: Option<String>,
    /// Who signed it, where that is known and holds.
    pub signer: Option<String>,
    /// Where its signer's key followed another and nobody has pinned it, what the other was called.
    pub signer_before: Option<String>,
    /// The number of the key that signed it, where that much could be read.
    pub key: Option<KeyNumber>,
    /// When it was issued, where the signature holds.
    pub issued: Option<DateTime<Utc>>,
    /// When it expires, where the signature holds.
    pub expires: Option<DateTime<Utc>>,
    /// Whether it is for training only.
    pub demonstration: bool,
    /// What it brings, where the signature holds.
    pub documents: Vec<Taken>,
    /// What is judged by no longer with it.
    pub replaces: Vec<Installed>,
}

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

/// Why an update is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The code.
    pub code: Code,
    /// What the code cannot say.
    pub detail: Option<String>,
}

impl Update {
    /// Whether what it brings is in force now.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        matches!(self.code, Code::UpdateInstalled | Code::UpdateAlreadyInstalled)
    }

    /// A refusal of something that could not be opened.
    pub(crate) fn refused(refusal: Refusal) -> Self {
        Self {
            code: refusal.code,
            detail: refusal.detail,
            signer: None,
            signer_before: None,
            key: None,
            issued: None,
            expires: None,
            demonstration: false,
            documents: Vec::new(),
            replaces: Vec::new(),
        }
    }

    /// What would have been taken, had it been possible to keep it.
    pub(crate) fn not_kept(error: &StoreError) -> Self {
        let code = match error {
            StoreError::InUse { .. } => Code::RegisterInUse,
            StoreError::Io { .. } | StoreError::Damaged { .. } | StoreError::Newer { .. } => {
                Code::RegisterUnavailable
            }
        };
        Self::refused(Refusal::with(code, error))
    }

    /// Tells whose signature holds.
    pub(super) fn signed_by(&mut self, signatories: &Signatories, key: KeyNumber) {
        self.signer = Some(signatories.name(key).to_owned());
        self.signer_before = signatories.name_before(key).map(str::to_owned);
    }

    /// Tells what is in a bundle whose signature holds.
    pub(super) fn describe(&mut self, bundle: &Arc<Signed>, signatories: &Signatories, key: KeyNumber) {
        self.issued = Some(bundle.issued);
        self.expires = Some(bundle.expires);
        self.demonstration |= bundle.demonstration;
        let documents = (0..bundle.documents.len()).map(|index| Held { bundle: Arc::clone(bundle), index });
        self.documents = documents.map(|held| Taken::of(&held, signatories, key)).collect();
    }
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

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self { code, detail: None }
    }
}

impl Refusal {
    pub(crate) fn with(code: Code, detail: impl ToString) -> Self {
        Self { code, detail: Some(detail.to_string()) }
    }
}
