//! The built-in French set: what counts from when, and for how long.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Europe::Paris;
use serde_json::{Value as Json, json};

use super::{Case, NOON, at, case, french, named, test_entry, vaccination};
use crate::rules::Moments;
use crate::trust::Kind;
use crate::value::Value;
use crate::verdict::Format;

#[test]
fn a_negative_test_counts_for_less_than_72_hours() {
    for code in ["LP6464-4", "LP217198-3"] {
        let test = test_entry(code, "260415000", "2021-08-11T20:15:00+02:00");
        assert_ends(Kind::Test, &test, "2021-08-14T20:15:00+02:00", "TR-FR-9004");
    }
}

#[test]
fn a_positive_test_counts_from_11_days_on_for_less_than_183() {
    let early = test_entry("LP6464-4", "260373001", "2021-08-03T20:15:00+02:00");
    assert_starts(Kind::Test, &early, "2021-08-14T20:15:00+02:00", "TR-FR-9005");
    // 4392 hours earlier lies in winter time: hours count, not the clock on the wall.
    let late = test_entry("LP6464-4", "260373001", "2021-02-12T19:15:00+01:00");
    assert_ends(Kind::Test, &late, "2021-08-14T20:15:00+02:00", "TR-FR-9005");
}

#[test]
fn a_recovery_counts_real_hours_from_midnight_in_paris() {
    let recovered = |day: &str| json!({ "r": [{ "tg": "840539006", "fr": day }], "ver": "1.3.0" });
    assert_starts(Kind::Recovery, &recovered("2021-08-03"), "2021-08-14T00:00:00+02:00", "RR-FR-9002");
    assert_ends(Kind::Recovery, &recovered("2021-02-12"), "2021-08-14T01:00:00+02:00", "RR-FR-9003");
}

#[test]
fn a_vaccination_counts_from_the_seventh_day_in_paris() {
    for product in ["EU/1/20/1528", "EU/1/20/1507", "EU/1/21/1529", "Covishield"] {
        for (doses, of) in [(2, 2), (1, 1), (3, 2)] {
            let shot = vaccination(product, doses, of, "2021-08-07");
            assert_starts(Kind::Vaccination, &shot, "2021-08-14T00:00:00+02:00", "VR-FR-9004");
        }
    }
}

#[test]
fn a_janssen_dose_counts_from_the_28th_day_and_a_paper_of_two_from_the_seventh() {
    use Format::{Dcc, TwoDDoc};
    for (of, format, day) in [
        (1, Dcc, "2021-07-17"),
        (2, Dcc, "2021-07-17"),
        (1, TwoDDoc, "2021-07-17"),
        (2, TwoDDoc, "2021-08-07"),
    ] {
        // Whether the certificate has an identifier changes nothing.
        for identifier in [json!("URN:UVCI:01:FR:T5DWTJYS4ZR8#4"), json!(null)] {
            let mut shot = vaccination("EU/1/20/1525", of, of, day);
            shot["v"][0]["ci"] = identifier;
            let value = Value::from(shot);
            let judged = |moment: &str| {
                named(&french().judge(&Case { format, ..case(Kind::Vaccination, &value, at(moment)) }, None))
            };
            assert_eq!(judged("2021-08-13T23:59:59+02:00"), ["VR-FR-9004"], "{format:?} {of}");
            assert_eq!(judged("2021-08-14T00:00:00+02:00"), [""; 0], "{format:?} {of}");
        }
    }
}

#[test]
fn each_rule_names_what_it_misses() {
    let test = |field: &str, value: &str| {
        let mut test = test_entry("LP6464-4", "260415000", "2021-08-14T08:00:00+02:00");
        test["t"][0][field] = json!(value);
        test
    };
    let shot = |field: &str, value: Json| {
        let mut shot = vaccination("EU/1/20/1528", 2, 2, "2021-06-01");
        shot["v"][0][field] = value;
        shot
    };
    let recovery = json!({ "r": [{ "tg": "0", "fr": "2021-07-01" }], "ver": "1.3.0" });
    for (kind, payload, expected) in [
        (Kind::Test, test("tg", "0"), "TR-FR-9001"),
        (Kind::Test, test("tt", "943092"), "TR-FR-9002"),
        (Kind::Test, test("tr", "I"), "TR-FR-9003"),
        (Kind::Vaccination, shot("tg", json!("0")), "VR-FR-9001"),
        (Kind::Vaccination, shot("mp", json!("Sputnik-V")), "VR-FR-9002"),
        (Kind::Vaccination, shot("dn", json!(1)), "VR-FR-9003"),
        (Kind::Vaccination, shot("dt", json!("June")), "open VR-FR-9004"),
        (Kind::Recovery, recovery, "RR-FR-9001"),
    ] {
        assert_eq!(judged(kind, &payload, at(NOON)), [expected]);
    }
}

#[test]
fn rules_stay_open_for_a_schema_that_they_do_not_understand() {
    let mut shot = vaccination("EU/1/20/1528", 2, 2, "2021-06-01");
    for version in ["2.0.0", "0.9.0", "", "one"] {
        shot["ver"] = json!(version);
        let rules = judged(Kind::Vaccination, &shot, at(NOON));
        assert_eq!(rules.len(), 4, "{version}");
        assert!(rules.iter().all(|rule| rule.starts_with("open ")), "{version}");
    }
}

#[test]
fn the_french_set_is_in_force_from_9_to_31_august() {
    let shot = vaccination("EU/1/20/1528", 2, 2, "2021-06-01");
    for (moment, in_force) in [
        ("2021-08-08T23:59:59.999+02:00", false),
        ("2021-08-09T00:00:00+02:00", true),
        ("2021-08-31T23:59:59.999+02:00", true),
        ("2021-09-01T00:00:00+02:00", false),
    ] {
        let expected: &[&str] = if in_force { &[] } else { &["none in force"] };
        assert_eq!(judged(Kind::Vaccination, &shot, at(moment)), expected, "{moment}");
    }
}

/// Accepted up to `end`, refused by `rule` from then on, and the moments know it.
fn assert_ends(kind: Kind, payload: &Json, end: &str, rule: &str) {
    assert_eq!(judged_around(kind, payload, at(end)), [vec![], vec![rule.to_owned()]], "{end}");
}

/// Refused by `rule` up to `start`, accepted from then on, and the moments know it.
fn assert_starts(kind: Kind, payload: &Json, start: &str, rule: &str) {
    assert_eq!(judged_around(kind, payload, at(start)), [vec![rule.to_owned()], vec![]], "{start}");
}

/// The judgement a millisecond before `turn` and at it; a minute away on each side it is the same.
fn judged_around(kind: Kind, payload: &Json, turn: DateTime<Utc>) -> [Vec<String>; 2] {
    let judged_at = |distance: i64| judged(kind, payload, turn + TimeDelta::milliseconds(distance));
    let around = [judged_at(-1), judged_at(0)];
    assert_eq!(around, [judged_at(-60_000), judged_at(60_000)]);
    let value = Value::from(payload.clone());
    let earlier = turn - TimeDelta::hours(3);
    let mut moments = Moments::around(earlier, Paris);
    let _ = french().judge(&case(kind, &value, earlier), Some(&mut moments));
    assert_eq!(moments.next(), Some(turn));
    around
}

fn judged(kind: Kind, payload: &Json, moment: DateTime<Utc>) -> Vec<String> {
    let value = Value::from(payload.clone());
    named(&french().judge(&case(kind, &value, moment), None))
}
