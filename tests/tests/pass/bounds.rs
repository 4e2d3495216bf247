//! What no pass holds is refused before it costs more than a pass does: text, bytes, keys, values, levels.

use allocation_counter::measure;
use minicbor::Encoder;
use souplesse_tests::desk::{Desk, EXPIRES, ISSUED, negative, vaccination};
use souplesse_tests::sign::hcert::envelop;

/// Where the empty unprotected header stands: behind tag, array, and a protected header of 13 bytes with its length.
const UNPROTECTED: usize = 16;

/// No pass takes more memory than this, whatever it holds.
const MOST_MEMORY: u64 = 4 << 20;

#[test]
fn a_text_that_is_longer_than_any_pass_is_not_decoded() {
    let desk = Desk::new();
    let two_d_doc = negative().sign(&desk.two_d_doc);
    for text in [
        format!("HC1:{}", "0".repeat(30_000_000)),
        format!("HC1:{}", "a".repeat(100_001)),
        format!("{two_d_doc}\u{1d}{}", "A".repeat(30_000_000)),
        format!("{}{}", &two_d_doc[..26], "A".repeat(7_100)),
    ] {
        let memory = measure(|| assert_eq!(desk.code(&text), "too-large"));
        assert!(memory.bytes_max < 1 << 18, "{} bytes for a text that nobody reads", memory.bytes_max);
    }
}

#[test]
fn a_certificate_may_have_64_kibibytes_and_no_byte_more() {
    let desk = Desk::new();
    let message = vaccination().cose(&desk.hcert, &vaccination().token());
    let padded = |bytes| with_header(&message, &header(&[(99, &byte_string(&vec![0; bytes]))]));
    let room = (1 << 16) - padded(1 << 15).len() + (1 << 15);
    for compression in [0, 9] {
        assert_eq!(padded(room).len(), 1 << 16);
        for (bytes, code) in [(room, "valid"), (room + 1, "too-large"), (1 << 20, "too-large")] {
            assert_eq!(desk.code(envelop(&padded(bytes), compression)), code, "{bytes} {compression}");
        }
    }
}

#[test]
fn no_object_may_have_more_than_64_keys() {
    let desk = Desk::new();
    let null = [0xF6];
    for (keys, code) in [(64, "valid"), (65, "too-large"), (20_000, "too-large")] {
        let labels = (0..keys).map(|key| (1000 + key, null.as_slice())).collect::<Vec<_>>();
        let message = vaccination().cose(&desk.hcert, &vaccination().token());
        let many = with_header(&message, &header(&labels));
        assert_eq!(desk.code(envelop(&many, 9)), code, "{keys} labels");
    }
    for (keys, code) in [(64, "no-entry"), (65, "too-large"), (12_000, "too-large")] {
        let mut names = Encoder::new(Vec::new());
        names.map(keys).unwrap();
        for key in 0..keys {
            names.str(&format!("{key:03x}")).unwrap().null().unwrap();
        }
        assert_eq!(desk.code(certificate(&desk, names.writer())), code, "{keys} keys");
        let more = [&[0xA1, 0x61, 0x78][..], names.writer()].concat();
        assert_eq!(desk.code(certificate(&desk, &more)), code, "{keys} keys further in");
    }
    for (claims, code) in [(61, "no-entry"), (62, "too-large")] {
        let mut others = Encoder::new(Vec::new());
        for claim in 0..claims {
            others.u32(1000 + claim).unwrap().null().unwrap();
        }
        let token = token(&[0xA0], u64::from(claims), others.writer());
        assert_eq!(desk.code(sealed(&desk, &token)), code, "{claims} other claims");
    }
}

#[test]
fn a_certificate_may_have_4096_values_wherever_they_stand() {
    let desk = Desk::new();
    let mut codes = Vec::new();
    for more in [4_000, 4_100] {
        let list = list_of(&[0xF6], more);
        codes.extend(everywhere(&desk, &list).map(|text| desk.code(text)));
    }
    assert_eq!(
        codes[..4],
        ["valid", "valid", "no-entry", "more-than-one-entry"],
        "the values are not too many"
    );
    assert_eq!(codes[4..], ["too-large"; 4], "the values are too many");
    // Half of them in each of two places are too many as well.
    let half = list_of(&[0xF6], 2_100);
    let message = vaccination().cose(&desk.hcert, &token(&object(&half), 0, &[]));
    assert_eq!(desk.code(envelop(&with_header(&message, &header(&[(99, &half)])), 9)), "too-large");
}

