//! Passes: what inflates, nests, repeats and never ends.

use miniz_oxide::deflate::compress_to_vec_zlib;

use super::{Carrier, Case, Reader};
use crate::sign::hcert::{base45, envelop};
use crate::typist::{Accents, LAYOUTS, State, type_on};

/// The most pairs of bytes that a certificate may have still, and what fits a code by far.
const PAIRS: usize = 7 << 10;
const MANY: usize = 512 << 10;

pub(super) const CASES: &[Case] = &[
    code("certificate: empty objects of indefinite length", PAIRS, |size| {
        inside("v", &list(&[0xBF, 0xFF], size))
    }),
    code("certificate: empty lists of indefinite length", PAIRS, |size| {
        inside("v", &list(&[0x9F, 0xFF], size))
    }),
    code("certificate: empty lists", 2 * PAIRS, |size| inside("v", &list(&[0x80], size))),
    code("certificate: empty texts of indefinite length", PAIRS, |size| {
        inside("v", &list(&[0x7F, 0xFF], size))
    }),
    code("certificate: a text in pieces", PAIRS, |size| inside("v", &wrapped(0x7F, &[0x61, b'x'], size))),
    code("certificate: a text in empty pieces", 2 * PAIRS, |size| inside("v", &wrapped(0x7F, &[0x60], size))),
    code("certificate: an object with many keys", 2 * PAIRS / 7, keys),
    code("certificate: lists in lists", 2 * PAIRS, |size| inside("v", &vec![0x81; size])),
    code("certificate: lists of indefinite length in lists", 2 * PAIRS, |size| {
        inside("v", &vec![0x9F; size])
    }),
    code("certificate: tags before tags", 2 * PAIRS, |size| inside("v", &vec![0xC0; size])),
    code("certificate: numbers", 2 * PAIRS, |size| inside("v", &list(&[0x00], size))),
    code("certificate: a list that promises more than there is", PAIRS, |size| {
        inside("v", &[&[0x9B, 0, 0, 0, 1, 0, 0, 0, 0][..], &vec![0x00; size]].concat())
    }),
    code("token: claims that nobody knows", PAIRS, |size| {
        let claims = (0..size).flat_map(|claim| [&cbor(0, 1000 + claim)[..], &[0x00]].concat());
        cose(&[], &[&cbor(5, size)[..], &claims.collect::<Vec<_>>()].concat())
    }),
    code("token: lists in lists in an unknown claim", 2 * PAIRS, |size| {
        cose(&[], &[&[0xA1, 0x18, 0x63][..], &vec![0x9F; size]].concat())
    }),
    code("header: lists in lists", 2 * PAIRS, |size| {
        cose(&[&[0xA1, 0x18, 0x63][..], &vec![0x81; size]].concat(), &[])
    }),
    code("header: labels that nobody knows", PAIRS, |size| {
        let labels = (0..size).flat_map(|label| [&cbor(0, 1000 + label)[..], &[0x00]].concat());
        cose(&[&cbor(5, size)[..], &labels.collect::<Vec<_>>()].concat(), &[])
    }),
    code("zlib: zeros", 16 << 10, |size| envelop(&vec![0; size], 9).into_bytes()),
    code("zlib: empty blocks", 500, |size| {
        let blocks = [0, 0, 0, 0xFF, 0xFF].repeat(size);
        format!("HC1:{}", base45(&[&[0x78, 0x01][..], &blocks].concat())).into_bytes()
    }),
    long("certificate: base45 without end", 256 << 10, |size| super::repeated("HC1:", size / 3, "6BF", "")),
    long("certificate: stored blocks", 64 << 10, |size| {
        let noise = (0..size).map(|index| (index * index / 7 % 251) as u8).collect::<Vec<_>>();
        format!("HC1:{}", base45(&compress_to_vec_zlib(&noise, 0))).into_bytes()
    }),
    long("link: percent signs", 256 << 10, |size| {
        super::repeated("https://bonjour.tousanticovid.gouv.fr/app/walletdcc#HC1", size / 3, "%3A", "")
    }),
    long("2D-DOC: a field without end", 256 << 10, |size| {
        super::repeated("DC04FRT0TST11ED81ED8L101FRL0", size, "A", "\u{1F}")
    }),
    long("2D-DOC: separators", 256 << 10, |size| {
        super::repeated("DC04FRT0TST11ED81ED8L101FR", size, "\u{1D}", "\u{1F}")
    }),
    code("typed on a German keyboard: plus signs that may have lost a space", 350, |size| {
        super::repeated("HC1Ö", size, "1`K", "")
    }),
    code("typed on a German keyboard: plus signs behind what inflates far", 16 << 10, |size| {
        // Where it begins it does not repeat, so that the shortest is long enough for a pass.
        let text = envelop(&[&(0..100).collect::<Vec<_>>()[..], &vec![0; size]].concat(), 9);
        let german = LAYOUTS.iter().find(|layout| layout.name == "de").expect("a layout");
        let typed = type_on(&text, &LAYOUTS[0], german, State::Plain, Accents::Typed);
        super::repeated(&typed, 16, "`K", "")
    }),
    long("a text that is nothing", 256 << 10, |size| super::repeated("", size, "a ", "")),
    long("spaces", 256 << 10, |size| super::repeated("", size, " ", "")),
];

