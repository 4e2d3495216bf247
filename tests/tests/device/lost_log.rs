//! The log of updates is lost, damaged or an older one: it is found out by who writes and by who only looks.

use ring::digest::SHA256;
use souplesse_core::Code;
use souplesse_core::bundle::{Content, Document, DocumentKind, Revoked, Right, Withdrawal};
use souplesse_core::device::{Device, Places};
use souplesse_core::rules::tolerance::Pack;
use souplesse_tests::authority::{Authority, pack, pack_document};
use souplesse_tests::device::{codes, in_memory, open, packs, reading};
use souplesse_tests::updates::{authority, document};

use super::{BUILT_IN, name_of, update};

#[test]
fn a_log_that_is_lost_is_made_again_of_the_updates_and_an_older_one_is_found_out() {
    let authority = authority();
    let places = in_memory();
    let device = open(places.clone(), Vec::new(), &authority);
    device.install(&update(&authority, "XX-ONE", 1), &[], reading(0)).unwrap();
    let older = places.updates.get(b"log").unwrap().unwrap();
    let second = update(&authority, "XX-ONE", 2);
    device.install(&second, &[], reading(0)).unwrap();
    let log = places.updates.get(b"log").unwrap().unwrap();
    for damaged in [Some(&log[1..]), None] {
        match damaged {
            Some(bytes) => places.updates.put(b"log", bytes).unwrap(),
            None => places.updates.remove(b"log").unwrap(),
        }
        let onlooker = Places { database: None, ..places.clone() };
        let onlooker = open(onlooker, Vec::new(), &authority);
        if damaged.is_some() {
            assert_eq!(
                (codes(&onlooker), packs(&onlooker)),
                (vec!["updates-damaged".to_owned()], vec![BUILT_IN.to_owned()])
            );
        }
        let device = open(places.clone(), Vec::new(), &authority);
        assert_eq!(codes(&device), ["updates-found-again"]);
        assert_eq!(device.notices()[0].detail, "1");
        assert_eq!(packs(&device), [BUILT_IN, "XX-ONE"]);
        assert_eq!(device.updates(), std::slice::from_ref(&second));
        device.acknowledge(reading(0)).unwrap();
    }
    // An older log in its place: the numbers are known, and what bears them is missing.
    places.updates.put(b"log", &older).unwrap();
    let device = open(places.clone(), Vec::new(), &authority);
    assert_eq!(
        (codes(&device), packs(&device)),
        (vec!["updates-damaged".to_owned()], vec![BUILT_IN.to_owned()])
    );
    let first = device.install(&update(&authority, "XX-ONE", 1), &[], reading(0)).unwrap();
    assert_eq!(first.code, Code::UpdateOlder);
    // Another document does not end it; a newer one of the same name does.
    for (id, sequence, told) in [("XX-TWO", 1, true), ("XX-ONE", 3, false)] {
        let taken = device.install(&update(&authority, id, sequence), &[], reading(0)).unwrap();
        assert_eq!(taken.code, Code::UpdateInstalled);
        assert_eq!(codes(&device).is_empty(), !told, "{id}");
    }
    assert_eq!(codes(&open(places, Vec::new(), &authority)), [""; 0]);
}

#[test]
fn of_a_lost_log_a_bundle_brings_back_what_is_not_replaced_and_nothing_else() {
    let authority = authority();
    let places = in_memory();
    let both = [pack_document("XX-ONE", 1), pack_document("XX-TWO", 1)];
    let both = authority.sign(&authority.bundle(both.to_vec()));
    let newer = authority.update(pack_document("XX-ONE", 2));
    let device = open(places.clone(), Vec::new(), &authority);
    for update in [&both, &newer] {
        assert_eq!(device.install(update, &[], reading(0)).unwrap().code, Code::UpdateInstalled);
    }
    drop(device);
    // Everything but the numbers.
    let places = Places { updates: in_memory().updates, ..places };
    let device = open(places.clone(), Vec::new(), &authority);
    let told = |device: &Device| codes(device).iter().filter(|code| *code == "updates-damaged").count();
    assert_eq!((told(&device), packs(&device).len()), (2, 1));
    assert_eq!(device.install(&both, &[], reading(0)).unwrap().code, Code::UpdateInstalled);
    assert_eq!((told(&device), packs(&device)), (1, vec!["FR-PSC-2021-08".to_owned(), "XX-TWO".to_owned()]));
    assert_eq!(device.install(&newer, &[], reading(0)).unwrap().code, Code::UpdateInstalled);
    let device = open(places, Vec::new(), &authority);
    assert_eq!((told(&device), packs(&device).len()), (0, 3));
}

