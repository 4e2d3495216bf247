//! Signed updates: every refusal by its name and without effect, order, withdrawal, succession, parts.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use souplesse_core::attestation::Attestation;
use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::{
    Authorisation, Bundle, Content, Document, Parts, Revoked, Right, RuleSets, Shelf, TrustList, ValueSet,
    Withdrawal, to_parts, to_text, unsigned,
};
use souplesse_core::rules::tolerance::Word;
use souplesse_core::trust::KeyId;
use souplesse_core::{Code, Moment, Outcome, Profile, Verdict, Verifier};
use souplesse_tests::authority::{Authority, evening, pack, pack_document};
use souplesse_tests::desk::{Desk, vaccination};
use souplesse_tests::sign::Signer;

fn authority() -> Authority {
    Authority::new("ARS d’essai", &Right::ALL)
}

fn shelf_of(authority: &Authority) -> Shelf {
    let mut shelf = BuiltIn::load().shelf(false);
    shelf.pin(authority.anchor.clone());
    shelf
}

fn furnished(shelf: &Shelf) -> Verifier {
    shelf.furnish(&BuiltIn::load().verifier(false))
}

/// The ids of the packs that are held.
fn packs(shelf: &Shelf) -> Vec<String> {
    furnished(shelf).tolerances.held.iter().map(|held| held.tolerance.pack().id.clone()).collect()
}

fn device() -> Option<DateTime<Utc>> {
    Some(evening())
}

/// Installs, and sees that a refusal has changed nothing.
fn install(shelf: &mut Shelf, bytes: &[u8], device: Option<DateTime<Utc>>) -> Code {
    let before = format!("{shelf:?}");
    let preview = shelf.preview(bytes, device);
    assert_eq!(format!("{shelf:?}"), before, "a preview changes nothing");
    let update = shelf.install(bytes, device);
    assert_eq!(preview, update);
    if update.code != Code::UpdateInstalled {
        assert_eq!(format!("{shelf:?}"), before, "{update:?} changed something");
    }
    update.code
}

fn document(id: &str, content: Content) -> Document {
    Document { id: id.to_owned(), sequence: 1, content }
}

/// A complete antigen paper of Saturday morning.
fn paper(verifier: &Verifier, at: impl Into<Moment>) -> Verdict {
    let word = |text: &&str| Word::try_from(*text).unwrap();
    let present = souplesse_core::rules::tolerance::ELEMENTS.iter().map(word).collect();
    let tested_at = Some("2021-08-14T09:15:00".parse().unwrap());
    let attestation = Attestation { kind: Some(word(&"antigen")), tested_at, present, stated_hours: None };
    verifier.check_attestation(&attestation, at, Profile::Venue)
}

#[test]
fn a_pack_is_installed_from_a_file_or_from_a_code() {
    let authority = authority();
    let bytes = authority.update(pack_document("XX-ONE", 1));
    for form in
        [bytes.clone(), to_text(&bytes).into_bytes(), format!("  {}\r\n", to_text(&bytes)).into_bytes()]
    {
        let mut shelf = shelf_of(&authority);
        assert_eq!(install(&mut shelf, &form, device()), Code::UpdateInstalled);
        assert_eq!(packs(&shelf), ["FR-PSC-2021-08", "XX-ONE"]);
    }
    let update = shelf_of(&authority).install(&bytes, device());
    assert_eq!(update.signer.as_deref(), Some("ARS d’essai"));
    let [taken] = &update.documents[..] else { panic!("one document") };
    assert_eq!((taken.kind, taken.id.as_str(), taken.sequence), ("pack", "XX-ONE", 1));
}

