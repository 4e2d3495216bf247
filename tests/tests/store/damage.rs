//! Every file that a device keeps, damaged in every way: harmless or told, and never a wrong verdict.

use std::fs;
use std::path::{Path, PathBuf};

use souplesse_core::bundle::{Authorisation, Content, Revoked, RuleSets, TrustList, Withdrawal};
use souplesse_core::device::Device;
use souplesse_core::{Code, Outcome};
use souplesse_frames::Random;
use souplesse_tests::authority::{Authority, pack_document};
use souplesse_tests::device::{in_folder, name, packs, reading, wall};
use souplesse_tests::updates::{authority, document};

const LINES: u64 = 41;

#[test]
fn sixty_damages_are_harmless_or_told() {
    damage_and_look(60);
}

#[test]
#[ignore = "500 damages take a minute"]
fn five_hundred_damages_are_harmless_or_told() {
    damage_and_look(500);
}

fn damage_and_look(times: u32) {
    let authority = authority();
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("whole");
    fill(&whole, &authority);
    let files = files_in(&whole);
    let (mut harmless, mut told) = (0, 0);
    let mut random = Random(u64::from(times));
    for round in 0..times {
        let copy = folder.path().join("copy");
        copy_folder(&whole, &copy);
        let file = &files[random.below(files.len() as u64) as usize];
        let what = damage(&copy.join(file), &mut random);
        let place = format!("round {round}: {what} in {}", file.display());
        if look(&copy, &authority, &place) {
            told += 1
        } else {
            harmless += 1
        }
        fs::remove_dir_all(&copy).unwrap();
    }
    assert!(told > 0 && harmless > 0);
    println!("{times} damages of {} files: {told} told, {harmless} harmless", files.len());
}

/// An update of every kind, a shift that is open, a clock's mark.
fn fill(folder: &Path, authority: &Authority) {
    let device = in_folder(folder, authority);
    for update in updates(authority) {
        assert!(device.install(&update, &[], reading(0)).unwrap().is_taken());
    }
    let mut register = device.register().unwrap();
    for number in 1..LINES {
        register.name(name(&format!("Person {number}")), wall(0)).unwrap();
    }
    register.open_shift(vec![name("Person 7")], wall(1)).unwrap();
    drop(register);
    device.count(Outcome::Valid);
    device.moment(reading(60));
    device.settle(reading(60));
}

fn updates(authority: &Authority) -> Vec<Vec<u8>> {
    let leave = Authorisation { device: None, until: wall(3600) };
    let contents = [
        ("TRUST", Content::Trust(TrustList { keys: Vec::new() })),
        ("RULES", Content::Rules(RuleSets { sets: Vec::new(), value_sets: Vec::new() })),
        ("REVOKED", Content::Revocations(Revoked::default())),
        ("GONE", Content::Withdrawal(Withdrawal { revokes: vec!["XX-GONE".to_owned()] })),
        ("LEAVE", Content::Authorisation(leave)),
    ];
    let others = contents.map(|(id, content)| document(id, content));
    let packs = ["XX-ONE", "XX-TWO"].map(|id| pack_document(id, 1));
    packs.into_iter().chain(others).map(|document| authority.update(document)).collect()
}

/// Whether the device tells that something is wrong. Whatever is not there is told, and still after the next update.
fn look(folder: &Path, authority: &Authority, place: &str) -> bool {
    let device = in_folder(folder, authority);
    let is_told = !device.notices().is_empty();
    let is_whole = |device: &Device| {
        let installed = device.shelf().contents().len();
        packs(device) == ["FR-PSC-2021-08", "XX-ONE", "XX-TWO"] && installed == updates(authority).len()
    };
    assert!(is_whole(&device) || is_told, "{place}: {:?}", packs(&device));
    let is_found = register_is_hurt(&device, place);
    let moment = device.moment(reading(-3600));
    let is_believed = moment.clock_behind.is_none();
    assert!(!is_believed || is_told, "{place}: the mark is lost and nobody is told");
    assert!(device.register().is_some() || is_told, "{place}: no register and nobody is told");
    install_on(folder, device, authority, place);
    is_told || is_found
}

fn install_on(folder: &Path, device: Device, authority: &Authority, place: &str) {
    let damaged = |device: &Device| {
        device.notices().iter().filter(|notice| notice.code == Code::UpdatesDamaged).count()
    };
    let before = damaged(&device);
    let another = authority.update(pack_document("XX-ANOTHER", 1));
    device.acknowledge(reading(120)).unwrap();
    if !device.install(&another, &[], reading(120)).is_ok_and(|update| update.is_taken()) {
        assert!(before > 0, "{place}: nothing can be installed and nobody is told");
        return;
    }
    assert_eq!(damaged(&device), before, "{place}: the next update has ended it");
    drop(device);
    let device = in_folder(folder, authority);
    assert_eq!(damaged(&device), before, "{place}: the next start has ended it");
}

/// Whether the register says that something is wrong with it; if not, all of it must be there.
fn register_is_hurt(device: &Device, place: &str) -> bool {
    let Some(register) = device.register() else { return true };
    let verification = register.verify().expect("lines can be looked at");
    if !verification.faults.is_empty() || !device.notices().is_empty() {
        return true;
    }
    assert_eq!((verification.lines, register.named().len() as u64), (LINES, LINES - 1), "{place}");
    let counts = register.counts().unwrap();
    assert_eq!(counts.valid, 1, "{place}: counts are lost and nobody is told");
    false
}

fn damage(path: &Path, random: &mut Random) -> String {
    let mut bytes = fs::read(path).unwrap();
    let length = bytes.len() as u64;
    let place = if length == 0 { 0 } else { random.below(length) as usize };
    let what = match random.below(3) {
        0 => {
            bytes.truncate(place);
            "cut"
        }
        1 => {
            let page = place / 4096 * 4096;
            let end = bytes.len().min(page + 4096);
            bytes[page..end].fill(0);
            "zeros"
        }
        _ => {
            if let Some(byte) = bytes.get_mut(place) {
                *byte ^= 1 << random.below(8);
            }
            "a flipped bit"
        }
    };
    fs::write(path, bytes).unwrap();
    format!("{what} at {place} of {length}")
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path)
            } else {
                found.push(path.strip_prefix(folder).unwrap().to_owned())
            }
        }
    }
    found.sort();
    found
}

fn copy_folder(from: &Path, to: &Path) {
    for file in files_in(from) {
        let target = to.join(&file);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(from.join(&file), target).unwrap();
    }
}
