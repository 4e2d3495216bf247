//! The built-in French rules at their boundaries, and which rules are chosen.

mod french;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Paris;
use serde_json::{Value as Json, json};

use super::{Case, Judgement, Purpose, RuleBook, RuleSet, RulesError, Standing};
use crate::rules::Moments;
use crate::trust::{KeyName, Kind};
use crate::value::Value;
use crate::verdict::Format;

const FRENCH: &str = include_str!("../../../data/rules-fr-activity-2021-08.json");

/// A day on which the built-in set is in force.
const NOON: &str = "2021-08-14T12:00:00+02:00";

#[test]
fn the_newest_version_in_force_counts() {
    let version = |version: &str, from: &str, met: bool| rule("GR-FR-0001", version, from, &json!(met));
    let book = official(&json!([
        version("1.0.9", "2021-08-01T00:00:00Z", false),
        version("1.0.10", "2021-08-05T00:00:00Z", true),
        version("1.1.0", "2021-08-20T00:00:00Z", false),
    ]));
    assert_eq!(travel(&book, "2021-08-04T00:00:00Z", None), ["GR-FR-0001"]);
    assert_eq!(travel(&book, "2021-08-05T00:00:00Z", None), [""; 0]);
    assert_eq!(travel(&book, "2021-08-20T00:00:00Z", None), ["GR-FR-0001"]);
}

#[test]
fn a_rule_of_a_region_counts_in_that_region_alone() {
    let mut regional = rule("GR-FR-0002", "1.0.0", "2021-08-01T00:00:00Z", &json!(false));
    regional["Region"] = json!("GP");
    let everywhere = rule("GR-FR-0001", "1.0.0", "2021-08-01T00:00:00Z", &json!(true));
    let book = official(&json!([regional, everywhere]));
    assert_eq!(travel(&book, NOON, None), [""; 0]);
    assert_eq!(travel(&book, NOON, Some("MQ")), [""; 0]);
    for written in ["GP", "gp", "FR-GP", "fr-gp"] {
        assert_eq!(travel(&book, NOON, Some(written)), ["GR-FR-0002"], "{written}");
    }
}

#[test]
fn the_issuers_invalidation_rules_come_first_and_other_engines_stay_open() {
    let mut invalidation = rule("IR-DE-0001", "1.0.0", "2021-08-01T00:00:00Z", &json!(false));
    invalidation["Type"] = json!("Invalidation");
    invalidation["Country"] = json!("DE");
    let mut newer = rule("GR-FR-0001", "1.0.0", "2021-08-01T00:00:00Z", &json!(true));
    newer["EngineVersion"] = json!("1.4.0");
    let failing = rule("GR-FR-0002", "1.0.0", "2021-08-01T00:00:00Z", &json!(false));
    let book = official(&json!([failing, newer, invalidation]));
    assert_eq!(travel(&book, NOON, None), ["IR-DE-0001", "GR-FR-0002", "open GR-FR-0001"]);
}

#[test]
fn an_issuing_country_is_known_however_it_is_written() {
    for (rules_of, issuer) in [("DE", "de"), ("de", "DE"), ("EL", "GR"), ("GB", "UK"), ("GB", "gb")] {
        let mut invalidation = rule("IR-XX-0001", "1.0.0", "2021-08-01T00:00:00Z", &json!(false));
        invalidation["Type"] = json!("Invalidation");
        invalidation["Country"] = json!(rules_of);
        let book = official(&json!([invalidation]));
        let payload = Value::from(json!({ "ver": "1.3.0" }));
        let case = Case { issuer_country: issuer, ..case(Kind::Test, &payload, at(NOON)) };
        assert_eq!(named(&book.judge(&case, None)), ["IR-XX-0001", "none in force"], "{rules_of} {issuer}");
    }
}

#[test]
fn rules_for_other_passes_countries_and_regions_accept_nothing() {
    let mut general = rule("GR-FR-0001", "1.0.0", "2021-08-01T00:00:00Z", &json!(true));
    general["CertificateType"] = json!("General");
    let mut for_vaccinations = general.clone();
    for_vaccinations["CertificateType"] = json!("Vaccination");
    let mut regional = rule("TR-FR-0001", "1.0.0", "2021-08-01T00:00:00Z", &json!(true));
    regional["Region"] = json!("971");
    let mut polish = rule("TR-PL-0001", "1.0.0", "2021-08-01T00:00:00Z", &json!(true));
    polish["Country"] = json!("PL");
    let later = rule("TR-FR-0002", "1.0.0", "2021-08-15T00:00:00Z", &json!(true));
    for rules in [
        json!([general]),
        json!([for_vaccinations]),
        json!([regional]),
        json!([polish]),
        json!([general, later]),
    ] {
        assert_eq!(travel(&official(&rules), NOON, None), ["none for this"]);
    }
    assert_eq!(travel(&official(&json!([later])), NOON, None), ["none in force"]);
    assert_eq!(travel(&official(&json!([regional])), NOON, Some("FR-971")), [""; 0]);
    // Both can refuse all the same, and a refusal goes before it.
    general["Logic"] = json!(false);
    let book = official(&json!([general]));
    assert_eq!(travel(&book, NOON, None), ["GR-FR-0001", "none for this"]);
    let payload = Value::from(json!({ "ver": "1.3.0" }));
    let case = Case { purpose: Purpose::Travel, ..case(Kind::Test, &payload, at(NOON)) };
    assert_eq!(book.judge(&case, None).accepts(), Some(false));
}

