//! The form under several packs at once: whatever it did not ask cannot change what it says.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use souplesse_core::attestation::{Answers, KindAnswer, Question, TimeAnswer};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::rules::tolerance::{
    Axis, Counts, Element, ElementLevel, Held, Pack, Text, Tolerance, ToleranceBook, Word, WordText,
};
use souplesse_core::verifier::FormStep;
use souplesse_core::{Code, Freshness, Moment, Outcome, Profile, Verifier};
use souplesse_tests::authority::{evening, pack};
use souplesse_tests::naive::{Minute, Paper, instant, local, minute};
use souplesse_tests::paper_form::{Shown, attestation, fill};

const TICKED: [&str; 6] = ["holder-name", "negative-result", "stamp", "signature", "brand", "reference"];

fn word(text: &str) -> Word {
    Word::try_from(text).unwrap()
}

fn fresh(pack: Pack) -> Held {
    Held { tolerance: Tolerance::new(pack).unwrap(), freshness: None, demonstration: false }
}

fn holding(held: Vec<Held>) -> Verifier {
    let mut verifier = BuiltIn::load().verifier();
    verifier.tolerances = Arc::new(ToleranceBook { held });
    verifier
}

/// A pack that asks for this one element besides kind, date and time.
fn asking_for(element: &str) -> Pack {
    let mut pack = pack("XX-ONE");
    pack.elements.retain(|known| known.id.as_str().starts_with("test-") || known.id.as_str() == element);
    pack
}

/// The chip that holds the time of a test, or the tap beside the chips.
fn tapped(verifier: &Verifier, test: Option<Minute>, now: Moment) -> TimeAnswer {
    let Some(test) = test.map(local) else { return TimeAnswer::Unstated };
    let form = verifier.attestation_form(now);
    let chip =
        form.times.iter().flat_map(|group| &group.chips).find(|chip| (chip.from..chip.until).contains(&test));
    match chip {
        Some(chip) => TimeAnswer::Within { from: chip.from, until: chip.until },
        None if test > local(0) + (now.check - instant(0)) => TimeAnswer::Future,
        None => TimeAnswer::Elsewhere,
    }
}

/// Packs that ask for little differ most.
fn level() -> impl Strategy<Value = ElementLevel> {
    prop_oneof![
        9 => Just(ElementLevel::Unasked),
        1 => Just(ElementLevel::Note),
        1 => Just(ElementLevel::Firm),
        1 => Just(ElementLevel::Essential),
    ]
}

prop_compose! {
    fn some_pack()(
        levels in prop::collection::vec(level(), TICKED.len()),
        hours in select(&[6_u16, 12, 24, 72][..]),
        uncovered in subsequence(vec!["antigen", "supervised-self-test"], 0..=1),
        counts in select(&[Counts::Shortens, Counts::Ignored][..]),
        stale in prop::option::weighted(0.2, any::<bool>()),
    ) -> Held {
        let mut pack = pack("XX-ONE");
        for (element, level) in TICKED.iter().zip(levels) {
            let known = pack.elements.iter_mut().find(|known| known.id == **element).expect("a known element");
            (known.level, known.except) = (level, Vec::new());
        }
        for window in pack.windows.iter_mut().filter(|window| window.maximum_age_hours.is_some()) {
            window.maximum_age_hours = Some(hours);
        }
        for kind in pack.kinds.iter_mut().filter(|kind| uncovered.contains(&kind.id.as_str())) {
            kind.not_covered = Some(word("kind-not-covered"));
        }
        pack.stated_duration.counts = counts;
        let freshness = stale.map(|judge_when_expired| Freshness { expires: evening() - TimeDelta::days(9), judge_when_expired });
        Held { freshness, ..fresh(pack) }
    }
}

