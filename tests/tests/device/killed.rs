//! A device that is killed at any moment: what it has acknowledged is there.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use souplesse_core::compact;
use souplesse_frames::Random;
use souplesse_tests::authority::{Authority, pack_document};
use souplesse_tests::device::{codes, in_folder};
use souplesse_tests::updates::authority;

const UPDATES: u64 = 40;

#[test]
fn what_was_acknowledged_is_there_after_20_kills() {
    kill_and_look(20);
}

#[test]
#[ignore = "200 kills take half a minute"]
fn what_was_acknowledged_is_there_after_200_kills() {
    kill_and_look(200);
}

fn kill_and_look(times: u32) {
    let authority = authority();
    let folder = tempfile::tempdir().unwrap();
    let inputs = write_inputs(folder.path(), &authority);
    let device = folder.path().join("device");
    let mut random = Random(u64::from(times));
    let (mut lines, mut updates) = (0, 0);
    for round in 0..times {
        let acknowledged = run_and_kill(&device, &inputs, &mut random);
        let told = |what: &str| {
            acknowledged.iter().filter_map(|line| line.strip_prefix(what)?.parse::<u64>().ok()).max()
        };
        lines = lines.max(told("line ").unwrap_or_default());
        updates = updates.max(told("update ").unwrap_or_default());
        let opened = in_folder(&device, &authority);
        assert_eq!(codes(&opened), [""; 0], "round {round}");
        let register = opened.register().expect("it has its register");
        assert!(
            register.head().number >= lines,
            "round {round}: {} of {lines} lines",
            register.head().number
        );
        assert_eq!(register.verify().unwrap().faults, [], "round {round}");
        assert_eq!(register.named().len() as u64, register.head().number, "round {round}");
        drop(register);
        assert!(sequence(&opened) >= updates, "round {round}: {} of {updates} updates", sequence(&opened));
    }
    assert!(lines > u64::from(times) / 2 && updates > 1, "it was busy: {lines} lines, {updates} updates");
    println!("{times} kills, {lines} lines and update {updates} acknowledged, all there");
}

/// The anchor, and updates with the sequences from 1 on.
fn write_inputs(folder: &Path, authority: &Authority) -> Vec<PathBuf> {
    let anchor = folder.join("anchor");
    fs::write(&anchor, compact::to_cbor(&authority.anchor)).unwrap();
    let updates = (1..=UPDATES).map(|sequence| {
        let path = folder.join(format!("{sequence:03}.souplesse"));
        fs::write(&path, authority.update(pack_document("XX-ONE", sequence))).unwrap();
        path
    });
    std::iter::once(anchor).chain(updates).collect()
}

/// Kills it at any moment after its first word, and once in four while it starts. Gives what it has said.
fn run_and_kill(device: &Path, inputs: &[PathBuf], random: &mut Random) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_busy_device"));
    let mut child = command.arg(device).args(inputs).stdout(Stdio::piped()).spawn().unwrap();
    let output = child.stdout.take().expect("piped");
    let (sender, receiver) = channel();
    let reader = thread::spawn(move || {
        // Who listens may have heard enough.
        BufReader::new(output).lines().map_while(Result::ok).for_each(|line| drop(sender.send(line)));
    });
    let mut said = Vec::new();
    if random.below(4) > 0 {
        said.extend(receiver.recv());
    }
    thread::sleep(Duration::from_micros(u64::from(random.below(60_000))));
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap();
    said.extend(receiver.try_iter());
    said
}

/// The number of the newest update that is installed.
fn sequence(device: &souplesse_core::device::Device) -> u64 {
    let documents = device.updates().into_iter().flat_map(|bytes| {
        let bundle = souplesse_core::bundle::open(&bytes).and_then(|opened| opened.read()).unwrap();
        bundle.documents
    });
    documents.map(|document| document.sequence).max().unwrap_or_default()
}
