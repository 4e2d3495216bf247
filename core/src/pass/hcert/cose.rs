//! The signed envelope: COSE_Sign1 (RFC 9052 §4.2), with or without its tags.
//!
//! Only the shape is checked. Whether the signature holds is left to [`crate::trust`].

use minicbor::Decoder;
use minicbor::data::{Tag, Type};
use minicbor::decode::Error;

use crate::code::Code;

/// CBOR web token (RFC 8392 §6).
const TAG_CWT: Tag = Tag::new(61);
const TAG_SIGN1: Tag = Tag::new(18);
const LABEL_ALGORITHM: i64 = 1;
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
    /// Takes the envelope apart.
    ///
    /// # Errors
    /// [`Code::Cose`] for anything but one whole COSE_Sign1 message.
    pub(super) fn read(bytes: &'b [u8]) -> Result<Self, Code> {
        read(bytes).map_err(|_| Code::Cose)
    }

    /// Writes into `message` the bytes that the signature is over (RFC 9052 §4.4).
    pub(super) fn write_signed_bytes(&self, message: &mut Vec<u8>) {
        message.clear();
        message.extend_from_slice(b"\x84\x6ASignature1");
        write_byte_string(self.protected, message);
        write_byte_string(&[], message);
        write_byte_string(self.payload, message);
    }
}

fn read(bytes: &[u8]) -> Result<Sign1<'_>, Error> {
    let mut decoder = Decoder::new(bytes);
    skip_tag(&mut decoder, TAG_CWT)?;
    skip_tag(&mut decoder, TAG_SIGN1)?;
    if decoder.array()? != Some(4) {
        return Err(Error::message("not an array of four"));
    }
    let protected = decoder.bytes()?;
    let protected_header = read_protected(protected)?;
    let unprotected_header = read_header(&mut decoder)?;
    let payload = decoder.bytes()?;
    let signature = decoder.bytes()?;
    expect_end(&decoder)?;
    Ok(Sign1 {
        protected,
        payload,
        signature,
        algorithm: protected_header.algorithm.or(unprotected_header.algorithm),
        key_id: protected_header.key_id.or(unprotected_header.key_id),
    })
}

fn skip_tag(decoder: &mut Decoder<'_>, tag: Tag) -> Result<(), Error> {
    if decoder.datatype()? == Type::Tag && decoder.probe().tag()? == tag {
        decoder.tag()?;
    }
    Ok(())
}

/// An empty protected header may be written as an empty byte string.
fn read_protected(protected: &[u8]) -> Result<Header<'_>, Error> {
    if protected.is_empty() {
        return Ok(Header::default());
    }
    let mut decoder = Decoder::new(protected);
    let header = read_header(&mut decoder)?;
    expect_end(&decoder)?;
    Ok(header)
}

fn read_header<'b>(decoder: &mut Decoder<'b>) -> Result<Header<'b>, Error> {
    let mut header = Header::default();
    let entries = decoder.map()?.ok_or_else(|| Error::message("header of indefinite length"))?;
    for _ in 0..entries {
        if decoder.datatype()? == Type::String {
            decoder.skip()?;
            decoder.skip()?;
            continue;
        }
        match decoder.i64()? {
            LABEL_ALGORITHM => set_once(&mut header.algorithm, read_algorithm(decoder)?)?,
            LABEL_KEY_ID => set_once(&mut header.key_id, decoder.bytes()?)?,
            _ => decoder.skip()?,
        }
    }
    Ok(header)
}

/// An algorithm may also be named by a text; none of those is supported, and 0 is reserved.
fn read_algorithm(decoder: &mut Decoder<'_>) -> Result<i64, Error> {
    if decoder.datatype()? == Type::String {
        decoder.skip()?;
        return Ok(0);
    }
    decoder.i64()
}

fn set_once<T>(slot: &mut Option<T>, value: T) -> Result<(), Error> {
    if slot.replace(value).is_some() {
        return Err(Error::message("label given twice"));
    }
    Ok(())
}

fn expect_end(decoder: &Decoder<'_>) -> Result<(), Error> {
    if decoder.position() != decoder.input().len() {
        return Err(Error::message("trailing bytes"));
    }
    Ok(())
}

fn write_byte_string(bytes: &[u8], message: &mut Vec<u8>) {
    let mut encoder = minicbor::Encoder::new(message);
    encoder.bytes(bytes).expect("a vector takes every byte");
}
