//! What a call says of a paper: words and dates of either language, and what is said where something is missing.

mod common;

use common::souplesse;

/// A paper judged on that evening.
fn paper(options: &[&str]) -> common::Run {
    souplesse(&[&["paper", "--at", "2021-08-14T20:30"], options].concat())
}

#[test]
fn kinds_times_and_elements_are_named_in_either_language() {
    let told =
        paper(&["--kind", "antigen", "--tested-at", "2021-08-14T09:15", "--missing", "stamp,signature"]);
    assert!(told.status == 1 && told.out.contains("missing-stamp"), "{}", told.out);
    for (kind, time, missing) in [
        ("antigénique", "14/08/2021 9h15", "cachet,signature"),
        ("Test antigénique", "14/08 9 h 15", "Cachet du professionnel,Signature du professionnel"),
        ("TEST ANTIGENIQUE", "14/08/2021 à 9:15", "cachet,sign"),
        ("antig", "aujourd’hui 9h15", "signature,cachet"),
        ("Antigen test", "today 9:15", "professional's stamp,professional's signature"),
    ] {
        for language in ["fr", "en"] {
            let options = ["--kind", kind, "--tested-at", time, "--missing", missing, "--lang", language];
            let run = paper(&options);
            assert_eq!(run.status, 1, "{options:?}: {}", run.err);
            assert!(run.out.contains("missing-stamp"), "{options:?}: {}", run.out);
        }
    }
}

#[test]
fn a_day_is_reckoned_from_the_time_of_check_on_the_clock_of_france() {
    // It is one o'clock in France, and still the day before in Greenwich.
    let at = |time: &str| {
        let call =
            ["paper", "--at", "2021-08-14T23:00:00Z", "--kind", "antigen", "--tested-at", time, "--json"];
        serde_json::from_str::<serde_json::Value>(&souplesse(&call).out).expect("an answer")["code"].clone()
    };
    assert_eq!((at("hier 9h15"), at("yesterday 10:00")), ("expired".into(), "expired".into()));
    assert_eq!((at("today 0:30"), at("14/08 9h15")), ("outside-window".into(), "expired".into()));
    assert_eq!(at("aujourd'hui 9h15"), "test-in-future");
}

#[test]
fn what_is_not_on_the_paper_is_said_in_either_language() {
    for (kind, time, code) in [
        ("antigen", "non précisé", "missing-test-date"),
        ("antigen", "unstated", "missing-test-date"),
        ("Non précisé", "14/08 9h15", "missing-test-kind"),
        ("not stated", "14/08 9h15", "missing-test-kind"),
    ] {
        let run = paper(&["--kind", kind, "--tested-at", time]);
        assert!(run.status == 1 && run.out.contains(code), "{kind} {time}: {}{}", run.out, run.err);
    }
}

#[test]
fn a_word_or_a_time_that_means_nothing_is_refused_with_what_there_is() {
    for (options, told) in [
        (["--kind", "hat", "--tested-at", "unstated"], "--kind: expected one of antigen (Antigen test)"),
        (
            ["--kind", "autotest", "--tested-at", "unstated"],
            "--kind: several answers begin like this; choose from self-test",
        ),
        (
            ["--kind", "antigen", "--tested-at", "noon"],
            "--tested-at: write 2021-08-14T09:15, 14/08/2021 9:15",
        ),
        (
            ["--kind", "antigen", "--tested-at", "14/08/1700 9h"],
            "--tested-at: the year must lie between 1900 and 2200",
        ),
    ] {
        let run = paper(&options);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{options:?}");
        assert!(run.err.contains(told), "{options:?}: {}", run.err);
    }
    // Whose paper it is has no place in an error.
    let run = paper(&["--kind", "antigen", "--tested-at", "unstated", "--missing", "Camille Fontaine"]);
    assert!(run.status == 2 && run.err.contains("stamp") && !run.err.contains("Fontaine"), "{}", run.err);
}

#[test]
fn without_a_terminal_a_call_that_says_too_little_names_what_is_missing() {
    for (options, missing) in [
        (&[][..], "give --kind, --tested-at too"),
        (&["--kind", "antigen"], "give --tested-at too"),
        (&["--tested-at", "14/08 9h15", "--missing", "stamp"], "give --kind too"),
        (&["--with", "01-vaccinated.png"], "give --kind, --tested-at too"),
    ] {
        let run = paper(options);
        assert!(run.status == 2 && run.err.contains(missing), "{options:?}: {}", run.err);
    }
}