#[test]
fn who_signs_must_be_known_and_may_sign_only_what_it_may() {
    let packs_only = Authority::new("packs", &[Right::Pack]);
    let mut shelf = shelf_of(&packs_only);
    let stranger = authority();
    assert_eq!(
        install(&mut shelf, &stranger.update(pack_document("XX-ONE", 1)), device()),
        Code::UpdateUnknownAnchor
    );
    for content in [
        Content::Trust(TrustList { keys: Vec::new() }),
        Content::Rules(RuleSets { sets: Vec::new(), value_sets: Vec::new() }),
        Content::Revocations(Revoked::default()),
        Content::Authorisation(Authorisation { device: None, until: evening() + TimeDelta::hours(1) }),
    ] {
        let update =
            packs_only.sign(&packs_only.bundle(vec![pack_document("XX-ONE", 1), document("OTHER", content)]));
        assert_eq!(install(&mut shelf, &update, device()), Code::UpdateNotForAnchor);
    }
    // Another key's signature under this one's number.
    let mut bundle = stranger.bundle(vec![pack_document("XX-ONE", 1)]);
    bundle.anchor = packs_only.number();
    assert_eq!(install(&mut shelf, &stranger.sign(&bundle), device()), Code::UpdateBadSignature);
    assert_eq!(packs(&shelf), ["FR-PSC-2021-08"]);
}

#[test]
fn the_demonstration_key_is_for_training_alone() {
    let demonstration = Authority::demonstration();
    let bytes = demonstration.update(pack_document("XX-DEMO", 1));
    let mut shelf = BuiltIn::load().shelf(false);
    assert_eq!(install(&mut shelf, &bytes, device()), Code::UpdateDemonstration);
    shelf.pin(demonstration.anchor.clone());
    assert_eq!(
        install(&mut shelf, &bytes, device()),
        Code::UpdateDemonstration,
        "pinning it changes nothing"
    );
    let mut training = BuiltIn::load().shelf(true);
    let update = training.install(&bytes, None);
    assert!(update.code == Code::UpdateInstalled && update.demonstration);
    // Whatever a real anchor marks as demonstration is refused outside training, and it cannot name the public key.
    let authority = authority();
    let mut shelf = shelf_of(&authority);
    let mut marked = authority.bundle(vec![pack_document("XX-ONE", 1)]);
    marked.demonstration = true;
    assert_eq!(install(&mut shelf, &authority.sign(&marked), device()), Code::UpdateDemonstration);
    let successor = document("SUCCESSOR", Content::Successor(demonstration.anchor.clone()));
    assert_eq!(install(&mut shelf, &authority.update(successor), device()), Code::UpdateDemonstration);
}

#[test]
fn dates_are_judged_by_the_devices_time_and_by_no_what_if() {
    let authority = authority();
    let bytes = authority.update(pack_document("XX-ONE", 1));
    let issued = evening();
    for (device, code) in [
        (issued - TimeDelta::hours(24), Code::UpdateInstalled),
        (issued - TimeDelta::hours(24) - TimeDelta::seconds(1), Code::UpdateFromFuture),
        (issued + TimeDelta::days(30) - TimeDelta::seconds(1), Code::UpdateInstalled),
        (issued + TimeDelta::days(30), Code::UpdateExpired),
    ] {
        assert_eq!(install(&mut shelf_of(&authority), &bytes, Some(device)), code, "{device}");
    }
    assert_eq!(install(&mut shelf_of(&authority), &bytes, None), Code::UpdateInstalled);
}

