//! What scripts rely on: JSON fields and their order, batches, exit statuses, and inputs that cannot be read.

mod common;

use std::fs;

use common::{Run, souplesse, trust_of, with_input};
use serde_json::{Value, json};
use souplesse_tests::desk::{Desk, certificate, dose, payload};

const EVENING: [&str; 3] = ["--demo", "--at", "2021-08-14T20:30"];

fn lines(run: &Run) -> Vec<Value> {
    run.out.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

fn batch(input: &str) -> Run {
    with_input(&[&["check", "--batch", "-"][..], &EVENING].concat(), input.as_bytes())
}

/// The text of the first code in a sample picture.
fn text_of(sample: &str) -> String {
    let scanned = &lines(&souplesse(&["scan", "--json", sample]))[0];
    scanned["codes"][0]["content"].as_str().expect("a code").to_owned()
}

#[test]
fn an_answer_has_the_promised_fields_in_the_promised_order() {
    let json = |profile: &str, sample: &str| {
        souplesse(&[&["check", sample, "--json", "--profile", profile][..], &EVENING].concat()).seen()
    };
    insta::assert_snapshot!("json_valid_venue", json("venue", "01-vaccinated.png"));
    insta::assert_snapshot!("json_valid_controller", json("controller", "02-tested-this-morning.jpg"));
    insta::assert_snapshot!("json_refused_venue", json("venue", "03-second-dose-yesterday.png"));
    insta::assert_snapshot!("json_refused_controller", json("controller", "03-second-dose-yesterday.png"));
    insta::assert_snapshot!("json_not_a_pass", json("venue", "10-menu.png"));
}

#[test]
fn a_batch_keeps_its_order_and_goes_on_behind_broken_lines() {
    let good = json!({ "code": text_of("01-vaccinated.png") });
    let mut input = String::new();
    for number in 0..2000 {
        let mut line = good.clone();
        line["id"] = json!(format!("n{number}"));
        input.push_str(&format!("{line}\n"));
    }
    input.push_str("{\"id\": \"open\n\n{\"id\": \"named\", \"colour\": 1}\n");
    input.push_str(&format!("{}\n", json!({ "id": "last", "code": "DC04" })));
    let run = batch(&input);
    let answers = lines(&run);
    assert_eq!(answers.len(), 2003);
    for (number, answer) in answers.iter().take(2000).enumerate() {
        assert_eq!((&answer["id"], &answer["outcome"]), (&json!(format!("n{number}")), &json!("valid")));
    }
    assert_eq!((&answers[2000]["id"], &answers[2000]["outcome"]), (&json!("line 2001"), &Value::Null));
    assert_eq!((&answers[2001]["id"], &answers[2001]["outcome"]), (&json!("named"), &Value::Null));
    assert_eq!((&answers[2002]["id"], &answers[2002]["code"]), (&json!("last"), &json!("header")));
    assert_eq!(run.status, 2);
}

#[test]
fn a_batch_line_has_its_own_time_profile_and_keys() {
    let text = text_of("01-vaccinated.png");
    let input = [
        json!({ "id": "a", "code": text, "at": "2021-07-24T12:00" }),
        json!({ "id": "b", "code": text, "profile": "controller" }),
        json!({ "id": "c", "code": text, "trust": [] }),
        json!({ "id": "d", "image": "02-tested-this-morning.jpg" }),
    ];
    let answers = lines(&batch(&input.map(|line| line.to_string()).join("\n")));
    assert_eq!(answers[0]["code"], "not-yet-issued");
    assert_eq!(answers[1]["document"]["kind"], "vaccination");
    assert_eq!((&answers[2]["code"], &answers[2]["unsigned"]), (&json!("unknown-issuer"), &json!(true)));
    assert_eq!(answers[3]["outcome"], "valid");
    assert!(answers[3].get("unsigned").is_none());
}

#[test]
fn broken_lines_say_what_is_wrong() {
    for (line, part) in [
        ("nonsense", "not a batch line"),
        (r#"{"id":"x","code":"HC1:","colour":"red"}"#, "unknown field, expected one of `id`"),
        (r#"{"id":"x"}"#, "exactly one of code, image"),
        (r#"{"id":"x","code":"HC1:","image":"a.png"}"#, "exactly one of code, image"),
        (r#"{"id":"x","image":"nowhere.png"}"#, "image: there is no such file"),
        (r#"{"id":"x","code":"HC1:","at":"soon"}"#, "at: write"),
        (r#"{"id":"x","code":"HC1:","trust":["AAAA"]}"#, "trust: key 1"),
        (r#"{"id":"x","attestation":{}}"#, "attestation: missing field `present`"),
        (
            r#"{"id":"x","attestation":{"kind":"soup","tested_at":null,"present":[]}}"#,
            "kind: expected one of antigen",
        ),
        (
            r#"{"id":"x","attestation":{"kind":null,"tested_at":null,"present":["hat"]}}"#,
            "present: expected one of",
        ),
        (
            r#"{"id":"x","attestation":{"kind":null,"tested_at":"noon","present":[]}}"#,
            "tested_at: expected a local time",
        ),
        (
            r#"{"id":"x","attestation":{"kind":null,"tested_at":null,"present":[],"stated_hours":0}}"#,
            "stated_hours: whole",
        ),
        (r#"{"id":"x","documents":[]}"#, "documents: expected 1 to 16"),
        (r#"{"id":"x","documents":[{"code":"HC1:","image":"a.png"}]}"#, "documents[0]: give exactly one"),
    ] {
        let run = batch(line);
        let answer = &lines(&run)[0];
        assert_eq!((run.status, &answer["outcome"]), (2, &Value::Null), "{line}");
        assert!(answer["error"].as_str().expect("an error").contains(part), "{line}: {answer}");
    }
}

#[test]
fn what_is_no_text_is_a_refused_or_no_pass() {
    for (line, code) in [
        (r#"{"code":"HC1:\ud800"}"#, "base45"),
        (r#"{"code":"\udfff"}"#, "text"),
        (r#"{"code":"HC1:\u0000"}"#, "base45"),
        (r#"{"code":"\u0000"}"#, "text"),
        (r#"{"code":""}"#, "empty"),
    ] {
        let run = batch(line);
        assert_eq!((run.status, &lines(&run)[0]["code"]), (1, &json!(code)), "{line}");
    }
}

#[test]
fn exit_statuses_tell_the_worst() {
    let status = |arguments: &[&str]| souplesse(&[&["check"], arguments, &EVENING].concat()).status;
    assert_eq!(status(&["01-vaccinated.png"]), 0);
    assert_eq!(status(&["01-vaccinated.png", "02-tested-this-morning.jpg"]), 0);
    assert_eq!(status(&["01-vaccinated.png", "08-altered.png"]), 1);
    assert_eq!(status(&["01-vaccinated.png", "08-altered.png", "nowhere.png"]), 2);
    assert_eq!(status(&["nowhere.png", "01-vaccinated.png"]), 2);
}

#[test]
fn unreadable_pictures_are_named_and_the_run_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.display().to_string()
    };
    let png = fs::read(common::samples().join("01-vaccinated.png")).unwrap();
    let jpeg = fs::read(common::samples().join("02-tested-this-morning.jpg")).unwrap();
    let one_pixel = b"P5 1 1 255\n\0";
    let large = [b"P5 10000 10000 255\n".as_slice(), &vec![200; 100_000_000]].concat();
    let inputs = [
        (write("truncated.png", &png[..png.len() / 2]), None),
        (write("text.png", b"not a picture"), None),
        (write("empty.png", b""), None),
        (write("bomb.pgm", b"P5 60000 60000 255\n"), None),
        (write("pixel.pgm", one_pixel), Some("no-code")),
        (write("large.pgm", &large), Some("no-code")),
        (write("cut.jpg", &jpeg[..jpeg.len() / 3]), None),
        (write("good.png", &png), Some("valid")),
    ];
    let names = inputs.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>();
    let run = souplesse(&[&["check", "--json"], names.as_slice(), &EVENING].concat());
    let answers = lines(&run);
    assert_eq!((answers.len(), run.status), (inputs.len(), 2));
    for ((name, code), answer) in inputs.iter().zip(&answers) {
        match code {
            Some(code) => assert_eq!(answer["code"], json!(code), "{name}"),
            None => assert!(answer["outcome"].is_null() && answer["error"].is_string(), "{name}: {answer}"),
        }
    }
}

#[test]
fn a_pass_in_the_call_is_not_echoed() {
    let text = text_of("02-tested-this-morning.jpg");
    let run = souplesse(&[&["check", text.as_str(), "--json"][..], &EVENING].concat());
    assert_eq!(lines(&run)[0]["id"], "argument 1");
    assert!(!run.out.contains("DC04") && run.err.is_empty());
    let venue = souplesse(&[&["check", text.as_str()][..], &EVENING].concat());
    assert!(!venue.out.contains("antigen") && !venue.out.to_lowercase().contains("test"));
}

#[test]
fn a_text_file_is_read_line_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("codes.txt");
    fs::write(&path, format!("{}\r\n\nhttps://example.org\n", text_of("01-vaccinated.png"))).unwrap();
    let run = souplesse(&[&["check", path.to_str().unwrap(), "--json"][..], &EVENING].concat());
    let answers = lines(&run);
    let codes = answers.iter().map(|answer| answer["code"].clone()).collect::<Vec<_>>();
    assert_eq!((codes, run.status), (vec![json!("valid"), json!("url")], 1));
    let ids = answers.iter().map(|answer| answer["id"].as_str().unwrap_or_default());
    assert!(ids.zip([":1", ":3"]).all(|(id, number)| id.ends_with(number)), "lines have their own numbers");
}

#[test]
fn what_if_answers_say_that_they_are_unsigned() {
    let run = souplesse(
        &[
            &["check", "01-vaccinated.png", "--json", "--trust", "../../core/data/trust-demonstration.toml"]
                [..],
            &EVENING[1..],
        ]
        .concat(),
    );
    let answer = &lines(&run)[0];
    assert_eq!((&answer["outcome"], &answer["unsigned"]), (&json!("valid"), &json!(true)));
    assert_eq!(answer["demonstration"], json!(false));
}

#[test]
fn rule_tests_that_disagree_are_shown_with_both_values() {
    let folder = tempfile::tempdir().unwrap();
    let rule = json!([{
        "Identifier": "GR-FR-0001", "Type": "Acceptance", "Country": "FR", "Version": "1.0.0", "SchemaVersion": "1.0.0",
        "Engine": "CERTLOGIC", "EngineVersion": "1.0.0", "CertificateType": "General", "Description": [],
        "ValidFrom": "2021-08-05T00:00:00Z", "ValidTo": "2030-07-26T00:00:00Z", "AffectedFields": [],
        "Logic": { "!": [{ "var": "payload.v.1" }] },
    }]);
    let test = |name: &str, doses: Value, expected: bool| json!({ "rule": "GR-FR-0001", "test": name, "payload": { "v": doses }, "external": {}, "expected": expected });
    let tests = [test("one", json!([1]), true), test("two", json!([1, 2]), true)];
    fs::write(folder.path().join("rules.json"), rule.to_string()).unwrap();
    fs::write(folder.path().join("tests.jsonl"), tests.map(|test| test.to_string()).join("\n")).unwrap();
    let run = souplesse(&["rules", "test", folder.path().to_str().unwrap()]);
    assert_eq!(run.status, 1);
    for part in ["GR-FR-0001 two", "expected  true", "actual    false", "\n1 passed, 1 failed\n"] {
        assert!(run.out.contains(part), "{}", run.out);
    }
    assert_eq!(souplesse(&["rules", "test", "keys"]).status, 2);
}

#[test]
fn a_rule_test_without_payload_looks_at_null() {
    let folder = tempfile::tempdir().unwrap();
    let rule = json!([{
        "Identifier": "GR-FR-0001", "Type": "Acceptance", "Country": "FR", "Version": "1.0.0", "SchemaVersion": "1.0.0",
        "Engine": "CERTLOGIC", "EngineVersion": "1.0.0", "CertificateType": "General", "Description": [],
        "ValidFrom": "2021-08-05T00:00:00Z", "ValidTo": "2030-07-26T00:00:00Z", "AffectedFields": [],
        "Logic": { "if": [{ "var": "payload" }, "a pass", { "in": ["840539006", { "var": "external.valueSets.disease-agent-targeted" }] }] },
    }]);
    let tests = [
        json!({ "rule": "GR-FR-0001", "test": "none", "expected": true }),
        json!({ "rule": "GR-FR-0001", "test": "null", "payload": null, "external": {}, "expected": true }),
        json!({ "rule": "GR-FR-0001", "test": "some", "payload": { "v": [1] }, "expected": "a pass" }),
    ];
    fs::write(folder.path().join("rules.json"), rule.to_string()).unwrap();
    fs::write(folder.path().join("tests.jsonl"), tests.map(|test| test.to_string()).join("\n\n")).unwrap();
    let run = souplesse(&["rules", "test", folder.path().to_str().unwrap()]);
    assert_eq!((run.status, run.out.as_str()), (0, "3 passed, 0 failed\n"), "{}", run.err);
    let suite = json!({ "name": "s", "cases": [{ "certLogicExpression": { "!": [{ "var": "x" }] }, "assertions": [{ "expected": true }] }] });
    fs::write(folder.path().join("suite.json"), suite.to_string()).unwrap();
    let run = souplesse(&["rules", "test", folder.path().join("suite.json").to_str().unwrap()]);
    assert_eq!((run.status, run.out.as_str()), (0, "1 passed, 0 failed\n"), "{}", run.err);
}

const COMPLETE: [&str; 10] = [
    "holder-name",
    "negative-result",
    "test-kind",
    "test-date",
    "test-time",
    "stamp",
    "signature",
    "brand",
    "reference",
    "duration",
];

#[test]
fn a_batch_judges_papers() {
    let paper = |kind: Value, tested_at: Value, hours: Value| json!({ "attestation": { "kind": kind, "tested_at": tested_at, "present": COMPLETE, "stated_hours": hours } });
    let morning = json!("2021-08-14T09:15");
    let cases = [
        (
            paper(json!("antigen"), morning.clone(), Value::Null),
            "tolerated",
            "tolerated",
            json!("2021-08-14T21:15:00+02:00"),
        ),
        (
            paper(json!("antigen"), morning.clone(), json!(11)),
            "refused",
            "expired",
            json!("2021-08-14T20:15:00+02:00"),
        ),
        (paper(json!("pcr"), morning.clone(), Value::Null), "not-covered", "pcr-not-affected", Value::Null),
        (paper(Value::Null, morning, Value::Null), "refused", "missing-test-kind", Value::Null),
        (paper(json!("antigen"), Value::Null, Value::Null), "refused", "missing-test-date", Value::Null),
    ];
    let input = cases.iter().map(|(line, ..)| line.to_string()).collect::<Vec<_>>().join("\n");
    let run = batch(&input);
    let answers = lines(&run);
    for ((line, outcome, code, until), answer) in cases.iter().zip(&answers) {
        assert_eq!((&answer["outcome"], &answer["code"]), (&json!(outcome), &json!(code)), "{line}");
        assert_eq!(answer["valid_until"], *until, "{line}");
        assert_eq!(answer["basis"][0]["id"], "FR-PSC-2021-08");
        assert_eq!((&answer["holder"], &answer["document"]), (&Value::Null, &Value::Null));
    }
    assert_eq!((answers.len(), run.status), (5, 1));
}

#[test]
fn the_best_document_of_one_person_decides() {
    let incomplete = json!({ "attestation": {
        "kind": "antigen", "tested_at": "2021-08-14T09:15", "present": COMPLETE[..6], "stated_hours": null } });
    let complete = json!({ "attestation": {
        "kind": "antigen", "tested_at": "2021-08-14T09:15", "present": COMPLETE, "stated_hours": null } });
    let valid = json!({ "code": text_of("01-vaccinated.png") });
    let refused = json!({ "code": text_of("03-second-dose-yesterday.png") });
    let altered = json!({ "image": "08-altered.png" });
    let menu = json!({ "code": "https://example.org/menu" });
    for (documents, outcome, code) in [
        (vec![&incomplete, &valid], "valid", "valid"),
        (vec![&refused, &complete], "tolerated", "tolerated"),
        (vec![&refused, &incomplete], "incomplete", "missing-signature"),
        (vec![&menu, &incomplete, &complete], "tolerated", "tolerated"),
        // Whoever shows a pass that somebody made up is not saved by a paper, but by another pass.
        (vec![&complete, &altered], "refused", "bad-signature"),
        (vec![&complete, &altered, &valid], "valid", "valid"),
        (vec![&menu], "not-a-pass", "url"),
        // Of equal ones the first decides, a picture's in its place.
        (vec![&altered, &refused], "refused", "bad-signature"),
        (vec![&refused, &altered], "refused", "rules"),
    ] {
        let answer = &lines(&batch(&json!({ "documents": documents }).to_string()))[0];
        assert_eq!((&answer["outcome"], &answer["code"]), (&json!(outcome), &json!(code)), "{documents:?}");
    }
}

#[test]
fn a_trust_source_without_a_key_to_trust_is_an_error_that_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let spki = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEvgdot2nZz/uaiEcOCJAvTSgAJoJbp7YapXZHh1VmKWzbpZAwN6M61OBaKzO320FxEf1pO5qfgRT5dg9x7B46Zw==";
    let test_keys = format!(r#"{{"production": [], "test": [{{"id": "FR000001", "spki": "{spki}"}}]}}"#);
    for (text, told) in
        [("[]", "there is no key in it"), (&test_keys, "its test keys are trusted only with --demo")]
    {
        let path = folder.path().join("trust.json");
        std::fs::write(&path, text).expect("a file");
        let path = path.display().to_string();
        let run = souplesse(&["status", "--trust", &path]);
        assert!(run.status == 2 && run.err.contains(told), "{}", run.err);
    }
    let path = folder.path().join("trust.json").display().to_string();
    assert_eq!(souplesse(&["status", "--trust", &path, "--demo"]).status, 0);
}

#[test]
fn of_a_minor_whom_no_pass_is_required_of_none_is_asked_for() {
    let desk = Desk::new();
    let mut young = payload(&json!({ "v": [dose()] }));
    young["v"][0]["dt"] = json!("2021-08-13");
    let told = |birth: &str| {
        let mut young = young.clone();
        young["dob"] = json!(birth);
        let line = certificate(young).sign(&desk.hcert);
        let folder = tempfile::tempdir().expect("a folder");
        let trust = folder.path().join("trust.json");
        fs::write(&trust, trust_of(&desk).to_string()).expect("a file");
        let trust = trust.display().to_string();
        let call = ["check", "-", "--at", "2021-08-14T20:30", "--trust", &trust];
        with_input(&call, line.as_bytes()).out
    };
    let (minor, adult) = (told("2005-08-14"), told("1987-08-14"));
    assert!(adult.contains("another proof"), "{adult}");
    assert!(
        !minor.contains("another proof") && minor.contains("no pass is required of this person"),
        "{minor}"
    );
}

#[test]
fn a_name_cannot_draw_on_the_terminal() {
    let desk = Desk::new();
    let mut named = payload(&json!({ "v": [dose()] }));
    named["nam"] = json!({ "fn": "A\n\u{1B}[2KB", "gn": "\u{202E}C\u{9B}D", "fnt": "AB", "gnt": "CD" });
    let pass = certificate(named).sign(&desk.hcert);
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("trust.json"), trust_of(&desk).to_string()).expect("a file");
    fs::write(path("one.txt"), &pass).expect("a file");
    fs::write(path("two.txt"), format!("{pass}\n{pass}\n")).expect("a file");
    for (file, profile) in [("one.txt", "venue"), ("one.txt", "controller"), ("two.txt", "venue")] {
        let (file, trust) = (path(file), path("trust.json"));
        let call = ["check", &file, "--profile", profile, "--at", "2021-08-14T20:30", "--trust", &trust];
        let run = souplesse(&call);
        assert!(run.out.contains("A [2KB CD"), "{}", run.out);
        assert!(!run.out.contains(['\u{1B}', '\u{202E}', '\u{9B}']), "{:?}", run.out);
    }
}
