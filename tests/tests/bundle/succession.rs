//! Who follows whom: what is known is never touched by another's word.

use chrono::TimeDelta;
use souplesse_core::Code;
use souplesse_core::bundle::{
    Bundle, Content, Document, Revoked, Right, Shelf, Standing, TrustList, Withdrawal,
};
use souplesse_core::trust::KeyId;
use souplesse_tests::authority::{Authority, evening, pack_document};
use souplesse_tests::updates::{device, document, furnished, install, packs, shelf_of};

fn successor(old: &Authority, new: &Authority) -> Vec<u8> {
    let id = format!("KEY-{}", new.number()).to_ascii_uppercase();
    old.update(document(&id, Content::Successor(new.anchor.clone())))
}

fn revocations(id: &str, kid: &[u8]) -> Document {
    let revoked = Revoked { keys: vec![KeyId::Kid(kid.to_vec())], hashes: Vec::new() };
    document(id, Content::Revocations(revoked))
}

/// Two that are pinned: one for packs alone, and one for everything.
fn low_and_high() -> (Authority, Authority, Shelf) {
    let low = Authority::new("Low (packs only)", &[Right::Pack]);
    let high = Authority::new("Ministry", &Right::ALL);
    let mut shelf = shelf_of(&low);
    shelf.pin(high.anchor.clone());
    (low, high, shelf)
}

#[test]
fn a_pinned_key_that_another_names_as_its_successor_stays_what_it_is() {
    let (low, high, mut shelf) = low_and_high();
    let desk = souplesse_tests::desk::Desk::new();
    let kid = match &desk.hcert.public.id {
        KeyId::Kid(kid) => kid.clone(),
        KeyId::TwoDDoc(_) => unreachable!("the desk signs certificates"),
    };
    let withdrawal = Content::Withdrawal(Withdrawal { revokes: vec!["XX-GONE".to_owned()] });
    for update in [
        high.update(pack_document("XX-ONE", 2)),
        high.update(pack_document("XX-GONE", 1)),
        high.update(document("W-GONE", withdrawal)),
        high.update(revocations("REVOKED", &kid)),
    ] {
        assert_eq!(install(&mut shelf, &update, device()), Code::UpdateInstalled);
    }
    assert_eq!(install(&mut shelf, &successor(&low, &high), device()), Code::UpdateInstalled);

    // Its name, its rights, its numbers and its withdrawals.
    let trust =
        high.update(document("TRUST", Content::Trust(TrustList { keys: vec![desk.hcert.public.clone()] })));
    let update = shelf.install(&trust, device());
    assert_eq!((update.code, update.signer.as_deref()), (Code::UpdateInstalled, Some("Ministry")));
    assert_eq!(install(&mut shelf, &high.update(pack_document("XX-ONE", 1)), device()), Code::UpdateOlder);
    assert_eq!(
        install(&mut shelf, &high.update(pack_document("XX-GONE", 2)), device()),
        Code::UpdateWithdrawn
    );
    // Its revocations are in force, also over the key that came behind them.
    assert!(furnished(&shelf).trust.keys().all(|key| key.public != desk.hcert.public.public));
    // The one that named it signs nothing new, and what it is told that the two are not one.
    assert_eq!(
        install(&mut shelf, &low.update(pack_document("XX-LOW", 1)), device()),
        Code::UpdateNotForAnchor
    );
    let anchors = shelf.anchors();
    let known = anchors.iter().find(|known| known.key == low.number()).expect("it is known still");
    assert_eq!((known.successor, known.successor_was_known), (Some(high.number()), true));
}

#[test]
fn a_fleet_that_pinned_both_keys_keeps_what_the_new_one_signed_before_the_succession() {
    let (old, new) = (Authority::new("old", &Right::ALL), Authority::new("new", &Right::ALL));
    let mut shelf = shelf_of(&old);
    shelf.pin(new.anchor.clone());
    assert_eq!(install(&mut shelf, &new.update(pack_document("XX-ONE", 3)), device()), Code::UpdateInstalled);
    assert_eq!(install(&mut shelf, &old.update(pack_document("XX-OLD", 1)), device()), Code::UpdateInstalled);
    assert_eq!(install(&mut shelf, &successor(&old, &new), device()), Code::UpdateInstalled);
    assert_eq!(install(&mut shelf, &new.update(pack_document("XX-ONE", 2)), device()), Code::UpdateOlder);
    let mut held = packs(&shelf);
    held.sort();
    assert_eq!(held, ["FR-PSC-2021-08", "XX-OLD", "XX-ONE"]);
}

