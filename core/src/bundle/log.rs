//! The log: what a device has accepted, in the order in which it did, and what people have decided of it.
//!
//! Everything that is in force follows from these lines and the signed bytes that they name (see [`state`](super::state)).
//! A line says of its update what must outlive the bytes: numbers, withdrawals, a successor.

use chrono::{DateTime, Utc};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use ring::digest::{SHA256, digest};

use super::anchor::{Anchor, KeyNumber};
use super::document::{Bundle, Content, Document, DocumentKind};
use crate::compact;
use crate::time::seconds;

/// SHA-256 of an update as it was signed, by which its file is named.
pub(crate) type Hash = [u8; 32];

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub(crate) enum Line {
    /// A key became known, or got another name or other rights, by the word of a person or of who manages the device.
    #[n(0)]
    Pinned(#[n(0)] Pinned),
    /// An update was accepted.
    #[n(1)]
    Accepted(#[n(0)] Accepted),
    /// A person has given up a document.
    #[n(2)]
    GivenUp(#[n(0)] GivenUp),
    /// A person has taken a key away, and its documents with it.
    #[n(3)]
    Removed(#[n(0)] Removed),
}

#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub(crate) struct Pinned {
    #[cbor(n(0), with = "compact_form")]
    pub anchor: Anchor,
    /// Whether a person gave it to this device for good. Otherwise it counts as long as it is given at every start.
    #[n(1)]
    pub for_good: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub(crate) struct Accepted {
    #[n(0)]
    pub update: ByteArray<32>,
    #[n(1)]
    pub signer: ByteArray<8>,
    #[cbor(n(2), with = "seconds")]
    pub issued: DateTime<Utc>,
    /// The device's time; `None` in a what-if run, and where an earlier version of this program accepted it.
    #[cbor(n(3), with = "seconds::option")]
    pub at: Option<DateTime<Utc>>,
    #[n(4)]
    pub documents: Vec<Brought>,
}

/// A document of an update.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub(crate) struct Brought {
    #[n(0)]
    pub name: Name,
    #[n(1)]
    pub counter: Counter,
    /// Packs of the same authority that end with it, for good.
    #[n(2)]
    pub withdraws: Vec<String>,
    #[cbor(n(3), with = "compact_form::option")]
    pub successor: Option<Anchor>,
}

/// What kind of document it is, and its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub(crate) struct Name {
    #[cbor(n(0), with = "as_word")]
    pub kind: DocumentKind,
    #[n(1)]
    pub id: String,
}

/// How far a document has come: its sequence, and what of it must be the same for it to be the same document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub(crate) struct Counter {
    #[n(0)]
    pub sequence: u64,
    #[n(1)]
    pub digest: ByteArray<32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub(crate) struct GivenUp {
    /// The first key of its authority.
    #[n(0)]
    pub author: ByteArray<8>,
    #[n(1)]
    pub name: Name,
    #[n(2)]
    pub counter: Counter,
}

#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub(crate) struct Removed {
    #[n(0)]
    pub key: ByteArray<8>,
}

impl Accepted {
    /// The line of an update that `signer` signed.
    pub(crate) fn of(update: Hash, signer: KeyNumber, bundle: &Bundle, at: Option<DateTime<Utc>>) -> Self {
        let documents = bundle.documents.iter().map(|document| Brought::of(bundle, document)).collect();
        Self { update: update.into(), signer: signer.0.into(), issued: bundle.issued, at, documents }
    }

    pub(super) fn signer(&self) -> KeyNumber {
        KeyNumber(*self.signer)
    }

    /// By what it comes before or after other updates: its issue, or its installation where that is earlier, so that nobody
    /// outdoes what others issue by a date that is still to come. Of two such the issue decides.
    pub(super) fn counts_from(&self) -> (DateTime<Utc>, DateTime<Utc>) {
        (self.at.map_or(self.issued, |at| at.min(self.issued)), self.issued)
    }

    /// Whether something of it lasts when its documents have been replaced.
    pub(super) fn has_lasting_effects(&self) -> bool {
        let mut documents = self.documents.iter();
        documents.any(|document| !document.withdraws.is_empty() || document.successor.is_some())
    }
}

impl Brought {
    fn of(bundle: &Bundle, document: &Document) -> Self {
        let successor = match &document.content {
            Content::Successor(anchor) => Some(anchor.clone()),
            Content::Pack(_)
            | Content::Trust(_)
            | Content::Rules(_)
            | Content::Revocations(_)
            | Content::Withdrawal(_)
            | Content::Authorisation(_) => None,
        };
        let withdraws = document.content.withdraws().map(str::to_owned).collect();
        Self { name: Name::of(document), counter: Counter::of(bundle, document), withdraws, successor }
    }
}

impl Name {
    pub(super) fn of(document: &Document) -> Self {
        Self { kind: document.content.kind(), id: document.id.clone() }
    }

    pub(super) fn is_of(&self, document: &Document) -> bool {
        self.kind == document.content.kind() && self.id == document.id
    }
}

impl Counter {
    /// A later end is another document: what is the same in every byte is also good for as long.
    pub(super) fn of(bundle: &Bundle, document: &Document) -> Self {
        let mut bytes = compact::to_cbor(document);
        bytes.extend(bundle.expires.timestamp_millis().to_be_bytes());
        bytes.push(u8::from(bundle.judge_when_expired));
        Self { sequence: document.sequence, digest: hash(&bytes).into() }
    }
}

/// What must be the same of two documents of one number, or a device refuses the second as `update-conflict`: what
/// they say, and how long that is good. When it was issued and who signed it is not in it.
#[must_use]
pub fn digest_of(bundle: &Bundle, document: &Document) -> [u8; 32] {
    *Counter::of(bundle, document).digest
}

/// SHA-256.
pub(crate) fn hash(bytes: &[u8]) -> Hash {
    let hash = digest(&SHA256, bytes);
    hash.as_ref().try_into().expect("SHA-256 has 32 bytes")
}

/// A kind of document as its word.
mod as_word {
    use minicbor::decode::{Decoder, Error};
    use minicbor::encode::{self, Encoder, Write};

    use super::DocumentKind;

    pub(super) fn encode<C, W: Write>(
        kind: &DocumentKind,
        encoder: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        encoder.str(kind.as_str()).map(drop)
    }

    pub(super) fn decode<C>(decoder: &mut Decoder<'_>, _: &mut C) -> Result<DocumentKind, Error> {
        decoder.str()?.parse().map_err(|_| Error::message("no kind of document"))
    }
}

/// An anchor in the one form that signed data has.
mod compact_form {
    use minicbor::decode::{Decoder, Error};
    use minicbor::encode::{self, Encoder, Write};

    use super::Anchor;
    use crate::compact;

    pub(super) fn encode<C, W: Write>(
        anchor: &Anchor,
        encoder: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        encoder.bytes(&compact::to_cbor(anchor)).map(drop)
    }

    pub(super) fn decode<C>(decoder: &mut Decoder<'_>, _: &mut C) -> Result<Anchor, Error> {
        compact::from_cbor(decoder.bytes()?).map_err(|_| Error::message("no anchor"))
    }

    pub(super) mod option {
        use super::{Anchor, Decoder, Encoder, Error, Write};

        pub(in super::super) fn encode<C, W: Write>(
            anchor: &Option<Anchor>,
            encoder: &mut Encoder<W>,
            context: &mut C,
        ) -> Result<(), minicbor::encode::Error<W::Error>> {
            match anchor {
                Some(anchor) => super::encode(anchor, encoder, context),
                None => encoder.null().map(drop),
            }
        }

        pub(in super::super) fn decode<C>(
            decoder: &mut Decoder<'_>,
            context: &mut C,
        ) -> Result<Option<Anchor>, Error> {
            if decoder.datatype()? == minicbor::data::Type::Null {
                decoder.null()?;
                return Ok(None);
            }
            super::decode(decoder, context).map(Some)
        }
    }
}
