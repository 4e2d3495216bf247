//! The device at the door: first use, profiles and their leave, updates, training, and what is covered when it is put away.

use std::sync::Arc;

use chrono::TimeDelta;
use data_encoding::HEXLOWER;
use ring::digest::{SHA256, digest};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::bundle::{Content, Document, Right, Withdrawal, to_parts, to_text};
use souplesse_core::device::{Device, Places};
use souplesse_core::door::{Event, Tap, View};
use souplesse_core::{Code, Now, Outcome, Profile};
use souplesse_tests::authority::{Authority, pack_document};
use souplesse_tests::desk::{Desk, vaccination};
use souplesse_tests::device;
use souplesse_tests::stage::{Stage, at_device, door_of, is_home, outcome, surname, verdict};
use souplesse_tests::typist::{Accents, LAYOUTS, State, type_on};
use souplesse_tests::updates::document;

use super::offered;

fn papers_are_judged(stage: &mut Stage) -> bool {
    let judged = matches!(stage.tap(Tap::Paper).view, View::Paper(_));
    stage.tap(Tap::Back);
    judged
}

#[test]
fn at_the_first_use_it_is_read_what_this_is_before_anything_else() {
    let mut stage = Stage::with(|settings| settings.first_run = true);
    let pass = stage.pass.clone();
    for screen in [stage.see(&pass), stage.tap(Tap::Paper), stage.tap(Tap::Next), stage.send(Event::Tick)] {
        assert_eq!(screen.view, View::Welcome);
    }
    stage.send(Event::Background);
    assert_eq!(stage.send(Event::Foreground).view, View::Welcome, "put away, it has not been read");
    assert!(is_home(&stage.tap(Tap::Understood)));
}

#[test]
fn in_the_background_nothing_is_left_to_see() {
    let mut stage = Stage::new();
    let pass = stage.pass.clone();
    stage.see(&pass);
    assert_eq!(stage.send(Event::Background).view, View::Covered);
    assert_eq!(stage.see(&pass).view, View::Covered);
    assert_eq!(stage.tap(Tap::Paper).view, View::Covered);
    assert!(is_home(&stage.send(Event::Foreground)));
}

#[test]
fn the_answers_to_a_form_do_not_outlive_the_background() {
    let mut stage = Stage::new();
    stage.tap(Tap::Paper);
    stage.kind("antigen");
    stage.send(Event::Background);
    assert!(is_home(&stage.send(Event::Foreground)));
}

#[test]
fn a_venue_sees_no_kind_of_proof() {
    let mut stage = Stage::new();
    let test = stage.test.clone();
    let screen = stage.see(&test);
    assert_eq!(screen.bar.profile, Profile::Venue);
    assert!(verdict(&screen).is_some_and(|shown| shown.verdict.document.is_none()));
    assert!(verdict(&stage.tap(Tap::Details)).is_some_and(|shown| !shown.details), "there are no details");
}

#[test]
fn without_leave_nobody_becomes_a_controller() {
    let mut stage = Stage::new();
    let screen = stage.tap(Tap::Profile(Profile::Controller));
    assert_eq!((screen.bar.profile, screen.bar.may_be_controller), (Profile::Venue, false));
}

#[test]
fn managed_configuration_gives_the_profile_of_controllers() {
    let mut stage = Stage::with(|settings| settings.controller = true);
    assert_eq!(stage.tap(Tap::Profile(Profile::Controller)).bar.profile, Profile::Controller);
    let test = stage.test.clone();
    let screen = stage.see(&test);
    assert!(verdict(&screen).is_some_and(|shown| shown.verdict.document.is_some() && !shown.details));
    assert!(verdict(&stage.tap(Tap::Details)).is_some_and(|shown| shown.details));
}

#[test]
fn an_authorisation_gives_it_until_its_end() {
    let mut stage = Stage::new();
    stage.become_controller(1);
    let test = stage.test.clone();
    assert_eq!(stage.see(&test).bar.profile, Profile::Controller);
    stage.now.wall += chrono::TimeDelta::hours(1);
    let screen = stage.wait(1.0);
    assert_eq!(screen.bar.profile, Profile::Venue);
    assert!(is_home(&screen), "what only a controller may see goes with the leave");
}

#[test]
fn going_back_to_the_venues_profile_clears_the_screen() {
    let mut stage = Stage::with(|settings| settings.controller = true);
    stage.tap(Tap::Profile(Profile::Controller));
    let test = stage.test.clone();
    stage.see(&test);
    assert!(is_home(&stage.tap(Tap::Profile(Profile::Venue))));
}

