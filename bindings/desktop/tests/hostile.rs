//! What comes from outside brings nothing down: inputs without end or sense, readers that leave, and names that are none.

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use common::{Run, samples, souplesse, trust_of, with_input};
use serde_json::{Value, json};
use souplesse_tests::desk::{Desk, ISSUED, dose, payload};
use souplesse_tests::sign::hcert::Recipe;

const EVENING: [&str; 3] = ["--demo", "--at", "2021-08-14T20:30"];

fn lines(run: &Run) -> Vec<Value> {
    run.out.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

fn check(input: &Path) -> Run {
    souplesse(&[&["check", "--json", &input.display().to_string()][..], &EVENING].concat())
}

fn batch(input: &[u8]) -> Run {
    with_input(&[&["check", "--batch", "-"][..], &EVENING].concat(), input)
}

/// The command with pipes that the test holds, on a device that has kept nothing.
fn piped(arguments: &[&str], folder: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_souplesse"));
    command.env("SOUPLESSE_CONFIG", "nowhere.toml");
    command.args(arguments).args(EVENING).current_dir(samples()).env("SOUPLESSE_DATA_DIR", folder);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command.spawn().expect("the command starts")
}

/// The exit status, if it comes soon enough.
fn status_within(child: &mut Child, patience: Duration) -> Option<i32> {
    let deadline = Instant::now() + patience;
    while Instant::now() < deadline {
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            return status.code();
        }
        thread::sleep(Duration::from_millis(10));
    }
    child.kill().expect("it runs");
    None
}

#[test]
fn who_reads_one_answer_and_leaves_ends_the_run() {
    let folder = tempfile::tempdir().expect("a folder");
    for arguments in [&["check", "--batch", "-"][..], &["check", "-", "--json"]] {
        let mut child = piped(arguments, folder.path());
        let mut stdin = child.stdin.take().expect("piped");
        let stdout = child.stdout.take().expect("piped");
        thread::scope(|scope| {
            // Held open behind the last line, as by a program that may send more.
            let feeder = scope.spawn(move || {
                drop(stdin.write_all(&b"{\"code\":\"https://example.org\"}\n".repeat(50_000)));
                stdin
            });
            let mut first = String::new();
            BufReader::new(stdout).read_line(&mut first).expect("an answer");
            assert!(first.contains("\"outcome\""), "{first}");
            let status = status_within(&mut child, Duration::from_secs(60));
            assert_eq!(status, Some(2), "{arguments:?}: what nobody read is no acceptance");
            drop(feeder.join());
        });
    }
}

#[test]
fn a_line_without_an_end_is_answered_before_it_ends() {
    let folder = tempfile::tempdir().expect("a folder");
    for arguments in [&["check", "--batch", "-"][..], &["check", "-", "--json"]] {
        let mut child = piped(arguments, folder.path());
        let mut stdin = child.stdin.take().expect("piped");
        let stdout = child.stdout.take().expect("piped");
        thread::scope(|scope| {
            scope.spawn(move || while stdin.write_all(&[b'6'; 1 << 16]).is_ok() {});
            let mut first = String::new();
            BufReader::new(stdout).read_line(&mut first).expect("an answer");
            assert!(first.contains("the line is longer than"), "{first}");
            child.kill().expect("it runs");
        });
        child.wait().expect("it ends");
    }
}

#[test]
fn a_line_too_long_is_one_error_and_the_run_goes_on() {
    let long = json!({ "id": "long", "code": "6".repeat(1 << 20) });
    let run = batch(format!("{}\n{long}\n{}\n", json!({"code": "a"}), json!({"code": "b"})).as_bytes());
    let answers = lines(&run);
    assert_eq!((answers.len(), run.status), (3, 2));
    assert_eq!((&answers[1]["id"], &answers[1]["outcome"]), (&json!("line 2"), &Value::Null));
    assert_eq!((&answers[2]["id"], &answers[2]["code"]), (&json!("line 3"), &json!("text")));
}

