//! The page for authorities and groups of venues: every command in it runs, and a key is rotated on a fleet as it says.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// The number that the page has for one that is not known before.
const A_NUMBER: &str = "30efd606a9ce6e59";

fn run(folder: &Path, data: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_souplesse"));
    command.env("SOUPLESSE_CONFIG", "nowhere.toml");
    command.current_dir(folder).args(["--data-dir", data]).args(arguments);
    command.env_remove("SOUPLESSE_DATA_DIR").env("LC_ALL", "C").output().expect("the command is there")
}

fn done(output: &Output, what: &str) -> String {
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{what}: {out}{}", String::from_utf8_lossy(&output.stderr));
    out
}

/// The commands that stand in the page's blocks, each as its words.
fn commands() -> Vec<Vec<String>> {
    let page = include_str!("../../../docs/operating.md");
    let blocks = page.split("```").skip(1).step_by(2);
    let lines = blocks.flat_map(str::lines).filter_map(|line| line.strip_prefix("souplesse "));
    lines.map(|line| words(line.split(" #").next().unwrap_or_default())).collect()
}

/// As a shell takes a line apart that has nothing but quotation marks.
fn words(line: &str) -> Vec<String> {
    let pieces = line.split('"').enumerate();
    let words = pieces.flat_map(|(place, piece)| {
        if place % 2 == 1 {
            vec![piece.to_owned()]
        } else {
            piece.split_whitespace().map(str::to_owned).collect()
        }
    });
    words.collect()
}

/// What an author has: a folder of a trust list, rules and revocations.
fn write_week(folder: &Path) {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../core/data");
    let week = folder.join("week-33");
    fs::create_dir(&week).expect("a folder of the test");
    for name in ["rules-fr-activity-2021-08.json", "trust.toml"] {
        fs::copy(data.join(name), week.join(name)).expect("it is in the project");
    }
    fs::write(week.join("revoked.toml"), "keys = [\"kid:22cd89b6b3898629\"]\n").expect("a file of the test");
}

fn number_of(folder: &Path, anchor: &str) -> String {
    let shown = done(&run(folder, "elsewhere", &["anchor", "show", anchor, "--json"]), anchor);
    let shown = serde_json::from_str::<Value>(&shown).expect("JSON");
    shown["key"].as_str().expect("a number").to_owned()
}

#[test]
fn every_command_of_the_page_runs_in_its_order() {
    let folder = tempfile::tempdir().expect("a folder");
    write_week(folder.path());
    let commands = commands();
    assert!(commands.len() >= 30, "{} commands", commands.len());
    for command in commands {
        let number = command
            .iter()
            .any(|word| word == A_NUMBER)
            .then(|| number_of(folder.path(), "group.anchor.toml"));
        let words = command
            .iter()
            .map(|word| if word == A_NUMBER { number.as_deref().unwrap_or(word) } else { word });
        let words = words.map(String::from).collect::<Vec<_>>();
        let output = run(folder.path(), "data", &words.iter().map(String::as_str).collect::<Vec<_>>());
        done(&output, &command.join(" "));
    }
}

