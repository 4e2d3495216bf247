//! At the door, with a camera: verdicts, their time on the screen, and what helps where no code is found.

use souplesse_core::door::{Effect, Event, Facing, Help, Sound, Tap, Vibration, View};
use souplesse_core::scan::Hint;
use souplesse_core::{Outcome, Uptime};
use souplesse_tests::stage::{Stage, is_home, outcome, sound, surname, verdict};

fn help(view: &View) -> Option<Help> {
    let View::Scan { help } = view else { panic!("not the camera's screen") };
    *help
}

#[test]
fn a_valid_pass_is_shown_with_its_holder_and_one_rising_tone() {
    let mut stage = Stage::new();
    let pass = stage.pass.clone();
    let screen = stage.see(&pass);
    assert_eq!((outcome(&screen), surname(&screen)), (Some(Outcome::Valid), Some("FONTAINE")));
    assert_eq!(screen.effects, [Effect::Sound(Sound::Accepted)]);
}

#[test]
fn a_refusal_has_two_low_tones_and_a_long_vibration() {
    let mut stage = Stage::new();
    let altered = stage.altered.clone();
    let screen = stage.see(&altered);
    assert_eq!(outcome(&screen), Some(Outcome::Refused));
    assert_eq!(screen.effects, [Effect::Sound(Sound::Refused), Effect::Vibration(Vibration::Long)]);
}

#[test]
fn what_is_no_pass_has_a_neutral_tone_and_a_short_vibration() {
    let mut stage = Stage::new();
    let screen = stage.see(b"https://example.org/menu");
    assert_eq!(outcome(&screen), Some(Outcome::NotAPass));
    assert_eq!(screen.effects, [Effect::Sound(Sound::Neutral), Effect::Vibration(Vibration::Short)]);
}

#[test]
fn a_sound_is_made_once() {
    let mut stage = Stage::new();
    let pass = stage.pass.clone();
    stage.see(&pass);
    assert!(stage.wait(0.1).effects.is_empty());
}

#[test]
fn a_verdict_is_erased_after_thirty_seconds() {
    let mut stage = Stage::new();
    let pass = stage.pass.clone();
    assert_eq!(stage.see(&pass).wake_in_ms, Some(30_000));
    assert_eq!(surname(&stage.wait(29.9)), Some("FONTAINE"));
    assert!(is_home(&stage.wait(0.1)));
}

#[test]
fn the_ring_shows_the_time_left() {
    let mut stage = Stage::new();
    let pass = stage.pass.clone();
    stage.see(&pass);
    let screen = stage.wait(12.0);
    let shown = verdict(&screen).expect("a verdict");
    assert_eq!((shown.left_ms, shown.of_ms), (18_000, 30_000));
}

#[test]
fn a_changed_device_clock_neither_keeps_a_name_nor_erases_it() {
    for hours in [-5, 5] {
        let mut stage = Stage::new();
        let pass = stage.pass.clone();
        stage.see(&pass);
        stage.now.wall += chrono::TimeDelta::hours(hours);
        assert_eq!(surname(&stage.wait(1.0)), Some("FONTAINE"));
        assert!(is_home(&stage.wait(29.0)));
    }
}

#[test]
fn an_uptime_that_went_back_or_is_of_another_start_erases() {
    for uptime in [Uptime { start: 1, millis: 0 }, Uptime { start: 2, millis: 1_000_001 }] {
        let mut stage = Stage::new();
        let pass = stage.pass.clone();
        stage.see(&pass);
        stage.now.uptime = uptime;
        assert!(is_home(&stage.send(Event::Tick)), "{uptime:?}");
    }
}

#[test]
fn a_tap_ends_a_verdict() {
    for tap in [Tap::Next, Tap::Back] {
        let mut stage = Stage::new();
        let pass = stage.pass.clone();
        stage.see(&pass);
        assert!(is_home(&stage.tap(tap)));
    }
}

#[test]
fn the_next_code_takes_the_place_of_an_acceptance_at_once() {
    let mut stage = Stage::new();
    let (pass, other) = (stage.pass.clone(), stage.other.clone());
    stage.see(&pass);
    stage.wait(1.0);
    let screen = stage.see(&other);
    assert_eq!((surname(&screen), sound(&screen)), (Some("GARNIER"), Some(Sound::Accepted)));
}

#[test]
fn what_is_no_acceptance_stays_for_a_second_before_the_next_code() {
    let mut stage = Stage::new();
    let pass = stage.pass.clone();
    stage.see(b"https://example.org/menu");
    stage.wait(0.9);
    let screen = stage.see(&pass);
    assert_eq!((outcome(&screen), screen.wake_in_ms), (Some(Outcome::NotAPass), Some(100)));
    let screen = stage.wait(0.1);
    assert_eq!(outcome(&screen), Some(Outcome::Valid), "a hand scanner types it once");
    assert_eq!(sound(&screen), Some(Sound::Accepted));
}

