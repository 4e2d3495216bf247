//! Authorities of the tests: they sign updates with keys of their own.

use chrono::{DateTime, TimeDelta, Utc};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::{Anchor, Bundle, Content, Document, KeyNumber, Right, unsigned};
use souplesse_core::compact::{self, Version};
use souplesse_core::rules::tolerance::Pack;
use souplesse_core::trust::KeyId;

use crate::sign::Signer;

/// Somebody who signs updates.
pub struct Authority {
    signer: Signer,
    /// The public half.
    pub anchor: Anchor,
}

impl Authority {
    /// An authority with a fresh key.
    #[must_use]
    pub fn new(name: &str, may_sign: &[Right]) -> Self {
        let signer = Signer::generate(KeyId::Kid(b"unused".to_vec()), None);
        let public = signer.public.public.clone();
        Self { signer, anchor: Anchor { name: name.to_owned(), public, may_sign: may_sign.to_vec() } }
    }

    /// The public key pair of the demonstration.
    ///
    /// # Panics
    /// Where the key file is not in the project.
    #[must_use]
    pub fn demonstration() -> Self {
        let signer = Signer::demonstration_anchor();
        let public = signer.public.public.clone();
        Self {
            signer,
            anchor: Anchor {
                name: "Souplesse DEMONSTRATION".to_owned(),
                public,
                may_sign: Right::ALL.into(),
            },
        }
    }

    /// The number of its key.
    ///
    /// # Panics
    /// Never: its key is on P-256.
    #[must_use]
    pub fn number(&self) -> KeyNumber {
        self.anchor.number().expect("the key is on P-256")
    }

    /// A bundle issued on the evening of 14 August 2021, good for a month.
    #[must_use]
    pub fn bundle(&self, documents: Vec<Document>) -> Bundle {
        Bundle {
            version: Version,
            anchor: self.number(),
            issued: evening(),
            expires: evening() + TimeDelta::days(30),
            judge_when_expired: false,
            demonstration: false,
            documents,
        }
    }

    /// The bundle, signed.
    #[must_use]
    pub fn sign(&self, bundle: &Bundle) -> Vec<u8> {
        let to_sign = unsigned(bundle);
        let signature = self.signer.sign(&to_sign.signed_bytes());
        to_sign.with_signature(signature.as_slice().try_into().expect("r and s have 64 bytes"))
    }

    /// One document, signed.
    #[must_use]
    pub fn update(&self, document: Document) -> Vec<u8> {
        self.sign(&self.bundle(vec![document]))
    }

    /// r‖s over any bytes.
    #[must_use]
    pub fn sign_bytes(&self, bytes: &[u8]) -> Vec<u8> {
        self.signer.sign(bytes)
    }
}

/// Saturday 14 August 2021, 20:30 in Paris.
///
/// # Panics
/// Never.
#[must_use]
pub fn evening() -> DateTime<Utc> {
    "2021-08-14T18:30:00Z".parse().expect("a time")
}

/// The built-in pack under another name.
///
/// # Panics
/// Where the built-in pack cannot be read, which a test would show.
#[must_use]
pub fn pack(id: &str) -> Pack {
    let bytes = BuiltIn::load().packs.swap_remove(0);
    Pack { id: id.to_owned(), ..compact::from_cbor(&bytes).expect("the built-in pack") }
}

/// A document with a pack.
#[must_use]
pub fn pack_document(id: &str, sequence: u64) -> Document {
    Document { id: id.to_owned(), sequence, content: Content::Pack(Box::new(pack(id))) }
}
