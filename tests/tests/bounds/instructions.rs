//! How many instructions readers take for the worst that comes to them, counted by valgrind's callgrind: clocks tell little
//! where others compute too, and counts are nearly the same each time.

use std::fs;
use std::path::Path;
use std::process::Command;

use souplesse_tests::worst::{Carrier, counted};

/// As many times a bare signature's instructions anything may take that fits a code: some five milliseconds.
const MOST_SIGNATURES: u64 = 75;

/// What comes in once, however large the input: a signature, and what else the text may be that a scanner typed.
const ONCE: u64 = 4;

#[test]
fn reading_takes_time_as_its_input_grows_and_a_code_next_to_none() {
    let folder = tempfile::tempdir().unwrap();
    let Some(counts) = count(folder.path()) else {
        println!("SKIPPED: valgrind is not here, which counts instructions");
        return;
    };
    let [signature, counts @ ..] = &counts[..] else { panic!("nothing was counted") };
    let mut counts = counts.iter().copied();
    let mut faults = Vec::new();
    let mut dearest = (0, "");
    for case in counted() {
        let sizes = case.counted_sizes();
        let measured = counts.by_ref().take(sizes.len()).collect::<Vec<_>>();
        let [_, growing @ ..] = &measured[..4] else { panic!("{}: {measured:?}", case.name) };
        if growing.windows(2).any(|pair| pair[1] > pair[0] * 23 / 10 + ONCE * signature) {
            faults.push(format!("{}: {growing:?} instructions for twice as much each", case.name));
        }
        for (size, count) in sizes.into_iter().zip(measured).skip(1) {
            if case.carrier_of(&(case.make)(size)) != Carrier::Code {
                continue;
            }
            dearest = dearest.max((count / signature, case.name));
            if count > MOST_SIGNATURES * signature {
                faults.push(format!(
                    "{}: {count} instructions for {size}, {signature} for a signature",
                    case.name
                ));
            }
        }
    }
    let (signatures, name) = dearest;
    println!("the dearest code takes {signatures} signatures: {name}");
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The instructions of each reading of `worst_inputs`, in its order; `None` without valgrind.
fn count(folder: &Path) -> Option<Vec<u64>> {
    let reading = "*::read_counted";
    let run = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet", "--combine-dumps=no"])
        .arg(format!("--toggle-collect={reading}"))
        .arg(format!("--dump-after={reading}"))
        .arg(format!("--callgrind-out-file={}", folder.join("counts").display()))
        .arg(env!("CARGO_BIN_EXE_worst_inputs"))
        .output()
        .ok()?;
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let files = (1..).map(|number| folder.join(format!("counts.{number}")));
    Some(files.map_while(|file| fs::read_to_string(file).ok()).map(|dump| total(&dump)).collect())
}

/// `summary: 123`
fn total(dump: &str) -> u64 {
    let sum = dump.lines().find_map(|line| line.strip_prefix("summary: "));
    sum.and_then(|sum| sum.trim().parse().ok()).expect("callgrind writes a sum")
}
