//! The door in a terminal: what is typed is not shown, what is shown is gone afterwards, and every way to end counts what was done.

#![allow(clippy::unwrap_used, reason = "a test that has nothing to look at has failed")]

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::terminal::Terminal;
use common::{on_device, samples};
use serde_json::Value as Json;

const EVENING: [&str; 3] = ["--demo", "--at", "2021-08-14T20:30"];

fn pass() -> String {
    fs::read_to_string(samples().join("../pdf/pass.txt")).unwrap().trim().to_owned()
}

#[test]
fn a_scan_is_answered_large_and_neither_it_nor_its_answer_stays() {
    let Some(mut terminal) = Terminal::with(&[&["check", "-"], &EVENING[..]].concat()) else { return };
    terminal.waits_for("Scan a pass.", 1);
    terminal.types(format!("{}\r", pass()).as_bytes());
    terminal.waits_for("FONTAINE", 1);
    terminal.types(b"https://example.org\r");
    terminal.waits_for("NOT A PASS", 1);
    sleep(Duration::from_millis(200));
    terminal.types(b"\x03");
    let (status, shown) = terminal.ends_with();
    assert_eq!(status, 1, "{shown}");
    assert!(!shown.contains("HC1:NCF") && !shown.contains("example.org"), "{shown}");
    // All of it on the second screen, which is left behind cleared.
    let (before, after) = shown.rsplit_once("\u{1B}[2J\u{1B}[H\u{1B}[?1049l").unwrap();
    assert!(before.contains("\u{1B}[?1049h"), "{shown}");
    assert!(after.contains("1 accepted · 1 code that is not a pass"), "{after}");
    assert!(!after.contains("FONTAINE") && before.contains("DEMONSTRATION"), "{shown}");
}

/// A terminal takes 4,095 letters into a line by itself; the largest code has 4,296.
#[test]
fn the_longest_code_comes_whole_and_a_scanner_need_not_end_its_lines() {
    let Some(mut terminal) = Terminal::with(&[&["check", "-"], &EVENING[..]].concat()) else { return };
    terminal.waits_for("Scan a pass.", 1);
    terminal.types(format!("{}{}\r", pass(), "0".repeat(3800)).as_bytes());
    terminal.waits_for("NOT VALID", 1);
    sleep(Duration::from_millis(200));
    terminal.types(pass().as_bytes());
    terminal.waits_for("FONTAINE", 1);
    terminal.types(b"q\r");
    let (status, shown) = terminal.ends_with();
    assert_eq!(status, 1, "{shown}");
    assert!(shown.contains("1 accepted · 1 not valid"), "{shown}");
}

#[test]
#[ignore = "waits until an answer has been shown for thirty seconds"]
fn an_answer_is_erased_after_thirty_seconds() {
    let Some(mut terminal) = Terminal::with(&[&["check", "-"], &EVENING[..]].concat()) else { return };
    terminal.types(format!("{}\r", pass()).as_bytes());
    terminal.waits_for("FONTAINE", 1);
    let started = Instant::now();
    terminal.waits_for("Scan a pass.", 2);
    assert!((28..34).contains(&started.elapsed().as_secs()), "{:?}", started.elapsed());
    terminal.types(b"q\r");
    assert_eq!(terminal.ends_with().0, 0);
}

#[test]
fn a_signal_counts_what_was_checked_before_it() {
    for signal in ["INT", "TERM", "HUP"] {
        let folder = tempfile::tempdir().unwrap();
        let device = |arguments: &[&str]| on_device(folder.path(), arguments, b"");
        assert_eq!(device(&["register", "name", "Anne"]).status, 0);
        assert_eq!(device(&["register", "open", "Anne"]).status, 0);
        let mut check = door(folder.path());
        let mut answers = BufReader::new(check.stdout.take().unwrap());
        // Held open: its end would end the run too.
        let mut scanner = check.stdin.take().unwrap();
        for _ in 0..3 {
            scanner.write_all(b"https://example.org\n").unwrap();
            answers.read_line(&mut String::new()).unwrap();
        }
        // Beside it, updates are installed and the register is looked at.
        assert_eq!(device(&["bundle", "list"]).status, 0);
        let kill = Command::new("kill").args(["-s", signal, &check.id().to_string()]).status().unwrap();
        assert!(kill.success());
        assert_eq!(check.wait().unwrap().code(), Some(130), "{signal}");
        let closed = device(&["register", "close", "--json"]);
        let closed = serde_json::from_str::<Json>(&closed.out).unwrap_or_else(|_| panic!("{}", closed.err));
        assert_eq!(closed["counts"]["not-a-pass"], 3, "{signal}: {closed}");
    }
}

/// In a window as small as a phone's, an officer saw the end of a card and not its word.
#[test]
fn a_low_window_shows_the_word_and_all_that_marks_it() {
    let controller = [&["check", "-", "--profile", "controller"], &EVENING[..]].concat();
    for (columns, lines) in [(40, 24), (40, 10), (60, 16)] {
        let Some(mut terminal) = Terminal::sized(columns, lines, &controller) else { return };
        terminal.waits_for("Scan a pass.", 1);
        terminal.types(format!("{}\r", pass()).as_bytes());
        terminal.waits_for("taller window", 1);
        sleep(Duration::from_millis(200));
        terminal.types(b"q\r");
        let (_, shown) = terminal.ends_with();
        let screens = shown.split("\u{1B}[2J\u{1B}[H").collect::<Vec<_>>();
        let answer = screens.iter().find(|screen| screen.contains("FONTAINE")).unwrap();
        for wanted in ["VALID", "DEMONSTRATION", "Ready for the next"] {
            assert!(answer.contains(wanted), "{wanted}, {columns} x {lines}:\n{answer}");
        }
        assert!(answer.lines().count() <= lines, "{columns} x {lines}:\n{answer}");
    }
}

/// A guest's pass may be scanned where an update is waited for.
#[test]
fn what_is_scanned_for_an_update_is_not_shown() {
    let Some(mut terminal) = Terminal::with(&["bundle", "install", "-"]) else { return };
    terminal.waits_for("Scan the codes of the update", 1);
    terminal.types(format!("{}\r", pass()).as_bytes());
    terminal.waits_for("This is not the code of an update", 1);
    sleep(Duration::from_millis(200));
    terminal.types(b"q\r");
    let (status, shown) = terminal.ends_with();
    assert_eq!(status, 2, "{shown}");
    assert!(!shown.contains("HC1:") && shown.contains("no code"), "{shown}");
}

fn door(folder: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_souplesse"));
    command.env("SOUPLESSE_CONFIG", "nowhere.toml");
    command.args(["check", "-", "--json"]).env("SOUPLESSE_DATA_DIR", folder);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}