#[test]
fn numbers_only_go_up_for_each_document_by_itself() {
    let authority = authority();
    let mut shelf = shelf_of(&authority);
    let one = |sequence| authority.update(pack_document("XX-ONE", sequence));
    let second = one(2);
    assert_eq!(install(&mut shelf, &second, device()), Code::UpdateInstalled);
    assert_eq!(install(&mut shelf, &second, device()), Code::UpdateAlreadyInstalled, "the same poster again");
    // The same pack signed once more, with other random bytes in its signature.
    assert_eq!(install(&mut shelf, &one(2), device()), Code::UpdateAlreadyInstalled);
    assert_eq!(install(&mut shelf, &one(1), device()), Code::UpdateOlder);
    let mut other = pack_document("XX-ONE", 2);
    if let Content::Pack(pack) = &mut other.content {
        pack.title.en.push('!');
    }
    assert_eq!(install(&mut shelf, &authority.update(other), device()), Code::UpdateConflict);
    let mut longer = authority.bundle(vec![pack_document("XX-ONE", 2)]);
    longer.expires += TimeDelta::days(1);
    assert_eq!(
        install(&mut shelf, &authority.sign(&longer), device()),
        Code::UpdateConflict,
        "another end is another document"
    );
    // Circular A after circular B, and a trust list beside them.
    assert_eq!(
        install(&mut shelf, &authority.update(pack_document("XX-TWO", 1)), device()),
        Code::UpdateInstalled
    );
    let trust = document("TRUST", Content::Trust(TrustList { keys: Vec::new() }));
    assert_eq!(install(&mut shelf, &authority.update(trust), device()), Code::UpdateInstalled);
    assert_eq!(install(&mut shelf, &one(3), device()), Code::UpdateInstalled);
    assert_eq!(packs(&shelf), ["FR-PSC-2021-08", "XX-ONE", "XX-TWO"]);
    // Another authority counts for itself.
    let neighbour = Authority::new("neighbour", &[Right::Pack]);
    shelf.pin(neighbour.anchor.clone());
    assert_eq!(
        install(&mut shelf, &neighbour.update(pack_document("XX-ONE", 1)), device()),
        Code::UpdateInstalled
    );
}

#[test]
fn a_bundle_is_taken_whole_or_not_at_all() {
    let authority = authority();
    let mut shelf = shelf_of(&authority);
    assert_eq!(
        install(&mut shelf, &authority.update(pack_document("XX-ONE", 5)), device()),
        Code::UpdateInstalled
    );
    let both =
        authority.sign(&authority.bundle(vec![pack_document("XX-TWO", 1), pack_document("XX-ONE", 4)]));
    assert_eq!(install(&mut shelf, &both, device()), Code::UpdateOlder);
    assert_eq!(packs(&shelf), ["FR-PSC-2021-08", "XX-ONE"]);
    let both =
        authority.sign(&authority.bundle(vec![pack_document("XX-TWO", 1), pack_document("XX-ONE", 5)]));
    assert_eq!(
        install(&mut shelf, &both, device()),
        Code::UpdateInstalled,
        "what is known already does not hinder"
    );
}

#[test]
fn withdrawn_packs_stay_withdrawn() {
    let authority = authority();
    let mut shelf = shelf_of(&authority);
    let one = authority.update(pack_document("XX-ONE", 1));
    assert_eq!(install(&mut shelf, &one, device()), Code::UpdateInstalled);
    let withdrawal = Withdrawal { revokes: vec!["XX-ONE".to_owned(), "FR-PSC-2021-08".to_owned()] };
    let withdrawal = authority.update(document("W-ONE", Content::Withdrawal(withdrawal)));
    assert_eq!(install(&mut shelf, &withdrawal, device()), Code::UpdateInstalled);
    assert!(packs(&shelf).is_empty(), "also the built-in one");
    assert_eq!(install(&mut shelf, &one, device()), Code::UpdateWithdrawn);
    assert_eq!(
        install(&mut shelf, &authority.update(pack_document("XX-ONE", 9)), device()),
        Code::UpdateWithdrawn
    );
    assert_eq!(paper(&furnished(&shelf), evening()).code, Code::NoToleranceInForce);
}

#[test]
fn a_pack_ends_older_ones_of_its_own_authority_only() {
    let (authority, neighbour) = (authority(), Authority::new("neighbour", &[Right::Pack]));
    let mut shelf = shelf_of(&authority);
    shelf.pin(neighbour.anchor.clone());
    for update in [authority.update(pack_document("XX-ONE", 1)), neighbour.update(pack_document("XX-TWO", 1))]
    {
        assert_eq!(install(&mut shelf, &update, device()), Code::UpdateInstalled);
    }
    let mut newer = pack("XX-NEW");
    (newer.supersedes, newer.revokes) = (vec!["XX-ONE".to_owned()], vec!["XX-TWO".to_owned()]);
    let newer = document("XX-NEW", Content::Pack(Box::new(newer)));
    assert_eq!(install(&mut shelf, &authority.update(newer), device()), Code::UpdateInstalled);
    let mut held = packs(&shelf);
    held.sort();
    assert_eq!(held, ["FR-PSC-2021-08", "XX-NEW", "XX-TWO"]);
    // The tombstone lasts longer than the pack that set it.
    let withdrawal = Withdrawal { revokes: vec!["XX-NEW".to_owned()] };
    assert_eq!(
        install(&mut shelf, &authority.update(document("W-NEW", Content::Withdrawal(withdrawal))), device()),
        Code::UpdateInstalled
    );
    assert_eq!(
        install(&mut shelf, &authority.update(pack_document("XX-ONE", 2)), device()),
        Code::UpdateWithdrawn
    );
}

