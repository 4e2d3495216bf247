//! What came of an update.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::anchor::KeyNumber;
use super::detail::Detail;
use super::refusal::Refusal;
use super::signatories::Signatories;
use super::signed::{Held, Signed};
use super::told::{Installed, Taken};
use crate::code::Code;

/// What an update is, and what came of it. A refusal has changed nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// `update-installed`, `update-already-installed`, or why it was refused.
    pub code: Code,
    /// What the code cannot say, such as the path of an unknown field.
    pub detail: Option<Detail>,
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