#[test]
fn the_first_succession_stands_and_the_name_of_before_stays_beside_the_new_one() {
    let low = Authority::new("Low (packs only)", &[Right::Pack]);
    let (new, other) = (Authority::new("Ministry", &Right::ALL), Authority::new("other", &Right::ALL));
    let mut shelf = shelf_of(&low);
    let offered = shelf.preview(&successor(&low, &new), device());
    let souplesse_core::bundle::Brings::Successor { name, key, .. } = &offered.documents[0].brings else {
        panic!("a successor")
    };
    assert_eq!(
        (name.as_str(), *key),
        ("Ministry", Some(new.number())),
        "it is shown before anybody consents"
    );
    assert_eq!(install(&mut shelf, &successor(&low, &new), device()), Code::UpdateInstalled);
    let second = low.update(document("ANOTHER", Content::Successor(other.anchor.clone())));
    assert_eq!(install(&mut shelf, &second, device()), Code::UpdateNotForAnchor);

    let update = shelf.install(&new.update(pack_document("XX-ONE", 1)), device());
    let names = (update.signer.as_deref(), update.signer_before.as_deref());
    assert_eq!((update.code, names), (Code::UpdateInstalled, (Some("Ministry"), Some("Low (packs only)"))));
    let trust = new.update(document("TRUST", Content::Trust(TrustList { keys: Vec::new() })));
    assert_eq!(
        install(&mut shelf, &trust, device()),
        Code::UpdateNotForAnchor,
        "no more than its predecessor"
    );

    // Who pins it has looked: its own rights and its own name alone.
    shelf.pin_for_good(new.anchor.clone());
    assert_eq!(install(&mut shelf, &trust, device()), Code::UpdateInstalled);
    assert!(shelf.contents().iter().all(|held| held.signer_before.is_none()));
    assert_eq!(
        install(&mut shelf, &new.update(pack_document("XX-ONE", 1)), device()),
        Code::UpdateAlreadyInstalled
    );
}

#[test]
fn a_chain_of_successors_shows_the_name_that_a_person_pinned() {
    let keys = [1, 2, 3].map(|number| Authority::new(&format!("key {number}"), &[Right::Pack]));
    let mut shelf = shelf_of(&keys[0]);
    for pair in keys.windows(2) {
        assert_eq!(install(&mut shelf, &successor(&pair[0], &pair[1]), device()), Code::UpdateInstalled);
    }
    let update = shelf.install(&keys[2].update(pack_document("XX-ONE", 1)), device());
    assert_eq!((update.signer.as_deref(), update.signer_before.as_deref()), (Some("key 3"), Some("key 1")));
    let standings = keys.each_ref().map(|key| {
        let anchors = shelf.anchors();
        anchors.iter().find(|known| known.key == key.number()).map(|known| known.standing)
    });
    assert_eq!(standings, [Some(Standing::Given), Some(Standing::Inherited), Some(Standing::Inherited)]);
}

#[test]
fn a_key_that_is_taken_away_takes_its_documents_with_it_and_its_numbers_stay() {
    let (kept, gone) = (Authority::new("kept", &Right::ALL), Authority::new("gone", &Right::ALL));
    let mut shelf = shelf_of(&kept);
    shelf.pin_for_good(gone.anchor.clone());
    assert!(shelf.remove_anchor(kept.number()).is_none(), "it is given at every start");
    for update in [gone.update(pack_document("XX-ONE", 2)), kept.update(pack_document("XX-TWO", 1))] {
        assert_eq!(install(&mut shelf, &update, device()), Code::UpdateInstalled);
    }
    let given = shelf.remove_anchor(gone.number()).expect("it is known");
    assert_eq!(given.up.iter().map(|(_, id, _)| id.as_str()).collect::<Vec<_>>(), ["XX-ONE"]);
    assert_eq!(packs(&shelf), ["FR-PSC-2021-08", "XX-TWO"]);
    assert_eq!(
        install(&mut shelf, &gone.update(pack_document("XX-NEW", 1)), device()),
        Code::UpdateUnknownAnchor
    );
    shelf.pin_for_good(gone.anchor.clone());
    assert_eq!(packs(&shelf), ["FR-PSC-2021-08", "XX-TWO"], "they do not come back by themselves");
    assert_eq!(install(&mut shelf, &gone.update(pack_document("XX-ONE", 1)), device()), Code::UpdateOlder);
    assert_eq!(
        install(&mut shelf, &gone.update(pack_document("XX-ONE", 2)), device()),
        Code::UpdateInstalled
    );
}

