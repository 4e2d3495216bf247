//! The keys that are trusted, found by the name that a pass gives them.

use std::collections::BTreeMap;

use super::key::{KeyId, SigningKey};
use super::signature::{self, Algorithm};
use crate::code::Code;

/// Trusted keys. Several keys may have one name: all of them are tried.
#[derive(Clone, Debug, Default)]
pub struct TrustStore {
    by_kid: BTreeMap<Vec<u8>, Vec<SigningKey>>,
    by_two_d_doc_id: BTreeMap<String, Vec<SigningKey>>,
}

/// How a pass names its key.
#[derive(Clone, Copy, Debug)]
pub enum KeyName<'a> {
    /// The `kid` of an EU certificate.
    Kid(&'a [u8]),
    /// The certificate authority and certificate of a 2D-DOC, eight characters.
    TwoDDoc(&'a str),
}

impl TrustStore {
    /// Trusts `keys`, besides those already trusted.
    pub fn add(&mut self, keys: impl IntoIterator<Item = SigningKey>) {
        for key in keys {
            let namesakes = match &key.id {
                KeyId::Kid(kid) => self.by_kid.entry(kid.clone()).or_default(),
                KeyId::TwoDDoc(id) => self.by_two_d_doc_id.entry(id.clone()).or_default(),
            };
            if !namesakes.contains(&key) {
                namesakes.push(key);
            }
        }
    }

    /// Trusts no key of that name any more.
    pub fn remove(&mut self, name: &KeyId) {
        match name {
            KeyId::Kid(kid) => drop(self.by_kid.remove(kid)),
            KeyId::TwoDDoc(id) => drop(self.by_two_d_doc_id.remove(id)),
        }
    }

    /// All keys, EU certificates' first, in the order of their names.
    pub fn keys(&self) -> impl Iterator<Item = &SigningKey> {
        self.by_kid.values().chain(self.by_two_d_doc_id.values()).flatten()
    }

    /// The key of that name under which the signature holds.
    ///
    /// # Errors
    /// [`Code::UnknownIssuer`] where no key has that name; else the best that any of them came to,
    /// see [`Algorithm`]: `bad-signature`, `weak-key` or `algorithm`.
    pub fn verify(
        &self,
        name: KeyName<'_>,
        algorithm: Algorithm,
        signed: &[u8],
        signature: &[u8],
    ) -> Result<&SigningKey, Code> {
        let namesakes = match name {
            KeyName::Kid(kid) => self.by_kid.get(kid),
            KeyName::TwoDDoc(id) => self.by_two_d_doc_id.get(id),
        };
        let mut refusal = Code::UnknownIssuer;
        for key in namesakes.into_iter().flatten() {
            match signature::verify(algorithm, &key.public, signed, signature) {
                Ok(()) => return Ok(key),
                // A key that fits and fails says more than one that does not fit.
                Err(code) if refusal == Code::UnknownIssuer || code == Code::BadSignature => refusal = code,
                Err(_) => {}
            }
        }
        Err(refusal)
    }
}
