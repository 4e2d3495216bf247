//! Packs for other incidents than the built-in one: each is read, travels, and judges as its text says.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use souplesse::read::pack_text;
use souplesse_core::Outcome::{self, Incomplete, NotCovered, Refused, Tolerated};
use souplesse_core::Profile::{Controller, Venue};
use souplesse_core::attestation::{Attestation, Hours};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::rules::tolerance::{Held, Pack, Tolerance, ToleranceBook, Word};
use souplesse_core::{Moment, Profile, Verdict, Verifier, compact};

use souplesse_tests::naive::local_time as local;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/packs")
}

fn pack(name: &str) -> Tolerance {
    pack_text::read_file(&folder().join(name)).unwrap()
}

/// A complete paper at a venue that does not know its region; times are the pack's.
#[derive(Clone, Debug)]
struct Case {
    kind: Option<&'static str>,
    act: Option<&'static str>,
    missing: &'static [&'static str],
    stated: Option<u16>,
    checked: &'static str,
    region: Option<&'static str>,
    profile: Profile,
}

fn paper(kind: &'static str, act: &'static str, checked: &'static str) -> Case {
    Case {
        kind: Some(kind),
        act: Some(act),
        missing: &[],
        stated: None,
        checked,
        region: None,
        profile: Venue,
    }
}

impl Case {
    fn without(self, missing: &'static [&'static str]) -> Self {
        Self { missing, ..self }
    }

    fn undated(self) -> Self {
        Self { act: None, ..self }
    }

    fn unnamed(self) -> Self {
        Self { kind: None, ..self }
    }

    fn stating(self, hours: u16) -> Self {
        Self { stated: Some(hours), ..self }
    }

    fn in_region(self, region: &'static str) -> Self {
        Self { region: Some(region), ..self }
    }

    fn by_controller(self) -> Self {
        Self { profile: Controller, ..self }
    }

    fn attestation(&self, pack: &Pack) -> Attestation {
        let elements = pack.elements.iter().map(|element| element.id.clone());
        let unstated = self.stated.is_none();
        let lacking = |word: &str| self.missing.contains(&word) || (unstated && word == Word::DURATION);
        let kind = self.kind.map(|kind| Word::try_from(kind).unwrap());
        let present = elements.filter(|word| !lacking(word.as_str()));
        let stated = self.stated.map(|hours| Hours::new(hours).unwrap());
        Attestation::new(kind, self.act.map(local), present, stated).unwrap()
    }

    fn judge(&self, tolerance: &Tolerance) -> Verdict {
        let mut verifier: Verifier = BuiltIn::load().verifier();
        let held = Held { tolerance: tolerance.clone(), freshness: None, demonstration: false };
        verifier.tolerances = Arc::new(ToleranceBook { held: vec![held] });
        if let Some(region) = self.region {
            verifier.place = verifier.place.in_region(region).unwrap();
        }
        let at = instant(tolerance, self.checked);
        verifier.check_attestation(&self.attestation(tolerance.pack()), Moment::what_if(at), self.profile)
    }
}

fn instant(tolerance: &Tolerance, text: &str) -> DateTime<Utc> {
    local(text).and_local_timezone(tolerance.zone()).unwrap().to_utc()
}

/// A paper; outcome, code, until when on the pack's clock.
type Row = (Case, Outcome, &'static str, Option<&'static str>);

fn assert_all(tolerance: &Tolerance, rows: &[Row]) {
    for (case, outcome, code, until) in rows {
        let verdict = case.judge(tolerance);
        let told = verdict.valid_until.map(|until| until.naive_local());
        let seen = (verdict.outcome, verdict.code.to_string(), told);
        assert_eq!(seen, (*outcome, (*code).to_owned(), until.map(local)), "{case:?}");
        let moment = verdict.valid_until.map(|until| until.to_utc());
        assert_eq!(moment, until.map(|until| instant(tolerance, until)), "{case:?}");
        let expected = if *code == "no-tolerance-in-force" { None } else { Some(&tolerance.pack().id) };
        assert_eq!(verdict.basis.first().map(|basis| &basis.id), expected, "{case:?}");
    }
}

