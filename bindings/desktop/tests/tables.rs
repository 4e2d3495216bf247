//! What people read: every output says what marks it, nothing is wider than the terminal, and the worst pass of a picture decides.

#![allow(clippy::unwrap_used, reason = "a test that has nothing to look at has failed")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::{Run, samples, souplesse, trust_of};
use image::{GrayImage, imageops};
use serde_json::{Value as Json, json};
use souplesse_tests::desk::{Desk, certificate, dose, payload};

const EVENING: [&str; 3] = ["--demo", "--at", "2021-08-14T20:30"];

fn check(arguments: &[&str]) -> Run {
    souplesse(&[&["check"], arguments].concat())
}

#[test]
fn a_card_a_table_and_json_say_what_marks_them() {
    let keys = samples().join("../../core/data/trust-demonstration.toml").display().to_string();
    let one = ["01-vaccinated.png"];
    let two = ["01-vaccinated.png", "04-recovered.png"];
    for inputs in [&one[..], &two] {
        let demo = check(&[&EVENING[..], inputs].concat());
        assert_eq!(demo.out.matches("DEMONSTRATION: trial keys").count(), 1, "{}", demo.out);
        let unsigned = check(&[&["--trust", &keys, "--at", "2021-08-14T20:30"][..], inputs].concat());
        assert_eq!(unsigned.out.matches("unsigned rules or keys").count(), 1, "{}", unsigned.out);
        for (arguments, field) in
            [(&EVENING[..], "demonstration"), (&["--trust", &keys, "--at", "2021-08-14T20:30"], "unsigned")]
        {
            let run = check(&[arguments, &["--json"], inputs].concat());
            for line in run.out.lines() {
                assert_eq!(serde_json::from_str::<Json>(line).unwrap()[field], true, "{line}");
            }
        }
    }
}

#[test]
fn a_table_says_that_no_pass_is_required_of_a_minor_beside_that_minor_alone() {
    let desk = Desk::new();
    let born = |birth: &str| {
        let mut pass = payload(&json!({ "v": [dose()] }));
        pass["v"][0]["dt"] = json!("2021-08-13");
        pass["dob"] = json!(birth);
        certificate(pass).sign(&desk.hcert)
    };
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("trust.json"), trust_of(&desk).to_string()).unwrap();
    fs::write(path("texts.txt"), format!("{}\n{}\n", born("2005-08-14"), born("1987-02-14"))).unwrap();
    let run = check(&[&path("texts.txt"), "--at", "2021-08-14T20:30", "--trust", &path("trust.json")]);
    let marked = run.out.lines().filter(|line| line.contains("Minor: no pass required")).collect::<Vec<_>>();
    assert!(matches!(marked[..], [line] if line.contains("14/08/2005")), "{}", run.out);
}

#[test]
fn nothing_is_wider_than_the_terminal() {
    let inputs = [
        "01-vaccinated.png",
        "03-second-dose-yesterday.png",
        "08-altered.png",
        "pdf/locked.pdf",
        "10-menu.png",
    ];
    for columns in [40, 60, 72, 80, 100, 132, 200] {
        for more in [&[][..], &["--profile", "controller"]] {
            for inputs in [&inputs[..], &inputs[1..2], &inputs[3..4]] {
                for language in ["en", "fr"] {
                    let run =
                        on_terminal(columns, &[&EVENING[..], more, &["--lang", language], inputs].concat());
                    let widest = run.lines().max_by_key(|line| line.chars().count()).unwrap_or_default();
                    assert!(widest.chars().count() <= columns, "{columns} {more:?}: {widest}\n{run}");
                }
            }
        }
    }
}

fn on_terminal(columns: usize, arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_souplesse"));
    command.env("SOUPLESSE_CONFIG", "nowhere.toml");
    command.arg("check").args(arguments).current_dir(samples());
    command.env("COLUMNS", columns.to_string()).env("SOUPLESSE_DATA_DIR", folder.path()).env("NO_COLOR", "1");
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

#[test]
fn a_name_keeps_its_end_where_it_is_cut() {
    let out =
        on_terminal(90, &[&EVENING[..], &["01-vaccinated.png", "03-second-dose-yesterday.png"]].concat());
    assert!(out.contains("-yesterday.png") && out.contains("OYONNAX Inès  30/12/1999"), "{out}");
}

/// The refused pass stands apart from the centre, where the scanner begins.
#[test]
fn the_worst_pass_of_a_picture_is_its_answer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("family.png");
    beside_each_other(&["01-vaccinated.png", "04-recovered.png", "03-second-dose-yesterday.png"], &path);
    let run = check(&[&EVENING[..], &["--json", &path.to_string_lossy()]].concat());
    let answer = serde_json::from_str::<Json>(run.out.trim()).unwrap();
    assert_eq!(answer["outcome"], "refused", "{answer}");
    let others = answer["others"].as_array().unwrap().iter().map(|other| other["outcome"].as_str().unwrap());
    assert_eq!(others.collect::<Vec<_>>(), ["valid", "valid"]);
    assert_eq!(run.status, 1);
}

fn beside_each_other(names: &[&str], path: &Path) {
    let pictures =
        names.iter().map(|name| image::open(samples().join(name)).unwrap().into_luma8()).collect::<Vec<_>>();
    let side = pictures.iter().map(|picture| picture.width().max(picture.height())).max().unwrap();
    let mut sheet = GrayImage::from_pixel(side * 3, side, image::Luma([255]));
    for (picture, column) in pictures.iter().zip(0..) {
        imageops::replace(&mut sheet, picture, column * i64::from(side), 0);
    }
    sheet.save(path).unwrap();
}
