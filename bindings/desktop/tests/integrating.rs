//! The recipes of docs/integrating.md, each run as it stands there.

#![allow(clippy::unwrap_used, reason = "a test that has nothing to look at has failed")]
#![allow(clippy::print_stdout, reason = "a test that cannot run says so")]

mod common;

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use common::samples;
use serde_json::{Value as Json, json};

const PAGE: &str = include_str!("../../../docs/integrating.md");

/// The block under a heading, and its language.
fn recipe(heading: &str) -> (&'static str, &'static str) {
    let (_, section) = PAGE.split_once(&format!("\n## {heading}\n")).unwrap();
    let (_, block) = section.split_once("```").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    block.split_once('\n').unwrap()
}

/// Two hundred lines, two pictures, and the command in the search path.
fn desk(folder: &Path) -> String {
    let pass = fs::read_to_string(samples().join("../pdf/pass.txt")).unwrap();
    let codes = [pass.trim(), "https://example.org"];
    let lines = (0..200)
        .map(|id| json!({ "id": id, "code": codes[id % 2], "at": "2021-08-14T20:30" }).to_string() + "\n");
    fs::write(folder.join("passes.jsonl"), lines.collect::<String>()).unwrap();
    fs::create_dir(folder.join("queue")).unwrap();
    for name in ["01-vaccinated.png", "10-menu.png"] {
        fs::copy(samples().join(name), folder.join("queue").join(name)).unwrap();
    }
    let built = Path::new(env!("CARGO_BIN_EXE_souplesse")).parent().unwrap();
    format!("{}:{}", built.display(), env::var("PATH").unwrap_or_default())
}

fn run(program: &str, argument: &str, script: &str, folder: &Path, path: &str) {
    let done = Command::new(program)
        .args([argument, script])
        .current_dir(folder)
        .env("PATH", path)
        .env("SOUPLESSE_DATA_DIR", folder.join("data"))
        .env("SOUPLESSE_CONFIG", folder.join("config.toml"))
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "{}{}",
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    );
}

fn is_here(program: &str, arguments: &[&str]) -> bool {
    let is_here = Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success());
    if !is_here {
        println!("SKIPPED: there is no {program} with {}", arguments.join(" "));
    }
    is_here
}

fn verdicts(text: &str) -> Vec<Json> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Every line has its verdict, in the order of the file.
fn are_whole(verdicts: &[Json]) {
    assert_eq!(verdicts.len(), 200);
    for (verdict, id) in verdicts.iter().zip(0..) {
        assert_eq!(
            (&verdict["id"], &verdict["outcome"]),
            (&json!(id), &json!(["valid", "not-a-pass"][id % 2])),
            "{verdict}"
        );
    }
}

#[test]
fn a_batch_goes_as_the_page_says() {
    let folder = tempfile::tempdir().unwrap();
    let path = desk(folder.path());
    run("sh", "-ec", recipe("A batch").1, folder.path(), &path);
    are_whole(&verdicts(&fs::read_to_string(folder.path().join("verdicts.jsonl")).unwrap()));
}

#[test]
fn xargs_starts_several_and_no_line_is_mixed() {
    let folder = tempfile::tempdir().unwrap();
    let path = desk(folder.path());
    run("sh", "-ec", recipe("xargs").1, folder.path(), &path);
    let verdicts = verdicts(&fs::read_to_string(folder.path().join("verdicts.jsonl")).unwrap());
    assert_eq!(verdicts.len(), 2, "{verdicts:?}");
}

#[test]
#[ignore = "wants GNU parallel"]
fn gnu_parallel_cuts_the_file_into_whole_lines() {
    if !is_here("parallel", &["--version"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = desk(folder.path());
    run("sh", "-ec", recipe("GNU parallel").1, folder.path(), &path);
    are_whole(&verdicts(&fs::read_to_string(folder.path().join("verdicts.jsonl")).unwrap()));
}

#[test]
#[ignore = "wants PySpark, and Java for it"]
fn spark_pipes_its_partitions() {
    let python = env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    if !is_here(&python, &["-c", "import pyspark"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = desk(folder.path());
    run(&python, "-c", recipe("Spark").1, folder.path(), &path);
    let mut parts = fs::read_dir(folder.path().join("verdicts"))
        .unwrap()
        .map(|part| part.unwrap().path())
        .collect::<Vec<_>>();
    parts.retain(|part| part.file_name().unwrap().to_string_lossy().starts_with("part-"));
    parts.sort();
    let text = parts.iter().map(|part| fs::read_to_string(part).unwrap()).collect::<String>();
    are_whole(&verdicts(&text));
}
