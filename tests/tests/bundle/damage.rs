//! Updates that are damaged, unknown in part, too large or signed nonsense, and those that come in parts.

use std::borrow::Cow;

use proptest::prelude::*;
use souplesse_core::Code;
use souplesse_core::bundle::{
    self, Anchor, Bundle, Content, Parts, TrustList, Withdrawal, to_parts, to_text, unsigned,
};
use souplesse_core::compact;
use souplesse_core::rules::tolerance::Word;
use souplesse_core::trust::{KeyId, PublicKey};
use souplesse_tests::authority::{Authority, pack, pack_document};
use souplesse_tests::sign::Signer;
use souplesse_tests::typist::{Accents, LAYOUTS, State, type_on};
use souplesse_tests::updates::{authority, device, document, install, shelf_of, sign_payload};

#[test]
fn a_time_is_written_in_one_way_only() {
    let authority = authority();
    let bundle = authority.bundle(vec![pack_document("XX-ONE", 1)]);
    let written = compact::to_cbor(&bundle);
    assert!(compact::from_cbor::<Bundle>(&written).is_ok());
    let place = written.windows(9).position(|part| part == b"18:30:00Z").expect("the time of issue");
    for other in [b"18:3 :00Z", b"18:30: 0Z", b"18:30:00z"] {
        let mut odd = written.clone();
        odd[place..place + 9].copy_from_slice(other);
        assert!(compact::from_cbor::<Bundle>(&odd).is_err(), "{}", other.escape_ascii());
    }
}

#[test]
fn whatever_is_unknown_refuses_the_whole_with_its_place() {
    let authority = authority();
    let refusal = |bytes: &[u8]| {
        let update = shelf_of(&authority).install(bytes, device());
        (update.code, update.detail.map(|detail| detail.to_string()).unwrap_or_default())
    };
    assert_eq!(refusal(&sign_payload(&authority, |_| {})).0, Code::UpdateInstalled, "the same bytes by hand");
    // The first key of the map, `version`, and its value.
    let newer = sign_payload(&authority, |payload| payload[2] = 2);
    assert_eq!(refusal(&newer), (Code::UpdateUnknownVersion, "`version`: unknown version 2".to_owned()));
    let unknown = sign_payload(&authority, |payload| {
        payload[0] += 1;
        payload.extend([0x18, 0xFE, 0x01]);
    });
    assert_eq!(refusal(&unknown), (Code::UpdateUnknownField, "`254`: unknown field".to_owned()));
    let trailing = sign_payload(&authority, |payload| payload.push(0));
    assert_eq!(refusal(&trailing).0, Code::UpdateUnreadable);
    let unordered = sign_payload(&authority, |payload| {
        // The map's last entry first.
        let bundle = authority.bundle(vec![pack_document("XX-ONE", 1)]);
        let expires = souplesse_core::compact::to_cbor(&bundle.expires);
        let end = payload.split_off(payload.len() - expires.len() - 1);
        payload.splice(1..1, end);
    });
    assert_eq!(refusal(&unordered).0, Code::UpdateUnreadable);
}

#[test]
fn every_word_that_this_program_does_not_know_refuses_the_whole() {
    let authority = authority();
    let pack = "/documents/0/content/pack";
    for (place, value, code, path) in [
        ("/zone", "Europe/Lutece".into(), Code::UpdateUnknownField, "zone"),
        ("/axis", "time-of-day".into(), Code::UpdateUnknownField, "axis"),
        ("/elements/6/level", "strict".into(), Code::UpdateUnknownField, "elements[6].level"),
        ("/stated-duration/counts", "lengthens".into(), Code::UpdateUnknownField, "stated-duration.counts"),
        ("/kinds/0/id", "saliva".into(), Code::UpdateUnknownField, "kinds[0].id"),
        ("/kinds/2/not-covered", "because".into(), Code::UpdateUnknownField, "kinds[2].not-covered"),
        ("/version", 2.into(), Code::UpdateUnknownVersion, "version"),
        ("/windows/0/from", "noon".into(), Code::UpdateUnreadable, "windows[0].from"),
        ("/windows/0/until", serde_json::json!({ "title": 1 }), Code::UpdateUnreadable, "windows[0].until"),
    ] {
        let bytes = sign_payload(&authority, |payload| {
            let mut bundle =
                serde_json::to_value(authority.bundle(vec![pack_document("XX-ONE", 1)])).unwrap();
            *bundle.pointer_mut(&format!("{pack}{place}")).expect("the place") = value;
            *payload = souplesse_core::compact::to_cbor(&bundle);
        });
        let update = shelf_of(&authority).install(&bytes, device());
        let detail = update.detail.map(|detail| detail.to_string()).unwrap_or_default();
        assert_eq!(update.code, code, "{place}: {detail}");
        assert!(detail.contains("documents[0].content") && detail.contains(path), "{place}: {detail}");
    }
}

