//! From a venue's answer nobody can tell a vaccination, a test and a recovery apart.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Value as Json, json};
use souplesse::judge::Judge;
use souplesse_core::trust::{Hashed, KeyId, Kind, SigningKey, Validity};
use souplesse_core::{Profile, Verifier};
use souplesse_tests::desk::{Desk, EXPIRES, ISSUED, SIGNED_ON, certificate, payload};
use souplesse_tests::sign::{Signer, twoddoc};
use souplesse_tests::vectors::{trusting, vectors};

const DAY: i64 = 86_400;
const FORGED: [u8; 64] = [7; 64];

/// Whatever may be the matter with a pass; each is tried with each other.
#[derive(Clone, Copy)]
struct Trouble {
    signature: Signature,
    key: Key,
    act: Act,
    issued_later: bool,
    expired: bool,
    revoked: bool,
    unreadable_rules: bool,
    minor: bool,
    no_rules: bool,
}

#[derive(Clone, Copy)]
enum Signature {
    Holds,
    Forged,
    OfAStranger,
}

#[derive(Clone, Copy)]
enum Key {
    Good,
    Expired,
    NotYetValid,
    ForOthers,
}

#[derive(Clone, Copy)]
enum Act {
    Good,
    TooOld,
    Later,
}

impl Act {
    fn pick<T>(self, [good, too_old, later]: [T; 3]) -> T {
        match self {
            Act::Good => good,
            Act::TooOld => too_old,
            Act::Later => later,
        }
    }
}

fn troubles() -> Vec<Trouble> {
    let mut all = Vec::new();
    for signature in [Signature::Holds, Signature::Forged, Signature::OfAStranger] {
        for key in [Key::Good, Key::Expired, Key::NotYetValid, Key::ForOthers] {
            for act in [Act::Good, Act::TooOld, Act::Later] {
                for bits in 0..64_u8 {
                    let bit = |place: u8| bits >> place & 1 == 1;
                    let [issued_later, expired, revoked] = [bit(0), bit(1), bit(2)];
                    let [unreadable_rules, minor, no_rules] = [bit(3), bit(4), bit(5)];
                    all.push(Trouble {
                        signature,
                        key,
                        act,
                        issued_later,
                        expired,
                        revoked,
                        unreadable_rules,
                        minor,
                        no_rules,
                    });
                }
            }
        }
    }
    all
}

#[test]
fn every_answer_on_a_certificate_may_be_on_any_kind() {
    let desk = Desk::new();
    let answers = |kind| {
        let judged = troubles().into_iter().map(|trouble| {
            let text = certificate_with(&desk, kind, trouble);
            answer(&desk, &desk.hcert.public, kind, trouble, &text)
        });
        judged.collect::<BTreeSet<_>>()
    };
    let [vaccination, test, recovery] = [Kind::Vaccination, Kind::Test, Kind::Recovery].map(answers);
    for outcome in ["valid", "refused", "cannot-judge"] {
        assert!(vaccination.iter().any(|answer| answer.contains(&format!("\"outcome\":\"{outcome}\""))));
    }
    same(&vaccination, &test);
    same(&vaccination, &recovery);
}

#[test]
fn every_answer_on_a_2d_doc_may_be_on_either_kind() {
    let desk = Desk::new();
    let answers = |kind| {
        let judged = troubles().into_iter().filter(|trouble| !trouble.unreadable_rules && !trouble.expired);
        let judged = judged.map(|trouble| {
            let text = document_with(&desk, kind, trouble);
            answer(&desk, &desk.two_d_doc.public, kind, trouble, &text)
        });
        judged.collect::<BTreeSet<_>>()
    };
    same(&answers(Kind::Vaccination), &answers(Kind::Test));
}

#[test]
fn no_answer_on_a_vector_says_more_than_a_venue_may_know() {
    let Some(vectors) = vectors() else { return };
    let built_in = Desk::new().verifier;
    let mut judged = 0;
    for vector in vectors {
        let mut verifier = trusting(&vector.certificate());
        verifier.rules = Arc::clone(&built_in.rules);
        let mut judge = Judge::new(Arc::new(verifier), Profile::Venue);
        judge.at = vector.validationclock.or_else(|| "2021-08-14T18:30:00Z".parse().ok());
        judge.is_what_if = true;
        neutral(&judge.text("", vector.prefix.as_bytes()).to_json());
        judged += 1;
    }
    assert!(judged > 100, "{judged}");
}

fn same(left: &BTreeSet<String>, right: &BTreeSet<String>) {
    let difference = left.symmetric_difference(right).collect::<Vec<_>>();
    assert!(difference.is_empty(), "{} answers tell a kind, such as {}", difference.len(), difference[0]);
}

/// The answer without the input's name, which is the caller's.
fn answer(desk: &Desk, key: &SigningKey, kind: Kind, trouble: Trouble, text: &str) -> String {
    let mut judge = Judge::new(Arc::new(verifier_with(desk, key, kind, trouble, text)), Profile::Venue);
    let days = if trouble.no_rules { 60 } else { 0 };
    judge.at = desk.at.checked_add_signed(chrono::TimeDelta::days(days));
    judge.is_what_if = true;
    let answer = judge.text("", text.as_bytes()).to_json();
    neutral(&answer);
    answer
}

