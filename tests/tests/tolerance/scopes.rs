//! Windows that hold at some places only, and devices that do not know where they are.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use proptest::prelude::*;
use souplesse_core::Outcome::{self, NotCovered, Refused, Tolerated};
use souplesse_core::Profile;
use souplesse_core::built_in::BuiltIn;
use souplesse_core::place::{Country, Place, Region};
use souplesse_core::rules::tolerance::{
    Axis, Circumstances, Lacks, Paper, Scope, Stated, Tolerance, Window, Word,
};
use souplesse_tests::authority::evening;
use souplesse_tests::naive::{local, minute};

fn word(text: &str) -> Word {
    Word::try_from(text).unwrap()
}

fn regions(names: &[&str]) -> Scope {
    let regions = names.iter().map(|name| Region::of(Country::FRANCE, name).unwrap());
    Scope { regions: regions.collect(), ..Scope::default() }
}

fn places(kinds: &[&str]) -> Scope {
    Scope { places: kinds.iter().map(|kind| word(kind)).collect(), ..Scope::default() }
}

/// A window of all August 2021 that is covered for so many hours, or for no reason at all.
fn window(scope: Option<Scope>, hours: Result<u16, &str>) -> Window {
    Window {
        id: word("any"),
        from: local(minute(1, 0, 0)),
        until: local(minute(31, 0, 0)),
        not_covered: hours.err().map(word),
        maximum_age_hours: hours.ok(),
        scope,
    }
}

/// The built-in pack with other windows.
fn pack(axis: Axis, windows: Vec<Window>) -> Tolerance {
    let mut pack = BuiltIn::load().tolerances().held.remove(0).tolerance.pack().clone();
    let numbered = windows.into_iter().enumerate();
    pack.windows =
        numbered.map(|(number, window)| Window { id: word(&format!("w{number}")), ..window }).collect();
    pack.axis = axis;
    Tolerance::new(pack).unwrap()
}

fn nowhere() -> Place {
    Place::in_country(Country::FRANCE)
}

fn in_region(name: &str) -> Place {
    nowhere().in_region(name).unwrap()
}

/// What becomes of a complete antigen paper of Saturday, 9:15, at 20:30: outcome, code and until when it is or was good.
fn judge(tolerance: &Tolerance, place: &Place) -> (Outcome, String, Option<NaiveDateTime>) {
    judge_at(tolerance, place, evening())
}

fn judge_at(
    tolerance: &Tolerance,
    place: &Place,
    at: DateTime<Utc>,
) -> (Outcome, String, Option<NaiveDateTime>) {
    let nothing = Default::default();
    let paper = Paper {
        kind: Some("antigen"),
        act: Some(local(minute(14, 9, 15))),
        lacks: Lacks::These(&nothing),
        stated: Stated::Something,
    };
    let (region, kind) = (place.region(), place.kind());
    let decision = tolerance
        .decide(&paper, &Circumstances { at, device: None, region, place: kind, profile: Profile::Venue });
    let code = tolerance.reasons(&decision, &paper).remove(0).code.to_string();
    (decision.outcome, code, decision.until.map(|until| tolerance.local(until)))
}

fn says(outcome: Outcome, code: &str) -> (Outcome, String, Option<NaiveDateTime>) {
    (outcome, code.to_owned(), None)
}

fn until(
    outcome: Outcome,
    code: &str,
    day: i64,
    hour: i64,
    minutes: i64,
) -> (Outcome, String, Option<NaiveDateTime>) {
    (outcome, code.to_owned(), Some(local(minute(day, hour, minutes))))
}

#[test]
fn where_a_place_is_excluded_a_device_that_does_not_know_its_own_accepts_nothing() {
    let reason = "issued-but-not-relaxed";
    let island =
        pack(Axis::TimeOfAct, vec![window(Some(regions(&["971"])), Err(reason)), window(None, Ok(12))]);
    assert_eq!(judge(&island, &nowhere()), says(NotCovered, "outside-scope"));
    assert_eq!(judge(&island, &in_region("fr-971")), says(NotCovered, reason));
    assert_eq!(judge(&island, &in_region("974")), until(Tolerated, "tolerated", 14, 21, 15));

    let bars = pack(Axis::TimeOfAct, vec![window(Some(places(&["bar"])), Err(reason)), window(None, Ok(12))]);
    let of_kind = |kind| nowhere().of_kind(word(kind));
    assert_eq!(judge(&bars, &nowhere()), says(NotCovered, "outside-scope"));
    assert_eq!(judge(&bars, &of_kind("bar")), says(NotCovered, reason));
    assert_eq!(judge(&bars, &of_kind("museum")), until(Tolerated, "tolerated", 14, 21, 15));
}

