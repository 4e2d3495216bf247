//! The door in a terminal: what is typed is not shown, what is shown is gone afterwards, and every way to end counts what was done.

#![allow(clippy::unwrap_used, reason = "a test that has nothing to look at has failed")]
#![allow(clippy::print_stdout, reason = "a test that cannot run says so")]

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::{on_device, samples};
use serde_json::Value as Json;

const EVENING: [&str; 3] = ["--demo", "--at", "2021-08-14T20:30"];

fn pass() -> String {
    fs::read_to_string(samples().join("../pdf/pass.txt")).unwrap().trim().to_owned()
}

/// A terminal in which the command runs: util-linux's `script` makes one.
struct Terminal {
    script: Child,
    shown: std::path::PathBuf,
    _folder: tempfile::TempDir,
}

/// A test that fails leaves no program behind that waits for keys.
impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.script.kill();
        let _ = self.script.wait();
    }
}

impl Terminal {
    /// `None`, and why is said, where the machine has no `script`.
    fn with(arguments: &[&str]) -> Option<Self> {
        if Command::new("script").arg("--version").output().is_err() {
            println!("SKIPPED: there is no `script` of util-linux, which makes a terminal");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let shown = folder.path().join("shown");
        let command = [&[env!("CARGO_BIN_EXE_souplesse")], arguments].concat().join(" ");
        let mut script = Command::new("script");
        script.args(["-qefc", &command]).arg(&shown).current_dir(samples());
        script
            .env("SOUPLESSE_DATA_DIR", folder.path().join("data"))
            .env("SOUPLESSE_CONFIG", "nowhere.toml")
            .env("LANG", "en_GB.UTF-8")
            .env("TERM", "xterm");
        script.env("NO_COLOR", "1").env("COLUMNS", "60");
        let script = script.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        Some(Self { script, shown, _folder: folder })
    }

    fn types(&mut self, text: &[u8]) {
        // What has ended meanwhile takes no more, and is seen by what it showed.
        let _ = self.script.stdin.as_mut().unwrap().write_all(text);
    }

    fn shows(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.shown).unwrap_or_default()).into_owned()
    }

    /// Waits until so many such texts have been shown.
    fn waits_for(&self, text: &str, times: usize) {
        let started = Instant::now();
        while self.shows().matches(text).count() < times {
            assert!(started.elapsed() < Duration::from_secs(60), "{text} is not shown:\n{}", self.shows());
            sleep(Duration::from_millis(20));
        }
    }

    fn is_done(&mut self) -> bool {
        self.script.try_wait().unwrap().is_some()
    }

    fn ends_with(mut self) -> (i32, String) {
        let status = self.script.wait().unwrap().code().unwrap();
        (status, self.shows())
    }
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

/// Without colours and with sixty columns: the item at which one is has a mark, and no line is broken by the terminal.
#[test]
fn the_form_is_answered_by_keys_alone() {
    let call = [&["paper", "--lang", "en"], &EVENING[1..]].concat();
    let Some(mut terminal) = Terminal::with(&call) else { return };
    for (prompt, keys) in [
        ("Which document?", "\r"),
        ("When was the test", "\r"),
        ("Everything is there", "j\r"),
        ("> [", "jj \r"),
    ] {
        terminal.waits_for(prompt, 1);
        sleep(Duration::from_millis(300));
        terminal.types(keys.as_bytes());
    }
    let started = Instant::now();
    while !terminal.is_done() {
        assert!(started.elapsed() < Duration::from_secs(60), "it still asks:\n{}", terminal.shows());
        terminal.types(b"\r");
        sleep(Duration::from_millis(500));
    }
    let (status, shown) = terminal.ends_with();
    assert_eq!(status, 1, "{shown}");
    assert!(shown.contains("> [x]") && shown.contains("  [ ]") && shown.contains("missing-stamp"), "{shown}");
    // What was chosen is told once more and never drawn again; the items are.
    let lines = shown.lines().filter(|line| line.starts_with("> ") || line.starts_with("  "));
    let widest = lines.map(|line| line.trim_end().chars().count()).max().unwrap();
    assert!(widest <= 60, "{widest}:\n{shown}");
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

fn door(folder: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_souplesse"));
    command.env("SOUPLESSE_CONFIG", "nowhere.toml");
    command.args(["check", "-", "--json"]).env("SOUPLESSE_DATA_DIR", folder);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}