#[test]
fn a_code_that_stays_in_view_is_shown_and_heard_once() {
    let mut stage = Stage::new();
    let pass = stage.pass.clone();
    stage.see(&pass);
    for _ in 0..20 {
        stage.wait(2.0);
        assert!(stage.see(&pass).effects.is_empty());
    }
    assert!(is_home(&stage.send(Event::Tick)), "it is erased, though the code is still there");
}

#[test]
fn a_code_that_comes_again_after_three_seconds_is_judged_again() {
    let mut stage = Stage::new();
    let pass = stage.pass.clone();
    stage.see(&pass);
    stage.tap(Tap::Next);
    stage.wait(2.9);
    assert!(is_home(&stage.see(&pass)), "the hand has not moved yet");
    stage.wait(3.0);
    assert_eq!(sound(&stage.see(&pass)), Some(Sound::Accepted));
}

#[test]
fn two_codes_of_one_paper_are_one_verdict_in_one_frame() {
    let mut stage = Stage::new();
    let codes = vec![stage.pass.clone(), b"https://example.org".to_vec()];
    let screen = stage.send(Event::Codes(codes));
    assert_eq!(outcome(&screen), Some(Outcome::Valid));
}

#[test]
fn a_pass_goes_before_what_is_none() {
    let mut stage = Stage::new();
    let codes = vec![b"https://example.org".to_vec(), stage.pass.clone()];
    assert_eq!(outcome(&stage.send(Event::Codes(codes))), Some(Outcome::Valid));
}

#[test]
fn a_poster_behind_the_person_does_not_take_the_place_of_the_pass() {
    let mut stage = Stage::new();
    let pass = stage.pass.clone();
    stage.see(&pass);
    stage.wait(5.0);
    let screen = stage.see(b"https://example.org/menu");
    assert_eq!((outcome(&screen), sound(&screen)), (Some(Outcome::Valid), None));
}

#[test]
fn of_two_refusals_without_a_name_the_second_is_seen_too() {
    let mut stage = Stage::new();
    stage.see(b"HC1:NOTHING");
    stage.wait(2.0);
    assert_eq!(sound(&stage.see(b"HC1:NEITHER")), Some(Sound::Refused));
}

#[test]
fn a_frame_without_any_code_in_it_changes_nothing() {
    let mut stage = Stage::new();
    assert!(is_home(&stage.send(Event::Codes(Vec::new()))));
}

#[test]
fn a_code_shown_a_few_minutes_ago_is_told_where_that_is_wanted() {
    let mut stage = Stage::with(|settings| settings.tells_shown_before = true);
    let pass = stage.pass.clone();
    assert_eq!(verdict(&stage.see(&pass)).and_then(|shown| shown.seen_before), None);
    let first = stage.now.wall;
    stage.tap(Tap::Next);
    stage.wait(120.0);
    assert_eq!(verdict(&stage.see(&pass)).and_then(|shown| shown.seen_before), Some(first));
    stage.tap(Tap::Next);
    stage.wait(301.0);
    assert_eq!(verdict(&stage.see(&pass)).and_then(|shown| shown.seen_before), None, "five minutes later");
}

#[test]
fn by_default_nothing_is_said_of_earlier_showings() {
    let mut stage = Stage::new();
    let pass = stage.pass.clone();
    stage.see(&pass);
    stage.wait(60.0);
    assert_eq!(verdict(&stage.see(&pass)).and_then(|shown| shown.seen_before), None);
}

#[test]
fn another_persons_pass_was_not_shown_before() {
    let mut stage = Stage::with(|settings| settings.tells_shown_before = true);
    let (pass, other) = (stage.pass.clone(), stage.other.clone());
    stage.see(&pass);
    stage.wait(1.0);
    let screen = stage.see(&other);
    assert_eq!(surname(&screen), Some("GARNIER"));
    assert_eq!(verdict(&screen).and_then(|shown| shown.seen_before), None);
}

#[test]
fn for_three_seconds_nothing_is_said_then_to_come_closer_then_to_take_the_paper_form() {
    let mut stage = Stage::new();
    let screen = stage.send(Event::NoCode(None));
    assert_eq!((help(&screen.view), screen.wake_in_ms), (None, Some(3000)));
    assert_eq!(help(&stage.wait(2.9).view), None);
    let screen = stage.wait(0.1);
    assert_eq!((help(&screen.view), screen.wake_in_ms), (Some(Help::MoveCloser), Some(3000)));
    let screen = stage.wait(3.0);
    assert_eq!((help(&screen.view), screen.wake_in_ms), (Some(Help::UsePaper), None));
}

