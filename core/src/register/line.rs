//! One line of the register, chained to the one before by its hash.

use std::fmt;

use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};

use super::counts::Counts;
use super::name::Name;
use crate::time::seconds;

/// What happened, and when.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Counts from 1, and leaves none out.
    #[n(0)]
    pub number: u64,
    /// By the device's clock, in whole seconds.
    #[cbor(n(1), with = "seconds")]
    pub at: DateTime<Utc>,
    /// What happened.
    #[n(2)]
    pub entry: Entry,
    /// The hash of the line before; of the first one, zeros.
    #[n(3)]
    pub before: Hash,
}

/// What the register tells. There is no room in it for anything of a holder.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Entry {
    /// Somebody was named to check.
    #[n(0)]
    Named {
        /// Who.
        #[n(0)]
        who: Name,
    },
    /// Somebody is no longer named.
    #[n(1)]
    Withdrawn {
        /// Who.
        #[n(0)]
        who: Name,
    },
    /// Checks began.
    #[n(2)]
    Opened {
        /// Who checks.
        #[n(0)]
        who: Vec<Name>,
    },
    /// Checks ended.
    #[n(3)]
    Closed {
        /// The line at which they began.
        #[n(0)]
        opened: u64,
        /// How many ended how.
        #[n(1)]
        counts: Counts,
        /// The last time at which something was counted, where nobody closed the shift: the next opening did.
        #[cbor(n(2), with = "seconds::option")]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        abandoned: Option<DateTime<Utc>>,
    },
    /// Old lines were removed. Somebody answers for it; what they said that still holds is said again.
    #[n(4)]
    Removed {
        /// The last line that was removed.
        #[n(0)]
        through: u64,
        /// Its hash, to which the first one that is left is chained.
        #[n(1)]
        hash: Hash,
        /// Who answers for it.
        #[n(2)]
        by: Name,
        /// Who was named then, and since when.
        #[n(3)]
        named: Vec<Named>,
    },
    /// Something happened to the register itself.
    #[n(5)]
    Mended {
        /// What.
        #[n(0)]
        what: Mending,
    },
}

/// Somebody who is named to check.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Who.
    #[n(0)]
    pub who: Name,
    /// Since when.
    #[cbor(n(1), with = "seconds")]
    pub since: DateTime<Utc>,
}

/// What happened to the register itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mending {
    /// A damaged one was moved aside; the lines before this one are in it.
    #[n(0)]
    MovedAside,
    /// Lines before this one are missing or were changed.
    #[n(1)]
    LinesLost,
    /// The end of the register, which is kept apart, was lost.
    #[n(2)]
    HeadLost,
    /// The clock was behind or had jumped, and somebody said that it is right now.
    #[n(3)]
    ClockSet,
    /// What had been counted in the shift that was open was lost.
    #[n(4)]
    CountsLost,
}

/// The SHA-256 of a line.
#[derive(Clone, Copy, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[cbor(transparent)]
#[serde(try_from = "String", into = "String")]
pub struct Hash(#[n(0)] ByteArray<32>);

/// The lines that an export was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The number of the first one.
    pub first: u64,
    /// The last one.
    pub last: Head,
}

/// The end of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Encode, Decode, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The number of the last line; 0 where there is none.
    #[n(0)]
    pub number: u64,
    /// Its hash.
    #[n(1)]
    pub hash: Hash,
}

impl Line {
    /// The line as it is kept, and as it is hashed.
    #[must_use]
    pub fn to_cbor(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("a vector takes every byte")
    }

    /// What the next line is chained to.
    #[must_use]
    pub fn hash(&self) -> Hash {
        Hash::of(&self.to_cbor())
    }

    /// The register's end, if this is its last line.
    #[must_use]
    pub fn head(&self) -> Head {
        Head { number: self.number, hash: self.hash() }
    }
}

impl Hash {
    fn of(bytes: &[u8]) -> Self {
        let hash = digest(&SHA256, bytes);
        Self(ByteArray::from(*hash.as_ref().first_chunk::<32>().expect("SHA-256 has 32 bytes")))
    }
}

/// Zeros: what the first line is chained to.
impl Default for Hash {
    fn default() -> Self {
        Self(ByteArray::from([0; 32]))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&HEXLOWER.encode(self.0.as_ref()))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Hash({self})")
    }
}

impl TryFrom<String> for Hash {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let bytes = HEXLOWER.decode(text.as_bytes()).ok();
        let hash = bytes.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        hash.map(|hash| Self(ByteArray::from(hash)))
            .ok_or_else(|| "a hash is 64 hexadecimal digits".to_owned())
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> Self {
        hash.to_string()
    }
}
