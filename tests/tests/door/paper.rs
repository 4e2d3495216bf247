//! A paper at the door, tap by tap.

use chrono::TimeDelta;
use souplesse_core::Outcome;
use souplesse_core::attestation::{DurationAnswer, Hours, KindAnswer, Question, TimeAnswer};
use souplesse_core::door::{Event, PaperAnswer, Screen, Sound, Tap, View};
use souplesse_tests::stage::{Stage, is_home, outcome, sound, verdict};

fn question(screen: &Screen) -> Question {
    let View::Paper(paper) = &screen.view else { panic!("no form: {:?}", screen.view) };
    paper.question
}

fn code(screen: &Screen) -> String {
    verdict(screen).expect("a verdict").verdict.code.to_string()
}

#[test]
fn a_complete_paper_of_the_morning_takes_three_answers() {
    let mut stage = Stage::new();
    assert_eq!(question(&stage.tap(Tap::Paper)), Question::Kind);
    assert_eq!(question(&stage.kind("antigen")), Question::Time);
    assert_eq!(question(&stage.saturday(9)), Question::Elements);
    let screen = stage.missing(&[]);
    assert_eq!((outcome(&screen), sound(&screen)), (Some(Outcome::Tolerated), Some(Sound::Tolerated)));
}

#[test]
fn an_acceptance_says_until_when_and_on_what_it_rests() {
    let mut stage = Stage::new();
    stage.tap(Tap::Paper);
    stage.kind("antigen");
    stage.saturday(9);
    let screen = stage.missing(&[]);
    let shown = &verdict(&screen).expect("a verdict").verdict;
    assert_eq!(shown.basis[0].id, "FR-PSC-2021-08");
    // The earliest end of all minutes of that hour.
    assert_eq!(
        shown.valid_until.map(|until| until.to_rfc3339()).as_deref(),
        Some("2021-08-14T21:00:00+02:00")
    );
}

#[test]
fn the_minutes_are_asked_where_they_decide() {
    let mut stage = Stage::new();
    stage.tap(Tap::Paper);
    stage.kind("antigen");
    stage.saturday(8);
    assert!(matches!(question(&stage.missing(&[])), Question::Exact { .. }));
    let minute = "2021-08-14T08:15:00".parse().expect("a local time");
    assert_eq!(code(&stage.answer(PaperAnswer::Exact(minute))), "expired");
}

#[test]
fn a_written_duration_is_asked_where_it_decides() {
    let mut stage = Stage::new();
    stage.tap(Tap::Paper);
    stage.kind("antigen");
    let from = "2021-08-13T17:00:00".parse::<chrono::NaiveDateTime>().expect("a local time");
    stage.answer(PaperAnswer::Time(TimeAnswer::Within { from, until: from + TimeDelta::hours(1) }));
    assert_eq!(question(&stage.missing(&[])), Question::Duration);
    let screen = stage.answer(PaperAnswer::Duration(DurationAnswer::Hours(Hours::new(12).unwrap())));
    assert_eq!(code(&screen), "expired");
}

#[test]
fn a_vaccination_paper_takes_one_answer_and_names_its_portal() {
    let mut stage = Stage::new();
    stage.tap(Tap::Paper);
    let screen = stage.kind("vaccination");
    assert_eq!((outcome(&screen), sound(&screen)), (Some(Outcome::NotCovered), Some(Sound::Neutral)));
    assert_eq!(verdict(&screen).and_then(|shown| shown.portal.as_deref()), None, "behind a tap");
    let screen = stage.tap(Tap::ShowHolder);
    let portal = verdict(&screen).and_then(|shown| shown.portal.clone());
    assert_eq!(portal.as_deref(), Some("https://attestation-vaccin.ameli.fr/"));
    assert_eq!(verdict(&stage.tap(Tap::ShowHolder)).and_then(|shown| shown.portal.clone()), None);
}

