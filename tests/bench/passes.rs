//! How much longer a whole pass takes than the raw verification of its signature, in one run.
//!
//! `cargo bench -p souplesse-tests --bench passes`. What is compared is measured in turns, so that whatever else
//! the machine does falls on all alike; the figures are medians.

use std::fs;
use std::hint::black_box;
use std::time::Instant;

use chrono::{DateTime, Utc};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::{Value as Json, json};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::pass::facts::Facts;
use souplesse_core::pass::{hcert, twoddoc};
use souplesse_core::trust::{Algorithm, KeyId, KeyName, PublicKey, SigningKey};
use souplesse_core::{Moment, Profile, Value, Verifier};
use souplesse_tests::sign::{self, Signer};

const ROUNDS: usize = 400;
const CALLS: u32 = 25;
/// 2021-08-14T08:00:00Z and half a year.
const ISSUED: i64 = 1_628_928_000;
const EXPIRES: i64 = ISSUED + 182 * 86_400;
/// Days from 2000-01-01 to 2021-08-14.
const SIGNED_ON: u16 = 0x1ED8;

/// What is measured: its name, the ratio to the first one that it must not exceed, and the act.
type Subject<'s> = (&'static str, Option<f64>, Box<dyn FnMut() + 's>);

fn main() {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        cpu.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or(" an unknown processor");
    println!("{}; {ROUNDS} rounds of {CALLS} calls, medians", model.trim_start_matches([' ', '\t', ':']));
    let dcc = Signer::generate(KeyId::Kid(b"BENCHKEY".to_vec()), None);
    let two_d_doc = Signer::generate(KeyId::TwoDDoc("FRD0BEN1".to_owned()), None);
    let mut verifier = BuiltIn::load().verifier();
    verifier.trust.add([dcc.public.clone(), two_d_doc.public.clone()]);
    let at = "2021-08-14T18:30:00Z".parse().expect("a time");

    for (name, payload, compression) in
        [("vaccination", vaccination(), 0), ("vaccination, deflated", vaccination(), 9), ("test", test(), 0)]
    {
        let recipe =
            sign::hcert::Recipe { compression, ..sign::hcert::Recipe::new(payload, ISSUED, EXPIRES) };
        let text = recipe.sign(&dcc);
        println!("\nEU certificate, {name}, {} characters", text.len());
        compare(&mut certificate(&text, &dcc.public, &verifier, at));
    }
    let text = sign::hcert::Recipe::new(vaccination(), ISSUED, EXPIRES).sign(&dcc);
    println!("\nEU certificate, opened alone, {} characters", text.len());
    compare(&mut openings(&text));
    let names = ["CAMILLE", "FONTAINE"];
    let negative = sign::twoddoc::Recipe::test(SIGNED_ON, names, "14021987", "945584", "N", "140820210915");
    let names = ["FONTAINE", "CAMILLE"];
    let vaccine = "COMIRNATY PFIZER/BIONTECH";
    let doses = sign::twoddoc::Recipe::vaccination(
        SIGNED_ON,
        names,
        "14021987",
        vaccine,
        ["2", "2"],
        "20072021",
        "TE",
    );
    for (name, recipe) in [("test", negative), ("vaccination", doses)] {
        let text = recipe.sign(&two_d_doc);
        println!("\n2D-DOC, {name}, {} characters", text.len());
        compare(&mut document(&text, &two_d_doc.public, &verifier, at));
    }
}

fn certificate<'s>(
    text: &'s str,
    key: &'s SigningKey,
    verifier: &'s Verifier,
    at: DateTime<Utc>,
) -> Vec<Subject<'s>> {
    let base45 = text.strip_prefix("HC1:").expect("a certificate").as_bytes();
    let mut buffers = hcert::Buffers::new();
    let opened = hcert::open(base45, &mut buffers).expect("a readable certificate");
    let raw = raw_verification(key, opened.signed.to_vec(), opened.signature.to_vec());
    let facts = move || {
        let opened = hcert::open(base45, &mut buffers).expect("a readable certificate");
        let name = KeyName::Kid(opened.key_id.expect("a key"));
        let signer = verifier.trust.verify(name, Algorithm::Es256, opened.signed, opened.signature);
        let claims = opened.content.as_ref().expect("readable content");
        let facts = Facts::read(&claims.payload).expect("one entry");
        touch(&facts);
        black_box((signer.expect("a good signature"), claims.issued_at, claims.expires_at));
    };
    vec![
        ("raw ES256 verification", None, raw),
        ("text to facts, verified", Some(1.08), Box::new(facts)),
        ("text to verdict, venue", Some(1.15), verdict(text, verifier, at, Profile::Venue)),
        ("text to verdict, controller", None, verdict(text, verifier, at, Profile::Controller)),
    ]
}

