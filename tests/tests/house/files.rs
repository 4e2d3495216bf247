//! One idea a file: none is long.

use std::fs;
use std::path::{Path, PathBuf};

/// The folders of the sources, from the top of the project.
pub(super) const SOURCES: &[&str] =
    &["core/src", "bindings/desktop/src", "bindings/mobile/src", "bindings/words/src"];

/// The most lines of a file, and of half of all files.
const MOST: usize = 400;
const MOST_OF_HALF: usize = 150;

#[test]
fn no_file_is_long_and_most_are_short() {
    let mut lengths =
        sources(SOURCES).into_iter().map(|(path, text)| (text.lines().count(), path)).collect::<Vec<_>>();
    lengths.sort();
    let long = lengths.iter().filter(|(lines, _)| *lines > MOST).collect::<Vec<_>>();
    assert!(long.is_empty(), "{long:#?}");
    let (median, _) = &lengths[lengths.len() / 2];
    assert!(*median <= MOST_OF_HALF, "half of the files have {median} lines or more");
}

/// The top of the project.
pub(super) fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests lie in the project").to_owned()
}

/// Every file of Rust in these folders.
pub(super) fn sources(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let mut open = folders.iter().map(|folder| top().join(folder)).collect::<Vec<_>>();
    let mut sources = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the project") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a source");
                sources.push((path, text));
            }
        }
    }
    sources
}