/// The deciding reason is spoken in the pack's own words.
fn assert_spoken(tolerance: &Tolerance, case: &Case, french: &str) {
    let verdict = case.judge(tolerance);
    let words = verdict.reasons.first().and_then(|reason| reason.words.as_ref());
    assert_eq!(words.map(|words| words.label.fr.as_str()), Some(french), "{case:?}");
}

#[test]
fn every_sample_is_read_and_survives_its_compact_form() {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let paths = entries.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect::<Vec<_>>();
    assert!(paths.len() >= 4, "{paths:?}");
    for path in paths {
        let read = pack_text::read_file(&path);
        assert!(read.is_ok(), "{}: {}", path.display(), read.unwrap_err());
        let pack = read.unwrap().pack().clone();
        assert_eq!(compact::from_cbor(&compact::to_cbor(&pack)), Ok(pack), "{}", path.display());
    }
}

#[test]
fn an_outage_of_the_app_counts_by_the_time_of_check() {
    let outage = pack("app-outage-afternoon.toml");
    let tuesday = |checked| paper("antigen", "2021-09-21T10:00", checked);
    let during = |kind| paper(kind, "2021-09-21T10:00", "2021-09-22T15:00");
    let at_seven = Some("2021-09-22T19:00");
    assert_all(
        &outage,
        &[
            // The window holds the check, and ends the acceptance.
            (tuesday("2021-09-22T13:59"), NotCovered, "no-tolerance-in-force", None),
            (tuesday("2021-09-22T14:00"), Tolerated, "tolerated", at_seven),
            (tuesday("2021-09-22T18:59"), Tolerated, "tolerated", at_seven),
            (tuesday("2021-09-22T19:00"), NotCovered, "outside-window", None),
            (tuesday("2021-09-22T23:59"), NotCovered, "outside-window", None),
            (tuesday("2021-09-23T00:00"), NotCovered, "no-tolerance-in-force", None),
            // 72 hours from the act may end within the afternoon.
            (
                paper("antigen", "2021-09-19T17:00", "2021-09-22T16:59"),
                Tolerated,
                "tolerated",
                Some("2021-09-22T17:00"),
            ),
            (
                paper("antigen", "2021-09-19T17:00", "2021-09-22T17:00"),
                Refused,
                "expired",
                Some("2021-09-22T17:00"),
            ),
            (paper("antigen", "2021-09-19T19:01", "2021-09-22T18:59"), Tolerated, "tolerated", at_seven),
            (
                paper("antigen", "2021-09-21T16:00", "2021-09-22T15:00").stating(24),
                Tolerated,
                "tolerated",
                Some("2021-09-22T16:00"),
            ),
            (during("antigen").stating(96), Tolerated, "tolerated", at_seven),
            (during("antigen").stating(24), Refused, "expired", Some("2021-09-22T10:00")),
            (paper("antigen", "2021-09-22T14:30", "2021-09-22T14:30"), Tolerated, "tolerated", at_seven),
            (paper("antigen", "2021-09-22T14:31", "2021-09-22T14:30"), Refused, "test-in-future", None),
            // No place is meant more than another.
            (during("antigen").in_region("FR-974").by_controller(), Tolerated, "tolerated", at_seven),
            // Kinds.
            (during("supervised-self-test"), Tolerated, "tolerated", at_seven),
            (during("pcr"), Tolerated, "tolerated", at_seven),
            (during("vaccination"), NotCovered, "vaccination-paper-is-no-proof", None),
            (during("self-test"), NotCovered, "kind-not-covered", None),
            (during("contraindication"), NotCovered, "other-lawful-proof", None),
            (during("saliva"), NotCovered, "kind-not-covered", None),
            // Elements.
            (during("antigen").unnamed(), Refused, "missing-test-kind", None),
            (during("antigen").undated(), Refused, "missing-test-date", None),
            (during("antigen").without(&["test-time"]), Refused, "missing-test-time", None),
            (during("antigen").without(&["stamp"]), Refused, "missing-stamp", None),
            (during("pcr").without(&["stamp"]), Tolerated, "tolerated", at_seven),
            (during("pcr").without(&["issuer-name"]), Incomplete, "missing-issuer-name", at_seven),
            (during("antigen").without(&["issuer-name"]), Tolerated, "tolerated", at_seven),
            (tuesday("2021-09-22T19:00").without(&["stamp"]), NotCovered, "outside-window", None),
        ],
    );
    let nameless = during("pcr").without(&["issuer-name"]);
    assert_spoken(&outage, &nameless, "Nom du laboratoire ou du professionnel");
}

