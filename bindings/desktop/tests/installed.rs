//! What is installed, whose it is, what is missing, and what a person may remove.

mod common;

use std::cell::Cell;
use std::fs;
use std::path::PathBuf;

use common::{Run, named, on_device, samples};
use serde_json::Value;
use tempfile::TempDir;

const RULES: &str = "../../core/data/rules-fr-activity-2021-08.json";
const TRUST: &str = "../../core/data/trust.toml";
const REVOCATIONS: &str = "[[hashes]]\nof = \"UCI\"\ncodes = [\"AAAAAAAAAAAAAAAAAAAAAA==\"]\n";

/// A device, and two authorities.
struct Desk {
    folder: TempDir,
    /// How many updates were signed.
    issued: Cell<i64>,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder"), issued: Cell::new(0) };
        for (name, key) in [("ARS d’essai", "@ars"), ("Autre", "@other"), ("ARS suivante", "@next")] {
            desk.done(&[
                "bundle",
                "keygen",
                "--name",
                name,
                "--may-sign",
                "pack,rules,trust,revocations",
                "-o",
                key,
            ]);
        }
        fs::write(desk.path("revocations.toml"), REVOCATIONS).expect("a file");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the command; `@name` is a file in this folder.
    fn run(&self, arguments: &[&str]) -> Run {
        on_device(&self.path("data"), &named(self.folder.path(), arguments), b"")
    }

    fn done(&self, arguments: &[&str]) -> Run {
        let run = self.run(arguments);
        assert_eq!(run.status, 0, "{arguments:?}: {}{}", run.out, run.err);
        run
    }

    /// The lines of a call's JSON.
    fn json(&self, arguments: &[&str]) -> Vec<Value> {
        let out = self.run(&[arguments, &["--json"]].concat()).out;
        out.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
    }

    /// Signs files by `key` and installs them. Each is issued later than the one before.
    fn install(&self, key: &str, files: &[&str], sequence: &str) -> String {
        self.issued.set(self.issued.get() + 1);
        let issued = chrono::Utc::now() - chrono::TimeDelta::hours(10 - self.issued.get());
        let (pem, anchor) = (format!("@{key}.pem"), format!("@{key}.anchor.toml"));
        let sign = ["bundle", "sign", "--key", &pem, "--sequence", sequence, "--force", "-o", "@u.souplesse"];
        self.done(&[&sign[..], &["--at", &issued.to_rfc3339()], files].concat());
        self.done(&["bundle", "install", "@u.souplesse", "--anchor", &anchor]).out
    }

    fn number(&self, key: &str) -> String {
        let shown = self.json(&["anchor", "show", &format!("@{key}.anchor.toml")]);
        shown[0]["key"].as_str().expect("a number").to_owned()
    }
}

/// `pack FR-PSC-2021-08 1 in force`, for every line.
fn told(lines: &[Value]) -> Vec<String> {
    let told = lines.iter().map(|line| {
        let state = if line["missing"] == true {
            "missing"
        } else if line["in_force"] == true {
            "in force"
        } else {
            "replaced"
        };
        let text = |field: &str| line[field].as_str().expect("a text").to_owned();
        format!("{} {} {} {state}", text("kind"), text("id"), line["sequence"])
    });
    told.collect()
}

#[test]
fn everything_that_is_installed_is_listed_and_what_is_missing() {
    let desk = Desk::new();
    assert!(desk.done(&["bundle", "list"]).out.contains("No update is installed"));
    desk.install("ars", &["packs/one-region.toml"], "1");
    desk.install("ars", &[RULES], "1");
    // Newer rules of the same country under another id.
    fs::copy(samples().join(RULES), desk.path("fr-next.json")).expect("a copy");
    desk.install("ars", &["@fr-next.json"], "1");
    let lines = desk.json(&["bundle", "list"]);
    let pack = told(&lines)[0].clone();
    assert!(pack.starts_with("pack ") && pack.ends_with(" 1 in force"), "{pack}");
    assert_eq!(told(&lines)[1..], ["rules FR-NEXT 1 in force", "rules RULES-FR-ACTIVITY-2021-08 1 replaced"]);
    assert!(lines.iter().all(|line| line["signer"] == "ARS d’essai" && line["key"] == desk.number("ars")));
    let french = desk.done(&["bundle", "list", "--lang", "fr"]).out;
    assert!(french.contains("règles RULES-FR-ACTIVITY-2021-08, version 1  remplacé\u{a0}:"), "{french}");
    for entry in fs::read_dir(desk.path("data/updates")).expect("what was installed") {
        let path = entry.expect("a file").path();
        if path.extension().is_some_and(|ending| ending == "souplesse") {
            fs::remove_file(path).expect("it is there");
        }
    }
    let run = desk.run(&["bundle", "list"]);
    assert_eq!(run.status, 1);
    assert_eq!(run.out.matches("missing").count(), 3, "{}", run.out);
    assert_eq!(
        told(&desk.json(&["bundle", "list"])).iter().filter(|line| line.ends_with("missing")).count(),
        3
    );
    let status = desk.json(&["status"]);
    assert_eq!(status[0]["missing"].as_array().map(Vec::len), Some(3), "{}", status[0]);
}

