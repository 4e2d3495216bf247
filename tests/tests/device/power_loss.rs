//! The power is lost between any two steps of whatever a device keeps: what it has acknowledged is there, and what it has
//! not is there as a whole or not at all.

use souplesse_core::bundle::{Content, DocumentKind, Right};
use souplesse_core::device::Device;
use souplesse_tests::authority::{Authority, pack_document};
use souplesse_tests::device::{codes, name, open, reading, wall};
use souplesse_tests::power::{Loss, World};
use souplesse_tests::updates::{authority, document};

/// What is done with a device; whether it was acknowledged.
type Act<'a> = &'a dyn Fn(&Device) -> bool;

/// What may be told afterwards although nothing is lost: that somebody gave something up.
const GIVEN_UP: &str = "update-given-up";

/// Loses the power after each step of `act`, which begins with opening the device that `before` has left.
fn lose_power_everywhere(what: &str, authority: &Authority, before: Act<'_>, act: Act<'_>) {
    let prepare = || {
        let world = World::empty();
        assert!(before(&open(world.places(), Vec::new(), authority)), "{what}: prepared");
        world.settled()
    };
    let whole = prepare();
    let untouched = state(&open(whole.settled().places(), Vec::new(), authority));
    assert!(act(&open(whole.places(), Vec::new(), authority)), "{what}: done");
    let steps = whole.steps();
    let done = state(&open(whole.settled().places(), Vec::new(), authority));
    assert_ne!(untouched, done, "{what}: it changes something");
    let mut acknowledged = 0;
    for step in 0..=steps {
        let world = prepare();
        world.lose_power_after(step);
        let is_acknowledged = act(&open(world.places(), Vec::new(), authority)) && !world.was_refused();
        acknowledged += usize::from(is_acknowledged);
        for loss in Loss::extremes() {
            let place = format!("{what}, after step {step} of {steps}, {loss:?}");
            let after = world.after(loss);
            let device = open(after.places(), Vec::new(), authority);
            let mut told = codes(&device);
            told.retain(|code| code != GIVEN_UP);
            assert_eq!(told, [""; 0], "{place}");
            let found = state(&device);
            assert!(found == done || (found == untouched && !is_acknowledged), "{place}: {found}");
            drop(device);
            // It goes on from there.
            let again = open(after.places(), Vec::new(), authority);
            assert_eq!(state(&again), found, "{place}");
            act(&again);
            assert_eq!(state(&again), done, "{place}");
        }
    }
    assert!(acknowledged > 0, "{what}: with all its steps it is acknowledged");
    println!("{what}: {steps} steps, {} losses", (steps + 1) * Loss::extremes().len());
}

/// All that is installed, who may sign, and who is named in the register.
fn state(device: &Device) -> String {
    let shelf = device.shelf();
    let named = device.register().map(|register| register.named().len());
    let (contents, anchors, missing) = (shelf.contents(), shelf.anchors(), shelf.missing());
    format!("{contents:?} {anchors:?} {missing:?} {:?} {named:?}", shelf.counters())
}

fn takes(device: &Device, update: &[u8]) -> bool {
    device.install(update, &[], reading(0)).is_ok_and(|update| update.is_taken())
}

#[test]
fn an_install_is_whole_or_not_at_all() {
    let authority = authority();
    let one = authority.update(pack_document("XX-ONE", 1));
    lose_power_everywhere("the first install", &authority, &|_| true, &|device| takes(device, &one));
    let both =
        authority.sign(&authority.bundle(vec![pack_document("XX-ONE", 2), pack_document("XX-TWO", 1)]));
    lose_power_everywhere("an install that replaces", &authority, &|device| takes(device, &one), &|device| {
        takes(device, &both)
    });
}

#[test]
fn the_first_install_of_several_documents_is_whole_or_not_at_all() {
    let authority = authority();
    let both =
        authority.sign(&authority.bundle(vec![pack_document("XX-ONE", 1), pack_document("XX-TWO", 1)]));
    lose_power_everywhere("a first install of two", &authority, &|_| true, &|device| takes(device, &both));
}

#[test]
fn giving_up_is_whole_or_not_at_all() {
    let authority = authority();
    let (one, two) =
        (authority.update(pack_document("XX-ONE", 1)), authority.update(pack_document("XX-TWO", 1)));
    lose_power_everywhere(
        "giving up",
        &authority,
        &|device| takes(device, &one) && takes(device, &two),
        &|device| device.give_up(authority.number(), DocumentKind::Pack, "XX-ONE", reading(0)).is_ok(),
    );
}

#[test]
fn taking_a_key_away_is_whole_or_not_at_all() {
    let (authority, other) = (authority(), Authority::new("Autre", &Right::ALL));
    let (one, two) = (authority.update(pack_document("XX-ONE", 1)), other.update(pack_document("XX-TWO", 1)));
    lose_power_everywhere(
        "taking a key away",
        &authority,
        &|device| {
            let anchors = std::slice::from_ref(&other.anchor);
            let taken = device.install(&two, anchors, reading(0));
            takes(device, &one) && taken.is_ok_and(|update| update.is_taken())
        },
        &|device| device.remove_anchor(other.number(), reading(0)).is_ok(),
    );
}

#[test]
fn a_succession_is_whole_or_not_at_all() {
    let (old, new) = (authority(), Authority::new("ARS d’essai, 2022", &Right::ALL));
    let one = old.update(pack_document("XX-ONE", 1));
    let succession = old.update(document("SUCCESSOR", Content::Successor(new.anchor.clone())));
    let by_new = new.update(pack_document("XX-ONE", 2));
    lose_power_everywhere("a succession", &old, &|device| takes(device, &one), &|device| {
        takes(device, &succession)
    });
    lose_power_everywhere(
        "an install by the successor",
        &old,
        &|device| takes(device, &one) && takes(device, &succession),
        &|device| takes(device, &by_new),
    );
}

#[test]
fn a_line_of_the_register_is_there_or_not() {
    let authority = authority();
    let names = |device: &Device, who: &str| {
        let Some(mut register) = device.register() else { return false };
        let is_named = register.named().iter().any(|named| named.who.as_str() == who);
        is_named || register.name(name(who), wall(0)).is_ok()
    };
    lose_power_everywhere("the first line", &authority, &|_| true, &|device| names(device, "Anne"));
    lose_power_everywhere("a line", &authority, &|device| names(device, "Anne"), &|device| {
        names(device, "Zoé")
    });
}
