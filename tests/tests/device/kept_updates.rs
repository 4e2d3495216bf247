//! What was accepted stays until its signer or a person ends it: whatever is lost meanwhile, and whatever comes.

use chrono::TimeDelta;
use serde_json::json;
use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::{
    Authorisation, Bundle, Content, Document, DocumentKind, Revoked, RuleSets, Standing, TrustList,
    Withdrawal,
};
use souplesse_core::device::{Device, Places};
use souplesse_core::{Code, Moment, Profile};
use souplesse_tests::authority::{Authority, evening, pack, pack_document};
use souplesse_tests::desk::{Desk, vaccination};
use souplesse_tests::device::{codes, in_memory, open, packs, reading};
use souplesse_tests::updates::{authority, document, shelf_of};

use super::name_of;

fn lose(places: &Places, bytes: &[u8]) {
    assert!(places.updates.get(name_of(bytes).as_bytes()).unwrap().is_some(), "it was kept");
    places.updates.remove(name_of(bytes).as_bytes()).unwrap();
}

fn rules(id: &str) -> Document {
    let set = json!({
        "id": id, "purpose": "travel", "from": "2021-08-01T00:00:00Z", "until": "2021-10-01T00:00:00Z", "rules": [],
    });
    document(id, Content::Rules(RuleSets { sets: vec![set.to_string()], value_sets: Vec::new() }))
}

/// One document of each kind that is judged by, and whether passes or packs rest on it.
fn kinds(desk: &Desk) -> Vec<(Document, bool, bool)> {
    let revoked = Revoked { keys: vec![desk.hcert.public.id.clone()], hashes: Vec::new() };
    vec![
        (document("REVOKED", Content::Revocations(revoked)), true, false),
        (document("TRUST", Content::Trust(TrustList { keys: vec![desk.hcert.public.clone()] })), true, false),
        (rules("RULES"), true, false),
        (pack_document("XX-ONE", 1), false, true),
    ]
}

#[test]
fn what_is_lost_is_not_forgotten_at_the_next_update_of_anything_else() {
    let (desk, authority) = (Desk::new(), authority());
    for (lost, for_passes, packs_too) in kinds(&desk) {
        let places = in_memory();
        let update = authority.update(lost.clone());
        let device = open(places.clone(), Vec::new(), &authority);
        device.install(&update, &[], reading(0)).unwrap();
        drop(device);
        lose(&places, &update);
        let told = |device: &Device| {
            let lost = device.verifier().lost;
            (codes(device), lost.for_passes, lost.packs)
        };
        let expected = (vec!["updates-damaged".to_owned()], for_passes, packs_too);
        let device = open(places.clone(), Vec::new(), &authority);
        assert_eq!(told(&device), expected, "{}", lost.id);
        // Every other kind comes, and the device is opened again: it is still told.
        for (number, (other, ..)) in
            kinds(&desk).into_iter().enumerate().filter(|(_, (other, ..))| other.id != lost.id)
        {
            assert_eq!(
                device.install(&authority.update(other), &[], reading(0)).unwrap().code,
                Code::UpdateInstalled
            );
            assert_eq!(told(&device), expected, "{} after {number}", lost.id);
            assert_eq!(
                told(&open(places.clone(), Vec::new(), &authority)),
                expected,
                "{} after {number}",
                lost.id
            );
        }
        // A lower number is refused by what the numbers know; the very same is welcome.
        assert_eq!(device.install(&update, &[], reading(0)).unwrap().code, Code::UpdateInstalled);
        assert_eq!(codes(&open(places, Vec::new(), &authority)), [""; 0], "{}", lost.id);
    }
}

/// What ends a loss.
type End<'e> = Box<dyn Fn(&Device) + 'e>;