#[test]
fn every_set_that_is_in_force_counts() {
    let mut twin = serde_json::from_str::<Json>(FRENCH).unwrap();
    let mut stricter = twin["rules"][0].clone();
    stricter["Identifier"] = json!("TR-FR-7777");
    stricter["Logic"] = json!(false);
    twin["rules"] = json!([stricter]);
    let entry = test_entry("LP6464-4", "260415000", "2021-08-14T08:00:00+02:00");
    let value = Value::from(entry);
    // Under one name or under two, and in either order.
    for id in ["FR-ACTIVITY-2021-08", "FR-ACTIVITY-TWIN"] {
        twin["id"] = json!(id);
        let twin = twin.to_string();
        for texts in [[FRENCH, &twin], [&twin, FRENCH]] {
            let book = RuleBook::read(texts, BTreeMap::new()).unwrap();
            assert_eq!(named(&book.judge(&case(Kind::Test, &value, at(NOON)), None)), ["TR-FR-7777"]);
        }
    }
}

#[test]
fn two_rules_of_one_name_and_version_both_count() {
    let met = rule("TR-FR-0001", "1.0.0", "2021-08-01T00:00:00Z", &json!(true));
    let failing = rule("TR-FR-0001", "1.0.0", "2021-08-01T00:00:00Z", &json!(false));
    for rules in [json!([met, failing]), json!([failing, met])] {
        assert_eq!(travel(&official(&rules), NOON, None), ["TR-FR-0001"]);
    }
}

#[test]
fn a_rule_reads_the_key_and_the_family_of_the_pass() {
    let reads = |name: &str, value: &str| json!({ "===": [{ "var": format!("external.{name}") }, value] });
    let met = |logic: &Json, change: &dyn Fn(&mut Case<'_>)| {
        let book = official(&json!([rule("TR-FR-0001", "1.0.0", "2021-08-01T00:00:00Z", logic)]));
        let payload = Value::from(json!({ "ver": "1.3.0" }));
        let mut case = Case { purpose: Purpose::Travel, ..case(Kind::Test, &payload, at(NOON)) };
        change(&mut case);
        book.judge(&case, None).accepts()
    };
    let paper = |case: &mut Case<'_>| {
        case.format = Format::TwoDDoc;
        case.key_name = Some(KeyName::TwoDDoc("FR03AV01"));
    };
    assert_eq!(met(&reads("kid", "VEVTVEtFWTE="), &|_| {}), Some(true));
    assert_eq!(met(&reads("kid", "VEVTVEtFWTI="), &|_| {}), Some(false));
    assert_eq!(met(&reads("kid", "FR03AV01"), &paper), Some(true));
    assert_eq!(met(&reads("format", "dcc"), &|_| {}), Some(true));
    assert_eq!(met(&reads("format", "2d-doc"), &paper), Some(true));
    assert_eq!(met(&reads("issuerCountryCode", "DE"), &|case| case.issuer_country = "de"), Some(true));
}

#[test]
fn what_this_device_does_not_have_leaves_a_rule_open() {
    let var = |path: &str| json!({ "var": path });
    for (logic, accepted) in [
        (json!({ "!": [var("external.issuer")] }), None),
        (json!({ "if": [var("external.valueSets.unheard-of"), false, true] }), None),
        (json!({ "!": [{ "reduce": [[var("external")], var("current.issuer"), 0] }] }), None),
        // What there is nothing to say of is null.
        (json!({ "!": [var("external.region")] }), Some(true)),
        (json!({ "!": [var("external.exp")] }), Some(true)),
        (json!({ "!": [var("external.validationClock.day")] }), Some(true)),
        // The whole of it is an object, and no branch that is not taken is looked at.
        (var("external"), Some(true)),
        (var(""), Some(true)),
        (var("external.valueSets"), Some(false)),
        (json!({ "reduce": [[var("external")], var("current.validationClock"), 0] }), Some(true)),
        (json!({ "if": [true, true, var("external.issuer")] }), Some(true)),
    ] {
        let book = official(&json!([rule("TR-FR-0001", "1.0.0", "2021-08-01T00:00:00Z", &logic)]));
        let payload = Value::from(json!({ "ver": "1.3.0" }));
        let case = Case { purpose: Purpose::Travel, ..case(Kind::Test, &payload, at(NOON)) };
        assert_eq!(book.judge(&case, None).accepts(), accepted, "{logic}");
    }
}

