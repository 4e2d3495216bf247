//! What the command keeps in its data folder: updates, the register, and what it says of them.

mod common;

use std::fs;
use std::path::Path;

use common::{Run, on_device};
use serde_json::Value;
use tempfile::TempDir;

/// A device, and an authority with one signed pack.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("what the test made can be read") };
        let key = desk.path("ars");
        assert_eq!(
            desk.run(&["bundle", "keygen", "--name", "ARS d’essai", "--may-sign", "pack", "-o", &key]).status,
            0
        );
        desk.sign("packs/one-region.toml", 1, "one.souplesse");
        desk
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn run(&self, arguments: &[&str]) -> Run {
        on_device(&self.folder.path().join("data"), arguments, b"")
    }

    fn sign(&self, pack: &str, sequence: u32, name: &str) -> String {
        let (key, output, sequence) = (self.path("ars.pem"), self.path(name), sequence.to_string());
        let run = self.run(&["pack", "sign", pack, "--key", &key, "--sequence", &sequence, "-o", &output]);
        assert_eq!(run.status, 0, "{}", run.err);
        output
    }

    fn install(&self, update: &str) -> Run {
        self.run(&["bundle", "install", update, "--anchor", &self.path("ars.anchor.toml")])
    }

    fn packs(&self) -> Vec<String> {
        let status = self.run(&["status", "--json", "--at", "2021-08-14T20:30"]).out;
        let status =
            serde_json::from_str::<serde_json::Value>(&status).expect("what the test made can be read");
        status["packs"]
            .as_array()
            .expect("what the test made can be read")
            .iter()
            .map(|pack| pack["id"].as_str().expect("what the test made can be read").to_owned())
            .collect()
    }
}

#[test]
fn what_is_installed_judges_in_every_later_call() {
    let desk = Desk::new();
    assert_eq!(desk.packs().len(), 1);
    let run = desk.install(&desk.path("one.souplesse"));
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("update-installed"), "{}", run.out);
    assert_eq!(desk.packs().len(), 2, "without --anchor or --bundle");
    let again = desk.install(&desk.path("one.souplesse"));
    assert!(again.status == 0 && again.out.contains("update-already-installed"), "{}", again.out);
    let output = desk.path("exported");
    let exported = desk.run(&["bundle", "export", "-o", &output]);
    assert_eq!(exported.status, 0, "{}", exported.err);
    let name = fs::read_dir(output)
        .expect("what the test made can be read")
        .next()
        .expect("what the test made can be read")
        .expect("what the test made can be read")
        .path();
    assert_eq!(
        fs::read(name).expect("what the test made can be read"),
        fs::read(desk.path("one.souplesse")).expect("what the test made can be read"),
        "as it was signed"
    );
}

#[test]
fn an_update_comes_as_a_text_or_in_parts_in_any_order() {
    let desk = Desk::new();
    let bytes = fs::read(desk.path("one.souplesse")).expect("what the test made can be read");
    let parts = souplesse_core::bundle::to_parts(&bytes, 300).expect("what the test made can be read");
    assert!(parts.len() > 3);
    let anchor = desk.path("ars.anchor.toml");
    let mut call = vec!["bundle", "install", "--anchor", &anchor];
    call.extend(parts.iter().rev().skip(1).map(String::as_str));
    let run = desk.run(&call);
    assert_eq!(run.status, 2);
    assert!(run.err.contains(&format!("missing: {}", parts.len())), "{}", run.err);
    assert!(!run.err.contains("SPP1:"), "{}", run.err);
    // Of those in files none is to blame alone.
    let files = [1, 2, 3].map(|number| desk.path(&format!("part-{number}.txt")));
    for (file, part) in files.iter().zip(&parts) {
        fs::write(file, part).expect("what the test made can be read");
    }
    let run = desk.run(
        &[&["bundle", "install", "--anchor", &anchor][..], &files.each_ref().map(String::as_str)].concat(),
    );
    assert!(
        run.err.contains("part-1.txt … ")
            && run.err.contains("part-3.txt: codes of this update that were read: 3 of "),
        "{}",
        run.err
    );
    let file = desk.path("parts.txt");
    let shuffled = parts.iter().rev().chain(&parts).map(String::as_str).collect::<Vec<_>>().join("\n");
    fs::write(&file, &shuffled).expect("what the test made can be read");
    let run = desk.install(&file);
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
    let text = souplesse_core::bundle::to_text(&bytes);
    assert!(desk.install(&text).out.contains("update-already-installed"));
}

#[test]
fn a_what_if_installs_and_registers_nothing() {
    let desk = Desk::new();
    let update = desk.path("one.souplesse");
    for arguments in [
        &["bundle", "install", &update, "--demo"][..],
        &["register", "name", "Anne", "--at", "2021-08-14T20:30"],
        &["status", "--acknowledge", "--demo"],
    ] {
        let run = desk.run(arguments);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
    }
    desk.run(&["check", "01-vaccinated.png", "--demo", "--at", "2021-08-14T20:30"]);
    desk.run(&["demo"]);
    assert!(!desk.folder.path().join("data").exists(), "nothing was written");
}

