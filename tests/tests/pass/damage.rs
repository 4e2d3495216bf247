//! Whatever is done to a pass, it is refused or it says the same; and no bytes do harm.

use data_encoding::BASE32_NOPAD;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use souplesse_core::verdict::{Document, Holder};
use souplesse_core::{Outcome, Verdict};
use souplesse_tests::desk::{Desk, negative, vaccination};
use souplesse_tests::sign::hcert::{base45, envelop};
use souplesse_tests::sign::twoddoc;

/// What a pass says: whoever changes it changes this, or is refused.
fn said(verdict: &Verdict) -> (Outcome, Option<&Holder>, Option<&Document>) {
    (verdict.outcome, verdict.holder.as_ref(), verdict.document.as_ref())
}

#[test]
fn no_single_character_of_a_certificate_can_be_changed_but_in_the_zlib_header() {
    let desk = Desk::new();
    let text = vaccination().sign(&desk.hcert);
    let original = desk.judge(text.as_bytes());
    assert_eq!(original.outcome, Outcome::Valid, "{original:?}");
    let mut accepted = 0;
    for place in 4..text.len() {
        for other in [b"0".as_slice(), b"7", b"Z", b":", b"%", b"a", b"\0", b""] {
            let mut changed = text.clone().into_bytes();
            changed.splice(place..=place, other.iter().copied());
            if changed == text.as_bytes() {
                continue;
            }
            let verdict = desk.judge(&changed);
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
    let desk = Desk::new();
    let recipe = vaccination();
    let message = recipe.cose(&desk.hcert, &recipe.token());
    let original = desk.judge(envelop(&message, 9).as_bytes());
    // Tag, array, protected header of 13 bytes behind its length; then the empty unprotected header.
    let unprotected = 1 + 1 + 1 + 13;
    assert_eq!(message[unprotected], 0xA0);
    for place in 0..message.len() {
        for mask in [0x01, 0x20, 0x80, 0xFF] {
            let mut changed = message.clone();
            changed[place] ^= mask;
            let verdict = desk.judge(envelop(&changed, 9).as_bytes());
            if verdict.outcome.is_accepted() {
                assert_eq!(place, unprotected, "changing byte {place} by {mask:#x} is accepted");
                assert_eq!(said(&verdict), said(&original));
            }
        }
    }
}

#[test]
fn no_character_of_a_two_d_doc_can_be_changed_outside_its_annex() {
    let desk = Desk::new();
    let text = negative().sign(&desk.two_d_doc);
    let original = desk.judge(text.as_bytes());
    assert_eq!(original.outcome, Outcome::Valid, "{original:?}");
    for place in 3..text.len() {
        for other in [b"0".as_slice(), b"1", b"A", b"F", b"Q", b"a", b"\x1d", b"\x1f", b"\0", b""] {
            let mut changed = text.clone().into_bytes();
            changed.splice(place..=place, other.iter().copied());
            let verdict = desk.judge(&changed);
            if changed != text.as_bytes() {
                assert!(
                    !verdict.outcome.is_accepted(),
                    "changing character {place} to {other:?} is accepted"
                );
            }
        }
    }
    for annex in ["\u{1d}", "\u{1d}01ANNEXE", "\u{1d}F0SOMEONE\u{1d}F1ELSE\u{1f}"] {
        let verdict = desk.judge(format!("{text}{annex}").as_bytes());
        assert_eq!(said(&verdict), said(&original));
    }
}

#[test]
fn nothing_of_the_holder_shows_in_debug() {
    let desk = Desk::new();
    for text in [vaccination().sign(&desk.hcert), negative().sign(&desk.two_d_doc)] {
        let verdict = desk.judge(text.as_bytes());
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
    #![proptest_config(ProptestConfig {
        cases: 2000,
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))),
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_text_does_harm(text in any_layer()) {
        let verdict = Desk::new().judge(&text);
        prop_assert!(!verdict.outcome.is_accepted());
        prop_assert!(!verdict.reasons.is_empty());
    }

    #[test]
    fn no_signed_nonsense_does_harm(token in any_cbor()) {
        let desk = Desk::new();
        let message = vaccination().cose(&desk.hcert, &token);
        let verdict = desk.judge(envelop(&message, 0).as_bytes());
        prop_assert_eq!(verdict.outcome, Outcome::Refused);
    }

    #[test]
    fn no_signed_two_d_doc_does_harm(message in "[F0-9A-Z \u{1d}\u{1e}/]{0,120}") {
        let desk = Desk::new();
        let text = format!("DC04FRT0TST11ED81ED8B201FR{message}");
        let verdict = desk.judge(twoddoc::seal(&text, &desk.two_d_doc).as_bytes());
        prop_assert!(!verdict.outcome.is_accepted());
    }

    #[test]
    fn signatures_of_any_length_are_refused(signature in proptest::collection::vec(any::<u8>(), 0..200)) {
        let desk = Desk::new();
        let text = negative().sign(&desk.two_d_doc);
        let (message, _) = text.split_once('\u{1f}').unwrap();
        let verdict = desk.judge(format!("{message}\u{1f}{}", BASE32_NOPAD.encode(&signature)).as_bytes());
        prop_assert_eq!(verdict.outcome, Outcome::Refused);
    }
}