#[test]
fn rules_that_never_end_stay_open_and_take_no_more_together_than_a_moment() {
    let many = json!(vec![0; 400]);
    let counted = json!({ "+": [{ "var": "accumulator" }, 1] });
    let endless = json!({ "reduce": [many, { "reduce": [many, counted, 0] }, 0] });
    let rules =
        (0..40).map(|number| rule(&format!("TR-FR-{number:04}"), "1.0.0", "2021-08-01T00:00:00Z", &endless));
    let book = official(&json!(rules.collect::<Vec<_>>()));
    let payload = Value::from(json!({ "ver": "1.3.0" }));
    let case = Case { purpose: Purpose::Travel, ..case(Kind::Test, &payload, at(NOON)) };
    let judgement = book.judge(&case, None);
    assert_eq!((judgement.open.len(), judgement.operations_left), (40, 0));
    assert_eq!(judgement.accepts(), None);
}

#[test]
fn an_unknown_field_of_our_own_form_refuses_and_one_of_an_official_rule_does_not() {
    let mut ours = serde_json::from_str::<Json>(FRENCH).unwrap();
    ours["note"] = json!("x");
    assert!(matches!(RuleSet::read(&ours.to_string()), Err(RulesError::Form { .. })));
    let mut theirs = rule("GR-FR-0001", "1.0.0", NOON, &json!(true));
    theirs["expr-as-text"] = json!("true");
    assert_eq!(RuleSet::read(&theirs.to_string()).unwrap().rules.len(), 1);
    assert_eq!(RuleSet::read(&json!([[theirs]]).to_string()).unwrap().rules.len(), 1);
}

#[test]
fn a_rule_that_does_not_compile_is_named_with_the_place() {
    let broken = rule("GR-FR-0001", "1.0.0", NOON, &json!({ "!": [{ "or": [] }] }));
    let error = RuleSet::read(&broken.to_string()).unwrap_err();
    assert_eq!(error.to_string(), "rule GR-FR-0001: at /!/0/or: unknown operation");
}

#[test]
fn rules_that_never_concern_the_pass_give_no_moments() {
    let mut polish = rule("GR-PL-0001", "1.0.0", "2021-08-20T00:00:00Z", &json!(true));
    polish["Country"] = json!("PL");
    let ours = rule("GR-FR-0001", "1.0.0", "2021-08-01T00:00:00Z", &json!(true));
    let payload = Value::from(json!({ "ver": "1.3.0" }));
    let case = Case { purpose: Purpose::Travel, ..case(Kind::Test, &payload, at(NOON)) };
    let mut moments = Moments::around(at(NOON), Paris);
    let _ = official(&json!([polish, ours])).judge(&case, Some(&mut moments));
    assert_eq!(moments.next(), Some(at("2030-06-01T00:00:00.001Z")));
}

fn travel(book: &RuleBook, moment: &str, region: Option<&str>) -> Vec<String> {
    let payload = Value::from(json!({ "ver": "1.3.0" }));
    let case = Case { purpose: Purpose::Travel, region, ..case(Kind::Test, &payload, at(moment)) };
    named(&book.judge(&case, None))
}

fn named(judgement: &Judgement<'_>) -> Vec<String> {
    let failed = judgement.failed.iter().map(|rule| rule.identifier.clone());
    let open = judgement.open.iter().map(|rule| format!("open {}", rule.identifier));
    let standing = match judgement.standing {
        Standing::Spoken => None,
        Standing::NoneForThis => Some("none for this".to_owned()),
        Standing::NoneInForce => Some("none in force".to_owned()),
    };
    failed.chain(standing).chain(open).collect()
}

fn french() -> RuleBook {
    RuleBook::read([FRENCH], BTreeMap::new()).unwrap()
}

fn official(rules: &Json) -> RuleBook {
    RuleBook::read([rules.to_string().as_str()], BTreeMap::new()).unwrap()
}

fn case<'c>(kind: Kind, payload: &'c Value<'c>, moment: DateTime<Utc>) -> Case<'c> {
    Case {
        payload,
        format: Format::Dcc,
        kind,
        key_name: Some(KeyName::Kid(b"TESTKEY1")),
        schema_version: payload.get("ver").and_then(Value::text).unwrap_or_default(),
        issuer_country: "DE",
        issued_at: at("2021-07-01T00:00:00Z"),
        expires_at: None,
        at: moment,
        zone: Paris,
        country: "FR",
        region: None,
        purpose: Purpose::Activity,
    }
}

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn rule(identifier: &str, version: &str, from: &str, logic: &Json) -> Json {
    json!({
        "Identifier": identifier, "Type": "Acceptance", "Country": "FR", "Version": version,
        "SchemaVersion": "1.0.0", "Engine": "CERTLOGIC", "EngineVersion": "1.3.3", "CertificateType": "Test",
        "ValidFrom": from, "ValidTo": "2030-06-01T00:00:00Z", "AffectedFields": [], "Logic": logic,
    })
}

fn test_entry(kind: &str, result: &str, sampled: &str) -> Json {
    json!({ "t": [{ "tg": "840539006", "tt": kind, "tr": result, "sc": sampled }], "ver": "1.3.0" })
}

fn vaccination(product: &str, dose: i64, of: i64, day: &str) -> Json {
    json!({
        "v": [{ "tg": "840539006", "mp": product, "dn": dose, "sd": of, "dt": day }],
        "ver": "1.3.0",
    })
}