#[test]
fn a_packs_code_is_offered_and_installed_only_when_wanted() {
    let mut stage = Stage::new();
    stage.install(stage.authority.update(withdrawal_of_the_built_in_pack()));
    assert!(!papers_are_judged(&mut stage));
    let text = to_text(&stage.authority.update(pack_document("XX-NEW", 1)));
    let screen = stage.see(text.as_bytes());
    assert_eq!(offered(&screen), (Code::UpdateInstalled, true));
    let View::Offer { update, .. } = &screen.view else { panic!("an offer") };
    assert_eq!(update.signer.as_deref(), Some("ARS d’essai"));
    let pass = stage.pass.clone();
    offered(&stage.see(&pass));
    assert!(is_home(&stage.tap(Tap::Decline)));
    assert!(!papers_are_judged(&mut stage), "it was not wanted");
    stage.wait(5.0);
    stage.see(text.as_bytes());
    assert!(
        matches!(stage.tap(Tap::Install).view, View::Installed(update) if update.code == Code::UpdateInstalled)
    );
    assert!(is_home(&stage.tap(Tap::Back)));
    assert!(papers_are_judged(&mut stage));
}

fn withdrawal_of_the_built_in_pack() -> souplesse_core::bundle::Document {
    document("W-ONE", Content::Withdrawal(Withdrawal { revokes: vec!["FR-PSC-2021-08".to_owned()] }))
}

#[test]
fn an_update_of_a_stranger_can_only_be_put_away() {
    let mut stage = Stage::new();
    let stranger = Authority::new("stranger", &[Right::Pack]);
    let screen = stage.send(Event::File(stranger.update(pack_document("XX-NEW", 1))));
    assert_eq!(offered(&screen), (Code::UpdateUnknownAnchor, false));
    offered(&stage.tap(Tap::Install));
    assert!(is_home(&stage.tap(Tap::Decline)));
}

#[test]
fn installs_by_code_can_be_forbidden() {
    let mut stage = Stage::with(|settings| settings.installs_by_code = false);
    let text = to_text(&stage.authority.update(pack_document("XX-NEW", 1)));
    let screen = stage.see(text.as_bytes());
    assert_eq!(outcome(&screen), Some(Outcome::NotAPass));
    assert!(verdict(&screen).is_some_and(|shown| shown.verdict.code == Code::Pack));
}

#[test]
fn the_codes_of_a_large_update_come_in_any_order() {
    let mut stage = Stage::new();
    let parts = to_parts(&stage.authority.update(pack_document("XX-NEW", 1)), 400).expect("a few parts");
    let last = parts.len() - 1;
    for (index, part) in parts.iter().enumerate().rev().take(last) {
        let View::Collecting { seen, of, fault: None } = stage.see(part.as_bytes()).view else {
            panic!("part {index}")
        };
        assert_eq!((seen.len(), of as usize), (last + 1 - index, last + 1));
    }
    let pass = stage.pass.clone();
    assert!(matches!(stage.see(&pass).view, View::Collecting { .. }), "passes wait");
    assert_eq!(offered(&stage.see(parts[0].as_bytes())), (Code::UpdateInstalled, true));
}

#[test]
fn an_update_that_a_hand_scanner_types_is_offered_whatever_the_keyboard() {
    let update = |stage: &Stage| stage.authority.update(pack_document("XX-NEW", 1));
    for computer in LAYOUTS.iter() {
        for state in [State::Plain, State::ShiftLock] {
            let typed = |text: &str| {
                type_on(&format!("]Q1{text}\r"), &LAYOUTS[0], computer, state, Accents::Typed).into_bytes()
            };
            let mut stage = Stage::new();
            let text = to_text(&update(&stage));
            // What a dead key makes of a space behind it cannot be told apart.
            let is_whole = !computer.name.starts_with("ch") && computer.name != "de" || !text.contains("+ ");
            if is_whole {
                let cell = format!("{}, {state:?}", computer.name);
                assert_eq!(offered(&stage.see(&typed(&text))), (Code::UpdateInstalled, true), "{cell}");
            }
        }
    }
    // The last part is shorter than any pass.
    let mut stage = Stage::new();
    let update = update(&stage);
    let mut parts = (300..).filter_map(|characters| to_parts(&update, characters));
    let parts = parts.find(|parts| parts.last().is_some_and(|part| part.len() < 40)).expect("a short one");
    for part in parts {
        let typed = type_on(&part, &LAYOUTS[0], &LAYOUTS[2], State::Plain, Accents::Typed);
        stage.see(typed.as_bytes());
    }
    assert_eq!(offered(&stage.send(Event::Tick)), (Code::UpdateInstalled, true));
}

