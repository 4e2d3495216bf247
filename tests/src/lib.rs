//! What the tests share: pictures, signed passes, and where the outside cases are.

pub mod authority;
pub mod binding_cases;
pub mod binding_words;
pub mod built_in_trust;
pub mod desk;
pub mod device;
pub mod draw;
pub mod naive;
pub mod paper_form;
pub mod power;
#[cfg(unix)]
pub mod recorded;
pub mod sample_page;
pub mod shelf_model;
pub mod sign;
pub mod stage;
pub mod typist;
pub mod updates;
pub mod vectors;
pub mod worst;

use std::env;
use std::path::{Path, PathBuf};

/// The folder of outside cases: what `SOUPLESSE_TESTDATA` names, else `../shared/testdata` beside the project.
/// Where it is absent the reason is printed, and the test has nothing to run on.
#[must_use]
pub fn testdata(part: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/testdata");
    let folder = env::var_os("SOUPLESSE_TESTDATA").map_or(beside, PathBuf::from).join(part);
    if !folder.exists() {
        println!(
            "SKIPPED: the outside cases `{part}` are not here; SOUPLESSE_TESTDATA may name their folder"
        );
        return None;
    }
    Some(folder)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Cargo and the compiler say nothing of a file that nobody names, and its tests would never run.
    #[test]
    fn every_file_of_tests_is_a_program_or_a_module_of_one() {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let manifest = fs::read_to_string(package.join("Cargo.toml")).unwrap();
        for room in names(&package.join("tests")).iter().filter(|name| !name.ends_with(".rs")) {
            let folder = package.join("tests").join(room);
            let main = fs::read_to_string(folder.join("main.rs")).unwrap_or_default();
            for file in names(&folder).iter().filter_map(|name| name.strip_suffix(".rs")) {
                let is_module = main.lines().any(|line| line == format!("mod {file};"));
                let is_program = manifest.contains(&format!("path = \"tests/{room}/{file}.rs\""));
                assert!(file == "main" || is_module || is_program, "nothing runs tests/{room}/{file}.rs");
            }
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        entries.map(|name| name.into_string().unwrap()).collect()
    }
}