/// What a pack may bring of its own: a kind, and an element.
const OWN_WORDS: &str = r#"
[[kinds]]
id = "breath-test"

[[elements]]
id = "town-seal"
level = "essential"

[[words]]
id = "breath-test"
label = { fr = "Test d’haleine", en = "Breath test" }
text = { fr = "Demandez un QR code.", en = "Ask for a QR code." }

[[words]]
id = "town-seal"
label = { fr = "Sceau de la mairie", en = "Seal of the town hall" }
text = { fr = "Demandez un papier scellé.", en = "Ask for a sealed paper." }
"#;

#[test]
fn words_that_a_pack_brings_are_known_by_their_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let run = souplesse(&common::named(folder.path(), arguments));
        assert!(run.status < 2, "{arguments:?}: {}", run.err);
        run.out
    };
    run(&["pack", "new", "-o", "@own.toml"]);
    let path = folder.path().join("own.toml");
    let template = std::fs::read_to_string(&path).expect("the template");
    std::fs::write(&path, template + OWN_WORDS).expect("a file");
    let key = ["--key", "keys/demonstration-anchor.pem", "--at", "2021-09-18T10:00"];
    run(&[&["pack", "sign", "@own.toml", "-o", "@own.souplesse", "--sequence", "1"], &key[..]].concat());
    let judged = |kind: &str, missing: &str| {
        let call = ["paper", "--demo", "--at", "2021-09-18T20:00", "--bundle", "@own.souplesse", "--json"];
        let said = ["--kind", kind, "--tested-at", "18/09 9h", "--missing", missing];
        let answer = run(&[&call[..], &said].concat());
        serde_json::from_str::<serde_json::Value>(&answer).expect("an answer")["code"].clone()
    };
    for (kind, missing) in [
        ("breath-test", "town-seal"),
        ("haleine", "sceau"),
        ("Test d’haleine", "Sceau de la mairie"),
        ("BREATH", "seal of"),
    ] {
        assert_eq!(judged(kind, missing), "missing-town-seal", "{kind} {missing}");
    }
    assert_eq!(judged("breath", "signature"), "missing-signature");
}

/// Where a pack counts by days, a paper has no hour; where the hour is essential, a paper without one lacks it.
#[test]
fn a_day_alone_is_a_paper_without_an_hour_in_options_and_in_batches() {
    let folder = tempfile::tempdir().expect("a folder");
    let week = "packs/pharmacy-portal-week.toml";
    let key = ["--key", "keys/demonstration-anchor.pem", "--at", "2021-10-04T10:00"];
    let sign = [&["pack", "sign", week, "-o", "@week.souplesse"], &key[..]].concat();
    assert_eq!(souplesse(&common::named(folder.path(), &sign)).status, 0);
    let update = common::named(folder.path(), &["@week.souplesse"]).concat();
    let paper = |at: &str, kind: &str, day: &str, bundle: &[&str]| {
        let call = ["paper", "--demo", "--json", "--at", at, "--kind", kind, "--tested-at", day];
        let answer = souplesse(&[&call, bundle].concat()).out;
        serde_json::from_str::<serde_json::Value>(&answer).expect("an answer")["code"].clone()
    };
    for day in ["05/10", "hier", "2021-10-05"] {
        assert_eq!(
            paper("2021-10-06T12:00", "vaccination", day, &["--bundle", &update]),
            "tolerated",
            "{day}"
        );
    }
    assert_eq!(paper("2021-08-14T20:00", "antigen", "14/08", &[]), "missing-test-time");
    let line = r#"{"attestation":{"kind":"vaccination","tested_at":"2021-10-05","present":["holder-name","test-kind","test-date","complete-course","stamp","signature","lot-number","vaccine-name","test-time"]}}"#;
    let call = ["check", "--batch", "-", "--demo", "--at", "2021-10-06T12:00", "--bundle", &update];
    let answer = common::with_input(&call, line.as_bytes()).out;
    let answer = serde_json::from_str::<serde_json::Value>(&answer).expect("an answer");
    assert_eq!(answer["outcome"], "tolerated", "{answer}");
}
