//! A terminal in which a test types.

#![allow(clippy::unwrap_used, reason = "a test that has nothing to look at has failed")]
#![allow(clippy::print_stdout, reason = "a test that cannot run says so")]

use std::fs;
use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::samples;

/// A terminal in which the command runs: util-linux's `script` makes one.
pub struct Terminal {
    script: Child,
    shown: std::path::PathBuf,
    folder: tempfile::TempDir,
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
    pub fn with(arguments: &[&str]) -> Option<Self> {
        Self::on_device(&[], arguments)
    }

    /// The same with so many columns and lines.
    pub fn sized(columns: usize, lines: usize, arguments: &[&str]) -> Option<Self> {
        Self::start((columns, lines), &[], arguments)
    }

    /// The same on a device on which these calls were made before.
    pub fn on_device(before: &[&[&str]], arguments: &[&str]) -> Option<Self> {
        Self::start((60, 40), before, arguments)
    }

    fn start(size: (usize, usize), before: &[&[&str]], arguments: &[&str]) -> Option<Self> {
        if Command::new("script").arg("--version").output().is_err() {
            println!("SKIPPED: there is no `script` of util-linux, which makes a terminal");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        for call in before {
            assert_eq!(super::on_device(&folder.path().join("data"), call, b"").status, 0, "{call:?}");
        }
        let shown = folder.path().join("shown");
        let command = [&[env!("CARGO_BIN_EXE_souplesse")], arguments].concat().join(" ");
        let mut script = Command::new("script");
        script.args(["-qefc", &command]).arg(&shown).current_dir(samples());
        script
            .env("SOUPLESSE_DATA_DIR", folder.path().join("data"))
            .env("SOUPLESSE_CONFIG", "nowhere.toml")
            .env("LANG", "en_GB.UTF-8")
            .env("TERM", "xterm");
        script.env("NO_COLOR", "1").env("COLUMNS", size.0.to_string()).env("LINES", size.1.to_string());
        let script = script.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        Some(Self { script, shown, folder })
    }

    pub fn types(&mut self, text: &[u8]) {
        // What has ended meanwhile takes no more, and is seen by what it showed.
        let _ = self.script.stdin.as_mut().unwrap().write_all(text);
    }

    pub fn shows(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.shown).unwrap_or_default()).into_owned()
    }

    /// Waits until so many such texts have been shown.
    pub fn waits_for(&self, text: &str, times: usize) {
        let started = Instant::now();
        while self.shows().matches(text).count() < times {
            assert!(started.elapsed() < Duration::from_secs(60), "{text} is not shown:\n{}", self.shows());
            sleep(Duration::from_millis(20));
        }
    }

    pub fn is_done(&mut self) -> bool {
        self.script.try_wait().unwrap().is_some()
    }

    pub fn ends_with(mut self) -> (i32, String) {
        // Waiting would close it, and the end of what is typed be one key more.
        let _typing = self.script.stdin.take();
        let status = self.script.wait().unwrap().code().unwrap();
        (status, self.shows())
    }

    /// Types each answer once its question has been shown so many times.
    pub fn answers(&mut self, answers: &[(&str, usize, &str)]) {
        for (question, times, keys) in answers {
            self.waits_for(question, *times);
            // What is typed before the list is drawn to its end belongs to it all the same; sooner than that nobody reads.
            sleep(Duration::from_millis(300));
            self.types(keys.as_bytes());
        }
    }

    /// What the command prints on the same device afterwards.
    pub fn then(&self, arguments: &[&str]) -> super::Run {
        super::on_device(&self.folder.path().join("data"), arguments, b"")
    }

    /// Waits for the end, and gives the exit status.
    pub fn status(&mut self) -> i32 {
        let _typing = self.script.stdin.take();
        self.script.wait().unwrap().code().unwrap()
    }
}