const fn code(name: &'static str, size: usize, make: fn(usize) -> Vec<u8>) -> Case {
    Case { carrier: Carrier::Code, too_large: MANY, ..Case::new(name, Reader::Pass, size, make) }
}

const fn long(name: &'static str, size: usize, make: fn(usize) -> Vec<u8>) -> Case {
    Case::new(name, Reader::Pass, size, make)
}

/// A certificate with one field beside what must be there, signed by nobody, under a kid that is known.
fn inside(field: &str, value: &[u8]) -> Vec<u8> {
    let text = |text: &str| [&cbor(3, text.len())[..], text.as_bytes()].concat();
    let certificate = [&[0xA1][..], &text(field), value].concat();
    let claims = [&[
        0xA3, 0x04, 0x1A, 0x62, 0, 0, 0, 0x06, 0x1A, 0x61, 0x17, 0x7A, 0x80, 0x39, 0x01, 0x03, 0xA1, 0x01,
    ][..]];
    cose(&[], &[claims.concat(), certificate].concat())
}

fn cose(unprotected: &[u8], token: &[u8]) -> Vec<u8> {
    let protected = [&[0xA2, 0x01, 0x26, 0x04, 0x48][..], b"TESTKEY1"].concat();
    let unprotected = if unprotected.is_empty() { &[0xA0] } else { unprotected };
    let message = [&[0xD2, 0x84][..], &bytes(&protected), unprotected, &bytes(token), &bytes(&[1; 64])];
    envelop(&message.concat(), 9).into_bytes()
}

fn bytes(bytes: &[u8]) -> Vec<u8> {
    [&cbor(2, bytes.len())[..], bytes].concat()
}

/// A list of so many of the same.
fn list(item: &[u8], size: usize) -> Vec<u8> {
    [&cbor(4, size)[..], &item.repeat(size)].concat()
}

/// So many of the same in one thing of indefinite length.
fn wrapped(beginning: u8, item: &[u8], size: usize) -> Vec<u8> {
    [&[beginning][..], &item.repeat(size), &[0xFF]].concat()
}

/// An object whose keys are all different.
fn keys(size: usize) -> Vec<u8> {
    let entries = (0..size).flat_map(|key| [&[0x65][..], format!("{key:05x}").as_bytes(), &[0]].concat());
    inside("v", &[&cbor(5, size)[..], &entries.collect::<Vec<_>>()].concat())
}

/// The head of a CBOR item.
pub(super) fn cbor(major: u8, number: usize) -> Vec<u8> {
    let number = u32::try_from(number).expect("inputs are small").to_be_bytes();
    match number {
        [0, 0, 0, low @ ..24] => vec![major << 5 | low],
        [0, 0, 0, low] => vec![major << 5 | 24, low],
        [0, 0, high, low] => vec![major << 5 | 25, high, low],
        _ => [&[major << 5 | 26][..], &number].concat(),
    }
}
