//! What a device keeps from run to run, and what it judges by when something of it is lost.

use std::sync::Arc;

use souplesse_core::bundle::{Content, DocumentKind, Withdrawal};
use souplesse_core::device::Places;
use souplesse_core::store::{Memory, Store, StoreError};
use souplesse_core::{Code, Moment, Outcome};
use souplesse_tests::device::{codes, in_folder, in_memory, name, open, packs, reading, wall};
use souplesse_tests::updates::{authority, document};

use super::{BUILT_IN, update};

#[test]
fn updates_are_in_force_again_after_a_restart() {
    let authority = authority();
    let folder = tempfile::tempdir().unwrap();
    let device = in_folder(folder.path(), &authority);
    assert_eq!(codes(&device), [""; 0]);
    for (id, sequence, code) in [
        ("XX-ONE", 1, Code::UpdateInstalled),
        ("XX-TWO", 3, Code::UpdateInstalled),
        ("XX-ONE", 1, Code::UpdateAlreadyInstalled),
        ("XX-TWO", 2, Code::UpdateOlder),
    ] {
        assert_eq!(device.install(&update(&authority, id, sequence), &[], reading(0)).unwrap().code, code);
    }
    let number = device.shelf().device;
    assert_eq!(number.as_deref(), Some("07070707070707070707070707070707"));
    drop(device);
    let device = in_folder(folder.path(), &authority);
    assert_eq!(packs(&device), [BUILT_IN, "XX-ONE", "XX-TWO"]);
    assert_eq!((codes(&device), device.shelf().device), (vec![], number));
    assert_eq!(
        device.install(&update(&authority, "XX-TWO", 2), &[], reading(0)).unwrap().code,
        Code::UpdateOlder
    );
}

#[test]
fn a_key_given_with_an_update_is_kept_with_it() {
    let (product, authority) = (authority(), authority());
    let folder = tempfile::tempdir().unwrap();
    let device = in_folder(folder.path(), &product);
    let bytes = update(&authority, "XX-ONE", 1);
    assert_eq!(device.install(&bytes, &[], reading(0)).unwrap().code, Code::UpdateUnknownAnchor);
    let anchors = [product.anchor.clone(), authority.anchor.clone()];
    assert_eq!(device.install(&bytes, &anchors, reading(0)).unwrap().code, Code::UpdateInstalled);
    drop(device);
    assert_eq!(packs(&in_folder(folder.path(), &product)), [BUILT_IN, "XX-ONE"]);
}

#[test]
fn a_withdrawal_outlives_its_pack_and_the_counters() {
    let authority = authority();
    let places = in_memory();
    let device = open(places.clone(), Vec::new(), &authority);
    device.install(&update(&authority, "XX-ONE", 1), &[], reading(0)).unwrap();
    let withdrawal =
        Content::Withdrawal(Withdrawal { revokes: vec!["XX-ONE".to_owned(), BUILT_IN.to_owned()] });
    device.install(&authority.update(document("END", withdrawal)), &[], reading(0)).unwrap();
    assert_eq!(packs(&device), [""; 0]);
    assert_eq!(device.updates().len(), 1, "the withdrawn pack is needed no longer");
    // The whole database is lost.
    let lost = Places { database: Some(Arc::<Memory>::default()), ..places };
    let device = open(lost.clone(), Vec::new(), &authority);
    assert_eq!(codes(&device), ["counters-raised"]);
    assert_eq!(packs(&device), [""; 0]);
    let again = device.install(&update(&authority, "XX-ONE", 2), &[], reading(0)).unwrap();
    assert_eq!(again.code, Code::UpdateWithdrawn);
    device.acknowledge(reading(0)).unwrap();
    assert_eq!(codes(&open(lost, Vec::new(), &authority)), [""; 0], "it is told until somebody has read it");
}