#[test]
fn packs_that_make_no_sense_are_refused_with_their_path() {
    let authority = authority();
    let word = |text: &str| Word::try_from(text).unwrap();
    let refusal = |change: &dyn Fn(&mut souplesse_core::rules::tolerance::Pack)| {
        let mut changed = pack("XX-ONE");
        change(&mut changed);
        let update = authority.update(document("XX-ONE", Content::Pack(Box::new(changed))));
        let update = shelf_of(&authority).install(&update, device());
        (update.code, update.detail.map(|detail| detail.to_string()).unwrap_or_default())
    };
    let (code, detail) = refusal(&|pack| pack.elements[7].id = word("colour"));
    assert_eq!(code, Code::UpdateUnknownField);
    assert!(detail.contains("documents[0].content") && detail.contains("elements[7].id"), "{detail}");
    let (code, detail) = refusal(&|pack| pack.windows[1].until = pack.windows[1].from);
    assert_eq!(code, Code::UpdateUnreadable);
    assert!(detail.contains("windows[1].until"), "{detail}");
    assert_eq!(refusal(&|pack| pack.id = "XX-TWO".to_owned()).0, Code::UpdateUnreadable);
    assert_eq!(
        refusal(&|pack| pack.elements.retain(|element| element.id != *"test-kind")).0,
        Code::UpdateUnreadable
    );
    assert_eq!(refusal(&|_| {}).0, Code::UpdateInstalled);
}

#[test]
fn nobody_succeeds_itself_and_nothing_is_withdrawn_but_by_an_id() {
    let authority = authority();
    let withdrawal = |ids: &[&str]| {
        let revokes = ids.iter().map(|id| (*id).to_owned()).collect();
        document("W-ONE", Content::Withdrawal(Withdrawal { revokes }))
    };
    let long = "A".repeat(41);
    let other_curve = Anchor { public: PublicKey::P384(vec![4; 97]), ..authority.anchor.clone() };
    for (document, told) in [
        (document("NEXT", Content::Successor(authority.anchor.clone())), "cannot succeed itself"),
        (document("NEXT", Content::Successor(other_curve)), "not on P-256"),
        (withdrawal(&["XX-ONE", "HC1:NCF"]), "no id"),
        (withdrawal(&["AB"]), "no id"),
        (withdrawal(&[&long]), "no id"),
    ] {
        let mut shelf = shelf_of(&authority);
        let update = shelf.install(&authority.update(document), device());
        let detail = update.detail.map(|detail| detail.to_string()).unwrap_or_default();
        assert_eq!(update.code, Code::UpdateUnreadable, "{detail}");
        assert!(detail.contains(told) && !detail.contains("HC1"), "{detail}");
        assert_eq!(
            install(&mut shelf, &authority.update(pack_document("XX-ONE", 1)), device()),
            Code::UpdateInstalled
        );
    }
}