#[test]
fn nothing_small_unfolds_into_much_memory() {
    let desk = Desk::new();
    let units: [&[u8]; 14] = [
        b"\xBF\xFF",             // objects of indefinite length
        b"\x9F\xFF",             // lists
        b"\xA0",                 // empty objects
        b"\x80",                 // empty lists
        b"\xF6",                 // nulls
        b"\x60",                 // empty texts
        b"\x7F\xFF",             // texts without any piece
        b"\x7F\x60\x60\x60\xFF", // texts of empty pieces
        b"\x5F\xFF",             // byte strings without any piece
        b"\xC0\x60",             // dates
        b"\xA1\x60\xF6",         // objects of one key
        b"\x81\x9F\xFF",         // lists in lists
        b"\xBF\x60\x9F\xFF\xFF", // lists in objects
        b"\xFB\0\0\0\0\0\0\0\0", // floats
    ];
    let mut shapes = units.map(|unit| list_of(unit, 62_000 / unit.len())).to_vec();
    // What opens and never closes, what says that it is long, and one text of many pieces.
    for opening in
        [b"\x9F".as_slice(), b"\x81", b"\x82", b"\xBF\x60", b"\xA1\x60", b"\xC0", b"\xD8\x3D", b"\x82\x9F"]
    {
        shapes.push(opening.repeat(62_000 / opening.len()));
    }
    for long in [0x9B, 0xBB, 0x7B, 0x5B] {
        shapes.push([&[long][..], &[0xFF; 8]].concat());
        shapes.push(list_of(&[&[long][..], &[0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]].concat(), 6_000));
    }
    shapes.push([&[0x7F][..], &[0x61, b'A'].repeat(30_000), &[0xFF]].concat());
    for shape in &shapes {
        for text in everywhere(&desk, shape) {
            let memory = measure(|| drop(desk.judge(&text)));
            let beginning = &shape[..shape.len().min(12)];
            assert!(memory.bytes_max < MOST_MEMORY, "{} bytes for {beginning:x?}", memory.bytes_max);
        }
    }
}

/// Passes that hold `value` in an unknown label, in an unknown claim, in a list of entries, and in an unknown field.
fn everywhere(desk: &Desk, value: &[u8]) -> impl Iterator<Item = String> {
    let message = vaccination().cose(&desk.hcert, &vaccination().token());
    let label = with_header(&message, &header(&[(99, value)]));
    let mut other = vec![0x18, 0x63];
    other.extend(value);
    let mut claim = vaccination().token();
    claim[0] += 1;
    claim.extend(&other);
    let entries = [&[0xA1, 0x61, b'v'][..], value].concat();
    [envelop(&label, 9), sealed(desk, &claim), certificate(desk, &object(value)), certificate(desk, &entries)]
        .into_iter()
}

/// An object with one unknown field.
fn object(value: &[u8]) -> Vec<u8> {
    [&[0xA1, 0x61, b'x'][..], value].concat()
}

fn list_of(unit: &[u8], times: usize) -> Vec<u8> {
    let mut list = Encoder::new(Vec::new());
    list.array(times as u64).unwrap();
    list.writer_mut().extend(unit.repeat(times));
    list.into_writer()
}

fn byte_string(bytes: &[u8]) -> Vec<u8> {
    let mut written = Encoder::new(Vec::new());
    written.bytes(bytes).unwrap();
    written.into_writer()
}

fn header(labels: &[(u32, &[u8])]) -> Vec<u8> {
    let mut header = Encoder::new(Vec::new());
    header.map(labels.len() as u64).unwrap();
    for (label, value) in labels {
        header.u32(*label).unwrap();
        header.writer_mut().extend(*value);
    }
    header.into_writer()
}

/// The message with another unprotected header, which nothing signs.
fn with_header(message: &[u8], header: &[u8]) -> Vec<u8> {
    assert_eq!(message[UNPROTECTED], 0xA0);
    [&message[..UNPROTECTED], header, &message[UNPROTECTED + 1..]].concat()
}

/// A token with this certificate and so many other claims.
fn token(hcert: &[u8], count: u64, others: &[u8]) -> Vec<u8> {
    let mut token = Encoder::new(Vec::new());
    token.map(3 + count).unwrap().u8(4).unwrap().i64(EXPIRES).unwrap().u8(6).unwrap().i64(ISSUED).unwrap();
    token.writer_mut().extend(others);
    token.i16(-260).unwrap().map(1).unwrap().u8(1).unwrap();
    token.writer_mut().extend(hcert);
    token.into_writer()
}

/// A signed pass with this certificate.
fn certificate(desk: &Desk, hcert: &[u8]) -> String {
    sealed(desk, &token(hcert, 0, &[]))
}

fn sealed(desk: &Desk, token: &[u8]) -> String {
    envelop(&vaccination().cose(&desk.hcert, token), 9)
}