#[test]
fn a_damaged_or_missing_update_is_told_until_it_comes_again_and_the_others_hold() {
    let authority = authority();
    let (one, two) = (update(&authority, "XX-ONE", 1), update(&authority, "XX-TWO", 1));
    for damage in [None, Some(b"nonsense".as_slice()), Some(two.as_slice())] {
        let places = in_memory();
        let device = open(places.clone(), Vec::new(), &authority);
        device.install(&one, &[], reading(0)).unwrap();
        device.install(&two, &[], reading(0)).unwrap();
        let key = file_of(&*places.updates, &one);
        match damage {
            Some(bytes) => places.updates.put(&key, bytes).unwrap(),
            None => places.updates.remove(&key).unwrap(),
        }
        let device = open(places.clone(), Vec::new(), &authority);
        assert_eq!(
            (codes(&device), packs(&device)),
            (vec!["updates-damaged".to_owned()], vec![BUILT_IN.to_owned(), "XX-TWO".to_owned()])
        );
        assert_eq!(device.install(&one, &[], reading(0)).unwrap().code, Code::UpdateInstalled);
        assert_eq!(
            (codes(&device), packs(&device)),
            (vec![], [BUILT_IN, "XX-ONE", "XX-TWO"].map(str::to_owned).to_vec())
        );
    }
}

#[test]
fn a_second_process_has_no_register_and_the_very_same_updates() {
    let authority = authority();
    let folder = tempfile::tempdir().unwrap();
    let first = in_folder(folder.path(), &authority);
    first.install(&update(&authority, "XX-ONE", 1), &[], reading(0)).unwrap();
    let second = in_folder(folder.path(), &authority);
    assert_eq!(codes(&second), ["register-in-use"]);
    assert_eq!(packs(&second), packs(&first));
    assert!(second.register().is_none());
    // What the first one installs later is taken over by the second when it looks.
    assert!(!second.refresh(|| reading(0)));
    first.install(&update(&authority, "XX-TWO", 1), &[], reading(0)).unwrap();
    assert!(second.refresh(|| reading(0)) && !second.refresh(|| reading(0)) && !first.refresh(|| reading(0)));
    assert_eq!(packs(&second), packs(&first));
}

#[test]
fn a_second_process_installs_beside_the_first_which_takes_it_over() {
    let authority = authority();
    let folder = tempfile::tempdir().unwrap();
    let first = in_folder(folder.path(), &authority);
    let second = in_folder(folder.path(), &authority);
    for (id, sequence, code) in [
        ("XX-ONE", 2, Code::UpdateInstalled),
        ("XX-TWO", 1, Code::UpdateInstalled),
        ("XX-ONE", 1, Code::UpdateOlder),
        ("XX-TWO", 1, Code::UpdateAlreadyInstalled),
    ] {
        assert_eq!(second.install(&update(&authority, id, sequence), &[], reading(0)).unwrap().code, code);
    }
    assert_eq!(packs(&first), [BUILT_IN]);
    assert!(first.refresh(|| reading(0)) && !first.refresh(|| reading(0)));
    assert_eq!(packs(&first), [BUILT_IN, "XX-ONE", "XX-TWO"]);
    // Neither writes over what the other one has installed, whether it has looked or not.
    second.install(&update(&authority, "XX-THREE", 1), &[], reading(0)).unwrap();
    first.install(&update(&authority, "XX-FOUR", 1), &[], reading(0)).unwrap();
    assert_eq!(packs(&first), [BUILT_IN, "XX-FOUR", "XX-ONE", "XX-THREE", "XX-TWO"]);
    assert_eq!(codes(&first), [""; 0]);
    // The numbers are in the database too, and outlive the copy beside it.
    drop((first, second));
    std::fs::remove_file(folder.path().join("witness")).unwrap();
    std::fs::remove_file(folder.path().join("updates/log")).unwrap();
    let again = in_folder(folder.path(), &authority);
    assert_eq!(
        again.install(&update(&authority, "XX-ONE", 1), &[], reading(0)).unwrap().code,
        Code::UpdateOlder
    );
}

#[test]
fn many_processes_install_at_once_and_nothing_is_lost() {
    let authority = authority();
    let folder = tempfile::tempdir().unwrap();
    let ids = (0..24).map(|number| format!("XX-{number:02}")).collect::<Vec<_>>();
    let devices = (0..4).map(|_| in_folder(folder.path(), &authority)).collect::<Vec<_>>();
    std::thread::scope(|scope| {
        for (device, ids) in devices.iter().zip(ids.chunks(6)) {
            let authority = &authority;
            scope.spawn(move || {
                for id in ids {
                    device.install(&update(authority, id, 1), &[], reading(0)).unwrap();
                }
            });
        }
    });
    drop(devices);
    let device = in_folder(folder.path(), &authority);
    assert_eq!((codes(&device), packs(&device).len()), (vec![], 1 + ids.len()));
}