#[test]
fn an_installed_pack_takes_the_place_of_the_built_in_one_of_its_name() {
    let authority = authority();
    let mut shelf = shelf_of(&authority);
    let mut revised = pack("FR-PSC-2021-08");
    revised.windows.clear();
    revised.maximum_age_hours = Some(1);
    let revised = authority.update(document("FR-PSC-2021-08", Content::Pack(Box::new(revised))));
    assert_eq!(install(&mut shelf, &revised, device()), Code::UpdateInstalled);
    assert_eq!(packs(&shelf), ["FR-PSC-2021-08"]);
    assert_eq!(paper(&furnished(&shelf), evening()).code, Code::Expired);
}

#[test]
fn a_successor_signs_on_with_the_same_rights_and_numbers() {
    let old = Authority::new("old", &[Right::Pack, Right::Trust]);
    let new = Authority::new("new", &[Right::Pack, Right::Rules]);
    let mut shelf = shelf_of(&old);
    let second = old.update(pack_document("XX-ONE", 2));
    assert_eq!(install(&mut shelf, &second, device()), Code::UpdateInstalled);
    let successor = old.update(document("SUCCESSOR", Content::Successor(new.anchor.clone())));
    assert_eq!(install(&mut shelf, &successor, device()), Code::UpdateInstalled);
    assert_eq!(install(&mut shelf, &successor, device()), Code::UpdateAlreadyInstalled);
    assert_eq!(install(&mut shelf, &new.update(pack_document("XX-ONE", 1)), device()), Code::UpdateOlder);
    assert_eq!(install(&mut shelf, &new.update(pack_document("XX-ONE", 3)), device()), Code::UpdateInstalled);
    let rules = document("RULES", Content::Rules(RuleSets { sets: Vec::new(), value_sets: Vec::new() }));
    assert_eq!(
        install(&mut shelf, &new.update(rules), device()),
        Code::UpdateNotForAnchor,
        "no more than its predecessor"
    );
    assert_eq!(
        install(&mut shelf, &old.update(pack_document("XX-TWO", 1)), device()),
        Code::UpdateNotForAnchor
    );
    let mut crowded = old.bundle(vec![document("SUCCESSOR", Content::Successor(new.anchor.clone()))]);
    crowded.documents.push(pack_document("XX-TWO", 1));
    assert_eq!(
        install(&mut shelf_of(&old), &old.sign(&crowded), device()),
        Code::UpdateUnreadable,
        "in a bundle of its own"
    );
}

#[test]
fn an_authorisation_is_for_a_device_or_for_a_day() {
    let authority = authority();
    let number = "00112233445566778899aabbccddeeff".to_owned();
    let leave = |device: Option<&String>, hours| {
        let until = evening() + TimeDelta::hours(hours);
        authority.update(document(
            "LEAVE",
            Content::Authorisation(Authorisation { device: device.cloned(), until }),
        ))
    };
    let mut shelf = shelf_of(&authority);
    assert_eq!(install(&mut shelf, &leave(None, 25), device()), Code::UpdateTooLong);
    assert_eq!(install(&mut shelf, &leave(Some(&number), 1), device()), Code::UpdateNotForDevice);
    shelf.device = Some(number.clone());
    assert_eq!(shelf.controller_until(evening()), None);
    assert_eq!(install(&mut shelf, &leave(Some(&number), 1000), device()), Code::UpdateInstalled);
    assert_eq!(shelf.controller_until(evening()), Some(evening() + TimeDelta::hours(1000)));
    assert_eq!(shelf.controller_until(evening() + TimeDelta::hours(1000)), None);
    assert_eq!(install(&mut shelf_of(&authority), &leave(None, 24), device()), Code::UpdateInstalled);
}

