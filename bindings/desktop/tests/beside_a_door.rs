//! Updates that come while a door checks.

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Lines, Write};
use std::process::{Child, ChildStdout, Command, Stdio};

use common::{Run, on_device, samples};
use serde_json::Value;
use tempfile::TempDir;

/// A door that checks line by line, until it is dropped.
struct Door {
    child: Child,
    answers: Lines<BufReader<ChildStdout>>,
}

impl Door {
    fn opens(folder: &TempDir) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_souplesse"));
        let mut child = command
            .args(["check", "-", "--json", "--trust", "../../core/data/trust-demonstration.toml"])
            .current_dir(samples())
            .env("SOUPLESSE_DATA_DIR", folder.path().join("data"))
            .env("SOUPLESSE_CONFIG", folder.path().join("config.toml"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the command starts");
        let answers = BufReader::new(child.stdout.take().expect("piped")).lines();
        Self { child, answers }
    }

    fn code(&mut self, pass: &str) -> String {
        writeln!(self.child.stdin.as_mut().expect("piped"), "{pass}").expect("it reads");
        let answer = self.answers.next().expect("an answer").expect("UTF-8");
        let answer = serde_json::from_str::<Value>(&answer).expect("JSON");
        answer["code"].as_str().expect("a code").to_owned()
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

fn run(folder: &TempDir, arguments: &[&str]) -> Run {
    let path = |argument: &&str| match argument.strip_prefix('@') {
        Some(name) => folder.path().join(name).display().to_string(),
        None => (*argument).to_owned(),
    };
    on_device(&folder.path().join("data"), &arguments.iter().map(path).collect::<Vec<_>>(), b"")
}

#[test]
fn an_update_is_installed_while_a_door_checks_which_judges_by_it_from_the_next_line_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let pass = fs::read_to_string(samples().join("../pdf/pass.txt")).expect("a pass");
    fs::write(folder.path().join("r.toml"), "keys = [\"kid:44454d4f2d4b4559\"]\n").expect("a file");
    for call in [
        &["bundle", "keygen", "--name", "ARS d’essai", "--may-sign", "revocations", "-o", "@ars"][..],
        &["bundle", "sign", "@r.toml", "--key", "@ars.pem", "-o", "@r.souplesse"],
    ] {
        assert_eq!(run(&folder, call).status, 0);
    }
    let mut door = Door::opens(&folder);
    assert_eq!(door.code(pass.trim()), "expired");
    let installed = run(&folder, &["bundle", "install", "@r.souplesse", "--anchor", "@ars.anchor.toml"]);
    assert!(installed.status == 0 && installed.out.contains("update-installed"), "{}", installed.out);
    assert_eq!(installed.err, "", "it is nothing to the one who installs that a door is open");
    assert_eq!(door.code(pass.trim()), "unknown-issuer", "its key is revoked");
    let remove = ["bundle", "remove", "revocations", "REVOCATIONS-R", "--yes"];
    let refused = run(&folder, &remove);
    assert!(refused.status == 2 && refused.err.contains("another process"), "{}", refused.err);
    drop(door);
    assert_eq!(run(&folder, &["status"]).err, "");
    assert_eq!(run(&folder, &remove).status, 0);
}

/// A door that ends before it has looked leaves nothing that is told as lost.
#[test]
fn what_was_installed_beside_a_door_that_saw_none_of_it_is_there_and_nothing_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    let key = ["bundle", "keygen", "--name", "ARS d’essai", "--may-sign", "pack", "-o", "@ars"];
    assert_eq!(run(&folder, &key).status, 0);
    let mut door = Door::opens(&folder);
    // It has answered, so the register is its own; it is asked no more.
    assert_eq!(door.code("no pass"), "text");
    for pack in ["one-region", "app-outage-afternoon"] {
        let sign = [
            "pack",
            "sign",
            &format!("packs/{pack}.toml"),
            "--key",
            "@ars.pem",
            "--force",
            "-o",
            "@p.souplesse",
        ];
        assert_eq!(run(&folder, &sign).status, 0);
        let installed = run(&folder, &["bundle", "install", "@p.souplesse", "--anchor", "@ars.anchor.toml"]);
        assert_eq!(installed.status, 0, "{}", installed.err);
    }
    drop(door);
    let status = run(&folder, &["status"]);
    assert!(!status.out.contains("counters-raised") && status.err.is_empty(), "{}{}", status.out, status.err);
    assert_eq!(run(&folder, &["bundle", "list", "--json"]).out.lines().count(), 2);
}
