//! `souplesse rules`: running the test suites that come with rules, and single rules.

mod eval;
mod suite;
mod tests_of_rules;
pub(crate) mod verb;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;

use crate::read::limits;
use crate::tell::error::{Error, Unusable};

pub use eval::{Evaluated, evaluate, evaluate_pass};

/// What came of running tests.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Assertions that hold.
    pub passed: usize,
    /// Those that do not.
    pub disagreements: Vec<Disagreement>,
    /// Tests that the suite itself leaves out, by name.
    pub skipped: Vec<String>,
}

/// An assertion that does not hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// The file and the test in it.
    pub test: String,
    /// The data that the rule looked at.
    pub data: Json,
    /// What the suite expects.
    pub expected: Json,
    /// What came of it, or why nothing did.
    pub actual: Result<Json, String>,
}

impl Report {
    /// Takes up what came of other tests.
    pub fn add(&mut self, other: Report) {
        self.passed += other.passed;
        self.disagreements.extend(other.disagreements);
        self.skipped.extend(other.skipped);
    }

    fn assert(&mut self, test: String, data: &Json, expected: &Json, actual: Result<Json, String>) {
        if actual.as_ref() == Ok(expected) {
            self.passed += 1;
            return;
        }
        self.disagreements.push(Disagreement {
            test,
            data: data.clone(),
            expected: expected.clone(),
            actual,
        });
    }
}

/// Runs the tests that `path` names: a folder with `rules.json` and `tests.jsonl`, a folder of such folders
/// or of test-suite files, or one CertLogic test-suite file.
///
/// # Errors
/// [`Error::Read`] for what cannot be read, [`Error::Unusable`] for what is no test.
pub fn test(path: &Path) -> Result<Report, Error> {
    if !path.is_dir() {
        return suite::run(path);
    }
    if path.join("tests.jsonl").is_file() {
        return tests_of_rules::run(path);
    }
    let mut report = Report::default();
    let mut found = false;
    for entry in entries(path)? {
        let is_tests = entry.join("tests.jsonl").is_file();
        if is_tests || entry.extension().is_some_and(|ending| ending == "json") {
            report.add(test(&entry)?);
            found = true;
        }
    }
    if !found {
        return Err(unusable(path, Unusable::NoRuleTests));
    }
    Ok(report)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let read = |source| Error::Read { path: folder.to_owned(), source };
    let entries = fs::read_dir(folder).map_err(read)?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>().map_err(read)?;
    paths.sort();
    Ok(paths)
}

fn read(path: &Path) -> Result<String, Error> {
    limits::read_text(path, limits::JSON_FILE)
}

fn unusable(path: &Path, why: Unusable) -> Error {
    Error::Unusable { path: path.to_owned(), why }
}

/// The name of a file or folder alone.
fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
