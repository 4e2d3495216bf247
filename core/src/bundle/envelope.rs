//! The signed envelope: COSE_Sign1 with ES256, in the one form that is read here.

use minicbor::Decoder;

use super::anchor::KeyNumber;
use super::document::Bundle;
use crate::{compact, cose};

/// Tag 18, an array of four, and a protected header of thirteen bytes with ES256 and a key number of eight bytes.
const BEGINNING: [u8; 8] = [0xD2, 0x84, 0x4D, 0xA2, 0x01, 0x26, 0x04, 0x48];
/// The length of the protected header in `BEGINNING`, with what it is made of.
const PROTECTED: std::ops::Range<usize> = 3..16;
/// No unprotected header.
const EMPTY_MAP: u8 = 0xA0;
/// r‖s.
const SIGNATURE: usize = 64;

/// An envelope, borrowed from its bytes.
pub(super) struct Envelope<'b> {
    pub key: KeyNumber,
    pub payload: &'b [u8],
    pub signature: &'b [u8],
    /// What the signature is over.
    pub signed: Vec<u8>,
}

/// A bundle that wants its signature.
pub struct ToSign {
    protected: Vec<u8>,
    payload: Vec<u8>,
}

/// The bundle before it is signed; by the key that its field `anchor` names.
#[must_use]
pub fn unsigned(bundle: &Bundle) -> ToSign {
    let mut protected = BEGINNING[PROTECTED.start..].to_vec();
    protected.extend(bundle.anchor.0);
    ToSign { protected, payload: compact::to_cbor(bundle) }
}

impl ToSign {
    /// The bytes that the signature is over (RFC 9052 §4.4).
    #[must_use]
    pub fn signed_bytes(&self) -> Vec<u8> {
        signed_bytes(&self.protected, &self.payload)
    }

    /// The whole bundle, as a `.souplesse` file holds it; `signature` is r‖s.
    #[must_use]
    pub fn with_signature(&self, signature: &[u8; SIGNATURE]) -> Vec<u8> {
        whole(&self.protected, &self.payload, signature)
    }
}

impl<'b> Envelope<'b> {
    /// Takes an envelope apart; `None` for anything else, and for one that is written in another way.
    pub(super) fn read(bytes: &'b [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(&BEGINNING)?;
        let (key, rest) = rest.split_first_chunk::<8>()?;
        let mut decoder = Decoder::new(rest.strip_prefix(&[EMPTY_MAP])?);
        let payload = decoder.bytes().ok()?;
        let signature: &[u8; SIGNATURE] = decoder.bytes().ok()?.try_into().ok()?;
        let protected = bytes.get(PROTECTED)?;
        if whole(protected, payload, signature) != bytes {
            return None;
        }
        let signed = signed_bytes(protected, payload);
        Some(Self { key: KeyNumber(*key), payload, signature, signed })
    }
}

/// Room for what stands around a payload, so that a large one is copied once.
const AROUND: usize = 128;

fn whole(protected: &[u8], payload: &[u8], signature: &[u8; SIGNATURE]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(payload.len() + AROUND);
    bytes.extend(&BEGINNING[..PROTECTED.start]);
    bytes.extend(protected);
    bytes.push(EMPTY_MAP);
    cose::write_byte_string(payload, &mut bytes);
    cose::write_byte_string(signature, &mut bytes);
    bytes
}

fn signed_bytes(protected: &[u8], payload: &[u8]) -> Vec<u8> {
    let mut message = Vec::with_capacity(payload.len() + AROUND);
    cose::write_signed_bytes(protected, payload, &mut message);
    message
}
