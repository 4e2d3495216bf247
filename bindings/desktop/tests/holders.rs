//! Documents that are told together: each has its own outcome, and where they are of different people that is said.

#![allow(clippy::unwrap_used, reason = "a test that has nothing to look at has failed")]

mod common;

use std::fs;
use std::path::PathBuf;

use common::{Run, on_device, trust_of};
use serde_json::{Value, json};
use souplesse_tests::desk::{Desk, certificate, dose, payload};

const DIFFER: &str = "in different people’s names";

/// A device whose folder has passes of several people, signed by a key that it trusts.
struct Door {
    folder: tempfile::TempDir,
}

impl Door {
    fn new() -> Self {
        let door = Self { folder: tempfile::tempdir().unwrap() };
        let desk = Desk::new();
        let pass = |surname: &str, given: &str, born: &str, day: &str| {
            let mut named = payload(&json!({ "v": [dose()] }));
            named["nam"] = json!({ "fn": surname, "gn": given, "fnt": surname, "gnt": given });
            named["dob"] = json!(born);
            named["v"][0]["dt"] = json!(day);
            certificate(named)
        };
        let sound =
            |surname: &str, born: &str| pass(surname, "CAMILLE", born, "2021-07-20").sign(&desk.hcert);
        let camille = sound("FONTAINE", "1987-02-14");
        let twin = sound("FONTAINE", "1991-02-14");
        let other = sound("MARCHAND", "1987-02-14");
        let fresh = pass("FONTAINE", "CAMILLE", "1987-02-14", "2021-08-13").sign(&desk.hcert);
        let forged =
            pass("MARCHAND", "HUGO", "1994-11-09", "2021-07-20").sign_with(&desk.hcert, |_| vec![7; 64]);
        for (name, text) in [
            ("camille.txt", camille.clone()),
            ("twin.txt", twin),
            ("other.txt", other.clone()),
            ("fresh.txt", fresh),
            ("forged.txt", forged),
            ("queue.txt", format!("{camille}\n{other}\n")),
            ("trust.json", trust_of(&desk).to_string()),
        ] {
            fs::write(door.path(name), text).unwrap();
        }
        door
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs the command on that evening; `@name` is a file of the folder.
    fn run(&self, arguments: &[&str], input: &str) -> Run {
        let common = ["--at", "2021-08-14T20:30", "--trust", "@trust.json", "--lang", "en"];
        let call = common::named(self.folder.path(), &[arguments, &common].concat());
        on_device(&self.path("data"), &call, input.as_bytes())
    }

    fn lines(&self, arguments: &[&str], input: &str) -> (Vec<Value>, i32) {
        let run = self.run(&[arguments, &["--json"]].concat(), input);
        let lines = run.out.lines().map(|line| serde_json::from_str(line).unwrap());
        (lines.collect(), run.status)
    }
}

const PAPER: [&str; 5] = ["paper", "--kind", "antigen", "--tested-at", "14/08 9h15"];

#[test]
fn a_paper_beside_passes_of_two_people_is_never_accepted() {
    let door = Door::new();
    for with in [["@camille.txt", "@other.txt"], ["@camille.txt", "@twin.txt"], ["@fresh.txt", "@other.txt"]]
    {
        let call = [&PAPER[..], &["--with", with[0], "--with", with[1]]].concat();
        let run = door.run(&call, "");
        assert_eq!(run.status, 1, "{}", run.out);
        assert!(run.out.trim_start().starts_with("These documents are in different"), "{}", run.out);
        // Nobody is let in by the best of them.
        assert!(!run.out.contains("Let the person in"), "{}", run.out);
        assert!(
            run.out.contains("▤ ACCEPTED   paper") && run.out.contains("FONTAINE CAMILLE"),
            "{}",
            run.out
        );
        assert!(run.out.contains("unsigned rules or keys"), "{}", run.out);
        let (lines, status) = door.lines(&call, "");
        assert_eq!((status, &lines[0]["holders_differ"]), (1, &json!(true)), "{with:?}");
        let documents = lines[0]["documents"].as_array().unwrap();
        assert_eq!(documents.len(), 3);
        assert_eq!((&documents[0]["id"], &documents[0]["outcome"]), (&json!("paper"), &json!("tolerated")));
    }
}

#[test]
fn each_document_has_its_own_outcome_beside_the_best() {
    let door = Door::new();
    let call =
        [&PAPER[..], &["--missing", "stamp", "--with", "@fresh.txt", "--with", "@camille.txt"]].concat();
    let (lines, status) = door.lines(&call, "");
    let told = lines[0]["documents"].as_array().unwrap().iter();
    let told = told.map(|document| document["outcome"].as_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(
        (told, lines[0]["outcome"].as_str(), status),
        (vec!["refused", "refused", "valid"], Some("valid"), 0)
    );
    assert!(lines[0].get("holders_differ").is_none());
    let run = door.run(&call, "");
    assert!(run.out.contains("Each document by itself") && run.out.contains("missing-stamp"), "{}", run.out);
    assert!(!run.out.contains(DIFFER) && run.out.matches("NOT VALID").count() == 2, "{}", run.out);
}

#[test]
fn documents_of_a_batch_line_are_told_each_and_count_as_none_where_their_holders_differ() {
    let door = Door::new();
    let line = |names: &[&str]| {
        let documents = names.iter().map(|name| json!({ "code": door.text(name) }));
        json!({ "documents": documents.collect::<Vec<_>>() }).to_string()
    };
    for (names, differ, status) in [
        (&["camille.txt", "fresh.txt"][..], false, 0),
        (&["camille.txt", "other.txt"], true, 1),
        (&["camille.txt", "twin.txt"], true, 1),
        // Whose a forged one is, nobody knows.
        (&["camille.txt", "forged.txt"], false, 0),
    ] {
        let run = door.run(&["check", "--batch", "-"], &line(names));
        let answer = serde_json::from_str::<Value>(&run.out).unwrap();
        assert_eq!((&answer["outcome"], run.status), (&json!("valid"), status), "{names:?}");
        assert_eq!(answer.get("holders_differ").is_some(), differ, "{names:?}");
        assert_eq!(answer["documents"][1]["id"], "documents[1]");
    }
}

#[test]
fn inputs_that_a_call_names_one_by_one_are_compared() {
    let door = Door::new();
    let (lines, status) = door.lines(&["check", "@camille.txt", "@fresh.txt", "@other.txt"], "");
    let differ = lines.iter().map(|line| line.get("holders_differ").is_some()).collect::<Vec<_>>();
    // Each is judged by itself: one of them is refused, and that alone is the exit status.
    assert_eq!((differ, status), (vec![false, false, true], 1));
    let (_, status) = door.lines(&["check", "@camille.txt", "@other.txt"], "");
    assert_eq!(status, 0);
    let table = door.run(&["check", "@camille.txt", "@other.txt"], "").out;
    assert_eq!(table.matches(DIFFER).count(), 1, "{table}");
    for same in [&["@camille.txt", "@fresh.txt"][..], &["@camille.txt", "@forged.txt"], &["@camille.txt"]] {
        assert!(!door.run(&[&["check"], same].concat(), "").out.contains(DIFFER), "{same:?}");
    }
}

/// The samples of a program that makes PDFs: two passes on two pages, of two people.
#[test]
fn a_pdf_with_passes_of_two_people_says_so_and_judges_each() {
    let evening = ["--demo", "--at", "2021-08-14T20:30", "--lang", "en"];
    let call = [&["check", "pdf/fpdf2.pdf"], &evening[..]].concat();
    let card = common::souplesse(&call);
    assert!(
        card.status == 0 && card.out.contains(DIFFER) && card.out.matches("✔ VALID").count() == 2,
        "{}",
        card.out
    );
    let json = common::souplesse(&[&call[..], &["--json"]].concat());
    let answer = serde_json::from_str::<Value>(&json.out).unwrap();
    assert_eq!((&answer["holders_differ"], &answer["others"][0]["outcome"]), (&json!(true), &json!("valid")));
    let table = common::souplesse(&[&["check", "10-menu.png", "pdf/fpdf2.pdf"], &evening[..]].concat());
    assert!(table.out.contains(DIFFER), "{}", table.out);
    // Beside a paper it is the same as two passes given one by one.
    let paper = [&PAPER[..], &["--with", "pdf/fpdf2.pdf"], &evening].concat();
    let run = common::souplesse(&paper);
    assert!(run.status == 1 && run.out.contains(DIFFER), "{}", run.out);
    // One sheet with a certificate and a 2D-DOC of one proof is of one person.
    let sheet = common::souplesse(&[&["check", "06-paper-with-two-codes.jpg"], &evening[..]].concat());
    assert!(sheet.status == 0 && !sheet.out.contains(DIFFER), "{}", sheet.out);
}

#[test]
fn a_queue_is_of_many_people_and_nobody_is_warned_of_that() {
    let door = Door::new();
    let (lines, _) = door.lines(&["check", "@queue.txt"], "");
    assert!(lines.len() == 2 && lines.iter().all(|line| line.get("holders_differ").is_none()));
    assert!(!door.run(&["check", "@queue.txt"], "").out.contains(DIFFER));
    let (lines, _) = door.lines(&["check", "-"], &door.text("queue.txt"));
    assert!(lines.len() == 2 && lines.iter().all(|line| line.get("holders_differ").is_none()));
}

#[test]
fn of_a_holder_nothing_is_in_a_log_or_an_error() {
    let door = Door::new();
    let call = [&PAPER[..], &["--with", "@camille.txt", "--with", "@other.txt", "-vv"]].concat();
    let run = door.run(&call, "");
    assert!(run.out.contains("FONTAINE") && !run.err.is_empty());
    for told in ["FONTAINE", "MARCHAND", "CAMILLE", "1987", "14/02"] {
        assert!(!run.err.contains(told), "{told}: {}", run.err);
    }
}
