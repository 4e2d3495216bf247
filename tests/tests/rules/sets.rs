//! What each kind of pass is answered by the built-in rules and by the official sets: the table in `docs/rule-sets.md`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::{Value as Json, json};
use souplesse_core::built_in::BuiltIn;
use souplesse_core::place::Place;
use souplesse_core::rules::{Purpose, RuleBook};
use souplesse_core::{Moment, Outcome, Profile, Verdict, Verifier};
use souplesse_tests::desk::{Desk, dose, doses, negative, payload};
use souplesse_tests::sign::hcert::Recipe;
use souplesse_tests::sign::twoddoc;
use souplesse_tests::testdata;

const PAGE: &str = "docs/rule-sets.md";

/// A set by its name in the table, where it is, whose rules it holds, and a time at which it is in force.
const OFFICIAL: [(&str, &str, &str, &str); 6] = [
    ("FR 2021-08-12", "rules/certlogic-fr-20210812", "FR", "2021-08-14T18:30:00Z"),
    ("FR 2021-12", "rules/FR/rules.json", "FR", "2021-12-20T18:30:00Z"),
    ("FR gateway 2021-12", "rules/gateway-FR/rules.json", "FR", "2021-12-20T18:30:00Z"),
    ("FR gateway 2023-02", "rules/gateway-FR/rules.json", "FR", "2023-02-01T18:30:00Z"),
    ("DE", "rules/DE/rules.json", "DE", "2021-10-10T18:30:00Z"),
    ("EU", "rules/EU/rules.json", "EU", "2021-08-14T18:30:00Z"),
];

#[test]
fn the_page_says_what_each_kind_of_pass_is_answered() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(PAGE)).unwrap();
    let written = |set: &str| {
        let beginning = format!("| {set} |");
        page.lines().filter(|line| line.starts_with(&beginning)).map(str::to_owned).collect::<Vec<_>>()
    };
    for set in sets() {
        let rows = answers(&set);
        println!("{}", rows.join("\n"));
        assert_eq!(rows, written(set.name));
    }
}

/// Rules at a time at which they are in force.
struct Set {
    name: &'static str,
    verifier: Verifier,
    desk: Desk,
    at: DateTime<Utc>,
}

impl Set {
    fn of(name: &'static str, book: RuleBook, country: &str, purpose: Purpose, at: &str) -> Self {
        let desk = Desk::new();
        let place = Place::in_country(country.parse().unwrap());
        let verifier = Verifier { rules: Arc::new(book), place, purpose, ..desk.verifier.clone() };
        Self { name, verifier, desk, at: at.parse().unwrap() }
    }

    fn judge(&self, text: &str, at: DateTime<Utc>, profile: Profile) -> Verdict {
        self.verifier.check_code(text.as_bytes(), Moment::what_if(at), profile)
    }
}

/// The built-in set, and those of the official ones that are here.
fn sets() -> Vec<Set> {
    let built_in = BuiltIn::load().rule_book();
    let built_in = Set::of("built-in", built_in, "FR", Purpose::Activity, "2021-08-14T18:30:00Z");
    let official = OFFICIAL.iter().filter_map(|(name, part, country, at)| {
        Some(Set::of(name, read(&testdata(part)?), country, Purpose::Travel, at))
    });
    std::iter::once(built_in).chain(official).collect()
}

fn read(path: &Path) -> RuleBook {
    let mut files = if path.is_dir() {
        fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<PathBuf>>()
    } else {
        vec![path.to_owned()]
    };
    files.sort();
    let texts = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect::<Vec<_>>();
    RuleBook::read(texts.iter().map(String::as_str), BuiltIn::load().value_sets).unwrap()
}

/// The rows of one set.
fn answers(set: &Set) -> Vec<String> {
    let row = |(kind, text): (&str, String)| {
        format!("| {} | {kind} | `{}` |", set.name, set.judge(&text, set.at, Profile::Controller).code)
    };
    passes(&set.desk, set.at).into_iter().map(row).collect()
}

