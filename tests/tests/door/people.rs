//! One person after another, and two at once: whose verdict is shown, what is counted, and what is said to have been shown.

use souplesse_core::door::{Effect, Event, Screen, Sound, Tap, Vibration, View};
use souplesse_core::{Outcome, Profile};
use souplesse_tests::stage::{Stage, at_device, is_home, outcome, sound, surname, verdict};

fn is_several(screen: &Screen) -> bool {
    screen.view == View::SeveralPasses
}

fn told_before(screen: &Screen) -> bool {
    verdict(screen).is_some_and(|shown| shown.seen_before.is_some())
}

#[test]
fn of_two_people_in_one_frame_neither_is_told_and_each_is_when_alone() {
    let mut stage = Stage::new();
    let (pass, altered) = (stage.pass.clone(), stage.altered.clone());
    let screen = stage.frame(&[&pass, &altered]);
    assert!(is_several(&screen), "{:?}", screen.view);
    assert_eq!(screen.effects, [Effect::Sound(Sound::Neutral), Effect::Vibration(Vibration::Short)]);
    assert!(is_several(&stage.hold(&[&pass, &altered], 5.0)), "for as long as both are there");
    let screen = stage.hold(&[&altered], 0.4);
    assert!(is_several(&screen) && screen.effects.is_empty());
    let screen = stage.hold(&[&altered], 0.1);
    assert_eq!((outcome(&screen), sound(&screen)), (Some(Outcome::Refused), Some(Sound::Refused)));
}

#[test]
fn whoever_comes_into_view_beside_a_pass_is_not_swallowed_under_its_verdict() {
    let mut stage = Stage::new();
    let (pass, altered) = (stage.pass.clone(), stage.altered.clone());
    assert_eq!(outcome(&stage.hold(&[&pass], 4.0)), Some(Outcome::Valid));
    assert!(is_several(&stage.frame(&[&pass, &altered])));
    assert!(is_several(&stage.hold(&[&altered], 0.4)));
    assert_eq!(outcome(&stage.hold(&[&altered], 0.1)), Some(Outcome::Refused));
}

#[test]
fn passes_that_are_read_in_turns_are_in_view_at_once() {
    let mut stage = Stage::new();
    let (pass, other) = (stage.pass.clone(), stage.other.clone());
    stage.see(&pass);
    stage.wait(0.9);
    assert!(is_several(&stage.see(&other)), "no code is read in every frame");
    stage.wait(0.4);
    assert!(is_several(&stage.see(&pass)));
    stage.wait(0.4);
    assert!(is_several(&stage.see(&other)));
}

#[test]
fn who_has_been_away_for_a_second_is_not_in_view() {
    let mut stage = Stage::new();
    let (pass, other) = (stage.pass.clone(), stage.other.clone());
    stage.see(&pass);
    stage.wait(1.0);
    assert_eq!(surname(&stage.see(&other)), Some("GARNIER"));
}

#[test]
fn of_two_codes_that_a_hand_scanner_types_at_once_the_last_is_told_by_itself() {
    let mut stage = Stage::new();
    let (altered, other) = (stage.altered.clone(), stage.other.clone());
    stage.see(&altered);
    stage.wait(0.8);
    let screen = stage.see(&other);
    assert_eq!((is_several(&screen), screen.wake_in_ms), (true, Some(500)));
    assert_eq!(surname(&stage.wait(0.5)), Some("GARNIER"));
}

#[test]
fn of_several_people_nothing_is_counted_nor_said_to_have_been_shown() {
    let mut stage = Stage::with(|settings| settings.tells_shown_before = true);
    stage.on_duty();
    let (pass, altered) = (stage.pass.clone(), stage.altered.clone());
    stage.see(&pass);
    stage.wait(0.5);
    assert!(is_several(&stage.hold(&[&pass, &altered], 10.0)));
    assert!(is_home(&stage.tap(Tap::Next)));
    assert_eq!(stage.counted().total(), 0);
    stage.tap(Tap::Back);
    stage.wait(10.0);
    for code in [&altered, &pass] {
        assert!(!told_before(&stage.see(code)), "nobody has been told anything of it");
        stage.wait(5.0);
    }
    assert_eq!(stage.counted().total(), 2);
}

#[test]
fn after_several_people_a_tap_does_not_let_either_through() {
    let mut stage = Stage::new();
    let (pass, other) = (stage.pass.clone(), stage.other.clone());
    stage.frame(&[&pass, &other]);
    stage.tap(Tap::Next);
    assert!(is_several(&stage.frame(&[&pass, &other])));
    stage.tap(Tap::Next);
    assert!(is_several(&stage.see(&pass)), "the other one was there just now");
}

#[test]
fn nobody_waits_for_several_people_for_ever() {
    let mut stage = Stage::new();
    let (pass, other) = (stage.pass.clone(), stage.other.clone());
    assert_eq!(stage.frame(&[&pass, &other]).wake_in_ms, Some(30_000));
    assert!(is_several(&stage.wait(29.9)));
    assert!(is_home(&stage.wait(0.1)));
}

#[test]
fn of_three_people_the_one_who_stays_is_told() {
    let mut stage = Stage::new();
    let codes = [stage.pass.clone(), stage.other.clone(), stage.altered.clone()];
    let codes = codes.iter().map(Vec::as_slice).collect::<Vec<_>>();
    stage.hold(&codes, 2.0);
    assert!(is_several(&stage.hold(&codes[1..], 2.0)));
    assert_eq!(surname(&stage.hold(&codes[1..2], 0.5)), Some("GARNIER"));
}

