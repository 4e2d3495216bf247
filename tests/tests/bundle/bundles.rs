//! Signed updates: who may sign, order, withdrawal, succession, each refusal by its name and without effect.

use chrono::TimeDelta;
use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::{
    Authorisation, Content, Revoked, Right, RuleSets, TrustList, Withdrawal, to_text,
};
use souplesse_core::{Code, Moment};
use souplesse_tests::authority::{Authority, evening, pack, pack_document};
use souplesse_tests::updates::{authority, device, document, furnished, install, packs, paper, shelf_of};

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
    assert_eq!((taken.kind.as_str(), taken.id.as_str(), taken.sequence), ("pack", "XX-ONE", 1));
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
    let mut shelf = BuiltIn::load().shelf();
    assert_eq!(install(&mut shelf, &bytes, device()), Code::UpdateDemonstration);
    shelf.pin(demonstration.anchor.clone());
    assert_eq!(
        install(&mut shelf, &bytes, device()),
        Code::UpdateDemonstration,
        "pinning it changes nothing"
    );
    let mut training = BuiltIn::load().demonstration_shelf();
    let update = training.install(&bytes, None);
    assert!(update.code == Code::UpdateInstalled && update.demonstration);
    // Keys whose private halves everybody has are trusted there, and nowhere else.
    let keys = || Content::Trust(TrustList { keys: BuiltIn::load().everybodys_keys });
    assert_eq!(
        install(&mut training, &demonstration.update(document("XX-KEYS", keys())), None),
        Code::UpdateInstalled
    );
    let real = Authority::new("real", &Right::ALL);
    let refused = install(&mut shelf_of(&real), &real.update(document("XX-KEYS", keys())), device());
    assert_eq!(refused, Code::UpdateDemonstration);
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
fn another_device_needs_the_keys_that_a_person_has_pinned() {
    let authority = authority();
    let mut shelf = shelf_of(&authority);
    install(&mut shelf, &authority.update(pack_document("XX-ONE", 1)), device());
    install(&mut shelf, &authority.update(pack_document("XX-TWO", 1)), device());
    assert_eq!(shelf.vouched_anchors(), std::slice::from_ref(&authority.anchor));
    let signed = shelf.anchors().into_iter().map(|known| (known.key, known.documents));
    assert_eq!(signed.collect::<Vec<_>>(), [(authority.number(), 2)]);
    // One that was taken away is nobody's business any more.
    let gone = self::authority();
    shelf.pin_for_good(gone.anchor.clone());
    assert_eq!(shelf.vouched_anchors().len(), 2);
    shelf.remove_anchor(gone.number()).expect("it was pinned");
    assert_eq!(shelf.vouched_anchors(), std::slice::from_ref(&authority.anchor));
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
    assert_eq!(paper(&furnished(&shelf), Moment::what_if(evening())).code, Code::NoToleranceInForce);
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
    assert_eq!(paper(&furnished(&shelf), Moment::what_if(evening())).code, Code::Expired);
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