#[test]
fn a_week_without_the_pharmacies_portal_counts_by_days() {
    let week = pack("pharmacy-portal-week.toml");
    let monday = |checked| paper("vaccination", "2021-10-04T00:00", checked);
    let sunday = |checked| paper("vaccination", "2021-10-10T00:00", checked);
    let during = |kind| paper(kind, "2021-10-06T00:00", "2021-10-07T12:00");
    let until_13th = Some("2021-10-13T00:00");
    assert_all(
        &week,
        &[
            // Whole days, from the first hour of each.
            (
                paper("vaccination", "2021-10-03T00:00", "2021-10-05T12:00"),
                NotCovered,
                "outside-window",
                None,
            ),
            (
                paper("vaccination", "2021-10-03T23:59", "2021-10-05T12:00"),
                NotCovered,
                "outside-window",
                None,
            ),
            (monday("2021-10-03T23:59"), NotCovered, "no-tolerance-in-force", None),
            (monday("2021-10-04T00:00"), Tolerated, "tolerated", Some("2021-10-11T00:00")),
            (monday("2021-10-10T23:59"), Tolerated, "tolerated", Some("2021-10-11T00:00")),
            (monday("2021-10-11T00:00"), Refused, "expired", Some("2021-10-11T00:00")),
            (sunday("2021-10-09T23:59"), Refused, "test-in-future", None),
            (sunday("2021-10-16T23:59"), Tolerated, "tolerated", Some("2021-10-17T00:00")),
            (sunday("2021-10-17T00:00"), NotCovered, "no-tolerance-in-force", None),
            (
                paper("vaccination", "2021-10-11T00:00", "2021-10-12T12:00"),
                NotCovered,
                "outside-window",
                None,
            ),
            // An hour that someone tells all the same changes nothing, nor does one later on the same day.
            (
                paper("vaccination", "2021-10-06T17:45", "2021-10-07T12:00"),
                Tolerated,
                "tolerated",
                until_13th,
            ),
            (
                paper("vaccination", "2021-10-06T17:45", "2021-10-06T09:00"),
                Tolerated,
                "tolerated",
                until_13th,
            ),
            (during("vaccination").stating(24), Tolerated, "tolerated", until_13th),
            // Kinds.
            (during("antigen"), NotCovered, "tests-entered-as-usual", None),
            (during("supervised-self-test"), NotCovered, "tests-entered-as-usual", None),
            (during("pcr"), NotCovered, "pcr-not-affected", None),
            (during("contraindication"), NotCovered, "other-lawful-proof", None),
            (during("serology"), NotCovered, "kind-not-covered", None),
            // Elements.
            (during("vaccination").unnamed(), Refused, "missing-test-kind", None),
            (during("vaccination").undated(), Refused, "missing-test-date", None),
            (during("vaccination").without(&["test-date"]), Refused, "missing-test-date", None),
            (during("vaccination").without(&["complete-course"]), Refused, "missing-complete-course", None),
            (
                during("vaccination").without(&["stamp", "complete-course"]),
                Refused,
                "missing-complete-course",
                None,
            ),
            (during("vaccination").without(&["lot-number"]), Incomplete, "missing-lot-number", until_13th),
            (
                during("vaccination").without(&["signature", "lot-number"]),
                Incomplete,
                "missing-signature",
                until_13th,
            ),
            (during("vaccination").without(&["vaccine-name"]), Tolerated, "tolerated", until_13th),
        ],
    );
    assert_spoken(&week, &during("antigen"), "Les tests sont saisis comme d’habitude");
    let lotless = during("vaccination").without(&["lot-number"]);
    assert_spoken(&week, &lotless, "Numéro de lot du vaccin");
}

