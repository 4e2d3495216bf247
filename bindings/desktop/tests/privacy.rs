//! Nothing of a holder is kept or logged: marked names go through every verb and every error, at every level of detail.

mod common;

use std::fs;
use std::path::Path;

use common::{Run, on_device, trust_of};
use souplesse_core::{Moment, Profile};
use souplesse_tests::desk::{Desk, certificate, dose, negative, payload};
use souplesse_tests::draw::{Matrix, Sheet};
use tempfile::TempDir;

/// A surname, a given name and what a certificate is known by; nothing else has them.
const MARKS: [&str; 4] = ["ZQXSURNAME", "ZQXGIVEN", "1931-07-09", "ZQXUVCI"];

/// Passes of the marked person: sound, unknown, cut, altered, of both families, and what errors may quote.
struct Marked {
    folder: TempDir,
    texts: Vec<String>,
    trust: String,
}

impl Marked {
    fn new() -> Self {
        let desk = Desk::new();
        let mut marked_dose = dose();
        marked_dose["ci"] = "URN:UVCI:01:FR:ZQXUVCI#4".into();
        let mut content = payload(&serde_json::json!({ "v": [marked_dose] }));
        content["nam"] =
            serde_json::json!({ "fn": MARKS[0], "gn": MARKS[1], "fnt": MARKS[0], "gnt": MARKS[1] });
        content["dob"] = MARKS[2].into();
        let dcc = certificate(content.clone()).sign(&desk.hcert);
        let mut odd = content;
        odd["v"][0]["dn"] = MARKS[0].into();
        let odd = certificate(odd).sign(&desk.hcert);
        let two_d_doc = negative().with("F0", MARKS[1]).with("F1", MARKS[0]).sign(&desk.two_d_doc);
        let cut = dcc.chars().take(dcc.len() - 40).collect();
        let altered = two_d_doc.replace(MARKS[0], "ZQXSURNAMF");
        let folder = tempfile::tempdir().expect("what the test made can be read");
        let marked = Self {
            texts: vec![dcc, odd, two_d_doc, cut, altered],
            trust: trust_of(&desk).to_string(),
            folder,
        };
        let matrix = Matrix::qr(marked.texts[0].as_bytes());
        let side = (matrix.side() + 8) * 4;
        let picture = Sheet::new(side, side, 255).with(&matrix, 16, 16, 4).into_picture();
        picture.save(marked.folder.path().join("pass.png")).expect("what the test made can be read");
        fs::write(marked.folder.path().join("passes.txt"), marked.texts.join("\n"))
            .expect("what the test made can be read");
        fs::write(
            marked.folder.path().join("payload.json"),
            format!("{{\"nam\":{{\"fn\":\"{}\"}}}}", MARKS[0]),
        )
        .expect("what the test made can be read");
        fs::write(marked.folder.path().join("batch.jsonl"), marked.batch())
            .expect("what the test made can be read");
        marked
    }

