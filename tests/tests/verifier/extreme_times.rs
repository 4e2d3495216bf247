//! No time does harm, wherever it comes from: passes, papers, answers, the caller.

use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use souplesse_core::attestation::{Answers, Attestation, Hours, TimeAnswer};
use souplesse_core::rules::tolerance::{Axis, ELEMENTS, Held, Pack, Tolerance, Word};
use souplesse_core::verifier::Shown;
use souplesse_core::{Moment, Profile};
use souplesse_tests::authority::pack;
use souplesse_tests::desk::{Desk, dose, negative, payload};
use souplesse_tests::sign::hcert::Recipe;

/// Any moment, and those at the ends of what can be told.
fn any_moment() -> impl Strategy<Value = DateTime<Utc>> {
    let (first, last) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
    let ends = [first.timestamp(), last.timestamp()];
    let evening = "2021-08-14T18:30:00Z".parse::<DateTime<Utc>>().unwrap();
    let near = move |hours: i64| {
        let from = if hours < 0 { last } else { first };
        from + TimeDelta::hours(hours)
    };
    prop_oneof![
        Just(first),
        Just(last),
        Just(evening),
        (-30_000..30_000_i64).prop_map(near),
        (-5_000..5_000_i64).prop_map(move |hours| evening + TimeDelta::hours(hours)),
        (ends[0]..=ends[1]).prop_map(|seconds| DateTime::from_timestamp(seconds, 999_999_999).unwrap()),
    ]
}

fn any_local() -> impl Strategy<Value = NaiveDateTime> {
    prop_oneof![
        Just(NaiveDateTime::MIN),
        Just(NaiveDateTime::MAX),
        any_moment().prop_map(|moment| moment.naive_utc())
    ]
}

fn any_seconds() -> impl Strategy<Value = i64> {
    let told = 8_210_266_876_799_i64;
    prop_oneof![
        any::<i64>(),
        Just(i64::MIN),
        Just(i64::MAX),
        (-3..=3_i64).prop_map(move |step| told + step),
        -3_000_000_000..8_000_000_000_i64,
    ]
}

fn any_date() -> impl Strategy<Value = Json> {
    prop_oneof![
        any_moment().prop_map(|moment| json!(moment.naive_utc().to_string())),
        any_moment().prop_map(|moment| json!(moment.format("%Y-%m-%dT%H:%M:%S%.fZ").to_string())),
        "[0-9]{4}(-[0-9]{2}){0,2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?([+-][0-9]{1,2}(:?[0-9]{2})?)?"
            .prop_map(|text| json!(text)),
        "\\PC{0,30}".prop_map(|text| json!(text)),
        any::<i64>().prop_map(|number| json!(number)),
    ]
}

prop_compose! {
    fn any_time()(check in any_moment(), device in proptest::option::of(any_moment()), clock_behind in proptest::option::of(any_moment())) -> Moment {
        Moment { check, device, clock_behind }
    }
}

fn any_answer() -> impl Strategy<Value = Option<TimeAnswer>> {
    prop_oneof![
        (any_local(), any_local()).prop_map(|(from, until)| Some(TimeAnswer::Within { from, until })),
        Just(Some(TimeAnswer::Elsewhere)),
        Just(Some(TimeAnswer::Future)),
        Just(Some(TimeAnswer::Unstated)),
        Just(None),
    ]
}

/// A desk with packs that speak at any time, by the time of the act and by that of the check.
fn standing() -> Desk {
    let mut desk = Desk::new();
    let packs = [Axis::TimeOfAct, Axis::TimeOfCheck].map(|axis| {
        let mut pack = Pack { axis, ..pack("XX-STANDING") };
        (pack.in_force.from, pack.in_force.sunset) = (NaiveDateTime::MIN, None);
        if let Some(window) = pack.windows.first_mut() {
            window.from = "1900-01-01T00:00:00".parse().unwrap();
            window.maximum_age_hours = Some(8760);
        }
        Held { tolerance: Tolerance::new(pack).unwrap(), freshness: None, demonstration: false }
    });
    Arc::make_mut(&mut desk.verifier.tolerances).held.extend(packs);
    desk
}

/// A paper of that time; one that states none where no paper can be of it.
fn paper(tested_at: Option<NaiveDateTime>) -> Attestation {
    let present = || ELEMENTS.iter().map(|word| Word::try_from(*word).unwrap());
    let paper =
        |tested_at| Attestation::new("antigen".parse().ok(), tested_at, present(), Hours::new(24).ok());
    paper(tested_at).or_else(|_| paper(None)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_time_of_a_pass_does_harm(
        times in (any_seconds(), any_seconds()), floats in any::<bool>(), kind in 0..3_usize, date in any_date(), at in any_time()
    ) {
        let desk = Desk::new();
        let test = json!({ "tg": "840539006", "tt": "LP6464-4", "sc": date, "tr": "260415000", "co": "FR", "ci": "X" });
        let recovery = json!({ "tg": "840539006", "fr": date, "df": date, "du": date, "co": "FR", "ci": "X" });
        let mut vaccination = dose();
        vaccination["dt"] = date.clone();
        let entries = [json!({ "v": [vaccination] }), json!({ "t": [test] }), json!({ "r": [recovery] })];
        let mut payload = payload(&entries[kind]);
        payload["dob"] = date;
        let text = Recipe { float_times: floats, ..Recipe::new(payload, times.0, times.1) }.sign(&desk.hcert);
        for profile in [Profile::Venue, Profile::Controller] {
            let verdict = desk.verifier.check_code(text.as_bytes(), at, profile);
            prop_assert!(!verdict.reasons.is_empty());
            let told = |moment: DateTime<Utc>| (1900..=2201).contains(&chrono::Datelike::year(&moment));
            prop_assert!(verdict.valid_until.is_none_or(|until| told(until.to_utc())));
        }
        let _ = desk.verifier.check_codes(&[text.as_bytes(), negative().sign(&desk.two_d_doc).as_bytes()], at, Profile::Venue);
    }

    #[test]
    fn no_time_of_a_paper_does_harm(tested_at in proptest::option::of(any_local()), at in any_time()) {
        let desk = standing();
        let paper = paper(tested_at);
        for profile in [Profile::Venue, Profile::Controller] {
            let verdict = desk.verifier.check_attestation(&paper, at, profile);
            prop_assert!(!verdict.reasons.is_empty());
            let vaccination = souplesse_tests::desk::vaccination().sign(&desk.hcert);
            let documents = [Shown::Attestation(&paper), Shown::Code(vaccination.as_bytes())];
            let best = desk.verifier.check_documents(&documents, at, profile);
            prop_assert!(!best.reasons.is_empty());
        }
        let _ = (desk.verifier.stale_since(at), desk.verifier.rules_date(at), desk.verifier.attestation_form(at));
    }

    #[test]
    fn no_time_that_is_answered_does_harm(
        time in any_answer(), exact in proptest::option::of(any_local()), at in any_time()
    ) {
        let desk = standing();
        let answers = Answers { time, exact, ..Answers::default() };
        let _ = desk.verifier.next_question(&answers, at, Profile::Venue);
    }
}