#[test]
fn trust_and_revocations_reach_the_verdict() {
    let desk = Desk::new();
    let authority = authority();
    let mut shelf = shelf_of(&authority);
    let pass = vaccination().sign(&desk.hcert);
    let judge = |shelf: &Shelf| furnished(shelf).check_code(pass.as_bytes(), evening(), Profile::Venue).code;
    assert_eq!(judge(&shelf), Code::UnknownIssuer);
    let keys = vec![desk.hcert.public.clone()];
    let trust = authority.update(document("TRUST", Content::Trust(TrustList { keys })));
    assert_eq!(install(&mut shelf, &trust, device()), Code::UpdateInstalled);
    assert_eq!(judge(&shelf), Code::Valid);
    // A second list adds to the first; a revoked key goes, whoever brought it.
    let stranger = Signer::generate(KeyId::Kid(b"STRANGER".to_vec()), None).public;
    let second = authority.update(document("TRUST-TWO", Content::Trust(TrustList { keys: vec![stranger] })));
    assert_eq!(install(&mut shelf, &second, device()), Code::UpdateInstalled);
    assert_eq!(judge(&shelf), Code::Valid);
    let revoked = Revoked { keys: vec![desk.hcert.public.id.clone()], hashes: Vec::new() };
    let revoked = authority.update(document("REVOKED", Content::Revocations(revoked)));
    assert_eq!(install(&mut shelf, &revoked, device()), Code::UpdateInstalled);
    assert_eq!(judge(&shelf), Code::UnknownIssuer);
}

#[test]
fn rules_replace_those_of_their_country_and_purpose_and_disturb_no_pack() {
    let authority = authority();
    let mut shelf = shelf_of(&authority);
    let one = authority.update(pack_document("XX-ONE", 1));
    assert_eq!(install(&mut shelf, &one, device()), Code::UpdateInstalled);
    let built_in = BuiltIn::load();
    let mut json = serde_json::from_str::<serde_json::Value>(&built_in.rule_sets[0]).unwrap();
    json["id"] = "FR-ACTIVITY-NEW".into();
    json["until"] = "2021-10-01T00:00:00+02:00".into();
    let sets = RuleSets {
        sets: vec![json.to_string()],
        value_sets: vec![ValueSet { id: "vaccines".to_owned(), codes: vec!["X".to_owned()] }],
    };
    let rules = authority.update(document("RULES", Content::Rules(sets)));
    assert_eq!(install(&mut shelf, &rules, device()), Code::UpdateInstalled);
    let verifier = furnished(&shelf);
    let ids = verifier.rules.sets.iter().map(|set| set.id.as_str()).collect::<Vec<_>>();
    assert_eq!(ids, ["FR-ACTIVITY-NEW"]);
    assert_eq!(verifier.rules.value_sets["vaccines"], ["X"]);
    assert_eq!(packs(&shelf), ["FR-PSC-2021-08", "XX-ONE"]);
}