#[test]
fn the_register_is_kept_from_call_to_call() {
    let desk = Desk::new();
    let mut seen = String::new();
    for arguments in [
        &["register", "open", "Anne Le Goff"][..],
        &["register", "name", "Anne Le Goff"],
        &["register", "name", "Anne Le Goff"],
        &["register", "name", "=SUM(1)"],
        &["register", "open", "Anne Le Goff"],
        &["register", "withdraw", "Anne Le Goff"],
        &["register", "close"],
        &["register", "close", "--lang", "fr"],
        &["register", "verify"],
    ] {
        seen += &format!(
            "$ souplesse {}\n{}\n",
            arguments.join(" "),
            without_changes(&desk.run(arguments).seen())
        );
    }
    insta::assert_snapshot!("register", seen);
}

#[test]
fn a_letter_and_its_accent_are_one_letter_whoever_wrote_them() {
    let desk = Desk::new();
    let decomposed = "Zoe\u{301} Martin";
    assert_eq!(desk.run(&["register", "name", decomposed]).status, 0);
    let run = desk.run(&["register", "open", "Zo\u{e9} Martin"]);
    assert_eq!(run.status, 0, "{}", run.err);
}

#[test]
fn checks_are_counted_while_a_shift_is_open() {
    let desk = Desk::new();
    desk.run(&["register", "name", "Anne"]);
    desk.run(&["register", "open", "Anne"]);
    desk.run(&["check", "10-menu.png"]);
    desk.run(&["check", "08-altered.png", "10-menu.png"]);
    desk.run(&["check", "10-menu.png", "--at", "2021-08-14T20:30"]);
    let closed = desk.run(&["register", "close", "--json"]);
    let counts =
        serde_json::from_str::<serde_json::Value>(&closed.out).expect("what the test made can be read");
    assert_eq!(counts["counts"]["not-a-pass"], 2, "{}", closed.out);
    assert_eq!(counts["counts"]["refused"], 1, "{}", closed.out);
}

#[test]
fn what_is_asked_by_keys_that_nobody_signed_is_no_check() {
    let desk = Desk::new();
    desk.run(&["register", "name", "Anne"]);
    desk.run(&["register", "open", "Anne"]);
    let lines = [
        r#"{"code":"https://example.org"}"#,
        r#"{"code":"https://example.org","trust":[]}"#,
        r#"{"code":"https://example.org","at":"2021-08-14T20:30"}"#,
    ];
    on_device(&desk.folder.path().join("data"), &["check", "--batch", "-"], lines.join("\n").as_bytes());
    desk.run(&["check", "10-menu.png", "--trust", "../../core/data/trust-demonstration.toml"]);
    let closed = desk.run(&["register", "close", "--json"]).out;
    let counts = serde_json::from_str::<Value>(&closed).expect("what the test made can be read");
    assert_eq!(counts["counts"]["not-a-pass"], 1, "{closed}");
}

#[test]
fn while_updates_are_missing_nothing_is_accepted_that_they_may_forbid() {
    let desk = Desk::new();
    desk.install(&desk.path("one.souplesse"));
    let paper = ["paper", "--kind", "antigen", "--tested-at", "2021-08-14T09:15"];
    let judge = |what: &[&str]| {
        let run = desk.run(&[what, &["--json", "--demo", "--at", "2021-08-14T20:30"]].concat());
        let answer = serde_json::from_str::<Value>(&run.out).expect("what the test made can be read");
        let text = |field: &str| answer[field].as_str().unwrap_or_default().to_owned();
        (text("outcome"), text("code"), run.status)
    };
    let told = |outcome: &str, code: &str, status: i32| (outcome.to_owned(), code.to_owned(), status);
    assert_eq!(judge(&paper), told("tolerated", "tolerated", 0));
    assert_eq!(judge(&["check", "01-vaccinated.png"]), told("valid", "valid", 0));
    let updates = desk.folder.path().join("data/updates");
    for entry in fs::read_dir(&updates).expect("what was installed") {
        let path = entry.expect("what was installed").path();
        if path.extension().is_some_and(|ending| ending == "souplesse") {
            damage(&path);
        }
    }
    // A pack is lost: it may accept a paper that no other does, and says nothing of passes.
    assert_eq!(judge(&paper), told("tolerated", "tolerated", 0));
    assert_eq!(judge(&["paper", "--kind", "pcr", "--tested-at", "unstated"]).1, "updates-damaged");
    assert_eq!(judge(&["check", "01-vaccinated.png"]), told("valid", "valid", 0));
    // The log is lost: nobody knows what was installed, and no update of the call tells.
    damage(&updates.join("log"));
    let (update, anchor) = (desk.path("one.souplesse"), desk.path("ars.anchor.toml"));
    for given in [&[][..], &["--bundle", &update, "--anchor", &anchor]] {
        let judge = |what: &[&str]| judge(&[what, given].concat());
        assert_eq!(judge(&paper), told("cannot-judge", "updates-damaged", 1));
        assert_eq!(judge(&["paper", "--kind", "pcr", "--tested-at", "unstated"]).1, "updates-damaged");
        assert_eq!(judge(&["check", "01-vaccinated.png"]), told("cannot-judge", "updates-damaged", 1));
        assert_eq!(judge(&["check", "08-altered.png"]), told("refused", "bad-signature", 1));
        assert_eq!(judge(&["check", "10-menu.png"]), told("not-a-pass", "url", 1));
    }
}

