//! Passes that were revoked one by one, known by hashes of what is unique to them.
//!
//! The EU's lists hold hashes cut to 16 bytes, for one key or for all keys of a country;
//! the French block lists hold whole SHA-256 hashes.

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::BASE64;
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::key::KeyId;
use crate::json;

/// The length to which every hash is cut, as the EU's lists do.
const PREFIX: usize = 16;

/// The length of a SHA-256 that is not cut.
const WHOLE: usize = 32;

/// The longest batch, in bytes: the EU's hold a thousand hashes at most, which is a tenth of it.
const LARGEST: usize = 1 << 20;

/// What a hash is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Hashed {
    /// The unique certificate identifier.
    #[serde(rename = "UCI")]
    Uci,
    /// The issuing country in upper case and the identifier; also the French block list of DCC.
    #[serde(rename = "COUNTRYCODEUCI")]
    CountryUci,
    /// The signature; of an ECDSA signature the first half, r.
    #[serde(rename = "SIGNATURE")]
    Signature,
    /// The text of a 2D-DOC before its signature: the French block list of 2D-DOC.
    #[serde(rename = "2D-DOC")]
    TwoDDoc,
}

/// Why a hash or a list could not be taken; follows "failed to read a revocation list: ".
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RevocationError {
    /// The text is not a batch of the EU's revocation list.
    #[error("not a batch of revocations: {detail}")]
    NotABatch {
        /// What the JSON reader found.
        detail: String,
    },
    /// An entry or the key identifier is not base64.
    #[error("a hash or the name of a key is not base64")]
    Encoding,
    /// A hash of fewer than sixteen bytes would revoke strangers' passes; one of more than SHA-256 has is of something
    /// else, such as hexadecimal that was read as base64, and would revoke nothing.
    #[error("a hash has {actual} bytes, and a SHA-256 has {PREFIX} where it is cut and {WHOLE} at most")]
    Length {
        /// How long it was.
        actual: usize,
    },
}

/// The revoked passes.
#[derive(Clone, Debug, Default)]
pub struct Revocations {
    /// By kind of hash and by the key to whose passes they are limited; `None` is every key.
    hashes: BTreeMap<(Hashed, Option<KeyId>), BTreeSet<[u8; PREFIX]>>,
}

/// What of a pass may be revoked.
#[derive(Clone, Copy, Default)]
pub struct Revocable<'a> {
    /// The unique certificate identifier (`ci`).
    pub uci: &'a str,
    /// The country that issued it (`co`).
    pub country: &'a str,
    /// The signature of an EU certificate; of an ECDSA one r alone.
    pub signature: &'a [u8],
    /// The signed text of a 2D-DOC.
    pub two_d_doc: &'a [u8],
}

/// A batch as the EU's gateway hands it out.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Batch {
    kid: String,
    hash_type: Hashed,
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    hash: String,
}

impl Revocations {
    /// Revokes what has this hash. `key` limits it to the passes of one key, whatever name they give it.
    ///
    /// # Errors
    /// [`RevocationError::Length`] below 16 bytes and above 32; what lies between is cut to 16.
    pub fn add(&mut self, hashed: Hashed, key: Option<&KeyId>, hash: &[u8]) -> Result<(), RevocationError> {
        let prefix = hash.first_chunk::<PREFIX>().filter(|_| hash.len() <= WHOLE);
        let prefix = prefix.ok_or(RevocationError::Length { actual: hash.len() })?;
        self.hashes.entry((hashed, key.cloned())).or_default().insert(*prefix);
        Ok(())
    }

    /// Adds a batch of the EU's revocation lists: a JSON object with `kid`, `hashType` and `entries`.
    ///
    /// # Errors
    /// See [`RevocationError`]; nothing is added then.
    pub fn add_batch(&mut self, json: &str) -> Result<(), RevocationError> {
        if json.len() > LARGEST {
            let detail = format!("{} bytes are more than the {LARGEST} of the longest", json.len());
            return Err(RevocationError::NotABatch { detail });
        }
        let batch = json::read::<Batch>(json)
            .map_err(|error| RevocationError::NotABatch { detail: json::described(&error) })?;
        let key = match batch.kid.as_str() {
            "UNKNOWN_KID" => None,
            kid => Some(KeyId::Kid(decode(kid)?)),
        };
        let mut added = self.clone();
        for entry in &batch.entries {
            added.add(batch.hash_type, key.as_ref(), &decode(&entry.hash)?)?;
        }
        *self = added;
        Ok(())
    }

    /// Whether any list names this pass. `is_signer` tells whether a name is one of the key that signed it: a pass may
    /// call its key by any of the key's names, and so may a list.
    #[must_use]
    pub fn contains(&self, pass: &Revocable<'_>, is_signer: impl Fn(&KeyId) -> bool) -> bool {
        self.hashes.iter().any(|((hashed, key), hashes)| {
            let concerned = key.as_ref().is_none_or(&is_signer);
            concerned && pass.prefix(*hashed).is_some_and(|prefix| hashes.contains(&prefix))
        })
    }
}