#[test]
fn a_pcr_paper_takes_one_answer_and_names_its_own_portal() {
    let mut stage = Stage::new();
    stage.tap(Tap::Paper);
    assert_eq!(code(&stage.kind("pcr")), "pcr-not-affected");
    let screen = stage.tap(Tap::ShowHolder);
    let portal = verdict(&screen).and_then(|shown| shown.portal.clone());
    assert_eq!(portal.as_deref(), Some("https://sidep.gouv.fr/"));
}

#[test]
fn a_paper_without_a_signature_is_incomplete() {
    let mut stage = Stage::new();
    stage.tap(Tap::Paper);
    stage.kind("antigen");
    stage.saturday(9);
    let screen = stage.missing(&["signature"]);
    assert_eq!((outcome(&screen), sound(&screen)), (Some(Outcome::Incomplete), Some(Sound::Incomplete)));
    assert_eq!(code(&screen), "missing-signature");
}

#[test]
fn an_accepted_paper_has_nothing_to_show_to_the_holder() {
    let mut stage = Stage::new();
    stage.tap(Tap::Paper);
    stage.kind("antigen");
    stage.saturday(9);
    stage.missing(&[]);
    assert_eq!(verdict(&stage.tap(Tap::ShowHolder)).and_then(|shown| shown.portal.clone()), None);
}

#[test]
fn a_paper_that_states_no_kind_is_refused_by_name() {
    let mut stage = Stage::new();
    stage.tap(Tap::Paper);
    let screen = stage.answer(PaperAnswer::Kind(KindAnswer::Unstated));
    assert_eq!(question(&screen), Question::Elements, "a name that is missing too would be told first");
    assert_eq!(code(&stage.missing(&[])), "missing-test-kind");
}

#[test]
fn after_the_sunset_nothing_is_asked() {
    let mut stage = Stage::new();
    stage.now.wall += TimeDelta::days(3);
    assert_eq!(code(&stage.tap(Tap::Paper)), "no-tolerance-in-force");
}

#[test]
fn an_answer_is_changed_by_one_tap() {
    let mut stage = Stage::new();
    stage.tap(Tap::Paper);
    stage.kind("antigen");
    stage.saturday(8);
    assert_eq!(question(&stage.saturday(9)), Question::Elements);
    assert_eq!(code(&stage.kind("pcr")), "pcr-not-affected");
}

#[test]
fn a_verdict_says_whether_an_answer_led_to_it() {
    let mut stage = Stage::new();
    stage.tap(Tap::Paper);
    stage.kind("antigen");
    stage.saturday(9);
    let of_form = |screen: &Screen| verdict(screen).expect("a verdict").is_of_form;
    assert!(of_form(&stage.missing(&["stamp"])), "also a refusal");
    stage.tap(Tap::Next);
    let altered = stage.altered.clone();
    assert!(!of_form(&stage.see(&altered)), "a code has no answers");
    stage.wait(2.0);
    stage.tap(Tap::Next);
    stage.now.wall += TimeDelta::days(60);
    assert!(!of_form(&stage.tap(Tap::Paper)), "nothing was asked");
}

#[test]
fn another_hour_takes_its_minutes_along() {
    let mut stage = Stage::new();
    stage.tap(Tap::Paper);
    stage.kind("antigen");
    stage.saturday(8);
    stage.missing(&[]);
    stage.answer(PaperAnswer::Exact("2021-08-14T08:15:00".parse().expect("a local time")));
    assert!(matches!(question(&stage.tap(Tap::Back)), Question::Exact { .. }));
    assert_eq!(outcome(&stage.saturday(9)), Some(Outcome::Tolerated));
}

#[test]
fn back_from_a_verdict_leads_to_the_answers_and_next_to_the_camera() {
    let mut stage = Stage::new();
    stage.tap(Tap::Paper);
    stage.kind("antigen");
    stage.saturday(9);
    stage.missing(&["stamp"]);
    assert_eq!(question(&stage.tap(Tap::Back)), Question::Elements);
    assert_eq!(outcome(&stage.missing(&[])), Some(Outcome::Tolerated));
    assert!(is_home(&stage.tap(Tap::Next)));
}