/// Three devices: one that knew the old key, one that was given both, and one that came later.
#[test]
fn a_key_is_rotated_on_a_fleet_as_the_page_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |data: &str, arguments: &[&str]| run(folder.path(), data, arguments);
    for (name, output) in [("ARS Bretagne", "old"), ("ARS Bretagne 2022", "next")] {
        done(
            &at("author", &["bundle", "keygen", "--name", name, "--may-sign", "pack", "-o", output]),
            output,
        );
    }
    done(&at("author", &["pack", "new", "-o", "outage.toml"]), "pack new");
    let sign = |key: &str, sequence: &str, output: &str| {
        let arguments = ["pack", "sign", "outage.toml", "--key", key, "--sequence", sequence, "-o", output];
        done(&at("author", &arguments), output);
    };
    sign("old.pem", "1", "first.souplesse");
    done(
        &at("author", &["bundle", "sign", "next.anchor.toml", "--key", "old.pem", "-o", "rotate.souplesse"]),
        "rotate",
    );
    sign("next.pem", "2", "second.souplesse");
    sign("old.pem", "3", "stolen.souplesse");
    let (old, next) = (["--anchor", "old.anchor.toml"], ["--anchor", "next.anchor.toml"]);
    let both = [old, next].concat();
    let install = |data: &str, update: &str, pins: &[&str]| {
        let output = at(data, &[&["bundle", "install", update, "--json"], pins].concat());
        let told = serde_json::from_slice::<Value>(&output.stdout).expect("JSON");
        told["code"].as_str().expect("a code").to_owned()
    };
    for (data, pins) in [("one", &old[..]), ("two", &both[..])] {
        assert_eq!(install(data, "first.souplesse", pins), "update-installed");
        assert_eq!(install(data, "rotate.souplesse", pins), "update-installed");
    }
    // The first takes the new key for the old one's heir; the second knew it by itself; the third knows nothing else.
    assert_eq!(install("one", "second.souplesse", &[]), "update-installed");
    assert_eq!(install("two", "second.souplesse", &both), "update-installed");
    assert_eq!(install("three", "second.souplesse", &next), "update-installed");
    // Whoever has the old key by now does nothing with it.
    assert_eq!(install("one", "stolen.souplesse", &old), "update-not-for-anchor");
    assert_eq!(install("two", "stolen.souplesse", &both), "update-not-for-anchor");
    assert_eq!(install("three", "stolen.souplesse", &[]), "update-unknown-anchor");

    let listed = |data: &str, pins: &[&str]| {
        let text = done(&at(data, &[&["bundle", "list", "--json"], pins].concat()), data);
        let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        let packs = lines.filter(|line| line["kind"] == "pack");
        packs
            .map(|line| (line["signer"].clone(), line["signer_before"].clone(), line["sequence"].clone()))
            .collect::<Vec<_>>()
    };
    let (name, before) = (Value::from("ARS Bretagne 2022"), Value::from("ARS Bretagne"));
    assert_eq!(listed("one", &[]), [(name.clone(), before.clone(), 2.into())]);
    assert_eq!(listed("three", &[]), [(name.clone(), Value::Null, 2.into())]);
    assert_eq!(listed("two", &both).len(), 2, "the two are not one, and each has its pack");
    let status = done(&at("two", &[&["status"], &both[..]].concat()), "status");
    assert!(status.contains("successor-known"), "{status}");
    // The fleet adds the new key to what it gives: its name stands alone, and nothing is lost without the old one.
    assert_eq!(install("one", "second.souplesse", &next), "update-already-installed");
    assert_eq!(listed("one", &next), [(name, Value::Null, 2.into())]);
    let status = done(&at("one", &[&["status"], &next[..]].concat()), "status");
    assert!(!status.contains("updates-damaged"), "{status}");
}

/// A file may be called as one likes, and every next key may have the same name as the one before.
#[test]
fn short_names_and_a_second_rotation_under_one_name_do_no_harm() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |arguments: &[&str]| done(&run(folder.path(), "data", arguments), &arguments.join(" "));
    for key in ["a", "b", "c"] {
        at(&["bundle", "keygen", "--name", key, "--may-sign", "revocations", "-o", key]);
    }
    fs::write(folder.path().join("r.toml"), "keys = [\"kid:22cd89b6b3898629\"]\n")
        .expect("a file of the test");
    at(&["bundle", "sign", "r.toml", "--key", "c.pem", "-o", "r.souplesse"]);
    for (key, next) in [("a", "b"), ("b", "c")] {
        let anchor = folder.path().join("n.anchor.toml");
        fs::copy(folder.path().join(format!("{next}.anchor.toml")), anchor).expect("it was made");
        let (pem, pin) = (format!("{key}.pem"), format!("{key}.anchor.toml"));
        at(&["bundle", "sign", "n.anchor.toml", "--key", &pem, "-o", "n.souplesse", "--force"]);
        let pins: &[&str] = if key == "a" { &["--anchor", &pin] } else { &[] };
        at(&[&["bundle", "install", "n.souplesse"], pins].concat());
    }
    at(&["bundle", "install", "r.souplesse"]);
    let listed = at(&["bundle", "list"]);
    assert!(listed.contains("revocations REVOCATIONS-R, version 1"), "{listed}");
}