impl Revocable<'_> {
    /// The beginning of the hash; `None` where the pass does not have what it is of.
    fn prefix(&self, hashed: Hashed) -> Option<[u8; PREFIX]> {
        let country_uci;
        let bytes = match hashed {
            Hashed::Uci => self.uci.as_bytes(),
            Hashed::CountryUci if self.uci.is_empty() => return None,
            Hashed::CountryUci => {
                country_uci = format!("{}{}", self.country.to_uppercase(), self.uci);
                country_uci.as_bytes()
            }
            Hashed::Signature => self.signature,
            Hashed::TwoDDoc => self.two_d_doc,
        };
        if bytes.is_empty() {
            return None;
        }
        digest(&SHA256, bytes).as_ref().first_chunk::<PREFIX>().copied()
    }
}

fn decode(text: &str) -> Result<Vec<u8>, RevocationError> {
    BASE64.decode(text.as_bytes()).map_err(|_| RevocationError::Encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASS: Revocable<'static> = Revocable {
        uci: "URN:UVCI:01:FR:T5DWTJYS4ZR8#4",
        country: "fr",
        signature: b"r of the signature",
        two_d_doc: b"",
    };

    fn kid(name: &[u8]) -> KeyId {
        KeyId::Kid(name.to_vec())
    }

    fn is_signer(name: &KeyId) -> bool {
        *name == kid(b"kid-0001")
    }

    fn hash(text: &str) -> Vec<u8> {
        digest(&SHA256, text.as_bytes()).as_ref().to_vec()
    }

    #[test]
    fn each_kind_of_hash_revokes() {
        for (hashed, text) in [
            (Hashed::Uci, PASS.uci.to_owned()),
            (Hashed::CountryUci, format!("FR{}", PASS.uci)),
            (Hashed::Signature, "r of the signature".to_owned()),
        ] {
            let mut revocations = Revocations::default();
            assert!(!revocations.contains(&PASS, is_signer));
            revocations.add(hashed, None, &hash(&text)).unwrap();
            assert!(revocations.contains(&PASS, is_signer), "{hashed:?}");
        }
    }

    #[test]
    fn a_hash_for_one_key_spares_the_passes_of_others() {
        let mut revocations = Revocations::default();
        revocations.add(Hashed::Uci, Some(&kid(b"kid-0002")), &hash(PASS.uci)).unwrap();
        assert!(!revocations.contains(&PASS, is_signer));
        revocations.add(Hashed::Uci, Some(&kid(b"kid-0001")), &hash(PASS.uci)[..16]).unwrap();
        assert!(revocations.contains(&PASS, is_signer));
    }

    #[test]
    fn what_is_no_sha_256_is_refused_and_revokes_nothing() {
        let whole = hash(PASS.uci);
        for (length, is_taken) in [(0, false), (15, false), (16, true), (32, true), (33, false), (48, false)]
        {
            let bytes = [&whole[..], &whole].concat();
            let added = Revocations::default().add(Hashed::Uci, None, &bytes[..length]);
            assert_eq!(added.is_ok(), is_taken, "{length}");
        }
    }

    #[test]
    fn a_two_d_doc_is_revoked_by_its_text_and_nothing_it_lacks() {
        let document = Revocable { two_d_doc: b"DC04FR03AHP1", ..Revocable::default() };
        let mut revocations = Revocations::default();
        for hashed in [Hashed::Uci, Hashed::CountryUci, Hashed::Signature] {
            revocations.add(hashed, None, &hash("")).unwrap();
        }
        assert!(!revocations.contains(&document, is_signer));
        revocations.add(Hashed::TwoDDoc, None, &hash("DC04FR03AHP1")).unwrap();
        assert!(revocations.contains(&document, is_signer));
    }

    #[test]
    fn a_batch_of_the_gateway_is_taken_whole_or_not_at_all() {
        let batch = |kid: &str, hashes: &[&str]| {
            let entries = hashes.iter().map(|hash| serde_json::json!({"hash": hash}));
            serde_json::json!({
                "country": "FR",
                "expires": "2022-11-01T00:00:00+01:00",
                "kid": kid,
                "hashType": "UCI",
                "entries": entries.collect::<Vec<_>>(),
            })
            .to_string()
        };
        let hash = BASE64.encode(&hash(PASS.uci)[..16]);
        let mut revocations = Revocations::default();
        assert!(revocations.add_batch(&batch("UNKNOWN_KID", &[&hash, "c2hvcnQ="])).is_err());
        assert!(!revocations.contains(&PASS, is_signer));
        revocations.add_batch(&batch(&BASE64.encode(b"kid-0001"), &[&hash])).unwrap();
        assert!(revocations.contains(&PASS, is_signer));
    }
}