#[test]
fn back_from_the_form_leads_to_the_camera_and_forgets_the_answers() {
    let mut stage = Stage::new();
    stage.tap(Tap::Paper);
    stage.kind("antigen");
    assert!(is_home(&stage.tap(Tap::Back)));
    assert_eq!(question(&stage.tap(Tap::Paper)), Question::Kind);
}

#[test]
fn a_code_in_view_does_not_disturb_the_form() {
    let mut stage = Stage::new();
    stage.tap(Tap::Paper);
    let pass = stage.pass.clone();
    assert_eq!(question(&stage.see(&pass)), Question::Kind);
}

#[test]
fn a_pass_takes_the_place_of_a_papers_verdict() {
    let mut stage = Stage::new();
    stage.tap(Tap::Paper);
    stage.kind("pcr");
    stage.wait(1.0);
    let pass = stage.pass.clone();
    assert_eq!(outcome(&stage.see(&pass)), Some(Outcome::Valid));
    assert!(is_home(&stage.tap(Tap::Back)), "the form went with its verdict");
}

#[test]
fn an_answer_without_a_form_is_nobodys() {
    let mut stage = Stage::new();
    assert!(is_home(&stage.kind("antigen")));
}

#[test]
fn a_verdict_on_a_paper_is_erased_like_any_other() {
    let mut stage = Stage::new();
    stage.tap(Tap::Paper);
    stage.kind("pcr");
    assert!(is_home(&stage.wait(30.0)));
    assert!(is_home(&stage.send(Event::Tick)));
}

#[test]
fn a_form_that_nobody_touches_is_emptied_after_two_minutes() {
    let mut stage = Stage::new();
    stage.tap(Tap::Paper);
    assert_eq!(stage.kind("antigen").wake_in_ms, Some(120_000));
    assert_eq!(question(&stage.wait(119.0)), Question::Time);
    stage.saturday(9);
    assert_eq!(question(&stage.wait(119.9)), Question::Elements, "an answer is a touch");
    stage.tap(Tap::Torch);
    assert_eq!(question(&stage.wait(119.9)), Question::Elements, "so is any tap");
    assert!(is_home(&stage.wait(0.1)));
    assert_eq!(question(&stage.tap(Tap::Paper)), Question::Kind, "the last person's answers are gone");
}

#[test]
fn answers_that_are_taken_back_begin_their_two_minutes_anew() {
    let mut stage = Stage::new();
    stage.tap(Tap::Paper);
    stage.kind("antigen");
    stage.saturday(9);
    stage.missing(&["stamp"]);
    stage.wait(29.0);
    assert_eq!(stage.tap(Tap::Back).wake_in_ms, Some(120_000));
    assert!(is_home(&stage.wait(120.0)));
}

#[test]
fn a_device_that_was_switched_off_meanwhile_has_no_answers_left() {
    let mut stage = Stage::new();
    stage.tap(Tap::Paper);
    stage.kind("antigen");
    stage.now.uptime.start += 1;
    assert!(is_home(&stage.send(Event::Tick)));
}

#[test]
fn a_paper_is_counted_once_by_the_verdict_that_its_answers_end_in() {
    let mut stage = Stage::new();
    stage.on_duty();
    stage.tap(Tap::Paper);
    stage.kind("antigen");
    stage.saturday(9);
    assert_eq!(outcome(&stage.missing(&["stamp"])), Some(Outcome::Refused));
    stage.wait(5.0);
    stage.tap(Tap::Back);
    assert_eq!(outcome(&stage.missing(&[])), Some(Outcome::Tolerated));
    stage.tap(Tap::Back);
    stage.missing(&["signature"]);
    let counts = stage.counted();
    assert_eq!((counts.incomplete, counts.total()), (1, 1));
    stage.tap(Tap::Paper);
    stage.kind("pcr");
    stage.tap(Tap::Back);
    assert_eq!(stage.counted().not_covered, 1, "a form that is left is a check that was made");
    stage.tap(Tap::Paper);
    stage.kind("pcr");
    stage.tap(Tap::Paper);
    stage.kind("pcr");
    assert_eq!(stage.counted().not_covered, 3, "another form is another paper");
}
