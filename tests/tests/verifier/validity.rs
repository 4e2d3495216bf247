//! From when until when a verdict holds: exactly, and at both ends of every French rule.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use serde_json::json;
use souplesse_core::{Moment, Outcome, Profile, Verdict};
use souplesse_tests::desk::{Desk, dose, doses, negative, payload};
use souplesse_tests::sign::hcert::Recipe;

use super::{NEGATIVE, POSITIVE, certificate, test};

fn vaccination(desk: &Desk, product: &str, [dose_number, expected]: [u8; 2], day: &str) -> String {
    let mut entry = dose();
    entry["mp"] = json!(product);
    entry["dn"] = json!(dose_number);
    entry["sd"] = json!(expected);
    entry["dt"] = json!(day);
    certificate(desk, &json!({ "v": [entry] }))
}

fn recovery(desk: &Desk, first: &str) -> String {
    let entry = json!({ "tg": "840539006", "fr": first, "df": first, "du": first, "co": "FR", "ci": "X" });
    certificate(desk, &json!({ "r": [entry] }))
}

fn judge(desk: &Desk, text: &str, at: DateTime<Utc>) -> Verdict {
    desk.verifier.check_code(text.as_bytes(), Moment::what_if(at), Profile::Controller)
}

/// Judges at `at` and a millisecond on either side of both ends, and compares the ends with what is expected.
fn assert_holds(text: &str, desk: &Desk, at: &str, ends: [&str; 2]) {
    let at = souplesse::read::moment::parse(at).unwrap();
    let verdict = judge(desk, text, at);
    let written = |moment: Option<DateTime<FixedOffset>>| {
        moment.map_or("-".to_owned(), |moment| moment.format("%Y-%m-%dT%H:%M:%S%z").to_string())
    };
    assert_eq!(verdict.outcome, Outcome::Valid, "{verdict:?}");
    assert_eq!([written(verdict.valid_from), written(verdict.valid_until)], ends, "{:?}", verdict.basis);
    let step = TimeDelta::milliseconds(1);
    let (from, until) = (verdict.valid_from.unwrap().to_utc(), verdict.valid_until.unwrap().to_utc());
    for (moment, accepted) in [(from - step, false), (from, true), (until - step, true), (until, false)] {
        assert_eq!(judge(desk, text, moment).outcome == Outcome::Valid, accepted, "{moment}");
    }
}

/// The built-in rules themselves.
const FIRST: &str = "2021-08-09T00:00:00+0200";
const LAST: &str = "2021-09-01T00:00:00+0200";

#[test]
fn a_negative_test_is_good_for_less_than_72_hours() {
    let desk = Desk::new();
    let text = test(&desk, &json!("2021-08-12T21:00:00+02:00"), NEGATIVE);
    assert_holds(&text, &desk, "2021-08-14T20:30", ["2021-08-12T21:00:00+0200", "2021-08-15T21:00:00+0200"]);
    let paper = negative().with("F6", "130820211610");
    // A paper is good from the day on which it was signed.
    let text = paper.sign(&desk.two_d_doc);
    assert_holds(&text, &desk, "2021-08-14T20:30", ["2021-08-14T00:00:00+0200", "2021-08-16T16:10:00+0200"]);
}

#[test]
fn a_positive_test_counts_as_recovery_by_the_hour() {
    let desk = Desk::new();
    let text = test(&desk, &json!("2021-08-02T10:00:00Z"), POSITIVE);
    assert_holds(&text, &desk, "2021-08-14T20:30", ["2021-08-13T12:00:00+0200", LAST]);
    // 183 × 24 hours across the change to summer time.
    let text = test(&desk, &json!("2021-02-15T12:00:00+01:00"), POSITIVE);
    assert_holds(&text, &desk, "2021-08-14T20:30", [FIRST, "2021-08-17T13:00:00+0200"]);
}

#[test]
fn a_recovery_counts_from_its_day_in_paris() {
    let desk = Desk::new();
    assert_holds(
        &recovery(&desk, "2021-08-02"),
        &desk,
        "2021-08-14T20:30",
        ["2021-08-13T00:00:00+0200", LAST],
    );
    assert_holds(
        &recovery(&desk, "2021-02-15"),
        &desk,
        "2021-08-14T20:30",
        [FIRST, "2021-08-17T01:00:00+0200"],
    );
}

#[test]
fn a_vaccination_counts_from_midnight_in_paris() {
    let desk = Desk::new();
    for (product, doses, day, from) in [
        ("EU/1/20/1528", [2, 2], "2021-08-05", "2021-08-12T00:00:00+0200"),
        ("EU/1/20/1507", [2, 2], "2021-08-06", "2021-08-13T00:00:00+0200"),
        ("EU/1/21/1529", [1, 1], "2021-08-07", "2021-08-14T00:00:00+0200"),
        ("Covishield", [2, 2], "2021-08-07", "2021-08-14T00:00:00+0200"),
        ("EU/1/20/1525", [1, 1], "2021-07-17", "2021-08-14T00:00:00+0200"),
        ("EU/1/20/1525", [2, 2], "2021-07-17", "2021-08-14T00:00:00+0200"),
    ] {
        let text = vaccination(&desk, product, doses, day);
        assert_holds(&text, &desk, "2021-08-14T20:30", [from, LAST]);
    }
}