#[test]
fn what_comes_beside_a_lost_document_is_what_was_known_or_the_update_is_none() {
    let authority = authority();
    let places = in_memory();
    let two = || pack_document("XX-TWO", 1);
    let changed = |sequence: u64, change: &dyn Fn(&mut Pack)| {
        let mut changed = pack("XX-ONE");
        change(&mut changed);
        Document { sequence, ..document("XX-ONE", Content::Pack(Box::new(changed))) }
    };
    let bundle = |documents: Vec<Document>| authority.sign(&authority.bundle(documents));
    let both = bundle(vec![pack_document("XX-ONE", 1), two()]);
    let device = open(places.clone(), Vec::new(), &authority);
    for update in [&both, &update(&authority, "XX-ONE", 2)] {
        assert_eq!(device.install(update, &[], reading(0)).unwrap().code, Code::UpdateInstalled);
    }
    drop(device);
    let places = Places { updates: in_memory().updates, ..places };
    let device = open(places, Vec::new(), &authority);
    let other_two = changed(2, &|pack| pack.title.en.push('!'));
    let ends_another = changed(1, &|pack| pack.revokes.push("XX-THREE".to_owned()));
    for (beside, code) in [(other_two, Code::UpdateConflict), (ends_another, Code::UpdateOlder)] {
        assert_eq!(device.install(&bundle(vec![two(), beside]), &[], reading(0)).unwrap().code, code);
        assert_eq!(packs(&device), [BUILT_IN]);
    }
    assert_eq!(device.install(&both, &[], reading(0)).unwrap().code, Code::UpdateInstalled);
    let three = device.install(&update(&authority, "XX-THREE", 1), &[], reading(0)).unwrap();
    assert_eq!(three.code, Code::UpdateInstalled);
}

#[test]
fn what_was_replaced_and_left_behind_is_not_found_again() {
    let authority = authority();
    let places = in_memory();
    let device = open(places.clone(), Vec::new(), &authority);
    let updates = [1, 2].map(|sequence| update(&authority, "XX-ONE", sequence));
    for update in &updates {
        device.install(update, &[], reading(0)).unwrap();
    }
    drop(device);
    places.updates.put(name_of(&updates[0]).as_bytes(), &updates[0]).unwrap();
    places.updates.put(b"log", b"nonsense").unwrap();
    let device = open(places, Vec::new(), &authority);
    assert_eq!(
        (codes(&device), device.notices()[0].detail.as_str()),
        (vec!["updates-found-again".to_owned()], "1")
    );
    assert_eq!(device.updates(), [updates[1].clone()]);
}

#[test]
fn where_the_numbers_are_lost_with_the_log_what_may_be_installed_is_found_again() {
    let authority = authority();
    let places = in_memory();
    let device = open(places.clone(), Vec::new(), &authority);
    let updates = ["XX-ONE", "XX-TWO"].map(|id| update(&authority, id, 1));
    for update in &updates {
        device.install(update, &[], reading(0)).unwrap();
    }
    drop(device);
    let places = Places { updates: places.updates, ..in_memory() };
    places.updates.put(b"log", b"nonsense").unwrap();
    // What nobody this device knows has signed.
    let stranger = update(&Authority::new("Somebody", &Right::ALL), "XX-THREE", 1);
    places.updates.put(name_of(&stranger).as_bytes(), &stranger).unwrap();
    let device = open(places, Vec::new(), &authority);
    assert_eq!(
        (codes(&device), device.notices()[0].detail.as_str()),
        (vec!["updates-found-again".to_owned()], "2")
    );
    assert_eq!(packs(&device), [BUILT_IN, "XX-ONE", "XX-TWO"]);
}

#[test]
fn who_has_no_numbers_judges_by_no_older_log() {
    let authority = authority();
    let places = in_memory();
    let device = open(places.clone(), Vec::new(), &authority);
    let revoked = document("REVOKED", Content::Revocations(Revoked::default()));
    device.install(&authority.update(pack_document("XX-ONE", 1)), &[], reading(0)).unwrap();
    device.install(&authority.update(revoked), &[], reading(0)).unwrap();
    let log = places.updates.get(b"log").unwrap().unwrap();
    let onlooker = Places { database: None, ..places.clone() };
    for log in [&log[..log.len() - 1], &log[1..], b""] {
        places.updates.put(b"log", log).unwrap();
        let second = open(onlooker.clone(), Vec::new(), &authority);
        assert_eq!((codes(&second), packs(&second).len()), (vec!["updates-damaged".to_owned()], 1));
        assert_eq!(second.verifier().lost, souplesse_core::verifier::Lost::EVERYTHING);
    }
    places.updates.remove(b"log").unwrap();
    assert_eq!(codes(&open(onlooker, Vec::new(), &authority)), ["updates-damaged"]);
}

