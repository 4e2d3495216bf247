//! Whatever is done to a pass, it is refused or it says the same; and no bytes do harm.

use data_encoding::BASE32_NOPAD;
use proptest::prelude::*;
use serde_json::json;
use souplesse_core::built_in::BuiltIn;
use souplesse_core::trust::{KeyId, Kind};
use souplesse_core::verdict::{Document, Holder};
use souplesse_core::{Outcome, Profile, Verdict, Verifier};
use souplesse_tests::sign::hcert::{Recipe, base45, envelop};
use souplesse_tests::sign::{Signer, twoddoc};

const ISSUED: i64 = 1_628_928_000;
const EXPIRES: i64 = ISSUED + 182 * 86_400;
const SIGNED_ON: u16 = 0x1ED8;

/// A verifier that trusts two fresh keys, and the keys.
struct Bench {
    verifier: Verifier,
    hcert: Signer,
    two_d_doc: Signer,
}

impl Bench {
    fn new() -> Self {
        let hcert = Signer::generate(KeyId::Kid(b"TESTKEY1".to_vec()), None);
        let kinds = vec![Kind::Test, Kind::Vaccination];
        let two_d_doc = Signer::generate(KeyId::TwoDDoc("FRT0TST1".to_owned()), Some(kinds));
        let mut verifier = BuiltIn::load().verifier(false);
        verifier.trust.add([hcert.public.clone(), two_d_doc.public.clone()]);
        Self { verifier, hcert, two_d_doc }
    }

    fn judge(&self, text: &[u8]) -> Verdict {
        let at = "2021-08-14T18:30:00Z".parse().unwrap();
        self.verifier.check_code(text, at, Profile::Controller)
    }

    fn certificate(&self) -> Recipe {
        let entry = json!({
            "tg": "840539006", "vp": "J07BX03", "mp": "EU/1/20/1528", "ma": "ORG-100030215", "dn": 2, "sd": 2,
            "dt": "2021-07-20", "co": "FR", "is": "CNAM", "ci": "URN:UVCI:01:FR:T5DWTJYS4ZR8#4",
        });
        let names = json!({ "fn": "FONTAINE", "gn": "CAMILLE", "fnt": "FONTAINE", "gnt": "CAMILLE" });
        Recipe::new(
            json!({ "ver": "1.3.0", "nam": names, "dob": "1987-02-14", "v": [entry] }),
            ISSUED,
            EXPIRES,
        )
    }

    fn document(&self) -> String {
        let names = ["CAMILLE", "FONTAINE"];
        twoddoc::Recipe::test(SIGNED_ON, names, "14021987", "945584", "N", "140820210915")
            .sign(&self.two_d_doc)
    }
}

/// What a pass says: whoever changes it changes this, or is refused.
fn said(verdict: &Verdict) -> (Outcome, Option<&Holder>, Option<&Document>) {
    (verdict.outcome, verdict.holder.as_ref(), verdict.document.as_ref())
}

#[test]
fn no_single_character_of_a_certificate_can_be_changed_but_in_the_zlib_header() {
    let bench = Bench::new();
    let text = bench.certificate().sign(&bench.hcert);
    let original = bench.judge(text.as_bytes());
    assert_eq!(original.outcome, Outcome::Valid, "{original:?}");
    let mut accepted = 0;
    for place in 4..text.len() {
        for other in [b"0".as_slice(), b"7", b"Z", b":", b"%", b"a", b"\0", b""] {
            let mut changed = text.clone().into_bytes();
            changed.splice(place..=place, other.iter().copied());
            if changed == text.as_bytes() {
                continue;
            }
            let verdict = bench.judge(&changed);
            if !verdict.outcome.is_accepted() {
                continue;
            }
            accepted += 1;
            // The first three characters are the zlib header, which nothing signs.
            assert!(place < 7, "changing character {place} is accepted");
            assert_eq!(said(&verdict), said(&original));
        }
    }
    println!("{accepted} changes of the zlib header are accepted and change nothing");
}

#[test]
fn no_byte_of_the_signed_message_can_be_changed_outside_the_unprotected_header() {
    let bench = Bench::new();
    let recipe = bench.certificate();
    let message = recipe.cose(&bench.hcert, &recipe.token());
    let original = bench.judge(envelop(&message, 9).as_bytes());
    // Tag, array, protected header of 13 bytes behind its length; then the empty unprotected header.
    let unprotected = 1 + 1 + 1 + 13;
    assert_eq!(message[unprotected], 0xA0);
    for place in 0..message.len() {
        for mask in [0x01, 0x20, 0x80, 0xFF] {
            let mut changed = message.clone();
            changed[place] ^= mask;
            let verdict = bench.judge(envelop(&changed, 9).as_bytes());
            if verdict.outcome.is_accepted() {
                assert_eq!(place, unprotected, "changing byte {place} by {mask:#x} is accepted");
                assert_eq!(said(&verdict), said(&original));
            }
        }
    }
}