#[test]
fn a_2d_doc_follows_the_same_rules_by_its_own_words() {
    let desk = Desk::new();
    for (vaccine, rank, day, state, expected) in [
        ("COMIRNATY PFIZER/BIONTECH", ["2", "2"], "07082021", "TE", "valid"),
        ("COMIRNATY PFIZER/BIONTECH", ["2", "2"], "08082021", "TE", "rule:VR-FR-9004"),
        ("COMIRNATY PFIZER/BIONTECH", ["1", "2"], "07072021", "TE", "valid"),
        ("COMIRNATY PFIZER/BIONTECH", ["1", "2"], "07072021", "CO", "rule:VR-FR-9003"),
        ("COMIRNATY PFIZER/BIONTECH", ["2", "2"], "07072021", "CO", "rule:VR-FR-9003"),
        ("SPIKEVAX", ["1", "1"], "07082021", "TE", "valid"),
        ("JANSSEN", ["1", "1"], "17072021", "TE", "valid"),
        ("JANSSEN", ["1", "1"], "18072021", "TE", "rule:VR-FR-9004"),
        ("JANSSEN", ["2", "2"], "07082021", "TE", "valid"),
        ("COVISHIELD SERUM", ["2", "2"], "07082021", "TE", "valid"),
        ("SPUTNIK", ["2", "2"], "07072021", "TE", "rule:VR-FR-9002"),
    ] {
        let text = doses(vaccine, rank, day, state).sign(&desk.two_d_doc);
        assert_eq!(desk.code(text), expected, "{vaccine} {rank:?} {day} {state}");
    }
}

#[test]
fn outside_august_nobody_is_judged() {
    let mut desk = Desk::new();
    let text = vaccination(&desk, "EU/1/20/1528", [2, 2], "2021-06-20");
    for (at, code) in [
        ("2021-08-08T23:59:59", "no-rules-in-force"),
        ("2021-08-09T00:00:00", "valid"),
        ("2021-08-31T23:59:59", "valid"),
        ("2021-09-01T00:00:00", "no-rules-in-force"),
    ] {
        desk.at = souplesse::read::moment::parse(at).unwrap();
        assert_eq!(desk.code(&text), code, "{at}");
    }
}

#[test]
fn a_refusal_says_when_it_may_change_and_minors_needed_no_pass() {
    let desk = Desk::new();
    let text = vaccination(&desk, "EU/1/20/1528", [2, 2], "2021-08-13");
    let verdict = desk.judge(&text);
    assert_eq!(verdict.valid_from, None);
    assert_eq!(verdict.valid_until.unwrap().to_rfc3339(), "2021-08-20T00:00:00+02:00");
    for (birth, noted) in [
        ("2003-08-14", false),
        ("2003-08-15", true),
        // Every day that may be meant is a minor's.
        ("2003", false),
        ("2003-08", false),
        ("2003-09", true),
        ("2004", true),
        ("2002", false),
        ("", false),
        // Nobody is born tomorrow, whose pass is shown today.
        ("2021-08-14", true),
        ("2021-08-15", false),
        ("2021", false),
        ("2100-01-01", false),
    ] {
        let mut young = payload(&json!({ "v": [dose()] }));
        young["v"][0]["dt"] = json!("2021-08-13");
        young["dob"] = json!(birth);
        let text = Recipe::new(young, desk.at.timestamp() - 60, desk.at.timestamp() + 60).sign(&desk.hcert);
        let verdict = desk.judge(&text);
        assert_eq!(verdict.outcome, Outcome::Refused);
        let codes = verdict.reasons.iter().map(|reason| reason.code.to_string()).collect::<Vec<_>>();
        assert_eq!(codes.contains(&"not-required-minor".to_owned()), noted, "{birth}: {codes:?}");
    }
}

#[test]
fn the_birth_date_of_a_pass_that_is_revoked_or_forged_excuses_nobody() {
    let mut desk = Desk::new();
    let mut young = payload(&json!({ "v": [dose()] }));
    young["v"][0]["dt"] = json!("2021-08-13");
    young["dob"] = json!("2010-01-01");
    let recipe = Recipe::new(young, desk.at.timestamp() - 60, desk.at.timestamp() + 60);
    let texts =
        [recipe.sign(&desk.hcert), recipe.sign_with(&desk.hcert, |signed| Desk::new().hcert.sign(signed))];
    let excused = |desk: &Desk, text: &String| {
        let reasons = desk.judge(text).reasons;
        reasons.iter().any(|reason| reason.code.to_string() == "not-required-minor")
    };
    assert_eq!(texts.each_ref().map(|text| excused(&desk, text)), [true, false]);
    let hash = ring::digest::digest(&ring::digest::SHA256, b"URN:UVCI:01:FR:T5DWTJYS4ZR8#4");
    desk.verifier.revocations.add(souplesse_core::trust::Hashed::Uci, None, hash.as_ref()).unwrap();
    assert_eq!(texts.map(|text| excused(&desk, &text)), [false, false]);
}

#[test]
fn a_venue_learns_nothing_of_the_proof() {
    let desk = Desk::new();
    let refused = vaccination(&desk, "EU/1/20/1528", [2, 2], "2021-08-13");
    let accepted = vaccination(&desk, "EU/1/20/1528", [2, 2], "2021-07-13");
    for text in [refused, accepted] {
        let verdict = desk.verifier.check_code(text.as_bytes(), Moment::what_if(desk.at), Profile::Venue);
        assert!(verdict.document.is_none() && verdict.basis.is_empty());
        assert!(verdict.valid_from.is_none() && verdict.valid_until.is_none());
        assert!(verdict.reasons.iter().all(|reason| !reason.code.to_string().contains("VR")));
        assert!(
            verdict
                .checks
                .iter()
                .all(|check| check.code().is_none_or(|code| !code.to_string().contains("VR")))
        );
    }
}
