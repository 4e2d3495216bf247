//! Before anything is installed, what it would change is shown in both languages.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::souplesse;
use tempfile::TempDir;

const KEY: &str = "keys/demonstration-anchor.pem";
const EVENING: [&str; 2] = ["--at", "2021-08-14T20:00"];

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) -> String {
        fs::write(self.path(name), text).expect("a file");
        self.path(name).display().to_string()
    }

    /// What is shown of an update of these files, in both languages and as JSON.
    fn shown(&self, sign: &[&str]) -> String {
        let update = self.path("update.souplesse").display().to_string();
        let signed = souplesse(&[sign, &["--key", KEY, "--force", "-o", &update], &EVENING].concat());
        assert_eq!(signed.status, 0, "{}", signed.err);
        let show = ["bundle", "show", &update, "--demo"];
        let shown = [&["--lang", "en"][..], &["--lang", "fr"], &["--json"]].map(|form| {
            let run = souplesse(&[&show[..], form].concat());
            assert!(run.err.is_empty() && !run.out.contains('\u{1B}'), "{}{}", run.out, run.err);
            run.seen()
        });
        shown.join("\n")
    }
}

#[test]
fn a_pack_shows_for_whom_and_when_it_relaxes_and_what_ends_with_it() {
    let desk = Desk::new();
    let built_in = common::samples().join("../../core/data/pack-fr-psc-2021-08.toml");
    let pack = fs::read_to_string(built_in)
        .expect("the pack")
        .replace("id = \"FR-PSC-2021-08\"", "id = \"FR-PSC-LONGER\"\nsupersedes = [\"FR-PSC-2021-08\"]");
    let pack = desk.write("pack.toml", &pack);
    insta::assert_snapshot!("preview_pack", desk.shown(&["bundle", "sign", &pack]));
    insta::assert_snapshot!(
        "preview_own_words",
        desk.shown(&["bundle", "sign", "packs/pharmacy-portal-week.toml"])
    );
}

#[test]
fn a_withdrawal_shows_which_packs_end() {
    let desk = Desk::new();
    insta::assert_snapshot!(
        "preview_withdrawal",
        desk.shown(&["pack", "revoke", "FR-PSC-2021-08", "FR-OTHER"])
    );
}

#[test]
fn a_successor_shows_the_name_that_it_takes_and_its_digits() {
    let desk = Desk::new();
    let public =
        "p-256:BMh2a4bwFZnODD+J4QjaFsGz5OumYsCzeTk4Cj1H6ZVw8egVs/bjySZoXUXLOs5yl5ZHomFuNVZdssjgvrL5b1U=";
    // A name that would turn the line round, or begin another.
    let anchor = format!(
        "name = \"Ministère\\u202E\\nKey 0\"\npublic = \"{public}\"\nmay-sign = [\"pack\", \"rules\"]\n"
    );
    let anchor = desk.write("next.anchor.toml", &anchor);
    let shown = desk.shown(&["bundle", "sign", &anchor]);
    assert!(shown.contains("Ministère\u{FFFD}␊Key 0"), "{shown}");
    insta::assert_snapshot!("preview_successor", shown);
}

#[test]
fn an_authorisation_shows_its_device_and_its_end() {
    let desk = Desk::new();
    let until = ["--authorise-until", "2021-08-15T06:00"];
    insta::assert_snapshot!("preview_authorisation", desk.shown(&[&["bundle", "sign"][..], &until].concat()));
}

#[test]
fn keys_rules_and_revocations_show_how_many_and_of_which_countries() {
    let desk = Desk::new();
    let data = |name: &str| Path::new("../../core/data").join(name).display().to_string();
    let revocations =
        desk.write("revocations.toml", "[[hashes]]\nof = \"UCI\"\ncodes = [\"AAAAAAAAAAAAAAAAAAAAAA==\"]\n");
    let files =
        [data("trust.toml"), data("rules-fr-activity-2021-08.json"), data("value-sets.json"), revocations];
    let files = files.iter().map(String::as_str).collect::<Vec<_>>();
    insta::assert_snapshot!("preview_data", desk.shown(&[&["bundle", "sign"][..], &files].concat()));
}