#[test]
fn the_demonstration_judges_by_what_is_built_in_whatever_is_installed() {
    let desk = Desk::new();
    let before = desk.run(&["demo", "--json"]).seen();
    desk.install(&desk.path("one.souplesse"));
    damage(&desk.folder.path().join("data/updates/log"));
    assert_eq!(desk.run(&["demo", "--json"]).seen(), before);
}

#[test]
fn an_export_is_a_table_or_is_verified_elsewhere() {
    let desk = Desk::new();
    desk.run(&["register", "name", "Anne"]);
    let csv = desk.run(&["register", "export", "--lang", "fr"]).out;
    assert!(csv.starts_with("\u{FEFF}Numéro;Date;Heure;") && csv.contains(";Habilitation;Anne;"), "{csv}");
    let json = desk.path("register.json");
    assert_eq!(desk.run(&["register", "export", "--format", "json", "-o", &json]).status, 0);
    assert_eq!(desk.run(&["register", "verify", &json]).status, 0);
    let changed = fs::read_to_string(&json).expect("what the test made can be read").replace("Anne", "Anna");
    fs::write(&json, changed).expect("what the test made can be read");
    let run = desk.run(&["register", "verify", &json]);
    assert_eq!(run.status, 1, "{}", run.out);
    assert!(run.out.contains("The export is not complete"), "{}", run.out);
    cut_last_line(&json);
    let run = desk.run(&["register", "verify", &json]);
    assert_eq!((run.status, run.out.contains("Line 1 is missing.")), (1, true), "{}", run.out);
    let none = desk.run(&["register", "export", "--from", "2021-08-14", "--until", "2021-08-14"]).out;
    assert_eq!(none.lines().count(), 1);
}

fn cut_last_line(export: &str) {
    let text = fs::read_to_string(export).expect("what the test made can be read");
    let mut json = serde_json::from_str::<serde_json::Value>(&text).expect("an export is JSON");
    json["lines"].as_array_mut().expect("it has lines").pop();
    fs::write(export, json.to_string()).expect("what the test made can be read");
}

/// What a person asks for is as any file of theirs; what is kept is for them alone.
#[cfg(unix)]
#[test]
fn an_export_has_the_rights_that_files_have_here() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.run(&["register", "name", "Anne"]);
    let (export, other) = (desk.path("register.csv"), desk.path("other"));
    assert_eq!(desk.run(&["register", "export", "-o", &export]).status, 0);
    fs::write(&other, "").expect("the test has a folder");
    let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode(Path::new(&export)), mode(Path::new(&other)) & 0o644);
    assert_eq!(mode(&desk.folder.path().join("data/register/db")), 0o600);
}

#[test]
fn what_is_wrong_is_told_until_somebody_has_read_it() {
    let desk = Desk::new();
    desk.run(&["register", "name", "Anne"]);
    damage(&desk.folder.path().join("data/register/conf"));
    let told = desk.run(&["status"]);
    assert!(told.out.contains("[register-moved-aside]"), "{}", told.out);
    assert!(desk.run(&["status"]).out.contains("[register-moved-aside]"));
    assert!(desk.run(&["check", "10-menu.png"]).err.contains("register-moved-aside"));
    assert!(!desk.run(&["status", "--acknowledge"]).out.contains("[register-moved-aside]"));
    let verified = desk.run(&["register", "verify"]);
    assert_eq!(verified.status, 1);
    assert!(verified.out.contains("missing"), "{}", verified.out);
}

fn damage(path: &Path) {
    fs::write(path, b"what is no configuration").expect("what the test made can be read");
}

/// Times and hashes with a bullet for each digit.
fn without_changes(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let is_time = word.contains(|letter: char| letter.is_ascii_digit()) && word.contains(['-', ':']);
        let is_hash = word.trim().len() >= 64;
        if is_time || is_hash {
            "•".to_owned() + if word.ends_with('\n') { "\n" } else { "" }
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}
