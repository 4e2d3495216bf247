//! The keys that are trusted, found by the name that a pass gives them.

use std::collections::{BTreeMap, BTreeSet};

use super::key::{KeyId, PublicKey, SigningKey};
use super::signature::{self, Algorithm};
use crate::code::Code;

/// Trusted keys. Several keys may have one name: all of them are tried.
///
/// What was once learnt of a key stays known, whichever keys come later and whoever brings them: that it is revoked, and
/// by which names it goes. Else a key could come back under another of its names, or a revocation for one key no longer
/// reach its passes. So there is no empty store to begin with: other keys are trusted by [`replace`](Self::replace).
#[derive(Clone, Debug)]
pub struct TrustStore {
    by_kid: BTreeMap<Vec<u8>, Vec<SigningKey>>,
    by_two_d_doc_id: BTreeMap<String, Vec<SigningKey>>,
    /// The names whose keys are trusted no longer.
    revoked_names: BTreeSet<KeyId>,
    /// The keys that have one of those names.
    revoked_keys: BTreeSet<PublicKey>,
    /// The keys that are trusted no longer, or not under that name, by their names.
    former: BTreeMap<KeyId, BTreeSet<PublicKey>>,
}

/// The keys under which one signature holds: one, or several of one name, such as a certificate and its renewal.
#[derive(Clone, Debug)]
pub struct Signers<'k> {
    first: &'k SigningKey,
    others: Vec<&'k SigningKey>,
}

/// How a pass names its key.
#[derive(Clone, Copy, Debug)]
pub enum KeyName<'a> {
    /// The `kid` of an EU certificate.
    Kid(&'a [u8]),
    /// The certificate authority and certificate of a 2D-DOC, eight characters.
    TwoDDoc(&'a str),
}

impl<'a> From<&'a KeyId> for KeyName<'a> {
    fn from(id: &'a KeyId) -> Self {
        match id {
            KeyId::Kid(kid) => KeyName::Kid(kid),
            KeyId::TwoDDoc(id) => KeyName::TwoDDoc(id),
        }
    }
}

impl TrustStore {
    /// A store that trusts these keys.
    pub(crate) fn of(keys: impl IntoIterator<Item = SigningKey>) -> Self {
        let mut store = Self {
            by_kid: BTreeMap::new(),
            by_two_d_doc_id: BTreeMap::new(),
            revoked_names: BTreeSet::new(),
            revoked_keys: BTreeSet::new(),
            former: BTreeMap::new(),
        };
        store.add(keys);
        store
    }

    /// Trusts `keys`, besides those already trusted; what is revoked stays so.
    pub fn add(&mut self, keys: impl IntoIterator<Item = SigningKey>) {
        let known = self.revoked_keys.len();
        for key in keys {
            if self.revoked_names.contains(&key.id) {
                self.revoked_keys.insert(key.public.clone());
            }
            if self.revoked_keys.contains(&key.public) {
                self.former.entry(key.id).or_default().insert(key.public);
                continue;
            }
            let namesakes = match &key.id {
                KeyId::Kid(kid) => self.by_kid.entry(kid.clone()).or_default(),
                KeyId::TwoDDoc(id) => self.by_two_d_doc_id.entry(id.clone()).or_default(),
            };
            if !namesakes.contains(&key) {
                namesakes.push(key);
            }
        }
        if self.revoked_keys.len() > known {
            self.drop_revoked();
        }
    }

    /// Trusts `keys` in the place of those trusted so far; what is revoked stays so.
    pub fn replace(&mut self, keys: impl IntoIterator<Item = SigningKey>) {
        let before = std::mem::take(&mut self.by_kid).into_values();
        let before = before.chain(std::mem::take(&mut self.by_two_d_doc_id).into_values());
        for key in before.flatten() {
            self.former.entry(key.id).or_default().insert(key.public);
        }
        self.add(keys);
    }

    /// Trusts no key of that name any more, whatever other names it has, and whoever brings it again.
    pub fn revoke(&mut self, name: &KeyId) {
        let known = self.revoked_keys.len();
        let namesakes = self.namesakes(name.into()).iter().map(|key| key.public.clone()).collect::<Vec<_>>();
        self.revoked_keys
            .extend(namesakes.into_iter().chain(self.former.get(name).into_iter().flatten().cloned()));
        self.revoked_names.insert(name.clone());
        if self.revoked_keys.len() > known {
            self.drop_revoked();
        }
    }

    /// Takes away the keys that are revoked, under all their names.
    fn drop_revoked(&mut self) {
        let revoked = &self.revoked_keys;
        for keys in self.by_kid.values_mut().chain(self.by_two_d_doc_id.values_mut()) {
            for key in keys.extract_if(.., |key| revoked.contains(&key.public)) {
                self.former.entry(key.id).or_default().insert(key.public);
            }
        }
        self.by_kid.retain(|_, keys| !keys.is_empty());
        self.by_two_d_doc_id.retain(|_, keys| !keys.is_empty());
    }

    /// Whether that is one of the names of a key, or was.
    #[must_use]
    pub fn is_named(&self, public: &PublicKey, name: &KeyId) -> bool {
        self.namesakes(name.into()).iter().any(|key| key.public == *public)
            || self.former.get(name).is_some_and(|keys| keys.contains(public))
    }

    /// All keys, EU certificates' first, in the order of their names.
    pub fn keys(&self) -> impl Iterator<Item = &SigningKey> {
        self.by_kid.values().chain(self.by_two_d_doc_id.values()).flatten()
    }

    /// Whether some key has that name.
    #[must_use]
    pub fn knows(&self, name: KeyName<'_>) -> bool {
        !self.namesakes(name).is_empty()
    }

    fn namesakes(&self, name: KeyName<'_>) -> &[SigningKey] {
        let namesakes = match name {
            KeyName::Kid(kid) => self.by_kid.get(kid),
            KeyName::TwoDDoc(id) => self.by_two_d_doc_id.get(id),
        };
        namesakes.map_or(&[], Vec::as_slice)
    }

    /// The keys of that name under which the signature holds.
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
    ) -> Result<Signers<'_>, Code> {
        let mut signers: Option<Signers<'_>> = None;
        let mut refusal = Code::UnknownIssuer;
        for key in self.namesakes(name) {
            // A renewed certificate names the same key again.
            let is_known = signers.as_ref().is_some_and(|signers| signers.first.public == key.public);
            let verified =
                if is_known { Ok(()) } else { signature::verify(algorithm, &key.public, signed, signature) };
            match verified {
                Ok(()) => match &mut signers {
                    Some(signers) => signers.others.push(key),
                    None => signers = Some(Signers { first: key, others: Vec::new() }),
                },
                // A key that fits and fails says more than one that does not fit.
                Err(code) if refusal == Code::UnknownIssuer || code == Code::BadSignature => refusal = code,
                Err(_) => {}
            }
        }
        signers.ok_or(refusal)
    }
}

impl<'k> Signers<'k> {
    /// All of them, in the order in which they are trusted.
    pub fn iter(&self) -> impl Iterator<Item = &'k SigningKey> {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }

    /// The one with the fewest faults; the first of equal ones.
    #[must_use]
    pub fn best(&self, faults: impl Fn(&SigningKey) -> usize) -> &'k SigningKey {
        self.others.iter().fold(self.first, |best, key| if faults(key) < faults(best) { key } else { best })
    }
}