#[test]
fn a_device_that_does_not_know_its_place_goes_by_the_strictest_window_that_may_be_meant() {
    let shorter_there =
        pack(Axis::TimeOfAct, vec![window(Some(regions(&["971"])), Ok(4)), window(None, Ok(12))]);
    assert_eq!(judge(&shorter_there, &nowhere()), until(Refused, "expired", 14, 13, 15));
    assert_eq!(judge(&shorter_there, &in_region("971")), until(Refused, "expired", 14, 13, 15));
    assert_eq!(judge(&shorter_there, &in_region("974")), until(Tolerated, "tolerated", 14, 21, 15));

    let longer_there =
        pack(Axis::TimeOfAct, vec![window(Some(regions(&["971"])), Ok(13)), window(None, Ok(12))]);
    assert_eq!(judge(&longer_there, &nowhere()), until(Tolerated, "tolerated", 14, 21, 15));
    assert_eq!(judge(&longer_there, &in_region("971")), until(Tolerated, "tolerated", 14, 22, 15));
}

#[test]
fn where_only_some_place_is_covered_a_device_that_does_not_know_its_own_says_why() {
    let reason = "issued-but-not-relaxed";
    let island =
        pack(Axis::TimeOfAct, vec![window(Some(regions(&["971"])), Ok(12)), window(None, Err(reason))]);
    assert_eq!(judge(&island, &nowhere()), says(NotCovered, "outside-scope"));
    assert_eq!(judge(&island, &in_region("974")), says(NotCovered, reason));
    assert_eq!(judge(&island, &in_region("971")), until(Tolerated, "tolerated", 14, 21, 15));
}

fn windows() -> impl Strategy<Value = Vec<Window>> {
    let scope = (
        prop::sample::subsequence(vec!["971", "974"], 0..=2),
        prop::sample::subsequence(vec!["bar", "museum"], 0..=2),
    );
    let scope = scope.prop_map(|(names, kinds)| {
        let scope = Scope { places: places(&kinds).places, ..regions(&names) };
        (scope != Scope::default()).then_some(scope)
    });
    let hours = prop_oneof![(1..48_u16).prop_map(Ok), Just(Err("issued-but-not-relaxed"))];
    let one = (scope, hours, 0..30_i64).prop_map(|(scope, hours, longer)| {
        let window = window(scope, hours);
        Window { until: window.until + TimeDelta::hours(longer), ..window }
    });
    prop::collection::vec(one, 1..5)
}

proptest! {
    #[test]
    fn what_is_accepted_without_a_place_is_accepted_everywhere_and_no_longer(
        windows in windows(),
        by_act in any::<bool>(),
        later in 0..36_i64,
    ) {
        let axis = if by_act { Axis::TimeOfAct } else { Axis::TimeOfCheck };
        let (tolerance, at) = (pack(axis, windows), evening() + TimeDelta::hours(later));
        let regions = [None, Some("971"), Some("974"), Some("75")];
        let kinds = [None, Some("bar"), Some("museum"), Some("cinema")];
        let all = regions.iter().flat_map(|region| kinds.iter().map(move |kind| {
            let place = region.map_or_else(nowhere, in_region);
            kind.map_or(place.clone(), |kind| place.of_kind(word(kind)))
        }));
        let all = all.collect::<Vec<_>>();
        for unknown in &all {
            let (outcome, _, until) = judge_at(&tolerance, unknown, at);
            let may_be = all.iter().filter(|known| {
                unknown.region().is_none_or(|region| known.region() == Some(region))
                    && unknown.kind().is_none_or(|kind| known.kind() == Some(kind))
            });
            for known in may_be.filter(|_| outcome == Tolerated) {
                let there = judge_at(&tolerance, known, at);
                prop_assert_eq!(there.0, Tolerated, "{:?} {:?}", unknown, known);
                prop_assert!(until.is_some() && until <= there.2, "{:?} {:?}", unknown, known);
            }
        }
    }
}
