//! CertLogic's test suite, and the rules and rule tests that countries published.

use std::fs;

use souplesse::rules::{self, Report};
use souplesse_core::rules::RuleSet;
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
