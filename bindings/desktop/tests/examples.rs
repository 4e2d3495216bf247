//! The examples in the help of every verb: each is run as a shell runs it, in a folder with the files that it names.

mod common;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{env, fs};

use common::{samples, souplesse};
use serde_json::json;

/// The number that the examples have for one that is not known before.
const A_NUMBER: &str = "30efd606a9ce6e59";

/// The examples of every verb, as both languages show them.
fn examples() -> BTreeMap<String, Vec<String>> {
    let endings = toml::from_str::<toml::Table>(include_str!("../src/cli/help/endings.toml")).expect("TOML");
    let of = |ending: &toml::Value| {
        let examples = ending["examples"].as_array().expect("a list").iter();
        examples.map(|example| example["run"].as_str().expect("a text").to_owned()).collect()
    };
    endings.iter().map(|(path, ending)| (path.clone(), of(ending))).collect()
}

/// A folder with what the examples name, and a device on which something is installed.
struct World {
    folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let world = Self { folder: tempfile::tempdir().expect("a folder") };
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../core/data");
        for (from, to) in [
            (samples().join("01-vaccinated.png"), "pass.png"),
            (samples().join("02-tested-this-morning.jpg"), "queue/first.jpg"),
            (samples().join("10-menu.png"), "queue/second.png"),
            (data.join("rules-fr-activity-2021-08.json"), "week-33/rules-fr-activity-2021-08.json"),
            (data.join("trust.toml"), "week-33/trust.toml"),
            (data.join("rules-fr-activity-2021-08.json"), "rules-fr/rules.json"),
            (data.join("pack-fr-psc-2021-08.toml"), "week.toml"),
        ] {
            let to = world.path(to);
            fs::create_dir_all(to.parent().expect("in the folder")).expect("a folder of the test");
            fs::copy(from, to).expect("it is in the project");
        }
        copy(&data, &world.path("core/data"));
        let payload = json!({ "v": [{ "tg": "840539006", "mp": "EU/1/20/1528", "dn": 1, "sd": 2 }] });
        let test = json!({ "rule": "VR-FR-9001", "test": "one", "payload": payload, "external": {}, "expected": true });
        world.write("rules-fr/tests.jsonl", &test.to_string());
        world.write("payload.json", &payload.to_string());
        world.write("passes.jsonl", &json!({ "id": "1", "code": "HC1:nonsense" }).to_string());
        for call in [
            "souplesse bundle keygen --name 'ARS Bretagne' -o ars",
            "souplesse bundle keygen --name 'ARS Bretagne 2022' -o next",
            "souplesse bundle keygen --name 'Les Halles' --may-sign trust,rules,revocations,authorisation -o group",
            "souplesse pack new -o outage.toml",
            "souplesse pack sign outage.toml --key ars.pem -o signed.souplesse",
            "souplesse pack qr signed.souplesse -o poster.png",
            "souplesse bundle sign week-33 --key group.pem -o week-33.souplesse",
            "souplesse bundle install week-33.souplesse --anchor group.anchor.toml",
            "souplesse bundle install signed.souplesse --anchor ars.anchor.toml",
            "souplesse register name 'Anne Le Goff'",
            "souplesse register name 'Yann Morvan'",
            "souplesse register export --format json -o register.json",
        ] {
            world.done(call);
        }
        world
    }

    /// The same once more, for whoever changes it.
    fn again(&self) -> Self {
        let again = Self { folder: tempfile::tempdir().expect("a folder") };
        copy(self.folder.path(), again.folder.path());
        again
    }

    /// Leaves out what an example is about to write.
    fn without(&self, call: &str) {
        let words = call.split_whitespace().collect::<Vec<_>>();
        for pair in words.windows(2).filter(|pair| pair[0] == "-o") {
            let _ = fs::remove_file(self.path(pair[1]));
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file of the test");
    }

    fn run(&self, call: &str) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_souplesse")).parent().expect("in a folder");
        let others = env::var_os("PATH").unwrap_or_default();
        let path =
            [program.as_os_str().to_owned(), OsString::from(":"), others].into_iter().collect::<OsString>();
        let mut shell = Command::new("sh");
        shell.args(["-c", call]).current_dir(self.folder.path()).env("PATH", path).env("LC_ALL", "C");
        shell.env("SOUPLESSE_DATA_DIR", self.path("data")).env("SOUPLESSE_CONFIG", self.path("config.toml"));
        shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = shell.spawn().expect("a shell");
        // Whoever reads nothing may be gone.
        let _ = child.stdin.take().expect("piped").write_all(b"HC1:nonsense\n");
        child.wait_with_output().expect("it ends")
    }

    fn done(&self, call: &str) -> String {
        let output = self.run(call);
        let told = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert!(output.status.success(), "{call}: {told}");
        told
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder of the test");
    for entry in fs::read_dir(from).expect("a folder of the test") {
        let entry = entry.expect("listed").path();
        let to = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() {
            copy(&entry, &to);
        } else {
            fs::copy(&entry, &to).expect("a file of the test");
        }
    }
}

#[test]
fn every_example_runs() {
    let world = World::new();
    let number = world.done("souplesse anchor show ars.anchor.toml --json");
    let number = serde_json::from_str::<serde_json::Value>(&number).expect("JSON")["key"].clone();
    let number = number.as_str().expect("a number").to_owned();
    for (verb, examples) in examples() {
        assert!(!examples.is_empty(), "{verb}");
        let world = world.again();
        if verb == "register close" {
            world.done("souplesse register open 'Anne Le Goff'");
        }
        for example in examples {
            let call = example.replace(A_NUMBER, &number);
            world.without(&call);
            let output = world.run(&call);
            let told = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
            let status = output.status.code().expect("it ends by itself");
            if asks(&call) {
                assert!(status == 2 && told.contains("terminal"), "{call}: {told}");
                continue;
            }
            // A pass may be refused; it was read.
            let judges = ["check", "paper", "rules eval"]
                .iter()
                .any(|verb| call.starts_with(&format!("souplesse {verb}")));
            assert!(status == 0 || judges && status == 1, "{call}: {status}: {told}");
        }
    }
}

/// A form without answers asks for them, on a terminal.
fn asks(call: &str) -> bool {
    call.starts_with("souplesse paper") && !call.contains("--kind")
}

#[test]
fn help_shows_the_same_examples_in_both_languages_and_at_both_lengths() {
    for (path, examples) in examples() {
        for (language, length) in [("en", "-h"), ("en", "--help"), ("fr", "-h"), ("fr", "--help")] {
            let verb = path.split_whitespace().collect::<Vec<_>>();
            let help = souplesse(&[&verb[..], &[length, "--lang", language]].concat()).out;
            let behind = help.split_once("\nExe").or_else(|| help.split_once("\nExa")).expect("examples").1;
            let shown = behind.lines().filter_map(|line| line.strip_prefix("    ")).collect::<Vec<_>>();
            assert_eq!(shown.join("\n"), examples.join("\n"), "{path} {length} {language}");
        }
    }
}