#[test]
fn what_is_too_large_or_no_update_is_told_apart() {
    let authority = authority();
    let mut shelf = shelf_of(&authority);
    for nothing in [&b""[..], b"SPL1:", b"SPL1:abc", b"SPL1:GGW", b"HC1:NCF", &[0xD2], &[0; 64]] {
        assert_eq!(install(&mut shelf, nothing, device()), Code::UpdateUnreadable, "{nothing:?}");
    }
    assert_eq!(install(&mut shelf, &vec![0; (1 << 20) + 1], device()), Code::UpdateTooLarge);
    let of_length = |length: usize| format!("SPL1:{}", "A".repeat(length - "SPL1:".len()));
    for (length, code) in [(2 << 20, Code::UpdateUnreadable), ((2 << 20) + 1, Code::UpdateTooLarge)] {
        assert_eq!(install(&mut shelf, of_length(length).as_bytes(), device()), code, "{length}");
    }
    let bomb = to_text(&vec![0; 3 << 20]);
    assert!(bomb.len() < 8000);
    assert_eq!(install(&mut shelf, bomb.as_bytes(), device()), Code::UpdateTooLarge);
}

#[test]
fn parts_come_in_any_order_and_more_than_once() {
    let authority = authority();
    let keys = (0..40).map(|number: u8| Signer::generate(KeyId::Kid(vec![number; 8]), None).public);
    let bytes = authority.update(document("TRUST", Content::Trust(TrustList { keys: keys.collect() })));
    let texts = to_parts(&bytes, 1451).expect("few enough");
    assert!(texts.len() > 3 && texts.iter().all(|text| text.len() <= 1451));
    let mut parts = Parts::default();
    let order = texts.iter().rev().chain(&texts[1..]).collect::<Vec<_>>();
    let mut whole = None;
    for (index, text) in order.iter().take(texts.len()).enumerate() {
        let progress = parts.add(text.as_bytes()).expect("a part");
        assert_eq!((progress.of as usize, progress.seen.len()), (texts.len(), index + 1));
        if progress.bundle.is_none() {
            assert_eq!(parts.add(text.as_bytes()).expect("the same again").seen.len(), index + 1);
        }
        whole = progress.bundle;
    }
    assert_eq!(whole.as_deref(), Some(&bytes[..]));
    assert_eq!(install(&mut shelf_of(&authority), &bytes, device()), Code::UpdateInstalled);
}

#[test]
fn an_update_is_known_among_what_is_scanned_also_as_a_french_keyboard_has_it() {
    let update = authority().update(pack_document("XX-ONE", 1));
    let (text, part) = (to_text(&update), &to_parts(&update, 400).expect("few enough")[1]);
    let american = &LAYOUTS[0];
    let french = LAYOUTS.iter().find(|layout| layout.name == "fr").expect("a French one");
    for text in [&text, part] {
        let found = |scanned: &str| bundle::scanned(scanned.as_bytes()).map(Cow::into_owned);
        assert_eq!(found(&format!("]Q1{text}\r\n")).as_deref(), Some(text.as_bytes()));
        let typed = type_on(text, american, french, State::Plain, Accents::Typed);
        assert_ne!(typed, *text);
        assert_eq!(found(&typed).as_deref(), Some(text.as_bytes()));
    }
    for other in [&b"HC1:NCF"[..], b"menu du jour", b"SPL2:ABC", b""] {
        assert_eq!(bundle::scanned(other), None, "{}", other.escape_ascii());
    }
}

#[test]
fn parts_of_another_whole_are_refused_and_leave_the_others() {
    let authority = authority();
    let of = |id: &str| to_parts(&authority.update(pack_document(id, 1)), 400).expect("few enough");
    let (one, two) = (of("XX-ONE"), of("XX-TWO"));
    let mut parts = Parts::default();
    parts.add(one[0].as_bytes()).expect("a part");
    let refusal = |parts: &mut Parts, text: &str| parts.add(text.as_bytes()).expect_err("refused").code;
    assert_eq!(refusal(&mut parts, &two[1]), Code::UpdateOtherSequence);
    let chunk = |text: &str| text.splitn(3, ':').nth(2).expect("a chunk").to_owned();
    let other_chunk = one[0].replace(&chunk(&one[0]), &chunk(&one[1]));
    assert_eq!(
        refusal(&mut parts, &other_chunk),
        Code::UpdateOtherSequence,
        "the same number, another chunk"
    );
    for broken in [
        "SPP1:",
        "SPP1:1/2:AB",
        "SPP1:0/2/0123456789ABCDEF:AB",
        "SPP1:3/2/0123456789ABCDEF:AB",
        "SPP1:+1/2/0123456789ABCDEF:AB",
        "SPP1:1/2/0123:AB",
        "SPP1:1/2/0123456789ABCDEF:A",
    ] {
        assert_eq!(refusal(&mut parts, broken), Code::UpdateUnreadable, "{broken}");
    }
    assert_eq!(refusal(&mut parts, "SPP1:1/65/0123456789ABCDEF:AB"), Code::UpdateTooLarge);
    assert_eq!(Parts::default().add(b"SPP1:1/64/0123456789ABCDEF:BB8").expect("as many as may be").of, 64);
    for text in &one[1..one.len() - 1] {
        assert_eq!(parts.add(text.as_bytes()).expect("a part").bundle, None);
    }
    assert!(parts.add(one[one.len() - 1].as_bytes()).expect("the last").bundle.is_some());
}

