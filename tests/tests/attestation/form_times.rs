//! The times that the form offers under packs of other shapes than the built-in one, and that no time of a chip is judged by
//! another.

use chrono::TimeDelta;
use souplesse_core::attestation::{AttestationForm, Chip, Question, TimeAnswer};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::rules::tolerance::{
    Axis, Counts, ElementLevel, Exception, Held, Pack, Tolerance, ToleranceBook, Window, Word,
};
use souplesse_core::{Moment, Outcome, Profile, Verifier};
use souplesse_tests::authority::{evening, pack};
use souplesse_tests::naive::{Minute, Paper, local, minute, minutes};
use souplesse_tests::paper_form::{Shown, attestation, fill};

const HOUR: Minute = 60;

fn holding(pack: Pack) -> Verifier {
    let mut verifier = BuiltIn::load().verifier();
    let held = Held { tolerance: Tolerance::new(pack).unwrap(), freshness: None, demonstration: false };
    verifier.tolerances = ToleranceBook { held: vec![held] }.into();
    verifier
}

fn word(text: &str) -> Word {
    Word::try_from(text).unwrap()
}

/// A pack that takes papers for so many hours from the act on, whenever that was.
fn of_age(hours: u16) -> Pack {
    let mut pack = with_windows(Axis::TimeOfCheck, &[]);
    pack.maximum_age_hours = Some(hours);
    pack
}

/// A pack with these windows: from, until, and the hours for which it takes a paper, or none where it takes no paper.
fn with_windows(axis: Axis, windows: &[(Minute, Minute, Option<u16>)]) -> Pack {
    let mut pack = Pack { axis, ..pack("XX-TIMES") };
    let windows = windows.iter().enumerate().map(|(number, (from, until, hours))| Window {
        id: word(&format!("w{number}")),
        from: local(*from),
        until: local(*until),
        not_covered: hours.is_none().then(|| word("issued-but-not-relaxed")),
        maximum_age_hours: *hours,
        scope: None,
    });
    pack.windows = windows.collect();
    pack
}

fn form(pack: Pack) -> AttestationForm {
    holding(pack).attestation_form(Moment::what_if(evening()))
}

fn chips(pack: Pack) -> Vec<Chip> {
    form(pack).times.into_iter().flat_map(|group| group.chips).collect()
}

/// The hours of the longest chip, and how many chips there are.
fn longest(chips: &[Chip]) -> (i64, usize) {
    (chips.iter().map(|chip| (chip.until - chip.from).num_hours()).max().unwrap(), chips.len())
}

#[test]
fn chips_are_as_short_as_they_can_be_where_there_may_be_48() {
    for (hours, expected) in
        [(24, (1, 25)), (72, (12, 7)), (30 * 24, (24, 31)), (60 * 24, (168, 10)), (8760, (187 * 24 + 20, 2))]
    {
        let chips = chips(of_age(hours));
        assert_eq!(longest(&chips), expected, "{hours} hours");
        assert!(chips.iter().all(|chip| chip.covered));
        let oldest = local(minute(14, 20, 31)) - TimeDelta::hours(i64::from(hours));
        assert_eq!((chips[0].from, chips.last().unwrap().until), (oldest, local(minute(14, 20, 31))));
        assert!(chips.is_sorted_by(|earlier, later| earlier.until == later.from), "{hours} hours");
    }
}

#[test]
fn where_papers_need_no_hour_whole_days_are_tapped() {
    let mut pack = of_age(24);
    pack.elements.retain(|element| element.id != *Word::TEST_TIME);
    let form = form(pack);
    let days = form.times.iter().map(|group| (group.day.to_string(), group.chips.len()));
    assert_eq!(days.collect::<Vec<_>>(), [("2021-08-13".to_owned(), 1), ("2021-08-14".to_owned(), 1)]);
}

#[test]
fn windows_of_checks_are_no_times_of_act() {
    let week = [(minute(10, 0, 0), minute(17, 0, 0), Some(24))];
    assert_eq!(chips(with_windows(Axis::TimeOfCheck, &week)), chips(of_age(24)));
}