#[test]
fn who_only_looks_installs_nothing_and_a_second_process_takes_nothing_away() {
    let authority = authority();
    let folder = tempfile::tempdir().unwrap();
    let first = in_folder(folder.path(), &authority);
    first.install(&update(&authority, "XX-ONE", 1), &[], reading(0)).unwrap();
    let looks = open(Places::to_look_at(folder.path()), Vec::new(), &authority);
    let refused = looks.install(&update(&authority, "XX-TWO", 1), &[], reading(0));
    assert!(matches!(refused, Err(StoreError::InUse { .. })));
    let second = in_folder(folder.path(), &authority);
    let author = authority.anchor.number().unwrap();
    let refused = second.give_up(author, DocumentKind::Pack, "XX-ONE", reading(0));
    assert!(matches!(refused, Err(StoreError::InUse { .. })));
    assert!(matches!(second.remove_anchor(author, reading(0)), Err(StoreError::InUse { .. })));
    // Without the copy of the numbers nobody beside the register knows what would be older.
    std::fs::write(folder.path().join("witness"), "?").unwrap();
    let blind = second.install(&update(&authority, "XX-TWO", 1), &[], reading(0));
    assert!(matches!(blind, Err(StoreError::Damaged { .. })));
    assert_eq!(packs(&in_folder(folder.path(), &authority)).len(), 2);
}

#[test]
fn checks_are_counted_for_the_shift_that_is_open() {
    let authority = authority();
    let folder = tempfile::tempdir().unwrap();
    let device = in_folder(folder.path(), &authority);
    device.count(Outcome::Valid);
    device.settle(reading(1));
    device.register().unwrap().name(name("Anne"), wall(2)).unwrap();
    device.register().unwrap().open_shift(vec![name("Anne")], wall(3)).unwrap();
    for _ in 0..3 {
        device.count(Outcome::Valid);
    }
    device.count(Outcome::Refused);
    device.moment(reading(10));
    device.settle(reading(11));
    drop(device);
    let device = in_folder(folder.path(), &authority);
    let counts = device.register().unwrap().close_shift(wall(20)).unwrap();
    assert_eq!((counts.valid, counts.refused, counts.total()), (3, 1, 4), "nothing of before the shift");
}

#[test]
fn a_clock_behind_what_was_seen_marks_verdicts_and_is_kept() {
    let authority = authority();
    let folder = tempfile::tempdir().unwrap();
    let hour = 3600;
    in_folder(folder.path(), &authority).moment(reading(hour));
    let device = in_folder(folder.path(), &authority);
    let moment = device.moment(reading(60));
    assert_eq!((moment.clock_behind, moment.device), (Some(wall(hour)), Some(wall(hour))));
    let profile = souplesse_core::Profile::Venue;
    let verdict = device.verifier().check_code(b"HC1:", moment, profile);
    assert!(verdict.is_stale() && verdict.reasons.iter().any(|reason| reason.code == Code::ClockBehind));
    let what_if = device.verifier().check_code(b"HC1:", Moment::what_if(wall(60)), profile);
    assert!(!what_if.is_stale(), "a what-if has no clock");
    device.acknowledge(reading(60)).unwrap();
    assert_eq!(device.moment(reading(61)).clock_behind, None);
    drop(device);
    assert_eq!(in_folder(folder.path(), &authority).moment(reading(62)).clock_behind, None);
}

/// The key under which these bytes are kept.
fn file_of(store: &dyn Store, bytes: &[u8]) -> Vec<u8> {
    let mut found = None;
    store
        .scan(b"", &mut |key, value| {
            if value == bytes {
                found = Some(key.to_vec());
            }
            Ok(())
        })
        .unwrap();
    found.expect("it is kept as it was signed")
}
