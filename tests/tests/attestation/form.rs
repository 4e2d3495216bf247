//! The form asks only what can still change the verdict: counted over the life of the built-in pack,
//! and its verdicts against the naive reading.

use std::collections::BTreeSet;

use souplesse_core::attestation::{Answers, Chip, Hours, Question, TimeAnswer};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::verifier::FormStep;
use souplesse_core::{Moment, Outcome, Profile, Verdict, Verifier};
use souplesse_tests::naive::{self, Minute, instant, local, minute, minutes};
use souplesse_tests::paper_form::{Shown, fill};

const USUAL: [Option<i64>; 5] = [None, Some(12), Some(24), Some(48), Some(72)];
const TICKED: [&str; 6] = ["holder-name", "negative-result", "stamp", "signature", "brand", "reference"];
const HOUR: Minute = 60;

fn chips(verifier: &Verifier, now: Minute) -> Vec<Chip> {
    let form = verifier.attestation_form(Moment::what_if(instant(now)));
    form.times.into_iter().flat_map(|group| group.chips).collect()
}

fn within(chip: &Chip) -> TimeAnswer {
    TimeAnswer::Within { from: chip.from, until: chip.until }
}

fn outcome(verdict: &Verdict) -> (&'static str, String) {
    (verdict.outcome.as_str(), verdict.code.to_string())
}

fn expected(paper: &naive::Paper<'_>, now: Minute) -> (&'static str, String) {
    let (outcome, code, _) = naive::verdict(paper, now);
    (outcome, code)
}