#[test]
fn no_character_of_a_two_d_doc_can_be_changed_outside_its_annex() {
    let bench = Bench::new();
    let text = bench.document();
    let original = bench.judge(text.as_bytes());
    assert_eq!(original.outcome, Outcome::Valid, "{original:?}");
    for place in 3..text.len() {
        for other in [b"0".as_slice(), b"1", b"A", b"F", b"Q", b"a", b"\x1d", b"\x1f", b"\0", b""] {
            let mut changed = text.clone().into_bytes();
            changed.splice(place..=place, other.iter().copied());
            let verdict = bench.judge(&changed);
            if changed != text.as_bytes() {
                assert!(
                    !verdict.outcome.is_accepted(),
                    "changing character {place} to {other:?} is accepted"
                );
            }
        }
    }
    for annex in ["\u{1d}", "\u{1d}01ANNEXE", "\u{1d}F0SOMEONE\u{1d}F1ELSE\u{1f}"] {
        let verdict = bench.judge(format!("{text}{annex}").as_bytes());
        assert_eq!(said(&verdict), said(&original));
    }
}

#[test]
fn nothing_of_the_holder_shows_in_debug() {
    let bench = Bench::new();
    for text in [bench.certificate().sign(&bench.hcert), bench.document()] {
        let verdict = bench.judge(text.as_bytes());
        assert!(verdict.holder.is_some() && verdict.document.is_some());
        let shown = format!("{verdict:?} {:?} {:?}", verdict.holder, verdict.document);
        for secret in ["FONTAINE", "CAMILLE", "1987", "T5DWTJYS4ZR8", "1528", "945584", "LP217198"] {
            assert!(!shown.contains(secret), "{secret} shows in {shown}");
        }
    }
}

fn any_layer() -> impl Strategy<Value = Vec<u8>> {
    let bytes = || proptest::collection::vec(any::<u8>(), 0..400);
    let text = "[0-9A-Z $%*+./:-]{0,300}";
    prop_oneof![
        bytes(),
        bytes().prop_map(|bytes| [b"HC1:".as_slice(), &bytes].concat()),
        text.prop_map(|text: String| format!("HC1:{text}").into_bytes()),
        bytes().prop_map(|bytes| format!("HC1:{}", base45(&bytes)).into_bytes()),
        bytes().prop_map(|bytes| envelop(&bytes, 6).into_bytes()),
        bytes().prop_map(|bytes| [b"DC04FRT0TST11ED81ED8B201FR".as_slice(), &bytes].concat()),
        "DC0[0-9A-F]{1,40}[F0-9A-Z\u{1d}\u{1e}\u{1f}]{0,200}".prop_map(|text: String| text.into_bytes()),
    ]
}

/// CBOR of any shape, well formed and not.
fn any_cbor() -> impl Strategy<Value = Vec<u8>> {
    let head = (0_u8..8, 0_u8..32, proptest::collection::vec(any::<u8>(), 0..9));
    proptest::collection::vec(head, 0..60).prop_map(|heads| {
        heads.into_iter().flat_map(|(major, low, tail)| [vec![major << 5 | low], tail].concat()).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_text_does_harm(text in any_layer()) {
        let verdict = Bench::new().judge(&text);
        prop_assert!(!verdict.outcome.is_accepted());
        prop_assert!(!verdict.reasons.is_empty());
    }

    #[test]
    fn no_signed_nonsense_does_harm(token in any_cbor()) {
        let bench = Bench::new();
        let message = bench.certificate().cose(&bench.hcert, &token);
        let verdict = bench.judge(envelop(&message, 0).as_bytes());
        prop_assert_eq!(verdict.outcome, Outcome::Refused);
    }

    #[test]
    fn no_signed_two_d_doc_does_harm(message in "[F0-9A-Z \u{1d}\u{1e}/]{0,120}") {
        let bench = Bench::new();
        let text = format!("DC04FRT0TST11ED81ED8B201FR{message}");
        let verdict = bench.judge(twoddoc::seal(&text, &bench.two_d_doc).as_bytes());
        prop_assert!(!verdict.outcome.is_accepted());
    }

    #[test]
    fn signatures_of_any_length_are_refused(signature in proptest::collection::vec(any::<u8>(), 0..200)) {
        let bench = Bench::new();
        let text = bench.document();
        let (message, _) = text.split_once('\u{1f}').unwrap();
        let verdict = bench.judge(format!("{message}\u{1f}{}", BASE32_NOPAD.encode(&signature)).as_bytes());
        prop_assert_eq!(verdict.outcome, Outcome::Refused);
    }
}