#[test]
fn who_only_looks_knows_by_the_numbers_beside_that_a_log_is_an_older_one() {
    let authority = authority();
    let places = in_memory();
    let device = open(places.clone(), Vec::new(), &authority);
    device.install(&authority.update(pack_document("XX-ONE", 1)), &[], reading(0)).unwrap();
    let older = places.updates.get(b"log").unwrap().unwrap();
    let withdrawal = Content::Withdrawal(Withdrawal { revokes: vec!["XX-ONE".to_owned()] });
    device.install(&authority.update(document("W-ONE", withdrawal)), &[], reading(0)).unwrap();
    let revoked = document("REVOKED", Content::Revocations(Revoked::default()));
    device.install(&authority.update(revoked), &[], reading(0)).unwrap();
    drop(device);
    let look = || open(Places { database: None, ..places.clone() }, Vec::new(), &authority);
    places.updates.put(b"log", &older).unwrap();
    let device = look();
    assert!(device.verifier().lost.for_passes);
    assert_eq!(
        (codes(&device).len(), packs(&device)),
        (2, vec!["FR-PSC-2021-08".to_owned()]),
        "it is withdrawn"
    );
    // The whole folder of updates is gone.
    let empty = Places { updates: in_memory().updates, database: None, ..places.clone() };
    let device = open(empty, Vec::new(), &authority);
    assert_eq!(device.verifier().lost, souplesse_core::verifier::Lost::EVERYTHING);
    // The numbers beside cannot be read.
    places.apart.put(b"witness", b"nonsense").unwrap();
    assert_eq!(look().verifier().lost, souplesse_core::verifier::Lost::EVERYTHING);
}

#[test]
fn numbers_that_are_lost_in_one_place_are_had_from_the_other_and_it_is_told() {
    let authority = authority();
    let places = in_memory();
    let device = open(places.clone(), Vec::new(), &authority);
    device.install(&authority.update(pack_document("XX-ONE", 2)), &[], reading(0)).unwrap();
    drop(device);
    let lost = Places { database: in_memory().database, updates: in_memory().updates, ..places.clone() };
    let device = open(lost, Vec::new(), &authority);
    assert_eq!(codes(&device), ["counters-raised", "updates-found-again", "updates-damaged"]);
    let older = authority.update(pack_document("XX-ONE", 1));
    assert_eq!(device.install(&older, &[], reading(0)).unwrap().code, Code::UpdateOlder);
    // The copy beside is made again from the database, without a word.
    let other = open(places.clone(), Vec::new(), &authority);
    other.acknowledge(reading(0)).unwrap();
    places.apart.remove(b"witness").unwrap();
    assert_eq!(codes(&open(places.clone(), Vec::new(), &authority)), [""; 0]);
    assert!(places.apart.get(b"witness").unwrap().is_some());
}

#[test]
fn what_was_lost_with_the_log_can_be_given_up_and_stays_so() {
    let authority = authority();
    let places = in_memory();
    let device = open(places.clone(), Vec::new(), &authority);
    let revoked = document("REVOKED", Content::Revocations(Revoked::default()));
    let updates = [authority.update(pack_document("XX-ONE", 3)), authority.update(revoked)];
    for update in &updates {
        assert_eq!(device.install(update, &[], reading(0)).unwrap().code, Code::UpdateInstalled);
    }
    drop(device);
    let places = Places { updates: in_memory().updates, ..places };
    let damaged = |device: &Device| codes(device).iter().filter(|code| *code == "updates-damaged").count();
    let device = open(places.clone(), Vec::new(), &authority);
    assert_eq!(damaged(&device), 2);
    for (kind, id, left) in [(DocumentKind::Revocations, "REVOKED", 1), (DocumentKind::Pack, "XX-ONE", 0)] {
        device.give_up(authority.number(), kind, id, reading(0)).unwrap().expect("it is waited for");
        assert_eq!(damaged(&device), left);
        assert_eq!(damaged(&open(places.clone(), Vec::new(), &authority)), left, "{id}");
    }
    // The numbers are kept, also when other updates come.
    device.install(&authority.update(pack_document("XX-TWO", 1)), &[], reading(0)).unwrap();
    let device = open(places, Vec::new(), &authority);
    assert_eq!(damaged(&device), 0);
    let older = authority.update(pack_document("XX-ONE", 2));
    assert_eq!(device.install(&older, &[], reading(0)).unwrap().code, Code::UpdateOlder);
    assert_eq!(device.install(&updates[0], &[], reading(0)).unwrap().code, Code::UpdateInstalled);
}

#[test]
fn a_log_of_a_newer_version_is_not_written_over() {
    let authority = authority();
    let places = in_memory();
    let mut newer = vec![2];
    let mut context = ring::digest::Context::new(&SHA256);
    for part in [&[2][..], &3_usize.to_be_bytes(), b"log", b"later"] {
        context.update(part);
    }
    newer.extend(&context.finish().as_ref()[..8]);
    newer.extend(b"later");
    places.updates.put(b"log", &newer).unwrap();
    let device = open(places.clone(), Vec::new(), &authority);
    assert_eq!(codes(&device), ["updates-damaged"]);
    device.install(&authority.update(pack_document("XX-ONE", 1)), &[], reading(0)).unwrap_err();
    assert_eq!(places.updates.get(b"log").unwrap(), Some(newer));
}