#[test]
fn an_outage_of_one_region_holds_there_and_for_those_who_check_travellers() {
    let island = pack("one-region.toml");
    let by_day = |checked| paper("antigen", "2021-11-09T10:00", checked);
    let at_noon = |kind| paper(kind, "2021-11-09T10:00", "2021-11-09T12:00").in_region("FR-974");
    let by_night = |checked| paper("antigen", "2021-11-09T20:00", checked);
    let tested = |act| paper("antigen", act, "2021-11-10T09:00");
    // 72 hours would last two hours longer than the pack.
    let sunset = Some("2021-11-12T08:00");
    assert_all(
        &island,
        &[
            // Where.
            (by_day("2021-11-09T12:00").in_region("FR-974"), Tolerated, "tolerated", sunset),
            (by_day("2021-11-09T12:00").in_region("FR-974").by_controller(), Tolerated, "tolerated", sunset),
            (by_day("2021-11-09T12:00").in_region("FR-971"), NotCovered, "outside-scope", None),
            (by_day("2021-11-09T12:00"), NotCovered, "outside-scope", None),
            // For whom: elsewhere only the window of those who check travellers is left.
            (by_day("2021-11-09T12:00").by_controller(), Tolerated, "tolerated", Some("2021-11-10T10:00")),
            (
                by_day("2021-11-10T09:59").in_region("FR-75").by_controller(),
                Tolerated,
                "tolerated",
                Some("2021-11-10T10:00"),
            ),
            (
                by_day("2021-11-10T10:00").in_region("FR-75").by_controller(),
                Refused,
                "expired",
                Some("2021-11-10T10:00"),
            ),
            (by_night("2021-11-09T21:00").in_region("FR-974"), NotCovered, "outside-scope", None),
            (
                by_night("2021-11-09T21:00").in_region("FR-974").by_controller(),
                Tolerated,
                "tolerated",
                Some("2021-11-10T20:00"),
            ),
            // The windows' edges.
            (tested("2021-11-09T07:59").in_region("FR-974"), NotCovered, "outside-window", None),
            (tested("2021-11-09T08:00").in_region("FR-974"), Tolerated, "tolerated", sunset),
            (tested("2021-11-09T19:59").in_region("FR-974"), Tolerated, "tolerated", sunset),
            (tested("2021-11-09T20:00").in_region("FR-974"), NotCovered, "outside-scope", None),
            (tested("2021-11-10T07:59").by_controller(), Tolerated, "tolerated", Some("2021-11-11T07:59")),
            (tested("2021-11-10T08:00").by_controller(), NotCovered, "outside-window", None),
            (tested("2021-11-10T08:00").in_region("FR-974"), NotCovered, "outside-window", None),
            // In force.
            (by_day("2021-11-09T07:59").in_region("FR-974"), NotCovered, "no-tolerance-in-force", None),
            (by_day("2021-11-09T09:59").in_region("FR-974"), Refused, "test-in-future", None),
            (by_day("2021-11-12T07:59").in_region("FR-974"), Tolerated, "tolerated", sunset),
            (by_day("2021-11-12T08:00").in_region("FR-974"), NotCovered, "no-tolerance-in-force", None),
            (at_noon("antigen").stating(24), Tolerated, "tolerated", Some("2021-11-10T10:00")),
            (at_noon("antigen").stating(1), Refused, "expired", Some("2021-11-09T11:00")),
            // Kinds.
            (at_noon("supervised-self-test"), Tolerated, "tolerated", sunset),
            (at_noon("pcr"), NotCovered, "pcr-not-affected", None),
            (at_noon("vaccination"), NotCovered, "vaccination-paper-is-no-proof", None),
            (at_noon("self-test"), NotCovered, "kind-not-covered", None),
            // Elements; none saves a paper that is shown elsewhere.
            (at_noon("antigen").undated(), Refused, "missing-test-date", None),
            (at_noon("antigen").without(&["test-time"]), Refused, "missing-test-time", None),
            (at_noon("antigen").without(&["negative-result"]), Refused, "missing-negative-result", None),
            (at_noon("antigen").in_region("FR-971").without(&["stamp"]), NotCovered, "outside-scope", None),
            (at_noon("antigen").without(&["signature"]), Incomplete, "missing-signature", sunset),
            (at_noon("antigen").without(&["brand"]), Incomplete, "missing-brand", sunset),
            (at_noon("supervised-self-test").without(&["brand"]), Tolerated, "tolerated", sunset),
        ],
    );
    let brandless = at_noon("supervised-self-test").without(&["brand"]).judge(&island);
    let told = brandless.reasons.iter().map(|reason| reason.code.to_string()).collect::<Vec<_>>();
    assert_eq!(told, ["tolerated", "missing-duration"], "what is not asked for is not told");
    let until = brandless.valid_until.map(|until| until.to_rfc3339());
    assert_eq!(until.as_deref(), Some("2021-11-12T08:00:00+04:00"));
}