/// The minutes of a chip among which every different verdict is found: its ends, and those at which `now` falls
/// upon a whole number of hours.
fn telling(chip: &Chip, now: Minute) -> Vec<Minute> {
    let (from, until) = (minutes(chip.from), minutes(chip.until));
    let turn = from.div_euclid(HOUR) * HOUR + now.rem_euclid(HOUR);
    let near = [from, turn - 1, turn, turn + 1, now, now + 1, until - 1];
    near.into_iter()
        .filter(|minute| (from..until).contains(minute))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// How many questions a complete antigen paper needs, found out with the naive reading alone.
fn needed(chip: &Chip, paper: &naive::Paper<'_>, now: Minute) -> usize {
    let times = telling(chip, now);
    let says = |test: Minute, stated, missing: &[&str]| {
        expected(&naive::Paper { kind: "antigen", test: Some(test), missing, stated }, now)
    };
    let all = times.iter().flat_map(|test| USUAL.map(|stated| (*test, stated)));
    let all = all.flat_map(|(test, stated)| {
        let one_missing = TICKED.iter().map(move |element| says(test, stated, &[element]));
        one_missing.chain([says(test, stated, &[])])
    });
    if all.collect::<BTreeSet<_>>().len() == 1 {
        return 2;
    }
    let by_elements = times.iter().any(|test| {
        USUAL.iter().any(|stated| {
            let complete = says(*test, *stated, &[]);
            TICKED.iter().any(|element| says(*test, *stated, &[element]) != complete)
        })
    });
    let by_duration = times.iter().any(|test| {
        USUAL.map(|stated| says(*test, stated, &[])).into_iter().collect::<BTreeSet<_>>().len() > 1
    });
    let stated = if by_duration { vec![paper.stated] } else { USUAL.to_vec() };
    let by_minute = stated
        .into_iter()
        .any(|stated| times.iter().map(|test| says(*test, stated, &[])).collect::<BTreeSet<_>>().len() > 1);
    2 + usize::from(by_elements) + usize::from(by_duration) + usize::from(by_minute)
}

/// Walks the life of the pack by this step. Gives how many complete papers took how many questions.
fn walk(step: usize) -> [usize; 6] {
    let verifier = BuiltIn::load().verifier();
    let mut counts = [0; 6];
    let mut pick = 0_usize;
    for now in (minute(13, 12, 0)..minute(17, 0, 0)).step_by(step) {
        for chip in &chips(&verifier, now) {
            // Which minute and duration the paper has is picked in turn, so that all of them are met.
            pick += 1;
            let times = telling(chip, now);
            let test = times[pick % times.len()];
            let paper =
                naive::Paper { kind: "antigen", test: Some(test), missing: &[], stated: USUAL[pick % 5] };
            let shown = Shown { paper, time: within(chip) };
            let (asked, verdict) = fill(&verifier, &shown, Moment::what_if(instant(now)));
            let place = format!("{:?} at {}: {asked:?}", shown.paper, local(now));
            assert_eq!(outcome(&verdict), expected(&shown.paper, now), "{place}");
            assert_eq!(asked.len(), needed(chip, &shown.paper, now), "{place}");
            assert!(ends_in_time(&verdict, &shown.paper, now), "{place}");
            counts[asked.len()] += 1;
        }
    }
    counts
}

/// Without all answers the end that is shown is the earliest possible, never one that is too late.
fn ends_in_time(verdict: &Verdict, paper: &naive::Paper<'_>, now: Minute) -> bool {
    let (_, _, until) = naive::verdict(paper, now);
    match (verdict.valid_until, until) {
        (Some(shown), Some(until)) => minutes(shown.naive_local()) <= until,
        (None, None) => true,
        _ => false,
    }
}

#[test]
fn a_complete_paper_takes_three_answers_and_more_only_where_they_decide() {
    let counts = walk(13);
    println!("questions asked for a complete antigen paper, 0 to 5: {counts:?}");
    assert!(counts[3] > 0 && counts[4] > 0 && counts[5] > 0, "{counts:?}");
}

#[test]
#[ignore = "every minute of the pack's life takes a minute; tests/run full"]
fn a_complete_paper_is_counted_at_every_minute() {
    let counts = walk(1);
    println!("questions asked for a complete antigen paper at every minute, 0 to 5: {counts:?}");
}

#[test]
fn a_kind_that_is_not_covered_takes_one_answer_at_every_minute() {
    let verifier = BuiltIn::load().verifier();
    let elsewhere = TimeAnswer::Elsewhere;
    for now in minute(13, 12, 0)..minute(17, 0, 0) {
        for kind in ["vaccination", "pcr"] {
            let paper = naive::Paper { kind, test: None, missing: &[], stated: None };
            let (asked, verdict) =
                fill(&verifier, &Shown { paper, time: elsewhere }, Moment::what_if(instant(now)));
            assert_eq!(
                (asked, verdict.outcome),
                (vec![Question::Kind], Outcome::NotCovered),
                "{}",
                local(now)
            );
        }
    }
}

#[test]
fn outside_the_life_of_the_pack_nothing_is_asked() {
    let verifier = BuiltIn::load().verifier();
    for now in [minute(13, 11, 59), minute(17, 0, 0), minute(30, 0, 0)] {
        assert!(chips(&verifier, now).is_empty());
        let step = verifier.next_question(&Answers::default(), Moment::what_if(instant(now)), Profile::Venue);
        let FormStep::Decided(verdict) = step else { panic!("asked at {}", local(now)) };
        assert_eq!(outcome(&verdict), ("not-covered", "no-tolerance-in-force".to_owned()));
    }
}

#[test]
fn every_time_of_act_has_its_chip_or_none() {
    let verifier = BuiltIn::load().verifier();
    let evening = minute(14, 20, 30);
    let form = verifier.attestation_form(Moment::what_if(instant(evening)));
    let groups = form.times.iter().map(|group| (group.day.to_string(), group.half, group.chips.len()));
    let groups = groups.map(|(day, half, chips)| format!("{day} {half:?} {chips}")).collect::<Vec<_>>();
    let expected =
        ["2021-08-13 Some(Afternoon) 12", "2021-08-14 Some(Morning) 12", "2021-08-14 Some(Afternoon) 1"];
    assert_eq!(groups, expected);
    // At noon of Saturday the afternoon has only begun: nothing later than now can be tapped.
    let noon = chips(&verifier, minute(14, 12, 0));
    assert_eq!(minutes(noon.last().unwrap().until), minute(14, 12, 1));
    assert_eq!(form.kinds.len(), 8);
    assert_eq!(form.elements.iter().map(|choice| choice.word.as_str()).collect::<Vec<_>>(), TICKED);
    assert_eq!(form.durations, [12, 24, 48, 72].map(|hours| Hours::new(hours).unwrap()));
}

#[test]
fn papers_without_kind_or_time_are_refused_by_name() {
    let verifier = BuiltIn::load().verifier();
    let now = minute(14, 20, 30);
    for (kind, time, code) in [
        ("", TimeAnswer::Elsewhere, "missing-test-kind"),
        ("antigen", TimeAnswer::Unstated, "missing-test-date"),
        ("antigen", TimeAnswer::Future, "test-in-future"),
        ("antigen", TimeAnswer::Elsewhere, "outside-window"),
    ] {
        let paper = naive::Paper { kind, test: None, missing: &[], stated: None };
        let (_, verdict) = fill(&verifier, &Shown { paper, time }, Moment::what_if(instant(now)));
        assert_eq!(verdict.code.to_string(), code);
    }
}

#[test]
fn papers_with_gaps_come_out_as_the_naive_reading_says() {
    let verifier = BuiltIn::load().verifier();
    for now in (minute(13, 12, 0)..minute(17, 0, 0)).step_by(97) {
        for (index, chip) in chips(&verifier, now).iter().enumerate() {
            for kind in ["antigen", "supervised-self-test"] {
                let missing = [TICKED[index % 6], TICKED[(index + now as usize) % 6]];
                let times = telling(chip, now);
                let test = Some(times[index % times.len()]);
                let paper = naive::Paper { kind, test, missing: &missing, stated: USUAL[index % 5] };
                let shown = Shown { paper, time: within(chip) };
                let (asked, verdict) = fill(&verifier, &shown, Moment::what_if(instant(now)));
                assert_eq!(
                    outcome(&verdict),
                    expected(&shown.paper, now),
                    "{:?} at {}: {asked:?}",
                    shown.paper,
                    local(now)
                );
            }
        }
    }
}