#[test]
fn what_has_expired_is_marked_or_not_judged_by() {
    let authority = authority();
    let later = Moment { check: evening(), device: Some(evening() + TimeDelta::days(30)) };
    let in_time =
        Moment { check: evening(), device: Some(evening() + TimeDelta::days(30) - TimeDelta::seconds(1)) };
    for (judge_when_expired, outcome) in [(true, Outcome::Tolerated), (false, Outcome::CannotJudge)] {
        let mut shelf = shelf_of(&authority);
        let bundle = authority.bundle(vec![pack_document("FR-PSC-2021-08", 1)]);
        let bundle = Bundle { judge_when_expired, ..bundle };
        assert_eq!(install(&mut shelf, &authority.sign(&bundle), device()), Code::UpdateInstalled);
        let verifier = furnished(&shelf);
        assert_eq!(paper(&verifier, in_time).stale_since, None);
        let verdict = paper(&verifier, later);
        assert_eq!(verdict.outcome, outcome);
        assert!(verdict.reasons.iter().any(|reason| reason.code == Code::Stale));
        assert_eq!(verdict.stale_since.map(|since| since.to_utc()), Some(evening() + TimeDelta::days(30)));
        // A what-if run has no device time, and the stale pack is nothing to a pass.
        assert_eq!(paper(&verifier, evening()).outcome, Outcome::Tolerated);
        let pass = verifier.check_code(b"HC1:", later, Profile::Venue);
        assert_eq!(pass.stale_since, None);
    }
    let mut shelf = shelf_of(&authority);
    let trust = authority.update(document("TRUST", Content::Trust(TrustList { keys: Vec::new() })));
    assert_eq!(install(&mut shelf, &trust, device()), Code::UpdateInstalled);
    let verifier = furnished(&shelf);
    let pass = verifier.check_code(b"HC1:", later, Profile::Venue);
    assert_eq!((pass.outcome, &pass.code), (Outcome::CannotJudge, &Code::Stale));
    assert_eq!(verifier.check_code(b"https://example.org", later, Profile::Venue).outcome, Outcome::NotAPass);
    assert_eq!(paper(&verifier, later).outcome, Outcome::Tolerated);
}

/// Signs any CBOR as the payload of a bundle.
fn sign_payload(authority: &Authority, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let whole = authority.update(pack_document("XX-ONE", 1));
    let mut payload = souplesse_core::compact::to_cbor(&authority.bundle(vec![pack_document("XX-ONE", 1)]));
    change(&mut payload);
    let mut protected = vec![0xA2, 0x01, 0x26, 0x04, 0x48];
    protected.extend(authority.number().0);
    let byte_string =
        |bytes: &[u8]| minicbor::to_vec(minicbor::bytes::ByteVec::from(bytes.to_vec())).unwrap();
    let signed =
        [&b"\x84\x6ASignature1"[..], &byte_string(&protected), &byte_string(&[]), &byte_string(&payload)]
            .concat();
    let signature = authority.sign_bytes(&signed);
    [&whole[..3 + protected.len()], &[0xA0], &byte_string(&payload), &byte_string(&signature)].concat()
}

#[test]
fn whatever_is_unknown_refuses_the_whole_with_its_place() {
    let authority = authority();
    let refusal = |bytes: &[u8]| {
        let update = shelf_of(&authority).install(bytes, device());
        (update.code, update.detail.unwrap_or_default())
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
fn packs_that_make_no_sense_are_refused_with_their_path() {
    let authority = authority();
    let word = |text: &str| Word::try_from(text).unwrap();
    let refusal = |change: &dyn Fn(&mut souplesse_core::rules::tolerance::Pack)| {
        let mut changed = pack("XX-ONE");
        change(&mut changed);
        let update = authority.update(document("XX-ONE", Content::Pack(Box::new(changed))));
        let update = shelf_of(&authority).install(&update, device());
        (update.code, update.detail.unwrap_or_default())
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
fn what_is_too_large_or_no_update_is_told_apart() {
    let authority = authority();
    let mut shelf = shelf_of(&authority);
    for nothing in [&b""[..], b"SPL1:", b"SPL1:abc", b"SPL1:GGW", b"HC1:NCF", &[0xD2], &[0; 64]] {
        assert_eq!(install(&mut shelf, nothing, device()), Code::UpdateUnreadable, "{nothing:?}");
    }
    assert_eq!(install(&mut shelf, &vec![0; (1 << 20) + 1], device()), Code::UpdateTooLarge);
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
        assert_eq!((progress.of, progress.seen.len()), (texts.len(), index + 1));
        if progress.bundle.is_none() {
            assert_eq!(parts.add(text.as_bytes()).expect("the same again").seen.len(), index + 1);
        }
        whole = progress.bundle;
    }
    assert_eq!(whole.as_deref(), Some(&bytes[..]));
    assert_eq!(install(&mut shelf_of(&authority), &bytes, device()), Code::UpdateInstalled);
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
