//! `scan`, and what a still picture holds beside what was read.

mod common;

use std::fs;

use common::{samples, souplesse};
use image::{GrayImage, Luma, imageops};
use serde_json::Value;
use souplesse_tests::draw::{Matrix, Sheet};

const PORTAL: &[u8] = b"https://www.ameli.fr/";

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

/// A pass of the samples, and beside it a code of which half is covered.
fn with_a_covered_code() -> GrayImage {
    let pass = image::open(samples().join("01-vaccinated.png")).expect("a sample").into_luma8();
    let (width, height) = pass.dimensions();
    let mut both = GrayImage::from_pixel(width + 600, height.max(600), Luma([255]));
    imageops::replace(&mut both, &pass, 0, 0);
    imageops::replace(&mut both, &covered_code(), i64::from(width), 0);
    both
}

fn covered_code() -> GrayImage {
    let code = Matrix::qr(&[b'A'; 200]);
    Sheet::new(600, 600, 255).with(&code, 20, 20, 8).with_box(150, 150, 330, 330, 90).into_picture()
}

#[test]
fn a_folder_stands_for_its_pictures() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["10-menu.png", "01-vaccinated.png"] {
        fs::copy(samples().join(name), folder.path().join(name)).expect("a copy");
    }
    fs::write(folder.path().join("notes.txt"), "no picture").expect("a file");
    let run = souplesse(&["scan", "--json", "--lang", "en", &folder.path().display().to_string()]);
    let ids = lines(&run.out)
        .iter()
        .map(|line| line["id"].as_str().expect("a text").to_owned())
        .collect::<Vec<_>>();
    assert!(
        ids.len() == 2 && ids[0].ends_with("01-vaccinated.png") && ids[1].ends_with("10-menu.png"),
        "{ids:?}"
    );
    assert_eq!((run.status, run.err.contains("1 file skipped")), (0, true), "{}", run.err);
    let empty = tempfile::tempdir().expect("a folder");
    assert_eq!(souplesse(&["scan", &empty.path().display().to_string()]).status, 2);
}

#[test]
fn the_bytes_of_a_code_come_out_whole_in_a_pipe() {
    let folder = tempfile::tempdir().expect("a folder");
    let picture = folder.path().join("bytes.png");
    let content = (0..=255).collect::<Vec<u8>>();
    Sheet::new(700, 700, 255)
        .with(&Matrix::qr(&content), 20, 20, 6)
        .into_picture()
        .save(&picture)
        .expect("a picture");
    let out = souplesse(&["scan", "--json", &picture.display().to_string()]).out;
    let code = &lines(&out)[0]["codes"][0];
    let bytes =
        data_encoding::BASE64.decode(code["bytes"].as_str().expect("a text").as_bytes()).expect("base64");
    assert_eq!(bytes, content);
    let text =
        code["content"].as_str().expect("a text").chars().map(|letter| letter as u32).collect::<Vec<_>>();
    assert_eq!(text, (0..=255).collect::<Vec<u32>>());
}

#[test]
fn what_looks_like_a_code_and_was_not_read_is_told_beside_what_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let both = folder.path().join("both.png");
    with_a_covered_code().save(&both).expect("a picture");
    let both = both.display().to_string();
    let evening = ["--demo", "--at", "2021-08-14T20:30"];
    let json = souplesse(&[&["check", "--json", &both][..], &evening].concat());
    let answer = &lines(&json.out)[0];
    let codes = answer["reasons"]
        .as_array()
        .expect("reasons")
        .iter()
        .map(|reason| &reason["code"])
        .collect::<Vec<_>>();
    assert_eq!(
        (&answer["outcome"], codes),
        (&"valid".into(), vec![&"valid".into(), &"unread-code".into()]),
        "{answer}"
    );
    assert_eq!(json.status, 0);
    let card = souplesse(&[&["check", "--lang", "en", &both][..], &evening].concat()).out;
    assert!(card.contains("A code was not read"), "{card}");
    let table = souplesse(&[&["check", "--lang", "fr", &both, "10-menu.png"][..], &evening].concat()).out;
    assert_eq!(table.matches("Un code n’a pas été lu").count(), 1, "{table}");
    assert_eq!(lines(&souplesse(&["scan", "--json", &both]).out)[0]["unread"], 1);
}

#[test]
fn where_nothing_is_read_it_is_not_said_that_there_is_no_code() {
    let folder = tempfile::tempdir().expect("a folder");
    let covered = folder.path().join("covered.png");
    covered_code().save(&covered).expect("a picture");
    let answer = &lines(&souplesse(&["check", "--json", &covered.display().to_string()]).out)[0];
    assert_eq!(
        (&answer["outcome"], &answer["code"]),
        (&"not-a-pass".into(), &"unread-code".into()),
        "{answer}"
    );
    assert_eq!(answer["reasons"].as_array().expect("reasons").len(), 1, "{answer}");
}

#[test]
fn every_pass_of_a_sheet_has_a_verdict_and_the_worst_is_the_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let sheet = folder.path().join("sheet.png");
    let names = ["01-vaccinated.png", "08-altered.png"];
    let mut pictures =
        names.map(|name| image::open(samples().join(name)).expect("a sample").into_luma8()).to_vec();
    pictures.push(Sheet::new(400, 400, 255).with(&Matrix::qr(PORTAL), 20, 20, 10).into_picture());
    let width = pictures.iter().map(GrayImage::width).sum();
    let height = pictures.iter().map(GrayImage::height).max().expect("three");
    let mut all = GrayImage::from_pixel(width, height, Luma([255]));
    let mut left = 0;
    for picture in &pictures {
        imageops::replace(&mut all, picture, left, 0);
        left += i64::from(picture.width());
    }
    all.save(&sheet).expect("a picture");
    let call = ["check", "--json", "--demo", "--at", "2021-08-14T20:30", &sheet.display().to_string()];
    let run = souplesse(&call);
    let answer = &lines(&run.out)[0];
    assert_eq!((run.status, &answer["outcome"]), (1, &"refused".into()), "{answer}");
    assert_eq!(answer["others"][0]["outcome"], "valid", "{answer}");
}
