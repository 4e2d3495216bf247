//! Who may sign what.

use std::fmt;

use data_encoding::HEXLOWER;
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};

use crate::trust::PublicKey;

/// The ASN.1 that stands before a point on P-256 in a SubjectPublicKeyInfo (RFC 5480).
const SPKI_P256: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86,
    0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// A public key that may sign bundles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Anchor {
    /// The name that people see.
    pub name: String,
    /// The key; on P-256.
    pub public: PublicKey,
    /// What it may sign. Naming its successor and withdrawing its own packs go with it.
    pub may_sign: Vec<Right>,
}

/// What an anchor may sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Right {
    /// Tolerance packs.
    Pack,
    /// Keys that sign passes.
    Trust,
    /// Rules and value sets.
    Rules,
    /// Revoked passes and keys.
    Revocations,
    /// Leave for a device to use the profile of controllers.
    Authorisation,
}

/// How a bundle names its anchor: the first eight bytes of the SHA-256 of its SubjectPublicKeyInfo.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KeyNumber(pub [u8; 8]);

impl Right {
    /// All of them.
    pub const ALL: [Right; 5] =
        [Right::Pack, Right::Trust, Right::Rules, Right::Revocations, Right::Authorisation];
}

impl Anchor {
    /// The key's SubjectPublicKeyInfo in DER; `None` for a key that is not on P-256, which signs nothing.
    #[must_use]
    pub fn spki(&self) -> Option<Vec<u8>> {
        let PublicKey::P256(point) = &self.public else { return None };
        Some([&SPKI_P256[..], point].concat())
    }

    /// The number by which bundles name it; `None` like [`spki`](Self::spki).
    #[must_use]
    pub fn number(&self) -> Option<KeyNumber> {
        let hash = digest(&SHA256, &self.spki()?);
        hash.as_ref().first_chunk().copied().map(KeyNumber)
    }
}

impl fmt::Display for KeyNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for KeyNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "KeyNumber({self})")
    }
}

impl TryFrom<String> for KeyNumber {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let bytes = HEXLOWER.decode(text.as_bytes()).ok();
        let number = bytes.and_then(|bytes| bytes.try_into().ok()).map(Self);
        number.ok_or_else(|| format!("`{text}` is no key number, expected 16 hexadecimal digits"))
    }
}

impl From<KeyNumber> for String {
    fn from(number: KeyNumber) -> Self {
        number.to_string()
    }
}