/// One pass of each kind, by its age at `at`.
fn passes(desk: &Desk, at: DateTime<Utc>) -> Vec<(&'static str, String)> {
    let ago = |days: i64| at - TimeDelta::days(days);
    let day = |days: i64| ago(days).format("%Y-%m-%d").to_string();
    let certificate = |entries: Json| {
        Recipe::new(payload(&entries), ago(1).timestamp(), ago(-100).timestamp()).sign(&desk.hcert)
    };
    let vaccination = |changes: Json| {
        let mut entry = dose().as_object().unwrap().clone();
        entry.insert("dt".to_owned(), json!(day(40)));
        entry.extend(changes.as_object().unwrap().clone());
        certificate(json!({ "v": [entry] }))
    };
    let test = |kind: &str, hours: i64, result: &str| {
        let sampled = (at - TimeDelta::hours(hours)).to_rfc3339();
        certificate(json!({ "t": [{
            "tg": "840539006", "tt": kind, "sc": sampled, "tr": result, "tc": "Lab", "ma": "1232", "co": "FR",
            "is": "Lab", "ci": "URN:UVCI:01:FR:TEST#1",
        }] }))
    };
    let recovery = |days: i64| {
        certificate(json!({ "r": [{
            "tg": "840539006", "fr": day(days), "df": day(days - 11), "du": day(days - 180), "co": "FR",
            "is": "Lab", "ci": "URN:UVCI:01:FR:RECOVERY#1",
        }] }))
    };
    let signed_on =
        u16::try_from((ago(1).date_naive() - "2000-01-01".parse::<NaiveDate>().unwrap()).num_days()).unwrap();
    let written = |days: i64| ago(days).format("%d%m%Y").to_string();
    let paper = |recipe: twoddoc::Recipe| twoddoc::Recipe { signed_on, ..recipe }.sign(&desk.two_d_doc);
    let paper_test = paper(negative().with("F6", &format!("{}0915", written(1))));
    let paper_doses = paper(doses("COMIRNATY PFIZER/BIONTECH", ["2", "2"], &written(40), "TE"));
    vec![
        ("vaccination, two doses", vaccination(json!({}))),
        ("vaccination, two doses, 3 days ago", vaccination(json!({ "dt": day(3) }))),
        ("vaccination, one dose of two", vaccination(json!({ "dn": 1 }))),
        ("vaccination, Janssen", vaccination(json!({ "mp": "EU/1/20/1525", "dn": 1, "sd": 1 }))),
        ("vaccination, Sputnik V", vaccination(json!({ "mp": "Sputnik-V" }))),
        ("negative PCR, 20 hours", test("LP6464-4", 20, "260415000")),
        ("negative antigen, 20 hours", test("LP217198-3", 20, "260415000")),
        ("negative PCR, 13 days", test("LP6464-4", 13 * 24, "260415000")),
        ("positive PCR, 20 days", test("LP6464-4", 20 * 24, "260373001")),
        ("recovery, 40 days", recovery(40)),
        ("recovery, 400 days", recovery(400)),
        ("2D-DOC, negative antigen, yesterday", paper_test),
        ("2D-DOC, vaccination, two doses", paper_doses),
    ]
}

#[test]
fn every_minute_of_the_weeks_around_an_end_is_judged_as_it_was_told() {
    for set in sets() {
        for (kind, text) in passes(&set.desk, set.at) {
            let verdict = set.judge(&text, set.at, Profile::Controller);
            let ends = [verdict.valid_from, verdict.valid_until].map(|end| end.map(|end| end.to_utc()));
            let [from, until] = ends;
            let accepted = verdict.outcome == Outcome::Valid;
            let holds = |at: DateTime<Utc>| {
                let stands = set.judge(&text, at, Profile::Venue).outcome == Outcome::Valid;
                assert_eq!(stands, accepted, "{}, {kind}: {at} is in {from:?} to {until:?}", set.name);
            };
            for end in ends.into_iter().flatten() {
                let [before, behind] = [end - TimeDelta::milliseconds(1), end]
                    .map(|at| set.judge(&text, at, Profile::Venue).outcome);
                assert_ne!(before, behind, "{}, {kind}: {end}", set.name);
                let minutes = (-7 * 24 * 30..7 * 24 * 30).map(|minute| end + TimeDelta::minutes(minute));
                let since = from.unwrap_or(set.at);
                minutes.filter(|at| since <= *at && until.is_none_or(|until| *at < until)).for_each(holds);
            }
        }
    }
}

#[test]
fn a_venue_is_told_the_same_where_there_are_no_rules_for_a_pass_and_where_there_are_none() {
    let desk = Desk::new();
    let mut set = serde_json::from_str::<Json>(&BuiltIn::load().rule_sets[0]).unwrap();
    set["rules"].as_array_mut().unwrap().retain(|rule| rule["CertificateType"] == "Test");
    let book = RuleBook::read([set.to_string().as_str()], BTreeMap::new()).unwrap();
    let verifier = Verifier { rules: Arc::new(book), ..desk.verifier.clone() };
    let entry = Recipe::new(payload(&json!({ "v": [dose()] })), 1_625_000_000, 1_640_000_000);
    let text = entry.sign(&desk.hcert);
    let judge = |at: &str, profile| {
        verifier.check_code(text.as_bytes(), Moment::what_if(at.parse().unwrap()), profile)
    };
    let (august, september) = ("2021-08-14T18:30:00Z", "2021-09-14T18:30:00Z");
    let told = judge(august, Profile::Controller);
    assert_eq!((told.outcome, told.code.to_string().as_str()), (Outcome::CannotJudge, "no-rules-for-this"));
    assert_eq!(told.reasons[0].detail, None);
    // The end of August changes nothing of it, only the end of the pass.
    assert_eq!(told.valid_until.unwrap().timestamp(), 1_640_000_000);
    let none_for_this = judge(august, Profile::Venue);
    let none_at_all = judge(september, Profile::Venue);
    assert_eq!(none_for_this.code.to_string(), "no-rules-in-force");
    assert_eq!(none_for_this.reasons, none_at_all.reasons);
    assert_eq!(format!("{:?}", none_for_this.checks), format!("{:?}", none_at_all.checks));
    assert!(none_for_this.document.is_none() && none_for_this.basis.is_empty());
}