/// One after another in buffers that have held nothing else, and in buffers that have held the largest pass before.
fn openings(text: &str) -> Vec<Subject<'_>> {
    let base45 = text.strip_prefix("HC1:").expect("a certificate").as_bytes();
    let mut after_largest = hcert::Buffers::new();
    let largest = largest();
    drop(
        hcert::open(largest.as_bytes(), &mut after_largest.for_one_pass()).expect("the largest certificate"),
    );
    let opening = move |mut buffers: hcert::Buffers| {
        let open = move || {
            let mut buffers = buffers.for_one_pass();
            black_box(hcert::open(black_box(base45), &mut buffers).is_ok());
        };
        Box::new(open)
    };
    vec![
        ("text to claims", None, opening(hcert::Buffers::new())),
        ("after the largest pass", Some(1.05), opening(after_largest)),
    ]
}

/// The base45 of an envelope of 64 KiB, around bytes that are no token.
fn largest() -> String {
    let content = vec![1; (1 << 16) - 7];
    let mut message = vec![0x84, 0x40, 0xA0, 0x59];
    message.extend(u16::try_from(content.len()).expect("64 KiB").to_be_bytes());
    message.extend(content);
    message.push(0x40);
    sign::hcert::envelop(&message, 0).split_off("HC1:".len())
}

fn document<'s>(
    text: &'s str,
    key: &'s SigningKey,
    verifier: &'s Verifier,
    at: DateTime<Utc>,
) -> Vec<Subject<'s>> {
    let opened = twoddoc::open(text.as_bytes()).expect("a readable document");
    let signature = twoddoc::Signature::read(opened.signature).expect("a signature");
    vec![
        (
            "raw ECDSA verification",
            None,
            raw_verification(key, opened.signed.to_vec(), signature.bytes().to_vec()),
        ),
        ("text to verdict, venue", Some(1.12), verdict(text, verifier, at, Profile::Venue)),
        ("text to verdict, controller", None, verdict(text, verifier, at, Profile::Controller)),
    ]
}

fn raw_verification(key: &SigningKey, signed: Vec<u8>, signature: Vec<u8>) -> Box<dyn FnMut()> {
    let PublicKey::P256(point) = key.public.clone() else { panic!("a P-256 key") };
    Box::new(move || {
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &point);
        key.verify(black_box(&signed), black_box(&signature)).expect("a good signature");
    })
}

fn verdict<'s>(
    text: &'s str,
    verifier: &'s Verifier,
    at: DateTime<Utc>,
    profile: Profile,
) -> Box<dyn FnMut() + 's> {
    Box::new(move || {
        let verdict = verifier.check_code(black_box(text.as_bytes()), Moment::what_if(at), profile);
        assert!(black_box(&verdict).outcome.is_accepted());
    })
}

/// Looks at every field of a pass.
fn touch(facts: &Facts<'_>) {
    black_box((facts.surname, facts.given_names, facts.birth_date, facts.kind));
    let Value::Object(fields) = facts.entry else { panic!("an entry is an object") };
    for field in fields {
        black_box(field);
    }
}

fn compare(subjects: &mut [Subject<'_>]) {
    let mut times = vec![Vec::with_capacity(ROUNDS); subjects.len()];
    for _ in 0..ROUNDS {
        for ((_, _, act), times) in subjects.iter_mut().zip(&mut times) {
            let started = Instant::now();
            for _ in 0..CALLS {
                act();
            }
            times.push(started.elapsed().as_secs_f64() * 1e6 / f64::from(CALLS));
        }
    }
    let medians = times.iter_mut().map(|times| median(times)).collect::<Vec<_>>();
    for ((name, target, _), microseconds) in subjects.iter().zip(&medians) {
        let ratio = microseconds / medians[0];
        let target = target.map_or(String::new(), |target| {
            format!("  at most {target:.2}: {}", if ratio <= target { "reached" } else { "MISSED" })
        });
        println!("  {name:28} {microseconds:7.2} µs  {ratio:5.3} ×{target}");
    }
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn vaccination() -> Json {
    json!({
        "ver": "1.3.0",
        "nam": { "fn": "FONTAINE", "gn": "CAMILLE", "fnt": "FONTAINE", "gnt": "CAMILLE" },
        "dob": "1987-02-14",
        "v": [{
            "tg": "840539006", "vp": "J07BX03", "mp": "EU/1/20/1528", "ma": "ORG-100030215", "dn": 2, "sd": 2,
            "dt": "2021-07-20", "co": "FR", "is": "CNAM", "ci": "URN:UVCI:01:FR:T5DWTJYS4ZR8#4",
        }],
    })
}

fn test() -> Json {
    json!({
        "ver": "1.3.0",
        "nam": { "fn": "FONTAINE", "gn": "CAMILLE", "fnt": "FONTAINE", "gnt": "CAMILLE" },
        "dob": "1987-02-14",
        "t": [{
            "tg": "840539006", "tt": "LP217198-3", "ma": "1833", "sc": "2021-08-14T09:15:00+02:00",
            "tr": "260415000", "tc": "PHARMACIE DE LA PLACE", "co": "FR", "is": "SI-DEP",
            "ci": "URN:UVCI:01:FR:W7V2BE46QSBJ#L",
        }],
    })
}
