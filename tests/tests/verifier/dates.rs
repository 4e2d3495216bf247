//! What counts of the dates that passes state, however they are written.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use souplesse_core::trust::SigningKey;
use souplesse_core::{Moment, Outcome, Profile, Verdict};
use souplesse_tests::desk::{Desk, dose, payload};
use souplesse_tests::sign::hcert::Recipe;

use super::{NEGATIVE, POSITIVE, certificate, test};

fn day(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn vaccination(desk: &Desk, date: &Json) -> String {
    let mut entry = dose();
    entry["dt"] = date.clone();
    certificate(desk, &json!({ "v": [entry] }))
}

fn recovery(desk: &Desk, date: &Json) -> String {
    let entry = json!({ "tg": "840539006", "fr": date, "df": "?", "du": "?", "co": "FR", "ci": "X" });
    certificate(desk, &json!({ "r": [entry] }))
}

/// The verdict at a time in Paris.
fn judged(desk: &Desk, text: &str, at: &str) -> Verdict {
    let at = souplesse::read::moment::parse(at).unwrap();
    desk.verifier.check_code(text.as_bytes(), Moment::what_if(at), Profile::Controller)
}

fn code(desk: &Desk, text: &str, at: &str) -> String {
    judged(desk, text, at).code.to_string()
}

/// A desk whose key was valid all that year.
fn desk() -> Desk {
    trusting(|key| key.validity = None)
}

/// A desk that trusts nobody but one key, changed.
fn trusting(change: impl Fn(&mut SigningKey)) -> Desk {
    let mut desk = Desk::new();
    change(&mut desk.hcert.public);
    desk.verifier.trust.replace([desk.hcert.public.clone()]);
    desk
}

#[test]
fn the_day_of_a_vaccination_and_of_a_recovery_counts_whatever_time_stands_behind() {
    let desk = desk();
    for behind in [
        "",
        "T08:10:00+02:00",
        "T23:59:59.999-10:00",
        "T00:00:00+14:00",
        "T08:10:00",
        "T08:10Z",
        " 08:10:00",
        "T",
        "Z",
        "+02:00",
        " ",
    ] {
        let text = vaccination(&desk, &json!(format!("2021-08-07{behind}")));
        assert_eq!(code(&desk, &text, "2021-08-14T00:00"), "valid", "{behind}");
        assert_eq!(code(&desk, &text, "2021-08-13T23:59:59"), "rule:VR-FR-9004", "{behind}");
        let document = judged(&desk, &text, "2021-08-14T00:00").document.unwrap();
        let shown = document.fields.iter().find(|field| field.name == "dt").unwrap();
        assert_eq!(&*shown.value, "2021-08-07");
        let text = recovery(&desk, &json!(format!("2021-08-03{behind}")));
        assert_eq!(code(&desk, &text, "2021-08-14T00:00"), "valid", "{behind}");
        assert_eq!(code(&desk, &text, "2021-08-13T23:59:59"), "rule:RR-FR-9002", "{behind}");
    }
}

#[test]
fn a_test_whose_earliest_instant_is_to_come_is_in_the_future() {
    let desk = desk();
    for (sampled, expected) in [
        ("2021-08-14", "valid"),
        ("2021-08-15", "test-in-future"),
        ("2021-08-20", "test-in-future"),
        ("2021-09", "test-in-future"),
        ("2022", "test-in-future"),
        // Without an offset it is on the clock of the place, where it is half past eight in the evening.
        ("2021-08-14T20:30:00", "valid"),
        ("2021-08-14T20:30", "valid"),
        ("2021-08-14T20:31", "test-in-future"),
        ("2021-08-14T18:30Z", "valid"),
        ("2021-08-14T18:31Z", "test-in-future"),
        ("2021-08-14T20:31:00", "test-in-future"),
        ("2021-08-14T18:30:00.001Z", "test-in-future"),
        ("2021-08-14T18:30:00Z", "valid"),
    ] {
        for result in [NEGATIVE, POSITIVE] {
            let given = code(&desk, &test(&desk, &json!(sampled), result), "2021-08-14T20:30");
            let wanted = if result == POSITIVE && expected == "valid" { "rule:TR-FR-9005" } else { expected };
            assert_eq!(given, wanted, "{sampled}");
        }
    }
}

#[test]
fn a_limit_counts_from_the_earliest_instant_and_a_wait_from_the_latest() {
    let desk = desk();
    for (sampled, result, from, until) in [
        ("2021-08-12", NEGATIVE, "2021-08-12T00:00:00", "2021-08-15T00:00:00"),
        ("2021-08-12T09:30", NEGATIVE, "2021-08-12T09:30:00", "2021-08-15T09:30:00"),
        ("2021-08-12T09:30:20", NEGATIVE, "2021-08-12T09:30:20", "2021-08-15T09:30:20"),
        ("2021-08-03", POSITIVE, "2021-08-14T23:59:59.999", "2021-09-01T00:00:00"),
        ("2021-08-03T20:15", POSITIVE, "2021-08-14T20:15:59.999", "2021-09-01T00:00:00"),
        ("2021-02-15", POSITIVE, "2021-08-09T00:00:00", "2021-08-17T01:00:00"),
        ("2021-03", POSITIVE, "2021-08-09T00:00:00", "2021-08-31T01:00:00"),
    ] {
        let text = test(&desk, &json!(sampled), result);
        let at = |local: &str| souplesse::read::moment::parse(&format!("{local}+02:00")).unwrap();
        let (from, until, step) = (at(from), at(until), TimeDelta::milliseconds(1));
        let judged = |at| desk.verifier.check_code(text.as_bytes(), Moment::what_if(at), Profile::Controller);
        for (moment, accepted) in [(from - step, false), (from, true), (until - step, true), (until, false)] {
            assert_eq!(judged(moment).outcome == Outcome::Valid, accepted, "{sampled} at {moment}");
        }
        let within = judged(from);
        assert_eq!(within.valid_from.map(|moment| moment.to_utc()), Some(from), "{sampled}");
        assert_eq!(within.valid_until.map(|moment| moment.to_utc()), Some(until), "{sampled}");
    }
    // Of a whole year no test is fresh, and no infection both long and short enough ago.
    for result in [NEGATIVE, POSITIVE] {
        let text = test(&desk, &json!("2021"), result);
        assert_eq!(judged(&desk, &text, "2021-08-14T20:30").outcome, Outcome::Refused);
    }
}

#[test]
fn a_pass_without_a_date_that_exists_is_refused_and_not_left_open() {
    let desk = desk();
    let at = "2021-08-14T20:30";
    let dates = [
        json!("2021-07-99"),
        json!("2021-13-01"),
        json!("2021-02-29"),
        json!("2021-00"),
        json!("yesterday"),
        json!("2021-08-07x"),
        json!("2021-08-071"),
        json!("07/08/2021"),
        json!(""),
        json!(null),
        json!(20_210_807),
        json!({}),
        json!("1899-12-31"),
        json!("2201-01-01"),
        json!("0000-01-01"),
        json!("9999-12-31T23:59:59Z"),
        json!("２０２１-08-07"),
    ];
    for date in &dates {
        assert_eq!(code(&desk, &vaccination(&desk, date), at), "hcert", "dt {date}");
        assert_eq!(code(&desk, &recovery(&desk, date), at), "hcert", "fr {date}");
        assert_eq!(code(&desk, &test(&desk, date, NEGATIVE), at), "hcert", "sc {date}");
    }
    for date in ["2021-08", "2021"] {
        assert_eq!(code(&desk, &vaccination(&desk, &json!(date)), at), "hcert", "a month is no day");
        assert_eq!(code(&desk, &recovery(&desk, &json!(date)), at), "hcert", "a month is no day");
    }
    for sampled in
        ["2021-08-14T25:00:00Z", "2021-08-14T09:60", "2021-08-14T", "2021-08-14T09", "2021-08-14 ago"]
    {
        assert_eq!(code(&desk, &test(&desk, &json!(sampled), NEGATIVE), at), "hcert", "{sampled}");
    }
}

#[test]
fn a_token_is_of_the_years_1900_to_2200() {
    let desk = desk();
    let (first, last) = (day("1900-01-01T00:00:00Z").timestamp(), day("2200-12-31T23:59:59Z").timestamp());
    let judge = |issued: i64, expires: i64| {
        let text = Recipe::new(payload(&json!({ "v": [dose()] })), issued, expires).sign(&desk.hcert);
        code(&desk, &text, "2021-08-14T20:30")
    };
    assert_eq!(judge(first, last), "valid");
    for outside in [first - 1, last + 1, 8_210_266_876_799, 8_210_266_876_800, i64::MIN, i64::MAX] {
        assert_eq!(judge(outside, last), "cwt", "issued {outside}");
        assert_eq!(judge(first, outside), "cwt", "expires {outside}");
    }
}

/// Ways to write a time that is less than an instant, the first and the last millisecond of it in Paris.
fn any_imprecise() -> impl Strategy<Value = (String, DateTime<Utc>, DateTime<Utc>)> {
    let paris = |local: String| souplesse::read::moment::parse(&local).unwrap();
    let span = move |text: String, first: String, last: String| {
        (text, paris(first), paris(last) + TimeDelta::milliseconds(999))
    };
    prop_oneof![
        (1..=31_u32).prop_map(move |day| {
            let day = format!("2021-08-{day:02}");
            span(day.clone(), format!("{day}T00:00:00"), format!("{day}T23:59:59"))
        }),
        (1..=31_u32, 0..24_u32, 0..60_u32).prop_map(move |(day, hour, minute)| {
            let minute = format!("2021-08-{day:02}T{hour:02}:{minute:02}");
            span(minute.clone(), format!("{minute}:00"), format!("{minute}:59"))
        }),
        Just(span("2021-07".to_owned(), "2021-07-01T00:00:00".to_owned(), "2021-07-31T23:59:59".to_owned())),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// It is accepted where a test of its first instant and one of its last are, but for a last one that is still to come.
    #[test]
    fn the_worse_of_both_ends_counts(
        (text, first, last) in any_imprecise(), positive in any::<bool>(), minute in 0..31 * 1440_i64
    ) {
        let desk = desk();
        let result = if positive { POSITIVE } else { NEGATIVE };
        let at = day("2021-08-01T00:00:00Z") + TimeDelta::minutes(minute);
        let judge = |sampled: String| {
            let text = test(&desk, &json!(sampled), result);
            desk.verifier.check_code(text.as_bytes(), Moment::what_if(at), Profile::Controller)
        };
        let ends = [first, last].map(|end| judge(end.to_rfc3339()));
        let future = |verdict: &Verdict| verdict.code.to_string() == "test-in-future";
        let rules = |verdict: &Verdict| verdict.reasons.iter().any(|reason| reason.code.to_string().starts_with("rule"));
        let verdict = judge(text);
        prop_assert_eq!(future(&verdict), future(&ends[0]));
        prop_assert_eq!(rules(&verdict), ends.iter().any(rules));
    }
}