#[test]
fn a_damaged_part_spoils_the_whole_and_one_can_begin_again() {
    let authority = authority();
    let texts = to_parts(&authority.update(pack_document("XX-ONE", 1)), 700).expect("few enough");
    let [first, second] = &texts[..] else { panic!("{} parts", texts.len()) };
    let mut damaged = second.clone().into_bytes();
    let last = damaged.len() - 3;
    damaged[last] = if damaged[last] == b'A' { b'B' } else { b'A' };
    let mut parts = Parts::default();
    parts.add(first.as_bytes()).expect("a part");
    let refusal = parts.add(&damaged).expect_err("refused");
    assert_eq!(refusal.code, Code::UpdateUnreadable);
    parts.add(second.as_bytes()).expect("a part");
    assert!(parts.add(first.as_bytes()).expect("the other").bundle.is_some());
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: Some(Box::new(proptest::test_runner::FileFailurePersistence::WithSource("regressions"))),
        ..ProptestConfig::default()
    })]

    /// Only the signature could hold again, and it does not.
    #[test]
    fn no_changed_byte_is_taken(position in 0..1000_usize, flip in 1..=255_u8) {
        let (authority, bytes) = signed();
        let mut changed = bytes.clone();
        let position = position % changed.len();
        changed[position] ^= flip;
        let update = shelf_of(authority).install(&changed, device());
        prop_assert!(!update.is_taken(), "{position}: {update:?}");
    }

    #[test]
    fn no_shortened_update_is_taken(length in 0..1000_usize) {
        let (authority, bytes) = signed();
        let length = length % bytes.len();
        prop_assert!(!shelf_of(authority).install(&bytes[..length], device()).is_taken());
    }

    #[test]
    fn no_changed_character_of_the_text_is_taken_for_another_update(position in 5..1000_usize, letter in "[0-9A-Z $%*+./:-]") {
        let (authority, bytes) = signed();
        let mut text = to_text(bytes).into_bytes();
        let position = 5 + position % (text.len() - 5);
        text[position] = letter.as_bytes()[0];
        let update = shelf_of(authority).install(&text, device());
        prop_assert!(!update.is_taken() || text == to_text(bytes).into_bytes());
    }

    /// Signed nonsense is refused by a name, never by a panic.
    #[test]
    fn any_signed_payload_has_an_answer(payload in proptest::collection::vec(any::<u8>(), 0..200)) {
        let (authority, _) = signed();
        let bytes = sign_payload(authority, |bytes| *bytes = payload);
        prop_assert!(!shelf_of(authority).install(&bytes, device()).is_taken());
    }

    #[test]
    fn any_bytes_have_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let (authority, _) = signed();
        prop_assert!(!shelf_of(authority).install(&bytes, device()).is_taken());
        let _ = Parts::default().add(&bytes);
    }
}

fn signed() -> &'static (Authority, Vec<u8>) {
    static SIGNED: std::sync::OnceLock<(Authority, Vec<u8>)> = std::sync::OnceLock::new();
    SIGNED.get_or_init(|| {
        let authority = authority();
        let bytes = authority.update(pack_document("XX-ONE", 1));
        assert_eq!(unsigned(&authority.bundle(Vec::new())).signed_bytes()[..3], [0x84, 0x6A, b'S']);
        (authority, bytes)
    })
}