#[test]
fn a_code_of_another_update_is_told_and_those_read_so_far_are_kept() {
    let mut stage = Stage::new();
    let parts = |id| to_parts(&stage.authority.update(pack_document(id, 1)), 400).expect("a few parts");
    let (one, two) = (parts("XX-ONE"), parts("XX-TWO"));
    stage.see(one[0].as_bytes());
    for (code, fault) in
        [(two[1].as_bytes(), Code::UpdateOtherSequence), (b"SPP1:1/", Code::UpdateUnreadable)]
    {
        let View::Collecting { seen, fault: told, .. } = stage.see(code).view else { panic!("{fault}") };
        assert_eq!((seen, told), (vec![1], Some(fault)));
    }
    assert!(matches!(stage.see(one[1].as_bytes()).view, View::Collecting { fault: None, .. }));
}

#[test]
fn a_code_that_is_no_part_at_all_is_told_by_itself() {
    let mut stage = Stage::new();
    assert_eq!(offered(&stage.see(b"SPP1:nonsense")), (Code::UpdateUnreadable, false));
}

#[test]
fn training_has_its_own_clock_and_data_and_says_so() {
    let mut stage = Stage::new();
    stage.now.wall += chrono::TimeDelta::days(2000);
    assert!(!papers_are_judged(&mut stage), "the relaxation is long over");
    let screen = stage.tap(Tap::Training(true));
    assert!(screen.bar.training && screen.bar.may_be_controller);
    stage.tap(Tap::Paper);
    stage.kind("antigen");
    stage.saturday(9);
    let screen = stage.missing(&[]);
    assert!(verdict(&screen).is_some_and(|shown| shown.verdict.demonstration), "{screen:?}");
    assert_eq!(outcome(&screen), Some(Outcome::Tolerated), "it is 20:30");
    stage.wait(1.0);
    stage.now.uptime.millis += 45 * 60 * 1000;
    stage.tap(Tap::Paper);
    stage.kind("antigen");
    assert_eq!(outcome(&stage.saturday(9)), None);
    let form = stage.missing(&[]);
    assert!(matches!(form.view, View::Paper(_)), "at 21:15 the minutes decide");
}

#[test]
fn what_is_installed_in_training_is_gone_with_it() {
    let mut stage = Stage::new();
    let demonstration = Authority::demonstration();
    let update = demonstration.update(withdrawal_of_the_built_in_pack());
    assert_eq!(offered(&stage.send(Event::File(update.clone()))).0, Code::UpdateDemonstration);
    stage.tap(Tap::Decline);
    stage.tap(Tap::Training(true));
    assert!(papers_are_judged(&mut stage));
    stage.install(update);
    assert!(!papers_are_judged(&mut stage));
    assert!(!stage.tap(Tap::Training(false)).bar.training);
    assert!(papers_are_judged(&mut stage));
    stage.tap(Tap::Training(true));
    assert!(papers_are_judged(&mut stage), "each training begins anew");
}

#[test]
fn training_and_the_door_do_not_see_each_others_verdicts() {
    let mut stage = Stage::new();
    let pass = stage.pass.clone();
    stage.see(&pass);
    assert!(is_home(&stage.tap(Tap::Training(true))));
    stage.tap(Tap::Profile(Profile::Controller));
    assert_eq!(outcome(&stage.see(&pass)), Some(Outcome::Refused), "an issuer unknown to the demonstration");
    let screen = stage.tap(Tap::Training(false));
    assert_eq!((is_home(&screen), screen.bar.profile), (true, Profile::Venue));
    assert_eq!(surname(&stage.see(&pass)), Some("FONTAINE"));
}

#[test]
fn a_controllers_device_is_one_again_after_training() {
    let mut stage = Stage::with(|settings| settings.controller = true);
    assert_eq!(stage.tap(Tap::Training(true)).bar.profile, Profile::Venue, "training begins as a venue does");
    assert_eq!(stage.tap(Tap::Training(false)).bar.profile, Profile::Controller);
}

#[test]
fn a_clock_that_cannot_be_believed_is_told_before_any_verdict_and_marks_them() {
    let stage = Stage::new();
    let (mut door, device) = at_device(&stage);
    let later = Now { wall: stage.now.wall + TimeDelta::hours(1), ..stage.now };
    device.acknowledge(later).unwrap();
    let screen = door.send(Event::Tick, stage.now);
    assert_eq!(screen.bar.clock_behind, Some(later.wall));
    let screen = door.send(Event::Codes(vec![b"HC1:".to_vec()]), stage.now);
    let reasons = verdict(&screen).map(|shown| shown.verdict.reasons.clone()).unwrap_or_default();
    assert!(reasons.iter().any(|reason| reason.code == Code::ClockBehind), "{reasons:?}");
    assert_eq!(
        door.send(Event::Tap(Tap::Training(true)), stage.now).bar.clock_behind,
        None,
        "not in training"
    );
}

