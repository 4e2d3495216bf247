//! What an author writes is looked at before it is signed: every fault at once, and what it may not mean.

mod common;

use std::fs;
use std::path::PathBuf;

use common::{Run, named, souplesse};

const PACK: &str = include_str!("../../../core/data/pack-fr-psc-2021-08.toml");
const KEY: &str = "keys/demonstration-anchor.pem";

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Run {
        souplesse(&named(self.0.path(), arguments))
    }

    /// Checks the built-in pack after these changes.
    fn check(&self, changes: &[(&str, &str)], options: &[&str]) -> Run {
        let mut text = PACK.replacen("FR-PSC-2021-08", "FR-PSC-2021-09", 1);
        for (from, to) in changes {
            assert!(text.contains(from), "{from}");
            text = text.replacen(from, to, 1);
        }
        fs::write(self.path("pack.toml"), text).expect("a file");
        self.run(&[&["pack", "check", "@pack.toml", "--lang", "en"][..], options].concat())
    }
}

#[test]
fn every_fault_is_told_at_once_in_words_of_this_product() {
    let desk = Desk::new();
    let run = desk.check(
        &[
            ("issued = \"2021-08-14T20:00:00+02:00\"", "issued = \"2021-08-14\""),
            ("maximum-age-hours = 72", "maximum-age-hours = -1"),
            ("level = \"firm\"", "level = \"strict\""),
            ("date = \"2021-08-14\"", "date = \"14 August\""),
            ("portal = \"https://sidep", "portal = \"http://sidep"),
            ("id = \"holder-name\"", "id = \"holder-name\"\ncolour = \"blue\""),
        ],
        &[],
    );
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    let told = run.err.lines().collect::<Vec<_>>();
    assert_eq!(told.len(), 6, "{}", run.err);
    for (line, part) in told.iter().zip([
        "“issued”: expected a time with its offset",
        "“portal”: an address begins with https://",
        "“references[0].date”: expected a day such as 2021-08-14",
        "“windows[0].maximum-age-hours”: expected a whole number of hours, 1 to 8760",
        "unknown field, expected one of",
        "unknown word, expected one of",
    ]) {
        assert!(line.contains("pack.toml: line ") && line.contains(part), "{line}\nexpected {part}");
    }
    for foreign in ["premature", "u16", "invalid"] {
        assert!(!run.err.contains(foreign), "{}", run.err);
    }
}

#[test]
fn what_a_sound_pack_may_not_mean_is_a_warning_and_counts_where_that_is_asked() {
    let desk = Desk::new();
    for (changes, warning) in [
        (
            &[(
                "from = \"2021-08-14T12:00\"\nuntil = \"2021-08-15T00:00\"",
                "from = \"2021-08-14T09:00\"\nuntil = \"2021-08-14T10:00\"",
            )][..],
            "saturday-pm never decides: saturday-am comes before it",
        ),
        (
            &[("sunset = \"2021-08-17T00:00\"", "sunset = \"2022-03-27T02:30\"")],
            "never shows 27/03/2022 at 2:30",
        ),
        (
            &[("sunset = \"2021-08-17T00:00\"", "sunset = \"2021-10-31T02:30\"")],
            "shows 31/10/2021 at 2:30 twice",
        ),
        (
            &[("sunset = \"2021-08-17T00:00\"", "sunset = \"2021-08-14T08:00\"")],
            "before the window saturday-am",
        ),
        (&[("sunset = \"2021-08-17T00:00\"", "sunset = \"2099-08-17T00:00\"")], "the end is in 2099"),
        (&[("sunset = \"2021-08-17T00:00\"\n", "")], "there is no end"),
        (&[("maximum-age-hours = 12\n", "")], "saturday-am has no maximum-age-hours"),
        (&[("\"Europe/Paris\"", "\"UTC\"")], "UTC is not a place"),
        (
            &[("maximum-age-hours = 12\n", "maximum-age-hours = 12\nscope = { regions = [\"fr-bre\"] }\n")],
            "fr-bre is read as FR-BRE",
        ),
        (
            &[("maximum-age-hours = 12\n", "maximum-age-hours = 12\nscope = { regions = [\"FR-XYZ\"] }\n")],
            "FR-XYZ is not a region",
        ),
        (&[("Panne de Pro", "Panne \\u202Ede Pro")], "U+202E is invisible"),
        (
            &[("FR-PSC-2021-09", "FR-PSC-2021-08"), ("usual-hours = [12, 24, 48, 72]", "usual-hours = [12]")],
            "FR-PSC-2021-08 is built into the product",
        ),
        (
            &[(
                "2021-08-13T12:00\"\nuntil = \"2021-08-14T00:00\"\nmaximum-age-hours = 72",
                "2021-10-29T12:00\"\nuntil = \"2021-10-30T00:00\"\nmaximum-age-hours = 72",
            )],
            "72 hours do not end at the same time of day 3 days later",
        ),
    ] {
        let run = desk.check(changes, &[]);
        assert_eq!(run.status, 0, "{warning}: {}", run.err);
        let told = run.err.lines().filter(|line| line.contains("warning:")).collect::<Vec<_>>();
        assert!(
            told.iter().any(|line| line.contains(": line ") && line.contains(warning)),
            "{warning}: {}",
            run.err
        );
        assert_eq!(desk.check(changes, &["--strict"]).status, 1, "{warning}");
    }
    let sound = desk.check(&[], &["--strict"]);
    assert_eq!((sound.status, sound.err.as_str()), (0, ""));
    let json = desk.check(&[("sunset = \"2021-08-17T00:00\"\n", "")], &["--json"]);
    let line = serde_json::from_str::<serde_json::Value>(&json.out).expect("JSON");
    assert_eq!(
        (&line["errors"], &line["warnings"][0]["column"]),
        (&serde_json::json!([]), &serde_json::json!(1))
    );
}

