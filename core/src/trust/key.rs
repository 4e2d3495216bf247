//! One signing key, as a trust list carries it: already taken out of its certificate.
//!
//! X.509 is read once, by whoever builds the list; a door only needs the raw point or modulus,
//! the key's validity and what it may sign.

use chrono::{DateTime, Utc};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::names::names;
use crate::time::{instant, seconds};

/// A key that may sign passes. In JSON: `{"id": "kid:446973…", "public": "p-256:BGk…", "signs": ["test"]}`.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct SigningKey {
    /// The name by which passes refer to the key.
    #[n(0)]
    pub id: KeyId,
    /// The issuer as its certificate names it, for people; empty where nothing but the key is known.
    #[n(1)]
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub issuer: String,
    /// ISO 3166-1 alpha-2 country of the issuer's certificate, in upper case.
    #[n(2)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// What the key may sign; `None` is unrestricted.
    #[n(3)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signs: Option<Vec<Kind>>,
    /// The key itself.
    #[n(4)]
    pub public: PublicKey,
    /// When signatures of this key are believed; a bare key has no dates to judge.
    #[n(5)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity: Option<Validity>,
}

/// How a pass names the key that signed it.
///
/// In readable text `kid:<hexadecimal>` or `2d-doc:<CA id and certificate id>`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum KeyId {
    /// The `kid` of an EU certificate: bytes as the trust list gives them.
    /// Usually 8; some countries use 6 or 7.
    #[n(0)]
    Kid(#[cbor(n(0), with = "minicbor::bytes")] Vec<u8>),
    /// The four characters of a 2D-DOC's certificate authority and the four of its certificate, in one.
    #[n(1)]
    TwoDDoc(#[n(0)] String),
}

/// The first and the last moment at which a key is valid, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Validity {
    /// `notBefore` of the certificate.
    #[cbor(n(0), with = "seconds")]
    #[serde(deserialize_with = "instant::deserialize")]
    pub not_before: DateTime<Utc>,
    /// `notAfter` of the certificate.
    #[cbor(n(1), with = "seconds")]
    #[serde(deserialize_with = "instant::deserialize")]
    pub not_after: DateTime<Utc>,
}

/// What a pass proves. A 2D-DOC of type `B2` is a test, one of type `L1` a vaccination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, Serialize, Deserialize)]
#[cbor(index_only)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A test, negative or positive.
    #[n(0)]
    Test,
    /// A vaccination.
    #[n(1)]
    Vaccination,
    /// A recovery.
    #[n(2)]
    Recovery,
}

/// A public key as bare numbers.
///
/// In readable text `p-256:<base64>`, `p-384:<base64>`, `p-521:<base64>` or `rsa:<modulus>:<exponent>`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PublicKey {
    /// An uncompressed point on P-256: `04`, x, y; 65 bytes.
    #[n(0)]
    P256(#[cbor(n(0), with = "minicbor::bytes")] Vec<u8>),
    /// An uncompressed point on P-384; 97 bytes.
    #[n(1)]
    P384(#[cbor(n(0), with = "minicbor::bytes")] Vec<u8>),
    /// An uncompressed point on P-521; 133 bytes. Read, but no signature is checked with it.
    #[n(2)]
    P521(#[cbor(n(0), with = "minicbor::bytes")] Vec<u8>),
    /// An RSA key; both numbers big-endian, without leading zero bytes.
    #[n(3)]
    Rsa {
        /// The modulus; its length is the strength of the key.
        #[cbor(n(0), with = "minicbor::bytes")]
        modulus: Vec<u8>,
        /// The public exponent.
        #[cbor(n(1), with = "minicbor::bytes")]
        exponent: Vec<u8>,
    },
}

names!("kind of proof", Kind {
    Test = "test",
    Vaccination = "vaccination",
    Recovery = "recovery",
});