#[test]
fn who_was_told_is_told_again_after_another_one_passed_through_the_picture_and_counts_once() {
    let mut stage = Stage::with(|settings| settings.tells_shown_before = true);
    stage.on_duty();
    let (pass, other) = (stage.pass.clone(), stage.other.clone());
    stage.hold(&[&pass], 2.0);
    stage.hold(&[&pass, &other], 0.3);
    let screen = stage.hold(&[&pass], 0.6);
    assert_eq!(surname(&screen), Some("FONTAINE"));
    assert!(!told_before(&screen), "it is the same presentation");
    assert_eq!(stage.counted().total(), 1);
}

#[test]
fn a_certificate_and_a_2d_doc_of_one_proof_are_one() {
    let mut stage = Stage::with(|settings| settings.tells_shown_before = true);
    stage.on_duty();
    let (pass, twin) = (stage.pass.clone(), stage.twin.clone());
    assert_eq!(outcome(&stage.frame(&[&pass, &twin])), Some(Outcome::Valid));
    stage.wait(0.5);
    let screen = stage.hold(&[&twin], 2.0);
    assert_eq!((outcome(&screen), sound(&screen)), (Some(Outcome::Valid), None), "both have been seen");
    assert_eq!(stage.counted().total(), 1);
    stage.tap(Tap::Back);
    stage.wait(60.0);
    assert!(told_before(&stage.see(&twin)), "both have been shown");
}

#[test]
fn of_two_proofs_of_one_person_the_better_is_shown_in_one_frame_or_in_two() {
    for apart in [false, true] {
        let mut stage = Stage::new();
        stage.on_duty();
        let (old, test) = (stage.old_test.clone(), stage.test.clone());
        let screen = if apart {
            assert_eq!(outcome(&stage.see(&old)), Some(Outcome::Refused));
            stage.wait(0.3);
            assert_eq!(outcome(&stage.see(&test)), Some(Outcome::Refused), "it is seen for a second");
            stage.wait(0.7)
        } else {
            stage.frame(&[&old, &test])
        };
        assert_eq!((outcome(&screen), sound(&screen)), (Some(Outcome::Valid), Some(Sound::Accepted)));
        let screen = stage.hold(&[&old], 2.0);
        assert_eq!((outcome(&screen), sound(&screen)), (Some(Outcome::Valid), None), "both count as seen");
        let counts = stage.counted();
        assert_eq!((counts.valid, counts.total()), (1, 1), "one presentation");
    }
}

#[test]
fn a_worse_proof_that_comes_later_by_itself_is_told() {
    let mut stage = Stage::new();
    let (old, test) = (stage.old_test.clone(), stage.test.clone());
    stage.see(&test);
    stage.wait(5.0);
    assert_eq!(outcome(&stage.see(&old)), Some(Outcome::Refused), "the first is not in view any more");
}

#[test]
fn a_pass_that_is_handed_back_is_a_new_presentation_while_its_verdict_stands() {
    let mut stage = Stage::with(|settings| settings.tells_shown_before = true);
    stage.on_duty();
    let pass = stage.pass.clone();
    stage.see(&pass);
    for _ in 0..2 {
        let screen = stage.wait(10.0);
        assert_eq!(verdict(&screen).map(|shown| shown.left_ms), Some(20_000));
        let screen = stage.see(&pass);
        assert_eq!(sound(&screen), Some(Sound::Accepted));
        assert_eq!(verdict(&screen).map(|shown| shown.left_ms), Some(30_000), "thirty seconds anew");
        assert!(told_before(&screen));
    }
    assert_eq!(stage.counted().valid, 3);
}

#[test]
fn only_what_was_shown_is_said_to_have_been_shown() {
    let mut stage = Stage::with(|settings| settings.tells_shown_before = true);
    let (pass, other) = (stage.pass.clone(), stage.other.clone());
    stage.hold(&[&pass, &other], 3.0);
    stage.hold(&[&pass], 1.0);
    stage.wait(8.0);
    let screen = stage.see(&other);
    assert_eq!((surname(&screen), told_before(&screen)), (Some("GARNIER"), false));
    stage.wait(60.0);
    assert!(told_before(&stage.see(&pass)) && !told_before(&stage.see(&other)));
}

#[test]
fn a_verdict_for_controllers_that_waits_is_not_shown_to_a_venue() {
    let stage = Stage::new();
    let (mut door, _) = at_device(&stage);
    let mut now = stage.now;
    door.send(Event::File(stage.leave(1)), now);
    door.send(Event::Tap(Tap::Install), now);
    let screen = door.send(Event::Tap(Tap::Profile(Profile::Controller)), now);
    assert_eq!(screen.bar.profile, Profile::Controller);
    door.send(Event::Codes(vec![b"https://example.org".to_vec()]), now);
    now.uptime.millis += 500;
    now.wall += chrono::TimeDelta::milliseconds(500);
    door.send(Event::Codes(vec![stage.pass.clone()]), now);
    // Set forward by an hour and more: in doubt.
    now.uptime.millis += 500;
    now.wall += chrono::TimeDelta::hours(2);
    let screen = door.send(Event::Tick, now);
    assert_eq!(screen.bar.profile, Profile::Venue);
    assert!(is_home(&screen), "{:?}", screen.view);
}

#[test]
fn who_comes_back_under_another_ones_verdict_is_told_again_and_not_counted_again() {
    let mut stage = Stage::new();
    stage.on_duty();
    let (altered, other) = (stage.altered.clone(), stage.other.clone());
    assert_eq!(outcome(&stage.see(&altered)), Some(Outcome::Refused));
    stage.tap(Tap::Next);
    assert_eq!(surname(&stage.see(&other)), Some("GARNIER"));
    stage.wait(1.5);
    assert_eq!(outcome(&stage.see(&altered)), Some(Outcome::Refused), "and not accepted as Garnier");
    let counts = stage.counted();
    assert_eq!((counts.refused, counts.valid), (1, 1));
}
