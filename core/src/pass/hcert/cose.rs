//! The signed envelope: COSE_Sign1 (RFC 9052 §4.2), with or without its tags.
//!
//! Only the shape is checked. Whether the signature holds is left to [`crate::trust`].

use minicbor::data::{Tag, Type};

use super::items::{Fault, Items, Read, set_once};
use crate::code::Code;
use crate::cose;

/// CBOR web token (RFC 8392 §6).
const TAG_CWT: Tag = Tag::new(61);
const TAG_SIGN1: Tag = Tag::new(18);
const LABEL_ALGORITHM: i64 = 1;
/// Names what a reader must understand or else refuse the message (RFC 9052 §3.1). Nothing beyond `alg` and `kid` is
/// understood here, and those need not be named.
const LABEL_CRITICAL: i64 = 2;
const LABEL_KEY_ID: i64 = 4;

/// A COSE_Sign1 message, borrowed from the inflated bytes.
pub(super) struct Sign1<'b> {
    /// The protected header, as the bytes that are signed.
    pub protected: &'b [u8],
    /// The signed bytes: a CBOR web token.
    pub payload: &'b [u8],
    /// The signature, raw.
    pub signature: &'b [u8],
    /// The algorithm's number in the IANA registry, from the protected header or else the unprotected one.
    pub algorithm: Option<i64>,
    /// The key's identifier, from the protected header or else the unprotected one.
    pub key_id: Option<&'b [u8]>,
}

#[derive(Clone, Copy, Default)]
struct Header<'b> {
    algorithm: Option<i64>,
    key_id: Option<&'b [u8]>,
}

impl<'b> Sign1<'b> {
    /// Takes the envelope apart; `values_left` is how many values the pass may still hold.
    ///
    /// # Errors
    /// [`Code::Cose`] for anything but one whole COSE_Sign1 message, [`Code::TooLarge`] for one with more than a pass holds.
    pub(super) fn read(bytes: &'b [u8], values_left: &mut usize) -> Result<Self, Code> {
        read(bytes, values_left).map_err(|fault| fault.code(Code::Cose))
    }

    /// Writes into `message` the bytes that the signature is over.
    pub(super) fn write_signed_bytes(&self, message: &mut Vec<u8>) {
        cose::write_signed_bytes(self.protected, self.payload, message);
    }
}

fn read<'b>(bytes: &'b [u8], values_left: &mut usize) -> Read<Sign1<'b>> {
    let mut items = Items::of(bytes, values_left);
    skip_tag(&mut items, TAG_CWT)?;
    skip_tag(&mut items, TAG_SIGN1)?;
    if items.decoder.array()? != Some(4) {
        return Err(Fault::Malformed);
    }
    let protected = items.decoder.bytes()?;
    let unprotected_header = read_header(&mut items)?;
    let payload = items.decoder.bytes()?;
    let signature = items.decoder.bytes()?;
    items.end()?;
    let protected_header = read_protected(protected, values_left)?;
    Ok(Sign1 {
        protected,
        payload,
        signature,
        algorithm: protected_header.algorithm.or(unprotected_header.algorithm),
        key_id: protected_header.key_id.or(unprotected_header.key_id),
    })
}

fn skip_tag(items: &mut Items<'_, '_>, tag: Tag) -> Read<()> {
    if items.decoder.datatype()? == Type::Tag && items.decoder.probe().tag()? == tag {
        items.decoder.tag()?;
    }
    Ok(())
}

/// An empty protected header may be written as an empty byte string.
fn read_protected<'b>(protected: &'b [u8], values_left: &mut usize) -> Read<Header<'b>> {
    if protected.is_empty() {
        return Ok(Header::default());
    }
    let mut items = Items::of(protected, values_left);
    let header = read_header(&mut items)?;
    items.end()?;
    Ok(header)
}

fn read_header<'b>(items: &mut Items<'b, '_>) -> Read<Header<'b>> {
    let mut header = Header::default();
    items.object(|items| {
        if items.decoder.datatype()? == Type::String {
            items.skip()?;
            return items.skip();
        }
        match items.decoder.i64()? {
            LABEL_ALGORITHM => set_once(&mut header.algorithm, read_algorithm(items)?),
            LABEL_KEY_ID => set_once(&mut header.key_id, items.decoder.bytes()?),
            LABEL_CRITICAL => Err(Fault::Malformed),
            _ => items.skip(),
        }
    })?;
    Ok(header)
}

/// An algorithm may also be named by a text; none of those is supported, and 0 is reserved.
fn read_algorithm(items: &mut Items<'_, '_>) -> Read<i64> {
    if items.decoder.datatype()? == Type::String {
        items.skip()?;
        return Ok(0);
    }
    Ok(items.decoder.i64()?)
}