#[test]
fn what_no_device_would_take_is_not_signed() {
    let desk = Desk::new();
    let sign = |until: &str, more: &[&str]| {
        let sign =
            ["bundle", "sign", "--authorise-until", until, "--key", KEY, "--force", "-o", "@leave.souplesse"];
        desk.run(&[&sign[..], &["--at", "2021-08-14T20:00", "--lang", "en"], more].concat())
    };
    let long = sign("2021-08-30T20:00", &[]);
    assert!(long.status == 2 && long.err.contains("--device"), "{}", long.err);
    assert!(!desk.path("leave.souplesse").exists());
    assert_eq!(sign("2021-08-15T20:00", &[]).status, 0);
    assert_eq!(sign("2021-08-30T20:00", &["--device", "00112233445566778899aabbccddeeff"]).status, 0);
}

#[test]
fn a_withdrawal_of_what_nobody_knows_is_signed_with_a_warning() {
    let desk = Desk::new();
    let revoke = |id: &str| {
        desk.run(&["pack", "revoke", id, "--key", KEY, "--force", "-o", "@w.souplesse", "--lang", "en"])
    };
    assert_eq!(revoke("FR-PSC-2021-08").err, "");
    let slip = revoke("FR-PCS-2021-08");
    assert_eq!(slip.status, 0);
    assert!(
        slip.err.contains("FR-PCS-2021-08: no pack with that id is known here (FR-PSC-2021-08)"),
        "{}",
        slip.err
    );
}

#[test]
fn a_key_has_a_name_that_people_can_read() {
    let desk = Desk::new();
    for name in ["", "   ", "ARS\u{1B}[2J", "ARS\n", "\u{202E}SRA", &"A".repeat(81)] {
        let run = desk.run(&["bundle", "keygen", "--name", name, "-o", "@key", "--lang", "en"]);
        assert_eq!(run.status, 2, "{name:?}");
        assert!(run.err.contains("1 to 80 characters"), "{}", run.err);
        assert!(!desk.path("key.pem").exists());
    }
}

#[test]
fn an_export_brings_the_keys_that_another_device_needs() {
    let desk = Desk::new();
    let at = |device: &str, arguments: &[&str]| {
        let data = ["--data-dir", &format!("@{device}")].map(str::to_owned);
        let data = data.iter().map(String::as_str).collect::<Vec<_>>();
        let run = desk.run(&[arguments, &data].concat());
        assert_eq!(run.status, 0, "{arguments:?}: {}{}", run.out, run.err);
        run
    };
    at("desk", &["bundle", "keygen", "--name", "ARS", "-o", "@ars"]);
    at("desk", &["pack", "new", "-o", "@pack.toml"]);
    at("desk", &["pack", "sign", "@pack.toml", "--key", "@ars.pem", "-o", "@pack.souplesse"]);
    at("one", &["bundle", "install", "@pack.souplesse", "--anchor", "@ars.anchor.toml"]);
    at("one", &["bundle", "export", "-o", "@out"]);
    let update = "@out/01-XX-EXAMPLE-2021-09.souplesse";
    let installed = at("two", &["bundle", "install", update, "--anchor", "@out/anchors.anchor.toml"]);
    assert!(installed.out.contains("update-installed"), "{}", installed.out);
}

/// Signed as it stands, it would open doors in the name of "Name of the authority".
#[test]
fn what_is_still_the_template_s_is_told() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["pack", "new", "-o", "@pack.toml"]).status, 0);
    let run = desk.run(&["pack", "check", "@pack.toml", "--strict", "--lang", "en"]);
    assert_eq!(run.status, 1, "{}", run.err);
    for example in [
        "XX-EXAMPLE-2021-09",
        "Name of the authority",
        "Titre du texte publié",
        "n° 000",
        "Les mots exacts",
        // The times of the incident: `issued`, `from` and `until` of the window, the end.
        "2021-09-18T08:00:00+00:00",
        "2021-09-18T08:00”",
        "2021-09-19T00:00",
        "2021-09-20T00:00",
        "2021-09-18”",
    ] {
        assert!(run.err.contains(&format!("“{example}")), "{example}: {}", run.err);
    }
    assert!(!desk.check(&[], &[]).err.contains("template"));
}

#[test]
fn a_relaxation_that_ends_before_it_is_issued_is_told() {
    let desk = Desk::new();
    let told = desk.check(&[("issued = \"2021-", "issued = \"2022-")], &["--strict"]);
    assert!(told.err.contains("before it is issued"), "{}", told.err);
    assert_eq!(told.status, 1);
}
