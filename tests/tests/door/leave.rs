//! The leave of controllers and the clock by which it ends, and a device behind its door.

use std::sync::Arc;

use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::sample::select;
use souplesse_core::door::{Event, Office, OnDevice, RegisterAction, Screen, Tap, View};
use souplesse_core::{Outcome, Profile};
use souplesse_tests::stage::{Stage, at_device};

#[test]
fn a_clock_that_is_set_back_revives_no_leave_and_none_is_in_force_while_it_is_in_doubt() {
    let stage = Stage::new();
    let (mut door, _) = at_device(&stage);
    let after = |minutes: i64, wall: i64| {
        let mut now = stage.now;
        now.uptime.millis += minutes.unsigned_abs() * 60_000;
        now.wall += TimeDelta::minutes(wall);
        now
    };
    let may_be = |screen: &Screen| screen.bar.may_be_controller;
    door.send(Event::File(stage.leave(1)), stage.now);
    assert!(may_be(&door.send(Event::Tap(Tap::Install), stage.now)));
    door.send(Event::Tap(Tap::Profile(Profile::Controller)), stage.now);
    assert!(may_be(&door.send(Event::Tick, after(30, 30))));
    let back = door.send(Event::Tick, after(31, 1));
    assert!(back.bar.clock_behind.is_some() && !may_be(&back), "set back while the leave is good");
    assert_eq!(back.bar.profile, Profile::Venue);
    assert!(may_be(&door.send(Event::Tick, after(32, 32))), "set right, it is good again");
    assert!(!may_be(&door.send(Event::Tick, after(60, 60))), "its hour is over");
    assert!(!may_be(&door.send(Event::Tick, after(61, 30))), "and does not come again");
    let screen = door.send(Event::Tap(Tap::Updates), after(61, 30));
    let View::Updates(page) = &screen.view else { panic!("no page") };
    assert_eq!(page.controller_until, None);
}

#[test]
fn the_end_of_a_leave_changes_the_screen_by_itself() {
    let mut stage = Stage::new();
    stage.become_controller(1);
    stage.now.wall += TimeDelta::minutes(59);
    let screen = stage.wait(50.0);
    assert_eq!((screen.bar.profile, screen.wake_in_ms), (Profile::Controller, Some(10_000)));
    let test = stage.test.clone();
    assert_eq!(stage.see(&test).wake_in_ms, Some(10_000), "a verdict goes with it");
    assert_eq!(stage.wait(10.0).bar.profile, Profile::Venue);
    let mut managed = Stage::with(|settings| settings.controller = true);
    managed.install(managed.leave(1));
    managed.wait(3598.0);
    assert_eq!(managed.wait(1.0).wake_in_ms, None, "what is managed does not end");
}

#[test]
fn what_was_checked_before_training_is_written_when_training_begins_or_is_put_away() {
    for event in [Event::Tap(Tap::Training(true)), Event::Background] {
        let stage = Stage::new();
        let (mut door, device) = at_device(&stage);
        let who = || "Anne Le Goff".to_owned();
        door.send(Event::Tap(Tap::Register), stage.now);
        door.send(Event::Register(RegisterAction::Name(who())), stage.now);
        door.send(Event::Register(RegisterAction::Open(vec![who()])), stage.now);
        door.send(Event::Tap(Tap::Next), stage.now);
        if event == Event::Background {
            door.send(Event::Tap(Tap::Training(true)), stage.now);
            device.count(Outcome::Valid);
        } else {
            door.send(Event::Codes(vec![stage.altered.clone()]), stage.now);
        }
        door.send(event, stage.now);
        let counts = device.register().and_then(|register| register.counts().ok());
        assert_eq!(counts.map(|counts| counts.total()), Some(1));
    }
}

#[test]
fn a_device_and_its_office_are_not_taken_for_one_another() {
    let stage = Stage::new();
    let (_, device) = at_device(&stage);
    // With the trait of offices in scope, these are the device's own: they take anchors, and tell what the disk says.
    let _: &dyn Office = &OnDevice(Arc::clone(&device));
    let installed = device.install(&stage.leave(1), &[], stage.now);
    assert!(installed.is_ok_and(|update| update.is_taken()));
}

/// What may happen to a clock, and to a leave.
#[derive(Clone, Debug)]
enum Step {
    /// The device goes on, and its clock with it.
    Pass(i64),
    /// Somebody sets the clock, in minutes.
    SetClock(i64),
    Restart,
    Send(Event),
}

fn step() -> impl Strategy<Value = Step> {
    let taps = [
        Tap::Profile(Profile::Controller),
        Tap::Training(true),
        Tap::Training(false),
        Tap::Updates,
        Tap::Acknowledge,
        Tap::Next,
    ];
    prop_oneof![
        4 => (0..40_i64).prop_map(Step::Pass),
        3 => (-100..100_i64).prop_map(Step::SetClock),
        1 => Just(Step::Restart),
        3 => select(taps.to_vec()).prop_map(|tap| Step::Send(Event::Tap(tap))),
        1 => select(vec![Event::Background, Event::Foreground]).prop_map(Step::Send),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_leave_is_in_force_while_the_clock_is_in_doubt_nor_behind_its_end(
        steps in prop::collection::vec(step(), 1..40),
    ) {
        let stage = Stage::new();
        let (mut door, device) = at_device(&stage);
        let mut now = stage.now;
        let end = now.wall + TimeDelta::hours(2);
        door.send(Event::File(stage.leave(2)), now);
        door.send(Event::Tap(Tap::Install), now);
        for step in steps {
            let event = match step {
                Step::Pass(minutes) => {
                    now.wall += TimeDelta::minutes(minutes);
                    now.uptime.millis += minutes.unsigned_abs() * 60_000;
                    Event::Tick
                }
                Step::SetClock(minutes) => {
                    now.wall += TimeDelta::minutes(minutes);
                    Event::Tick
                }
                Step::Restart => {
                    now.uptime.start += 1;
                    now.uptime.millis = 0;
                    Event::Tick
                }
                Step::Send(event) => event,
            };
            let screen = door.send(event, now);
            let moment = device.moment(now);
            let may_be = screen.bar.may_be_controller && !screen.bar.training;
            prop_assert!(!may_be || moment.clock_behind.is_none(), "under a clock in doubt");
            prop_assert!(!may_be || moment.device.is_some_and(|at| at < end), "its end is over");
            if let View::Updates(page) = &screen.view {
                prop_assert!(page.controller_until.is_none() || screen.bar.may_be_controller);
            }
            prop_assert!(screen.bar.profile == Profile::Venue || screen.bar.may_be_controller);
        }
    }
}