#[test]
fn between_two_windows_nothing_is_covered() {
    let (first, second) = (minute(12, 9, 0), minute(13, 9, 0));
    let apart = [(first, first + 2 * HOUR, Some(72)), (second, second + 2 * HOUR, Some(72))];
    let starts = |windows: &[_]| {
        let chips = chips(with_windows(Axis::TimeOfAct, windows));
        chips.iter().map(|chip| minutes(chip.from)).collect::<Vec<_>>()
    };
    assert_eq!(starts(&apart), [first, first + HOUR, second, second + HOUR]);
    // Where they overlap or touch, no time has two chips.
    let touching = [(first, first + 2 * HOUR, Some(72)), (first + HOUR, first + 3 * HOUR, Some(24))];
    assert_eq!(starts(&touching), [first, first + HOUR, first + 2 * HOUR]);
}

#[test]
fn a_window_within_one_chip_is_not_overlooked() {
    // At 20:30 a paper of these twenty minutes is past its six hours, and those before and behind it are good.
    let (from, until) = (minute(14, 9, 20), minute(14, 9, 40));
    let windows =
        [(minute(14, 9, 0), from, Some(72)), (from, until, Some(6)), (until, minute(14, 10, 0), Some(72))];
    let verifier = holding(with_windows(Axis::TimeOfAct, &windows));
    let now = Moment::what_if(evening());
    let time = TimeAnswer::Within { from: local(minute(14, 9, 0)), until: local(minute(14, 10, 0)) };
    for (test, outcome) in [
        (from - 1, Outcome::Tolerated),
        (from, Outcome::Refused),
        (until - 1, Outcome::Refused),
        (until, Outcome::Tolerated),
    ] {
        let paper = Paper { kind: "antigen", test: Some(test), missing: &[], stated: None };
        let whole = verifier.check_attestation(&attestation(&paper), now, Profile::Venue);
        let (asked, verdict) = fill(&verifier, &Shown { paper, time }, now);
        assert!(asked.iter().any(|question| matches!(question, Question::Exact { .. })), "{asked:?}");
        assert_eq!((verdict.outcome, whole.outcome), (outcome, outcome), "{}", local(test));
    }
}

#[test]
fn one_element_and_one_usual_duration_are_both_gone_through() {
    let mut pack = of_age(72);
    pack.elements.retain(|element| element.id.as_str().starts_with("test-") || element.id == *"stamp");
    pack.stated_duration.usual_hours = vec![72];
    let verifier = holding(pack);
    let now = Moment::what_if(evening());
    let half_a_day = TimeAnswer::Within { from: local(minute(14, 0, 0)), until: local(minute(14, 12, 0)) };
    for (missing, outcome) in [(&[][..], Outcome::Tolerated), (&["stamp"], Outcome::Refused)] {
        let paper = Paper { kind: "antigen", test: Some(minute(14, 9, 15)), missing, stated: None };
        let (asked, verdict) = fill(&verifier, &Shown { paper, time: half_a_day }, now);
        assert!(asked.contains(&Question::Elements), "{asked:?}");
        assert_eq!(verdict.outcome, outcome);
    }
}

#[test]
fn a_duration_is_asked_for_where_it_must_stand_there_and_not_where_it_counts_for_nothing() {
    for (level, except, is_asked) in [
        (ElementLevel::Essential, None, true),
        (ElementLevel::Firm, None, true),
        (ElementLevel::Note, Some(ElementLevel::Essential), true),
        (ElementLevel::Note, None, false),
        (ElementLevel::Unasked, None, false),
    ] {
        let mut pack = of_age(72);
        pack.stated_duration.counts = Counts::Ignored;
        let duration = pack.elements.iter_mut().find(|element| element.id == *Word::DURATION).unwrap();
        let kind = word("antigen");
        let except = except.map(|level| Exception { kind, level });
        (duration.level, duration.except) = (level, except.into_iter().collect());
        let verifier = holding(pack);
        let paper = Paper { kind: "antigen", test: Some(minute(14, 9, 15)), missing: &[], stated: None };
        let time = TimeAnswer::Within { from: local(minute(14, 0, 0)), until: local(minute(14, 12, 0)) };
        let now = Moment::what_if(evening());
        let whole = verifier.check_attestation(&attestation(&paper), now, Profile::Venue);
        let (asked, verdict) = fill(&verifier, &Shown { paper, time }, now);
        assert_eq!(asked.contains(&Question::Duration), is_asked, "{level:?}");
        assert_eq!((verdict.outcome, verdict.code), (whole.outcome, whole.code), "{level:?}");
    }
}
