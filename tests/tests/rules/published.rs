//! CertLogic's test suite, and the rules and rule tests that countries published.

use std::fs;

use serde_json::json;
use souplesse::verbs::rules::{self, Report};
use souplesse_core::Value;
use souplesse_core::built_in::BuiltIn;
use souplesse_core::place::{Country, Place};
use souplesse_core::rules::{Case, Judgement, Purpose, RuleBook, RuleSet};
use souplesse_core::trust::Kind;
use souplesse_core::verdict::Format;
use souplesse_tests::testdata;

fn assert_agrees(part: &str) {
    let Some(path) = testdata(part) else { return };
    let report = rules::test(&path).unwrap();
    tell(part, &report);
    assert_eq!(report.disagreements, [], "{part}");
    assert!(report.passed > 0, "{part} holds no test");
}

fn tell(part: &str, report: &Report) {
    println!("{part}: {} assertions hold, {} do not", report.passed, report.disagreements.len());
    for skipped in &report.skipped {
        println!("{part}: left out by the suite itself: {skipped}");
    }
}

#[test]
fn every_assertion_of_the_certlogic_suite_holds() {
    assert_agrees("certlogic/testSuite");
}

#[test]
fn every_test_of_the_french_rules_holds() {
    assert_agrees("rules/FR");
}

#[test]
fn every_test_of_the_common_european_rules_holds() {
    assert_agrees("rules/EU");
}

#[test]
fn every_test_of_the_german_rules_holds() {
    assert_agrees("rules/DE");
}

#[test]
fn the_gateways_french_rules_load() {
    let Some(path) = testdata("rules/gateway-FR/rules.json") else {
        return;
    };
    let set = RuleSet::read(&fs::read_to_string(path).unwrap()).unwrap();
    println!("rules/gateway-FR: {} rules load", set.rules.len());
    assert_eq!(set.rules.len(), 21);
}

#[test]
fn the_french_rules_of_12_august_2021_load_and_judge() {
    let Some(folder) = testdata("rules/certlogic-fr-20210812") else { return };
    let mut files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    files.sort();
    let texts = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect::<Vec<_>>();
    let book = RuleBook::read(texts.iter().map(String::as_str), BuiltIn::load().value_sets).unwrap();
    assert_eq!((book.sets.len(), book.sets[0].rules.len()), (1, 17));

    let dose = |day: &str, product: &str| {
        let entry = json!({ "tg": "840539006", "mp": product, "dn": 2, "sd": 2, "dt": day, "co": "FR" });
        Value::from(json!({ "ver": "1.3.0", "v": [entry] }))
    };
    let at = "2021-08-14T18:30:00Z".parse().unwrap();
    for (payload, failed) in [
        (dose("2021-08-06", "EU/1/20/1528"), vec![]),
        (dose("2021-08-12", "EU/1/20/1528"), vec!["VR-FR-0006"]),
        (dose("2021-08-12", "EU/1/20/1507"), vec!["VR-FR-0005"]),
        (dose("2021-07-24", "EU/1/20/1525"), vec!["VR-FR-0004"]),
        (dose("2021-08-06", "Covishield"), vec!["VR-FR-0001"]),
    ] {
        let case = Case {
            payload: &payload,
            format: Format::Dcc,
            kind: Kind::Vaccination,
            key_name: None,
            schema_version: "1.3.0",
            issuer_country: "FR",
            issued_at: at,
            expires_at: None,
            at,
            zone: Place::in_country(Country::FRANCE).zone,
            country: "FR",
            region: None,
            purpose: Purpose::Travel,
        };
        let Judgement { failed: judged, open, .. } = book.judge(&case, None);
        assert_eq!(judged.iter().map(|rule| rule.identifier.as_str()).collect::<Vec<_>>(), failed);
        assert!(open.is_empty());
    }
    println!("rules/certlogic-fr-20210812: {} rules load and judge", book.sets[0].rules.len());
}