    /// Lines that hold, and lines that are broken in the middle of a name.
    fn batch(&self) -> String {
        let lines = self.texts.iter().map(|text| serde_json::json!({ "id": "1", "code": text }).to_string());
        let broken = [
            format!("{{\"code\": \"{}\", \"at\": \"{}\"}}", self.texts[0], MARKS[0]),
            format!("{{\"{}\": 1}}", MARKS[0]),
            format!("{{\"attestation\": {{\"kind\": \"antigen\", \"holder\": \"{}\"}}}}", MARKS[0]),
            format!("{{\"profile\": \"{}\"}}", MARKS[0]),
            format!("{{\"code\": \"{}", MARKS[0]),
        ];
        lines.chain(broken).collect::<Vec<_>>().join("\n")
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn run(&self, arguments: &[&str], input: &[u8]) -> Run {
        on_device(&self.folder.path().join("data"), &[arguments, &["-vv"]].concat(), input)
    }
}

#[test]
fn nothing_of_a_holder_is_logged_or_kept() {
    let marked = Marked::new();
    let trust = marked.path("trust.json");
    fs::write(&trust, &marked.trust).expect("what the test made can be read");
    marked.run(&["register", "name", "Anne"], b"");
    marked.run(&["register", "open", "Anne"], b"");
    let picture = marked.path("pass.png");
    let texts = marked.path("passes.txt");
    let input = marked.texts.join("\n");
    let (mut logs, mut named) = (0, 0);
    for profile in ["venue", "controller"] {
        for arguments in [
            &["check", "-", "--profile", profile][..],
            &["check", "-", "--json", "--profile", profile],
            &["check", "-", "--at", "2021-08-14T20:30", "--trust", &trust, "--profile", profile],
            &["check", &picture, &texts, "--profile", profile],
            &["check", "--batch", "-", "--profile", profile],
            &["scan", &picture],
            &[
                "paper",
                "--kind",
                "antigen",
                "--tested-at",
                "2021-08-14T09:15",
                "--with",
                &texts,
                "--profile",
                profile,
            ],
            &[
                "paper",
                "--kind",
                "antigen",
                "--tested-at",
                "2021-08-14T09:15",
                "--with",
                "-",
                "--profile",
                profile,
            ],
            &["rules", "eval", "VR-FR-9001", "-"],
            &["rules", "eval", "VR-FR-9001", &picture],
            &["rules", "eval", "VR-FR-9001", &marked.path("payload.json")],
            &["pack", "show", &texts],
            &["pack", "check", &texts],
            &["pack", "table", &texts],
            &["bundle", "install", "-"],
            &["bundle", "install", &texts, &picture],
            &["bundle", "show", &texts],
            &["status", "--rules", &texts],
            &["status", "--trust", &texts],
            &["register", "verify", &texts],
            &["register", "verify", &marked.path("payload.json")],
            &["status"],
        ] {
            let run = marked.run(arguments, input.as_bytes());
            named += run.out.matches(MARKS[0]).count();
            logs += run.err.lines().filter(|line| line.contains("TRACE") || line.contains("DEBUG")).count();
            assert_clean(&run.err, &format!("standard error of {arguments:?}"));
        }
    }
    assert!(named > 0, "a holder was named on standard output");
    assert!(logs > 300, "it was logged: {logs} lines");
    let batch = marked.run(&["check", "--batch", &marked.path("batch.jsonl")], b"");
    assert_clean(&batch.err, "standard error of a batch");
    for format in ["csv", "json"] {
        assert_clean(&marked.run(&["register", "export", "--format", format], b"").out, "the register");
    }
    let closed = marked.run(&["register", "close"], b"");
    assert!(closed.out.contains('×'), "the checks were counted: {}", closed.out);
    assert!(files_are_clean(&marked.folder.path().join("data")) > 3);
}

#[test]
fn debugging_shows_nobody() {
    let marked = Marked::new();
    let desk = Desk::new();
    for text in &marked.texts {
        for profile in [Profile::Venue, Profile::Controller] {
            let verdict = desk.verifier.check_code(text.as_bytes(), Moment::what_if(desk.at), profile);
            assert_clean(
                &format!("{verdict:?} {verdict:#?} {:?} {:?}", verdict.holder, verdict.document),
                "Debug",
            );
        }
    }
}

fn assert_clean(text: &str, place: &str) {
    for mark in MARKS {
        assert!(!text.contains(mark), "{mark} in {place}:\n{text}");
    }
    assert!(!text.contains("HC1:6B") && !text.contains("DC04FR"), "a pass in {place}:\n{text}");
}

fn files_are_clean(folder: &Path) -> usize {
    let entries = fs::read_dir(folder)
        .expect("what the test made can be read")
        .map(|entry| entry.expect("what the test made can be read").path());
    let counts = entries.map(|path| {
        if path.is_dir() {
            return files_are_clean(&path);
        }
        assert_clean(
            &String::from_utf8_lossy(&fs::read(&path).expect("what the test made can be read")),
            &path.display().to_string(),
        );
        1
    });
    counts.sum()
}
