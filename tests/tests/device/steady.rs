//! A device that judges for long and on many threads: each verdict by one update, memory and files as they were.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use souplesse_core::bundle::{Content, Document};
use souplesse_core::{Moment, Profile};
use souplesse_tests::authority::{Authority, evening, pack};
use souplesse_tests::desk::{Desk, negative, vaccination};
use souplesse_tests::device::{in_folder, name, reading, wall};
use souplesse_tests::updates::{authority, paper};

#[test]
fn every_verdict_belongs_to_one_update() {
    let authority = authority();
    let folder = tempfile::tempdir().unwrap();
    let device = in_folder(folder.path(), &authority);
    device.install(&pair(&authority, 1), &[], reading(0)).unwrap();
    let is_over = AtomicBool::new(false);
    let (checks, last) = thread::scope(|scope| {
        let check = || {
            let mut checks = 0_u64;
            let mut newest = 0;
            while !is_over.load(Ordering::Relaxed) {
                let verifier = device.verifier();
                let titles =
                    verifier.tolerances.held.iter().map(|held| held.tolerance.pack().title.en.clone());
                let titles = titles.filter_map(|title| title.parse::<u64>().ok()).collect::<Vec<_>>();
                let [one, two] = titles[..] else { panic!("both packs are in force: {titles:?}") };
                assert_eq!(one, two, "one half of an update");
                assert!(one >= newest, "an older update came back");
                newest = one;
                let verdict = paper(&verifier, Moment::what_if(evening()));
                assert_eq!(verdict.code.to_string(), "tolerated");
                checks += 1;
            }
            checks
        };
        let threads = (0..8).map(|_| scope.spawn(check)).collect::<Vec<_>>();
        let last = 60;
        for sequence in 2..=last {
            device.install(&pair(&authority, sequence), &[], reading(0)).unwrap();
        }
        is_over.store(true, Ordering::Relaxed);
        (threads.into_iter().map(|thread| thread.join().unwrap()).sum::<u64>(), last)
    });
    assert!(checks > last, "they checked while updates came");
    println!("{checks} checks on 8 threads beside {last} installs");
}

/// Two packs that say in their titles to which update they belong.
fn pair(authority: &Authority, sequence: u64) -> Vec<u8> {
    let documents = ["XX-ONE", "XX-TWO"].map(|id| {
        let mut pack = pack(id);
        pack.title.en = sequence.to_string();
        Document { id: id.to_owned(), sequence, content: Content::Pack(Box::new(pack)) }
    });
    authority.sign(&authority.bundle(documents.into()))
}

#[test]
fn memory_and_files_stay_as_they_were_for_20_000_checks() {
    soak(20_000);
}

#[test]
#[ignore = "a million checks take minutes"]
fn memory_and_files_stay_as_they_were_for_a_million_checks() {
    soak(1_000_000);
}

fn soak(checks: u64) {
    let folder = tempfile::tempdir().unwrap();
    let device = in_folder(folder.path(), &authority());
    device.register().unwrap().name(name("Anne"), wall(0)).unwrap();
    device.register().unwrap().open_shift(vec![name("Anne")], wall(0)).unwrap();
    let desk = Desk::new();
    let passes = [
        vaccination().sign(&desk.hcert),
        negative().sign(&desk.two_d_doc),
        "HC1:nonsense".to_owned(),
        "https://example.org/".to_owned(),
    ];
    let mut at_first = None;
    for check in 0..checks {
        // Twelve hours in all.
        let now = reading(i64::try_from(check * 43_200 / checks).unwrap());
        let pass = &passes[usize::try_from(check).unwrap() % passes.len()];
        let verdict = desk.verifier.check_code(pass.as_bytes(), device.moment(now), Profile::Venue);
        device.count(verdict.outcome);
        if check == checks / 10 {
            at_first = Some((resident(), size_of(folder.path())));
        }
    }
    device.settle(reading(43_200));
    let (Some((memory, files)), Some(memory_at_end)) = (at_first, resident()) else {
        println!("SKIPPED: how much memory a process has is told by Linux only");
        return;
    };
    let memory = memory.expect("it was told at the end");
    let files_at_end = size_of(folder.path());
    println!(
        "{checks} checks: memory {memory} to {memory_at_end} KiB, files {files} to {files_at_end} bytes"
    );
    assert!(memory_at_end <= memory + 2048, "memory grew from {memory} to {memory_at_end} KiB");
    assert!(files_at_end <= files + 64, "files grew from {files} to {files_at_end} bytes");
    assert_eq!(device.register().unwrap().counts().unwrap().total(), checks);
}

/// The memory that this process has, in KiB.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().split(' ').next()?.parse().ok()
}

fn size_of(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let sizes = entries.map(|entry| {
        let path = entry.path();
        if path.is_dir() { size_of(&path) } else { entry.metadata().map_or(0, |data| data.len()) }
    });
    sizes.sum()
}