/// Nothing that only some proofs have stands in it.
fn neutral(answer: &str) {
    let read = serde_json::from_str::<Json>(answer).expect("an answer is JSON");
    for field in ["document", "valid_from", "valid_until"] {
        assert_eq!(read[field], Json::Null, "{field}");
    }
    assert_eq!(read["basis"], json!([]));
    assert_eq!((read.get("portal"), read.get("elapsed_us")), (None, None));
    let codes =
        read["reasons"].as_array().expect("a list").iter().chain(read["checks"].as_array().expect("a list"));
    for code in codes.filter_map(|of| of["code"].as_str()) {
        let telling = code.contains(':') || ["test-in-future", "no-rules-for-this"].contains(&code);
        assert!(!telling, "{code}");
    }
}

fn verifier_with(desk: &Desk, key: &SigningKey, kind: Kind, trouble: Trouble, text: &str) -> Verifier {
    let day = |text: &str| text.parse().expect("a date-time");
    let validity = |from, to| Some(Validity { not_before: day(from), not_after: day(to) });
    let mut key = key.clone();
    match trouble.key {
        Key::Good => {}
        Key::Expired => key.validity = validity("2021-01-01T00:00:00Z", "2021-02-01T00:00:00Z"),
        Key::NotYetValid => key.validity = validity("2031-01-01T00:00:00Z", "2032-01-01T00:00:00Z"),
        Key::ForOthers => {
            let others = [Kind::Vaccination, Kind::Test, Kind::Recovery].into_iter();
            key.signs = Some(others.filter(|other| *other != kind).collect());
        }
    }
    let mut verifier = desk.verifier.clone();
    verifier.trust.replace([key]);
    if trouble.revoked {
        let (hashed, revoked) = match text.split_once('\u{1f}') {
            Some((signed, _)) => (Hashed::TwoDDoc, signed),
            None => (Hashed::Uci, UCI),
        };
        let hash = ring::digest::digest(&ring::digest::SHA256, revoked.as_bytes());
        verifier.revocations.add(hashed, None, hash.as_ref()).expect("a whole hash");
    }
    verifier
}

const UCI: &str = "URN:UVCI:01:FR:VENUE0000001#1";

fn certificate_with(desk: &Desk, kind: Kind, trouble: Trouble) -> String {
    let mut entry = json!({ "tg": "840539006", "co": "FR", "is": "CNAM", "ci": UCI });
    let (name, own) = match kind {
        Kind::Vaccination => (
            "v",
            json!({
                "vp": "J07BX03", "mp": "EU/1/20/1528", "ma": "ORG-100030215", "sd": 2,
                // What is too old in others is incomplete here.
                "dn": trouble.act.pick([2, 1, 2]),
                "dt": trouble.act.pick(["2021-07-20", "2021-07-20", "2021-08-20"]),
            }),
        ),
        Kind::Test => (
            "t",
            json!({
                "tt": "LP217198-3", "tr": "260415000", "tc": "Laboratoire",
                "sc": trouble.act.pick(["2021-08-14T09:15:00+02:00", "2021-08-01T09:15:00+02:00", "2021-08-20T09:15:00+02:00"]),
            }),
        ),
        Kind::Recovery => (
            "r",
            json!({
                "fr": trouble.act.pick(["2021-05-01", "2020-05-01", "2021-08-20"]), "df": "2021-05-12", "du": "2021-10-28",
            }),
        ),
    };
    entry.as_object_mut().expect("an object").extend(own.as_object().expect("an object").clone());
    let mut payload = payload(&json!({ name: [entry] }));
    if trouble.minor {
        payload["dob"] = json!("2008-02-14");
    }
    if trouble.unreadable_rules {
        payload["ver"] = json!("2.0.0");
    }
    let mut recipe = certificate(payload);
    recipe.issued_at = if trouble.issued_later { ISSUED + 70 * DAY } else { ISSUED };
    recipe.expires_at = if trouble.expired { ISSUED + 1 } else { EXPIRES };
    match trouble.signature {
        Signature::Holds => recipe.sign(&desk.hcert),
        Signature::Forged => recipe.sign_with(&desk.hcert, |_| FORGED.to_vec()),
        Signature::OfAStranger => recipe.sign(&Signer::generate(KeyId::Kid(b"STRANGER".to_vec()), None)),
    }
}

fn document_with(desk: &Desk, kind: Kind, trouble: Trouble) -> String {
    let signed_on = if trouble.issued_later { SIGNED_ON + 70 } else { SIGNED_ON };
    let birth = if trouble.minor { "14022008" } else { "14021987" };
    let recipe = if kind == Kind::Test {
        let sampled = trouble.act.pick(["140820210915", "010820210915", "200820210915"]);
        twoddoc::Recipe::test(signed_on, ["CAMILLE", "FONTAINE"], birth, "945584", "N", sampled)
    } else {
        // What is too old in a test is incomplete here.
        let [day, state] = trouble.act.pick([["20072021", "TE"], ["20072021", "CO"], ["20082021", "TE"]]);
        let names = ["FONTAINE", "CAMILLE"];
        twoddoc::Recipe::vaccination(signed_on, names, birth, "COMIRNATY", ["2", "2"], day, state)
    };
    match trouble.signature {
        Signature::Holds => recipe.sign(&desk.two_d_doc),
        Signature::Forged => {
            let good = recipe.sign(&desk.two_d_doc);
            let (message, _) = good.split_once('\u{1f}').expect("a signature");
            format!("{message}\u{1f}{}", "A".repeat(103))
        }
        Signature::OfAStranger => recipe.sign(&Signer::generate(KeyId::TwoDDoc("FRT0STRG".to_owned()), None)),
    }
}
