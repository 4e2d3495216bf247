//! What authors, officers and other programs hand over: rules, keys, packs, registers, lines.

use super::{Carrier, Case, Reader, list, repeated};

pub(super) const CASES: &[Case] = &[
    rules("rules: small objects", 16 << 10, |size| list("[", size, r#"{"":0}"#, "]")),
    rules("rules: numbers", 64 << 10, |size| list("[", size, "0", "]")),
    rules("rules: lists in lists", 128 << 10, |size| repeated("", size, "[", "")),
    rules("rules: many rules", 300, |size| list("[", size, &rule("[]", 0), "]")),
    rules("rules: a wide rule", 10_000, |size| list("[", 1, &rule(r#"{"var":""}"#, size), "]")),
    rules("rules: a deep rule", 16 << 10, |size| {
        let logic = format!("{}true{}", r#"{"!":["#.repeat(size), "]}".repeat(size));
        list("[", 1, &rule(&logic, 1), "]")
    }),
    trust("keys: numbers", 4 << 10, |size| list("[", size, "0", "]")),
    trust("keys: small objects in one entry", 256 << 10, |size| list(r#"[{"a":["#, size, r#"{"":0}"#, "]}]")),
    trust("keys: texts", 4 << 10, |size| list(r#"{"certificates":["#, size, r#""""#, "]}")),
    trust("keys: one text without end", 2 << 20, |size| {
        repeated(r#"{"certificates":[{"kid":"","rawData":""#, size, "A", r#""}]}"#)
    }),
    trust("keys: names", 4 << 10, |size| {
        let names = (0..size).map(|number| format!(r#""{number}":0"#)).collect::<Vec<_>>().join(",");
        format!(r#"{{"certificates2DDoc":{{{names}}},"certificatesDCC":{{}}}}"#).into_bytes()
    }),
    trust("keys: lists in lists", 48_000, |size| repeated("", size, "[", "")),
    trust("keys: beginnings of certificates", 4 << 10, |size| {
        repeated("", size, "-----BEGIN CERTIFICATE-----\n", "")
    }),
    trust("keys: one certificate without end", 2 << 20, |size| {
        repeated("-----BEGIN CERTIFICATE-----\n", size, "A", "-----END CERTIFICATE-----")
    }),
    trust("keys: a certificate of noise behind bytes that are no text", 2 << 20, |size| {
        [&vec![0xFF; size][..], b"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----"].concat()
    }),
    trust("keys: a certificate with many names", 1 << 10, certificate),
    trust("keys: lines of TOML", 5 << 10, |size| {
        (0..size).map(|number| format!("a{number}=0\n")).collect::<String>().into_bytes()
    }),
    trust("keys: TOML of small tables", 8000, |size| list("key=[", size, "{a=0}", "]")),
    trust("keys: TOML of lists in lists", 48_000, |size| repeated("key=", size, "[", "")),
    revocations("revocations: hashes", 6 << 10, |size| {
        list(
            r#"{"kid":"","hashType":"UCI","entries":["#,
            size,
            r#"{"hash":"AAAAAAAAAAAAAAAAAAAAAA=="}"#,
            "]}",
        )
    }),
    revocations("revocations: empty hashes", 16 << 10, |size| {
        list(r#"{"kid":"","hashType":"UCI","entries":["#, size, r#"{"hash":""}"#, "]}")
    }),
    pack("pack: lines", 5 << 10, |size| {
        (0..size).map(|number| format!("a{number}=0\n")).collect::<String>().into_bytes()
    }),
    pack("pack: numbers", 24_000, |size| list("a=[", size, "0", "]")),
    pack("pack: small tables", 8000, |size| list("kinds=[", size, "{a=0}", "]")),
    pack("pack: lists in lists", 48_000, |size| repeated("a=", size, "[", "")),
    pack("pack: a path without end", 24_000, |size| repeated("a", size, ".a", "=0")),
    pack("pack: headings", 8000, |size| repeated("", size, "[[a]]\n", "")),
    pack("pack: a heading without end", 24_000, |size| repeated("[a", size, ".a", "]\nb=0")),
    Case::new("register: lines", Reader::Export, 4 << 10, |size| export(size, r#"{"named":{"who":"A"}}"#)),
    Case::new("register: names", Reader::Export, 256 << 10, |size| {
        export(1, &String::from_utf8(list(r#"{"opened":{"who":["#, size, r#""A""#, "]}}")).expect("JSON"))
    }),
    line("line: documents", 8 << 10, |size| list(r#"{"documents":["#, size, "{}", "]}")),
    line("line: small objects for keys", 8 << 10, |size| {
        list(r#"{"code":"HC1:","trust":["#, size, r#"{"":0}"#, "]}")
    }),
    line("line: a text without end", 64 << 10, |size| repeated(r#"{"code":"HC1:"#, size, "A", r#""}"#)),
    line("line: escapes", 16 << 10, |size| repeated(r#"{"code":""#, size, r"\u0041", r#""}"#)),
    line("line: elements", 16 << 10, |size| list(r#"{"attestation":{"present":["#, size, r#""a""#, "]}}")),
    line("line: lists in lists", 64 << 10, |size| repeated(r#"{"code":"#, size, "[", "")),
    Case {
        carrier: Carrier::Picture,
        ..Case::new("a stream without end", Reader::Endless, 1, |_| Vec::new())
    },
];

const fn rules(name: &'static str, size: usize, make: fn(usize) -> Vec<u8>) -> Case {
    Case::new(name, Reader::Rules, size, make)
}

const fn trust(name: &'static str, size: usize, make: fn(usize) -> Vec<u8>) -> Case {
    Case::new(name, Reader::Trust, size, make)
}

const fn revocations(name: &'static str, size: usize, make: fn(usize) -> Vec<u8>) -> Case {
    Case::new(name, Reader::Revocations, size, make)
}

const fn pack(name: &'static str, size: usize, make: fn(usize) -> Vec<u8>) -> Case {
    Case::new(name, Reader::PackText, size, make)
}

const fn line(name: &'static str, size: usize, make: fn(usize) -> Vec<u8>) -> Case {
    Case::new(name, Reader::BatchLine, size, make)
}

/// An official rule whose logic is a conjunction of so many of the same.
fn rule(operand: &str, times: usize) -> String {
    let logic = format!(r#"{{"and":[true,true{}]}}"#, format!(",{operand}").repeat(times));
    format!(
        r#"{{"Identifier":"GR-XX-0001","Type":"Acceptance","Country":"xx","Version":"1.0.0","SchemaVersion":"1.3.0",
        "Engine":"CERTLOGIC","EngineVersion":"0.7.5","CertificateType":"General","ValidFrom":"2021-07-01T00:00:00Z",
        "ValidTo":"2022-07-01T00:00:00Z","Logic":{logic}}}"#
    )
}

fn export(lines: usize, entry: &str) -> Vec<u8> {
    let hash = "0".repeat(64);
    let line = format!(
        r#"{{"number":1,"at":"2021-08-14T18:30:00Z","entry":{entry},"before":"{hash}","hash":"{hash}"}}"#
    );
    list(&format!(r#"{{"version":1,"end":{{"number":1,"hash":"{hash}"}},"lines":["#), lines, &line, "]}")
}

/// The DER of a certificate whose issuer has so many names of one letter.
fn certificate(names: usize) -> Vec<u8> {
    let name = der(0x31, &der(0x30, &[&der(0x06, &[0x55, 0x04, 0x03])[..], &der(0x0C, b"A")].concat()));
    let algorithm = der(0x30, &der(0x06, &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02]));
    let dates = der(0x30, &der(0x17, b"210101000000Z").repeat(2));
    let key = der(0x30, &[&algorithm[..], &der(0x03, &[0; 66])].concat());
    let to_be_signed = [
        &der(0xA0, &der(0x02, &[2]))[..],
        &der(0x02, &[1]),
        &algorithm,
        &der(0x30, &name.repeat(names)),
        &dates,
        &der(0x30, &name),
        &key,
    ];
    der(0x30, &[&der(0x30, &to_be_signed.concat())[..], &algorithm, &der(0x03, &[0; 65])].concat())
}

fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let [.., high, middle, low] = content.len().to_be_bytes();
    let length = match (high, middle, low) {
        (0, 0, 0..128) => vec![low],
        (0, 0, _) => vec![0x81, low],
        (0, _, _) => vec![0x82, middle, low],
        _ => vec![0x83, high, middle, low],
    };
    [&[tag][..], &length, content].concat()
}
