//! The power is lost after any call of the system that the database has made: what was acknowledged is there, or its loss
//! is told.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use souplesse_core::device::Places;
use souplesse_core::register::Register;
use souplesse_tests::device::{reading, wall};
use souplesse_tests::power::Loss;
use souplesse_tests::recorded::{Call, Files, Recorded, record};

const PROGRAM: &str = env!("CARGO_BIN_EXE_register_lines");

#[test]
#[ignore = "some hundred registers are opened after a loss of power: a minute or two"]
fn every_line_that_was_acknowledged_is_there_or_its_loss_is_told() {
    for (lines_before, lines) in [(0, 3), (3, 2), (400, 3), (4000, 2)] {
        if !lose_power_everywhere(lines_before, lines) {
            println!("SKIPPED: strace is not here, or may not trace");
            return;
        }
    }
}

/// `false` where nothing can be recorded.
fn lose_power_everywhere(lines_before: u64, lines: u64) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let world = folder.path().join("world");
    fs::create_dir(&world).unwrap();
    let device = world.join("device");
    if lines_before > 0 {
        let filled = Command::new(PROGRAM).arg(&device).arg(lines_before.to_string()).output().unwrap();
        assert!(filled.status.success(), "{filled:?}");
    }
    let mut disk = Recorded::of(&world);
    let lines = lines.to_string();
    let arguments = [device.as_os_str(), OsStr::new(&lines)];
    let Some(calls) = record(PROGRAM, &arguments, &folder.path().join("calls")) else { return false };
    let (mut steps, mut worlds, mut told) = (0, BTreeSet::new(), Vec::new());
    let mut acknowledged = lines_before;
    for call in &calls {
        if let Call::Said(line) = call {
            let number = line.trim().strip_prefix("line ").expect("it says nothing else");
            acknowledged = number.parse().unwrap();
        } else if disk.apply(call) {
            steps += 1;
        } else {
            continue;
        }
        for loss in Loss::extremes() {
            let files = disk.after(loss);
            if worlds.insert((acknowledged, files.clone())) {
                let found = look(&files, acknowledged);
                told.extend(
                    found
                        .map(|found| format!("after {steps} calls, the last {call:.80?}, {loss:?}: {found}")),
                );
            }
        }
    }
    assert_eq!(acknowledged, lines_before + lines.parse::<u64>().unwrap());
    println!(
        "{lines_before} lines and {lines} more: {steps} calls, {} disks, {} told",
        worlds.len(),
        told.len()
    );
    assert_eq!(told, [""; 0]);
    true
}

/// Opens what is left, and gives what is told. What was acknowledged is there if nothing is.
fn look(files: &Files, acknowledged: u64) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let device = folder.path().join("device");
    lay_out(files, folder.path());
    let (places, found) = Places::in_folder(&device, reading(0));
    let Some(database) = places.database.clone() else { return Some(format!("{found:?}")) };
    let (register, mending) = match Register::open(database, places.apart, wall(0)) {
        Ok(opened) => opened,
        Err(error) => return Some(error.to_string()),
    };
    if !found.is_empty() || mending.is_some() {
        return Some(format!("{found:?} {mending:?}"));
    }
    let head = register.head().number;
    assert!(head >= acknowledged, "{head} of {acknowledged} lines, and nothing is told");
    let verification = register.verify().unwrap();
    assert_eq!((verification.faults, verification.lines), (Vec::new(), head));
    None
}

fn lay_out(files: &Files, folder: &Path) {
    // A folder comes before what is in it.
    for (path, content) in files {
        let path = folder.join(path);
        match content {
            None => fs::create_dir_all(path).unwrap(),
            Some(bytes) => fs::write(path, bytes).unwrap(),
        }
    }
}
