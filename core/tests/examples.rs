//! The examples run, and tell what they are to tell. They are built with all tests of the package.

use std::path::{Path, PathBuf};
use std::process::Command;

fn run(example: &str, arguments: &[&Path]) -> String {
    let test = std::env::current_exe().expect("a test is a program");
    let folder = test.ancestors().nth(2).expect("tests stand in a folder of the target’s").join("examples");
    let program = folder.join(example).with_extension(std::env::consts::EXE_EXTENSION);
    let output = Command::new(&program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("what is told is UTF-8")
}

#[test]
fn a_text_is_judged() {
    let told = "valid: valid
  format       passed
  signature    passed
  revocation   passed
  dates        passed
  key-usage    passed
  rules        passed
  of CAMILLE FONTAINE, born 1987-02-14
";
    assert_eq!(run("judge_text", &[]), told);
    let itself = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    assert!(run("judge_text", &[&itself]).starts_with("not-a-pass: text\n"));
}

#[test]
fn a_paper_is_judged() {
    let told = "without nothing: tolerated (tolerated)
  until 2021-08-14 21:15:00 +02:00, by FR-PSC-2021-08
without signature: incomplete (missing-signature)
  until 2021-08-14 21:15:00 +02:00, by FR-PSC-2021-08
without stamp: refused (missing-stamp)
";
    assert_eq!(run("judge_paper", &[]), told);
}

#[test]
fn an_update_is_installed() {
    let told = "update-installed
  pack DEMO-APP-OUTAGE, number 1
without it: not-covered (no-tolerance-in-force)
with it: tolerated (tolerated)
";
    assert_eq!(run("install_update", &[]), told);
}