#[test]
fn what_a_succession_comes_to_is_shown_before_anybody_consents() {
    let (low, high, shelf) = low_and_high();
    let stranger = Authority::new("stranger", &Right::ALL);
    let shown = |shelf: &Shelf, update: &[u8]| {
        let documents = shelf.preview(update, device()).documents;
        let souplesse_core::bundle::Brings::Successor { may_sign, is_known, .. } = &documents[0].brings
        else {
            panic!("no successor: {documents:?}")
        };
        (may_sign.clone(), *is_known)
    };
    // It asks for everything, and gets what its predecessor had.
    assert_eq!(shown(&shelf, &successor(&low, &stranger)), (vec![Right::Pack], false));
    assert_eq!(shown(&shelf, &successor(&low, &high)), (Right::ALL.to_vec(), true));
    // Somebody else has named it before: it is no heir of the second, and that is shown.
    let mut shelf = shelf;
    assert_eq!(install(&mut shelf, &successor(&low, &stranger), device()), Code::UpdateInstalled);
    assert_eq!(shown(&shelf, &successor(&high, &stranger)), (vec![Right::Pack], true));
    assert_eq!(
        shown(&shelf, &successor(&low, &stranger)),
        (vec![Right::Pack], false),
        "the same poster again"
    );
}

#[test]
fn who_had_its_rights_of_a_key_that_is_taken_away_is_named() {
    let (old, new) = (Authority::new("old", &[Right::Pack]), Authority::new("new", &[Right::Pack]));
    let mut shelf = shelf_of(&authority_of_none());
    shelf.pin_for_good(old.anchor.clone());
    assert_eq!(install(&mut shelf, &successor(&old, &new), device()), Code::UpdateInstalled);
    let given = shelf.remove_anchor(old.number()).expect("it is known");
    assert_eq!(given.silenced.iter().map(|known| known.name.as_str()).collect::<Vec<_>>(), ["new"]);
}

/// Somebody who signs nothing here.
fn authority_of_none() -> Authority {
    Authority::new("none", &[])
}

#[test]
fn keys_that_everybody_has_come_in_no_update_whatever_id_they_bear() {
    let authority = souplesse_tests::updates::authority();
    let built_in = souplesse_core::built_in::BuiltIn::load();
    let everybodys = built_in.everybodys_keys.iter().chain(&built_in.demonstration_keys);
    let mut count = 0;
    for key in everybodys {
        let mut renamed = key.clone();
        renamed.id = KeyId::Kid(b"innocent".to_vec());
        for key in [key.clone(), renamed] {
            let list = document("TRUST", Content::Trust(TrustList { keys: vec![key] }));
            assert_eq!(
                install(&mut shelf_of(&authority), &authority.update(list), device()),
                Code::UpdateDemonstration
            );
            count += 1;
        }
    }
    assert!(count >= 8, "{count} keys");
}

#[test]
fn an_open_leave_lasts_a_day_whatever_date_it_bears() {
    let authority = souplesse_tests::updates::authority();
    let leave = |issued: i64, until: i64| {
        let until = evening() + TimeDelta::hours(until);
        let content = Content::Authorisation(souplesse_core::bundle::Authorisation { device: None, until });
        let bundle = authority.bundle(vec![document("LEAVE", content)]);
        authority.sign(&Bundle { issued: evening() + TimeDelta::hours(issued), ..bundle })
    };
    for (issued, until, code) in [
        (0, 24, Code::UpdateInstalled),
        (24, 24, Code::UpdateInstalled),
        (24, 48, Code::UpdateTooLong),
        (23, 25, Code::UpdateTooLong),
        (-10, 14, Code::UpdateInstalled),
        (-10, 15, Code::UpdateTooLong),
    ] {
        assert_eq!(
            install(&mut shelf_of(&authority), &leave(issued, until), device()),
            code,
            "{issued} to {until}"
        );
    }
}