prop_compose! {
    fn some_paper()(
        kind in select(&["antigen", "supervised-self-test", "pcr", ""][..]),
        test in prop::option::weighted(0.9, minute(13, 11, 0)..minute(15, 1, 0)),
        missing in subsequence(TICKED.to_vec(), 0..=6),
        stated in select(&[None, Some(12), Some(24), Some(48), Some(72)][..]),
    ) -> (&'static str, Option<Minute>, Vec<&'static str>, Option<i64>) {
        (kind, test, missing, stated)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_form_says_what_the_whole_paper_would(
        packs in prop::collection::vec(some_pack(), 1..=3),
        (kind, test, missing, stated) in some_paper(),
        now in minute(13, 12, 0)..minute(15, 0, 0),
    ) {
        let verifier = holding(packs);
        let now = Moment::now(instant(now));
        let paper = Paper { kind, test, missing: &missing, stated };
        let time = tapped(&verifier, test, now);
        let (asked, verdict) = fill(&verifier, &Shown { paper: paper.clone(), time }, now);
        let whole = verifier.check_attestation(&attestation(&paper), now, Profile::Venue);
        prop_assert_eq!((verdict.outcome, verdict.code), (whole.outcome, whole.code), "{:?}", asked);
        prop_assert!(verdict.valid_until <= whole.valid_until);
    }
}

#[test]
fn a_paper_that_may_fail_under_every_pack_is_asked_about() {
    let verifier = holding(vec![fresh(asking_for("stamp")), fresh(asking_for("signature"))]);
    let test = Some(minute(14, 9, 15));
    let now = Moment::what_if(evening());
    let time = tapped(&verifier, test, now);
    let judge = |missing: &[&str]| {
        let shown = Shown { paper: Paper { kind: "antigen", test, missing, stated: None }, time };
        let (asked, verdict) = fill(&verifier, &shown, now);
        (asked.contains(&Question::Elements), verdict.outcome)
    };
    // Each pack does without what the other asks for; neither does without both.
    assert_eq!(judge(&["stamp"]), (true, Outcome::Tolerated));
    assert_eq!(judge(&["stamp", "signature"]), (true, Outcome::Incomplete));
}

#[test]
fn where_there_is_too_much_to_search_everything_is_asked() {
    let dated = |number| own_elements(number, asking_for("stamp"));
    assert_eq!(asked_of(dated), [Question::Kind, Question::Time, Question::Elements]);
    // No pack wants to know when it was.
    let undated = |number| {
        let mut pack = dated(number);
        pack.elements.retain(|element| !["test-date", "test-time"].contains(&element.id.as_str()));
        Pack { axis: Axis::TimeOfCheck, windows: Vec::new(), ..pack }
    };
    assert_eq!(asked_of(undated), [Question::Kind, Question::Elements]);
}

/// The pack with six elements that no other has.
fn own_elements(number: usize, mut pack: Pack) -> Pack {
    let text = |text: &str| Text { fr: text.to_owned(), en: text.to_owned() };
    for letter in ["a", "b", "c", "d", "e", "f"] {
        let id = word(&format!("own-{letter}{number}"));
        pack.elements.push(Element { id: id.clone(), level: ElementLevel::Firm, except: Vec::new() });
        pack.words.push(WordText { id, label: text("own"), text: text("own") });
    }
    pack
}

/// What four such packs together ask about an antigen test of that morning on which nothing is missing.
fn asked_of(pack: impl Fn(usize) -> Pack) -> Vec<Question> {
    let verifier = holding((0..4).map(|number| fresh(pack(number))).collect());
    let now = Moment::what_if(evening());
    let mut answers = Answers::default();
    let mut asked = Vec::new();
    loop {
        let question = match verifier.next_question(&answers, now, Profile::Venue) {
            FormStep::Ask(question) => question,
            FormStep::Decided(verdict) => {
                assert_eq!(verdict.outcome, Outcome::Tolerated);
                return asked;
            }
        };
        asked.push(question);
        match question {
            Question::Kind => answers.kind = Some(KindAnswer::Is(word("antigen"))),
            Question::Time => answers.time = Some(tapped(&verifier, Some(minute(14, 9, 15)), now)),
            Question::Elements => answers.missing = Some(BTreeSet::new()),
            Question::Duration | Question::Exact { .. } => panic!("{question:?} decides nothing"),
        }
    }
}

#[test]
fn where_there_are_too_many_times_and_durations_to_search_everything_is_asked() {
    let mut pack = Pack { axis: Axis::TimeOfCheck, windows: Vec::new(), ..pack("XX-ONE") };
    pack.maximum_age_hours = Some(8760);
    let asked = |pack: &Pack| {
        let verifier = holding(vec![fresh(pack.clone())]);
        let (test, now) = (Some(minute(14, 9, 15)), Moment::what_if(evening()));
        let paper = Paper { kind: "pcr", test, missing: &[], stated: None };
        let (asked, verdict) = fill(&verifier, &Shown { paper, time: tapped(&verifier, test, now) }, now);
        assert_eq!(
            (verdict.outcome, verdict.code.to_string()),
            (Outcome::NotCovered, "pcr-not-affected".to_owned())
        );
        asked
    };
    // The kind alone decides, which is seen as long as everything can be gone through.
    assert_eq!(asked(&pack), [Question::Kind]);
    pack.stated_duration.usual_hours = (1..=128).collect();
    assert_eq!(asked(&pack), [Question::Kind, Question::Time, Question::Elements]);
}

#[test]
fn a_pack_that_may_no_longer_be_judged_by_asks_nothing_and_yields_to_one_that_may() {
    let past = Freshness { expires: evening(), judge_when_expired: false };
    let stale = Held { freshness: Some(past), ..fresh(pack("XX-ONE")) };
    let now = Moment::now(evening());
    let FormStep::Decided(verdict) =
        holding(vec![stale.clone()]).next_question(&Answers::default(), now, Profile::Venue)
    else {
        panic!("whatever is answered, the device cannot judge");
    };
    assert_eq!((verdict.outcome, &verdict.code), (Outcome::CannotJudge, &Code::Stale));
    let paper = Paper { kind: "antigen", test: Some(minute(14, 9, 15)), missing: &[], stated: None };
    let both = holding(vec![stale, fresh(pack("XX-TWO"))]);
    let verdict = both.check_attestation(&attestation(&paper), now, Profile::Venue);
    assert_eq!((verdict.outcome, verdict.basis[0].id.as_str()), (Outcome::Tolerated, "XX-TWO"));
}
