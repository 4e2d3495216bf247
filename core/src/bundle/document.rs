//! What a bundle says: the schema, for the compact form.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::anchor::{Anchor, KeyNumber, Right};
use crate::compact::Version;
use crate::names::names;
use crate::rules::tolerance::Pack;
use crate::trust::{Hashed, KeyId, SigningKey};

/// The signed part of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Bundle {
    /// The version of this form: 1.
    pub version: Version,
    /// Whose key signs it.
    pub anchor: KeyNumber,
    /// When it was issued.
    pub issued: DateTime<Utc>,
    /// From when on it can no longer be installed, and what it brought is stale.
    pub expires: DateTime<Utc>,
    /// Whether what it brought is judged by, with a mark, when it is stale.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub judge_when_expired: bool,
    /// Whether it is for training only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub demonstration: bool,
    /// What it brings; at least one.
    pub documents: Vec<Document>,
}

/// One thing that a bundle brings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Its name: 3 to 40 of `A` to `Z`, `0` to `9` and `-`; a pack's is the pack's own.
    pub id: String,
    /// Counts up with each new version.
    pub sequence: u64,
    /// What it is.
    pub content: Content,
}

/// What kind of document one is; what each brings stands at [`Content`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentKind {
    /// A tolerance pack.
    Pack,
    /// Keys that sign passes.
    Trust,
    /// Rules and value sets.
    Rules,
    /// Revoked passes and keys.
    Revocations,
    /// Packs that are withdrawn.
    Withdrawal,
    /// The next key of its signer.
    Successor,
    /// Leave for a device to use the profile of controllers.
    Authorisation,
}

/// What a document is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// A tolerance pack.
    Pack(Box<Pack>),
    /// Keys that sign passes.
    Trust(TrustList),
    /// Rules and value sets.
    Rules(RuleSets),
    /// Revoked passes and keys.
    Revocations(Revoked),
    /// Packs of the same authority that no longer hold.
    Withdrawal(Withdrawal),
    /// The key that signs from now on in this one's place. It comes in a bundle of its own.
    Successor(Anchor),
    /// Leave for a device to use the profile of controllers.
    Authorisation(Authorisation),
}

/// Keys that sign passes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustList {
    /// The keys.
    pub keys: Vec<SigningKey>,
}

/// Rules with the value sets that they look into.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RuleSets {
    /// Rule sets, each as the JSON text that countries publish or our own form.
    pub sets: Vec<String>,
    /// Value sets, which replace those of the same id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub value_sets: Vec<ValueSet>,
}

/// A value set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueSet {
    /// Its identifier.
    pub id: String,
    /// Its codes.
    pub codes: Vec<String>,
}

/// Revoked passes and keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revoked {
    /// Keys that are trusted no longer, whoever brought them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<KeyId>,
    /// Passes, by hashes of what is unique to them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hashes: Vec<RevokedHashes>,
}

/// Hashes of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevokedHashes {
    /// What they are of.
    pub of: Hashed,
    /// The key to whose passes they are limited; without, passes of every key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<KeyId>,
    /// SHA-256 hashes in base64, cut to no less than sixteen bytes.
    pub codes: Vec<String>,
}

/// Packs that no longer hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// Their ids.
    pub revokes: Vec<String>,
}

/// Leave for a device to use the profile of controllers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authorisation {
    /// The device's own number, 32 hexadecimal digits; without, any device, for 24 hours at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
    /// Until then.
    pub until: DateTime<Utc>,
}

impl Content {
    /// The kind of document.
    #[must_use]
    pub fn kind(&self) -> DocumentKind {
        match self {
            Content::Pack(_) => DocumentKind::Pack,
            Content::Trust(_) => DocumentKind::Trust,
            Content::Rules(_) => DocumentKind::Rules,
            Content::Revocations(_) => DocumentKind::Revocations,
            Content::Withdrawal(_) => DocumentKind::Withdrawal,
            Content::Successor(_) => DocumentKind::Successor,
            Content::Authorisation(_) => DocumentKind::Authorisation,
        }
    }

    /// The ids of packs that end with it for good: no device that has taken it takes them again of the same authority.
    pub fn withdraws(&self) -> impl Iterator<Item = &str> {
        let (ids, more) = match self {
            Content::Pack(pack) => (&pack.supersedes[..], &pack.revokes[..]),
            Content::Withdrawal(withdrawal) => (&withdrawal.revokes[..], &[][..]),
            Content::Trust(_)
            | Content::Rules(_)
            | Content::Revocations(_)
            | Content::Successor(_)
            | Content::Authorisation(_) => (&[][..], &[][..]),
        };
        ids.iter().chain(more).map(String::as_str)
    }
}

impl DocumentKind {
    /// What a key must have the right to sign for it; `None` for a successor, which every key may name.
    #[must_use]
    pub fn right(self) -> Option<Right> {
        match self {
            Self::Pack | Self::Withdrawal => Some(Right::Pack),
            Self::Trust => Some(Right::Trust),
            Self::Rules => Some(Right::Rules),
            Self::Revocations => Some(Right::Revocations),
            Self::Authorisation => Some(Right::Authorisation),
            Self::Successor => None,
        }
    }
}

names!("kind of document", DocumentKind {
    Pack = "pack",
    Trust = "trust",
    Rules = "rules",
    Revocations = "revocations",
    Withdrawal = "withdrawal",
    Successor = "successor",
    Authorisation = "authorisation",
});
