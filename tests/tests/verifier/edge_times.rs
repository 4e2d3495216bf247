//! Times at the very end of the calendar, in everything that comes from outside: answered, and not reckoned with.

use chrono::{DateTime, TimeDelta, Utc};
use souplesse::verbs::bundle;
use souplesse_core::bundle::{Authorisation, Bundle, Content, Document, TrustList};
use souplesse_core::register::{Export, to_csv};
use souplesse_core::rules::RuleBook;
use souplesse_core::trust::Validity;
use souplesse_core::{Moment, Profile, Verifier};
use souplesse_tests::authority::{evening, pack_document};
use souplesse_tests::desk::{Desk, vaccination};
use souplesse_tests::updates::{authority, device, furnished, shelf_of};
use souplesse_words::Language;

/// The first and the last times that a calendar has, and the nearest that nobody means.
fn times() -> [DateTime<Utc>; 4] {
    let of = |text: &str| text.parse().unwrap();
    [
        DateTime::<Utc>::MIN_UTC,
        DateTime::<Utc>::MAX_UTC,
        of("1899-12-31T23:59:59Z"),
        of("2201-01-01T00:00:00Z"),
    ]
}

#[test]
fn updates_with_such_dates_are_refused_and_shown() {
    let authority = authority();
    let later = evening() + TimeDelta::days(30);
    for time in times() {
        let content = Content::Authorisation(Authorisation { device: None, until: time });
        let authorisation = Document { id: "XX-LEAVE".to_owned(), sequence: 1, content };
        for document in [pack_document("XX-ONE", 1), authorisation] {
            for (issued, expires) in [(time, later), (evening(), time), (time, time)] {
                let bundle = Bundle { issued, expires, ..authority.bundle(vec![document.clone()]) };
                let bytes = authority.sign(&bundle);
                for device in [device(), None] {
                    let mut shelf = shelf_of(&authority);
                    let update = shelf.install(&bytes, device);
                    let detail = update.detail.as_ref().map(ToString::to_string).unwrap_or_default();
                    assert!(
                        detail.ends_with("it lies outside the years 1900 to 2200"),
                        "{}: {detail}",
                        update.code
                    );
                    assert!(!bundle::draw(&update, &bytes, Language::French).is_empty());
                    assert!(shelf.contents().is_empty());
                }
            }
        }
    }
}

#[test]
fn keys_and_rules_with_such_dates_are_judged_by() {
    let desk = Desk::new();
    let pass = vaccination().sign(&desk.hcert);
    for time in times() {
        for (not_before, not_after) in [(time, evening()), (evening(), time), (time, time)] {
            let mut key = desk.hcert.public.clone();
            key.validity = Some(Validity { not_before, not_after });
            let authority = authority();
            let list = Content::Trust(TrustList { keys: vec![key] });
            let mut shelf = shelf_of(&authority);
            let document = Document { id: "XX-KEYS".to_owned(), sequence: 1, content: list };
            let _ = shelf.install(&authority.update(document), device());
            let _ = furnished(&shelf).check_code(pass.as_bytes(), Moment::now(desk.at), Profile::Controller);

            let (from, to) = (not_before.to_rfc3339(), not_after.to_rfc3339());
            let rules = include_str!("../../../core/data/rules-fr-activity-2021-08.json");
            let rules =
                rules.replace("2021-08-09T00:00:00+02:00", &from).replace("2021-09-01T00:00:00+02:00", &to);
            let Ok(book) = RuleBook::read([rules.as_str()], Default::default()) else { continue };
            let verifier = Verifier { rules: book.into(), ..desk.verifier.clone() };
            let _ = verifier.check_code(pass.as_bytes(), Moment::now(desk.at), Profile::Controller);
        }
    }
}

#[test]
fn an_export_with_such_dates_becomes_a_table() {
    let hash = "0".repeat(64);
    for time in times() {
        let time = time.to_rfc3339();
        let line = format!(
            r#"{{"number":1,"at":"{time}","entry":{{"named":{{"who":"A"}}}},"before":"{hash}","hash":"{hash}"}}"#
        );
        let text = format!(r#"{{"version":1,"end":{{"number":1,"hash":"{hash}"}},"lines":[{line}]}}"#);
        let export = Export::read(&text).expect("a time of any calendar");
        let table = to_csv(export.lines(), chrono_tz::Europe::Paris, &str::to_owned);
        assert_eq!(table.lines().count(), 2);
    }
}