#[test]
fn a_standing_rule_takes_any_proof_at_all_times() {
    let standing = pack("standing-any-proof.toml");
    let proof = |act, checked| paper("any-proof", act, checked);
    let shown = |checked| proof("2021-06-01T08:00", checked);
    assert_all(
        &standing,
        &[
            // From its day on, for ever.
            (shown("2021-06-30T23:59"), NotCovered, "no-tolerance-in-force", None),
            (shown("2021-07-01T00:00"), Tolerated, "tolerated", None),
            (shown("2021-08-14T12:00"), Tolerated, "tolerated", None),
            (shown("2099-12-31T23:59"), Tolerated, "tolerated", None),
            // Neither age nor duration nor place.
            (proof("1999-01-01T00:00", "2021-08-14T12:00"), Tolerated, "tolerated", None),
            (shown("2021-08-14T12:00").stating(1), Tolerated, "tolerated", None),
            (shown("2021-08-14T12:00").in_region("FR-974").by_controller(), Tolerated, "tolerated", None),
            // Neither date nor kind need stand on it, but the future never does.
            (shown("2021-08-14T12:00").undated(), Tolerated, "tolerated", None),
            (shown("2021-08-14T12:00").unnamed(), Tolerated, "tolerated", None),
            (proof("2021-08-15T00:00", "2021-08-14T12:00"), Refused, "test-in-future", None),
            // A kind that some other pack speaks of is not this one's.
            (paper("antigen", "2021-08-14T08:00", "2021-08-14T12:00"), NotCovered, "kind-not-covered", None),
            // Elements.
            (shown("2021-08-14T12:00").without(&["holder-name"]), Refused, "missing-holder-name", None),
            (shown("2021-08-14T12:00").without(&["stamp"]), Refused, "missing-stamp", None),
            (
                shown("2021-08-14T12:00").without(&["stamp", "holder-name"]),
                Refused,
                "missing-holder-name",
                None,
            ),
            (shown("2021-08-14T12:00").without(&["signature"]), Tolerated, "tolerated", None),
        ],
    );
    let words = standing.pack().words_of("any-proof").map(|words| words.label.fr.as_str());
    assert_eq!(words, Some("Preuve écrite, quelle qu’elle soit"));
}