#[test]
fn a_document_is_given_up_and_what_it_had_replaced_is_back() {
    let desk = Desk::new();
    // What is beside them keeps the first rules where they can be found.
    desk.install("ars", &[RULES, "packs/one-region.toml"], "1");
    let out = desk.install("ars", &[RULES], "2");
    assert!(
        out.contains("No longer counts      rules RULES-FR-ACTIVITY-2021-08, version 1, by ARS d’essai"),
        "{out}"
    );
    let run = desk.done(&["bundle", "remove", "rules", "RULES-FR-ACTIVITY-2021-08"]);
    assert!(
        run.out.contains("No longer counts      rules RULES-FR-ACTIVITY-2021-08, version 2"),
        "{}",
        run.out
    );
    assert!(
        run.out.contains("In force again        rules RULES-FR-ACTIVITY-2021-08, version 1"),
        "{}",
        run.out
    );
    assert_eq!(told(&desk.json(&["bundle", "list"]))[1..], ["rules RULES-FR-ACTIVITY-2021-08 1 in force"]);
    let unknown = desk.run(&["bundle", "remove", "pack", "NOPE"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.err.contains("rules RULES-FR-ACTIVITY-2021-08 (rules)"), "{}", unknown.err);
    let what_if = desk.run(&["bundle", "remove", "rules", "RULES-FR-ACTIVITY-2021-08", "--demo"]);
    assert_eq!((what_if.status, desk.json(&["bundle", "list"]).len()), (2, 2));
    let json = desk.json(&["bundle", "remove", "rules", "RULES-FR-ACTIVITY-2021-08"]);
    assert_eq!(json[0]["given_up"][0]["sequence"], 1, "{}", json[0]);
    assert_eq!(desk.json(&["bundle", "list"]).len(), 1);
}

#[test]
fn revocations_and_trust_are_given_up_only_by_who_means_it() {
    let desk = Desk::new();
    desk.install("ars", &["@revocations.toml", TRUST], "1");
    for (kind, id, said, french) in [
        (
            "revocations",
            "REVOCATIONS",
            "The passes revoked by this list are no longer refused: 1 pass.",
            "ne sont plus refusés\u{a0}: 1 passe.",
        ),
        ("trust", "TRUST", "no longer trusted: 168 keys.", "ne sont plus reconnues\u{a0}: 168 clés."),
    ] {
        let before = desk.json(&["bundle", "list"]);
        let refused = desk.run(&["bundle", "remove", kind, id]);
        assert_eq!(refused.status, 2);
        assert!(refused.err.contains("add --yes") && refused.err.contains(said), "{}", refused.err);
        assert!(desk.run(&["bundle", "remove", kind, id, "--lang", "fr"]).err.contains(french));
        assert_eq!(desk.json(&["bundle", "list"]), before);
        let run = desk.done(&["bundle", "remove", kind, id, "--yes"]);
        assert!(run.out.contains(said), "{}", run.out);
        assert_eq!(desk.json(&["bundle", "list"]).len(), before.len() - 1);
    }
    assert!(desk.done(&["status"]).out.contains("[update-given-up]"));
}

#[test]
fn of_two_signers_it_is_said_whose_document_is_meant() {
    let desk = Desk::new();
    desk.install("ars", &[RULES], "1");
    desk.install("other", &[RULES], "1");
    let remove = ["bundle", "remove", "rules", "RULES-FR-ACTIVITY-2021-08"];
    let run = desk.run(&remove);
    assert_eq!(run.status, 2);
    let [ars, other] = ["ars", "other"].map(|key| desk.number(key));
    assert!(run.err.contains("--by") && run.err.contains(&ars) && run.err.contains(&other), "{}", run.err);
    let wrong = desk.run(&[&remove[..], &["--by", "0000000000000000"]].concat());
    assert!(wrong.status == 2 && wrong.err.contains("is not signed by that key"), "{}", wrong.err);
    desk.done(&[&remove[..], &["--by", &other.to_uppercase()]].concat());
    let left = desk.json(&["bundle", "list"]);
    assert!(left.len() == 1 && left[0]["key"] == ars.as_str(), "{left:?}");
}

#[test]
fn a_key_is_shown_before_it_is_relied_upon_and_taken_away_with_what_it_signed() {
    let desk = Desk::new();
    let number = desk.number("ars");
    let shown = desk.done(&["anchor", "show", "@ars.anchor.toml", "--lang", "fr"]).out;
    assert!(shown.contains(&number) && shown.contains("inconnue\u{a0}:"), "{shown}");
    assert!(desk.run(&["anchor", "show", &number]).err.contains("is known here, nor any other"));
    desk.install("ars", &["@revocations.toml"], "1");
    let [line] = &desk.json(&["anchor", "list"])[..] else { panic!("one key") };
    assert_eq!((&line["standing"], &line["documents"]), (&"pinned".into(), &1.into()), "{line}");
    let (start, end) = number.split_at(4);
    let spaced = format!("{} {end}", start.to_uppercase());
    assert!(desk.done(&["anchor", "show", &spaced]).out.contains("saved on this device"));
    let given = desk.run(&["anchor", "remove", &number, "--yes", "--anchor", "@ars.anchor.toml"]);
    assert!(given.status == 2 && given.err.contains("is provided at every start"), "{}", given.err);
    let refused = desk.run(&["anchor", "remove", &number]);
    assert_eq!(refused.status, 2);
    for said in ["add --yes", "revocations REVOCATIONS, version 1", "no longer refused: 1 pass"] {
        assert!(refused.err.contains(said), "{}", refused.err);
    }
    let removed = desk.done(&["anchor", "remove", &number, "--yes"]).out;
    assert!(removed.contains("No longer counts      revocations REVOCATIONS, version 1"), "{removed}");
    assert!(desk.json(&["bundle", "list"]).is_empty());
    assert_eq!(desk.json(&["anchor", "list"])[0]["standing"], "removed");
    let again = desk.run(&["anchor", "remove", &number]);
    assert!(again.status == 2 && again.err.contains("already been removed"), "{}", again.err);
    let unknown = desk.run(&["anchor", "remove", "0000000000000000"]);
    assert!(unknown.status == 2 && unknown.err.contains(&number), "{}", unknown.err);
}

#[test]
fn a_successor_is_told_with_the_name_before() {
    let desk = Desk::new();
    desk.install("ars", &[RULES], "1");
    let out = desk.install("ars", &["@next.anchor.toml"], "1");
    assert!(out.contains(&format!("New key               {}", desk.number("next"))), "{out}");
    desk.done(&["bundle", "sign", RULES, "--key", "@next.pem", "--sequence", "2", "-o", "@two.souplesse"]);
    let out = desk.done(&["bundle", "install", "@two.souplesse"]).out;
    assert!(out.contains("Signed by             ARS suivante (formerly ARS d’essai)"), "{out}");
    let lines = desk.json(&["bundle", "list"]);
    assert_eq!(lines[0]["signer_before"], "ARS d’essai", "{}", lines[0]);
    // What the successor signed is its authority's.
    let status = desk.done(&["status"]).out;
    assert!(
        status.contains("Former signer: ARS d’essai")
            && status.contains("ARS suivante (formerly ARS d’essai)")
    );
    desk.done(&["bundle", "remove", "rules", "RULES-FR-ACTIVITY-2021-08", "--by", &desk.number("next")]);
}

#[test]
fn a_successor_that_was_known_by_itself_is_no_heir_and_status_says_so() {
    let desk = Desk::new();
    desk.install("next", &["packs/one-region.toml"], "1");
    desk.install("ars", &["@next.anchor.toml"], "1");
    let known = desk.json(&["anchor", "list"]);
    let ars = known.iter().find(|anchor| anchor["name"] == "ARS d’essai").expect("it is known");
    assert_eq!((&ars["note"], &ars["successor"]), (&"successor-known".into(), &desk.number("next").into()));
    assert!(desk.done(&["anchor", "list"]).out.contains("[successor-known]"));
    let status = desk.done(&["status", "--lang", "fr"]).out;
    assert!(
        status.contains("sont deux autorités distinctes") && status.contains("[successor-known]"),
        "{status}"
    );
}

#[test]
fn a_pin_that_is_missing_is_named() {
    let desk = Desk::new();
    let anchor = ["--anchor", "@ars.anchor.toml"];
    desk.done(&["bundle", "sign", RULES, "--key", "@ars.pem", "-o", "@u.souplesse"]);
    let folder = desk.path("data");
    // Given at every start, as management does: it is not pinned by the install.
    let device = souplesse_core::device::Places::in_folder(&folder, now());
    let mut shelf = souplesse_core::built_in::BuiltIn::load().shelf();
    let text = fs::read_to_string(desk.path("ars.anchor.toml")).expect("a key");
    for anchor in souplesse_core::bundle::read_anchors(&text) {
        assert!(shelf.pin(anchor.expect("a key")));
    }
    let base = (souplesse_core::built_in::BuiltIn::load().verifier(), shelf);
    let device = souplesse_core::device::Device::open(device.0, device.1, base, [7; 16], now());
    let bytes = fs::read(desk.path("u.souplesse")).expect("an update");
    assert!(device.install(&bytes, &[], now()).expect("it is kept").is_taken());
    drop(device);
    let status = desk.done(&["status"]).out;
    assert!(status.contains("Missing key: ARS d’essai"), "{status}");
    assert_eq!(desk.json(&["status"])[0]["anchors"][0]["pin_missing"], true);
    let status = desk.done(&[&["status"][..], &anchor].concat()).out;
    assert!(!status.contains("Missing key"), "{status}");
}

fn now() -> souplesse_core::Now {
    souplesse_core::Now { wall: chrono::Utc::now(), uptime: souplesse_core::Uptime { start: 1, millis: 1 } }
}

#[test]
fn an_anchor_is_what_keygen_writes_or_a_line_of_json_and_each_that_is_not_taken_is_told() {
    let desk = Desk::new();
    let read = |name: &str| fs::read_to_string(desk.path(name)).expect("a key");
    let both = read("ars.anchor.toml") + &read("other.anchor.toml");
    fs::write(desk.path("both.toml"), &both).expect("a file");
    let table = read("next.anchor.toml").parse::<toml::Table>().expect("a table");
    fs::write(desk.path("lines.json"), serde_json::to_string(&table).expect("JSON") + "\n").expect("a file");
    for (file, names) in [("@both.toml", vec!["ARS d’essai", "Autre"]), ("@lines.json", vec!["ARS suivante"])]
    {
        let known = desk.json(&["anchor", "list", "--anchor", file]);
        let mut known =
            known.iter().map(|anchor| anchor["name"].as_str().expect("a name")).collect::<Vec<_>>();
        known.sort_unstable();
        assert_eq!(known, names);
    }
    let p384 = data_encoding::BASE64.encode(&[&[4][..], &[7; 96]].concat());
    let p384 = format!("name = \"Courbe\"\npublic = \"p-384:{p384}\"\nmay-sign = [\"pack\"]\n");
    for (text, said) in [
        (both.clone() + &p384, "key 3: Courbe: its key is not on P-256"),
        (p384, "Courbe: its key is not on P-256"),
        (both.clone() + "name = \"Rien\"\n", "key 3: missing field “public”"),
        ("# nothing\n".to_owned(), "there is no key in it"),
    ] {
        fs::write(desk.path("bad.toml"), text).expect("a file");
        for verb in [&["status"][..], &["bundle", "list"]] {
            let run = desk.run(&[verb, &["--anchor", "@bad.toml"]].concat());
            assert_eq!(run.status, 2);
            assert!(run.err.contains(said), "{}", run.err);
        }
    }
    let list = samples().join("../../core/data/anchors-demonstration.toml");
    let list = fs::read_to_string(list).expect("the demonstration's");
    let (_, one) = list.split_once("[[anchor]]").expect("there is one");
    fs::write(desk.path("demonstration.toml"), one).expect("a file");
    let run = desk.run(&["status", "--anchor", "@demonstration.toml"]);
    assert!(run.status == 2 && run.err.contains("serves with --demo alone"), "{}", run.err);
    desk.done(&["status", "--demo", "--anchor", "@demonstration.toml"]);
}

#[test]
fn a_name_is_one_line_wherever_it_is_told() {
    let desk = Desk::new();
    let evil = fs::read_to_string(desk.path("ars.anchor.toml")).expect("a key");
    let evil = evil.replace("ARS d’essai", "A\\nsouplesse: B\\u001B[2J");
    fs::write(desk.path("evil.toml"), &evil).expect("a file");
    let broken = evil.replace("p-256:", "p-384:AAAA");
    fs::write(desk.path("broken.toml"), broken).expect("a file");
    let number = desk.number("ars");
    let evil = ["--anchor", "@evil.toml"];
    for (call, status) in [
        (&["anchor", "remove", "0000000000000000"][..], 2),
        (&["anchor", "remove", &number], 2),
        (&["anchor", "list"], 0),
        (&["anchor", "show", "@evil.toml"], 0),
        (&["status"], 0),
        (&["status", "--anchor", "@broken.toml"], 2),
    ] {
        let run = desk.run(&[call, &evil].concat());
        assert_eq!(run.status, status, "{call:?}: {}", run.err);
        let told = run.out + &run.err;
        assert!(!told.contains('\u{1B}'), "{call:?}: {told}");
        assert!(told.lines().filter(|line| line.starts_with("souplesse: ")).count() < 2, "{call:?}: {told}");
    }
}
