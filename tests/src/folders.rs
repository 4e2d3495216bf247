//! Whether every file in the folders of `tests/tests` is run.

use std::fs;
use std::path::Path;

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
