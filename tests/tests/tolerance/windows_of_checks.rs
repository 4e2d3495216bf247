//! When a window of checks opens and ends, also where the clock changes.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use souplesse_core::Outcome::Tolerated;
use souplesse_core::Profile::Venue;
use souplesse_core::attestation::Attestation;
use souplesse_core::built_in::BuiltIn;
use souplesse_core::rules::tolerance::{Axis, Held, InForce, Pack, Tolerance, ToleranceBook, Word};
use souplesse_core::{Moment, Verifier, compact};

use souplesse_tests::naive::local_time as local;

#[test]
fn a_window_of_checks_opens_once_and_ends_when_it_says_also_where_the_clock_changes() {
    let BuiltIn { packs, .. } = BuiltIn::load();
    let built_in = compact::from_cbor::<Pack>(&packs[0]).unwrap();
    for (from, until, begins, ends) in [
        ("2021-08-14T08:00", "2021-08-14T20:00", "2021-08-14T06:00:00Z", "2021-08-14T18:00:00Z"),
        // Summer time leaves out the hour from two to three, and winter time has it twice.
        ("2021-03-28T01:30", "2021-03-28T02:30", "2021-03-28T00:30:00Z", "2021-03-28T01:30:00Z"),
        ("2021-03-28T02:15", "2021-03-28T04:00", "2021-03-28T01:15:00Z", "2021-03-28T02:00:00Z"),
        ("2021-10-31T00:30", "2021-10-31T02:30", "2021-10-30T22:30:00Z", "2021-10-31T00:30:00Z"),
        ("2021-10-31T02:15", "2021-10-31T02:45", "2021-10-31T00:15:00Z", "2021-10-31T00:45:00Z"),
        ("2021-10-31T02:30", "2021-10-31T03:30", "2021-10-31T00:30:00Z", "2021-10-31T02:30:00Z"),
    ] {
        let mut pack = Pack { axis: Axis::TimeOfCheck, ..built_in.clone() };
        pack.in_force = InForce { from: local("2021-01-01T00:00"), sunset: None };
        pack.windows.truncate(1);
        let window = pack.windows.first_mut().unwrap();
        (window.from, window.until) = (local(from), local(until));
        (window.maximum_age_hours, window.not_covered, window.scope) = (None, None, None);
        let tolerance = Tolerance::new(pack).unwrap();
        let elements = tolerance.pack().elements.iter().map(|element| element.id.clone());
        let kind = Some(Word::try_from("antigen").unwrap());
        let attestation = Attestation::new(kind, Some(local("2021-01-02T10:00")), elements, None).unwrap();
        let mut verifier: Verifier = BuiltIn::load().verifier();
        let held = Held { tolerance, freshness: None, demonstration: false };
        verifier.tolerances = Arc::new(ToleranceBook { held: vec![held] });
        let [begins, ends] = [begins, ends].map(|text| text.parse::<DateTime<Utc>>().unwrap());
        for minute in -7 * 24 * 30..7 * 24 * 30 {
            let at = ends + TimeDelta::minutes(minute);
            let verdict = verifier.check_attestation(&attestation, Moment::what_if(at), Venue);
            assert_eq!(verdict.outcome == Tolerated, begins <= at && at < ends, "{from} to {until}: {at}");
            let told = verdict.valid_until.map(|until| until.to_utc());
            assert_eq!(told, (verdict.outcome == Tolerated).then_some(ends), "{from} to {until}: {at}");
        }
    }
}