#[test]
fn the_date_of_the_rules_stands_on_every_screen_and_that_there_are_none() {
    let mut stage = Stage::new();
    let date = stage.send(Event::Tick).bar.rules_date;
    assert_eq!(date.map(|date| date.to_rfc3339()).as_deref(), Some("2021-08-09T00:00:00+02:00"));
    stage.now.wall += TimeDelta::days(60);
    assert_eq!(stage.send(Event::Tick).bar.rules_date, None);
    assert!(stage.tap(Tap::Training(true)).bar.rules_date.is_some(), "training is on its evening");
}

#[test]
fn an_update_past_its_date_is_told_on_every_screen() {
    let mut stage = Stage::new();
    stage.install(stage.authority.update(pack_document("FR-PSC-2021-08", 1)));
    assert_eq!(stage.wait(1.0).bar.stale_since, None);
    let mut bundle = stage.authority.bundle(vec![document(
        "TRUST",
        Content::Trust(souplesse_core::bundle::TrustList { keys: Vec::new() }),
    )]);
    bundle.expires = stage.now.wall + chrono::TimeDelta::hours(1);
    stage.install(stage.authority.sign(&bundle));
    stage.now.wall += chrono::TimeDelta::hours(1);
    let screen = stage.wait(1.0);
    assert_eq!(screen.bar.stale_since.map(|since| since.to_utc()), Some(bundle.expires));
    let pass = stage.pass.clone();
    let screen = stage.see(&pass);
    assert_eq!(outcome(&screen), Some(Outcome::CannotJudge));
    assert!(verdict(&screen).is_some_and(|shown| shown.verdict.code == Code::Stale));
}

#[test]
fn the_door_of_a_device_that_has_lost_an_update_accepts_nothing_that_it_may_forbid_and_says_why() {
    let (stage, desk) = (Stage::new(), Desk::new());
    let valid = vaccination().sign(&desk.hcert).into_bytes();
    let revoked = Content::Revocations(souplesse_core::bundle::Revoked::default());
    let revocations = Document { id: "REVOKED".to_owned(), sequence: 1, content: revoked };
    for (document, passes_are_judged) in [(pack_document("XX-ONE", 1), true), (revocations, false)] {
        let places = device::in_memory();
        let open = || {
            let (base, mut shelf) = (desk.verifier.clone(), BuiltIn::load().shelf());
            shelf.pin(stage.authority.anchor.clone());
            Arc::new(Device::open(places.clone(), Vec::new(), (base, shelf), [7; 16], stage.now))
        };
        let update = stage.authority.update(document);
        open().install(&update, &[], stage.now).expect("it is kept");
        let shown = |device: Arc<Device>, event: Event| {
            let screen = door_of(&stage, device).send(event, stage.now);
            verdict(&screen).map(|shown| (shown.verdict.outcome, shown.verdict.code.clone()))
        };
        let pass = |text: &[u8]| Event::Codes(vec![text.to_vec()]);
        let accepted = Some((Outcome::Valid, Code::Valid));
        assert_eq!(shown(open(), pass(&valid)), accepted);
        assert_eq!(shown(open(), Event::Tap(Tap::Paper)), None, "the form begins");

        let name = HEXLOWER.encode(digest(&SHA256, &update).as_ref());
        places.updates.remove(format!("{name}.souplesse").as_bytes()).expect("it was kept");
        let cannot_judge = Some((Outcome::CannotJudge, Code::UpdatesDamaged));
        let expected = if passes_are_judged { accepted.clone() } else { cannot_judge.clone() };
        assert_eq!(shown(open(), pass(&valid)), expected);
        assert_eq!(shown(open(), Event::Tap(Tap::Paper)), None, "what the packs accept that are left holds");
        assert_eq!(shown(open(), pass(&stage.altered)).map(|(outcome, _)| outcome), Some(Outcome::Refused));
        assert_eq!(shown(open(), pass(b"https://example.org")).map(|(_, code)| code), Some(Code::Url));

        // Of a log that nobody can read it is not known what it forbids.
        let log = places.updates.get(b"log").expect("it is there").expect("it is there");
        places.updates.put(b"log", &log[1..]).expect("memory refuses nothing");
        let onlooker = || {
            let (base, mut shelf) = (desk.verifier.clone(), BuiltIn::load().shelf());
            shelf.pin(stage.authority.anchor.clone());
            let places = Places { database: None, ..places.clone() };
            Arc::new(Device::open(places, Vec::new(), (base, shelf), [7; 16], stage.now))
        };
        assert_eq!(shown(onlooker(), pass(&valid)), cannot_judge);
        assert_eq!(shown(onlooker(), Event::Tap(Tap::Paper)), cannot_judge, "no answer could change it");
        places.updates.put(b"log", &log).expect("memory refuses nothing");

        open().install(&update, &[], stage.now).expect("it is kept");
        assert_eq!(shown(open(), pass(&valid)), accepted);
    }
}