#[test]
fn in_the_dark_the_torch_is_proposed_until_it_is_on() {
    let mut stage = Stage::new();
    stage.wait(6.0);
    assert_eq!(help(&stage.send(Event::NoCode(Some(Hint::TooDark))).view), Some(Help::UseTorch));
    assert_eq!(help(&stage.tap(Tap::Torch).view), Some(Help::UsePaper));
}

#[test]
fn a_shaking_hand_is_asked_to_hold_still() {
    let mut stage = Stage::new();
    stage.wait(4.0);
    assert_eq!(help(&stage.send(Event::NoCode(Some(Hint::HoldStill))).view), Some(Help::HoldStill));
}

#[test]
fn a_code_that_cannot_be_read_is_told_at_once() {
    let mut stage = Stage::new();
    assert_eq!(help(&stage.send(Event::NoCode(Some(Hint::Unreadable))).view), Some(Help::CodeUnreadable));
}

#[test]
fn after_a_verdict_the_help_begins_anew() {
    let mut stage = Stage::new();
    stage.wait(10.0);
    let pass = stage.pass.clone();
    stage.see(&pass);
    assert_eq!(help(&stage.tap(Tap::Next).view), None);
}

#[test]
fn the_torch_stays_on_until_it_is_turned_off() {
    let mut stage = Stage::new();
    let screen = stage.tap(Tap::Torch);
    assert_eq!((screen.torch, screen.effects), (true, vec![Effect::Torch(true)]));
    let pass = stage.pass.clone();
    assert!(stage.see(&pass).torch && stage.tap(Tap::Paper).torch);
    stage.send(Event::Background);
    let screen = stage.send(Event::Foreground);
    assert_eq!((screen.torch, screen.effects), (true, vec![Effect::Torch(true)]));
    assert!(!stage.tap(Tap::Torch).torch);
}

#[test]
fn the_camera_is_switched_to_the_other_side_and_back() {
    let mut stage = Stage::new();
    let screen = stage.tap(Tap::SwitchCamera);
    assert_eq!((screen.facing, screen.effects), (Facing::Front, vec![Effect::Camera(Facing::Front)]));
    assert_eq!(stage.tap(Tap::SwitchCamera).facing, Facing::Back);
}

#[test]
fn without_a_camera_hand_scanners_and_papers_go_on() {
    let mut stage = Stage::new();
    assert!(matches!(stage.send(Event::CameraLost).view, View::NoCamera));
    let pass = stage.pass.clone();
    assert_eq!(outcome(&stage.see(&pass)), Some(Outcome::Valid));
    assert!(matches!(stage.tap(Tap::Next).view, View::NoCamera));
    assert!(matches!(stage.tap(Tap::Paper).view, View::Paper(_)));
}

#[test]
fn a_camera_that_is_back_is_taken_up_again() {
    let mut stage = Stage::new();
    stage.send(Event::CameraLost);
    assert!(is_home(&stage.send(Event::CameraBack)));
}

#[test]
fn nobody_is_helped_while_a_code_is_being_read() {
    let mut stage = Stage::new();
    let pass = stage.pass.clone();
    stage.see(&pass);
    stage.tap(Tap::Next);
    let screen = stage.hold(&[&pass], 10.0);
    assert_eq!(help(&screen.view), None, "the code is read in every frame");
    assert_eq!(help(&stage.wait(2.9).view), None);
    assert_eq!(help(&stage.wait(0.1).view), Some(Help::MoveCloser), "it is gone");
}

#[test]
fn a_poster_in_view_does_not_keep_help_away() {
    let mut stage = Stage::new();
    stage.see(b"https://example.org/menu");
    stage.tap(Tap::Next);
    assert_eq!(help(&stage.hold(&[b"https://example.org/menu"], 6.0).view), Some(Help::UsePaper));
}

#[test]
fn a_camera_that_is_taken_up_again_gets_its_torch_back() {
    let lit = Effect::Torch(true);
    let mut stage = Stage::new();
    stage.tap(Tap::Torch);
    let screen = stage.tap(Tap::SwitchCamera);
    assert_eq!(screen.effects, [Effect::Camera(Facing::Front), lit.clone()]);
    assert!(!stage.send(Event::CameraLost).torch, "there is none without a camera");
    assert!(stage.tap(Tap::Torch).effects.is_empty());
    let screen = stage.send(Event::CameraBack);
    assert_eq!((screen.torch, screen.effects), (true, vec![lit.clone()]));
    assert!(!stage.send(Event::Background).torch);
    let update = stage.leave(1);
    let screen = stage.send(Event::File(update));
    assert_eq!((screen.view, screen.torch), (View::Covered, false), "the file waits");
    let screen = stage.send(Event::Foreground);
    assert!(matches!(screen.view, View::Offer { .. }));
    assert_eq!((screen.torch, screen.effects), (true, vec![lit]));
}