#[test]
fn times_at_the_end_of_every_calendar_cost_the_answer_to_their_line() {
    let times = ["-262143-01-01T00:00", "+262142-12-31T23:59:59", "9999-12-31T23:59", "0000-01-01T00:00"];
    let mut input = Vec::new();
    for time in times {
        let paper = json!({ "kind": "antigen", "tested_at": time, "present": [], "stated_hours": 8760 });
        input.push(json!({ "attestation": paper }));
        input.push(json!({ "code": "HC1:", "at": time }));
        input.push(json!({ "code": "HC1:", "at": format!("{time}Z") }));
    }
    input.push(json!({ "id": "last", "code": "https://example.org" }));
    let input = input.iter().map(|line| format!("{line}\n")).collect::<String>();
    for profile in ["venue", "controller"] {
        let run = with_input(
            &[&["check", "--batch", "-", "--profile", profile][..], &EVENING].concat(),
            input.as_bytes(),
        );
        let answers = lines(&run);
        assert_eq!(answers.len(), times.len() * 3 + 1);
        let (last, broken) = answers.split_last().expect("answers");
        assert_eq!(last["id"], "last");
        for answer in broken {
            let error = answer["error"].as_str().unwrap_or_default();
            assert!(answer["outcome"].is_null() && error.contains("between 1900 and 2200"), "{answer}");
        }
    }
    for call in [
        &["check", "-", "--at", "+262142-12-31T23:59:59Z"][..],
        &["paper", "--kind", "antigen", "--tested-at=-262143-01-01T00:00"],
        &["register", "export", "--until", "+262142-12-31"],
    ] {
        let run = souplesse(call);
        assert!(run.status == 2 && run.err.contains("between 1900 and 2200"), "{}", run.err);
    }
}

#[test]
fn a_pass_signed_for_ever_costs_its_own_answer_at_most() {
    let desk = Desk::new();
    let far = [8_210_266_876_799, i64::MAX, i64::MIN, -8_334_601_228_800];
    let mut input = String::new();
    for (expires, number) in far.into_iter().zip(0..) {
        for (issued, kind) in [(ISSUED, "expires"), (expires, "issued")] {
            let pass = Recipe::new(payload(&json!({ "v": [dose()] })), issued, expires).sign(&desk.hcert);
            let line = json!({ "id": format!("{kind} {number}"), "code": pass, "trust": trust_of(&desk) });
            input.push_str(&format!("{line}\n"));
        }
    }
    input.push_str("{\"id\":\"last\",\"code\":\"https://example.org\"}\n");
    for profile in ["venue", "controller"] {
        let call = [&["check", "--batch", "-", "--profile", profile][..], &EVENING].concat();
        let run = with_input(&call, input.as_bytes());
        let answers = lines(&run);
        assert_eq!(answers.len(), 9, "{}", run.err);
        assert_eq!(answers[8]["id"], "last");
        assert!(!run.err.contains("FONTAINE"), "{}", run.err);
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_no_picture_of_a_batch() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe.png");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    let images = ["/dev/zero", &pipe.display().to_string(), "/"].map(|image| json!({ "image": image }));
    let documents = images.clone().map(|image| json!({ "documents": [image] }));
    let input = images.iter().chain(&documents).map(|line| format!("{line}\n")).collect::<String>();
    let answers = lines(&batch(input.as_bytes()));
    assert_eq!(answers.len(), 6);
    for answer in answers {
        assert!(
            answer["error"].as_str().is_some_and(|error| error.contains("not a regular file")),
            "{answer}"
        );
    }
    let run = check(Path::new("/dev/zero"));
    assert!(
        lines(&run)[0]["error"]
            .as_str()
            .is_some_and(|error| error.contains("neither a picture, nor a PDF, nor text"))
    );
}

#[test]
fn files_beyond_every_measure_are_refused_unread() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, limit) in [("texts.txt", "1 MiB"), ("picture.png", "128 MiB")] {
        let path = folder.path().join(name);
        fs::write(&path, "HC1:".repeat(256)).expect("a file whose beginning is text");
        fs::File::options().append(true).open(&path).and_then(|file| file.set_len(3 << 30)).expect("a hole");
        let run = check(&path);
        let error = lines(&run)[0]["error"].as_str().unwrap_or_default().to_owned();
        assert!(run.status == 2 && error.contains(&format!("larger than {limit}")), "{error}");
    }
    let rules = folder.path().join("picture.png").display().to_string();
    for (option, limit) in [("--rules", "512 KiB"), ("--trust", "8 MiB")] {
        let run = souplesse(&["status", option, &rules]);
        assert!(run.status == 2 && run.err.contains(&format!("larger than {limit}")), "{}", run.err);
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_line_and_utf_16_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("codes.txt");
    let in_utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let text = "\u{FEFF}https://example.org\nhttps://example.org\n";
    fs::write(&path, text).expect("a file");
    for run in [check(&path), with_input(&["check", "-", "--json"], text.as_bytes())] {
        assert!(lines(&run).iter().all(|answer| answer["code"] == "url"), "{}", run.out);
    }
    let marked = batch("\u{FEFF}{\"id\":\"a\",\"code\":\"https://example.org\"}\n".as_bytes());
    assert_eq!(lines(&marked)[0]["code"], "url");
    fs::write(&path, in_utf_16(text)).expect("a file");
    for run in [
        check(&path),
        with_input(&["check", "-", "--json"], &in_utf_16(text)),
        batch(&in_utf_16("{\"code\":\"\"}\r\n{\"code\":\"\"}\r\n")),
    ] {
        assert!(run.status == 2 && run.out.lines().count() == 1 && run.out.contains("UTF-16"), "{}", run.out);
    }
}

