//! Runs the command as a person or a script does.

#![allow(dead_code, reason = "no test file runs it in every way")]

pub mod drawn_terminal;
pub mod terminal;

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use data_encoding::{BASE64, HEXLOWER};
use souplesse_core::bundle::Anchor;
use souplesse_core::trust::KeyId;
use souplesse_tests::desk::Desk;

/// What a run printed, and its exit status.
pub struct Run {
    pub out: String,
    pub err: String,
    pub status: i32,
}

/// The folder of sample pictures.
pub fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/samples")
}

/// Runs the command in the folder of samples, so that answers name pictures without a path.
pub fn souplesse(arguments: &[impl AsRef<OsStr>]) -> Run {
    with_input(arguments, b"")
}

/// The same, with something on standard input, on a device that has kept nothing.
pub fn with_input(arguments: &[impl AsRef<OsStr>], input: &[u8]) -> Run {
    let folder = tempfile::tempdir().expect("a folder can be made");
    on_device(folder.path(), arguments, input)
}

/// The same, on the device that lives in `folder`.
pub fn on_device(folder: &Path, arguments: &[impl AsRef<OsStr>], input: &[u8]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_souplesse"));
    command.args(arguments).current_dir(samples()).env("LANG", "en_GB.UTF-8");
    command.env("SOUPLESSE_DATA_DIR", folder).env("SOUPLESSE_CONFIG", folder.join("config.toml"));
    for name in ["LC_ALL", "LC_MESSAGES", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    let mut stdin = child.stdin.take().expect("piped");
    let output = thread::scope(|scope| {
        // Beside reading, or both ends would wait for each other; a command that has seen enough may be gone.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().expect("the command ends")
    });
    let text = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).expect("answers and errors are UTF-8");
        text.replace(&*folder.to_string_lossy(), "DATA")
    };
    Run {
        out: text(output.stdout),
        err: text(output.stderr),
        status: output.status.code().expect("the command ends by itself"),
    }
}

/// The arguments of a call, in which `@name` is a file of `folder`.
pub fn named(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let named = arguments.iter().map(|argument| match argument.strip_prefix('@') {
        Some(name) => folder.join(name).display().to_string(),
        None => (*argument).to_owned(),
    });
    named.collect()
}

/// What is known of a test's key, so that its passes are held for sound and their holder is named.
pub fn trust_of(desk: &Desk) -> serde_json::Value {
    let key = &desk.hcert.public;
    let KeyId::Kid(kid) = &key.id else { panic!("a DCC's key") };
    let anchor = Anchor { name: String::new(), public: key.public.clone(), may_sign: Vec::new() };
    let spki = anchor.spki().expect("on P-256");
    serde_json::json!([{ "id": HEXLOWER.encode(kid), "spki": BASE64.encode(&spki) }])
}

impl Run {
    /// Everything that a person sees, with what differs from run to run replaced.
    pub fn seen(&self) -> String {
        let mut seen = format!("{}[exit status {}]\n", without_times(&self.out), self.status);
        if !self.err.is_empty() {
            seen.push_str("[standard error]\n");
            seen.push_str(&self.err);
        }
        seen
    }
}

/// `"elapsed_us":83`, `"milliseconds":8.1`, `8.1 ms` and `54 ms` with a bullet for the number.
fn without_times(text: &str) -> String {
    let text = replace_number(text, "\"elapsed_us\":", "");
    let text = replace_number(&text, "\"milliseconds\":", "");
    let text = replace_number(&text, "took ", " ms");
    let text = replace_number(&text, "a pris ", " ms");
    replace_number(&text, "  ", " ms\n")
}

fn replace_number(text: &str, before: &str, after: &str) -> String {
    let mut replaced = String::new();
    let mut rest = text;
    while let Some((start, behind)) = rest.split_once(before) {
        replaced.push_str(start);
        replaced.push_str(before);
        let digits = behind.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        let (number, tail) = behind.split_at(digits);
        let is_time = digits > 0 && tail.starts_with(after);
        replaced.push_str(if is_time { "•" } else { number });
        rest = tail;
    }
    replaced.push_str(rest);
    replaced
}