#[test]
fn a_newer_version_a_withdrawal_or_a_person_ends_a_loss() {
    let authority = authority();
    let ends: [(&str, End<'_>); 3] = [
        (
            "a newer version",
            Box::new(|device| {
                let newer = Document { sequence: 2, ..pack_document("XX-ONE", 2) };
                assert_eq!(
                    device.install(&authority.update(newer), &[], reading(0)).unwrap().code,
                    Code::UpdateInstalled
                );
            }),
        ),
        (
            "its signer's withdrawal",
            Box::new(|device| {
                let withdrawal = Content::Withdrawal(Withdrawal { revokes: vec!["XX-ONE".to_owned()] });
                let update = authority.update(document("W-ONE", withdrawal));
                assert_eq!(device.install(&update, &[], reading(0)).unwrap().code, Code::UpdateInstalled);
            }),
        ),
        (
            "a person",
            Box::new(|device| {
                let given =
                    device.give_up(authority.number(), DocumentKind::Pack, "XX-ONE", reading(0)).unwrap();
                assert_eq!(
                    given.expect("it is waited for").up,
                    [(DocumentKind::Pack, "XX-ONE".to_owned(), 1)]
                );
                device.acknowledge(reading(0)).unwrap();
            }),
        ),
    ];
    for (what, end) in ends {
        let places = in_memory();
        let device = open(places.clone(), Vec::new(), &authority);
        let update = authority.update(pack_document("XX-ONE", 1));
        device.install(&update, &[], reading(0)).unwrap();
        lose(&places, &update);
        let device = open(places.clone(), Vec::new(), &authority);
        assert_eq!(codes(&device), ["updates-damaged"]);
        end(&device);
        assert_eq!(codes(&device), [""; 0], "{what}");
        assert_eq!(codes(&open(places, Vec::new(), &authority)), [""; 0], "{what}");
    }
}

#[test]
fn giving_up_takes_the_effect_away_is_told_and_keeps_the_number() {
    let (desk, authority) = (Desk::new(), authority());
    let places = in_memory();
    let device = open(places.clone(), Vec::new(), &authority);
    let trust = |sequence| {
        let content = Content::Trust(TrustList { keys: vec![desk.hcert.public.clone()] });
        authority.update(Document { sequence, ..document("TRUST", content) })
    };
    let revoked = Revoked { keys: vec![desk.hcert.public.id.clone()], hashes: Vec::new() };
    let revoked = authority.update(document("REVOKED", Content::Revocations(revoked)));
    for update in [&trust(2), &revoked] {
        assert_eq!(device.install(update, &[], reading(0)).unwrap().code, Code::UpdateInstalled);
    }
    let pass = vaccination().sign(&desk.hcert);
    let judge = |device: &Device| {
        let at = Moment::what_if(evening());
        device.verifier().check_code(pass.as_bytes(), at, Profile::Controller).code.to_string()
    };
    assert_eq!(judge(&device), "unknown-issuer");
    let kind = DocumentKind::Revocations;
    assert_eq!(device.give_up(authority.number(), kind, "NO-SUCH", reading(0)).unwrap(), None);
    device.give_up(authority.number(), kind, "REVOKED", reading(0)).unwrap().expect("it is there");
    assert_eq!((judge(&device), codes(&device)), ("valid".to_owned(), vec!["update-given-up".to_owned()]));
    let device = open(places.clone(), Vec::new(), &authority);
    assert_eq!((judge(&device), codes(&device)), ("valid".to_owned(), vec!["update-given-up".to_owned()]));
    device.acknowledge(reading(0)).unwrap();
    assert_eq!(codes(&open(places.clone(), Vec::new(), &authority)), [""; 0]);
    // The very same comes back where somebody installs it; an older list does not.
    assert_eq!(device.install(&revoked, &[], reading(0)).unwrap().code, Code::UpdateInstalled);
    assert_eq!(judge(&open(places.clone(), Vec::new(), &authority)), "unknown-issuer");
    device
        .give_up(authority.number(), DocumentKind::Trust, "TRUST", reading(0))
        .unwrap()
        .expect("it is there");
    assert_eq!(device.install(&trust(1), &[], reading(0)).unwrap().code, Code::UpdateOlder);
}

#[test]
fn what_a_given_up_version_had_replaced_comes_back_where_it_is_in_the_log_and_is_named() {
    let authority = authority();
    let device = open(in_memory(), Vec::new(), &authority);
    let both =
        authority.sign(&authority.bundle(vec![pack_document("XX-ONE", 1), pack_document("XX-TWO", 1)]));
    let newer = authority.update(pack_document("XX-ONE", 2));
    for update in [&both, &newer] {
        assert_eq!(device.install(update, &[], reading(0)).unwrap().code, Code::UpdateInstalled);
    }
    let given =
        device.give_up(authority.number(), DocumentKind::Pack, "XX-ONE", reading(0)).unwrap().unwrap();
    let back = given.back.iter().map(|back| (back.document.id.as_str(), back.document.sequence));
    assert_eq!(back.collect::<Vec<_>>(), [("XX-ONE", 1)]);
    assert_eq!(packs(&device), ["FR-PSC-2021-08", "XX-ONE", "XX-TWO"]);
    assert_eq!(device.notices()[0].detail, "pack XX-ONE, 2; + pack XX-ONE, 1");
    // By itself it was dropped when the newer one came.
    let device = open(in_memory(), Vec::new(), &authority);
    for sequence in [1, 2] {
        device.install(&authority.update(pack_document("XX-ONE", sequence)), &[], reading(0)).unwrap();
    }
    let given =
        device.give_up(authority.number(), DocumentKind::Pack, "XX-ONE", reading(0)).unwrap().unwrap();
    assert_eq!(given.back, []);
}

#[test]
fn installing_again_heals_whatever_has_come_since() {
    let (old, new) = (authority(), authority());
    let number = "07070707070707070707070707070707".to_owned();
    let leave = Authorisation { device: Some(number), until: evening() + TimeDelta::hours(9) };
    let supersedes = {
        let mut pack = pack("XX-NEW");
        pack.supersedes = vec!["XX-ONE".to_owned()];
        document("XX-NEW", Content::Pack(Box::new(pack)))
    };
    let trust = document("TRUST", Content::Trust(TrustList { keys: Vec::new() }));
    let both = old.sign(&old.bundle(vec![pack_document("XX-ONE", 1), trust]));
    let later = [
        ("nothing", vec![]),
        ("a successor", vec![old.update(document("NEXT", Content::Successor(new.anchor.clone())))]),
        ("what supersedes its pack", vec![old.update(supersedes)]),
        ("a leave", vec![old.update(document("LEAVE", Content::Authorisation(leave)))]),
    ];
    for (what, later) in later {
        let places = in_memory();
        let device = open(places.clone(), Vec::new(), &old);
        for update in [&both].into_iter().chain(&later) {
            assert_eq!(
                device.install(update, &[], reading(0)).unwrap().code,
                Code::UpdateInstalled,
                "{what}"
            );
        }
        drop(device);
        // The file of the device's number too: a leave for another device is nobody's.
        places.apart.remove(b"device").unwrap();
        lose(&places, &both);
        let with_other_number = {
            let built_in = BuiltIn::load().verifier();
            Device::open(
                places.clone(),
                Vec::new(),
                (built_in, shelf_of(&old)),
                [8; 16],
                reading(60 * 86_400),
            )
        };
        let told = codes(&with_other_number);
        assert!(!told.is_empty() && told.iter().all(|code| code == "updates-damaged"), "{what}: {told:?}");
        // Long after its date: what was accepted once is asked nothing but whether it is the same.
        let again = with_other_number.install(&both, &[], reading(60 * 86_400)).unwrap();
        assert_eq!(again.code, Code::UpdateInstalled, "{what}: {:?}", again.detail);
        assert_eq!(codes(&with_other_number), [""; 0], "{what}");
        assert_eq!(with_other_number.controller_until(evening()), None, "{what}");
    }
}

/// What heals a loss may hold an older version of something else beside it, which was never accepted for all that is known.
#[test]
fn what_comes_beside_what_heals_a_loss_never_comes_into_force() {
    let authority = authority();
    let trust = document("TRUST", Content::Trust(TrustList { keys: Vec::new() }));
    let (lost, newer) = (authority.update(trust.clone()), authority.update(pack_document("XX-ONE", 2)));
    let both = authority.sign(&authority.bundle(vec![pack_document("XX-ONE", 1), trust]));
    let places = in_memory();
    let device = open(places.clone(), Vec::new(), &authority);
    for update in [&newer, &lost] {
        assert_eq!(device.install(update, &[], reading(0)).unwrap().code, Code::UpdateInstalled);
    }
    drop(device);
    lose(&places, &lost);
    let device = open(places, Vec::new(), &authority);
    assert_eq!(codes(&device), ["updates-damaged"]);
    assert_eq!(device.install(&both, &[], reading(0)).unwrap().code, Code::UpdateInstalled);
    assert_eq!(codes(&device), [""; 0]);
    let given =
        device.give_up(authority.number(), DocumentKind::Pack, "XX-ONE", reading(0)).unwrap().unwrap();
    assert_eq!(given.back, []);
    assert_eq!(packs(&device), ["FR-PSC-2021-08"]);
}

#[test]
fn a_device_that_is_pinned_to_the_successor_alone_keeps_what_was_signed_before() {
    let (old, new) = (authority(), Authority::new("new", &souplesse_core::bundle::Right::ALL));
    let places = in_memory();
    let device = open(places.clone(), Vec::new(), &old);
    for update in [
        old.update(pack_document("XX-ONE", 1)),
        old.update(document("NEXT", Content::Successor(new.anchor.clone()))),
    ] {
        assert_eq!(device.install(&update, &[], reading(0)).unwrap().code, Code::UpdateInstalled);
    }
    let device = open(places.clone(), Vec::new(), &new);
    assert_eq!(
        (codes(&device), packs(&device)),
        (vec![], vec!["FR-PSC-2021-08".to_owned(), "XX-ONE".to_owned()])
    );
    let anchors = device.shelf().anchors();
    let retired = anchors.iter().find(|known| known.key == old.number()).expect("it is named");
    assert_eq!((retired.standing, retired.successor), (Standing::NotGiven, Some(new.number())));
    assert_eq!(
        device.install(&new.update(pack_document("XX-TWO", 1)), &[], reading(0)).unwrap().code,
        Code::UpdateInstalled
    );
    assert_eq!(codes(&open(places, Vec::new(), &new)), [""; 0]);
}

#[test]
fn a_key_that_is_given_no_longer_signs_nothing_new_and_what_it_signed_stays() {
    let (gone, other) = (authority(), authority());
    let places = in_memory();
    let device = open(places.clone(), Vec::new(), &gone);
    device.install(&gone.update(pack_document("XX-ONE", 1)), &[], reading(0)).unwrap();
    let device = open(places, Vec::new(), &other);
    assert_eq!((codes(&device), packs(&device).len()), (vec![], 2));
    let next = gone.update(pack_document("XX-TWO", 1));
    assert_eq!(device.install(&next, &[], reading(0)).unwrap().code, Code::UpdateUnknownAnchor);
    assert_eq!(
        device.install(&next, std::slice::from_ref(&gone.anchor), reading(0)).unwrap().code,
        Code::UpdateInstalled
    );
}

#[test]
fn updates_of_the_demonstration_are_never_on_the_disk() {
    let places = in_memory();
    let built_in = BuiltIn::load();
    let open =
        |shelf| Device::open(places.clone(), Vec::new(), (built_in.verifier(), shelf), [7; 16], reading(0));
    let demonstration = Authority::demonstration();
    let device = open(built_in.demonstration_shelf());
    let taken = device.install(&demonstration.update(pack_document("XX-DEMO", 1)), &[], reading(0)).unwrap();
    assert_eq!((taken.code, packs(&device).len()), (Code::UpdateInstalled, 2));
    let mut files = 0;
    places
        .updates
        .scan(b"", &mut |_, _| {
            files += 1;
            Ok(())
        })
        .unwrap();
    assert_eq!(files, 0);
    for shelf in [built_in.shelf(), built_in.demonstration_shelf()] {
        let device = open(shelf);
        assert_eq!((codes(&device), packs(&device).len()), (vec![], 1));
    }
}

#[test]
fn documents_of_one_update_count_in_the_same_way_at_once_and_after_a_restart() {
    let authority = authority();
    let mut newer = pack("XX-NEW");
    newer.supersedes = vec!["XX-ONE".to_owned()];
    let newer = document("XX-NEW", Content::Pack(Box::new(newer)));
    for documents in
        [vec![newer.clone(), pack_document("XX-ONE", 1)], vec![pack_document("XX-ONE", 1), newer]]
    {
        let places = in_memory();
        let device = open(places.clone(), Vec::new(), &authority);
        let update = authority.sign(&authority.bundle(documents));
        assert_eq!(device.install(&update, &[], reading(0)).unwrap().code, Code::UpdateInstalled);
        assert_eq!(packs(&device), ["FR-PSC-2021-08", "XX-NEW"]);
        assert_eq!(packs(&open(places, Vec::new(), &authority)), ["FR-PSC-2021-08", "XX-NEW"]);
        assert_eq!(device.install(&update, &[], reading(0)).unwrap().code, Code::UpdateAlreadyInstalled);
    }
}

#[test]
fn the_time_of_an_update_that_was_not_kept_counts_for_nothing() {
    // A bundle for tomorrow, refused, leaves no trace in the numbers.
    let authority = authority();
    let places = in_memory();
    let device = open(places.clone(), Vec::new(), &authority);
    let bundle = authority.bundle(vec![pack_document("XX-ONE", 5)]);
    let tomorrow = authority.sign(&Bundle { issued: evening() + TimeDelta::hours(25), ..bundle });
    assert_eq!(device.install(&tomorrow, &[], reading(0)).unwrap().code, Code::UpdateFromFuture);
    assert_eq!(
        device.install(&authority.update(pack_document("XX-ONE", 1)), &[], reading(0)).unwrap().code,
        Code::UpdateInstalled
    );
    assert_eq!(codes(&open(places, Vec::new(), &authority)), [""; 0]);
}
