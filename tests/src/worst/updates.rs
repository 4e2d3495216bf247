//! Updates: texts, parts and files, signed by nobody, and signed by an authority that means ill.

use miniz_oxide::deflate::compress_to_vec_zlib;
use souplesse_core::bundle::{
    Content, Document, Revoked, RevokedHashes, RuleSets, TrustList, to_parts, to_text,
};
use souplesse_core::trust::{Hashed, KeyId};

use super::passes::cbor;
use super::{AUTHORITY, Carrier, Case, Reader};
use crate::sign::Signer;
use crate::sign::hcert::base45;

const KIB_256: usize = 256 << 10;

pub(super) const CASES: &[Case] = &[
    update("update: a code of zeros", KIB_256, |size| {
        format!("SPL1:{}", base45(&compress_to_vec_zlib(&vec![0; size], 9))).into_bytes()
    }),
    update("update: a code that nobody signed", KIB_256 - 64, |size| {
        code(&envelope(&vec![0; size], &[1; 64]))
    }),
    update("update: a text without end", 2 * KIB_256, |size| super::repeated("SPL1:", size / 3, "6BF", "")),
    update("update: a file that nobody signed", KIB_256 - 64, |size| envelope(&vec![0; size], &[1; 64])),
    update("update: a file that is none", KIB_256, |size| vec![0xD2; size]),
    signed("update: numbers", 16 << 10, |size| documents(&list(&[0], size))),
    signed("update: empty texts", 16 << 10, |size| documents(&list(&[0x60], size))),
    signed("update: lists in lists", KIB_256 - 64, |size| documents(&vec![0x81; size])),
    signed("update: small objects", 8 << 10, |size| documents(&list(&[0xA1, 0, 0], size))),
    signed("update: unknown fields", 8 << 10, |size| documents(&list(&[0xA1, 0x18, 0xFF, 0], size))),
    signed("update: hashes", 8 << 10, |size| {
        let codes =
            (0..size).map(|number| data_encoding::BASE64.encode(&(number as u128).to_be_bytes())).collect();
        let hashes = vec![RevokedHashes { of: Hashed::Uci, key: None, codes }];
        document(Content::Revocations(Revoked { keys: Vec::new(), hashes }))
    }),
    signed("update: keys", 1000, |size| {
        let key = Signer::generate(KeyId::Kid(b"TESTKEY1".to_vec()), None).public;
        document(Content::Trust(TrustList { keys: vec![key; size] }))
    }),
    signed("update: documents", 3000, |size| {
        let documents = (0..size).map(|number| Document {
            id: format!("XX-{number}"),
            sequence: 1,
            content: Content::Trust(TrustList { keys: Vec::new() }),
        });
        AUTHORITY.sign(&AUTHORITY.bundle(documents.collect()))
    }),
    signed("update: rules of small objects", 16 << 10, |size| {
        let sets = vec![String::from_utf8(super::list("[", size, r#"{"":0}"#, "]")).expect("JSON")];
        document(Content::Rules(RuleSets { sets, value_sets: Vec::new() }))
    }),
    parts("update: parts that do not fit together", 16, |size| {
        let part = |number: usize| format!("SPP1:{number}/{size}/0123456789ABCDEF:{}", "6BF".repeat(1400));
        (1..=size).map(part).collect::<Vec<_>>().join("\n").into_bytes()
    }),
    parts("update: parts of zeros", KIB_256, |size| {
        to_parts(&vec![0; size], 1451).unwrap_or_default().join("\n").into_bytes()
    }),
    parts("update: a part without end", 1000, |size| {
        super::repeated("SPP1:1/2/0123456789ABCDEF:", size, "0", "")
    }),
];

/// What anybody may make.
const fn update(name: &'static str, size: usize, make: fn(usize) -> Vec<u8>) -> Case {
    Case { carrier: Carrier::Code, ..signed(name, size, make) }
}

/// What an authority signs that is believed and means ill.
const fn signed(name: &'static str, size: usize, make: fn(usize) -> Vec<u8>) -> Case {
    Case::new(name, Reader::Update, size, make)
}

const fn parts(name: &'static str, size: usize, make: fn(usize) -> Vec<u8>) -> Case {
    Case { carrier: Carrier::Code, ..Case::new(name, Reader::Parts, size, make) }
}

fn code(bundle: &[u8]) -> Vec<u8> {
    to_text(bundle).into_bytes()
}

fn document(content: Content) -> Vec<u8> {
    AUTHORITY.sign(&AUTHORITY.bundle(vec![Document { id: "XX-WORST".to_owned(), sequence: 1, content }]))
}

/// A bundle of which nothing but the documents is there.
fn documents(value: &[u8]) -> Vec<u8> {
    let payload = [&[0xA1, 17][..], value].concat();
    let protected = protected();
    let parts = [&[0x84, 0x6A][..], b"Signature1", &bytes(&protected), &bytes(&[]), &bytes(&payload)];
    code(&envelope(&payload, &AUTHORITY.sign_bytes(&parts.concat())))
}

fn envelope(payload: &[u8], signature: &[u8]) -> Vec<u8> {
    [&[0xD2, 0x84][..], &bytes(&protected()), &[0xA0], &bytes(payload), &bytes(signature)].concat()
}

fn protected() -> Vec<u8> {
    [&[0xA2, 0x01, 0x26, 0x04, 0x48][..], &AUTHORITY.number().0].concat()
}

fn bytes(bytes: &[u8]) -> Vec<u8> {
    [&cbor(2, bytes.len())[..], bytes].concat()
}

fn list(item: &[u8], size: usize) -> Vec<u8> {
    [&cbor(4, size)[..], &item.repeat(size)].concat()
}
