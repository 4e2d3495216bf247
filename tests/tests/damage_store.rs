//! Every file that a device keeps, damaged in every way: harmless or told, and never a wrong verdict.

use std::fs;
use std::path::{Path, PathBuf};

use souplesse_core::Outcome;
use souplesse_core::device::Device;
use souplesse_frames::Random;
use souplesse_tests::authority::{Authority, pack_document};
use souplesse_tests::device::{in_folder, name, packs, reading, wall};
use souplesse_tests::updates::authority;

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

/// Two updates, a shift that is open, a clock's mark.
fn fill(folder: &Path, authority: &Authority) {
    let device = in_folder(folder, authority);
    for id in ["XX-ONE", "XX-TWO"] {
        device.install(&authority.update(pack_document(id, 1)), &[], reading(0)).unwrap();
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

/// Whether the device tells that something is wrong. Whatever it tells, it judges by all that was installed or by none of it.
fn look(folder: &Path, authority: &Authority, place: &str) -> bool {
    let device = in_folder(folder, authority);
    let is_told = !device.notices().is_empty();
    let installed = packs(&device);
    let all = ["FR-PSC-2021-08", "XX-ONE", "XX-TWO"];
    assert!(installed == all || (installed == all[..1] && is_told), "{place}: {installed:?}");
    let is_found = register_is_hurt(&device, place);
    let moment = device.moment(reading(-3600));
    let is_believed = moment.clock_behind.is_none();
    assert!(!is_believed || is_told, "{place}: the mark is lost and nobody is told");
    assert!(device.register().is_some() || is_told, "{place}: no register and nobody is told");
    is_told || is_found
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