#[test]
fn where_there_is_nothing_to_judge_it_is_said_and_no_door_opens() {
    let folder = tempfile::tempdir().expect("a folder");
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).expect("a folder");
    fs::write(folder.path().join("notes.txt"), "\n \n").expect("a file");
    let path = |name: &str| folder.path().join(name).display().to_string();
    for (arguments, input) in [
        (vec!["check".to_owned(), path("empty")], ""),
        (vec!["check".to_owned(), path("")], ""),
        (vec!["check".to_owned(), path("notes.txt")], ""),
        (vec!["check".to_owned(), "-".to_owned()], ""),
        (vec!["check".to_owned(), "-".to_owned()], "\r\n\n"),
        (vec!["check".to_owned(), "--batch".to_owned(), "-".to_owned()], "\n"),
        (vec!["check".to_owned(), "--batch".to_owned(), path("notes.txt")], ""),
    ] {
        for json in [false, true] {
            let arguments = arguments.iter().map(String::as_str).chain(json.then_some("--json"));
            let run = with_input(&arguments.collect::<Vec<_>>(), input.as_bytes());
            let told = format!("{}{}", run.out, run.err);
            assert!(run.status == 2 && told.contains("nothing to judge"), "{told}");
        }
    }
}

#[test]
fn a_text_in_the_call_that_may_be_a_pass_is_never_repeated() {
    let pass = format!("HC1:{}", "6BF".repeat(50));
    let damaged = ["hc1 6BFOXN", &"NCFOXN%TS3DH3".repeat(12), "DC04FR", "Hc1"];
    for text in [&[pass.as_str()], &damaged[..]].concat() {
        for arguments in [
            &["check", text][..],
            &["check", text, "--json"],
            &["check", "--at", text, "-"],
            &["check", "--frobnicate", text],
            &[text],
            &["paper", "--kind", "antigen", "--tested-at", "2021-08-14T09:15", "--with", text],
        ] {
            let run = souplesse(arguments);
            let told = format!("{}{}", run.out, run.err);
            assert!(!told.contains(text), "{arguments:?}: {told}");
        }
    }
    let run = souplesse(&["check", "nowhere.png", "hc1-of-me.png"]);
    assert!(run.err.contains("nowhere.png") && run.err.contains("argument 2"), "{}", run.err);
}

#[test]
fn names_of_files_cannot_draw_on_the_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = "a\n\u{1B}[2K\u{202E}gnp.png";
    fs::copy(samples().join("10-menu.png"), folder.path().join(name)).expect("a copy");
    fs::write(folder.path().join(name).with_extension("txt"), "x").expect("a file");
    fs::write(folder.path().join("b.png"), "no picture").expect("a file");
    let of_folder = folder.path().display().to_string();
    let of_file = folder.path().join(name).display().to_string();
    for arguments in [
        &["check", &of_folder, "-v"][..],
        &["check", &of_file],
        &["scan", &of_file],
        &["check", &of_file.replace("gnp", "missing")],
        &["status", "--rules", &of_file],
    ] {
        let run = souplesse(arguments);
        let told = format!("{}{}", run.out, run.err);
        assert!(!told.contains(['\u{1B}', '\u{202E}']) && !told.contains("a\n"), "{arguments:?}: {told:?}");
    }
}

#[test]
fn what_a_mac_writes_beside_pictures_is_passed_over_and_a_jfif_is_a_picture() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(samples().join("02-tested-this-morning.jpg"), folder.path().join("pass.jfif")).expect("a copy");
    fs::write(folder.path().join("._pass.jpg"), "Mac OS X").expect("a file");
    let run = check(folder.path());
    assert_eq!((lines(&run).len(), run.status), (1, 0), "{}", run.out);
}
