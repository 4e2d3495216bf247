//! What the tests share: pictures, signed passes, and where the outside cases are.

pub mod authority;
pub mod binding_cases;
pub mod binding_words;
pub mod built_in_trust;
pub mod desk;
pub mod device;
pub mod draw;
#[cfg(test)]
mod folders;
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

/// A case that someone found, of `../shared/findings/cases` beside the project. Where it is absent the reason is printed, and
/// the test has nothing to run on.
#[must_use]
pub fn finding(name: &str) -> Option<PathBuf> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/findings/cases").join(name);
    if !file.exists() {
        println!("SKIPPED: the outside case `{name}` is not here");
        return None;
    }
    Some(file)
}

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
